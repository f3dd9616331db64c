"""Which statuses of the register say where a child is."""

from tests.spec import check


def test_a_school_that_writes_finished_kept_or_abroad_does_not_say_where_the_child_is(engine):
    check(
        engine,
        "bld_status_word",
        given={},
        expect="""
            code | is_word | is_finished
            01   | 1       | 0
            02   | 1       | 0
            03   | 1       | 0
            04   | 1       | 0
            05   | 1       | 0
            06   | 1       | 0
            07   | 0       | 1
            08   | 0       | 1
            09   | 0       | 1
            10   | 1       | 0
            11   | 1       | 0
            12   | 0       | 0
            13   | 0       | 0
            14   | 1       | 0
            15   | 1       | 0
        """,
    )

"""When a roll's word that a pupil finished is believed."""

from tests.spec import check


def test_pupils_finish_in_summer_at_the_end_of_a_stage(engine):
    check(
        engine,
        "bld_finish",
        given={},
        expect="""
            grade | month_no
            6     | 05
            6     | 06
            6     | 07
            6     | 08
            9     | 05
            9     | 06
            9     | 07
            9     | 08
        """,
    )

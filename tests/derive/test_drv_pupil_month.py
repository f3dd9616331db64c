"""Half days of a month, and runs over months."""

from tests.spec import check

SEPTEMBER = """
    class_key | day
    C         | 2018-09-26
    C         | 2018-09-27
    C         | 2018-09-28
"""
ROLL = """
    month   | child_key | class_key | school_code | on_roll_from
    2018-09 | 1         | C         | S           | .
    2018-09 | 2         | C         | S           | 2018-09-27
    2018-09 | 3         | C         | S           | .
"""


def test_halves_count_in_order_and_a_lost_row_is_counted_not_read_as_presence(engine):
    check(
        engine,
        "drv_pupil_month",
        given={
            "roll": ROLL,
            "class_day": SEPTEMBER,
            "attendance": """
                class_key | child_key | day        | mark_am | mark_pm
                C         | 1         | 2018-09-26 | A       | P
                C         | 1         | 2018-09-27 | P       | A
                C         | 1         | 2018-09-28 | A       | A
                C         | 2         | 2018-09-26 | A       | A
                C         | 2         | 2018-09-27 | S       | L
                C         | 2         | 2018-09-28 | .       | R
                C         | 3         | 2018-09-26 | P       | P
                C         | 3         | 2018-09-28 | P       | P
            """,
        },
        expect="""
            child_key | reported_halves | missing_halves | present_halves | absent_halves | sick_halves | personal_halves | unmarked_halves | late_days | leading_halves | trailing_halves | trailing_first_day | last_present | present_after_last_halves
            1         | 6               | 0              | 1+1            | 1+1+2         | 0           | 0               | 0               | 0         | 1              | 1+2             | 2018-09-27         | 2018-09-27   | 0
            2         | 4               | 0              | 1              | 0             | 1           | 1               | 1               | 1         | 0              | 0               | .                  | 2018-09-27   | 1
            3         | 6               | 2              | 2+2            | 0             | 0           | 0               | 0               | 0         | 0              | 0               | .                  | .            | 4
        """,
        month="2018-09",
    )


def test_a_class_that_reported_nothing_has_no_row(engine):
    check(
        engine,
        "drv_pupil_month",
        given={
            "roll": ROLL,
            "class_day": "class_key | day | taken\nC | 2018-09-26 | false",
            "attendance": "child_key\n",
        },
        expect="child_key | present_halves\n",
        month="2018-09",
    )


def test_the_last_present_day_is_the_day_before_the_stretch_at_the_end_of_the_span(engine):
    check(
        engine,
        "drv_pupil_month",
        given={
            "roll": """
                month   | child_key | class_key | school_code | on_roll_from | on_roll_to
                2018-09 | 1         | C         | S           | .            | .
                2018-09 | 2         | C         | S           | .            | .
                2018-09 | 3         | C         | S           | .            | 2018-09-27
                2018-09 | 4         | C         | S           | 2018-09-27   | .
            """,
            "class_day": SEPTEMBER,
            "attendance": """
                class_key | child_key | day        | mark_am | mark_pm
                C         | 1         | 2018-09-26 | P       | A
                C         | 1         | 2018-09-27 | A       | S
                C         | 1         | 2018-09-28 | .       | A
                C         | 2         | 2018-09-26 | S       | A
                C         | 2         | 2018-09-27 | A       | A
                C         | 2         | 2018-09-28 | A       | A
                C         | 3         | 2018-09-26 | P       | P
                C         | 3         | 2018-09-27 | A       | L
                C         | 3         | 2018-09-28 | A       | A
                C         | 4         | 2018-09-26 | P       | P
                C         | 4         | 2018-09-27 | A       | A
                C         | 4         | 2018-09-28 | A       | A
            """,
        },
        expect="""
            child_key | last_present | present_halves | late_days | leading_halves | trailing_halves | longest_halves | present_after_last_halves
            1         | 2018-09-26   | 1              | 0         | 0              | 1+1+1           | 1+1+1          | 0
            2         | .            | 0              | 0         | 1+2+2          | 1+2+2           | 1+2+2          | 0
            3         | 2018-09-27   | 2+1            | 1         | 0              | 0               | 1              | 1
            4         | .            | 0              | 0         | 2+2            | 2+2             | 2+2            | 0
        """,
        month="2018-09",
    )

"""Which children are suspected, on which day, for which reason: only what lies after the last closing counts."""

from tests.spec import check

RUNS = """
    child_key | month   | trailing_halves
    1         | 2018-10 | 0
    2         | 2018-10 | 6
"""
EVENTS = """
    seq | recorded_at      | effective_on | child_key | case_no   | episode_no | event  | resulting_state
    1   | 2018-10-04 09:00 | 2018-10-04   | 3         | 2018-0001 | 1          | opened | suspected
    2   | 2018-10-10 09:00 | 2018-10-10   | 3         | 2018-0001 | 1          | closed | closed
"""


def absences(*rows: str) -> str:
    head = "child_key | month | day | absent_halves | run_halves | run_first_day | is_composed\n"
    return head + "\n".join(rows)


def test_three_days_in_a_row_by_the_halves_and_the_day_is_that_of_the_sixth_half(engine):
    check(
        engine,
        "bld_suspicion_absence",
        given={
            "drv_child_run": RUNS,
            "drv_absence": absences(
                "1 | 2018-09 | 2018-09-28 | 2 | 2 | 2018-09-28 | 1",
                "1 | 2018-09 | 2018-09-29 | 2 | 4 | 2018-09-28 | 1",
                "1 | 2018-09 | 2018-09-30 | 1 | 5 | 2018-09-28 | 1",
                "1 | 2018-10 | 2018-10-08 | 1 | 6 | 2018-09-28 | 1",
                "2 | 2018-10 | 2018-10-08 | 2 | 2 | 2018-10-08 | 1",
                "2 | 2018-10 | 2018-10-09 | 2 | 4 | 2018-10-08 | 1",
            ),
        },
        expect="""
            child_key | reason | first_day  | reached_on | run_days
            1         | run    | 2018-09-28 | 2018-10-08 | 3
        """,
        month="2018-10",
        as_of="2018-10-31",
    )


def test_the_class_of_a_run_is_that_of_the_day_on_which_it_reached_the_limit(engine):
    """A run over a change of school, and one that goes on after the day."""
    check(
        engine,
        "bld_absence_reached",
        given={
            "drv_absence": """
                child_key | month   | day        | absent_halves | run_halves | run_first_day | is_composed | school_code | class_key
                1         | 2018-09 | 2018-09-28 | 2             | 2          | 2018-09-28    | 1           | OLD         | A
                1         | 2018-09 | 2018-09-29 | 2             | 4          | 2018-09-28    | 1           | OLD         | A
                1         | 2018-10 | 2018-10-08 | 2             | 6          | 2018-09-28    | 1           | NEW         | B
                1         | 2018-10 | 2018-10-09 | 2             | 8          | 2018-09-28    | 1           | NEW         | B
                2         | 2018-10 | 2018-10-08 | 2             | 2          | 2018-10-08    | 1           | NEW         | B
            """,
        },
        expect="""
            child_key | reason | first_day  | reached_on | school_code | class_key | run_days
            1         | run    | 2018-09-28 | 2018-10-08 | NEW         | B         | 4
        """,
        month="2018-10",
        as_of="2018-10-31",
    )


def test_a_second_roll_and_what_came_before_the_closing_do_not_count(engine):
    check(
        engine,
        "bld_suspicion_absence",
        given={
            "drv_child_run": RUNS,
            "case_event": EVENTS,
            "drv_absence": absences(
                "2 | 2018-10 | 2018-10-08 | 2 | 2 | 2018-10-08 | 0",
                "2 | 2018-10 | 2018-10-09 | 2 | 4 | 2018-10-08 | 0",
                "2 | 2018-10 | 2018-10-10 | 2 | 6 | 2018-10-08 | 0",
                "3 | 2018-10 | 2018-10-09 | 2 | 2 | 2018-10-09 | 1",
                "3 | 2018-10 | 2018-10-10 | 2 | 4 | 2018-10-09 | 1",
                "3 | 2018-10 | 2018-10-11 | 2 | 6 | 2018-10-09 | 1",
                "3 | 2018-10 | 2018-10-12 | 2 | 8 | 2018-10-09 | 1",
            ),
        },
        expect="child_key | reason",
        month="2018-10",
        as_of="2018-10-31",
    )


def test_five_days_in_a_month_and_whether_the_child_is_back(engine):
    check(
        engine,
        "bld_suspicion_absence",
        given={
            "drv_child_run": RUNS,
            "drv_absence": absences(
                *(f"1 | 2018-10 | 2018-10-{d:02d} | 2 | 2 | 2018-10-{d:02d} | 1" for d in (8, 10, 12, 16, 18)),
                "1 | 2018-09 | 2018-09-03 | 2 | 2 | 2018-09-03 | 1",
            ),
        },
        expect="""
            child_key | reason | first_day  | reached_on | run_days | is_back
            1         | month  | 2018-10-08 | 2018-10-18 | 5        | 1
        """,
        month="2018-10",
        as_of="2018-10-31",
    )


def test_who_was_absent_to_the_level_once_more_is_not_back(engine):
    """Ten single days in one month, present since: as if it had been found on the fifth and then again on the tenth."""
    days = (8, 9, 10, 11, 12, 15, 16, 17, 18, 19)
    check(
        engine,
        "bld_suspicion_absence",
        given={
            "drv_child_run": RUNS,
            "drv_absence": absences(
                *(f"1 | 2018-10 | 2018-10-{d:02d} | 1 | 1 | 2018-10-{d:02d} | 1" for d in days),
                *(
                    f"1 | 2018-10 | 2018-10-{d:02d} | 1 | 1 | 2018-10-{d:02d} | 1"
                    for d in (1, 2, 3, 4, 5, 22, 23, 24, 25, 26)
                ),
            ),
        },
        expect="""
            child_key | reason | first_day  | reached_on | run_days | is_back
            1         | month  | 2018-10-01 | 2018-10-12 | 10       | 0
        """,
        month="2018-10",
        as_of="2018-10-31",
    )


def test_a_stricter_county_sets_a_dated_row(engine):
    threshold = """
        name                  | value | unit        | valid_from | valid_to
        suspected_run_days    | 3     | school_days | 2017-09-01 | 2018-10-08
        suspected_run_days    | 1     | school_days | 2018-10-09 | 9999-12-31
        suspected_month_days  | 5     | school_days | 2017-09-01 | 9999-12-31
        ghost_min_school_days | 5     | school_days | 2017-09-01 | 9999-12-31
    """
    check(
        engine,
        "bld_suspicion_absence",
        given={
            "threshold": threshold,
            "drv_child_run": RUNS,
            "drv_absence": absences(
                "1 | 2018-10 | 2018-10-08 | 2 | 2 | 2018-10-08 | 1", "2 | 2018-10 | 2018-10-09 | 2 | 2 | 2018-10-09 | 1"
            ),
        },
        expect="child_key | reached_on\n2 | 2018-10-09",
        month="2018-10",
        as_of="2018-10-31",
    )


def test_on_the_roll_and_never_in_the_seat_counting_the_days_that_no_leave_explains(engine):
    check(
        engine,
        "bld_suspicion_absence",
        given={
            "roll": "month | child_key | class_key | school_code\n"
            + "\n".join(f"2018-10 | {child} | C | S" for child in range(1, 6)),
            "drv_class_day": "class_key | month | day | is_reported\n"
            + "\n".join(f"C | 2018-10 | 2018-10-{day:02d} | true" for day in (8, 9, 10, 11, 12, 15, 16, 17)),
            "drv_pupil_month": """
                child_key | class_key | month   | first_day  | last_day   | reported_halves | present_halves | absent_halves | sick_halves
                1         | C         | 2018-10 | 2018-10-08 | 2018-10-12 | 10              | 0              | 0             | 0
                2         | C         | 2018-10 | 2018-10-08 | 2018-10-12 | 10              | 0              | 0             | 10
                3         | C         | 2018-10 | 2018-10-08 | 2018-10-11 | 8               | 0              | 0             | 0
                4         | C         | 2018-10 | 2018-10-08 | 2018-10-17 | 16              | 0              | 0             | 2
                5         | C         | 2018-10 | 2018-10-08 | 2018-10-12 | 10              | 0              | 0             | 0
                5         | D         | 2018-10 | 2018-10-15 | 2018-10-17 | 6               | 1              | 0             | 0
            """,
        },
        expect="""
            child_key | reason | first_day  | reached_on | run_days
            1         | ghost  | 2018-10-08 | 2018-10-12 | 5
            4         | ghost  | 2018-10-08 | 2018-10-15 | 7
        """,
        month="2018-10",
        as_of="2018-10-31",
    )

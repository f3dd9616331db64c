"""Observation broken by a new absence: the same case goes back to its tier."""

from tests.spec import check

OTHER = "child_key | reason | first_day | reached_on\n99 | run | 2018-12-03 | 2018-12-05"
"""Months of five days that are looked at beside the cases: none here."""
CASES = """
    case_no | child_key | state     | state_since | opened_on  | highest_tier
    N1      | 1         | returned  | 2018-11-28  | 2018-11-05 | suspected
    N2      | 2         | returned  | 2018-11-28  | 2018-11-05 | dropped_out
    N3      | 3         | suspected | 2018-11-28  | 2018-11-28 | suspected
    N4      | 4         | returned  | 2018-11-28  | 2018-11-05 | suspected
    N5      | 5         | returned  | 2018-11-28  | 2018-11-05 | suspected
    N6      | 6         | returned  | 2018-11-28  | 2018-11-05 | suspected
"""


def test_a_run_that_begins_after_the_return_and_reaches_the_suspected_level_breaks_the_observation(engine):
    """4 lacks half a day; of the three days of 5, one was before the return; 3 is under no observation."""
    check(
        engine,
        "fct_broken",
        given={
            "bld_case_state": CASES,
            "bld_absence_reached": OTHER,
            "bld_run_day": """
                child_key | month   | day        | run_first_day | absent_halves
                1         | 2018-12 | 2018-12-03 | 2018-12-03    | 2
                1         | 2018-12 | 2018-12-04 | 2018-12-03    | 2
                1         | 2018-12 | 2018-12-05 | 2018-12-03    | 2
                1         | 2018-12 | 2018-12-06 | 2018-12-03    | 2
                2         | 2018-11 | 2018-11-28 | 2018-11-28    | 2
                2         | 2018-11 | 2018-11-29 | 2018-11-28    | 2
                2         | 2018-11 | 2018-11-30 | 2018-11-28    | 2
                3         | 2018-12 | 2018-12-03 | 2018-12-03    | 2
                3         | 2018-12 | 2018-12-04 | 2018-12-03    | 2
                3         | 2018-12 | 2018-12-05 | 2018-12-03    | 2
                4         | 2018-12 | 2018-12-03 | 2018-12-03    | 2
                4         | 2018-12 | 2018-12-04 | 2018-12-03    | 2
                4         | 2018-12 | 2018-12-05 | 2018-12-03    | 1
                5         | 2018-11 | 2018-11-27 | 2018-11-27    | 2
                5         | 2018-11 | 2018-11-28 | 2018-11-27    | 2
                5         | 2018-11 | 2018-11-29 | 2018-11-27    | 2
            """,
        },
        expect="""
            case_no | child_key | highest_tier | run_first_day | reached_on
            N1      | 1         | suspected    | 2018-12-03    | 2018-12-05
            N2      | 2         | dropped_out  | 2018-11-28    | 2018-11-30
        """,
        as_of="2018-12-20",
    )


def test_a_child_who_never_came_back_is_found_whenever_the_run_began(engine):
    """A return was entered on the 28th in the midst of a run; it goes on over the end of the month."""
    check(
        engine,
        "fct_broken",
        given={
            "bld_case_state": CASES,
            "bld_absence_reached": OTHER,
            "bld_run_day": """
                child_key | month   | day        | run_first_day | absent_halves
                1         | 2018-11 | 2018-11-26 | 2018-11-26    | 2
                1         | 2018-11 | 2018-11-27 | 2018-11-26    | 2
                1         | 2018-11 | 2018-11-28 | 2018-11-26    | 1
                1         | 2018-11 | 2018-11-30 | 2018-11-26    | 2
                1         | 2018-12 | 2018-12-03 | 2018-11-26    | 2
                1         | 2018-12 | 2018-12-04 | 2018-11-26    | 2
            """,
        },
        expect="""
            case_no | run_first_day | reached_on
            N1      | 2018-11-28    | 2018-12-04
        """,
        as_of="2018-12-20",
    )


def test_single_days_that_add_up_in_a_month_break_the_observation_too(engine):
    """1: five days of December; 4: four and a half; 5: five in two months, of which two were before the return; 6 opened
    as returned on the day on which its fifth day was reached."""
    days = {1: (3, 5, 7, 11, 13, 17), 4: (3, 5, 7, 11), 5: (3, 5, 7), 6: (4, 6, 10, 12)}
    single = "\n".join(f"{n} | 2018-12 | 2018-12-{d:02d} | 2018-12-{d:02d} | 2" for n, ds in days.items() for d in ds)
    check(
        engine,
        "fct_broken",
        given={
            "bld_case_state": CASES.replace(
                "N6      | 6         | returned  | 2018-11-28  | 2018-11-05",
                "N6      | 6         | returned  | 2018-12-04  | 2018-12-04",
            ),
            "bld_absence_reached": OTHER,
            "bld_run_day": f"""
                child_key | month   | day        | run_first_day | absent_halves
                4         | 2018-12 | 2018-12-13 | 2018-12-13    | 1
                5         | 2018-11 | 2018-11-26 | 2018-11-26    | 2
                5         | 2018-11 | 2018-11-28 | 2018-11-28    | 2
                {single}
            """,
        },
        expect="""
            case_no | run_first_day | reached_on
            N1      | 2018-12-03    | 2018-12-13
        """,
        as_of="2018-12-20",
    )


def test_a_closing_asked_for_meanwhile_hides_no_break(engine):
    """2 came back again after the break was entered: the old run counts no more."""
    check(
        engine,
        "fct_broken",
        given={
            "case_event": """
                seq | recorded_at      | effective_on | child_key | case_no | episode_no | event     | resulting_state
                1   | 2018-11-28 09:00 | 2018-11-21   | 1         | N1      | 1          | opened    | suspected
                2   | 2018-11-28 09:00 | 2018-11-28   | 1         | N1      | 1          | returned  | returned
                3   | 2018-12-18 09:00 | 2018-12-18   | 1         | N1      | 1          | requested | returned
                4   | 2018-11-28 09:00 | 2018-11-21   | 2         | N2      | 1          | opened    | suspected
                5   | 2018-11-28 09:00 | 2018-11-28   | 2         | N2      | 1          | returned  | returned
                6   | 2018-12-12 09:00 | 2018-12-05   | 2         | N2      | 1          | broken    | suspected
                7   | 2018-12-13 09:00 | 2018-12-13   | 2         | N2      | 1          | returned  | returned
                8   | 2018-12-18 09:00 | 2018-12-18   | 2         | N2      | 1          | requested | returned
            """,
            "bld_absence_reached": OTHER,
            "bld_run_day": """
                child_key | month   | day        | run_first_day | absent_halves
                1         | 2018-12 | 2018-12-03 | 2018-12-03    | 2
                1         | 2018-12 | 2018-12-04 | 2018-12-03    | 2
                1         | 2018-12 | 2018-12-05 | 2018-12-03    | 2
                2         | 2018-12 | 2018-12-03 | 2018-12-03    | 2
                2         | 2018-12 | 2018-12-04 | 2018-12-03    | 2
                2         | 2018-12 | 2018-12-05 | 2018-12-03    | 2
            """,
        },
        expect="""
            case_no | highest_tier | run_first_day | reached_on
            N1      | suspected    | 2018-12-03    | 2018-12-05
        """,
        as_of="2018-12-20",
    )

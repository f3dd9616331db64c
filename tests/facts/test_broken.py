"""Observation broken by a new absence: the same case goes back to its tier."""

from tests.spec import check

CASES = """
    case_no | child_key | state     | state_since | highest_tier
    N1      | 1         | returned  | 2018-11-28  | suspected
    N2      | 2         | returned  | 2018-11-28  | dropped_out
    N3      | 3         | suspected | 2018-11-28  | suspected
    N4      | 4         | returned  | 2018-11-28  | suspected
    N5      | 5         | returned  | 2018-11-28  | suspected
    N6      | 6         | returned  | 2018-11-28  | suspected
"""


def test_a_run_that_begins_after_the_return_and_reaches_the_suspected_level_breaks_the_observation(engine):
    check(
        engine,
        "fct_broken",
        given={
            "bld_case_state": CASES,
            "bld_run_day": """
                child_key | day        | run_from   | run_halves
                1         | 2018-12-03 | 2018-12-03 | 2
                1         | 2018-12-04 | 2018-12-03 | 2+2
                1         | 2018-12-05 | 2018-12-03 | 2+2+2
                1         | 2018-12-06 | 2018-12-03 | 2+2+2+2
                2         | 2018-12-05 | 2018-12-03 | 6
                3         | 2018-12-05 | 2018-12-03 | 6
                4         | 2018-12-05 | 2018-12-03 | 5
                5         | 2018-11-30 | 2018-11-27 | 6
            """,
        },
        expect="""
            case_no | child_key | highest_tier | run_first_day | reached_on
            N1      | 1         | suspected    | 2018-12-03    | 2018-12-05
            N2      | 2         | dropped_out  | 2018-12-03    | 2018-12-05
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
            "bld_run_day": """
                child_key | day        | run_from   | run_halves
                1         | 2018-12-05 | 2018-12-03 | 6
                2         | 2018-12-05 | 2018-12-03 | 6
            """,
        },
        expect="""
            case_no | highest_tier | run_first_day | reached_on
            N1      | suspected    | 2018-12-03    | 2018-12-05
        """,
        as_of="2018-12-20",
    )

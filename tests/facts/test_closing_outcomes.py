"""What each outcome of a closing rests on: another roll, a proof, a list, a day stated, days reported anew."""

import pytest

from tests.facts.test_closing import CALENDAR, ROLL, RUN, events, marks
from tests.spec import check, leaves, parameters

CLOSED = "2 | 2018-10-16 09:00 | 2018-10-15 | 1 | 2018-0001 | 1 | {state} | {state} | . | . | {outcome}"
SEATED = ROLL.replace("status", "status | stage").replace("| 01", "| 01 | junior")
PRESENT = ["PP"] * 31
AREAS = """
    area_code    | name | level    | parent_code
    610830100001 | v    | village  | 610830100
    610830100    | t    | township | 610830
    610830       | c    | county   | 61
"""
REGISTER = """
    month   | child_key | village_code | birth_month | whereabouts | proof    | proof_on   | school_words
    2018-10 | 1         | 610830100001 | 2005-01     | outside     | register | 2018-10-10 | 西安市一中
"""


def status(engine, outcome, expected, days=PRESENT, roll=SEATED, acts=(), **more):
    """One case opened on the 3rd and closed or cleared on the 15th of October, looked at on the last."""
    state = "cleared" if outcome in ("mark_error", "leave_added", "already_here") else "closed"
    given = {
        "calendar": CALENDAR,
        "roll": roll,
        "drv_child_run": RUN,
        "attendance": marks(*days),
        "class_day": "class_key | day\n",
        "case_event": events(CLOSED.format(state=state, outcome=outcome), *acts),
        **more,
    }
    rows = engine.ask("fct_closing", leaves(given), parameters("2018-10", "2018-10-31")).to_pylist()
    assert {r["case_no"]: r["closing_status"] for r in rows}["2018-0001"] == expected


@pytest.mark.parametrize("stage, expected", [("vocational", "closed_holding"), ("senior", "closed_no_evidence")])
def test_at_a_vocational_school_the_child_stays_on_the_junior_roll(engine, stage, expected):
    status(engine, "vocational", expected, roll=f"{SEATED}\n2018-10 | 1 | V | T | 01 | {stage}")


@pytest.mark.parametrize("outcome", ["transferred", "elsewhere", "out_province"])
def test_a_child_proved_at_school_outside_the_county_needs_no_roll_here(engine, outcome):
    given = {
        "children": REGISTER,
        "area": AREAS,
        "submission": "month | kind | school_code | due_on\n2018-10 | roll | S | 2018-11-05",
    }
    gone = SEATED.replace("2018-10 | 1 |", "2018-09 | 1 |")
    status(engine, outcome, "closed_holding", days=[], roll=gone, **given)


def test_a_transfer_that_nothing_shows_is_without_evidence(engine):
    status(engine, "transferred", "closed_no_evidence")


@pytest.mark.parametrize("outcome", ["mark_error", "leave_added"])
@pytest.mark.parametrize(
    "days, expected",
    [
        (PRESENT, "closed_holding"),
        (["RR"] * 3 + ["PP"] * 28, "closed_holding"),
        (["--"] * 31, "closed_no_evidence"),
        (["--"] * 15 + ["PP"] * 16, "closed_no_evidence"),
        (["PP"] * 15 + ["--"] * 16, "closed_unreported"),
        (["AA"] * 3 + ["PP"] * 28, "closed_contradicted"),
    ],
)
def test_a_mark_set_right_rests_on_the_days_reported_anew(engine, outcome, days, expected):
    """Days of which nobody reports anything contradict nothing, and prove nothing."""
    status(engine, outcome, expected, days=days)


@pytest.mark.parametrize("days, expected", [(PRESENT, "closed_holding"), (["PP"] * 15, "closed_unreported")])
def test_whoever_is_said_to_sit_here_must_be_reported_on(engine, days, expected):
    status(engine, "already_here", expected, days=days)


@pytest.mark.parametrize(
    "until, expected",
    [
        ("2018-10-20", "closed_holding"),
        ("2018-12-01", "closed_holding"),
        ("2018-10-14", "closed_no_evidence"),
        (".", "closed_no_evidence"),
    ],
)
def test_an_approved_time_is_not_unsaid_by_its_end(engine, until, expected):
    """Looked at on the last of October: whether the child came back is asked by the case that then opens."""
    head = "seq | recorded_at | effective_on | child_key | case_no | episode_no | event | resulting_state | outcome | promise_on\n"
    told = f"""{head}
        1 | 2018-10-05 09:00 | 2018-10-03 | 1 | 2018-0001 | 1 | opened | suspected | .          | .
        2 | 2018-10-16 09:00 | 2018-10-15 | 1 | 2018-0001 | 1 | closed | closed    | suspension | {until}
    """
    status(engine, "suspension", expected, case_event=told)


@pytest.mark.parametrize(
    "state, outcome, expected",
    [
        ("cleared", "mark_error", "closed_holding"),
        ("closed", "returned", "closed_relapsed"),
        ("suspected", ".", "closed_relapsed"),
    ],
)
def test_a_later_episode_that_was_cleared_is_no_relapse(engine, state, outcome, expected):
    later = ["3 | 2018-10-20 09:00 | 2018-10-18 | 1 | 2018-0002 | 2 | opened | suspected | run | 2018-10-17 | ."]
    if state != "suspected":
        later.append(f"4 | 2018-10-21 09:00 | 2018-10-20 | 1 | 2018-0002 | 2 | {state} | {state} | . | . | {outcome}")
    status(engine, "returned", expected, acts=later)


def test_evidence_of_a_mark_set_right_says_where_nothing_was_reported(engine):
    def line(days, state):
        check(
            engine,
            "fct_evidence",
            given={
                "calendar": CALENDAR,
                "roll": SEATED,
                "drv_child_run": RUN,
                "attendance": marks(*days),
                "class_day": "class_key | day\n",
                "case_event": events(CLOSED.format(state="cleared", outcome="mark_error")),
            },
            expect=f"""
                line_no | evidence         | needed | state
                3       | no_contradiction | 0.0    | {state}
                5       | requested        | .      | missing
                6       | approved         | .      | met
                7       | reported_since   | .      | met
            """,
            month="2018-10",
            as_of="2018-10-16",
        )

    line(PRESENT, "met")
    line(["--"] * 16, "unreported")
    line(["AA"] + ["PP"] * 15, "contradicted")

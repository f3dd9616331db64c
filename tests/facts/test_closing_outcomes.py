"""What each outcome of a closing rests on: another roll, a proof, a list, a day stated, days reported anew.

Every child has one case, opened on the 3rd and closed or cleared on the 15th of October, looked at on the last.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest

from tests.facts.test_closing import CALENDAR
from tests.spec import leaves, parameters

PRESENT = ["PP"] * 31
CLEARED = ("mark_error", "leave_added", "already_here")


@dataclass
class Case:
    """``days``: marks of 1, 2, 3 … of October, ``--`` not reported; ``rolls``: (month, class, school, stage[, placement[, status[,
    grade]]]); ``later``: (event, state, outcome) of a second episode, from the 18th on."""

    outcome: str
    expected: str
    days: list[str] = field(default_factory=lambda: PRESENT)
    rolls: tuple = (("2018-10", "C", "S", "junior"),)
    later: tuple = ()
    until: str = "."


def drawn(cases: list[Case], opened: str = "10") -> dict[str, str]:
    """``opened``: the month in which each case was opened."""
    roll = ["month | child_key | class_key | school_code | stage | placement | status | grade"]
    run = ["child_key | month | class_key | school_code | last_reported_month"]
    marks = ["month | school_code | class_key | child_key | day | origin | mark_am | mark_pm"]
    events = ["seq | recorded_at | effective_on | child_key | case_no | episode_no | event | resulting_state | reason |"
              " run_first_day | outcome | promise_on"]  # fmt: skip
    for n, case in enumerate(cases, 1):
        for month, key, school, stage, *placed in case.rolls:
            placement, status, grade = (*placed, *("ordinary", "01", "8")[len(placed) :])
            roll.append(f"{month} | {n} | {key} | {school} | {stage} | {placement} | {status} | {grade}")
        run.append(f"{n} | 2018-10 | C | S | 2018-10")
        marks += [
            f"2018-10 | S | C | {n} | 2018-10-{day:02d} | sheet | {both[0]} | {both[1]}"
            for day, both in enumerate(case.days, 1)
            if both != "--"
        ]
        end = "cleared" if case.outcome in CLEARED else "closed"
        acts = [
            ("03", 1, "opened", "suspected", "run", f"2018-{opened}-01", ".", "."),
            ("15", 1, end, end, ".", ".", case.outcome, case.until),
        ]
        acts += [
            (str(day), 2, event, state, ".", ".", outcome, ".")
            for day, (event, state, outcome) in enumerate(case.later, 18)
        ]
        for place, (day, episode, *what) in enumerate(acts):
            told = " | ".join(what)
            month = f"2018-{opened}" if place == 0 else "2018-10"
            events.append(
                f"{10 * n + place} | {month}-{day} 09:00 | {month}-{day} | {n} | K{n}-{episode} | {episode} | {told}"
            )
    return {
        "calendar": CALENDAR,
        "roll": "\n".join(roll),
        "drv_child_run": "\n".join(run),
        "attendance": "\n".join(marks),
        "class_day": "class_key | day\n",
        "case_event": "\n".join(events),
    }


def judge(engine, cases: list[Case], opened: str = "10", **more: str) -> None:
    rows = engine.ask(
        "fct_closing", leaves({**drawn(cases, opened), **more}), parameters("2018-10", "2018-10-31")
    ).to_pylist()
    found = {r["case_no"]: r["closing_status"] for r in rows}
    assert [found[f"K{n}-1"] for n in range(1, len(cases) + 1)] == [case.expected for case in cases]


def test_at_a_vocational_school_the_child_stays_on_the_junior_roll(engine):
    junior = ("2018-10", "C", "S", "junior")
    judge(engine, [
        Case("vocational", "closed_holding", rolls=(junior, ("2018-10", "V", "T", "vocational"))),
        Case("vocational", "closed_holding", rolls=(("2018-10", "V", "T", "vocational"),)),
        Case("vocational", "closed_no_evidence", rolls=(junior, ("2018-10", "V", "T", "senior"))),
        Case("vocational", "closed_no_evidence"),
    ])  # fmt: skip


def test_only_the_end_of_grade_nine_completes_compulsory_education(engine):
    """毕业 from the primary school in grade 6 ends no duty: the junior schools await the child."""
    finished = ("ordinary", "07")
    judge(engine, [
        Case("completed", "closed_holding", rolls=(("2018-10", "C", "S", "junior", *finished, "9"),)),
        Case("completed", "closed_no_evidence", rolls=(("2018-10", "C", "S", "primary", *finished, "6"),)),
        Case("completed", "closed_no_evidence", rolls=(("2018-10", "C", "S", "junior", "ordinary", "01", "9"),)),
    ])  # fmt: skip


def test_a_child_proved_at_school_outside_the_county_needs_no_roll_here(engine):
    gone = (("2018-09", "C", "S", "junior"),)
    judge(
        engine,
        [Case(outcome, "closed_holding", days=[], rolls=gone) for outcome in ("transferred", "elsewhere", "out_province")]
        + [Case("transferred", "closed_no_evidence")],
        children="month | child_key | village_code | birth_month | whereabouts | proof | proof_on | school_words\n"
        + "\n".join(f"2018-10 | {n} | 610830100001 | 2005-01 | outside | register | 2018-10-10 | 西安市一中" for n in (1, 2, 3)),
        area="""
            area_code    | name | level    | parent_code
            610830100001 | v    | village  | 610830100
            610830100    | t    | township | 610830
            610830       | c    | county   | 61
        """,
        submission="month | kind | school_code | due_on\n2018-10 | roll | S | 2018-11-05",
    )  # fmt: skip


def test_a_mark_set_right_rests_on_the_days_reported_anew(engine):
    """Days of which nobody reports anything contradict nothing, and prove nothing, whatever is reported of other days."""
    days = [
        (PRESENT, "closed_holding"),
        (["RR"] * 3 + ["PP"] * 28, "closed_holding"),
        (["--"] * 31, "closed_no_evidence"),
        (["--"] * 15 + ["PP"] * 16, "closed_no_evidence"),
        (["--"] * 3 + ["PP"] * 28, "closed_no_evidence"),
        (["PP"] * 2 + ["--"] + ["PP"] * 28, "closed_no_evidence"),
        (["P."] * 3 + ["PP"] * 28, "closed_no_evidence"),
        (["PP"] * 2 + [".R"] + ["PP"] * 28, "closed_no_evidence"),
        (["PP"] * 3 + ["--"] + ["PP"] * 27, "closed_holding"),
        (["PP"] * 15 + ["--"] * 16, "closed_unreported"),
        (["AA"] * 3 + ["PP"] * 28, "closed_contradicted"),
    ]
    judge(engine, [Case(outcome, said, marked) for outcome in ("mark_error", "leave_added") for marked, said in days])


def test_whoever_is_said_to_sit_here_must_be_reported_on(engine):
    judge(engine, [Case("already_here", "closed_holding"), Case("already_here", "closed_unreported", ["PP"] * 15)])


@pytest.mark.parametrize("outcome", ["transferred", "already_here"])
def test_a_school_that_owes_no_attendance_is_not_waited_for(engine, outcome):
    """A vocational or senior school sends no sheets, nobody marks a child that is taught at home; an ordinary class owes its days."""
    was, marked = ("2018-09", "C", "S", "junior"), ["PP"] * 15
    judge(engine, [
        Case(outcome, "closed_holding", marked, (was, ("2018-10", "V", "T", "vocational"))),
        Case(outcome, "closed_holding", marked, (was, ("2018-10", "E", "T", "senior"))),
        Case(outcome, "closed_holding", marked, (was, ("2018-10", "J", "T", "junior", "home"))),
        Case(outcome, "closed_unreported", marked, (was, ("2018-10", "J", "T", "junior"))),
    ], opened="09")  # fmt: skip


def days_from_october(many: int) -> str:
    days = [date(2018, 10, 1) + timedelta(n) for n in range(many)]
    lines = [f"county | {day} | {day:%Y-%m} | true | true | {n} | {n}" for n, day in enumerate(days, 1)]
    return "\n".join([CALENDAR.splitlines()[0], *lines])


AUTUMN = days_from_october(92)
LATER = """
    month   | kind       | school_code | state    | due_on
    2018-10 | attendance | S           | received | 2018-11-05
    2018-11 | attendance | S           | received | 2018-12-03
    2018-11 | attendance | T           | received | 2018-12-03
"""
WAS, ORDINARY = ("2018-09", "C", "S", "junior"), ("2018-10", "J", "T", "junior")


def in_december(engine, cases: list[Case]) -> None:
    opened = "09" if cases[0].outcome == "transferred" else "10"
    told = {**drawn(cases, opened), "calendar": AUTUMN, "submission": LATER}
    rows = engine.ask("fct_closing", leaves(told), parameters("2018-12", "2018-12-31")).to_pylist()
    found = {r["case_no"]: r["closing_status"] for r in rows}
    assert [found[f"K{n}-1"] for n in range(1, len(cases) + 1)] == [case.expected for case in cases]


@pytest.mark.parametrize("outcome", ["returned", "transferred", "already_here", "mark_error", "leave_added"])
def test_the_newest_roll_says_whether_attendance_is_still_owed(engine, outcome):
    """Whoever went on to senior school, or is taught at home since, is waited for no longer; a class of one's own is."""
    at_home = tuple((month, "J", "T", "junior", "home") for month in ("2018-11", "2018-12"))
    senior = tuple((month, "E", "T", "senior") for month in ("2018-11", "2018-12"))
    in_class = tuple((month, "J", "T", "junior") for month in ("2018-11", "2018-12"))
    in_december(engine, [
        Case(outcome, "closed_holding", rolls=(WAS, ORDINARY, *at_home)),
        Case(outcome, "closed_holding", rolls=(WAS, ORDINARY, *senior)),
        Case(outcome, "closed_unreported", rolls=(WAS, ORDINARY, *in_class)),
        Case(outcome, "closed_holding", rolls=(WAS, ORDINARY, at_home[0], in_class[1])),
        Case(outcome, "closed_unreported", rolls=(WAS, ORDINARY, in_class[0])),
    ])  # fmt: skip


@pytest.mark.parametrize("outcome", ["returned", "transferred", "already_here", "mark_error", "leave_added"])
def test_who_left_finished_or_is_suspended_owes_no_attendance(engine, outcome):
    """By the word of the school that has the child: the former one repeats its own every month."""
    silent = ["PP"] * 15
    rows = {status: ("2018-11", "J", "T", "junior", "ordinary", status) for status in ("02", "07", "10")}
    former = ("2018-11", "C", "S", "junior", "ordinary", "10")
    in_december(engine, [
        *(Case(outcome, "closed_holding", silent, (WAS, ORDINARY, row)) for row in rows.values()),
        Case(outcome, "closed_unreported", silent, (WAS, ORDINARY, rows["02"], ("2018-12", "J", "T", "junior"))),
        Case(outcome, "closed_unreported", silent, (WAS, ORDINARY, former)),
        Case(outcome, "closed_holding", silent, (WAS, ORDINARY, rows["10"], former)),
    ])  # fmt: skip


def test_grade_nine_owes_no_attendance_once_its_year_is_over(engine):
    """Whoever stands in grade 9 anew, or in grade 8, does."""
    ninth = ("2018-10", "J", "T", "junior", "ordinary", "01", "9")
    cases = [
        Case("returned", "closed_holding", ["PP"] * 15, (ninth,)),
        Case("returned", "closed_unreported", ["PP"] * 15, (ninth, ("2019-09", *ninth[1:]))),
        Case("returned", "closed_unreported", ["PP"] * 15, (ORDINARY,)),
    ]
    told = {**drawn(cases), "calendar": days_from_october(365)}
    for day, expected in (("2019-08-31", "closed_unreported"), ("2019-09-01", None)):
        rows = engine.ask("fct_closing", leaves(told), parameters(day[:7], day)).to_pylist()
        found = {r["case_no"]: r["closing_status"] for r in rows}
        assert [found[f"K{n}-1"] for n in (1, 2, 3)] == [expected or case.expected for case in cases]


def test_of_two_schools_the_one_that_received_the_child_is_asked(engine):
    kept = tuple((month, "C", "S", "junior") for month in ("2018-10", "2018-11"))
    in_december(engine, [
        Case("transferred", "closed_holding", rolls=(WAS, *kept, ("2018-11", "E", "T", "senior"))),
        Case("returned", "closed_unreported", rolls=(WAS, *kept, ("2018-11", "E", "T", "senior"))),
        Case("transferred", "closed_unreported", rolls=(WAS, ORDINARY, kept[1])),
    ])  # fmt: skip


def test_an_approved_time_is_not_unsaid_by_its_end(engine):
    """Whether the child came back then is asked by the case that opens."""
    judge(engine, [
        Case("suspension", "closed_holding", until="2018-10-20"),
        Case("suspension", "closed_holding", until="2018-12-01"),
        Case("suspension", "closed_no_evidence", until="2018-10-14"),
        Case("suspension", "closed_no_evidence"),
    ])  # fmt: skip


def test_a_later_episode_that_was_cleared_is_no_relapse(engine):
    opened = ("opened", "suspected", ".")
    judge(engine, [
        Case("returned", "closed_holding", later=(opened, ("cleared", "cleared", "mark_error"))),
        Case("returned", "closed_relapsed", later=(opened, ("closed", "closed", "returned"))),
        Case("returned", "closed_relapsed", later=(opened,)),
    ])  # fmt: skip


def test_evidence_of_a_mark_set_right_says_where_nothing_was_reported(engine):
    days = [PRESENT, ["--"] * 31, ["AA"] + ["PP"] * 30, ["--"] * 3 + ["PP"] * 28]
    given = leaves(drawn([Case("mark_error", "", marked) for marked in days]))
    rows = engine.ask("fct_evidence", given, parameters("2018-10", "2018-10-31")).to_pylist()
    lines = {(r["case_no"], r["evidence"]): r["state"] for r in rows}
    assert [lines[f"K{n}-1", "no_contradiction"] for n in (1, 2, 3, 4)] == [
        "met",
        "unreported",
        "contradicted",
        "unreported",
    ]
    assert [lines[f"K{n}-1", "reported_since"] for n in (1, 2, 3, 4)] == ["met", "unreported", "met", "met"]

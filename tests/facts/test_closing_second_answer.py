"""The closing status of random histories against the plain answer: marks by half day, calendars with holidays, acts
recorded late, dated limits that change, sheets over roll calls, rolls that change."""

from datetime import date, datetime, timedelta

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from baoxue.contracts.relations import RELATIONS
from baoxue.ledger.transitions import STATES, TRANSITIONS
from tests.facts.plain import AT_SCHOOL, DROPPED_OUT, Act, County, Judge, RollRow
from tests.spec import leaves, parameters

FIRST, LAST = date(2018, 8, 27), date(2018, 12, 31)
ALL = [FIRST + timedelta(n) for n in range((LAST - FIRST).days + 1)]
WORKING = {d for d in ALL if d.weekday() < 5 and not date(2018, 10, 1) <= d <= date(2018, 10, 7)}
TERM = {d for d in WORKING if d >= date(2018, 9, 3)}
SCHOOL_DAYS = {"county": TERM, "blocks": TERM - {date(2018, 10, d) for d in range(22, 31)}}
MONTHS = ["2018-09", "2018-10", "2018-11"]
CHILDREN = range(1, 6)
UNITS = {
    "deadline_suspected": "school_days",
    "deadline_verified": "working_days",
    "deadline_dropped_out": "working_days",
    "deadline_persuading": "working_days",
    "deadline_notice_served": "calendar_days",
    "deadline_legal": "working_days",
    "deadline_returned": "sheet_school_days",
}
OUTCOMES = {
    "closed": [
        "returned",
        "returned",
        "returned",
        "transferred",
        "home_teaching",
        "suspension",
        "completed",
        "elsewhere",
        "death",
    ],
    "cleared": ["mark_error", "leave_added", "already_here", "out_province"],
}
_HALF = st.sampled_from(["P"] * 8 + ["L", "E", "S", "R", "A", None])


@st.composite
def marks(draw, days: list[date]) -> dict[date, tuple]:
    """Stretches, as in life: a run, then presence, leave, silence, a bad half now and then."""
    found: dict[date, tuple] = {}
    place = 0
    while place < len(days):
        kind = draw(st.sampled_from(["P", "P", "P", "A", "S", "silent", "mixed"]))
        for day in days[place : (place := place + draw(st.integers(2, 14)))]:
            if kind != "silent":
                found[day] = (draw(_HALF), draw(_HALF)) if kind == "mixed" else (kind, kind)
    return found


@st.composite
def acts(draw, child: int) -> list[Act]:
    """One or two episodes; each act follows the transition table, in the order of days, some entered late."""
    found: list[Act] = []
    day = date(2018, 9, 5) + timedelta(draw(st.integers(0, 30)))
    for episode in range(1, draw(st.integers(1, 2)) + 1):
        case_no, state = f"K{child}-{episode}", "none"
        first_run = day - timedelta(draw(st.integers(0, 4)))
        for _ in range(draw(st.integers(1, 6))):
            after = draw(st.sampled_from(TRANSITIONS[state]))
            event = (
                "opened"
                if state == "none"
                else draw(st.sampled_from(["returned", "requested"]))
                if after == "returned"
                else "acted"
            )
            ended = after in OUTCOMES
            found.append(
                Act(case_no, child, episode, event, after, day, day + timedelta(draw(st.sampled_from([0, 0, 0, 1, 5]))),
                    draw(st.sampled_from(OUTCOMES[after])) if ended else None,
                    draw(st.sampled_from([None, first_run])) if state == "none" else None)
            )  # fmt: skip
            state, day = after, day + timedelta(draw(st.integers(0, 16)))
            if ended:
                break
        if state not in OUTCOMES:
            break
        day += timedelta(draw(st.integers(1, 6)))
    return found


@st.composite
def limits(draw) -> dict[str, list[tuple[date, float]]]:
    """Small limits, some with a second row from a day in autumn; the first row begins after some of the days judged."""
    ranges = {
        "observe_rule_date": (1, 3),
        "observe_days_suspected": (2, 5),
        "observe_days_dropped_out": (4, 8),
        "observe_days_repeat": (4, 8),
        "unreported_after_closing_days": (2, 6),
        "pause_days": (2, 4),
        **dict.fromkeys(UNITS, (1, 8)),
    }
    change = draw(st.sampled_from([date(2018, 9, 20), date(2018, 10, 10), date(2018, 11, 1)]))
    found = {}
    for name, (low, high) in ranges.items():
        rows = [(date(2018, 9, 12), float(draw(st.integers(low, high))))]
        if draw(st.booleans()):
            rows.append((change, float(draw(st.integers(low, high)))))
        found[name] = rows
    found["contradiction_days"] = [(date(2018, 9, 12), draw(st.sampled_from([0.5, 1.0, 2.0])))]
    found["due_soon_days"] = [(date(2018, 9, 12), 1.0)]
    found["monthly_due_day"] = [(date(2018, 9, 12), float(draw(st.integers(1, 10))))]
    return found


STAGES = ("primary", "junior")


@st.composite
def rolls(draw, kept: list[str]) -> dict[str, RollRow]:
    """A child at S, who may move, vanish, be suspended or written off; the first month held always shows the child."""
    found = {kept[0]: RollRow("S")}
    for month in kept[1:]:
        kind = draw(st.sampled_from(["same"] * 6 + ["moved", "vanished", "status", "placement", "senior"]))
        before = [row for m, row in found.items() if m < month][-1]
        if kind == "same":
            found[month] = RollRow(
                before.school, before.status, before.since, before.placement, before.stage, draw(st.booleans())
            )
        elif kind == "moved":
            found[month] = RollRow("T", since=date.fromisoformat(f"{month}-08"), is_carried=draw(st.booleans()))
        elif kind == "status":
            since = draw(st.sampled_from([None, date.fromisoformat(f"{month}-08"), date.fromisoformat(f"{month}-26")]))
            status, stage = draw(st.sampled_from(["02", "03", "06", "07", "10", "14"])), draw(st.sampled_from(STAGES))
            found[month] = RollRow("S", status, since, stage=stage)
        elif kind == "placement":
            found[month] = RollRow("S", placement="home")
        elif kind == "senior":
            found[month] = RollRow("T", stage="senior")
    return found


@st.composite
def closed_as_returned(draw, child: int, days: list[date]) -> tuple[list[Act], dict[date, tuple]]:
    """The story that closings are about: a run, back in the seat, closed as returned; then presence, silence or more."""
    first = draw(st.integers(0, 15))
    back = first + draw(st.integers(3, 6))
    ends = back + draw(st.integers(3, 22))
    marked = dict.fromkeys(days[first:back], ("A", "A")) | dict.fromkeys(days[back : ends + 1], ("P", "P"))
    for place in draw(st.lists(st.integers(back, ends), max_size=2)):
        marked[days[place]] = (draw(_HALF), draw(_HALF))
    after = draw(st.sampled_from(["present", "silent", "silent", "mixed"]))
    later = days[ends + 1 :]
    if after == "silent":
        later = later[: draw(st.integers(0, 15))] if draw(st.booleans()) else []
    marked |= draw(marks(later)) if after == "mixed" else dict.fromkeys(later, ("P", "P"))
    case_no, opened = f"K{child}-1", days[min(first + 2, back)]
    told = [Act(case_no, child, 1, "opened", "suspected", opened, opened, run_first_day=days[first])]
    if draw(st.booleans()):
        told.append(Act(case_no, child, 1, "returned", "returned", days[back], days[back]))
    return [*told, Act(case_no, child, 1, "closed", "closed", days[ends], days[ends], "returned")], marked


@st.composite
def counties(draw) -> tuple[County, date]:
    kept = MONTHS[draw(st.sampled_from([0, 0, 0, 1])) :]
    calendar_of = {child: draw(st.sampled_from(["county", "blocks"])) for child in CHILDREN}
    told = [draw(acts(child)) for child in CHILDREN]
    days = {c: sorted(d for d in SCHOOL_DAYS[calendar_of[c]] if d <= date(2018, 12, 5)) for c in CHILDREN}
    marked = {child: draw(marks(days[child])) for child in CHILDREN}
    for child in (1, 2):
        told[child - 1], marked[child] = draw(closed_as_returned(child, days[child]))
    county = County(
        FIRST, LAST, SCHOOL_DAYS, WORKING, calendar_of,
        marked,
        {child: draw(rolls(kept)) for child in CHILDREN},
        kept, [act for each in told for act in each], draw(limits()), UNITS,
        {"2018-09": date(2018, 10, 8), "2018-10": date(2018, 11, 5)}, draw(st.sampled_from([{}, {"T": "blocks"}])),
    )  # fmt: skip
    return county, draw(st.sampled_from([date(2018, 10, 6), date(2018, 10, 29), date(2018, 11, 6), date(2018, 12, 5)]))


def relation(name: str, rows: list[dict]) -> pa.Table:
    blank = {c.name: None for c in RELATIONS[name].columns}
    schema = pa.schema([(c.name, c.type) for c in RELATIONS[name].columns])
    return pa.Table.from_pylist([blank | row for row in rows], schema)


def tables(county: County, roll_calls: set[tuple[int, date]]) -> dict[str, pa.Table]:
    """The county as relations. ``roll_calls``: child and day on which a roll call said the opposite of the sheet."""
    found = leaves({"case_event": "seq | child_key\n"})
    found["calendar"] = relation("calendar", [
        dict(calendar_id=name, day=d, month=f"{d:%Y-%m}", is_school_day=d in days, is_working_day=d in WORKING,
             school_day_no=sum(s <= d for s in days), working_day_no=sum(w <= d for w in WORKING))
        for name, days in SCHOOL_DAYS.items() for d in ALL
    ])  # fmt: skip
    grade = {"county": 3, "blocks": 4}
    found["school_calendar"] = relation("school_calendar", [
        dict(school_code=s, grade=g, calendar_id=county.calendar_at.get(s, name), valid_from=date(2000, 1, 1),
             valid_to=date(9999, 12, 31))
        for s in "ST" for name, g in grade.items()
    ])  # fmt: skip
    threshold = []
    for name, rows in county.limits.items():
        for (since, value), following in zip(rows, [*rows[1:], None], strict=True):
            until = following[0] - timedelta(1) if following else date(9999, 12, 31)
            threshold.append(dict(name=name, value=value, unit=UNITS.get(name, "x"), valid_from=since, valid_to=until))
    found["threshold"] = relation("threshold", threshold)
    found["submission"] = relation("submission", [
        dict(month=m, kind="attendance", school_code="S", due_on=due) for m, due in county.due_months.items()
    ])  # fmt: skip
    others = [dict(month=m, child_key=99, school_code="S", class_key="S1", stage="primary", status="01", placement="ordinary")
              for m in county.months]  # fmt: skip
    found["roll"] = relation("roll", others + [
        dict(month=m, child_key=child, school_code=r.school, class_key=f"{r.school}1", stage=r.stage, status=r.status,
             status_since=r.since, placement=r.placement, grade=grade[county.calendar_of[child]],
             carried_from="2018-08" if r.is_carried else None)
        for child, rows in county.rolls.items() for m, r in rows.items()
    ])  # fmt: skip
    seats = [
        dict(child_key=c, month=m, school_code="S", class_key=f"S{c}") for c in CHILDREN for m in [*MONTHS, "2018-12"]
    ]
    found["drv_child_run"] = relation("drv_child_run", seats)
    attendance, days = [], []
    for child, reported in county.marks.items():
        for day, (am, pm) in reported.items():
            row = dict(month=f"{day:%Y-%m}", school_code="S", class_key=f"S{child}", child_key=child, day=day)
            sheet = row | dict(origin="sheet", mark_am=am, mark_pm=pm)
            attendance.append(sheet)
            attendance.append(sheet | dict(school_code="X", class_key="X1", mark_am="A", mark_pm="P"))  # a second roll
            days.append(
                dict(
                    month=row["month"], school_code="S", class_key=row["class_key"], day=day, origin="sheet", taken=True
                )
            )
            if (child, day) in roll_calls:
                attendance.append(row | dict(origin="daily", mark_am="P" if am == "A" else "A", mark_pm="A"))
    found["attendance"] = relation("attendance", attendance)
    found["class_day"] = relation("class_day", days)
    schema = found["case_event"].schema
    events = [
        dict(seq=n, recorded_at=datetime.combine(a.recorded, datetime.min.time()), effective_on=a.effective, child_key=a.child,
             case_no=a.case_no, episode_no=a.episode, event=a.event, resulting_state=a.state, outcome=a.outcome,
             run_first_day=a.run_first_day)
        for n, a in enumerate(county.acts)
    ]  # fmt: skip
    found["case_event"] = pa.Table.from_pylist([{n: e.get(n) for n in schema.names} for e in events], schema)
    return found


@pytest.mark.slow
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(world=counties(), data=st.data())
def test_every_case_reads_as_the_plain_answer_says(duck, world, data):
    county, as_of = world
    spoken = [(c, d) for c, days in county.marks.items() for d in days]
    calls = set(data.draw(st.lists(st.sampled_from(spoken), max_size=6))) if spoken else set()
    told, params = tables(county, calls), parameters(f"{as_of:%Y-%m}", as_of.isoformat())
    due = {r["case_no"]: r["due_on"] for r in duck.ask("fct_case", told, params).to_pylist()}
    found = {r["case_no"]: r for r in duck.ask("fct_closing", told, params).to_pylist()}
    opened = {a.case_no for a in county.acts if a.effective <= as_of}
    assert found.keys() == opened == due.keys()
    for case_no, row in found.items():
        plain = Judge(county, case_no, as_of).answer()
        mine = (
            row["closing_status"],
            row["present_days"],
            row["need_days"],
            row["is_paused"],
            row["contradicting_days"],
        )
        wanted = (plain.status, plain.present_days, plain.need_days, plain.is_paused, plain.contradicting_days)
        assert (*mine, due[case_no]) == (*wanted, plain.due_on), case_no
        event(plain.status)


def test_the_plain_answer_knows_the_states_of_the_ledger():
    assert STATES.keys() > DROPPED_OUT and {"01", "05"} == AT_SCHOOL

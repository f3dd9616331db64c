"""Slow second answers in plain Python for headline figures, compared on generated counties."""

from collections import Counter
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.measures.county import CALENDAR, SUBMISSION, UNITS
from tests.spec import leaves, parameters

SLOW = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
VILLAGES = (None, "610830100201", "610830100202", "610830101201")
SCHOOL_TOWN = {"S1": "610830100", "S2": "610830101"}
KEEPS_PLACE = {"01", "02", "05", "06"}
AT_SCHOOL = {"01", "05"}
HEAD = (
    "month | child_key | school_code | class_key | stage | status | is_at_school | village_code | township_code | county_code"
    " | is_poor | placement | is_school_age | grade | sex | birth_month | is_disabled | is_registered | is_outside"
)

pupils = st.lists(
    st.tuples(
        st.sampled_from(["2018-09", "2018-11", "2018-12"]),
        st.sampled_from(["S1", "S2"]),
        st.sampled_from(["primary", "junior", "senior", "kindergarten", "special"]),
        st.sampled_from(["01", "02", "03", "05", "06", "07", "09"]),
        st.sampled_from(VILLAGES),
        st.booleans(),
        st.booleans(),
    ),
    min_size=1,
    max_size=14,
)


def drawn(rows):
    """Pupils as rows of dim_child: one month each, the key is the place in the list."""
    body = [
        f"{month} | {key} | {school} | {school}-C | {stage} | {status} | {int(status in AT_SCHOOL)} | {village or '.'}"
        f" | {village[:9] if village else '.'} | {'610830' if village else '.'} | {str(poor).lower()} | ordinary | {int(of_age)} | . | 1 | . | . | 0 | 0"
        for key, (month, school, stage, status, village, poor, of_age) in enumerate(rows, 1)
    ]
    return HEAD + "\n" + "\n".join(body)


def stages_of(stage):
    return ["all", stage] if stage in ("primary", "junior") else ["all"]


def household_areas(village):
    return [village, village[:9], "610830"] if village else ["unknown", "610830"]


@SLOW
@given(pupils)
def test_school_age_by_household(duck, rows):
    wanted, poor_wanted = Counter(), Counter()
    for month, _, stage, status, village, poor, of_age in rows:
        if of_age and status in KEEPS_PLACE:
            for area in household_areas(village):
                for printed in stages_of(stage):
                    wanted[month, area, printed] += 1
                    poor_wanted[month, area, printed] += poor
    found = duck.ask("msr_school_age", leaves({"dim_unit": UNITS, "dim_child": drawn(rows)}), parameters()).to_pylist()
    assert {(r["month"], r["area_code"], r["stage"]): r["n"] for r in found} == wanted
    assert {(r["month"], r["area_code"], r["stage"]): r["n_poor"] for r in found} == dict(poor_wanted)


@SLOW
@given(pupils)
def test_pupils_on_roll_by_school(duck, rows):
    wanted = Counter()
    for month, school, stage, status, *_ in rows:
        if status in KEEPS_PLACE and stage in ("primary", "junior", "special"):
            for area in (school, SCHOOL_TOWN[school], "610830"):
                for printed in stages_of(stage):
                    wanted[month, area, printed] += 1
    found = duck.ask("msr_on_roll", leaves({"dim_unit": UNITS, "dim_child": drawn(rows)}), parameters()).to_pylist()
    assert {(r["month"], r["area_code"], r["stage"]): r["n"] for r in found} == wanted


sheets = st.fixed_dictionaries(
    {
        (school, month, kind): st.sampled_from(["on_time", "late", "missing"])
        for school in ("S1", "S2")
        for month in ("2018-07", "2018-11", "2018-12")
        for kind in ("roll", "attendance")
    }
)
DUE = {"2018-07": "2018-08-03", "2018-11": "2018-12-03", "2018-12": "2019-01-03"}
FOLLOWS = "school_code | grade | calendar_id | valid_from | valid_to\n" + "\n".join(
    f"{school} | {grade} | county | 2017-09-01 | 2019-08-31" for school in ("S1", "S2") for grade in (1, 2)
)


@SLOW
@given(sheets, st.sampled_from(["2018-12-03", "2018-12-04", "2019-01-04"]))
def test_reports_on_time(duck, sent, as_of):
    """A school's report is its sheets together; July has no school day; a due day itself is not yet past."""
    arrives = {"on_time": ("2018-07-01T09:00", "true"), "late": ("2019-01-20T09:00", "false"), "missing": (".", ".")}
    lines = ["month | kind | school_code | due_on | first_accepted_at | is_on_time"]
    for (school, month, kind), state in sent.items():
        at, on_time = arrives[state]
        lines.append(f"{month} | {kind} | {school} | {DUE[month]} | {at} | {on_time}")
    tables = leaves(
        {"dim_unit": UNITS, "calendar": CALENDAR, "school_calendar": FOLLOWS, "submission": "\n".join(lines)}
    )
    found = {
        (r["area_code"], r["month"]): r
        for r in duck.ask("msr_reports_on_time", tables, parameters(as_of=as_of)).to_pylist()
    }
    for month in ("2018-11", "2018-12"):
        for area, schools in {"610830": ("S1", "S2"), "S1": ("S1",), "S2": ("S2",)}.items():
            due = schools if date.fromisoformat(DUE[month]) < date.fromisoformat(as_of) else ()
            states = [{sent[s, month, "roll"], sent[s, month, "attendance"]} for s in due]
            missing = sum("missing" in s for s in states)
            late = sum("late" in s and "missing" not in s for s in states)
            row = found[area, month]
            assert (row["d"], row["n"], row["n_late"], row["n_missing"]) == (
                len(states),
                len(states) - missing - late,
                late,
                missing,
            )
            assert row["value"] == ((len(states) - missing - late) / len(states) if states else None)
    assert {month for _, month in found} == {"2018-11", "2018-12"}


steps = st.lists(
    st.tuples(
        st.integers(1, 5),
        st.sampled_from(
            [date(2018, 8, 20), date(2018, 9, 5), date(2018, 11, 10), date(2018, 12, 5), date(2018, 12, 20)]
        ),
        st.sampled_from(["suspected", "dropped_out", "persuading", "returned", "closed", "cleared"]),
    ),
    max_size=10,
)


@SLOW
@given(st.lists(st.sampled_from(["S1", "S2"]), min_size=1, max_size=5), steps)
def test_dropout_rate_by_the_individual_method(duck, starters, acts):
    """Each child has one case; it counts from the month of its first dropped-out day, if in this school year, until it is cleared."""
    children = (
        HEAD
        + "\n"
        + "\n".join(
            f"2018-09 | {k} | {school} | {school}-C | primary | 01 | 1 | . | . | . | false | ordinary | 1 | . | 1 | . | . | 0 | 0"
            for k, school in enumerate(starters, 1)
        )
    )
    span = "case_no | child_key | seq | effective_on | state\nZ | 99 | 0 | 2018-01-01 | suspected\n" + "\n".join(
        f"K{k} | {k} | {seq} | {day} | {state}" for seq, (k, day, state) in enumerate(acts, 1)
    )
    tables = leaves(
        {
            "dim_unit": UNITS,
            "calendar": CALENDAR,
            "submission": SUBMISSION,
            "dim_child": children,
            "fct_case_span": span,
        }
    )
    found = duck.ask("msr_dropout_rate", tables, parameters()).to_pylist()
    first, cleared = {}, {}
    for k, day, state in acts:
        if state in ("dropped_out", "persuading"):
            first[k] = min(day, first.get(k, day))
        if state == "cleared":
            cleared[k] = min(day, cleared.get(k, day))
    for row in found:
        if row["stage"] != "all" or row["area_level"] == "township":
            continue
        last = date(2018, 11, 30) if row["month"] == "2018-11" else date(2018, 12, 20)
        own = [k for k, school in enumerate(starters, 1) if row["area_code"] in ("610830", school)]
        gone = [k for k in own if k in first and date(2018, 9, 1) <= first[k] <= last < cleared.get(k, date.max)]
        assert (row["n"], row["d"], row["value"]) == (len(gone), len(own), len(gone) / len(own))
    assert {r["month"] for r in found} == {"2018-11", "2018-12"}

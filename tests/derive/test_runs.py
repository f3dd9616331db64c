"""Runs over months: the example everybody quotes, and random marks against the plain answer."""

from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baoxue.contracts.relations import RELATIONS
from baoxue.engine.derive import derive
from baoxue.engine.parameters import month_bounds
from tests.derive.plain import Runs
from tests.spec import parameters, reference_rows, shipped_queries, table

SCHOOL, CLASS, OTHER, AWAY = "2161083001", "2161083001-P2013-01", "2161083001-P2013-02", "2161083002-P2013-01"
AS_OF = datetime(2018, 12, 20, 23, 59, 59)


def _write(folder: Path, name: str, rows: list[dict]) -> list[Path]:
    contract = RELATIONS[name]
    drawn = [{c.name: None for c in contract.columns} | row for row in rows]
    path = folder / f"{name}.parquet"
    pq.write_table(pa.Table.from_pylist(drawn, pa.schema([(c.name, c.type) for c in contract.columns])), path)
    return [path]


def _composed(
    folder: Path,
    marks: dict[int, dict[date, tuple]],
    untaken: set[tuple[str, date]],
    moved: dict[int, tuple[date, str]],
):
    """drv_child_run and drv_absence by month for children of one class; ``moved``: child → first day in which other.

    The class of the other school gives no day of entry: only the former school says when the child left."""
    months = sorted({d.strftime("%Y-%m") for days in marks.values() for d in days})
    roll, attendance, class_days = [], [], {}
    for month in months:
        first, last = month_bounds(month)
        for child in marks:
            base = dict(
                month=month,
                child_key=child,
                school_code=SCHOOL,
                stage="primary",
                sex="1",
                status="01",
                placement="ordinary",
            )
            move, other = moved.get(child, (None, CLASS))
            there = base | dict(class_key=other, school_code=other[:10])
            if move and first < move <= last and other == AWAY:
                roll += [base | dict(class_key=CLASS, status="10", status_since=move), there]
            elif move and first < move <= last:
                before = date.fromordinal(move.toordinal() - 1)
                roll += [base | dict(class_key=CLASS, on_roll_to=before), there | dict(on_roll_from=move)]
            else:
                roll.append(there if move and move <= first else base | dict(class_key=CLASS))
    for child, days in marks.items():
        for day, (am, pm) in days.items():
            key = moved[child][1] if child in moved and day >= moved[child][0] else CLASS
            for each in (CLASS, OTHER, AWAY):
                class_days[each, day] = (each, day) not in untaken
            if class_days[key, day]:
                attendance.append(
                    dict(
                        month=day.strftime("%Y-%m"),
                        school_code=key[:10],
                        class_key=key,
                        child_key=child,
                        day=day,
                        origin="sheet",
                        mark_am=am,
                        mark_pm=pm,
                    )
                )
    taken = [
        dict(month=d.strftime("%Y-%m"), school_code=k[:10], class_key=k, day=d, origin="sheet", taken=t)
        for (k, d), t in class_days.items()
    ]
    pq.write_table(reference_rows("code"), folder / "code.parquet")
    files = {
        "roll": _write(folder, "roll", roll),
        "attendance": _write(folder, "attendance", attendance),
        "class_day": _write(folder, "class_day", taken),
        "code": [folder / "code.parquet"],
    }
    runs, absences, before = {}, [], None
    for month in months:
        made = derive(files, month, before, shipped_queries(), AS_OF)
        before = made["drv_child_run"]
        runs[month] = {row["child_key"]: row for row in before.to_pylist()}
        absences += made["drv_absence"].to_pylist()
        assert not [r for r in made["drv_pupil_month"].to_pylist() if r["missing_halves"]]
    return runs, absences


def test_run_across_month_end_swapped_weekend_and_holiday_is_one_run_of_four_days(tmp_path):
    days = [
        date(2018, 9, 27),
        date(2018, 9, 28),
        date(2018, 9, 29),
        date(2018, 9, 30),
        date(2018, 10, 8),
        date(2018, 10, 9),
    ]
    marks = {1: {d: ("P", "P") if d.day in (27, 9) else ("A", "A") for d in days}}
    runs, absences = _composed(tmp_path, marks, set(), {})
    assert [(a["day"].day, a["run_halves"]) for a in sorted(absences, key=lambda a: a["day"])] == [
        (28, 2),
        (29, 4),
        (30, 6),
        (8, 8),
    ]
    assert {a["run_first_day"] for a in absences} == {date(2018, 9, 28)}
    assert runs["2018-10"][1]["carried_in_halves"] == 6
    assert runs["2018-10"][1]["longest_halves"] == 8


_MARK = st.sampled_from(["P", "P", "P", "L", "E", "S", "R", "A", "A", "A", None])
_DAYS = (
    [date(2018, 9, d) for d in (3, 4, 5, 28, 29, 30)]
    + [date(2018, 10, d) for d in (8, 9, 31)]
    + [date(2018, 11, d) for d in (1, 2)]
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_composed_months_equal_the_plain_answer(tmp_path, data):
    children = {
        child: {d: (data.draw(_MARK), data.draw(_MARK)) for d in _DAYS}
        for child in range(1, data.draw(st.integers(1, 4)) + 1)
    }
    untaken = {(k, d) for k in (CLASS, OTHER, AWAY) for d in data.draw(st.sets(st.sampled_from(_DAYS), max_size=3))}
    move = st.tuples(st.sampled_from(_DAYS[1:]), st.sampled_from([OTHER, AWAY]))
    moved = {child: data.draw(move) for child in children if data.draw(st.booleans())}
    runs, absences = _composed(tmp_path, children, untaken, moved)
    last = max(runs)
    found = {(a["child_key"], a["day"]): (a["absent_halves"], a["run_halves"], a["run_first_day"]) for a in absences}
    wanted = {}
    for child, days in children.items():
        plain = Runs()
        for day in sorted(days):
            if (moved[child][1] if child in moved and day >= moved[child][0] else CLASS, day) not in untaken:
                plain.feed(day, *days[day])
        wanted |= {(child, day): answer for day, answer in plain.absences.items()}
        if child not in runs[last]:
            assert plain == Runs()
            continue
        row = runs[last][child]
        assert (row["trailing_halves"], row["trailing_first_day"]) == (plain.trailing, plain.trailing_first)
        assert (row["absent_halves"], row["present_halves"]) == (plain.absent, plain.present)
        assert (row["longest_halves"], row["present_after_last_halves"]) == (plain.longest, plain.present_after_last)
        assert (row["last_absent"], row["last_present"]) == (plain.last_absent, plain.last_present)
    assert found == wanted


def test_a_month_without_a_reported_day_carries_the_state_on(tmp_path):
    marks = {1: {date(2018, 9, 28): ("A", "A"), date(2018, 10, 8): ("A", "A"), date(2018, 11, 1): ("A", "P")}}
    runs, _ = _composed(tmp_path, marks, {(CLASS, date(2018, 10, 8))}, {})
    october = runs["2018-10"][1]
    assert (october["trailing_halves"], october["last_reported_month"]) == (2, "2018-09")
    assert runs["2018-11"][1]["longest_halves"] == 2 + 1


def _absent_after_a_change_of_school(folder: Path, former: dict, new: dict, seen_early: bool = False):
    """drv_absence of September for a child whom A sees until the 7th; B marks it absent on every day from the 3rd on
    that it is said to be due, and present on the 3rd and 4th where it saw it early."""
    days = [date(2018, 9, d) for d in (3, 4, 5, 6, 7, 10, 11, 12, 13, 14)]
    base = dict(month="2018-09", child_key=1, stage="primary", sex="1", status="01", placement="ordinary")
    pq.write_table(reference_rows("code"), folder / "code.parquet")
    marks = {"A": ["P"] * 5 + ["A"] * 5, "B": (["P"] * 2 if seen_early else ["A"] * 2) + ["A"] * 8}
    files = {
        "roll": _write(
            folder,
            "roll",
            [base | dict(class_key="A1", school_code="A") | former, base | dict(class_key="B1", school_code="B") | new],
        ),
        "attendance": _write(
            folder,
            "attendance",
            [
                dict(
                    month="2018-09",
                    school_code=s,
                    class_key=f"{s}1",
                    child_key=1,
                    day=d,
                    origin="sheet",
                    mark_am=m,
                    mark_pm=m,
                )
                for s, row in marks.items()
                for d, m in zip(days, row, strict=True)
            ],
        ),
        "class_day": _write(
            folder,
            "class_day",
            [
                dict(month="2018-09", school_code=s, class_key=f"{s}1", day=d, origin="sheet", taken=True)
                for s in "AB"
                for d in days
            ],
        ),
        "code": [folder / "code.parquet"],
    }
    made = derive(files, "2018-09", None, shipped_queries(), AS_OF)
    rows = made["drv_absence"].to_pylist()
    composed = [(a["school_code"], a["day"].day, a["run_halves"]) for a in rows if a["is_composed"]]
    return sorted(composed, key=lambda a: a[1]), made["drv_second_roll"].to_pylist()


TENTH = date(2018, 9, 10)
AT_B = [("B", 10, 2), ("B", 11, 4), ("B", 12, 6), ("B", 13, 8), ("B", 14, 10)]


@pytest.mark.parametrize(
    ("former", "new"),
    [
        pytest.param(dict(status="10", status_since=TENTH), dict(on_roll_from=TENTH), id="both say the day"),
        pytest.param(dict(status="10", status_since=TENTH), dict(status_since=TENTH), id="the new roll gives no day"),
        pytest.param(dict(on_roll_to=date(2018, 9, 9)), {}, id="left by date, no status"),
        pytest.param(
            dict(status="10", status_since=TENTH), dict(on_roll_from=date(2018, 9, 6)), id="both claim two days"
        ),
    ],
)
def test_a_child_who_never_sits_in_the_new_school_is_absent_there(tmp_path, former, new):
    composed, second = _absent_after_a_change_of_school(tmp_path, former, new)
    assert composed == AT_B
    assert second == []


def test_a_gap_between_two_schools_is_no_presence(tmp_path):
    composed, _ = _absent_after_a_change_of_school(
        tmp_path, dict(status="10", status_since=date(2018, 9, 6)), dict(on_roll_from=TENTH)
    )
    assert composed == AT_B


def test_a_new_school_that_saw_the_child_before_the_former_let_it_go_is_the_one_that_counts(tmp_path):
    composed, second = _absent_after_a_change_of_school(
        tmp_path, dict(status="10", status_since=TENTH), {}, seen_early=True
    )
    assert composed == [
        ("B", 5, 2),
        ("B", 6, 4),
        ("B", 7, 6),
        ("B", 10, 8),
        ("B", 11, 10),
        *[("B", d, 2 * d - 12) for d in (12, 13, 14)],
    ]
    assert [row["school_code"] for row in second] == ["A"]


def test_two_rolls_on_the_same_days_count_once(tmp_path):
    composed, second = _absent_after_a_change_of_school(tmp_path, {}, {})
    assert composed == [("A", d, 2 * n) for n, d in enumerate((10, 11, 12, 13, 14), 1)]
    assert [row["school_code"] for row in second] == ["B"]


def test_runs_are_composed_over_the_roll_that_shows_presence_though_the_other_is_newer(duck):
    given_tables = {
        "roll": table(
            "roll",
            "month | child_key | class_key | school_code | status_since\n2018-09 | 1 | A1 | A | 2018-09-01\n2018-09 | 1 | B1 | B | 2017-09-01",
        ),
        "class_day": table("class_day", "class_key | day\nA1 | 2018-09-03\nB1 | 2018-09-03"),
        "attendance": table(
            "attendance",
            "class_key | school_code | child_key | day | mark_am | mark_pm\nA1 | A | 1 | 2018-09-03 | A | A\nB1 | B | 1 | 2018-09-03 | P | P",
        ),
        "code": reference_rows("code"),
    }
    params = parameters("2018-09", "2018-09-30")
    pupil = duck.ask(
        "drv_pupil_month",
        given_tables | {"drv_child_run_before": RELATIONS["drv_child_run"].schema.empty_table()},
        params,
    )
    composed = given_tables | {
        "drv_pupil_month": pupil,
        "drv_child_run_before": RELATIONS["drv_child_run"].schema.empty_table(),
    }
    (run,) = duck.ask("drv_child_run", composed, params).to_pylist()
    assert (run["school_code"], run["trailing_halves"]) == ("B", 0)
    (absence,) = duck.ask("drv_absence", composed, params).to_pylist()
    assert absence["is_composed"] == 0

"""Two rows of one child in one class, sent before its records were joined: which of them stands, whatever their order."""

from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from baoxue.contracts.relations import RELATIONS
from baoxue.intake.joined import Records

RECORDS = Records({2: 1}, frozenset({"01", "05"}))
DAY = date(2018, 10, 8)


def table(relation: str, rows: list[dict]) -> pa.Table:
    schema = RELATIONS[relation].schema
    place = {"month": "2018-10", "school_code": "2161083001", "class_key": "2161083001-P2013-01"}
    return pa.Table.from_pylist([dict.fromkeys(schema.names) | place | row for row in rows], schema=schema)


def roll(*said: dict) -> list[dict]:
    """What stands of rows of the records 1, 2, 1 ... and of a child 9 before and after them."""
    doubles = [{"child_key": 1 + n % 2} | row for n, row in enumerate(said)]
    made = RECORDS.roll(table("roll", [{"child_key": 9, "status": "10"}, *doubles, {"child_key": 8, "status": "02"}]))
    assert made["child_key"].to_pylist() == [9, 1, 8] and made["status"].to_pylist()[::2] == ["10", "02"]
    return made.to_pylist()[1]


def sheet(*marks: tuple) -> tuple:
    rows = [{"child_key": 1 + n % 2, "day": DAY, "mark_am": am, "mark_pm": pm} for n, (am, pm) in enumerate(marks)]
    (made,) = RECORDS.sheet(table("attendance", rows)).to_pylist()
    return made["child_key"], made["mark_am"], made["mark_pm"]


HERE = {"status": "01"}
CAME = {"status": "01", "on_roll_from": date(2018, 10, 8)}
BACK = {"status": "05", "status_since": date(2018, 10, 9)}
GOES = {"status": "01", "on_roll_to": date(2018, 10, 20)}
GONE = {"status": "10", "status_since": date(2018, 10, 11), "on_roll_to": date(2018, 10, 11)}
AWAY = {"status": "02", "status_since": date(2018, 9, 3)}


@pytest.mark.parametrize(
    ("rows", "stands"),
    [
        ((GONE, HERE), HERE),  # 转出 under one record hides no pupil who is here by the other
        ((AWAY, HERE), HERE),
        ((GOES, HERE), HERE),
        ((GONE, GOES), GOES),
        ((AWAY, GONE), GONE),
        ((HERE, BACK), BACK),
        ((CAME, HERE), HERE),
        ((GONE, CAME, AWAY), CAME),
    ],
)
def test_of_two_rows_of_a_roll_the_pupil_who_is_here_stands(rows, stands):
    for said in (rows, rows[::-1]):
        made = roll(*said)
        assert {name: made[name] for name in stands} == stands
        assert made["on_roll_from"] == stands.get("on_roll_from")


@pytest.mark.parametrize(
    ("marks", "stands"),
    [
        ([("A", "A"), ("P", "P")], ("P", "P")),
        ([(None, None), ("A", "A")], ("A", "A")),  # an absence is not lost to the row that says nothing
        ([("A", "P"), ("L", None)], ("L", "P")),
        ([("S", "A"), ("A", None)], ("A", "A")),
        ([("R", "R"), ("S", None)], ("S", "R")),
        ([(None, None), (None, None)], (None, None)),
    ],
)
def test_of_two_rows_of_a_day_each_half_shows_who_was_seen_then_what_was_marked(marks, stands):
    assert sheet(*marks) == sheet(*marks[::-1]) == (1, *stands)


@given(st.lists(st.sampled_from([HERE, CAME, BACK, GOES, GONE, AWAY]), min_size=1, max_size=4), st.randoms())
def test_no_order_of_rows_changes_what_stands(rows, chance):
    other = chance.sample(rows, len(rows))
    assert roll(*rows) == roll(*other)


def test_rows_of_two_days_and_two_classes_stay_two_and_children_with_one_record_as_they_are():
    rows = table("roll", [{"child_key": 2} | HERE, {"child_key": 1, "class_key": "2161083001-P2013-02"} | GONE])
    assert RECORDS.roll(rows)["child_key"].to_pylist() == [1, 1]
    assert Records({7: 6}).roll(rows) is rows
    days = [{"child_key": 2, "day": DAY}, {"child_key": 1, "day": date(2018, 10, 9)}]
    assert RECORDS.sheet(table("attendance", days)).num_rows == 2

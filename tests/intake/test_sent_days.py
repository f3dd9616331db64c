"""A newer sheet takes the place of the class's whole month: days that it leaves out are named, never dropped in silence."""

from datetime import datetime

import pytest

from baoxue.intake import Sending, submit, submit_many
from baoxue.intake.findings import NOTE
from tests.intake.made import FIRST, SCHOOL_DAYS, attendance, grid, home_at, pupils, xlsx

AT = datetime(2018, 10, 5, 9)
NAMES = [p["姓名"] for p in pupils(8)]
FIRST_WEEK, SECOND_WEEK = SCHOOL_DAYS[:5], SCHOOL_DAYS[5:10]


@pytest.fixture
def home(tmp_path):
    home = home_at(tmp_path / "home")
    roll = xlsx(tmp_path / "roll.xlsx", ("花名册", grid(pupils(8))))
    assert submit(home, roll, FIRST, "2018-09", "clerk", AT).state == "accepted"
    return home


def sheet(home, days, fill="√", marks=None):
    rows = attendance(NAMES, days, marks, fill=fill, legend="图例:√出勤 ×旷课 休休息")
    return xlsx(home / f"{days[0]}-{days[-1]}{fill}.xlsx", ("六1", rows))


def send(home, path):
    return submit(home, path, FIRST, "2018-09", "clerk", AT)


def left_out(receipt):
    return [
        (f.severity, f.sheet, f.class_key, str(f.words().found)) for f in receipt.findings if f.code == "days_left_out"
    ]


SAID = [(NOTE, "六1", f"{FIRST}-P2013-01", "5 天:3、4、5、6、7日")]


def test_a_week_sent_after_a_week_names_the_days_that_no_longer_stand(home):
    absent = {(0, day): "×" for day in FIRST_WEEK}
    assert left_out(send(home, sheet(home, FIRST_WEEK, marks=absent))) == []
    assert left_out(send(home, sheet(home, SECOND_WEEK))) == SAID


def test_two_weeks_dropped_together_are_seen_as_well(home):
    books = [Sending(sheet(home, days), FIRST, "2018-09", "clerk", AT) for days in (FIRST_WEEK, SECOND_WEEK)]
    assert [left_out(r) for r in submit_many(home, books)] == [[], SAID]


def test_days_left_blank_on_a_printed_form_are_left_out_too(home):
    send(home, sheet(home, FIRST_WEEK))
    blank = {(n, day): "" for n in range(8) for day in FIRST_WEEK}
    assert left_out(send(home, sheet(home, FIRST_WEEK + SECOND_WEEK, marks=blank))) == SAID


def test_a_sheet_with_every_day_or_with_days_marked_as_rest_leaves_out_none(home):
    send(home, sheet(home, FIRST_WEEK))
    assert left_out(send(home, sheet(home, FIRST_WEEK + SECOND_WEEK))) == []
    resting = {(n, day): "休" for n in range(8) for day in FIRST_WEEK}
    assert left_out(send(home, sheet(home, FIRST_WEEK + SECOND_WEEK, marks=resting))) == []


def test_a_sheet_that_waits_takes_no_place(home):
    send(home, sheet(home, FIRST_WEEK))
    assert send(home, sheet(home, SECOND_WEEK, marks={(0, SECOND_WEEK[0]): "?"})).state == "waiting"
    assert left_out(send(home, sheet(home, FIRST_WEEK))) == []


def lacking(receipt):
    return {f.code: str(f.words().found) for f in receipt.findings if f.code.startswith("sheet_classes")}


def test_a_book_without_a_class_says_whether_its_earlier_sheet_stands_or_nothing_does(tmp_path):
    """Sent together the classes are one book; a class sent by itself is no fault, nor one that nobody sits in."""
    home = home_at(tmp_path / "home")
    rows = pupils(9)
    for n, row in enumerate(rows):
        row["班级"] = f"{n // 3 + 1}班"
    assert submit(home, xlsx(tmp_path / "roll.xlsx", ("花名册", grid(rows))), FIRST, "2018-09", "clerk", AT).state == "accepted"  # fmt: skip

    def book(number):
        names = [row["姓名"] for row in rows if row["班级"] == f"{number}班"]
        made = attendance(names, SCHOOL_DAYS, legend="图例:√出勤 ×旷课")
        made[0] = [f"清涧县第一小学六年级{number}班2018年9月考勤表"]
        return xlsx(tmp_path / f"{number}.xlsx", (f"六{number}", made))

    receipt = send(home, book(1))
    assert (receipt.state, lacking(receipt)) == ("accepted", {"sheet_classes_unsent": "六(2)班、六(3)班"})
    assert {f.severity for f in receipt.findings if f.code.startswith("sheet_classes")} == {NOTE}
    assert lacking(send(home, book(2))) == {"sheet_classes_kept": "六(1)班", "sheet_classes_unsent": "六(3)班"}
    together = [Sending(book(n), FIRST, "2018-09", "clerk", AT) for n in (2, 3)]
    assert [lacking(r) for r in submit_many(home, together)] == [{}, {"sheet_classes_kept": "六(1)班"}]
    everything = [Sending(book(n), FIRST, "2018-09", "clerk", AT) for n in (1, 2, 3)]
    assert [lacking(r) for r in submit_many(home, everything)] == [{}, {}, {}]

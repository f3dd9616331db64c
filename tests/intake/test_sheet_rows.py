"""Which rows of an attendance sheet are pupils, and which explain its signs."""

from datetime import date

import pytest

from tests.intake.made import NAMES, SCHOOL_DAYS, attendance
from tests.intake.test_attendance import checked, faults, marks_of
from tests.intake.test_attendance import table as stored
from tests.intake.test_legends import BOTH

SIX = NAMES[:6]


@pytest.mark.parametrize("words", [("病假", "事假"), ("病假", "迟到"), ("旷课", "早退")])
def test_a_pupil_with_two_different_words_is_no_legend(tmp_path, words):
    marks = {(1, 5): words[0], (1, 11): words[1]}
    answer = checked(tmp_path, attendance(SIX, marks=marks, legend="图例:√出勤 ×旷课"))
    assert faults(answer) == [] and answer.attendance.accepted == 6
    assert marks_of(answer, 2, 5)[0] != "P" and marks_of(answer, 2, 11)[0] != "P"


def test_a_pupil_whose_name_is_misspelt_is_told_as_one(tmp_path):
    names = [SIX[0], "李芳(女)", *SIX[2:]]
    answer = checked(tmp_path, attendance(names, marks={(1, 5): "病假", (1, 6): "事假"}))
    assert next(f.cell for f in answer.findings if f.severity == "wait") == "B4"


@pytest.mark.parametrize(
    "row",
    [
        ["图例", "√", "出勤", "×", "旷课"],
        ["", "√", "出勤", "×", "旷课", "○", "病假"],
        ["√", "出勤", "×", "旷课", "○", "病假"],
        ["", "考勤符号", "√", "出勤", "×", "旷课"],
        ["", "考勤要求", "√出勤 ×旷课"],
        ["√", "请假○", "出勤", "×", "旷课", "○", "病假"],
    ],
)
def test_a_legend_in_cells_of_its_own_is_no_pupil(tmp_path, row):
    answer = checked(tmp_path, [*attendance(SIX, marks={(1, 5): "×"}, legend="")[:-2], row])
    assert "not_on_roll" not in faults(answer) and "name_letters" not in faults(answer)
    if row[1] != "请假○":
        assert faults(answer) == [] and marks_of(answer, 2, 5) == ("A", "A")


@pytest.mark.parametrize("fill", ["", "休"])
def test_a_month_without_one_mark_is_not_accepted(tmp_path, fill):
    answer = checked(tmp_path, attendance(SIX, fill=fill))
    assert faults(answer) == ["class_blank"] and faults(answer, "note") == []
    assert (answer.attendance.accepted, answer.attendance.waiting, answer.attendance.months) == (0, 6, [])


def test_rest_on_days_without_school_is_no_gap(tmp_path):
    days = [1, 2, 8, 9, 15, 16]
    answer = checked(tmp_path, attendance(SIX, days, fill="休"))
    assert not set(days) & set(SCHOOL_DAYS) and faults(answer) == []


@pytest.mark.parametrize("shape", ["{}\n{}", "{}({})", "{}（{}）", "{}周{}", "{}日星期{}", "9月{}日({})"])
def test_a_day_and_its_weekday_may_stand_in_one_cell(tmp_path, shape):
    rows = attendance(SIX, marks={(1, 5): "×"})
    rows[1][2:] = [shape.format(d, "一二三四五六日"[date(2018, 9, d).weekday()]) for d in SCHOOL_DAYS]
    answer = checked(tmp_path, rows)
    assert faults(answer) == [] and {r["day"].day for r in stored(answer).to_pylist()} == set(SCHOOL_DAYS)
    assert marks_of(answer, 2, 5) == ("A", "A")
    if "月" in shape:
        assert "wrong_month" in faults(checked(tmp_path, rows, month="2018-10"), "refuse")


def test_the_last_pupils_of_a_block_are_no_legend_of_the_next(tmp_path):
    first = attendance(SIX, marks={(5, 5): "病假", (5, 11): "事假"}, legend="")[:-2]
    rows = [*first, *attendance(NAMES[6:10], title="六(2)班")]
    answer = checked(tmp_path, rows, roll=BOTH)
    assert faults(answer) == [] and len(answer.attendance.months) == 2

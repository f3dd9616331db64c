"""Which rows of an attendance sheet are pupils, and which explain its signs."""

import pytest

from tests.intake.made import NAMES, SCHOOL_DAYS, attendance
from tests.intake.test_attendance import checked, faults, marks_of

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

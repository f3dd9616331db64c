"""Totals on the right of an attendance sheet: every way of writing them is compared with the marks."""

import pytest

from tests.intake.made import NAMES, SCHOOL_DAYS, attendance
from tests.intake.test_attendance import checked, faults

SIX = NAMES[:6]


def with_total(heading, said, **changes):
    """Six pupils, the third absent on a day; the total of the others is right."""
    rows = attendance(SIX, **({"marks": {(2, 5): "×"}} | changes))
    rows[1].append(heading)
    for number, row in enumerate(rows[2:8]):
        row.append(said if number == 2 else 0)
    return rows


@pytest.mark.parametrize("heading", ["旷课", "旷课(天)", "旷课天数", "旷课(天数)", "旷课次数", "旷课天"])
@pytest.mark.parametrize(("said", "codes"), [(1, []), ("1天", []), ("1", []), (3, ["total_differs"]), ("3天", ["total_differs"]),
                                             ("无", ["total_differs"]), ("/", []), ("", [])])  # fmt: skip
def test_a_total_in_days_is_compared_however_it_is_written(tmp_path, heading, said, codes):
    answer = checked(tmp_path, with_total(heading, said))
    assert faults(answer) == codes and "total_unread" not in faults(answer, "note")
    assert [f.cell for f in answer.findings if f.code == "total_differs"] == ["X5"] * len(codes)


def test_a_unit_under_the_word_belongs_to_it(tmp_path):
    rows = with_total("", 3)
    rows[1][-1] = "旷课"
    rows.insert(2, ["", *[""] * (len(SCHOOL_DAYS) + 1), "天"])
    rows[2][2:-1] = list("一二三四五" * 5)[: len(SCHOOL_DAYS)]
    sheet = checked(tmp_path, rows, merge=["A2:A3", "B2:B3"])
    assert [(f.code, f.cell) for f in sheet.findings if f.severity == "wait"] == [("total_differs", "X6")]


def test_lessons_are_no_days(tmp_path):
    assert faults(checked(tmp_path, with_total("旷课(节)", 6))) == []


def test_a_total_that_is_no_number_is_noted_once_a_column(tmp_path):
    rows = with_total("旷课", "半天")
    rows[3][-1] = rows[6][-1] = "看备注"
    answer = checked(tmp_path, rows)
    assert faults(answer) == []
    (note,) = [f for f in answer.findings if f.code == "total_unread"]
    assert (note.cell, note.found, note.severity) == ("X4", "旷课 看备注", "note")


def test_presence_that_is_left_blank_is_counted_in_the_total(tmp_path):
    rows = attendance(SIX, marks={(2, 5): "×"}, legend="说明:空白=出勤,×=旷课", fill="")
    rows[1].append("出勤")
    for number, row in enumerate(rows[2:8]):
        row.append(20 if number == 2 else 21)
    assert faults(checked(tmp_path, rows)) == []
    rows[2][-1] = 19
    assert faults(checked(tmp_path, rows)) == ["total_differs"]

"""Marked copies and templates: what goes back to the schools passes the reader again."""

import openpyxl
import pytest

from baoxue.intake import read
from baoxue.intake.checking import check
from baoxue.intake.marked import LIST_SHEET, write_marked_copy
from baoxue.intake.templates import template
from tests.intake.made import NAMES, SCHOOL_DAYS, context, grid, pupils, roll_view, xlsx


def test_a_marked_copy_holds_the_same_cells_and_a_list_of_faults(tmp_path):
    rows = pupils(5)
    rows[1]["身份证件号"] = 6.1083e17
    rows[2]["姓名"] = "=cmd|'/c calc'!A1"
    rows[3]["联系电话"] = "@SUM(1)"
    book = read(xlsx(tmp_path / "a.xlsx", ("花名册", grid(rows)), merge={"花名册": ["A1:L1"]}))
    findings = check(book, context()).findings
    copy = write_marked_copy(book, findings, tmp_path / "marked.xlsx")
    marked = openpyxl.load_workbook(copy)
    page = marked["花名册"]
    assert page["D4"].fill.fgColor.rgb == "FFFFC7CE" and "身份证号" in page["D4"].comment.text
    assert page["A5"].value == "=cmd|'/c calc'!A1" and page["A5"].data_type == "s"
    listed = [[c.value for c in row] for row in marked[LIST_SHEET].iter_rows(min_row=2)]
    assert ["花名册", "D4"] in [row[1:3] for row in listed] and len(listed) == len(findings)
    again = read(copy)
    assert again.blocks == book.blocks
    assert {f.code for f in again.findings} - {f.code for f in book.findings} == {"sheet_skipped"}


def test_a_marked_copy_that_is_corrected_is_accepted(tmp_path):
    rows = pupils(3)
    good, rows[1]["身份证件号"] = rows[1]["身份证件号"], 6.1083e17
    book = read(xlsx(tmp_path / "a.xlsx", ("花名册", grid(rows))))
    copy = write_marked_copy(book, check(book, context()).findings, tmp_path / "marked.xlsx")
    marked = openpyxl.load_workbook(copy)
    marked["花名册"]["D4"] = good
    marked.save(copy)
    answer = check(read(copy), context())
    assert answer.roll.waiting == 0 and len(answer.roll.places) == 3


def test_the_roll_template_passes_when_filled(tmp_path):
    path = template("roll", tmp_path / "t.xlsx", "清涧县第一小学", "2018-09")
    book = openpyxl.load_workbook(path)
    page = book.active
    places = {str(c.value).strip("★"): c.column for c in page[2]}
    filled = {"户口所在地": "户口所在地", "身份证件号": "身份证件号", "学籍号": "全国学籍号"}
    for number, row in enumerate(pupils(6), 3):
        for heading, place in places.items():
            value = row.get(filled.get(heading, heading), "")
            if value:
                page.cell(number, place, value)
        page.cell(number, places["是否留守儿童"], "非留守儿童")
        page.cell(number, places["学生状态"], "在校")
    choices = {c for v in page.data_validations.dataValidation for c in [v.formula1]}
    assert any("男,女" in c for c in choices)
    book.save(path)
    answer = check(read(path), context())
    assert answer.findings == [] and answer.roll.waiting == 0 and len(answer.roll.places) == 6


@pytest.mark.parametrize("month", ["2018-09", ""])
@pytest.mark.parametrize("names", [NAMES[:6], []])
def test_the_attendance_template_passes_when_filled(tmp_path, names, month):
    """Without a month it is printed with 31 days: empty columns that September does not have are no fault."""
    path = template("attendance", tmp_path / "t.xlsx", "清涧县第一小学", month, [("六(1)班", names)])
    book = openpyxl.load_workbook(path)
    page = book.active
    for number, name in enumerate(NAMES[:6], 3):
        page.cell(number, 2, name)
        for day in SCHOOL_DAYS:
            page.cell(number, 3 + day, "×" if (number, day) == (4, 5) else "√")
    book.save(path)
    answer = check(read(path), context(roll=roll_view(NAMES[:6])))
    assert [f for f in answer.findings if f.severity != "note"] == [] and answer.attendance.accepted == 6


def test_an_unfilled_template_and_an_unknown_kind(tmp_path):
    assert read(template("roll", tmp_path / "t.xlsx")).blocks[0].size == 0
    with pytest.raises(ValueError, match="roll"):
        template("photos", tmp_path / "t.xlsx")

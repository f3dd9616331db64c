"""Cells that hold an error, or a formula nobody has counted: never read as blank, told at the cell."""

import re
import struct
from datetime import datetime

import openpyxl
import pytest
import xlsxwriter
import xlwt

from baoxue.contracts.forms import HOUSEHOLD
from baoxue.intake import read
from baoxue.intake.checking import check
from baoxue.intake.form_layout import read_form
from baoxue.intake.ledger_lines import import_ledger
from baoxue.words import say
from tests.intake.made import NAMES, attendance, context, grid, home_at, pupils, roll_view, xlsx

SIX = NAMES[:6]
UNCOUNTED = "公式没有存下结果"


def changed(path, cells):
    """The book with cells of its first sheet replaced: ``=…`` as a formula without a result, ``#…`` as an error."""
    book = openpyxl.load_workbook(path)
    for place, value in cells.items():
        book.worksheets[0][place] = value
        book.worksheets[0][place].data_type = "f" if value.startswith("=") else "e"
    book.save(path)
    return path


def told(answer):
    return [(f.code, f.cell, str(say(f.found))) for f in answer.findings if f.severity == "wait"]


def sheet(tmp_path, cells, rows=None):
    path = changed(xlsx(tmp_path / "k.xlsx", ("考勤", rows or attendance(SIX))), cells)
    return check(read(path), context(roll=roll_view(SIX)))


def test_marks_that_are_errors_or_uncounted_are_told_each_at_its_cell(tmp_path):
    answer = sheet(tmp_path, {"D4": "#REF!", "E5": "=Z99", "F5": "#N/A"})
    assert told(answer) == [
        ("cell_error", "D4", "#REF!"),
        ("cell_error", "E5", UNCOUNTED),
        ("cell_error", "F5", "#N/A"),
    ]
    assert answer.attendance.accepted == 0 and "保存一次" in answer.findings[0].words().todo


def test_they_are_told_beside_other_faults(tmp_path):
    answer = sheet(tmp_path, {"D4": "=Z99"}, attendance(SIX, marks={(3, 5): "☆"}))
    assert told(answer) == [("cell_error", "D4", UNCOUNTED), ("mark_unknown", "E6", "☆")]


def test_a_whole_column_of_them_is_no_day_without_report(tmp_path):
    answer = sheet(tmp_path, {f"C{n}": "=Z99" for n in range(3, 9)})
    assert told(answer) == [("cell_error", f"C{n}", UNCOUNTED) for n in range(3, 9)]


def test_a_name_that_is_an_error_is_told_and_blames_no_pupil(tmp_path):
    assert told(sheet(tmp_path, {"B4": "#N/A"})) == [("cell_error", "B4", "#N/A")]
    rows = attendance(SIX)
    rows[3][2:] = [""] * len(rows[3][2:])
    assert told(sheet(tmp_path, {"B4": "=Z99"}, rows)) == [("cell_error", "B4", UNCOUNTED)]


def test_the_afternoon_row_of_a_pupil_is_named_by_its_own_cell(tmp_path):
    rows = [["清涧县第一小学六年级(1)班 2018年9月考勤表"], ["序号", "姓名", "时间", 3, 4, 5]]
    for n, name in enumerate(SIX):
        rows += [[n + 1, name, "上午", "√", "√", "√"], ["", "", "下午", "√", "☆" if n == 1 else "√", "√"]]
    rows += [["图例:√出勤 ×旷课"]]
    assert told(sheet(tmp_path, {"D4": "#VALUE!"}, rows)) == [
        ("cell_error", "D4", "#VALUE!"),
        ("mark_unknown", "E6", "☆"),
    ]


def test_formulas_with_a_stored_result_are_read_like_anything_else(tmp_path):
    """A stored empty text is a result: that mark is blank. Totals and rows about nobody harm nobody."""
    rows = attendance(SIX, [3, 4, 5])
    rows[1] += ["出勤"]
    path = tmp_path / "k.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("考勤")
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                page.write_formula(r, c, '=IF(1,"√")', None, cell) if cell == "√" else page.write(r, c, cell)
        page.write_formula(3, 5, "=NA()", None, "#N/A")
        page.write_formula(20, 3, "=NA()", None, "#N/A")
    answer = check(read(path), context(roll=roll_view(SIX)))
    assert told(answer) == [] and answer.attendance.accepted == 6
    text = path.with_name("t.xlsx")
    with xlsxwriter.Workbook(text) as book:
        page = book.add_worksheet("考勤")
        for r, row in enumerate(attendance(SIX, [3, 4, 5])):
            page.write_row(r, 0, row)
        page.write_formula(3, 3, '=""', None, "")
    with_type = check(read(changed_type(text)), context(roll=roll_view(SIX)))
    assert [code for code, _, _ in told(with_type)] == ["day_partial"]


def changed_type(path):
    """Excel types a stored text ``str``, also where it is empty."""
    import zipfile

    made = path.with_name("typed.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w") as new:
        for member in old.namelist():
            data = old.read(member)
            new.writestr(member, re.sub(rb'(<c r="D4"[^>]*)><f>', rb'\1 t="str"><f>', data))
    return made


def test_a_roll_tells_them_at_their_cells_and_the_other_rows_are_accepted(tmp_path):
    path = changed(xlsx(tmp_path / "a.xlsx", ("花名册", grid(pupils(8)))), {"D3": "#REF!", "B4": "=Z9", "A5": "#N/A"})
    answer = check(read(path), context())
    assert told(answer) == [
        ("cell_error", "D3", "#REF!"),
        ("cell_error", "B4", UNCOUNTED),
        ("cell_error", "A5", "#N/A"),
    ]
    assert answer.roll.waiting == 3 and len(answer.roll.places) == 5


@pytest.mark.parametrize("name", ["a.xls", "a.et"])
def test_compound_files_tell_errors_typed_and_counted(tmp_path, name):
    book = xlwt.Workbook(encoding="utf-8")
    book.add_sheet("说明").write(0, 0, "无")
    page = book.add_sheet("考勤")
    for r, row in enumerate(attendance(SIX, [3, 4, 5])):
        for c, cell in enumerate(row):
            if (r, c) not in ((3, 3), (4, 4)):
                page.write(r, c, cell)
    page.row(3).set_cell_error(3, "#REF!")
    page.write(4, 4, xlwt.Formula("1/0"))
    path = tmp_path / name
    book.save(str(path))
    counted = re.compile(rb"(\x06\x00..\x04\x00\x04\x00..)\x03.{5}\xff\xff", re.S)
    data, n = counted.subn(rb"\1" + struct.pack("<BBBBHH", 2, 0, 7, 0, 0, 0xFFFF), path.read_bytes())
    assert n == 1
    path.write_bytes(data)
    answer = check(read(path), context(roll=roll_view(SIX)))
    assert told(answer) == [("cell_error", "D4", "#REF!"), ("cell_error", "E5", "#DIV/0!")]


def test_a_text_file_tells_the_errors_that_were_written_into_it(tmp_path):
    rows = [["姓名", "性别", "身份证件号", "年级", "班级"]]
    rows += [[p["姓名"], p["性别"], p["身份证件号"], p["年级"], p["班级"]] for p in pupils(3)]
    rows[2][2] = "#N/A"
    path = tmp_path / "a.csv"
    path.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
    assert told(check(read(path), context())) == [("cell_error", "C3", "#N/A")]


def test_lines_of_forms_keep_them_by_field(tmp_path):
    rows = [["户主", "姓名", "身份证号", "是否在校", "出生年月"], ["王建国", "王小明", "", "是", "20080304"]]
    path = changed(xlsx(tmp_path / "h.xlsx", ("登记", rows)), {"C2": "#REF!"})
    (line,) = read_form(path, HOUSEHOLD).lines
    assert line.broken == {"id_number": "#REF!"}


def test_a_line_of_the_ledger_with_an_uncounted_closing_day_is_no_open_case(tmp_path):
    home = home_at(tmp_path / "home")
    rows = [
        ["编号", "姓名", "学校", "疑似/辍学时间", "结果", "销号时间"],
        [1, "王小明", "第一小学", "20181101", "", ""],
    ]
    path = changed(xlsx(tmp_path / "l.xlsx", ("台账", rows)), {"F2": "=Z9"})
    receipt = import_ledger(home, path, datetime(2018, 12, 20, 10), "clerk").receipt
    assert [(f.code, f.cell) for f in receipt.findings if f.severity == "wait"] == [("cell_error", "F2")]
    assert receipt.state == "waiting"

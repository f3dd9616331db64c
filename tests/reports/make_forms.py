"""Draws the forms of data/reference/forms: ``python -m tests.reports.make_forms``. Tests hold them current."""

import csv
import sys
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter as letter
from openpyxl.worksheet.worksheet import Worksheet

from baoxue.contracts.county_form import HEADINGS
from baoxue.settings import ROOT

FOLDER = ROOT / "data" / "reference" / "forms"
THIN = Side(style="thin", color="808080")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
TITLE, BODY, SMALL = (
    Font(name="方正小标宋简体", size=18),
    Font(name="仿宋_GB2312", size=10),
    Font(name="仿宋_GB2312", size=9),
)
FAINT = Font(name="仿宋_GB2312", size=7, color="808080")
MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT, RIGHT = Alignment(vertical="center", wrap_text=True), Alignment(horizontal="right", vertical="center")
IDENTITY = (
    "上月末 + 新增 + 反弹 + 划入 ± 更正 − 销号 − 排除 − 划出 = 本月末合计;疑似 + 认定辍学 + 返校观察 = 本月末合计"
)

COLUMNS = (
    ("适龄(户籍)", (("总数", "school_age"), ("其中建档立卡", "school_age_poor"), ("县内在校", "in_county"),
                ("县外就读(已核/待核)", "elsewhere_proved/elsewhere_pending"), ("送教", "home_teaching"),
                ("休学缓学", "suspended"), ("已完成", "finished"), ("未在校", "out_of_school"),
                ("入学率%", "enrolment_rate"), ("残疾儿童入学(在学/应入学)", "disabled_n/disabled_d"))),
    ("学籍", (("学籍数", "on_roll"), ("实际在校", "at_school"), ("人籍不一致", "roll_seat_differs"),
            ("出勤率%", "attendance_rate"), ("已报班/应报班", "classes_reported/classes_due"))),
    ("台账", (("上月末", "open_last"), ("新增", "new"), ("反弹", "reopened"), ("划入", "moved_in"), ("更正", "corrected"),
            ("销号", "closed"), ("其中复学", "closed_returned"), ("排除", "cleared"), ("划出", "moved_out"),
            ("本月末合计", "open_now"), ("疑似", "suspected"), ("认定辍学", "dropped_out"), ("其中建档立卡", "dropped_out_poor"),
            ("其中因贫", "dropped_out_poverty"), ("返校观察", "observation"), ("本年累计销号", "closed_year"))),
    ("工作", (("家访人次", ""), ("劝返(本月/累计)", "attempts/attempts_year"), ("送达通知书份", ""), ("送教(人/次)", ""), ("残疾安置(随班/特校/送教)", "disabled_inclusive/disabled_special/disabled_home"),
            ("月报(应报/按期/迟报)", "reports_due/reports_on_time/reports_late"))),
)  # fmt: skip
UNITS, FIRST = 11, 6
"""Units below the total that the form has rows for (9 towns, the unrecognised, one more), and its first row."""


def main(folder: Path = FOLDER) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, (book, lines) in {"控辍保学工作月报表": monthly(), "控辍保学情况一览表": overview()}.items():
        book.properties.created = book.properties.modified = datetime(2018, 9, 1)
        book.save(folder / f"{name}.xlsx")
        with (folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, list(HEADINGS.values()), lineterminator="\n")
            writer.writeheader()
            writer.writerows({HEADINGS[k]: v for k, v in line.items()} for line in lines)


def monthly() -> tuple[Workbook, list[dict[str, str]]]:
    """控辍保学工作月报表, A4 landscape: the total first, then the towns, each with 计, 小学, 初中."""
    book = Workbook()
    sheet = _sheet(book, "月报表")
    last = 3 + sum(len(items) for _, items in COLUMNS) + 1
    end = FIRST + 3 * (1 + UNITS) - 1
    _put(sheet, f"A1:{letter(last)}1", "义务教育控辍保学工作月报表", TITLE, MIDDLE)
    for area, words, alignment in ((f"A2:{letter(12)}2", "填报单位(公章):", LEFT), (f"M2:{letter(26)}2", "数据截至:", MIDDLE),
                                   (f"AA2:{letter(last)}2", "单位:人、人次、份、%", RIGHT)):  # fmt: skip
        _put(sheet, area, words, BODY, alignment)
    lines = [_line("A1", "标题", query="表头"), _line("A2", "地方", query="表头", pattern="填报单位(公章):{}"),
             _line("M2", "数据截至", query="表头", pattern="数据截至:{}")]  # fmt: skip
    for place, words in enumerate(("序号", "单位", "学段"), 1):
        _put(sheet, f"{letter(place)}3:{letter(place)}5", words, BODY, MIDDLE, BOX)
    block = f"{FIRST}:{{}}{end}"
    lines.append(_line(f"B{block.format('B')}", "unit_name", unit="合计、镇", step="3", note="单位名称"))
    column = 4
    for group, items in COLUMNS:
        _put(sheet, f"{letter(column)}3:{letter(column + len(items) - 1)}3", group, BODY, MIDDLE, BOX)
        for words, figure in items:
            name = letter(column)
            _put(sheet, f"{name}4:{name}5", words, SMALL, MIDDLE, BOX)
            sheet.column_dimensions[name].width = 7.6 if "/" in words or "%" in words else 5
            if figure:
                lines.append(_line(f"{name}{block.format(name)}", figure, unit="合计、镇", stages="合计、小学、初中",
                                   pattern="百分数" if "rate" in figure else "", note=f"{group} {words}"))  # fmt: skip
            column += 1
    _put(sheet, f"{letter(column)}3:{letter(column)}5", "备注", BODY, MIDDLE, BOX)
    for unit in range(1 + UNITS):
        top = FIRST + 3 * unit
        _put(sheet, f"A{top}:A{top + 2}", unit or None, BODY, MIDDLE, BOX)
        _put(sheet, f"B{top}:B{top + 2}", None, BODY, MIDDLE, BOX)
        for offset, stage in enumerate(("计", "小学", "初中")):
            sheet.row_dimensions[top + offset].height = 17
            _put(sheet, f"C{top + offset}", stage, SMALL, MIDDLE, BOX)
            for place in range(4, last + 1):
                cell = sheet.cell(top + offset, place)
                cell.font, cell.alignment, cell.border = SMALL, RIGHT, BOX
                cell.number_format = "0.00" if "%" in str(sheet.cell(4, place).value) else "0"
    _put(sheet, f"A{end + 1}:{letter(last)}{end + 1}",
         "主要负责人(签字):            分管负责人(签字):            填表人:            联系电话:            填报日期:", BODY, LEFT)  # fmt: skip
    _put(sheet, f"A{end + 2}:{letter(last)}{end + 2}",
         f"填表说明:1. 适龄按户籍,学籍按学校所在地。2. {IDENTITY}。3. 未报不是 0;— 为没有可比的数;不足规定人数的单位不计率。"
         "4. 零报告:本月我校无新增疑似辍学、无辍学学生,特此报告,如有瞒报由本人负责。", SMALL, LEFT)  # fmt: skip
    sheet.row_dimensions[end + 2].height = 28
    _put(sheet, f"A{end + 3}:{letter(last)}{end + 3}", None, FAINT, LEFT)
    lines.append(_line(f"A{end + 3}", "版本", query="表头"))
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 5, 11
    sheet.column_dimensions["C"].width = 5.5
    for row, height in ((1, 34), (2, 20), (3, 20), (4, 34), (5, 34)):
        sheet.row_dimensions[row].height = height
    _printed(sheet, f"A1:{letter(last)}{end + 3}", "landscape")
    sheet.print_title_rows = "3:5"
    sheet.freeze_panes = f"D{FIRST}"
    return book, lines


ITEMS = (
    ("户籍适龄儿童少年", "school_age", ""), ("其中建档立卡", "school_age_poor", ""), ("县内在校", "in_county", ""),
    ("县外就读(已核)", "elsewhere_proved", ""), ("县外就读(待核)", "elsewhere_pending", ""), ("送教上门", "home_teaching", ""),
    ("休学缓学", "suspended", ""), ("未在校", "out_of_school", ""), ("入学率", "enrolment_rate", "0.00%"),
    ("学籍数", "on_roll", ""), ("实际在校", "at_school", ""), ("人籍不一致", "roll_seat_differs", ""),
    ("出勤率", "attendance_rate", "0.00%"), ("疑似", "suspected", ""), ("认定辍学", "dropped_out", ""),
    ("其中建档立卡", "dropped_out_poor", ""), ("返校观察", "observation", ""), ("未销号合计", "open_now", ""),
)  # fmt: skip
TERMS = (("上月末", "open_last"), ("新增", "new"), ("反弹", "reopened"), ("划入", "moved_in"), ("更正", "corrected"),
         ("销号", "closed"), ("排除", "cleared"), ("划出", "moved_out"), ("本月末", "open_now"))  # fmt: skip
TOWNS = ("宽州镇", "石咀驿镇", "折家坪镇", "玉家河镇", "高杰村镇", "李家塔镇", "店则沟镇", "解家沟镇", "下廿里铺镇",
         "户籍未识别")  # fmt: skip


def overview() -> tuple[Workbook, list[dict[str, str]]]:
    """控辍保学情况一览表, A4 portrait: items down, stages across, the flow, and the towns by their printed names."""
    book = Workbook()
    sheet = _sheet(book, "一览表")
    _put(sheet, "A1:F1", "控辍保学情况一览表", TITLE, MIDDLE)
    _put(sheet, "A2:C2", "填报单位:", BODY, LEFT)
    _put(sheet, "D2:F2", "数据截至:", BODY, RIGHT)
    lines = [_line("A1", "年月", query="表头", pattern="控辍保学情况一览表({})"), _line("A2", "地方", query="表头", pattern="填报单位:{}"),
             _line("D2", "数据截至", query="表头", pattern="数据截至:{}")]  # fmt: skip
    for place, words in enumerate(("序号", "项目", "合计", "小学", "初中", "备注"), 1):
        _put(sheet, f"{letter(place)}3", words, BODY, MIDDLE, BOX)
    for row, (words, figure, shown) in enumerate(ITEMS, 4):
        _put(sheet, f"A{row}", row - 3, BODY, MIDDLE, BOX)
        _put(sheet, f"B{row}", words, BODY, LEFT, BOX)
        for column, stage in zip("CDE", ("合计", "小学", "初中"), strict=True):
            _put(sheet, f"{column}{row}", None, BODY, RIGHT, BOX).number_format = shown or "0"
            lines.append(_line(f"{column}{row}", figure, unit="合计", stages=stage, note=f"{words} {stage}"))
        _put(sheet, f"F{row}", None, BODY, LEFT, BOX)
    top = 4 + len(ITEMS)
    _put(sheet, f"A{top}:F{top}", "台账流量", BODY, MIDDLE, BOX)
    for row, (words, term) in enumerate(TERMS, top + 1):
        _put(sheet, f"A{row}:B{row}", words, BODY, LEFT, BOX)
        _put(sheet, f"C{row}", None, BODY, RIGHT, BOX).number_format = "0"
        lines.append(_line(f"C{row}", "n", query="pg_monthly_flow", where=f"term={term}", note=f"台账 {words}"))
    first, last = top + 1, top + len(TERMS)
    _put(sheet, f"D{first}:E{last - 1}", "核对(应为 0)", SMALL, MIDDLE, BOX)
    _put(
        sheet,
        f"D{last}:E{last}",
        f"=SUM(C{first}:C{first + 4})-SUM(C{first + 5}:C{last - 1})-C{last}",
        BODY,
        RIGHT,
        BOX,
    )
    row = last + 1
    for place, words in enumerate(("镇", "", "未销号", "疑似", "认定辍学", "出勤率"), 1):
        _put(sheet, f"{letter(place)}{row}", words, BODY, MIDDLE, BOX)
    sheet.merge_cells(f"A{row}:B{row}")
    first, last = row + 1, row + len(TOWNS)
    for number, town in enumerate(TOWNS, first):
        _put(sheet, f"A{number}:B{number}", town, BODY, LEFT, BOX)
        for column in "CDEF":
            _put(sheet, f"{column}{number}", None, BODY, RIGHT, BOX).number_format = "0.00%" if column == "F" else "0"
    for column, figure in zip("CDEF", ("open_now", "suspected", "dropped_out", "attendance_rate"), strict=True):
        lines.append(_line(f"{column}{first}:{column}{last}", figure, unit="镇", name="A", note="按样表印好的镇名对应"))
    _put(sheet, f"A{last + 1}:B{last + 1}", "各镇合计", BODY, LEFT, BOX)
    for column in "CDE":
        _put(sheet, f"{column}{last + 1}", f"=SUM({column}{first}:{column}{last})", BODY, RIGHT, BOX)
    _put(sheet, f"A{last + 2}:F{last + 2}", "主要负责人(签字):         填表人:         填报日期:", BODY, LEFT)
    _put(sheet, f"A{last + 3}:F{last + 3}", None, FAINT, LEFT)
    lines.append(_line(f"A{last + 3}", "版本", query="表头"))
    for column, width in zip("ABCDEF", (6, 22, 13, 13, 13, 20), strict=True):
        sheet.column_dimensions[column].width = width
    sheet.row_dimensions[1].height, sheet.row_dimensions[last + 3].height = 32, 22
    _printed(sheet, f"A1:F{last + 3}", "portrait")
    return book, lines


def _line(cells: str, columns: str, **more: str) -> dict[str, str]:
    names = {"name": "name_column"}
    return {"cells": cells, "columns": columns, **{names.get(k, k): v for k, v in more.items()}}


def _sheet(book: Workbook, title: str) -> Worksheet:
    sheet = book.active
    sheet.title = title
    return sheet


def _put(sheet: Worksheet, area: str, value, font: Font, alignment: Alignment, border: Border | None = None):
    """The value in the area's first cell, the style in all of them."""
    cells = sheet[area] if ":" in area else ((sheet[area],),)
    for cell in (cell for row in cells for cell in row):
        cell.font, cell.alignment = font, alignment
        if border:
            cell.border = border
    cells[0][0].value = value
    if ":" in area:
        sheet.merge_cells(area)
    return cells[0][0]


def _printed(sheet: Worksheet, area: str, orientation: str) -> None:
    sheet.print_area = area
    sheet.page_setup.orientation, sheet.page_setup.paperSize = orientation, sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 1
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.5
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.center.text = "第 &P 页 共 &N 页"


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))

"""月报表 as a printed book: the form by household and by roll, and its four lists. Receives rows, computes nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from itertools import groupby
from typing import Any

import xlsxwriter

from baoxue.contracts.county_form import HOLIDAY, IN_PROGRESS, NOT_REPORTED, NOTHING, TOTAL
from baoxue.reports.monthly_form import FORM, UNREGISTERED, FormColumn, unit_name
from baoxue.words import Code

Row = Mapping[str, Any]
NO_REGISTER, NO_DATA = "无登记", "无数据"
GAPS = {"not_reported": NOT_REPORTED, "in_progress": IN_PROGRESS, "holiday": HOLIDAY, "not_known": NO_DATA}
SHEETS = {"household": "月报表(按户籍)", "student": "月报表(按学籍)"}
_A3, _A4 = 8, 9
_WIDTHS = {"part": 7.5, "rate": 7}
_WIDE = {"school_age": 6, "in_county": 6, "on_roll": 6, "at_school": 6, "disabled_inclusive": 8.5}
_LIST_WIDTHS = {"序号": 6, "学段": 7, "学校班级": 30, "户籍镇村": 22, "就读学校": 30, "第几次": 7, "建档立卡": 9}
_NARROW = 4
"""Widths in characters: so narrow that the form fills an A3 sheet at nearly its own size; what is longer shrinks in its cell."""
FIRST_ROW = 5
"""Rows above the first unit: title, line of the unit, groups, titles, units."""
_NOTES = (
    "填表说明:一名学生按户籍只计入一个镇,按学籍只计入一所学校,两张表分别成立。上月末是上月报表当时的数,其后补录、改正的列在更正。",
    "上月末 + 新增 + 反弹 + 划入 ± 更正 − 销号 − 排除 − 划出 = 本月末合计;疑似 + 认定辍学 + 返校观察 = 本月末合计。",
    "未报:应报未报,不是 0。—:没有分母、人数不足不计率或没有这一项。无数据:没有报过所需的登记或月份。无登记:尚无这一项的登记,不是 0。",
)
_SIGN = "主要负责人(签字):            分管负责人(签字):            填表人:            联系电话:            填报日期:"


@dataclass(frozen=True)
class Attachment:
    """``counted``: what the form counts, in words; ``rows``: cells as they are printed; ``empty``: said where there are none."""

    title: str
    counted: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Any]]
    empty: str = "无"


@dataclass(frozen=True)
class Book:
    """``gaps``: (line, unit_code, stage, figure) → why the form has no number there; ``through``: day of the data."""

    place: str
    month: str
    through: date
    version: str
    rows: Sequence[Row]
    gaps: Mapping[tuple[str, str, str, str], str]
    attachments: Sequence[Attachment]


def monthly_book(book: Book) -> bytes:
    """The content of the workbook: the form folds to A3, the lists are A4, both landscape; headings repeated on every page; text never becomes a formula."""
    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as made:
        made.set_properties({"title": _title(book), "comments": book.version, "created": datetime(2000, 1, 1)})
        styles = _styles(made)
        for line, name in SHEETS.items():
            rows = [row for row in book.rows if row["line"] == line]
            if rows:
                _form(_sheet(made, name, book, _A3), book, rows, styles)
        for attachment in book.attachments:
            _list(_sheet(made, attachment.title, book, _A4), attachment, styles)
    return buffer.getvalue()


def printed(column: FormColumn, row: Row, gaps: Mapping[tuple[str, str, str, str], str]) -> Any:
    """What a cell of the form prints: a number, a/b, or the word for why there is none."""
    if not column.figures:
        return NO_REGISTER
    for figure in column.figures:
        gap = gaps.get((row["line"], row["unit_code"], row["stage"], figure))
        if gap or row[figure] is None:
            return GAPS.get(gap or "", NOTHING)
    numbers = [row[figure] for figure in column.figures]
    if len(numbers) == 2 and numbers[1] == 0:
        return NOTHING
    return numbers[0] if len(numbers) == 1 else "/".join(map(str, numbers))


def _title(book: Book) -> str:
    return f"{book.place}义务教育控辍保学工作月报表({book.month[:4]}年{int(book.month[5:])}月)"


def _styles(made: Any) -> dict[str, Any]:
    grid = {"border": 1, "font_name": "仿宋_GB2312", "font_size": 10, "valign": "vcenter"}
    return {
        "title": made.add_format({"bold": True, "font_name": "黑体", "font_size": 16, "align": "center"}),
        "plain": made.add_format({"font_name": "仿宋_GB2312", "font_size": 10}),
        "head": made.add_format({**grid, "bold": True, "align": "center", "text_wrap": True}),
        "text": made.add_format({**grid, "shrink": True}),
        "middle": made.add_format({**grid, "align": "center", "shrink": True}),
        "right": made.add_format({**grid, "align": "right", "num_format": "0", "shrink": True}),
        "rate": made.add_format({**grid, "align": "right", "num_format": "0.00%", "shrink": True}),
        "day": made.add_format({**grid, "num_format": "yyyy-mm-dd", "align": "left"}),
    }


def _sheet(made: Any, name: str, book: Book, paper: int) -> Any:
    sheet = made.add_worksheet(name)
    sheet.set_landscape()
    sheet.set_paper(paper)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.set_header(f"&R{name}")
    sheet.set_footer(f"&L{book.version.replace('&', '&&')[:150]}&R第 &P 页,共 &N 页")
    return sheet


def _form(sheet: Any, book: Book, rows: Sequence[Row], styles: Mapping[str, Any]) -> None:
    work = [i for i, c in enumerate(FORM) if c.group == UNREGISTERED[0].group]
    columns = [*FORM[: work[0]], *UNREGISTERED, *FORM[work[0] :]]
    last = len(columns) + 3
    sheet.merge_range(0, 0, 0, last, _title(book), styles["title"])
    sheet.write_string(1, 0, "填报单位(公章):", styles["plain"])
    sheet.write_string(1, last // 2, f"数据截至:{book.through.year}年{book.through.month}月{book.through.day}日", styles["plain"])  # fmt: skip
    sheet.write_string(1, last - 4, "单位:人、人次、份、%", styles["plain"])
    for place, (heading, width) in enumerate((("序号", 4), ("单位", 15), ("学段", 5))):
        sheet.merge_range(2, place, FIRST_ROW - 1, place, heading, styles["head"])
        sheet.set_column(place, place, width)
    place = 3
    for group, run in groupby(columns, lambda c: str(c.group)):
        members = list(run)
        _across(sheet, 2, place, place + len(members) - 1, group, styles["head"])
        for at, column in enumerate(members, place):
            sheet.merge_range(3, at, FIRST_ROW - 1, at, str(column.title), styles["head"])
            wide = _WIDE.get(column.figures[0]) if column.figures else None
            sheet.set_column(at, at, wide or _WIDTHS.get(column.kind, _NARROW))
        place += len(members)
    sheet.set_column(last, last, 6)
    sheet.merge_range(2, last, FIRST_ROW - 1, last, "备注", styles["head"])
    sheet.set_row(3, 52)
    sheet.set_row(4, 24)
    sheet.repeat_rows(2, FIRST_ROW - 1)
    sheet.freeze_panes(FIRST_ROW, 3)
    number = dict.fromkeys(row["unit_code"] for row in rows if not row["is_total"])
    order = {code: n for n, code in enumerate(number, 1)}
    for at, row in enumerate(rows, FIRST_ROW):
        _cell(sheet, at, 0, "" if row["is_total"] else order[row["unit_code"]], styles["middle"], styles)
        sheet.set_row(at, 17)
        _cell(sheet, at, 1, TOTAL if row["is_total"] else unit_name(row), styles["text"], styles)
        _cell(sheet, at, 2, "计" if row["stage"] == "all" else str(Code("stage", row["stage"])), styles["text"], styles)
        for across, column in enumerate(columns, 3):
            style = styles["rate" if column.kind == "rate" else "right"]
            _cell(sheet, at, across, printed(column, row, book.gaps), style, styles)
        _cell(sheet, at, last, "", styles["text"], styles)
    end = FIRST_ROW + len(rows) + 1
    for at, text in enumerate((_SIGN, *_NOTES), end):
        sheet.write_string(at, 0, text, styles["plain"])
    sheet.print_area(0, 0, end + len(_NOTES), last)


def _across(sheet: Any, at: int, first: int, last: int, text: str, style: Any) -> None:
    if first == last:
        sheet.write_string(at, first, text, style)
    else:
        sheet.merge_range(at, first, at, last, text, style)


def _list(sheet: Any, attachment: Attachment, styles: Mapping[str, Any]) -> None:
    last = len(attachment.headings)
    sheet.merge_range(0, 0, 0, last, attachment.title, styles["title"])
    sheet.write_string(1, 0, attachment.counted, styles["plain"])
    for place, heading in enumerate(("序号", *attachment.headings)):
        sheet.write_string(2, place, heading, styles["head"])
        sheet.set_column(place, place, _LIST_WIDTHS.get(heading, 11))
    sheet.repeat_rows(2)
    sheet.freeze_panes(3, 0)
    for n, row in enumerate(attachment.rows, 1):
        for place, value in enumerate((n, *row)):
            _cell(sheet, n + 2, place, value, styles["text" if place else "middle"], styles)
    end = max(len(attachment.rows), 1) + 2
    if not attachment.rows:
        sheet.merge_range(end, 0, end, last, attachment.empty, styles["middle"])
    sheet.print_area(0, 0, end, last)


def _cell(sheet: Any, at: int, place: int, value: Any, style: Any, styles: Mapping[str, Any]) -> None:
    if isinstance(value, date):
        sheet.write_datetime(at, place, datetime(value.year, value.month, value.day), styles["day"])
    elif isinstance(value, (int, float)):
        sheet.write_number(at, place, value, style)
    else:
        sheet.write_string(at, place, "" if value is None else str(value), style)

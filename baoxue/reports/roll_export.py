"""学籍平台导出: a school's roll in the columns and the order of the national register. Receives rows, computes nothing."""

import csv
from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO, StringIO

import xlsxwriter

from baoxue.contracts.platform import BESIDE, COLUMNS, PlatformColumn

FORMATS = ("xlsx", "csv")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def roll_file(form: str, title: str, rows: Sequence[Mapping[str, str]], version: str) -> bytes:
    """The file's content. ``form``: xlsx | csv; every cell is a text, so that no number loses its digits."""
    return _workbook(title, rows, version) if form == "xlsx" else _table(rows)


def _heading(column: PlatformColumn) -> str:
    return column.heading + ("★" if column.is_compulsory else "")


def _table(rows: Sequence[Mapping[str, str]]) -> bytes:
    """CSV in UTF-8 with its mark; a text that a spreadsheet would take for a formula is quoted."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    columns = (*COLUMNS, *BESIDE)
    writer.writerow([_heading(c) for c in columns])
    writer.writerows([[_quoted(row.get(c.field, "")) for c in columns] for row in rows])
    return text.getvalue().encode("utf-8-sig")


def _quoted(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value


def _workbook(title: str, rows: Sequence[Mapping[str, str]], version: str) -> bytes:
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.set_properties({"title": title, "comments": version, "created": datetime(2000, 1, 1)})
        sheet = book.add_worksheet("学生基本信息")
        text = book.add_format({"num_format": "@", "font_name": "宋体", "font_size": 10})
        look = {"bold": True, "text_wrap": True, "valign": "vcenter", "align": "center", "border": 1, "num_format": "@"}
        head, beside = book.add_format(look), book.add_format({**look, "bg_color": "#E7EDF5"})
        for place, column in enumerate((*COLUMNS, *BESIDE)):
            sheet.write_string(0, place, _heading(column), beside if column in BESIDE else head)
            sheet.set_column(place, place, 21 if "number" in column.field else 12 if column.field else 9, text)
            for line, row in enumerate(rows, 1):
                if value := row.get(column.field, ""):
                    sheet.write_string(line, place, value, text)
        sheet.set_row(0, 32)
        sheet.freeze_panes(1, 2)
        sheet.set_landscape()
        sheet.set_paper(8)
        sheet.repeat_rows(0)
    return content.getvalue()

"""Rows as an Excel workbook. Receives rows, computes nothing; text never becomes a formula."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter


def workbook(title: str, columns: Sequence[str], rows: Sequence[Mapping[str, Any]], version: str) -> bytes:
    """The content of a workbook. ``version`` stands in its properties."""
    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": title, "comments": version, "created": datetime(2000, 1, 1)})
        sheet = book.add_worksheet(title[:31].translate(str.maketrans("", "", "[]:*?/\\")) or "表")
        heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.repeat_rows(0)
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(columns):
            sheet.write_string(0, place, column, heading)
            sheet.set_column(place, place, 14)
        for line, row in enumerate(rows, 1):
            for place, column in enumerate(columns):
                _write(sheet, line, place, row[column], day)
    return buffer.getvalue()


def _write(sheet: Any, line: int, place: int, value: Any, day: Any) -> None:
    if value is None:
        sheet.write_string(line, place, "—")
    elif isinstance(value, datetime):
        sheet.write_string(line, place, f"{value:%Y-%m-%d %H:%M}")
    elif isinstance(value, date):
        sheet.write_datetime(line, place, datetime(value.year, value.month, value.day), day)
    elif isinstance(value, bool):
        sheet.write_boolean(line, place, value)
    elif isinstance(value, (int, float)):
        sheet.write_number(line, place, value)
    else:
        sheet.write_string(line, place, str(value))

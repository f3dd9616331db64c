"""回复表: a list from above goes back in the columns and the order in which it came."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import xlsxwriter


def list_reply(labels: Sequence[str], rows: Sequence[Sequence[Any]], title: str = "") -> bytes:
    """The workbook: one sheet, its title and headings, a row a line. Texts stay texts, so that no ID number loses its digits."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet("回复表")
        text = workbook.add_format({"num_format": "@"})
        head = workbook.add_format({"bold": True, "bottom": 1})
        top = 1 if title else 0
        if title:
            sheet.write_string(0, 0, title, workbook.add_format({"bold": True}))
        sheet.freeze_panes(top + 1, 0)
        for column, label in enumerate(labels):
            sheet.write_string(top, column, label, head)
            sheet.set_column(column, column, _width(label, [row[column] for row in rows]))
        for number, row in enumerate(rows, top + 1):
            for column, cell in enumerate(row):
                if cell == "":
                    sheet.write_blank(number, column, None, text)
                elif isinstance(cell, str):
                    sheet.write_string(number, column, cell, text)
                elif isinstance(cell, bool):
                    sheet.write_boolean(number, column, cell)
                else:
                    sheet.write_number(number, column, cell)
    return content.getvalue()


def _width(label: str, cells: Sequence[Any]) -> int:
    longest = max((sum(2 if ord(c) > 0x2E7F else 1 for c in str(cell)) for cell in [label, *cells]), default=8)
    return min(max(longest + 2, 6), 40)

"""The marked copy: the school's own cells, the faulty ones coloured and explained, and a list of everything."""

from collections import defaultdict
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_cell_to_rowcol
from xlsxwriter.worksheet import Worksheet

from baoxue.intake.book import Book, Sheet
from baoxue.intake.catalogue import NOTE
from baoxue.intake.findings import Finding
from baoxue.intake.outbox import marked_folder
from baoxue.intake.receipts import Receipt
from baoxue.trouble import log_fault

LIST_SHEET = "待修改"
_HEADINGS = ("序号", "工作表", "单元格", "问题", "填写内容", "应为", "怎样改")
_WIDTHS = (6, 16, 10, 30, 30, 30, 40)
_MOST_COMMENTS = 2000
_UNNAMED = str.maketrans("[]:*?/\\", "_______")


def marked_copy(home: Path, receipt: Receipt, file: str, sheets: list[Sheet]) -> Receipt:
    """The receipt with its marked copy, where there is something to correct. Written after the commit: a convenience,
    the findings are in the ledger, so what was accepted is not called refused where the disk has no room for a copy."""
    if receipt.is_unchanged or not sheets or all(f.severity == NOTE for f in receipt.findings):
        return receipt
    path = marked_folder(home) / f"{receipt.submission_id:06d}-{Path(file).stem[:60]}-待修改.xlsx"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return replace(receipt, marked_copy=write_marked_copy(Book(file, sheets=sheets), receipt.findings, path))
    except (OSError, XlsxWriterException) as error:
        log_fault(error)
        with suppress(OSError):
            path.unlink(missing_ok=True)
        return receipt


def write_marked_copy(book: Book, findings: list[Finding], path: Path) -> Path:
    """Writes an .xlsx that can be corrected and sent again; texts never become formulas."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(path, options) as workbook:
        formats = {
            "text": workbook.add_format({"num_format": "@"}),
            "wait": workbook.add_format({"bg_color": "#FFC7CE", "num_format": "@"}),
            "note": workbook.add_format({"bg_color": "#FFEB9C", "num_format": "@"}),
            "head": workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True}),
            "wrap": workbook.add_format({"text_wrap": True, "valign": "top", "num_format": "@"}),
        }
        _list_sheet(workbook.add_worksheet(LIST_SHEET), findings, formats)
        taken = {LIST_SHEET}
        for sheet in book.sheets:
            name = _free_name(sheet.name, taken)
            _copy(workbook.add_worksheet(name), sheet, [f for f in findings if f.sheet == sheet.name], formats)
    return path


def _list_sheet(page: Worksheet, findings: list[Finding], formats: dict[str, Format]) -> None:
    for place, (heading, width) in enumerate(zip(_HEADINGS, _WIDTHS, strict=True)):
        page.write_string(0, place, heading, formats["head"])
        page.set_column(place, place, width)
    for number, found in enumerate(sorted(findings, key=lambda f: f.severity == NOTE), 1):
        said = found.words()
        texts = (str(number), found.sheet, found.cell, said.fault, said.found, said.expected, said.todo)
        for place, text in enumerate(texts):
            page.write_string(number, place, text, formats["wrap"])
    page.freeze_panes(1, 0)


def _copy(page: Worksheet, sheet: Sheet, findings: list[Finding], formats: dict[str, Format]) -> None:
    said: dict[tuple[int, int], list[Finding]] = defaultdict(list)
    for found in findings:
        if found.cell:
            said[xl_cell_to_rowcol(found.cell)].append(found)
    for top, left, bottom, right in sheet.merged:
        page.merge_range(top, left, bottom, right, "")
    for row, cells in enumerate(sheet.rows):
        for place, cell in enumerate(cells):
            faults = said.get((row, place), [])
            style = _style(faults, formats)
            if isinstance(cell, str):
                if cell or faults:
                    page.write_string(row, place, cell, style or formats["text"])
            elif isinstance(cell, bool):
                page.write_boolean(row, place, cell, style)
            else:
                page.write_number(row, place, cell, style)
    for (row, place), faults in list(said.items())[:_MOST_COMMENTS]:
        words = [fault.words() for fault in faults]
        page.write_comment(row, place, "\n".join(f"{w.fault};{w.expected};{w.todo}" for w in words))


def _style(faults: list[Finding], formats: dict[str, Format]) -> Format | None:
    if not faults:
        return None
    return formats["note"] if all(f.severity == NOTE for f in faults) else formats["wait"]


def _free_name(name: str, taken: set[str]) -> str:
    """A sheet name that Excel accepts and that is not taken."""
    plain = name.translate(_UNNAMED).strip("'")[:28] or "表"
    free, number = plain, 2
    while free.lower() in {t.lower() for t in taken}:
        free, number = f"{plain}_{number}", number + 1
    taken.add(free)
    return free

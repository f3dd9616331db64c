"""Reads a workbook: limited process → sheets → blocks."""

from pathlib import Path

from baoxue.intake.archive import Refusal
from baoxue.intake.attendance_layout import attendance_block, is_attendance
from baoxue.intake.attendance_pages import continued
from baoxue.intake.book import AttendanceBlock, Block, Book, RollBlock, Sheet
from baoxue.intake.findings import Finding, cell_name, finding, not_foreseen
from baoxue.intake.headings import Heading, headings
from baoxue.intake.roll_layout import is_roll, roll_block
from baoxue.intake.sandbox import cells
from baoxue.intake.title_words import title_words
from baoxue.settings import Settings
from baoxue.settings import settings as current_settings


def read(path: Path, settings: Settings | None = None) -> Book:
    """The blocks of a file as the school wrote them; never raises for what a file holds.

    A file that cannot be trusted or understood comes back with a ``refuse`` finding and no blocks.
    """
    try:
        sheets, unseen = sheets_of(path, settings)
    except Refusal as refusal:
        return Book(path.name, findings=[finding(refusal.code, refusal.found, file=path.name)])
    try:
        return layout(path.name, sheets, unseen)
    except Exception as error:  # one book nobody foresaw must not take the others with it
        return Book(path.name, findings=[not_foreseen(path.name, error)])


def sheets_of(path: Path, settings: Settings | None = None) -> tuple[list[Sheet], list[str]]:
    """(visible sheets, names of hidden ones), read by the limited process. Raises Refusal."""
    limits = settings or current_settings()
    _check_size(path, limits)
    raw = cells(path, limits)
    sheets = [
        Sheet(
            s["name"],
            s["rows"],
            [(a, b, c, d) for a, b, c, d in s["merged"]],
            s["hidden"],
            {(row, column): said for row, column, said in s["broken"]},
        )
        for s in raw["sheets"]
    ]
    return sheets, raw["hidden"]


def layout(file: str, sheets: list[Sheet], unseen: list[str]) -> Book:
    """The book that these sheets make; ``unseen`` are hidden sheets, which are named and not read."""
    findings = [finding("sheet_hidden", s, file=file, sheet=s) for s in unseen]
    blocks: list[Block] = []
    for sheet in sheets:
        found, faults = _blocks(sheet, file)
        blocks += found
        findings += faults
    if not blocks:
        code = "no_block" if any(c != "" for s in sheets for row in s.rows for c in row) else "file_empty"
        findings.append(finding(code, file=file))
    book = Book(file, blocks, findings, sheets)
    if blocks and book.kind is None:
        findings.append(finding("two_kinds", file=file))
    return book


def _check_size(path: Path, limits: Settings) -> None:
    try:
        size = path.stat().st_size
    except OSError as error:
        raise Refusal("file_missing", path.name) from error
    if size == 0:
        raise Refusal("file_empty")
    if size > limits.file_bytes:
        raise Refusal("file_too_large", f"{size / 1e6:.1f} MB")


def _blocks(sheet: Sheet, file: str) -> tuple[list[Block], list[Finding]]:
    blocks: list[Block] = []
    findings: list[Finding] = []
    tops = [h for h in headings(sheet) if is_attendance(h) or is_roll(h)]
    title = title_words(sheet.rows[: tops[0].top]) if tops else ""
    for number, heading in enumerate(tops):
        end = tops[number + 1].top if number + 1 < len(tops) else len(sheet.rows)
        block, faults, title = _block(sheet, heading, title, end, file)
        whole = continued(sheet, heading, blocks[-1] if blocks else None, block)
        blocks[-1:] = [whole] if whole else [*blocks[-1:], block]
        findings += faults
    if not tops and any(c != "" for row in sheet.rows for c in row):
        findings.append(finding("sheet_skipped", sheet.name, file=file, sheet=sheet.name))
    findings += [finding("rows_hidden", n + 1, file=file, sheet=sheet.name, cell=cell_name(n, 0), row=n + 1)
                 for n in sheet.hidden if any(n in b.rows for b in blocks)]  # fmt: skip
    return blocks, findings


def _block(sheet: Sheet, heading: Heading, title: str, end: int, file: str) -> tuple[Block, list[Finding], str]:
    """The block, its faults, and the title of the next one (its own, where the next has none)."""
    if is_attendance(heading):
        block: AttendanceBlock | RollBlock
        block, after = attendance_block(sheet, heading, title, end)
        return block, [], after
    block, faults, after = roll_block(sheet, heading, title, end, file)
    return block, faults, after or title

"""Checks 学籍花名册 blocks row by row: good rows become columns of relation ``roll``, the rest waits."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from baoxue.contracts import workbooks as words
from baoxue.contracts.cells import as_text
from baoxue.intake.book import Book, RollBlock
from baoxue.intake.context import Context
from baoxue.intake.county import OUTSIDE
from baoxue.intake.findings import Finding, finding
from baoxue.intake.roll_beside import refuse_unheard
from baoxue.intake.roll_classes import read_classes
from baoxue.intake.roll_sense import TRANSFERRED, leaves_by, refuse_impossible, refuse_leavers
from baoxue.intake.sheet_check import SheetCheck, read_day, read_disabled, read_people

Stay = tuple[str | None, date | None, date | None]
"""(class_key, first day, last day) of a child on a roll."""


class WaitingRow(NamedTuple):
    """Who a row that waits is about, as far as it can be read. ``place``: its sheet and row, as findings name them;
    ``has_day``: it states a day of leaving, in the month or before."""

    place: tuple[str, int]
    class_key: str | None
    name: str | None
    numbers: tuple[str, ...]
    status: str | None
    has_day: bool


@dataclass
class RollRows:
    """Rows of a book that passed, as columns of equal length, before children are matched to them.

    ``columns``: relation ``roll``'s without child_key and carried_from, and the person's: name, id_number,
    student_number, birth_date, phone, guardian, address. ``places``: (block, row in block) of each.
    """

    columns: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    places: list[tuple[int, int]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    waits: list[WaitingRow] = field(default_factory=list)
    waiting: int = 0
    skipped: int = 0


def check_roll(book: Book, context: Context) -> RollRows:
    """The rows of every block that can be accepted, and what is wrong with the others."""
    rows = RollRows()
    sheets = [SheetCheck(book.file, b) for b in book.blocks if isinstance(b, RollBlock)]
    if missing := [f for s in sheets for f in _missing_columns(s, context)]:
        rows.findings = missing
        return rows
    read = [(sheet, _columns(sheet, context)) for sheet in sheets]
    read_classes([(s, s.block) for s in sheets], [c for _, c in read], context)
    for sheet, columns in read:
        refuse_impossible(sheet, columns, context)
        refuse_unheard(sheet, columns, context)
    refuse_leavers(read, context)
    _refuse_doubles(read, "id_number", "id_twice")
    _refuse_doubles(read, "student_number", "number_twice")
    for number, (sheet, columns) in enumerate(read):
        good = [row for row in range(sheet.size) if row not in sheet.faults]
        for name, values in columns.items():
            rows.columns[name] += [values[row] for row in good] if len(good) < sheet.size else values
        rows.places += [(number, row) for row in good]
        rows.findings += [f for row in sorted(sheet.faults) for f in sheet.faults[row]] + sheet.notes
        rows.waits += [_waiting_row(sheet, columns, row, context) for row in sorted(sheet.faults)]
        rows.waiting += len(sheet.faults)
        rows.skipped += sheet.block.skipped
    return rows


def _waiting_row(sheet: SheetCheck, columns: dict[str, list[Any]], row: int, context: Context) -> WaitingRow:
    numbers = tuple(n for n in (columns["id_number"][row], columns["student_number"][row]) if n)
    place = sheet.block.sheet, sheet.block.rows[row] + 1
    said = columns["class_key"][row], columns["name"][row], numbers, columns["status"][row]
    return WaitingRow(place, *said, leaves_by(sheet.cells("on_roll_to")[row], context.month))


def _missing_columns(sheet: SheetCheck, context: Context) -> Iterable[Finding]:
    have = sheet.block.columns
    if "name" not in have:
        yield finding("column_missing", words.ROLL["name"].headings[0], file=sheet.file, sheet=sheet.block.sheet)
    if "id_number" not in have and "student_number" not in have:
        yield finding("column_missing", "身份证号、学籍号", file=sheet.file, sheet=sheet.block.sheet)


def _columns(sheet: SheetCheck, context: Context) -> dict[str, list[Any]]:
    """Every column of the roll but the class's, checked; faults are kept on the sheet."""
    people = read_people(sheet)
    status = sheet.word("status", words.STATUS, "01", "status_unknown")
    since, until = (sheet.each(n, read_day, "date_unknown") for n in ("status_since", "status_until"))
    first, last = (sheet.each(n, read_day, "date_unknown") for n in ("on_roll_from", "on_roll_to"))
    month = context.month
    school_of = context.county.school_of
    return people | {
        "month": [month] * sheet.size,
        "school_code": [context.school_code] * sheet.size,
        "status": status,
        "status_since": [
            d or (gone if s == TRANSFERRED else None) for d, gone, s in zip(since, last, status, strict=True)
        ],
        "status_until": until,
        "on_roll_from": [_within(day, month) for day in first],
        "on_roll_to": [_within(day, month) for day in last],
        "boarder": sheet.word("boarding", words.BOARDING, None),
        "placement": sheet.word("inclusive", words.PLACEMENT, "ordinary"),
        "household_area": _areas(sheet, context),
        "is_poor": sheet.word("poor", words.YES_NO, None),
        "is_left_behind": sheet.word("left_behind", words.LEFT_BEHIND, None),
        "is_orphan": sheet.word("orphan", words.YES_NO, None),
        "is_migrant": sheet.word("migrant", words.YES_NO, None),
        "is_disabled": sheet.each("disability", read_disabled, "word_unknown"),
        "transfer_from": sheet.each("transfer_from", lambda c: school_of(c) or as_text(c).strip() or None, ""),
        "transfer_to": sheet.each("transfer_to", lambda c: school_of(c) or as_text(c).strip() or None, ""),
    }


def _refuse_doubles(read: list[tuple[SheetCheck, dict[str, list[Any]]]], name: str, code: str) -> None:
    """Rows with one number wait, unless the child changed class: two classes, one span ending before the other."""
    counted = Counter(v for _, columns in read for v in columns[name] if v)
    if not (twice := {value for value, count in counted.items() if count > 1}):
        return
    places: dict[str, list[tuple[SheetCheck, int, Stay]]] = defaultdict(list)
    for sheet, columns in read:
        for row, value in enumerate(columns[name]):
            if value in twice:
                stay = (columns["class_key"][row], columns["on_roll_from"][row], columns["on_roll_to"][row])
                places[value].append((sheet, row, stay))
    for value, rows in places.items():
        if not changed_class([stay for _, _, stay in rows]):
            for sheet, row, _ in rows:
                sheet.fault(row, code, name, value)


def changed_class(stays: list[Stay]) -> bool:
    """The stays, (class, first day, last day), are two classes one after the other."""
    if len(stays) != 2 or stays[0][0] == stays[1][0]:
        return False
    (_, first_a, last_a), (_, first_b, last_b) = stays
    return bool((last_a and first_b and last_a < first_b) or (last_b and first_a and last_b < first_a))


def _areas(sheet: SheetCheck, context: Context) -> list[str | None]:
    county, cells = context.county, sheet.cells("household_area")
    known = {cell: county.area_of(cell) for cell in set(cells)}
    wrong = {cell: "area_code" for cell in known if county.is_no_code(cell)}
    wrong |= {cell: "area_unknown" for cell, (_, is_certain) in known.items() if not is_certain and cell not in wrong}
    for row, cell in enumerate(cells) if wrong else ():
        if code := wrong.get(cell):
            sheet.fault(row, code, "household_area", cell)
    outside = {cell for cell, (code, _) in known.items() if code is None and county.is_outside(cell)}
    return [OUTSIDE if cell in outside else known[cell][0] for cell in cells]


def _within(day: date | None, month: str) -> date | None:
    return day if day and day.isoformat()[:7] == month else None

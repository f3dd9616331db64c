"""Checks 学籍花名册 blocks row by row: good rows become columns of relation ``roll``, the rest waits."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from baoxue.contracts import workbooks as words
from baoxue.contracts.cells import as_text, folded, is_blank
from baoxue.contracts.dates import read_date, read_month
from baoxue.contracts.identifiers import (
    birth_of,
    looks_cut,
    read_id,
    read_name,
    read_phone,
    read_student_number,
    sex_of,
)
from baoxue.intake.book import Book, RollBlock
from baoxue.intake.context import Context
from baoxue.intake.findings import Finding, cell_name, finding
from baoxue.intake.roll_classes import read_classes

_BAD = object()

Stay = tuple[str | None, date | None, date | None]
"""(class_key, first day, last day) of a child on a roll."""


@dataclass
class RollRows:
    """Rows of a book that passed, as columns of equal length, before children are matched to them.

    ``columns``: relation ``roll``'s without child_key and carried_from, and the person's: name, id_number,
    student_number, birth_date, phone, guardian, address. ``places``: (block, row in block) of each.
    """

    columns: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    places: list[tuple[int, int]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    waiting: int = 0
    skipped: int = 0


class _Sheet:
    """One block under check: its cells by field, and the faults of its rows."""

    def __init__(self, file: str, block: RollBlock) -> None:
        self.file, self.block, self.size = file, block, block.size
        self.faults: dict[int, list[Finding]] = defaultdict(list)
        self.notes: list[Finding] = []

    def cells(self, name: str) -> list[Any]:
        return self.block.columns.get(name) or [""] * self.size

    def fault(self, row: int, code: str, name: str, found: object) -> None:
        made = self.made(row, code, name, found)
        if made.severity == "note":
            self.notes.append(made)
        else:
            self.faults[row].append(made)

    def made(self, row: int, code: str, name: str, found: object) -> Finding:
        place, line = self.block.places.get(name), self.block.rows[row]
        cell = cell_name(line, place) if place is not None else ""
        return finding(code, found, file=self.file, sheet=self.block.sheet, cell=cell, row=line + 1)

    def word(self, name: str, known: dict[str, Any], empty: Any, code: str = "word_unknown") -> list[Any]:
        """Each cell by a table of words; ``empty`` where the cell is blank."""
        return self.each(name, lambda c: empty if is_blank(c) else known.get(folded(c).lower(), _BAD), code)

    def each(self, name: str, read: Callable[[Any], Any], code: str) -> list[Any]:
        """Each cell by a function, called once a distinct value; ``_BAD`` answers become faults and None."""
        cells = self.cells(name)
        known = {cell: read(cell) for cell in set(cells)}
        bad = {cell for cell, value in known.items() if value is _BAD}
        if not bad:
            return [known[c] for c in cells]
        for row, cell in enumerate(cells):
            if cell in bad:
                self.fault(row, code, name, cell)
        return [None if c in bad else known[c] for c in cells]

    def pair(self, name: str, read: Callable[[Any], tuple[Any, str | None]]) -> list[Any]:
        """Each cell by a function that answers (value, fault code)."""
        answers = [read(c) for c in self.cells(name)]
        for row, (_, code) in enumerate(answers):
            if code:
                self.fault(row, code, name, self.cells(name)[row])
        return [value for value, _ in answers]


def check_roll(book: Book, context: Context) -> RollRows:
    """The rows of every block that can be accepted, and what is wrong with the others."""
    rows = RollRows()
    sheets = [_Sheet(book.file, b) for b in book.blocks if isinstance(b, RollBlock)]
    if missing := [f for s in sheets for f in _missing_columns(s, context)]:
        rows.findings = missing
        return rows
    read = [(sheet, _columns(sheet, context)) for sheet in sheets]
    read_classes([(s, s.block) for s in sheets], [c for _, c in read], context)
    _refuse_doubles(read, "id_number", "id_twice")
    _refuse_doubles(read, "student_number", "number_twice")
    for number, (sheet, columns) in enumerate(read):
        good = [row for row in range(sheet.size) if row not in sheet.faults]
        for name, values in columns.items():
            rows.columns[name] += [values[row] for row in good] if len(good) < sheet.size else values
        rows.places += [(number, row) for row in good]
        rows.findings += [f for row in sorted(sheet.faults) for f in sheet.faults[row]] + sheet.notes
        rows.waiting += len(sheet.faults)
        rows.skipped += sheet.block.skipped
    return rows


def _missing_columns(sheet: _Sheet, context: Context) -> Iterable[Finding]:
    have = sheet.block.columns
    if "name" not in have:
        yield finding("column_missing", words.ROLL["name"].headings[0], file=sheet.file, sheet=sheet.block.sheet)
    if "id_number" not in have and "student_number" not in have:
        yield finding("column_missing", "身份证号、学籍号", file=sheet.file, sheet=sheet.block.sheet)


def _columns(sheet: _Sheet, context: Context) -> dict[str, list[Any]]:
    """Every column of the roll but the class's, checked; faults are kept on the sheet."""
    people = _people(sheet)
    status = sheet.word("status", words.STATUS, "01", "status_unknown")
    since, until = (sheet.each(n, _day, "date_unknown") for n in ("status_since", "status_until"))
    first, last = (sheet.each(n, _day, "date_unknown") for n in ("on_roll_from", "on_roll_to"))
    month = context.month
    school_of = context.county.school_of
    return people | {
        "month": [month] * sheet.size,
        "school_code": [context.school_code] * sheet.size,
        "status": status,
        "status_since": since,
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
        "is_disabled": sheet.each("disability", _disabled, "word_unknown"),
        "transfer_from": sheet.each("transfer_from", lambda c: school_of(c) or as_text(c).strip() or None, ""),
        "transfer_to": sheet.each("transfer_to", lambda c: school_of(c) or as_text(c).strip() or None, ""),
    }


def _people(sheet: _Sheet) -> dict[str, list[Any]]:
    """Name, numbers, sex and birth, checked against each other."""
    names = sheet.pair("name", read_name)
    ids = sheet.pair("id_number", read_id)
    students = sheet.pair("student_number", read_student_number)
    sexes = sheet.word("sex", words.SEX, None, "sex_unknown")
    births = sheet.each("birth_date", _birth, "birth_unknown")
    no_number = sheet.each("id_type", lambda c: folded(c).lower() in words.NO_NUMBER, "")
    for row in range(sheet.size):
        number, student = ids[row], students[row]
        if number is None:
            if student is None and not no_number[row] and row not in sheet.faults:
                sheet.fault(row, "number_missing", "id_number", "")
        elif looks_cut(number) and student != f"G{number}":
            sheet.fault(row, "id_damaged", "id_number", number)
        else:
            sexes[row] = sexes[row] or sex_of(number)
            births[row] = births[row] or birth_of(number).isoformat()
            _compare(sheet, row, number, sexes[row], births[row])
        if row not in sheet.faults:
            for value, code, name in ((sexes[row], "sex_unknown", "sex"), (births[row], "birth_unknown", "birth_date")):
                if value is None:
                    sheet.fault(row, code, name, "")
    return {
        "name": names, "id_number": ids, "student_number": students, "sex": sexes,
        "birth_month": [b and b[:7] for b in births],
        "birth_date": [date.fromisoformat(b) if b and len(b) == 10 else None for b in births],
        "phone": sheet.pair("phone" if "phone" in sheet.block.columns else "guardian_phone", read_phone),
        "guardian": [as_text(c).strip() or None for c in sheet.cells("guardian")],
        "address": [as_text(c).strip() or None for c in sheet.cells("address")],
    }  # fmt: skip


def _compare(sheet: _Sheet, row: int, number: str, sex: str, birth: str) -> None:
    if sex in "12" and sex != sex_of(number):
        sheet.fault(row, "id_sex", "sex", sheet.cells("sex")[row])
    if not birth_of(number).isoformat().startswith(birth):
        sheet.fault(row, "id_birth", "birth_date", sheet.cells("birth_date")[row])


def _refuse_doubles(read: list[tuple[_Sheet, dict[str, list[Any]]]], name: str, code: str) -> None:
    """Rows with one number wait, unless the child changed class: two classes, one span ending before the other."""
    counted = Counter(v for _, columns in read for v in columns[name] if v)
    if not (twice := {value for value, count in counted.items() if count > 1}):
        return
    places: dict[str, list[tuple[_Sheet, int, Stay]]] = defaultdict(list)
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


def _areas(sheet: _Sheet, context: Context) -> list[str | None]:
    cells = sheet.cells("household_area")
    known = {cell: context.county.area_of(cell) for cell in set(cells)}
    unknown = {cell for cell, (_, is_certain) in known.items() if not is_certain}
    for row, cell in enumerate(cells) if unknown else ():
        if cell in unknown:
            sheet.fault(row, "area_unknown", "household_area", cell)
    return [known[cell][0] for cell in cells]


def _birth(cell: Any) -> Any:
    """``2011-01-01``, or ``2011-01`` where the sheet gives no day."""
    if is_blank(cell):
        return None
    day = read_date(cell)
    return day.isoformat() if day else read_month(as_text(cell)) or _BAD


def _day(cell: Any) -> Any:
    return None if is_blank(cell) else read_date(cell) or _BAD


def _disabled(cell: Any) -> bool | None:
    return None if cell == "" else folded(cell) not in words.NO_DISABILITY


def _within(day: date | None, month: str) -> date | None:
    return day if day and day.isoformat()[:7] == month else None

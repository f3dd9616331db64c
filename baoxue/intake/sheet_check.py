"""One block of a sheet under check: cells column by column, each distinct value read once, faults kept by row."""

from collections import defaultdict
from collections.abc import Callable
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
from baoxue.intake.book import RollBlock
from baoxue.intake.findings import Finding, cell_name, finding

BAD = object()
"""What a reading function answers for a cell that it cannot read."""


class SheetCheck:
    """One block under check: its cells by field, and the faults of its rows. ``dropped``: rows that are about nobody."""

    def __init__(self, file: str, block: RollBlock) -> None:
        self.file, self.block, self.size = file, block, block.size
        self.faults: dict[int, list[Finding]] = defaultdict(list)
        self.notes: list[Finding] = []
        self.dropped: set[int] = set()

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
        return self.each(name, lambda c: empty if is_blank(c) else known.get(folded(c).lower(), BAD), code)

    def each(self, name: str, read: Callable[[Any], Any], code: str) -> list[Any]:
        """Each cell by a function, called once a distinct value; ``BAD`` answers become faults and None."""
        cells = self.cells(name)
        known = {cell: read(cell) for cell in set(cells)}
        bad = {cell for cell, value in known.items() if value is BAD}
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


def read_people(sheet: SheetCheck, needs_number: bool = True) -> dict[str, list[Any]]:
    """Name, numbers, sex and birth, checked against each other. Where no number is needed, a birth date or a number
    is, and a sex that nothing tells is 0."""
    names = sheet.pair("name", read_name)
    ids = sheet.pair("id_number", read_id)
    students = sheet.pair("student_number", read_student_number)
    sexes = sheet.word("sex", words.SEX, None, "sex_unknown")
    births = sheet.each("birth_date", read_birth, "birth_unknown")
    no_number = sheet.each("id_type", lambda c: folded(c).lower() in words.NO_NUMBER, "")
    for row in range(sheet.size):
        number, student = ids[row], students[row]
        if number is None:
            if needs_number and student is None and not no_number[row] and row not in sheet.faults:
                sheet.fault(row, "number_missing", "id_number", "")
        elif looks_cut(number) and student != f"G{number}":
            sheet.fault(row, "id_damaged", "id_number", number)
        else:
            sexes[row] = sexes[row] or sex_of(number)
            births[row] = births[row] or birth_of(number).isoformat()
            _compare(sheet, row, number, sexes[row], births[row])
        if not needs_number:
            sexes[row] = sexes[row] or "0"
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


def _compare(sheet: SheetCheck, row: int, number: str, sex: str, birth: str) -> None:
    if sex in "12" and sex != sex_of(number):
        sheet.fault(row, "id_sex", "sex", sheet.cells("sex")[row])
    if not birth_of(number).isoformat().startswith(birth):
        sheet.fault(row, "id_birth", "birth_date", sheet.cells("birth_date")[row])


def read_birth(cell: Any) -> Any:
    """``2011-01-01``, or ``2011-01`` where the sheet gives no day."""
    if is_blank(cell):
        return None
    day = read_date(cell)
    return day.isoformat() if day else read_month(as_text(cell)) or BAD


def read_day(cell: Any) -> Any:
    return None if is_blank(cell) else read_date(cell) or BAD


def read_disabled(cell: Any) -> bool | None:
    return None if cell == "" else folded(cell) not in words.NO_DISABILITY

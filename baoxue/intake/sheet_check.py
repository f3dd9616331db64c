"""One block of a sheet under check: cells column by column, each distinct value read once, faults kept by row."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

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
from baoxue.intake.findings import UNCOUNTED, Finding, cell_name, finding

BAD = object()
"""What a reading function answers for a cell that it cannot read."""


class SheetCheck:
    """One block under check: its cells by field, and the faults of its rows. ``dropped``: rows that are about nobody."""

    def __init__(self, file: str, block: RollBlock) -> None:
        self.file, self.block, self.size = file, block, block.size
        self.faults: dict[int, list[Finding]] = defaultdict(list)
        self.notes: list[Finding] = []
        self.dropped: set[int] = set()
        self._broken = {row for row, _ in block.broken}
        for (row, name), said in block.broken.items():
            self.faults[row].append(self.made(row, "cell_error", name, said or UNCOUNTED))

    def cells(self, name: str) -> list[Any]:
        return self.block.columns.get(name) or [""] * self.size

    def fault(self, row: int, code: str, name: str | int, found: object) -> None:
        """Kept by row; ``name``: the field, or the column of what is none. Where an error stands in a row, what is blank
        there may follow from it and is not told."""
        if row in self._broken and is_blank(found):
            return
        made = self.made(row, code, name, found)
        if made.severity == "note":
            self.notes.append(made)
        else:
            self.faults[row].append(made)

    def made(self, row: int, code: str, name: str | int, found: object) -> Finding:
        place = name if isinstance(name, int) else self.block.places.get(name)
        line = self.block.rows[row]
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


class Person(NamedTuple):
    """Who a row is about. ``birth``: ``2011-01-01`` or ``2011-01``; ``faults``: (code, field, found) in reading order."""

    name: str | None
    id_number: str | None
    student_number: str | None
    sex: str | None
    birth: str | None
    born: date | None
    faults: tuple[tuple[str, str, Any], ...]


def read_people(sheet: SheetCheck, needs_number: bool = True) -> dict[str, list[Any]]:
    """Name, numbers, sex and birth, checked against each other. Where no number is needed, a birth date or a number
    is, and a sex that nothing tells is 0."""
    cells = (sheet.cells(n) for n in ("name", "id_number", "student_number", "sex", "birth_date", "id_type"))
    people = [read_person(*row, needs_number) for row in zip(*cells, strict=True)]
    for row, person in enumerate(people):
        for code, name, found in person.faults:
            sheet.fault(row, code, name, found)
    return {
        "name": [p.name for p in people],
        "id_number": [p.id_number for p in people],
        "student_number": [p.student_number for p in people],
        "sex": [p.sex for p in people],
        "birth_month": [p.birth and p.birth[:7] for p in people],
        "birth_date": [p.born for p in people],
        "phone": sheet.pair("phone" if "phone" in sheet.block.columns else "guardian_phone", read_phone),
        "guardian": [as_text(c).strip() or None for c in sheet.cells("guardian")],
        "address": [as_text(c).strip() or None for c in sheet.cells("address")],
    }


@lru_cache(maxsize=32768, typed=True)
def read_person(
    name_cell: Any, id_cell: Any, student_cell: Any, sex_cell: Any, birth_cell: Any, type_cell: Any, needs_number: bool
) -> Person:
    """The cells that say who a child is, held against each other. Most rows come again month after month: each
    distinct row is read once."""
    faults: list[tuple[str, str, Any]] = []
    name, code = read_name(name_cell)
    if code:
        faults.append((code, "name", name_cell))
    number, code = read_id(id_cell)
    if code:
        faults.append((code, "id_number", id_cell))
    student, code = read_student_number(student_cell)
    if code:
        faults.append((code, "student_number", student_cell))
    sex = None if is_blank(sex_cell) else words.SEX.get(folded(sex_cell).lower())
    if sex is None and not is_blank(sex_cell):
        faults.append(("sex_unknown", "sex", sex_cell))
    birth: str | None = read_birth(birth_cell)
    if birth is BAD and number and _may_be(birth_cell, number):
        birth = None
    if birth is BAD:
        birth = None
        faults.append(("birth_unknown", "birth_date", birth_cell))
    if number is None:
        has_none = student is None and folded(type_cell).lower() not in words.NO_NUMBER
        if needs_number and has_none and not faults:
            faults.append(("number_missing", "id_number", ""))
    elif looks_cut(number) and student != f"G{number}":
        faults.append(("id_damaged", "id_number", number))
    else:
        sex, birth = sex or sex_of(number), birth or birth_of(number).isoformat()
        if sex in "12" and sex != sex_of(number):
            faults.append(("id_sex", "sex", sex_cell))
        if not birth_of(number).isoformat().startswith(birth):
            faults.append(("id_birth", "birth_date", birth_cell))
    if not needs_number:
        sex = sex or "0"
    if not faults:
        missing = (("sex_unknown", "sex", sex), ("birth_unknown", "birth_date", birth))
        faults += [(code, field, "") for code, field, value in missing if value is None]
    born = date.fromisoformat(birth) if birth and len(birth) == 10 else None
    return Person(name, number, student, sex, birth, born, tuple(faults))


def read_birth(cell: Any) -> Any:
    """``2011-01-01``, or ``2011-01`` where the sheet gives no day. The number 2010.1 is no month: 2010.10 is the same
    cell."""
    if is_blank(cell):
        return None
    day = read_date(cell)
    return day.isoformat() if day else (BAD if is_cut(cell) else read_month(as_text(cell)) or BAD)


def is_cut(cell: Any) -> bool:
    """A number that may be January or October."""
    return isinstance(cell, float) and str(cell).endswith(".1")


def _may_be(cell: Any, id_number: str) -> bool:
    """The ID number tells whether 2010.1 is January or October."""
    born = birth_of(id_number)
    return is_cut(cell) and int(cell) == born.year and born.month in (1, 10)


def read_day(cell: Any) -> Any:
    return None if is_blank(cell) else read_date(cell) or BAD


def read_disabled(cell: Any) -> bool | None:
    return None if cell == "" else folded(cell) not in words.NO_DISABILITY

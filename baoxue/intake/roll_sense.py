"""What a row of a roll says that cannot be true: each cell can be read, and the child would slip through all the same."""

from collections import defaultdict
from datetime import date
from typing import Any

from baoxue.contracts.cells import is_blank
from baoxue.contracts.identifiers import looks_cut
from baoxue.contracts.leaving_words import FINISHED
from baoxue.contracts.names import normal_name
from baoxue.intake.context import Context, RollView
from baoxue.intake.sheet_check import SheetCheck, read_day
from baoxue.words import msg

SUSPENDED, TRANSFERRED = "02", "10"
_PLACE_KEPT = "12"
LAST_GRADES, _FIRST_GRADES = (6, 9), (1, 7)
OTHER_STAGE = "grade_other_stage"
SUMMER = ("05", "06", "07", "08")
_YEARS_END = (*SUMMER, "09")
"""Months in which a roll may say that a pupil of a last grade has finished; September's still names those of summer."""
ENTRY_AGE = 5
"""A pupil of grade g is about g + 5 years old at the start of the school year."""


def refuse_impossible(sheet: SheetCheck, columns: dict[str, list[Any]], context: Context) -> None:
    """Faults of rows whose child is not yet born, whose numbers are two persons', who left for nowhere or finished in
    mid-school; notes of ages far from the grade. ``columns``: those of the roll, classes included."""
    _births(sheet, columns["birth_month"], context.month)
    _numbers(sheet, columns, context.roll)
    _transfers(sheet, columns["status"], columns["status_since"])
    _finished(sheet, columns["status"], columns["grade"], context.month)
    _ages(sheet, columns["birth_month"], columns["grade"], context)


def _births(sheet: SheetCheck, births: list[str | None], month: str) -> None:
    for row, birth in enumerate(births):
        if birth and birth > month:
            name = "id_number" if is_blank(sheet.cells("birth_date")[row]) else "birth_date"
            sheet.fault(row, "birth_later", name, sheet.cells(name)[row])


def _numbers(sheet: SheetCheck, columns: dict[str, list[Any]], roll: RollView | None) -> None:
    """G repeats the ID of its child. One that the school's roll already holds under this name stays when the ID is
    corrected: it is what links the two."""
    rows = enumerate(zip(columns["id_number"], columns["student_number"], strict=True))
    differing = [(r, s) for r, (n, s) in rows if n and s and s[0] == "G" and s[1:] != n and not looks_cut(n)]
    held = {(p.name, n) for p in roll.pupils for n in p.numbers} if roll and differing else set()
    for row, student in differing:
        is_held = (normal_name(columns["name"][row] or ""), student) in held
        sheet.fault(row, "number_kept" if is_held else "number_id", "student_number", student)


def _transfers(sheet: SheetCheck, statuses: list[str | None], days: list[Any]) -> None:
    for row, status in enumerate(statuses):
        if status != TRANSFERRED:
            continue
        said = {name: sheet.cells(name)[row] for name in ("status", "status_since", "on_roll_to", "transfer_to")}
        if days[row] is None and is_blank(said["status_since"]) and is_blank(said["on_roll_to"]):
            sheet.fault(row, "transfer_undated", _held(sheet, "status_since", "on_roll_to"), said["status"])
        if is_blank(said["transfer_to"]):
            sheet.fault(row, "transfer_unnamed", _held(sheet, "transfer_to"), said["status"])


def _finished(sheet: SheetCheck, statuses: list[str | None], grades: list[int | None], month: str) -> None:
    """毕业, 结业 and 肄业 are a word about the end of grade 6 and 9, a place kept one about a pupil who is to enter grade 1
    or 7: of any other pupil they say nothing, and nobody would ask where the child is."""
    for row, (status, grade) in enumerate(zip(statuses, grades, strict=True)):
        if (status not in FINISHED and status != _PLACE_KEPT) or not grade or grade > max(LAST_GRADES):
            continue
        is_word = grade in _FIRST_GRADES if status == _PLACE_KEPT else grade in LAST_GRADES and month[5:] in _YEARS_END
        if not is_word:
            said = msg("{status}:{month},{grade} 年级", status=sheet.cells("status")[row], month=month, grade=grade)
            sheet.fault(row, "status_not_yet", "status", said)


def refuse_leavers(read: list[tuple[SheetCheck, dict[str, list[Any]]]], context: Context) -> None:
    """Rows with a day of leaving, in the month or before, that say 在校 all the same: of a child who changed class another
    row, or the month's roll, tells where it sits now; of any other nobody would ask where it went."""
    leaving = [
        (sheet, columns, row)
        for sheet, columns in read
        for row, cell in enumerate(sheet.cells("on_roll_to"))
        if not is_blank(cell) and columns["status"][row] in context.county.at_school and leaves_by(cell, context.month)
    ]
    if not leaving:
        return
    seats: dict[str, set[str | None]] = defaultdict(set)
    for sheet, columns in read:
        for row, cell in enumerate(sheet.cells("on_roll_to")):
            for number in _numbers_of(columns, row) if is_blank(cell) else ():
                seats[number].add(columns["class_key"][row])
    for pupil in context.roll.pupils if context.roll else ():
        for number in pupil.numbers if pupil.is_due else ():
            seats[number].add(pupil.class_key)
    for sheet, columns, row in leaving:
        if not any(seats[number] - {columns["class_key"][row]} for number in _numbers_of(columns, row)):
            sheet.fault(row, "leaving_unsaid", "on_roll_to", sheet.cells("on_roll_to")[row])


def leaves_by(cell: Any, month: str) -> bool:
    """Whether a cell is a day of leaving, in the month or before."""
    day = read_day(cell)
    return isinstance(day, date) and f"{day:%Y-%m}" <= month


def _numbers_of(columns: dict[str, list[Any]], row: int) -> list[str]:
    return [n for n in (columns["id_number"][row], columns["student_number"][row]) if n]


def _held(sheet: SheetCheck, *names: str) -> str:
    """The first of the columns that the sheet has; the status where it has none."""
    return next((name for name in names if name in sheet.block.places), "status")


def _ages(sheet: SheetCheck, births: list[str | None], grades: list[int | None], context: Context) -> None:
    if (gap := context.county.age_gap(context.month)) is None:
        return
    for row, (birth, grade) in enumerate(zip(births, grades, strict=True)):
        if not birth or not grade or birth > context.month:
            continue
        is_far = abs(grade - (context.year - int(birth[:4]) - ENTRY_AGE)) > gap
        if is_far and not any(f.code == OTHER_STAGE for f in sheet.faults.get(row, ())):
            name = "id_number" if is_blank(sheet.cells("birth_date")[row]) else "birth_date"
            sheet.fault(row, "age_far", name, msg("{birth} 出生,{grade} 年级", birth=birth, grade=grade))

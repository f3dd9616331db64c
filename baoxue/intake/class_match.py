"""Which class a sheet is, and which pupil each of its names is. A name that fits two pupils is never guessed."""

from dataclasses import dataclass, field
from datetime import date

from baoxue.contracts.classes import class_key as make_key
from baoxue.contracts.dates import days_in
from baoxue.contracts.identifiers import read_id, read_name, read_student_number
from baoxue.intake.book import AttendanceBlock
from baoxue.intake.context import Context, Pupil, RollView
from baoxue.intake.titles import class_of

Fault = tuple[str, int | None, str]
"""(code, row in the block or None, found)."""


@dataclass(frozen=True)
class Match:
    """``pupils`` is parallel to the block's rows where there are no faults."""

    class_key: str | None
    grade: int | None = None
    pupils: list[Pupil] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def match_class(block: AttendanceBlock, context: Context) -> Match:
    """The class and pupils of a block, against the school's roll of the month."""
    roll = context.roll
    named = class_of(block, context)
    if named is None or roll is None:
        return Match(None, faults=[("class_words", None, block.title or block.sheet)])
    grade, number = named
    if number is None:
        prefix = make_key(context.school_code, grade.stage, grade.entry_year, 0)[:-2]
        only = [k for k in roll.by_class if k.startswith(prefix)]
        key = only[0] if len(only) == 1 else None
    else:
        key = make_key(context.school_code, grade.stage, grade.entry_year, number)
    if key is None:
        return Match(None, faults=[("class_words", None, block.title or block.sheet)])
    if key not in roll.by_class:
        return Match(key, faults=[("class_not_on_roll", None, key)])
    names = roll.by_class[key]
    found = [_find(row, name, block, names, roll) for row, name in enumerate(block.names)]
    pupils = [p for p in found if isinstance(p, Pupil)]
    faults = [f for f in found if not isinstance(f, Pupil)]
    faults += _twice(found) + _missing(pupils, names, block, context)
    return Match(key, grade.grade, pupils, faults)


def _find(row: int, raw: str, block: AttendanceBlock, names: dict[str, list[Pupil]], roll: RollView) -> Pupil | Fault:
    name, code = read_name(raw)
    if name is None:
        return code or "name_missing", row, raw
    candidates = names.get(name, [])
    if not candidates:
        return "not_on_roll", row, raw
    number = _number(block, row) if block.numbers else None
    if len(candidates) > 1:
        candidates = [p for p in candidates if number and _bears(p, number)]
        if len(candidates) != 1:
            return "name_ambiguous", row, raw
    pupil = candidates[0]
    if number and _is_anothers(number, pupil, roll):
        return "number_anothers", row, f"{raw} {number}"
    if pupil.is_due and roll.sits_twice(pupil):
        return "on_two_rolls", row, raw
    return pupil


def _number(block: AttendanceBlock, row: int) -> str | None:
    """The number beside a name, where it can be read."""
    given = block.numbers[row]
    return read_student_number(given)[0] or read_id(given)[0]


def _bears(pupil: Pupil, number: str) -> bool:
    """An ID number, and G with it, are one."""
    carried = _id_in(number)
    return number in pupil.numbers or (carried is not None and carried in map(_id_in, pupil.numbers))


def _is_anothers(number: str, pupil: Pupil, roll: RollView) -> bool:
    """The number is another pupil's, or an ID number where the pupil bears another one. A temporary number that nobody
    bears says nothing: the roll may have the permanent one by now."""
    if _bears(pupil, number):
        return False
    if _id_in(number) and any(map(_id_in, pupil.numbers)):
        return True
    return any(other.child_key != pupil.child_key and _bears(other, number) for other in roll.pupils)


def _id_in(number: str) -> str | None:
    """The ID number that a number is, or carries."""
    return read_id(number.removeprefix("G"))[0]


def _twice(found: list[Pupil | Fault]) -> list[Fault]:
    seen: set[int] = set()
    faults: list[Fault] = []
    for row, pupil in enumerate(found):
        if isinstance(pupil, Pupil):
            if pupil.child_key in seen:
                faults.append(("pupil_twice", row, pupil.name))
            seen.add(pupil.child_key)
    return faults


def _missing(
    pupils: list[Pupil], names: dict[str, list[Pupil]], block: AttendanceBlock, context: Context
) -> list[Fault]:
    """Pupils with a seat on these days and no row, unless an unmatched row bears the name."""
    days = [d for d in block.days if d <= days_in(context.month)]
    if not days:
        return []
    first, last = (date(int(context.month[:4]), int(context.month[5:7]), d) for d in (min(days), max(days)))
    have = {p.child_key for p in pupils}
    unmatched = {read_name(n)[0] for n in block.names} - {p.name for p in pupils}
    return [
        ("row_missing", None, p.name)
        for name, same in names.items()
        if name not in unmatched
        for p in same
        if p.is_due and p.child_key not in have and p.first <= last and p.last >= first
    ]

"""Rows of a roll that wait, beside the school's former roll; and what its clerk is told of pupils who stay on it unnamed."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from baoxue.contracts.classes import class_label, school_year
from baoxue.contracts.names import normal_name
from baoxue.intake.context import Pupil, RollView
from baoxue.intake.findings import WAIT, Finding, finding
from baoxue.intake.roll_check import RollRows, WaitingRow
from baoxue.words import msg


def placed(rows: RollRows, former: RollView | None) -> list[Finding]:
    """The findings, those of rows that wait with the class of their row and the pupils of the ``former`` roll whom it may
    be: by a number, or by the name."""
    by_word: dict[str, set[Pupil]] = defaultdict(set)
    for pupil in former.pupils if former else ():
        for word in (pupil.name, *pupil.numbers):
            by_word[word].add(pupil)
    may_be = {row.place: (row.class_key, _children(row, by_word)) for row in rows.waits}
    return [
        replace(f, class_key=known[0], children=known[1])
        if f.severity == WAIT and (known := may_be.get((f.sheet, f.row or 0)))
        else f
        for f in rows.findings
    ]


def _children(row: WaitingRow, by_word: dict[str, set[Pupil]]) -> tuple[int, ...]:
    named = by_word.get(normal_name(row.name), set()) if row.name else set()
    numbered = {pupil for number in row.numbers for pupil in by_word.get(number, ())}
    return tuple(sorted({pupil.child_key for pupil in named & numbered or named | numbered}))


def left_standing(kept: Iterable[Pupil], sent: set[str], file: str, month: str) -> list[Finding]:
    """Notes: classes that no file of the month brought, and pupils of the others whom a row that waits may be."""
    kept, year = list(kept), school_year(month)
    absent = Counter(pupil.class_key for pupil in kept if pupil.class_key not in sent)
    notes = []
    if absent:
        said = "、".join(f"{class_label(key, year)} {n}" for key, n in sorted(absent.items()))
        notes.append(finding("classes_absent", msg("{classes}人", classes=said), file=file))
    if names := sorted(pupil.name for pupil in kept if pupil.class_key in sent):
        notes.append(finding("pupils_kept", "、".join(names), file=file))
    return notes

"""A roll beside what stood before it: rows that wait and the school's former roll, pupils who stay on it unnamed, and the
attendance that came before, of its month and of later ones."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date

import sqlalchemy as sa

from baoxue.contracts.classes import class_label, school_year
from baoxue.contracts.names import normal_name
from baoxue.intake.carrying import past_classes
from baoxue.intake.context import Pupil
from baoxue.intake.findings import WAIT, Finding, finding
from baoxue.intake.roll_check import RollRows, WaitingRow
from baoxue.intake.roll_sense import SUSPENDED
from baoxue.intake.rolls import END, Kept
from baoxue.ledger import submissions
from baoxue.ledger.identity_search import canonical
from baoxue.store import SUBMISSIONS, Store
from baoxue.words import msg


def placed(rows: RollRows, before: Iterable[Pupil], at_school: Collection[str], month: str) -> list[Finding]:
    """The findings, those of rows that wait with the class of their row and the pupils ``before`` the file whom it may
    be: by a number, or by the name."""
    by_word: dict[str, set[Pupil]] = defaultdict(set)
    for pupil in before:
        for word in (pupil.name, *pupil.numbers):
            by_word[word].add(pupil)
    may_be = {row.place: (row.class_key, *_children(row, by_word, at_school, month)) for row in rows.waits}
    return [
        replace(f, class_key=known[0], children=known[1], has_left=known[2], former=known[3])
        if f.severity == WAIT and (known := may_be.get((f.sheet, f.row or 0)))
        else f
        for f in rows.findings
    ]


def _children(
    row: WaitingRow, by_word: dict[str, set[Pupil]], at_school: Collection[str], month: str
) -> tuple[tuple[int, ...], bool, tuple[str, ...]]:
    """Whom the row may be, whether it says that they left, and, of a row whose class cannot be read, their classes.

    Of who was away before it says nothing new; where it fits several, which of them left is not known; who is suspended
    keeps the place, so the row is no departure."""
    named = by_word.get(normal_name(row.name), set()) if row.name else set()
    numbered = {pupil for number in row.numbers for pupil in by_word.get(number, ())}
    found = named & numbered or named | numbered
    fits = {pupil for pupil in found if pupil.class_key == row.class_key} or found
    is_away = row.has_day or (row.status not in (None, SUSPENDED) and row.status not in at_school)
    if is_away and not found:
        return (), True, ()
    if is_away and len({pupil.child_key for pupil in fits}) == 1 and any(pupil.last == END for pupil in fits):
        found, has_left = fits, True
    else:
        has_left = False
    classes = set() if row.class_key else {pupil.class_key for pupil in found}
    former = tuple(sorted(classes - set(past_classes(classes, month))))
    return tuple(sorted({pupil.child_key for pupil in found})), has_left, former


def left_standing(kept: Kept, named: set[str], file: str, month: str) -> list[Finding]:
    """Notes: classes that got another's pupils, with the class whose sheet has to say where their own are; classes that no
    file of the month named, and pupils of those ``named`` whom a row that waits may be."""
    year = school_year(month)
    absent = Counter(pupil.class_key for pupil in kept.pupils if pupil.class_key not in named)
    notes = [
        finding(
            "class_renumbered",
            msg("{former} 原有学生 {n}人,待报 {awaited} 的花名册", former=class_label(one.former, year), n=n,
                awaited=class_label(one.awaited, year)),
            file=file, class_key=one.former,
        )
        for one, n in sorted(Counter(kept.displaced).items())
    ]  # fmt: skip
    if absent:
        said = "、".join(f"{class_label(key, year)} {n}" for key, n in sorted(absent.items()))
        notes.append(finding("classes_absent", msg("{classes}人", classes=said), file=file))
    if names := sorted(pupil.name for pupil in kept.pupils if pupil.class_key in named):
        notes.append(finding("pupils_kept", "、".join(names), file=file))
    return notes


class Behind:
    """Attendance of a month that was accepted before its roll, and of later months whose roll is still that one."""

    def __init__(self, connection: sa.Connection, store: Store, school: str, month: str) -> None:
        self._store, self._month, self._canonical = store, month, canonical(connection)
        sent: dict[str, list[sa.Row]] = defaultdict(list)
        for row in submissions.attempts(connection, "attendance", school_code=school, since=month):
            sent[row.month].append(row)
        self._standing = {m: found for m, rows in sorted(sent.items()) if (found := submissions.by_class(rows)[0])}

    def __iter__(self) -> Iterator[str]:
        """The months, the roll's own first."""
        return iter(self._standing)

    def notes(self, pupils: Iterable[Pupil], file: str, month: str) -> list[Finding]:
        """Classes whose sheet of the month lacks one of the ``pupils`` on a day that it reports and on which they are due;
        a month other than the roll's is named."""
        days = self._days(month)
        missing: dict[str, set[str]] = defaultdict(set)
        for pupil in pupils:
            if _is_unmarked(pupil, days.get(pupil.class_key, {})):
                missing[pupil.class_key].add(pupil.name)
        said = "" if month == self._month else f"{month} "
        return [
            finding(
                "sheet_behind", f"{said}{class_label(key, school_year(month))} {'、'.join(sorted(names))}",
                file=file, class_key=key,
            )
            for key, names in sorted(missing.items())
        ]  # fmt: skip

    def _days(self, month: str) -> dict[str, dict[date, set[int]]]:
        """class_key → day → children with a row, under the key that stands for the child now."""
        found: dict[str, dict[date, set[int]]] = defaultdict(dict)
        standing = self._standing[month]
        for sha in {row.normal_sha for row in standing.values()}:
            rows = self._store.read_table(sha, SUBMISSIONS)
            children = rows.group_by(["class_key", "day"], use_threads=False).aggregate([("child_key", "distinct")])
            columns = (children[name].to_pylist() for name in ("class_key", "day", "child_key_distinct"))
            for key, day, keys in zip(*columns, strict=True):
                if key in standing and standing[key].normal_sha == sha:
                    found[key][day] = {self._canonical.get(child, child) for child in keys}
        return found


def _is_unmarked(pupil: Pupil, days: dict[date, set[int]]) -> bool:
    return pupil.is_due and any(
        pupil.first <= day <= pupil.last and pupil.child_key not in rows for day, rows in days.items()
    )

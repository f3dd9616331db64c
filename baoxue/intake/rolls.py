"""The accepted rolls of schools, as attendance sheets are matched to them."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

import pyarrow as pa
import sqlalchemy as sa

from baoxue.intake.context import Pupil, RollView
from baoxue.ledger import submissions
from baoxue.ledger.tables import child, child_number
from baoxue.store import SUBMISSIONS, Store

_CHUNK = 500
_BEGINNING, _END = date(1900, 1, 1), date(9999, 12, 31)

Classes = dict[str, list[Pupil]]
"""class_key → pupils."""
Named = tuple[str, tuple[str, ...]]
"""Normalised name and numbers of a child."""
People = dict[int, Named]


Part = tuple[str, frozenset[str]]
"""A stored table and the classes of it that stand."""


class Rolls:
    """Accepted rolls by school and month: a month is loaded from the ledger on first use, then kept up by ``put``."""

    def __init__(self, store: Store, at_school: frozenset[str]) -> None:
        self._store, self._at_school = store, at_school
        self._held: dict[str, dict[str, list[Part]]] = {}
        self._months: dict[tuple[str, str], Classes] = {}
        self._newest = 0

    def refresh(self, connection: sa.Connection) -> None:
        """Forgets everything when somebody else recorded a roll since the last ``recorded``."""
        if submissions.newest_id(connection, "roll") != self._newest:
            self._held.clear()
            self._months.clear()

    def recorded(self, connection: sa.Connection) -> None:
        """What stands in the ledger now is what is held here."""
        self._newest = submissions.newest_id(connection, "roll")

    def view(self, connection: sa.Connection, school_code: str, month: str) -> RollView | None:
        """The roll of a month, or else of the newest month before it; None where the school has none."""
        held = [m for m in self._of(connection, school_code) if m <= month]
        if not held:
            return None
        return RollView([p for pupils in self._month(connection, school_code, max(held)).values() for p in pupils])

    def put(self, connection: sa.Connection, table: pa.Table, people: People) -> None:
        """A roll that was just accepted."""
        columns = table.to_pydict()
        if not columns["month"]:
            return
        school_code, month = columns["school_code"][0], columns["month"][0]
        self._of(connection, school_code).setdefault(month, [])
        self._month(connection, school_code, month).update(self._classes(columns, people))

    def _of(self, connection: sa.Connection, school_code: str) -> dict[str, list[Part]]:
        """month → what stands of the tables that were accepted for it; returned classes are left out."""
        if school_code not in self._held:
            sent: dict[str, list[sa.Row]] = defaultdict(list)
            for row in submissions.attempts(connection, "roll", school_code=school_code):
                sent[row.month].append(row)
            standing = {month: submissions.by_class(rows)[0] for month, rows in sent.items()}
            self._held[school_code] = {month: _parts(classes) for month, classes in standing.items() if classes}
        return self._held[school_code]

    def _month(self, connection: sa.Connection, school_code: str, month: str) -> Classes:
        if (school_code, month) not in self._months:
            classes: Classes = {}
            for sha, keys in self._of(connection, school_code)[month]:
                columns = self._store.read_table(sha, SUBMISSIONS).to_pydict()
                found = self._classes(columns, people(connection, set(columns["child_key"])))
                classes.update({key: pupils for key, pupils in found.items() if key in keys})
            self._months[school_code, month] = classes
        return self._months[school_code, month]

    def _classes(self, columns: dict[str, list[Any]], people: People) -> Classes:
        classes: Classes = defaultdict(list)
        chosen = ("child_key", "class_key", "status", "placement", "status_since", "on_roll_from", "on_roll_to")
        for key, class_key, status, placement, since, first, last in zip(*(columns[n] for n in chosen), strict=True):
            name, numbers = people[key]
            begin, end = first or _BEGINNING, last or _END
            if status not in self._at_school:
                end = min(end, since - timedelta(1)) if since else _BEGINNING
            is_due = placement != "home" and end > _BEGINNING
            classes[class_key].append(Pupil(key, name, class_key, is_due, begin, end, numbers))
        return dict(classes)


def _parts(standing: dict[str, sa.Row]) -> list[Part]:
    by_table: dict[str, set[str]] = defaultdict(set)
    for key, row in standing.items():
        by_table[row.normal_sha].add(key)
    return [(sha, frozenset(keys)) for sha, keys in by_table.items()]


def people(connection: sa.Connection, keys: set[int]) -> People:
    """Name and numbers of children, as the register holds them."""
    listed = sorted(keys)
    names: dict[int, str] = {}
    numbers: dict[int, list[str]] = defaultdict(list)
    for start in range(0, len(listed), _CHUNK):
        chunk = listed[start : start + _CHUNK]
        of_names = sa.select(child.c.child_key, child.c.normal_name).where(child.c.child_key.in_(chunk))
        names |= dict(iter(connection.execute(of_names)))
        of_numbers = sa.select(child_number.c.child_key, child_number.c.number)
        for key, number in connection.execute(of_numbers.where(child_number.c.child_key.in_(chunk))):
            numbers[key].append(number)
    return {key: (name, tuple(numbers[key])) for key, name in names.items()}

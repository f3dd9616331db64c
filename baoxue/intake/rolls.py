"""The accepted rolls of schools, as attendance sheets are matched to them."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import sqlalchemy as sa

from baoxue.contracts.relations import RELATIONS
from baoxue.intake.carrying import Attempt, Spoken, Stay, carried, past_classes, replaced_rows, spoken
from baoxue.intake.context import Pupil, RollView
from baoxue.intake.joined import Records
from baoxue.intake.renumbered import Displaced
from baoxue.ledger import submissions
from baoxue.ledger.identity_search import canonical
from baoxue.ledger.tables import child, child_number
from baoxue.store import SUBMISSIONS, Store

_CHUNK = 500
_BEGINNING, END = date(1900, 1, 1), date(9999, 12, 31)
_SCHEMA = pa.schema([f for f in RELATIONS["roll"].schema if f.name != "carried_from"])

_PUPIL = ("child_key", "class_key", "status", "placement", "status_since", "on_roll_from", "on_roll_to")
"""Columns of the roll that make a pupil."""

Named = tuple[str, tuple[str, ...]]
"""Normalised name and numbers of a child."""
People = dict[int, Named]


@dataclass(frozen=True)
class _Taken:
    """A roll that was accepted and is not yet recorded."""

    id: int
    classes: dict[str, int]
    findings: list[dict]
    table: pa.Table = field(compare=False)
    normal_sha: str = "taken"
    state: str = "accepted"
    rows_waiting: int = 0
    returns: None = None


@dataclass(frozen=True)
class _Seen:
    """The view made last, of what, and of whose names and numbers: most rolls say what the month before them did."""

    rows: pa.Table
    named: list[Named]
    view: RollView


class _Roll(NamedTuple):
    """Of a month: rows that stand, rows carried into it, and which of these are displaced pupils."""

    sent: pa.Table
    kept: pa.Table
    displaced: Mapping[Stay, Displaced]

    @property
    def rows(self) -> pa.Table:
        return pa.concat_tables([self.sent, self.kept])


class Kept(NamedTuple):
    """Of a month of which a school sent some class: pupils whom its files do not name and who stay, those whom renumbered
    classes displaced apart from the others, and the classes that were sent."""

    pupils: list[Pupil]
    displaced: list[Displaced]
    sent: set[str]


@dataclass
class _School:
    """What a school sent: attempts by month; ``sent``: rows that stand of a month; ``rolls``: those with what is carried
    into the month."""

    code: str
    attempts: dict[str, list[Attempt]]
    sent: dict[str, pa.Table] = field(default_factory=dict)
    rolls: dict[str, _Roll] = field(default_factory=dict)
    views: dict[str, RollView] = field(default_factory=dict)
    newest: "_Seen | None" = None

    def months(self, until: str) -> list[str]:
        """Months up to one, of which some class stands, or a row that waits takes a child off the roll."""
        return sorted(m for m, rows in self.attempts.items() if m <= until and self._changes(rows))

    def _changes(self, rows: list[Attempt]) -> bool:
        return bool(submissions.by_class(rows)[0] or spoken({self.code: rows}).gone)


class Rolls:
    """Accepted rolls by school and month: loaded from the ledger on first use, then kept up by ``put``. A month's roll
    holds what publishing carries into it, by the same rule."""

    def __init__(self, store: Store, at_school: frozenset[str]) -> None:
        self._store, self._at_school = store, at_school
        self._held: dict[str, _School] = {}
        self._known: People = {}
        self._canonical: dict[int, int] | None = None
        self._newest = 0

    def refresh(self, connection: sa.Connection) -> None:
        """Forgets everything when somebody else recorded a roll since the last ``recorded``."""
        if submissions.newest_id(connection, "roll") != self._newest:
            self._held.clear()
            self._known.clear()
            self._canonical = None

    def recorded(self, connection: sa.Connection) -> None:
        """What stands in the ledger now is what is held here."""
        self._newest = submissions.newest_id(connection, "roll")

    def undoing(self, connection: sa.Connection, school_code: str) -> Callable[[], None]:
        """What takes back all that is put of a school from now on, and forgets whom it named."""
        school = self._of(connection, school_code)
        attempts = {month: list(rows) for month, rows in school.attempts.items()}
        before = replace(
            school, attempts=attempts, sent={**school.sent}, rolls={**school.rolls}, views={**school.views}
        )

        def undo() -> None:
            self._held[school_code] = before
            self._known.clear()

        return undo

    def view(self, connection: sa.Connection, school_code: str, month: str) -> RollView | None:
        """The roll of a month, or else of the newest month before it; None where the school has none."""
        school = self._of(connection, school_code)
        return self._view(connection, school, school.months(month))

    def before(self, connection: sa.Connection, school_code: str, month: str) -> list[Pupil]:
        """Pupils whom a row of the month's next file may be: on the month's roll as it stands, or else on the newest
        before it."""
        school = self._of(connection, school_code)
        held = school.months(month)
        views = self._view(connection, school, held), self._view(connection, school, [m for m in held if m < month])
        now, former = (view.pupils if view else [] for view in views)
        on_roll = {pupil.child_key for pupil in now}
        return now + [pupil for pupil in former if pupil.child_key not in on_roll]

    def table(self, connection: sa.Connection, school_code: str, month: str) -> tuple[str | None, pa.Table]:
        """As ``view``: the month whose roll it is, None where the school has none, and the roll's rows."""
        school = self._of(connection, school_code)
        if not (held := school.months(month)):
            return None, _SCHEMA.empty_table()
        return held[-1], self._roll(school, held[-1]).rows

    def carried(self, connection: sa.Connection, school_code: str, month: str) -> Kept:
        """Who stays on the month's roll unnamed; nobody where no class of it was sent."""
        school = self._of(connection, school_code)
        if month not in school.months(month):
            return Kept([], [], set())
        _, kept, displaced = self._roll(school, month)
        pupils = self._pupils(kept, self._named(connection, kept))
        others = [pupil for pupil in pupils if (pupil.child_key, school_code) not in displaced]
        return Kept(others, list(displaced.values()), set(submissions.by_class(school.attempts[month])[0]))

    def standing_by(self, connection: sa.Connection, school_code: str, month: str, until: str) -> list[Pupil]:
        """Pupils of the roll that counts for ``until`` who are on it by that of ``month`` or before: no later one names
        them."""
        school = self._of(connection, school_code)
        held = school.months(until)
        view = self._view(connection, school, held)
        pupils = list(view.pupils) if view else []
        for later in [m for m in held if m > month]:
            kept = set(self._roll(school, later).kept["child_key"].to_pylist())
            pupils = [pupil for pupil in pupils if pupil.child_key in kept]
        return pupils

    def put(
        self,
        connection: sa.Connection,
        school_code: str,
        month: str,
        table: pa.Table,
        known: People,
        findings: list[dict],
    ) -> None:
        """A roll that was just accepted; ``findings``: as they are recorded."""
        school = self._of(connection, school_code)
        rows = school.attempts.setdefault(month, [])
        sent = self._sent(school, month)
        classes = {v["values"]: v["counts"] for v in pc.value_counts(table["class_key"]).to_pylist()}
        kept = sent.filter(pc.invert(pc.is_in(sent["class_key"], pa.array(list(classes), pa.string()))))
        school.sent[month] = pa.concat_tables([kept, table.select(_SCHEMA.names).cast(_SCHEMA)])
        number = rows[-1].id + 1 if rows else 1
        rows.append(_Taken(number, classes, findings, table, "taken" if classes else ""))
        self._known |= known
        for later in [m for m in {*school.rolls, *school.views} if m >= month]:
            school.rolls.pop(later, None)
            school.views.pop(later, None)

    def _view(self, connection: sa.Connection, school: _School, held: list[str]) -> RollView | None:
        if not held:
            return None
        if held[-1] not in school.views:
            rows = self._roll(school, held[-1]).rows.select(_PUPIL)
            named, last = self._named(connection, rows), school.newest
            if last is None or last.named != named or not last.rows.equals(rows):
                last = school.newest = _Seen(rows, named, RollView(self._pupils(rows, named)))
            school.views[held[-1]] = last.view
        return school.views[held[-1]]

    def _of(self, connection: sa.Connection, school_code: str) -> _School:
        if self._canonical is None:
            self._canonical = canonical(connection)
        if school_code not in self._held:
            attempts: dict[str, list[Attempt]] = defaultdict(list)
            for row in submissions.attempts(connection, "roll", school_code=school_code):
                attempts[row.month].append(row)
            self._held[school_code] = _School(school_code, dict(attempts))
        return self._held[school_code]

    def _sent(self, school: _School, month: str) -> pa.Table:
        """The stored rows of the classes that stand."""
        if month not in school.sent:
            by_table: dict[str, list[str]] = defaultdict(list)
            for key, row in submissions.by_class(school.attempts[month])[0].items():
                by_table[row.normal_sha].append(key)
            tables = [_SCHEMA.empty_table()]
            for sha, keys in by_table.items():
                rows = self._stored(self._store.read_table(sha, SUBMISSIONS))
                tables.append(rows.filter(pc.is_in(rows["class_key"], pa.array(keys))))
            school.sent[month] = pa.concat_tables(tables)
        return school.sent[month]

    def _read(self, file: Attempt) -> pa.Table:
        is_new = isinstance(file, _Taken)
        return self._stored(file.table if is_new else self._store.read_table(file.normal_sha, SUBMISSIONS))

    def _stored(self, rows: pa.Table) -> pa.Table:
        """Rows as publishing reads them: double records joined since under the key that stands for the child."""
        return Records(self._canonical or {}, self._at_school).roll(rows.select(_SCHEMA.names).cast(_SCHEMA))

    def _roll(self, school: _School, month: str) -> _Roll:
        """The month's roll. Earlier months are read only where something may be carried."""
        if month not in school.rolls:
            sent, said = self._sent(school, month), spoken({school.code: school.attempts[month]}, self._canonical)
            earlier = school.months(month)[:-1]
            before = kept = _SCHEMA.empty_table()
            displaced: Mapping[Stay, Displaced] = {}
            if earlier and (said.is_doubted or said.gone or not _is_whole(school, earlier, said, month)):
                before = self._roll(school, earlier[-1]).rows
            replaced = replaced_rows(said.replaced, self._read, _SCHEMA)
            if before.num_rows or replaced.num_rows:
                kept, displaced = carried(before, sent, said, month, replaced)
            school.rolls[month] = _Roll(sent, kept.cast(_SCHEMA), displaced)
        return school.rolls[month]

    def _named(self, connection: sa.Connection, table: pa.Table) -> list[Named]:
        keys = table["child_key"].to_numpy().tolist()
        self._known |= people(connection, {key for key in keys if key not in self._known})
        return [self._known[key] for key in keys]

    def _pupils(self, table: pa.Table, named: list[Named]) -> list[Pupil]:
        """The pupils of the rows, who are ``named`` so."""
        columns = (table[name].to_pylist() for name in _PUPIL)
        found = []
        for (name, numbers), key, class_key, status, placement, since, first, last in zip(named, *columns, strict=True):
            begin, end = first or _BEGINNING, last or END
            if status not in self._at_school:
                end = min(end, since - timedelta(1)) if since else _BEGINNING
            is_due = placement != "home" and end > _BEGINNING
            found.append(Pupil(key, name, class_key, is_due, begin, end, numbers))
        return found


def _is_whole(school: _School, earlier: Sequence[str], said: Spoken, month: str) -> bool:
    """Whether the month's files brought every class that an earlier month's did and whose years are not over."""
    known = {key for m in earlier for key in submissions.by_class(school.attempts[m])[0]}
    return not (known - said.classes) - set(past_classes(known, month))


def people(connection: sa.Connection, keys: set[int]) -> People:
    """Name and numbers of children, those of their double records too, as the register holds them."""
    if not keys:
        return {}
    owners = {double: key for double, key in canonical(connection).items() if key in keys} | {key: key for key in keys}
    listed = sorted(owners)
    names: dict[int, str] = {}
    numbers: dict[int, list[str]] = defaultdict(list)
    for start in range(0, len(listed), _CHUNK):
        chunk = listed[start : start + _CHUNK]
        of_names = sa.select(child.c.child_key, child.c.normal_name).where(child.c.child_key.in_(chunk))
        names |= {key: name for key, name in connection.execute(of_names).all() if key in keys}
        of_numbers = sa.select(child_number.c.child_key, child_number.c.number)
        for key, number in connection.execute(of_numbers.where(child_number.c.child_key.in_(chunk))).all():
            numbers[owners[key]].append(number)
    return {key: (name, tuple(numbers[key])) for key, name in names.items()}

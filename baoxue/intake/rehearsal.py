"""What would change if a file were sent: its rows against those that stand, before anything is written."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

import pyarrow as pa
import pyarrow.compute as pc
import sqlalchemy as sa

from baoxue.intake.checking import Checked
from baoxue.intake.findings import Finding
from baoxue.intake.joined import Records
from baoxue.intake.receipts import Sending
from baoxue.intake.reception import Accepted
from baoxue.intake.rolls import Rolls, people
from baoxue.ledger import identity, submissions
from baoxue.store import SUBMISSIONS, Store

Target = tuple[str, str, str]
"""(kind, school, month)."""
_MARK_KEYS = ["child_key", "class_key", "day"]


@dataclass(frozen=True)
class Change:
    """What one school's month of a kind gains and loses by the files rehearsed together.

    A roll: names who come in, leave, change class or status, against the month's roll, else the newest before it
    (``against``: its month; None where the school has none), with those who are carried into either. Attendance: pupil-days that are new or vanish, and half
    days whose mark differs, in the classes sent.
    """

    against: str | None
    joined: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    changed_class: tuple[str, ...] = ()
    changed_status: tuple[str, ...] = ()
    days_new: int = 0
    days_gone: int = 0
    marks_changed: int = 0


@dataclass(frozen=True)
class Rehearsal:
    """What sending a file would answer. ``classes``: class_key → rows that would be accepted; ``change`` is that of
    its school, month and kind (None where nothing would be accepted and nobody leaves the roll by a row that waits)."""

    state: str
    kind: str | None
    school: str
    month: str
    rows_accepted: int
    rows_waiting: int
    findings: list[Finding]
    classes: dict[str, int]
    change: Change | None


def rehearsals(
    connection: sa.Connection,
    store: Store,
    judged: Sequence[tuple[Sending, Checked, Accepted]],
    at_school: frozenset[str],
) -> list[Rehearsal]:
    """One answer a file, in the order given; files for one school, month and kind share their change."""
    brought: dict[Target, list[tuple[pa.Table, list[Finding]]]] = defaultdict(list)
    for sending, checked, passed in judged:
        if passed.table is not None and (passed.table.num_rows or checked.kind == "roll"):
            brought[checked.kind or "", sending.school, sending.month].append((passed.table, checked.findings))
    records = Records(identity.canonical(connection), at_school)
    changes = {target: _change(connection, store, target, files, records) for target, files in brought.items()}
    return [
        Rehearsal(checked.state, checked.kind, sending.school, sending.month, passed.accepted, passed.waiting,
                  checked.findings, passed.classes or {}, changes.get((checked.kind or "", sending.school, sending.month)))
        for sending, checked, passed in judged
    ]  # fmt: skip


def _change(
    connection: sa.Connection,
    store: Store,
    target: Target,
    files: list[tuple[pa.Table, list[Finding]]],
    records: Records,
) -> Change | None:
    kind, school, month = target
    if kind == "roll":
        rolls = Rolls(store, frozenset(records.at_school))
        against, before = rolls.table(connection, school, month)
        for table, findings in files:
            rolls.put(connection, school, month, table, {}, [asdict(f) for f in findings])
        _, after = rolls.table(connection, school, month)
        change = _roll(connection, _seats(before), _seats(after), against, records.canonical)
        return change if change != Change(against) or any(table.num_rows for table, _ in files) else None
    new = files[0][0]
    for later, _ in files[1:]:
        kept = new.filter(pc.invert(pc.is_in(new["class_key"], pc.unique(later["class_key"]))))
        new = pa.concat_tables([kept, later])
    standing = submissions.by_class(submissions.attempts(connection, kind, month, school))[0]
    held = records.sheet(_rows(store, standing, new.schema))
    return _marks(new, held, month if standing else None)


def _rows(store: Store, standing: Mapping[str, sa.Row], schema: pa.Schema) -> pa.Table:
    """The stored rows of the classes that stand."""
    by_table: dict[str, list[str]] = defaultdict(list)
    for key, row in standing.items():
        by_table[row.normal_sha].append(key)
    parts = [
        (rows := store.read_table(sha, SUBMISSIONS)).filter(pc.is_in(rows["class_key"], pa.array(keys)))
        for sha, keys in by_table.items()
    ]
    return pa.concat_tables([schema.empty_table(), *(part.select(schema.names).cast(schema) for part in parts)])


def _seats(roll: pa.Table) -> Iterable[tuple[int, str, str]]:
    """(child, class, status) of the rows that go on after the month."""
    open_rows = roll.filter(pc.is_null(roll["on_roll_to"]))
    columns = (open_rows[name].to_pylist() for name in ("child_key", "class_key", "status"))
    return list(zip(*columns, strict=True))


def _roll(
    connection: sa.Connection,
    before: Iterable[tuple[int, str, str]],
    after: Iterable[tuple[int, str, str]],
    against: str | None,
    canonical: Mapping[int, int],
) -> Change:
    old, new = _by_child(before, canonical), _by_child(after, canonical)
    both = old.keys() & new.keys()
    moved = {key for key in both if {c for c, _ in old[key]} != {c for c, _ in new[key]}}
    other = {key for key in both if {s for _, s in old[key]} != {s for _, s in new[key]}}
    groups = (new.keys() - old.keys(), old.keys() - new.keys(), moved, other)
    named = people(connection, set().union(*groups))
    joined, left, changed_class, changed_status = (tuple(sorted(named[key][0] for key in group)) for group in groups)
    return Change(against, joined, left, changed_class, changed_status)


def _by_child(rows: Iterable[tuple[int, str, str]], canonical: Mapping[int, int]) -> dict[int, set[tuple[str, str]]]:
    found: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for key, class_key, status in rows:
        found[canonical.get(key, key)].add((class_key, status))
    return found


def _marks(new: pa.Table, before: pa.Table, against: str | None) -> Change:
    columns = [*_MARK_KEYS, "mark_am", "mark_pm"]
    old = before.filter(pc.is_in(before["class_key"], pc.unique(new["class_key"]))).select(columns)
    held = pa.array([True] * old.num_rows, pa.bool_())
    sent = pa.array([True] * new.num_rows, pa.bool_())
    both = (
        new.select(columns)
        .append_column("is_new", sent)
        .join(old.append_column("is_old", held), _MARK_KEYS, join_type="full outer", right_suffix="_old")
    )
    stays = both.filter(pc.and_(pc.is_valid(both["is_new"]), pc.is_valid(both["is_old"])))
    return Change(
        against,
        days_new=both["is_old"].null_count,
        days_gone=both["is_new"].null_count,
        marks_changed=sum(_differing(stays[half], stays[f"{half}_old"]) for half in ("mark_am", "mark_pm")),
    )


def _differing(new: pa.ChunkedArray, old: pa.ChunkedArray) -> int:
    differs = pc.not_equal(pc.fill_null(new, ""), pc.fill_null(old, ""))
    return int(pc.sum(differs).as_py() or 0)

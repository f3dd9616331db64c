"""From accepted submissions to the parts of a month: class by class, the newest that was accepted stands."""

from collections import Counter
from collections.abc import Collection
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc
import sqlalchemy as sa

from baoxue.contracts.classes import STAGES, school_year
from baoxue.contracts.relations import RELATIONS
from baoxue.intake.carrying import Attempt, Spoken, carried, replaced_rows
from baoxue.intake.findings import WAIT
from baoxue.intake.form_rows import FormKind
from baoxue.intake.joined import Records
from baoxue.ledger import submissions
from baoxue.store import SUBMISSIONS, Store

_LAST_GRADE = 9


def standing_rows(
    connection: sa.Connection, store: Store, kind: str, month: str, records: Records, through: int
) -> tuple[pa.Table, set[str]]:
    """Rows of the relation ``kind`` for a month (without carried_from), and the schools that sent some,
    as of the submission numbered ``through``."""
    schema = _schema(kind)
    tables, schools = [], set()
    for school, classes in submissions.standing(connection, kind, month, through).items():
        schools.add(school)
        by_file: dict[str, list[str]] = {}
        for key, row in classes.items():
            by_file.setdefault(row.normal_sha, []).append(key)
        for sha256, keys in by_file.items():
            rows = store.read_table(sha256, SUBMISSIONS).select(schema.names).cast(schema)
            if set(pc.unique(rows["class_key"]).to_pylist()) - set(keys):
                rows = rows.filter(pc.is_in(rows["class_key"], pa.array(keys)))
            tables.append(rows)
    merged = pa.concat_tables(tables) if tables else schema.empty_table()
    return (records.roll if kind == "roll" else records.sheet)(merged), schools


def form_rows(
    connection: sa.Connection, store: Store, kind: FormKind, month: str, records: Records, through: int
) -> tuple[pa.Table, set[str]]:
    """Rows of a form's relation for a month (without carried_from), and the parts that were sent, part by part as of
    the submission numbered ``through``. Of a child that two double records placed twice, the newest row stands."""
    schema = _schema(kind.relation.name)
    standing = submissions.standing_parts(connection, kind.name, month, through)
    by_attempt: dict[int, list[str]] = {}
    for part, row in standing.items():
        by_attempt.setdefault(row.id, []).append(part)
    tables = []
    for number in sorted(by_attempt, reverse=True):
        parts = by_attempt[number]
        rows = store.read_table(standing[parts[0]].normal_sha, SUBMISSIONS).select(schema.names).cast(schema)
        named = _parts_of(rows, kind)
        tables.append(rows.filter(pc.is_in(named, pa.array(parts, pa.string()))))
    merged = pa.concat_tables(tables) if tables else schema.empty_table()
    grain = [name for name in kind.relation.grain if name in schema.names]
    return records.first(merged, grain), set(standing)


def _parts_of(rows: pa.Table, kind: FormKind) -> pa.ChunkedArray:
    """Of each row the part of the form that it belongs to."""
    return pc.binary_join_element_wise(*(rows[name].cast(pa.string()) for name in kind.parts), "|")


def parts_in_doubt(connection: sa.Connection, kind: FormKind, month: str, through: int) -> set[str]:
    """Parts whose standing file has rows that wait for correction: what it does not name may be one of those."""
    found = set()
    for part, row in submissions.standing_parts(connection, kind.name, month, through).items():
        waiting = {f["class_key"] for f in row.findings if f["severity"] == WAIT}
        if row.rows_waiting and (part in waiting or not waiting <= set(row.classes)):
            found.add(part)
    return found


def settled(
    connection: sa.Connection, store: Store, kind: FormKind, month: str, records: Records, through: int
) -> tuple[pa.Table, set[str]]:
    """As ``form_rows``, but a part in doubt also holds whom the month's earlier files of it name, back to one that was
    whole; parts that none of them settles are left out of the parts."""
    sent, parts = form_rows(connection, store, kind, month, records, through)
    for part in sorted(parts_in_doubt(connection, kind, month, through)):
        doubted: sa.Row | None = submissions.standing_parts(connection, kind.name, month, through)[part]
        while doubted is not None:
            before = doubted.id - 1
            rows, _ = form_rows(connection, store, kind, month, records, before)
            named = _parts_of(rows, kind)
            is_free = pc.invert(pc.is_in(rows["child_key"], pc.unique(sent["child_key"])))
            sent = pa.concat_tables([sent, rows.filter(pc.and_(pc.equal(named, part), is_free))])
            earlier = submissions.standing_parts(connection, kind.name, month, before).get(part)
            if earlier is None:
                parts.discard(part)
            doubted = earlier if part in parts_in_doubt(connection, kind, month, before) else None
    return sent, parts


def form_parts(connection: sa.Connection, kind: FormKind, month: str, through: int) -> pa.Table:
    """The parts of a form that stand for a month, as of the submission numbered ``through``: rows accepted, rows that
    wait, and the day on which the standing file came in."""
    if len(kind.parts) == 1:
        return _registers(connection, kind, month, through)
    schema = _schema(kind.parts_relation.name) if kind.parts_relation else pa.schema([])
    rows = [
        {
            "month": month,
            **dict(zip(kind.parts, part.split("|"), strict=True)),
            "rows_n": row.classes[part],
            "waiting_n": len({(f["sheet"], f["row"]) for f in row.findings if f["class_key"] == part and f["severity"] == WAIT}),
            "received_on": row.received_at.date(),
        }
        for part, row in submissions.standing_parts(connection, kind.name, month, through).items()
    ]  # fmt: skip
    return pa.Table.from_pylist(rows, schema=schema)


def _registers(connection: sa.Connection, kind: FormKind, month: str, through: int) -> pa.Table:
    """As ``form_parts`` where a file of several parts has rows that name none: those wait with the unit that sent it.
    A part all of whose rows wait has no row accepted; a child first named there has no record yet."""
    (name,) = kind.parts
    standing = submissions.standing_parts(connection, kind.name, month, through)
    found: dict[str, dict] = {}
    for row in submissions.live(connection, kind.name, month, through):
        places = {(f["sheet"], f["row"]): f["class_key"] for f in row.findings if f["severity"] == WAIT}
        counted = Counter(part if part.isdigit() else row.school_code for part in places.values())
        for part in {*row.classes, *counted, row.school_code}:
            stands = standing.get(part)
            if stands is not None and stands.id > row.id:
                continue
            is_of_unit = stands is None and row.classes and part == row.school_code
            earlier = found[part]["waiting_n"] if is_of_unit and part in found else 0
            found[part] = {
                "month": month,
                name: part,
                "rows_n": stands.classes[part] if stands is not None else 0,
                "waiting_n": counted[part] + earlier,
                "received_on": row.received_at.date(),
            }
    rows = [found[part] for part in sorted(found)]
    return pa.Table.from_pylist(rows, schema=_schema("register_list"))


def children_of_month(
    sent: pa.Table, villages: set[str], before: pa.Table | None, month: str, records: Records
) -> pa.Table:
    """The month's household register: what was sent, and that of every village but ``villages`` carried forward, marked
    with the month it was sent for: of silent ones, and of those whose file has rows in doubt. A child who is named, in
    this village or another, is not carried."""
    own = _unmarked(sent)
    if before is None or not before.num_rows:
        return own
    before = records.first(before, ["child_key", "month"])
    is_silent = pc.invert(pc.is_in(before["village_code"], pa.array(sorted(villages), pa.string())))
    is_free = pc.invert(pc.is_in(before["child_key"], pc.unique(sent["child_key"])))
    carried = before.filter(pc.and_(is_silent, is_free))
    years = {m: school_year(month) - school_year(m) for m in pc.unique(carried["month"]).to_pylist()}
    grades = [
        grade + years[m] if grade is not None and grade + years[m] <= _LAST_GRADE else None
        for grade, m in zip(carried["grade"].to_pylist(), carried["month"].to_pylist(), strict=True)
    ]
    replaced = {
        "carried_from": pc.coalesce(carried["carried_from"], carried["month"]),
        "grade": pa.array(grades, pa.int32()),
        "month": pa.array([month] * carried.num_rows, pa.string()),
    }
    for name, values in replaced.items():
        carried = carried.set_column(carried.schema.get_field_index(name), name, values)
    return pa.concat_tables([own, carried.select(own.column_names).cast(own.schema)])


def _schema(kind: str) -> pa.Schema:
    names = [c for c in RELATIONS[kind].columns if c.name != "carried_from"]
    return pa.schema([(c.name, c.type) for c in names])


def replaced(store: Store, said: Spoken, records: Records) -> pa.Table:
    """Rows of the relation ``roll`` (without carried_from) of the month's earlier files whose children may be rows that
    wait now."""
    schema = _schema("roll")

    def read(file: Attempt) -> pa.Table:
        return records.roll(store.read_table(file.normal_sha, SUBMISSIONS).select(schema.names).cast(schema))

    return replaced_rows(said.replaced, read, schema)


def roll_of_month(
    sent: pa.Table,
    said: Spoken,
    before: pa.Table | None,
    month: str,
    open_schools: Collection[str],
    earlier: pa.Table | None = None,
) -> pa.Table:
    """The month's roll: what was sent, and of the roll of the month before what goes on in open schools: of silent ones
    everybody, else class by class (``carried``), marked with the month it was sent for. ``earlier``: what was
    ``replaced``."""
    own = _unmarked(sent)
    before = own.slice(0, 0) if before is None else before
    earlier = sent.slice(0, 0) if earlier is None else earlier
    if not before.num_rows and not earlier.num_rows:
        return own
    standing = before.filter(pc.is_in(before["school_code"], pa.array(sorted(open_schools), pa.string())))
    rows = carried(standing, sent, said, month, _unmarked(earlier)).rows
    return pa.concat_tables([own, rows.select(own.column_names).cast(own.schema)]) if rows.num_rows else own


def _unmarked(rows: pa.Table) -> pa.Table:
    """Rows that were sent for their month."""
    return rows.append_column("carried_from", pa.nulls(rows.num_rows, pa.string()))


def class_days(attendance: pa.Table) -> pa.Table:
    """The days that classes reported: those with rows, since a class is taken in only when complete."""
    grain = ["month", "school_code", "class_key", "day", "origin"]
    days = attendance.select(grain).group_by(list(grain)).aggregate([])
    return days.append_column("taken", pa.array([True] * days.num_rows, pa.bool_()))


def classes_seen(known: pa.Table | None, roll: pa.Table) -> pa.Table:
    """The relation ``class``: every class that a roll ever named."""
    rows = {row["class_key"]: row for row in (known.to_pylist() if known else [])}
    for key in pc.unique(roll["class_key"]).to_pylist():
        entry = int(key[12:16])
        rows.setdefault(
            key,
            {
                "class_key": key,
                "school_code": key[:10],
                "stage": STAGES[key[11]],
                "entry_year": entry,
                "class_no": int(key[17:]),
                "valid_from": date(entry, 9, 1),
                "valid_to": date(9999, 12, 31),
            },
        )
    contract = RELATIONS["class"].schema
    return pa.Table.from_pylist(list(rows.values()), schema=contract)

"""Who stays on a school's roll of a month though no file of the month names the child.

States carry forward, class by class: those of a class that no file of the month brought, former pupils who may be one of
the rows that wait for correction, and those whom a class that got others' pupils displaced. Publishing and the roll that
attendance is matched to ask the same function.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from baoxue.contracts.classes import SPAN, STAGES, school_year
from baoxue.intake.findings import WAIT
from baoxue.intake.renumbered import Displaced, awaited, by_class, displaced
from baoxue.ledger import submissions

_LAST_GRADE = {"primary": 6, "junior": 9}

Attempt = Any
"""A row of ``submission``, or what has its columns id, state, normal_sha, classes, findings, rows_waiting and returns."""

Stay = tuple[int, str]
"""(child, school)."""


class Waiting(NamedTuple):
    """A row that waits: its class where that could be read, the children of the school's former roll that it may be,
    whether it says that they are at school no more, and, where the class could not be read, those that they were in."""

    class_key: str | None
    children: tuple[int, ...]
    has_left: bool = False
    former: tuple[str, ...] = ()


def waiting(attempts: Sequence[Attempt]) -> list[tuple[Attempt, list[Waiting]]]:
    """Of one school, month and kind, in the order they came: the attempts of which rows still wait, and those rows.

    A row waits until a later file speaks of its class; one whose class cannot be read, until later files spoke of the
    classes of whom it may be, or, where it may be nobody known, one brings a class of which its own said nothing; either,
    until nothing else of its own file stands any more. What was given back waits no more.
    """
    rows = {row.id: _waiting(row) for row in attempts if row.state in submissions.STANDING}
    spoken = {
        row.id: {*row.classes, *(one.class_key for one in rows[row.id] if one.class_key)}
        for row in attempts
        if row.id in rows
    }
    speaker = {key: number for number, keys in spoken.items() for key in keys}
    newest, back = max(rows, default=0), submissions.given_back(attempts)
    found = []
    for row in attempts:
        if row.id not in rows or row.id in back or not rows[row.id]:
            continue
        later: set[str] = set().union(*(keys for number, keys in spoken.items() if number > row.id))
        stands = row.id == newest or row.id in speaker.values()

        def is_live(w: Waiting, row: Attempt = row, later: set[str] = later, stands: bool = stands) -> bool:
            if w.class_key is not None:
                return speaker[w.class_key] == row.id
            if w.former:
                return (stands or not spoken[row.id]) and not later.issuperset(w.former)
            return stands and later <= spoken[row.id]

        live = [w for w in rows[row.id] if is_live(w)]
        if live:
            found.append((row, live))
    return found


def rows_waiting(attempts: Sequence[Attempt]) -> int:
    """How many rows still wait, of one school, month and kind.

    A class's attendance waits whole, and findings do not name each of its rows: where only some of a file's classes
    that wait were sent again, those are taken off with the rows that they have now.
    """
    found = 0
    for row, live in waiting(attempts):
        every = _waiting(row)
        settled = {one.class_key for one in every} - {one.class_key for one in live}
        if len(every) == row.rows_waiting:
            found += len(live)
        elif not settled:
            found += row.rows_waiting
        else:
            sent = sum(_rows_now(attempts, key) for key in settled)
            found += max(len({one.class_key for one in live}), row.rows_waiting - sent)
    return found


def _rows_now(attempts: Sequence[Attempt], class_key: str | None) -> int:
    """Rows of a class in the newest file that speaks of it."""
    for row in reversed([row for row in attempts if row.state in submissions.STANDING]):
        waits = sum(one.class_key == class_key for one in _waiting(row))
        if waits or class_key in row.classes:
            return int(row.classes.get(class_key, 0)) + waits
    return 0


def _waiting(row: Attempt) -> list[Waiting]:
    places: dict[tuple, Waiting] = {}
    for f in row.findings:
        if f["severity"] == WAIT:
            place = (f["sheet"], f["row"], None if f["row"] else f["class_key"])
            if place not in places or f.get("children"):
                children, former = (tuple(f.get(name) or ()) for name in ("children", "former"))
                places[place] = Waiting(f["class_key"], children, bool(f.get("has_left")), former)
    if not places and row.rows_waiting:
        return [Waiting(None, ())]
    return list(places.values())


class Replaced(NamedTuple):
    """A file of the month and those of its classes that a later one brought again while rows of it waited."""

    file: Attempt
    classes: tuple[str, ...]


def replaced(attempts: Sequence[Attempt]) -> list[Replaced]:
    """Of one school, month and kind, in the order they came: the files, newest first, that say who was in a class before
    one with rows that wait replaced it, back to one of which no row waited. What was given back says nothing, nor what
    it replaced."""
    back, doubted = submissions.given_back(attempts), {row.id for row in attempts if _waiting(row)}
    files = [row for row in reversed(attempts) if row.state in submissions.STANDING and row.normal_sha]
    found: dict[int, list[str]] = {}
    for key, newest in submissions.by_class(attempts)[0].items():
        later = newest.id
        for row in files:
            if row.id >= later or key not in row.classes:
                continue
            if later not in doubted or row.id in back:
                break
            found.setdefault(row.id, []).append(key)
            later = row.id
    return [Replaced(row, tuple(sorted(found[row.id]))) for row in files if row.id in found]


def replaced_rows(files: Iterable[Replaced], read: Callable[[Attempt], pa.Table], schema: pa.Schema) -> pa.Table:
    """The rows of replaced classes, ``files`` as ``replaced`` orders them: what a newer one says of a class's child
    stands."""
    tables: list[pa.Table] = []
    newer: list[tuple[Collection[str], pa.Array]] = []
    for file, classes in files:
        whole = read(file)
        rows = whole.filter(_in(whole["class_key"], classes))
        for said, children in newer:
            rows = rows.filter(pc.invert(pc.and_(_in(rows["class_key"], said), pc.is_in(rows["child_key"], children))))
        tables.append(rows)
        newer.append((file.classes, pc.unique(whole["child_key"])))
    return pa.concat_tables(tables) if tables else schema.empty_table()


@dataclass(frozen=True)
class Spoken:
    """What the files of a month say, of one school or of many. ``classes``: those that stand, of ``schools``;
    ``awaited``: children whom a row that waits may be, each with the school that sent it, since it says nothing of another
    school's pupils; ``gone``: those of whom such a row says that they are at that school no more, and who must not be
    hidden by its fault; ``doubted``: classes, and ``doubted_schools``, of which a row waits that could be any of their
    former pupils; ``replaced``: of schools of which a row waits, the month's earlier files."""

    classes: frozenset[str] = frozenset()
    schools: frozenset[str] = frozenset()
    awaited: frozenset[Stay] = frozenset()
    doubted: frozenset[str] = frozenset()
    doubted_schools: frozenset[str] = frozenset()
    gone: frozenset[Stay] = frozenset()
    replaced: tuple[Replaced, ...] = ()

    @property
    def is_doubted(self) -> bool:
        return bool(self.awaited or self.doubted or self.doubted_schools)


def spoken(by_school: Mapping[str, Sequence[Attempt]], canonical: Mapping[int, int] | None = None) -> Spoken:
    """What the attempts of schools for a month say, in the order they came."""
    standing = {school: set(submissions.by_class(rows)[0]) for school, rows in by_school.items()}
    waits = [(school, w) for school, rows in by_school.items() for _, live in waiting(rows) for w in live]
    doubted = dict.fromkeys(school for school, _ in waits)
    nobody = [(school, w.class_key) for school, w in waits if not w.children and not w.has_left]
    canonical = canonical or {}
    children = {(canonical.get(key, key), school) for school, w in waits if not w.has_left for key in w.children}
    gone = {(canonical.get(key, key), school) for school, w in waits if w.has_left for key in w.children}
    return Spoken(
        frozenset().union(*standing.values()),
        frozenset(school for school, classes in standing.items() if classes),
        frozenset(children),
        frozenset(key for _, key in nobody if key),
        frozenset(school for school, key in nobody if not key),
        frozenset(gone - children),
        tuple(one for school in doubted for one in replaced(by_school[school])),
    )


class Carried(NamedTuple):
    """The rows that go on in a month, and which of them are displaced pupils, with what each waits for."""

    rows: pa.Table
    displaced: Mapping[Stay, Displaced]


def carried(before: pa.Table, sent: pa.Table, said: Spoken, month: str, earlier: pa.Table) -> Carried:
    """What of the roll ``before`` goes on in a month of which ``sent`` are the rows that stand, as that month's.

    Left out: who left the class before, classes whose years are over, whom a sent roll of the same school names or a row
    that waits calls gone, and classes that are no more: most of their pupils stand in others of the school now. Whom a row that
    waits may be goes on as the month's ``earlier`` files said, where those named the child; and so does who was displaced
    by classes renumbered of which not all were sent.
    """
    rows = before.filter(pc.is_null(before["on_roll_to"]))
    rows = rows.filter(_not_in(rows["class_key"], past_classes(pc.unique(rows["class_key"]).to_pylist(), month)))
    if said.gone:
        rows = rows.filter(pc.invert(_are_of(rows, said.gone)))
    is_absent = _not_in(rows["class_key"], said.classes)
    absent = rows.filter(is_absent)
    ends = _awaited(rows, absent, sent, said)
    gone = [key for key in _dissolved(absent, sent, said.schools) if key not in ends.values()]
    goes_on = pc.and_(is_absent, _not_in(rows["class_key"], gone))
    if said.is_doubted:
        goes_on = pc.or_(goes_on, _is_doubted(rows, said))
    aside = rows.filter(pc.and_(pc.invert(goes_on), _in(rows["class_key"], ends))) if ends else rows.slice(0, 0)
    rows = rows.filter(goes_on)
    rows = rows.filter(pc.invert(_is_named(rows, sent)))
    again = earlier
    if earlier.num_rows:
        again = earlier.filter(pc.and_(_is_doubted(earlier, said), pc.invert(_are_of(earlier, said.gone))))
        again = again.filter(pc.invert(_is_named(again, sent)))
        rows = rows.filter(pc.invert(_is_named(rows, again)))
    moves: Mapping[Stay, Displaced] = {}
    if aside.num_rows:
        held = {*_stays(sent), *_stays(again), *_stays(rows)}
        aside, moves = displaced(aside, [stay not in held for stay in _stays(aside)], ends)
        rows = pa.concat_tables([rows, aside])
    rows = _as_of(rows, month)
    if again.num_rows:
        rows = pa.concat_tables([rows, again.select(rows.column_names).cast(rows.schema)])
    return Carried(rows, moves)


def _awaited(rows: pa.Table, absent: pa.Table, sent: pa.Table, said: Spoken) -> dict[str, str]:
    """Classes that got another's pupils → the class whose sheet is awaited; only a school that sent some and left out a
    class (``absent``: the rows of those) is looked at."""
    schools = pc.unique(absent["school_code"].filter(_in(absent["school_code"], said.schools))).to_pylist()
    if not schools:
        return {}
    held, named = (by_class(table.filter(_in(table["school_code"], schools))) for table in (rows, sent))
    return awaited(held, named, said.classes, {child for child, _ in said.awaited})


def _is_doubted(rows: pa.Table, said: Spoken) -> pa.ChunkedArray:
    """Whether a row that waits may be the child."""
    return pc.or_(
        pc.or_(_in(rows["class_key"], said.doubted), _in(rows["school_code"], said.doubted_schools)),
        _are_of(rows, said.awaited),
    )


def _dissolved(absent: pa.Table, sent: pa.Table, schools: Collection[str]) -> list[str]:
    """Classes of schools that sent others, most of whose pupils stand in another class of their school: what another
    school says does not end a class, since its own has not spoken of those left over."""
    rows = absent.filter(_in(absent["school_code"], schools))
    if not rows.num_rows:
        return []
    stays = sent.filter(pc.is_null(sent["on_roll_to"]))
    counted = rows.select(["class_key"]).append_column("moved", _is_named(rows, stays).cast(pa.int64()))
    classes = counted.group_by("class_key").aggregate([("moved", "sum"), ("moved", "count")])
    is_most = pc.greater(pc.multiply(classes["moved_sum"], 2), classes["moved_count"])
    return classes.filter(is_most)["class_key"].to_pylist()


def _is_named(rows: pa.Table, sent: pa.Table) -> pa.Array | pa.ChunkedArray:
    """Whether a sent roll of the row's school names the child, in whatever class and status."""
    is_known = pc.is_in(sent["child_key"], pc.unique(rows["child_key"]))
    return _are_of(rows, set(_stays(sent.filter(is_known))))


def _are_of(rows: pa.Table, stays: Collection[Stay]) -> pa.Array | pa.ChunkedArray:
    """Whether the row's child at the row's school is one of them."""
    is_known = _in(rows["child_key"], {child for child, _ in stays}, pa.int64())
    if not pc.any(is_known).as_py():
        return is_known
    return pa.array([stay in stays for stay in _stays(rows)], pa.bool_())


def _stays(rows: pa.Table) -> Iterable[Stay]:
    return zip(rows["child_key"].to_pylist(), rows["school_code"].to_pylist(), strict=True)


def _as_of(rows: pa.Table, month: str) -> pa.Table:
    """Carried rows as those of the month: marked with the month they were sent for, where the table keeps it."""
    grades = {key: grade_in(key, school_year(month)) for key in pc.unique(rows["class_key"]).to_pylist()}
    replaced = {
        "carried_from": pc.coalesce(rows["carried_from"], rows["month"])
        if "carried_from" in rows.column_names
        else None,
        "month": pa.array([month] * rows.num_rows, pa.string()),
        "grade": pa.array([grades[key] for key in rows["class_key"].to_pylist()], pa.int32()),
        "on_roll_from": pa.nulls(rows.num_rows, pa.date32()),
    }
    for name, values in replaced.items():
        if values is not None:
            rows = rows.set_column(rows.schema.get_field_index(name), name, values)
    return rows


def past_classes(keys: Iterable[str], month: str) -> list[str]:
    """Those whose stage is over by its years; a special school keeps its pupils until it says otherwise."""
    year = school_year(month)
    return [
        key
        for key in keys
        if (stage := STAGES[key[11]]) != "special" and year - int(key[12:16]) + 1 > SPAN[stage]
    ]  # fmt: skip


def grade_in(class_key: str, year: int) -> int | None:
    """Grade of a class in a school year; None outside primary and junior."""
    stage = STAGES[class_key[11]]
    if stage not in _LAST_GRADE:
        return None
    return year - int(class_key[12:16]) + 1 + (6 if stage == "junior" else 0)


def _in(column: pa.ChunkedArray, values: Collection, kind: pa.DataType | None = None) -> pa.ChunkedArray:
    return pc.is_in(column, pa.array(sorted(values), kind or pa.string()))


def _not_in(column: pa.ChunkedArray, values: Collection) -> pa.ChunkedArray:
    return pc.invert(_in(column, values))

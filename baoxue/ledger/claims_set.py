"""Matching the lines of a list as sets: the rules of ``claims``, thousands of lines at once.

A county's list has ten thousand names; looked up line by line they take a second. Here the register is laid out as
columns once, the numbers and names of all lines are looked up together, and only lines whose name several children bear,
or whose birth is not known to the day, go through ``claims`` one by one. Tests hold both equal.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import sqlalchemy as sa

from baoxue.contracts.names import normal_name
from baoxue.ledger.claims import by_name
from baoxue.ledger.identity_search import Incoming, Known, Match, canonical
from baoxue.ledger.tables import child, child_number

_NOBODY, _SEVERAL = -1, -2
_NO_DAY = np.datetime64("NaT", "D")


@dataclass(frozen=True)
class Register:
    """The register as columns. ``number_child``, ``name_child``: the place of the one child, or ``_SEVERAL``;
    ``ids``: child → ID numbers ever borne; ``bearers``: name → places of all who bear it."""

    people: list[Known]
    numbers: pa.Array
    number_child: np.ndarray
    names: pa.Array
    name_child: np.ndarray
    bearers: dict[str, list[int]]
    ids: dict[int, set[str]]
    keys: np.ndarray
    name: np.ndarray
    born: np.ndarray
    area: np.ndarray
    school: np.ndarray
    has_id: np.ndarray


@dataclass(frozen=True)
class Lines:
    """The lines as columns, numbers and names ready to be compared."""

    rows: Sequence[Incoming]
    ids: pa.Array
    name: np.ndarray
    names: pa.Array
    born: np.ndarray
    area: np.ndarray
    school: np.ndarray
    has_id: np.ndarray


@dataclass(frozen=True)
class Found:
    """One answer for each line, as columns: ``kinds`` and ``whys`` as in ``Match``, ``keys`` 0 where there is none."""

    kinds: np.ndarray
    keys: np.ndarray
    whys: np.ndarray

    def matches(self) -> list[Match]:
        rows = zip(self.kinds.tolist(), self.keys.tolist(), self.whys.tolist(), strict=True)
        return [Match(kind, key or None, why) for kind, key, why in rows]


def lay_out(connection: sa.Connection) -> Register:
    """The whole register, read once; double records only under the child that they stand for."""
    merged = canonical(connection)
    columns = (child.c.child_key, child.c.normal_name, child.c.birth_date, child.c.school_code, child.c.area_code)
    people = [Known(*row) for row in connection.execute(sa.select(*columns))]
    place = {known.child_key: at for at, known in enumerate(people)}
    ids: dict[int, set[str]] = {known.child_key: set() for known in people}
    holders: dict[str, set[int]] = defaultdict(set)
    for kind, number, key in connection.execute(
        sa.select(child_number.c.kind, child_number.c.number, child_number.c.child_key)
    ):
        if kind == "id" or number.startswith("G"):
            borne = number.removeprefix("G")
            ids[key].add(borne)
            holders[borne].add(place[merged.get(key, key)])
    bearers: dict[str, list[int]] = defaultdict(list)
    for at, known in enumerate(people):
        if known.child_key not in merged:
            bearers[known.normal_name].append(at)
    return Register(
        people, pa.array(list(holders), pa.string()), _ones(holders.values()), pa.array(list(bearers), pa.string()),
        _ones(bearers.values()), bearers, ids, np.array([p.child_key for p in people], np.int64),
        _objects(p.normal_name for p in people), _days(p.birth_date for p in people), _objects(p.area_code for p in people),
        _objects(p.school_code for p in people), np.array([bool(ids[p.child_key]) for p in people], bool),
    )  # fmt: skip


def columns_of(rows: Sequence[Incoming]) -> Lines:
    """Lines of a list, which bear no student number."""
    names = [normal_name(row.name) for row in rows]
    numbers = [row.id_number for row in rows]
    return Lines(
        rows, pa.array(numbers, pa.string()), _objects(names), pa.array(names, pa.string()), _days(r.birth_date for r in rows),
        _objects(r.area_code for r in rows), _objects(r.school_code for r in rows), np.array([bool(n) for n in numbers], bool),
    )  # fmt: skip


def match_set(register: Register, lines: Lines) -> Found:
    """One answer for each line, in order, as ``claims.match_claims`` gives it where new children may be."""
    many = len(lines.rows)
    kinds, whys = np.full(many, "new", object), np.full(many, "", object)
    keys = np.zeros(many, np.int64)
    at = _places(lines.ids, register.numbers, register.number_child)
    kinds[at == _SEVERAL], whys[at == _SEVERAL] = "question", "two_children"
    one = np.flatnonzero(at >= 0)
    keys[one], kinds[one] = register.keys[at[one]], "id"
    other = one[register.name[at[one]] != lines.name[one]]
    kinds[other], whys[other] = "question", "other_name"
    rest = np.flatnonzero(at == _NOBODY)
    if rest.size:
        _by_name(register, lines, rest, (kinds, keys, whys))
    same = _alike(lines, kinds, keys)
    kinds[same], whys[same] = "question", "same_rows"
    return Found(kinds, keys, whys)


def _by_name(
    register: Register, lines: Lines, rest: np.ndarray, found: tuple[np.ndarray, np.ndarray, np.ndarray]
) -> None:
    """Lines that no number finds: together where one child bears the name and both births are known, else one by one."""
    kinds, keys, whys = found
    at = _places(lines.names.take(pa.array(rest)), register.names, register.name_child)
    no_day = np.isnat(lines.born[rest])
    single = np.flatnonzero((at >= 0) & ~no_day)
    single = single[~np.isnat(register.born[at[single]])]
    line, known = rest[single], at[single]
    born = register.born[known] == lines.born[line]
    near = _same(register.area[known], lines.area[line]) | _same(register.school[known], lines.school[line])
    other_id = lines.has_id[line] & register.has_id[known]
    for chosen, kind, why, named in (
        (born & near & ~other_id, "name_birth", "", True),
        (born & near & other_id, "question", "other_id", True),
        (born & ~near & ~other_id, "question", "namesake", False),
    ):
        kinds[line[chosen]], whys[line[chosen]] = kind, why
        keys[line[chosen]] = register.keys[known[chosen]] if named else 0
    one_by_one = np.ones(rest.size, bool)
    one_by_one[single] = False
    one_by_one &= (at != _NOBODY) | no_day
    for number in rest[one_by_one].tolist():
        row = lines.rows[number]
        people = [register.people[place] for place in register.bearers.get(lines.name[number], [])]
        answer = by_name(row, people, register.ids, may_create=True)
        kinds[number], keys[number], whys[number] = answer.kind, answer.child_key or 0, answer.why


def _alike(lines: Lines, kinds: np.ndarray, keys: np.ndarray) -> np.ndarray:
    """Places of lines that another line claims too: the same child, the same number, or, where one bears no number, the
    same name, birth, school and village."""
    same = np.zeros(len(kinds), bool)
    held, counts = np.unique(keys[keys > 0], return_counts=True)
    if (counts > 1).any():
        same |= np.isin(keys, held[counts > 1])
    if len(lines.ids.drop_null().unique()) < int(lines.has_id.sum()):
        doubled = pc.value_counts(lines.ids.drop_null())
        twice = doubled.field("values").filter(pc.greater(doubled.field("counts"), 1))
        same |= np.asarray(pc.fill_null(pc.is_in(lines.ids, twice), False))
    fresh = np.flatnonzero(kinds == "new")
    if not lines.has_id[fresh].all():
        same[_same_people(lines, fresh)] = True
    return np.flatnonzero(same)


def _same_people(lines: Lines, fresh: np.ndarray) -> list[int]:
    groups: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for number in fresh.tolist():
        row = lines.rows[number]
        groups[lines.name[number], row.birth_date or row.birth_month, row.school_code, row.area_code].append(number)
    return [n for members in groups.values() if len(members) > 1 and not lines.has_id[members].all() for n in members]


def _places(wanted: pa.Array, known: pa.Array, place: np.ndarray) -> np.ndarray:
    """The place that each wanted value stands for; _NOBODY where it is not known."""
    at = pc.fill_null(pc.index_in(wanted, value_set=known, skip_nulls=True), -1).to_numpy(zero_copy_only=False)
    return np.where(at < 0, _NOBODY, place[at]) if place.size else np.full(len(at), _NOBODY)


def _same(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    return (left == right) & (left != np.array(None, object))


def _ones(groups: Any) -> np.ndarray:
    return np.array([next(iter(g)) if len(g) == 1 else _SEVERAL for g in groups], np.int64)


def _objects(values: Any) -> np.ndarray:
    listed = list(values)
    array = np.empty(len(listed), object)
    array[:] = listed
    return array


def _days(values: Any) -> np.ndarray:
    return np.array([_NO_DAY if value is None else value for value in values], "datetime64[D]")

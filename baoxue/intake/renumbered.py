"""Classes renumbered into each other and sent one by one: whose pupils wait for the sheet of which class.

The first sheet names another class's pupils and none of its own. Those did not leave: the sheet of a class that was not
sent yet has to say where they are.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

import pyarrow as pa

_SCHOOL, _COHORT = 10, 16
"""Signs of a class key that name its school, and its school, stage and entry year."""

Pupils = Mapping[str, set[int]]
"""class → children."""


class Displaced(NamedTuple):
    """``former``: the class that got another's pupils; ``awaited``: the class whose sheet has to say where its own are."""

    former: str
    awaited: str


def awaited(held: Pupils, named: Pupils, sent: Collection[str], waiting: Collection[int]) -> dict[str, str]:
    """Classes that got another's pupils in place of their own → the class whose sheet is awaited.

    A class ``sent`` that lost pupils names at most half of those whom the roll ``held`` in it (children whom a row that
    is ``waiting`` may be are not lost), and at least half of whom it names were another's: that one is awaited, or where
    it was sent too and got others' pupils in turn, the one at the end of the chain.
    """
    few = [key for key in sorted(held.keys() & named.keys()) if _kept_few(held[key], named[key], waiting)]
    if not few:
        return {}
    of_school: dict[str, set[int]] = defaultdict(set)
    for key, children in named.items():
        of_school[key[:_SCHOOL]] |= children
    classes: dict[int, list[str]] = defaultdict(list)
    for key, children in held.items():
        for child in children:
            classes[child].append(key)
    origins: dict[str, list[str]] = {}
    for key in few:
        came = Counter(old for child in named[key] for old in classes.get(child, ()) if old[:_SCHOOL] == key[:_SCHOOL])
        most = sorted((-n, old) for old, n in came.items() if old != key and 2 * n >= len(named[key]))
        origins[key] = [old for _, old in most]
    lost = [key for key in few if not held[key] <= of_school[key[:_SCHOOL]].union(waiting)]
    ends = {key: _end(key, origins, sent) for key in lost}
    return {key: end for key, end in ends.items() if end}


def _kept_few(held: set[int], named: set[int], waiting: Collection[int]) -> bool:
    kept = held & named
    return 2 * len(kept) <= len(held) and 2 * len(kept.union(held.intersection(waiting))) <= len(held)


def _end(key: str, origins: Mapping[str, list[str]], sent: Collection[str]) -> str | None:
    """The class that was not sent at the end of those each of which got the next one's pupils."""
    seen = [key]
    for here in seen:
        for old in origins.get(here, ()):
            if old not in sent:
                return old
            if old not in seen:
                seen.append(old)
    return None


def displaced(
    rows: pa.Table, is_free: Iterable[bool], ends: Mapping[str, str]
) -> tuple[pa.Table, dict[tuple[int, str], Displaced]]:
    """Of former pupils of the classes that are ``ends``' keys those who are free, once each, and for what each waits:
    (child, school) → classes.

    They stand in the class that is awaited where it is of their year, not reported until it is sent: so the sheet of the
    class that was sent is whole without them, and theirs has somebody.
    """
    places: list[int] = []
    said: dict[tuple[int, str], Displaced] = {}
    columns = (rows[name].to_pylist() for name in ("child_key", "school_code", "class_key"))
    for place, (free, child, school, key) in enumerate(zip(is_free, *columns, strict=True)):
        if free and (child, school) not in said:
            places.append(place)
            said[child, school] = Displaced(key, ends[key])
    seats = [one.awaited if one.awaited[:_COHORT] == one.former[:_COHORT] else one.former for one in said.values()]
    moved, field = rows.take(pa.array(places, pa.int64())), rows.schema.get_field_index("class_key")
    return moved.set_column(field, rows.schema.field(field), pa.array(seats, pa.string())), said


def by_class(rows: pa.Table) -> dict[str, set[int]]:
    """class → children whom the rows name in it."""
    found: dict[str, set[int]] = defaultdict(set)
    for key, child in zip(rows["class_key"].to_pylist(), rows["child_key"].to_pylist(), strict=True):
        found[key].add(child)
    return dict(found)

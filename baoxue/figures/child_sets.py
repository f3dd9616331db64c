"""The children of a viewer: one set per scope, computed at the snapshot's newest month, held in the engine."""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import pyarrow as pa
import pyarrow.compute as pc

from baoxue.engine import Instance

MOST_SETS = 256
"""Sets held before they are dropped together; a class teacher's has 40 rows, a county's 15,000."""


class ScopeLike(Protocol):
    """``kind``: county | area | school | class | none."""

    @property
    def kind(self) -> str: ...

    @property
    def codes(self) -> tuple[str, ...]: ...


class ViewerLike(Protocol):
    @property
    def scopes(self) -> tuple[ScopeLike, ...]: ...


def children_of(places: pa.Table, scopes: tuple[ScopeLike, ...]) -> pa.Table:
    """The child_key, each once and in order, of every place row (child_key, household_area, school_code,
    class_key) that one of the scopes covers."""
    chosen = pa.array([False] * places.num_rows)
    for scope in scopes:
        chosen = pc.or_(chosen, _covered(places, scope))
    keys = pc.unique(places.filter(chosen)["child_key"])
    return pa.table({"child_key": keys.cast(pa.int64())}).sort_by("child_key")


def _covered(places: pa.Table, scope: ScopeLike) -> pa.Array:
    nothing = pa.array([False] * places.num_rows)
    if scope.kind == "county":
        return pc.invert(nothing)
    if scope.kind == "area":
        for code in scope.codes:
            nothing = pc.or_(nothing, pc.fill_null(pc.starts_with(places["household_area"], code), False))
        return nothing
    if scope.kind in ("school", "class"):
        column = {"school": "school_code", "class": "class_key"}[scope.kind]
        return pc.is_in(places[column], value_set=pa.array(scope.codes, pa.string()))
    return nothing


class ChildSets:
    """Puts a viewer's set into ``viewer_child`` once and hands out its id. Safe for threads."""

    def __init__(self, instance: Instance, snapshot: int):
        self._instance, self._snapshot = instance, snapshot
        self._lock = threading.Lock()
        self._held: dict[str, int] = {}
        self._known: dict[tuple, tuple[pa.Table, str]] = {}
        self._users = 0

    @contextmanager
    def of(self, viewer: ViewerLike, places: pa.Table) -> Iterator[str]:
        """The set's id, valid inside the block: sets are dropped only while nobody is inside one.

        The id hashes the snapshot and the children themselves, so equal sets share one cache line and a set
        that has grown is another set.
        """
        scopes = tuple((scope.kind, tuple(scope.codes)) for scope in viewer.scopes)
        with self._lock:
            known = self._known.get(scopes)
            if known is not None and known[0] is places:
                self._users += 1
                set_id = known[1]
            else:
                known = None
        if known is None:
            set_id = self._put(scopes, children_of(places, viewer.scopes), places)
        try:
            yield set_id
        finally:
            with self._lock:
                self._users -= 1

    def _put(self, scopes: tuple, keys: pa.Table, places: pa.Table) -> str:
        """Hold a set, and remember that these scopes over these places are it; its user is counted already."""
        packed = b"".join(key.to_bytes(8, "big", signed=True) for key in keys["child_key"].to_pylist())
        set_id = hashlib.sha256(f"{self._snapshot}:".encode() + packed).hexdigest()[:24]
        with self._lock:
            if len(self._held) >= MOST_SETS and not self._users:
                self._instance.clear("viewer_child")
                self._held.clear()
                self._known.clear()
            if set_id not in self._held:
                named = keys.append_column("set_id", pa.array([set_id] * keys.num_rows, pa.string()))
                self._instance.insert("viewer_child", named)
                self._held[set_id] = keys.num_rows
            if len(self._known) >= MOST_SETS:
                self._known.clear()
            self._known[scopes] = places, set_id
            self._users += 1
        return set_id

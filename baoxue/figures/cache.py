"""A bounded store of Arrow tables. Keys say everything a table depends on, so nothing ever goes stale. Beside it the
rows of small tables, as screens read them."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any

import pyarrow as pa


class TableCache:
    """Least recently used out first, by bytes held and by entries. Safe for threads."""

    def __init__(self, max_bytes: int = 64_000_000, max_entries: int = 512):
        self.max_bytes, self.max_entries = max_bytes, max_entries
        self.bytes = 0
        self._tables: OrderedDict[Hashable, pa.Table] = OrderedDict()
        self._asked: dict[Hashable, threading.Lock] = {}
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._tables)

    def get(self, key: Hashable, compute: Callable[[], pa.Table]) -> pa.Table:
        """The table of the key. Of threads that miss together one computes, the others wait for its table; where it
        fails, the next one tries."""
        with self._lock:
            if (held := self._held(key)) is not None:
                return held
            asked = self._asked.setdefault(key, threading.Lock())
        with asked:
            with self._lock:
                if (held := self._held(key)) is not None:
                    return held
            try:
                table = compute()
                self._keep(key, table)
                return table
            finally:
                with self._lock:
                    self._asked.pop(key, None)

    def _held(self, key: Hashable) -> pa.Table | None:
        if key in self._tables:
            self._tables.move_to_end(key)
        return self._tables.get(key)

    def _keep(self, key: Hashable, table: pa.Table) -> None:
        with self._lock:
            if key not in self._tables and table.nbytes <= self.max_bytes:
                self._tables[key] = table
                self.bytes += table.nbytes
                while self.bytes > self.max_bytes or len(self._tables) > self.max_entries:
                    _, dropped = self._tables.popitem(last=False)
                    self.bytes -= dropped.nbytes


_REPEATED = (pa.string(), pa.date32(), pa.timestamp("us"))
"""Types whose values repeat down a column: names of villages and schools, codes, days."""


def listed(table: pa.Table) -> list[dict[str, Any]]:
    """``table.to_pylist()``, equal words and days of a column being one object: little more than half the memory."""
    names = table.column_names
    return [dict(zip(names, row, strict=True)) for row in zip(*map(_values, table.columns), strict=True)]


def _values(column: pa.ChunkedArray) -> list[Any]:
    if column.type not in _REPEATED:
        values: list[Any] = column.to_pylist()
        return values
    encoded = column.combine_chunks().dictionary_encode()
    words = encoded.dictionary.to_pylist()
    return [None if place is None else words[place] for place in encoded.indices.to_pylist()]


class Rows:
    """Tables as lists of rows, and what screens make of them, kept while they are among the newest ``most`` rows: a page
    run asks the same small tables again and again. Who reads them changes nothing in them. Safe for threads."""

    def __init__(self, most: int = 16_000):
        self.most = most
        self.held = 0
        self._listed: OrderedDict[int, tuple[pa.Table, list[dict[str, Any]], dict[Hashable, Any]]] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, table: pa.Table) -> list[dict[str, Any]]:
        """The table is known by its identity: the store of tables hands out the same one for the same key."""
        return self._entry(table)[0]

    def made(self, table: pa.Table, make: Callable[[list[dict[str, Any]]], Any]) -> Any:
        """What a function, known by its identity, makes of the table's rows."""
        rows, kept = self._entry(table)
        if make not in kept:
            kept[make] = make(rows)
        return kept[make]

    def _entry(self, table: pa.Table) -> tuple[list[dict[str, Any]], dict[Hashable, Any]]:
        with self._lock:
            if known := self._listed.get(id(table)):
                self._listed.move_to_end(id(table))
                return known[1:]
        rows = listed(table)
        kept: dict[Hashable, Any] = {}
        with self._lock:
            if len(rows) <= self.most // 2 and id(table) not in self._listed:
                self._listed[id(table)] = table, rows, kept
                self.held += len(rows)
                while self.held > self.most:
                    self.held -= len(self._listed.popitem(last=False)[1][1])
        return rows, kept

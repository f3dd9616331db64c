"""A bounded store of Arrow tables. Keys say everything a table depends on, so nothing ever goes stale."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

import pyarrow as pa


class TableCache:
    """Least recently used out first, by bytes held and by entries. Safe for threads."""

    def __init__(self, max_bytes: int = 64_000_000, max_entries: int = 512):
        self.max_bytes, self.max_entries = max_bytes, max_entries
        self.bytes = 0
        self._tables: OrderedDict[Hashable, pa.Table] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._tables)

    def get(self, key: Hashable, compute: Callable[[], pa.Table]) -> pa.Table:
        """The table of the key. Two threads that miss together both compute: the result is the same."""
        with self._lock:
            if key in self._tables:
                self._tables.move_to_end(key)
                return self._tables[key]
        table = compute()
        with self._lock:
            if key not in self._tables and table.nbytes <= self.max_bytes:
                self._tables[key] = table
                self.bytes += table.nbytes
                while self.bytes > self.max_bytes or len(self._tables) > self.max_entries:
                    _, dropped = self._tables.popitem(last=False)
                    self.bytes -= dropped.nbytes
        return table

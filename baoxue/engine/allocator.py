"""The memory that queries set free goes back to the system. The engine's allocator keeps it otherwise, beside its memory
limit: a server kept two thirds of its largest query for as long as it ran."""

import ctypes
import sys
import threading
from functools import cache

import duckdb

_LIMIT = "16MB"
_M_ARENA_MAX, _ARENAS = -8, 2
_lock = threading.Lock()


def keep_few_arenas() -> None:
    """Pools of the C library, one a thread otherwise: what thirty threads of a server freed stayed in as many, 25 MB in all.
    Called before they start; nothing happens where the library is not GNU's."""
    if sys.platform == "linux" and (mallopt := getattr(ctypes.CDLL(None), "mallopt", None)):
        mallopt(_M_ARENA_MAX, _ARENAS)


@cache
def _aside() -> duckdb.DuckDBPyConnection:
    """A database of nothing: the allocator is the process's, and an instance of ours may change no setting of its own."""
    return duckdb.connect(":memory:", config={"threads": 1, "memory_limit": _LIMIT})


def give_back() -> None:
    """Milliseconds. Setting a limit, were it the same, is where the engine empties its allocator. Safe for threads."""
    with _lock:
        _aside().execute(f"set memory_limit = '{_LIMIT}'")

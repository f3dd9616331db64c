"""What screens compose out of rows, kept: most of what a run shows, the run before it showed too.

Nothing kept can be stale or another's: a key names all that a text is made of. The rows stand in it by their identity,
as the figures hand them out and nobody changes them, the screen by everything it knows: whose eyes, place, month, day,
data, ledger, language, words. The least recently shown goes first.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from functools import partial
from types import FunctionType
from typing import Any, TypeVar

from baoxue.ui import words
from baoxue.ui.screen import Screen, current

Made = TypeVar("Made")


class Store:
    """At most so many characters of texts, standing on at most so many rows. Safe for threads."""

    def __init__(self, most_characters: int = 4_000_000, most_rows: int = 20_000):
        self.most_characters, self.most_rows = most_characters, most_rows
        self.characters = self.rows = 0
        self._kept: OrderedDict[Hashable, tuple[Any, tuple, int, int]] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: Hashable) -> Any:
        """What is kept under a key; None where nothing is."""
        with self._lock:
            if key not in self._kept:
                return None
            self._kept.move_to_end(key)
            return self._kept[key][0]

    def put(self, key: Hashable, made: Any, known: tuple, rows: int) -> None:
        """``known``: the objects that the key names by identity, held as long as the key, so that none takes their place."""
        size = len(made) if isinstance(made, str) else sum(len(str(value)) for value in made.values())
        with self._lock:
            if key in self._kept or size > self.most_characters // 4 or rows > self.most_rows // 2:
                return
            self._kept[key] = made, known, size, rows
            self.characters, self.rows = self.characters + size, self.rows + rows
            while self.characters > self.most_characters or self.rows > self.most_rows:
                _, _, dropped, rows_less = self._kept.popitem(last=False)[1]
                self.characters, self.rows = self.characters - dropped, self.rows - rows_less

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()
            self.characters = self.rows = 0


store = Store()


def kept(make: Callable[..., Made], rows: Sequence[Any], *more: Any) -> Made:
    """What ``make(screen, rows, *more)`` gives, a text or texts by key, composed once. It reads nothing besides: not the
    address, nor the session. ``more``: values, lists of rows, functions; a function holds nothing of the run around it
    (TypeError otherwise)."""
    screen = current()
    known: list[Any] = [*rows, screen.places, words.codes()]
    named = tuple([_named(one, known) for one in (make, *more)])
    key = (named, tuple(map(id, rows)), _eyes(screen))
    made = store.get(key)
    if made is None:
        made = make(screen, rows, *more)
        store.put(key, made, tuple(known), len(rows))
    return made


def _eyes(screen: Screen) -> Hashable:
    """All that a screen knows."""
    figures = screen.figures
    return (screen.viewer, screen.post_id, screen.page, screen.place, screen.month, screen.as_of, words.language(), screen.home,
            figures.snapshot.n, figures.ledger_seq, id(screen.places), id(words.codes()))  # fmt: skip


def _named(one: Any, known: list[Any]) -> Hashable:
    """A function by its code, which two runs share; a value by itself and its type: 1 is not True."""
    if isinstance(one, partial):
        values = (*one.args, *(value for pair in sorted(one.keywords.items()) for value in pair))
        return ("partial", _named(one.func, known), *(_named(value, known) for value in values))
    if isinstance(one, list):
        known.extend(one)
        return ("rows", *map(id, one))
    if not callable(one):
        return type(one), one
    if not isinstance(one, FunctionType) or one.__closure__ or one.__defaults__ or one.__kwdefaults__:
        raise TypeError(f"{one!r} holds more than its code: what it made would be kept beyond its run")
    known.append(one.__code__)
    return id(one.__code__)

"""What the invented county does differently from an ordinary month: marks, rolls, reports and acts, by child."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

import sqlalchemy as sa

from baoxue.demo.children import Child
from baoxue.ledger import Refused, cases
from baoxue.ledger.cases import Event
from baoxue.words import msg

_T = TypeVar("_T")
Act = Callable[[sa.Connection, dict[int, int]], None]
"""Something done in the ledger: gets the connection and child number → child_key."""


class TooSmall(Refused):
    """No room for a planted story: the county has too few pupils of the kind that it is told of."""

    def __init__(self) -> None:
        super().__init__("too_small", msg("虚构县"), msg("这么多学生中放不下全部情节"), msg("学生再多一些,例如 2000 人"),
                         msg("请加大 --pupils,或换一个 --seed"))  # fmt: skip


def first_of(fitting: Iterable[_T]) -> _T:
    """The first of those that fit. Raises TooSmall where none does."""
    for one in fitting:
        return one
    raise TooSmall


@dataclass(frozen=True)
class Expected:
    """One line of the answer key: what must be found of a child as of the demo's last day.

    ``reason`` None: the child must have no case. ``closing``: closing status of the child's case number ``episode``.
    """

    story: str
    child: int
    reason: str | None
    first_day: date | None = None
    reached_on: date | None = None
    closing: str | None = None
    episode: int = 1


@dataclass
class Plan:
    """``marks``: child → day → (morning, afternoon); ``patches``: child → (from month, to month, cells of the roll
    row, None = no row); ``moves``: child → (from month, class key); ``also``: class key → (from month, children on a
    second roll); ``mid_month``: child → (month, last day, first day, new class key); ``arrives``: child → first day on a
    roll of the new school year; ``registered``: child on no roll → (from day, cells of the household register);
    ``left_out``: (class key, month) → school days missing from its sheet; ``struck``: child → month whose roll its school
    sends anew without the child, together with the corrected sheets of that month."""

    marks: dict[int, dict[date, tuple[str, str]]] = field(default_factory=lambda: defaultdict(dict))
    patches: dict[int, list[tuple[str, str, dict | None]]] = field(default_factory=lambda: defaultdict(list))
    moves: dict[int, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    also: dict[str, list[tuple[str, int]]] = field(default_factory=lambda: defaultdict(list))
    mid_month: dict[int, tuple[str, date, date, str]] = field(default_factory=dict)
    arrives: dict[int, date] = field(default_factory=dict)
    registered: dict[int, list[tuple[date, dict[str, str]]]] = field(default_factory=dict)
    numbers: dict[int, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    acts: list[tuple[datetime, Act]] = field(default_factory=list)
    silent: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    nil: set[tuple[str, str]] = field(default_factory=set)
    late: dict[tuple[str, str, str], datetime] = field(default_factory=dict)
    spoiled: dict[tuple[str, str], str] = field(default_factory=dict)
    corrected: list[tuple[datetime, str, str]] = field(default_factory=list)
    before_correction: dict[tuple[int, str], dict[date, tuple[str, str]]] = field(default_factory=dict)
    left_out: dict[tuple[str, str], list[date]] = field(default_factory=dict)
    struck: dict[int, str] = field(default_factory=dict)
    expected: list[Expected] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)

    def absent(self, child: Child, days: Sequence[date], mark: tuple[str, str] = ("A", "A")) -> None:
        for day in days:
            self.marks[child.n][day] = mark

    def act(self, child: Child, on: date, event: str, state: str, known: date | None = None, **more: Any) -> None:
        """An act of a day on a child's case, recorded at noon, or at noon of the day from which the case is known.
        ``more``: the event's other fields, who acts among them."""
        day = max(on, known or on)
        at = datetime(day.year, day.month, day.day, 12)

        def record(connection: sa.Connection, keys: dict[int, int]) -> None:
            head = cases.heads(connection, [keys[child.n]])[keys[child.n]]
            cases.append(connection, [Event(keys[child.n], event, state, on, at, case_no=head.case_no, **more)])

        self.acts.append((at, record))

    def class_of(self, child: Child, month: str, year: int) -> str | None:
        """The class key of a child in a month, moves considered."""
        moved = [key for since, key in self.moves.get(child.n, ()) if since <= month]
        return moved[-1] if moved else child.class_in(year)

    def patch_of(self, child: Child, month: str) -> dict | None:
        """Cells to put over the child's roll row; None = not on the roll."""
        cells: dict = {}
        for first, last, patch in self.patches.get(child.n, ()):
            if first <= month <= last:
                if patch is None:
                    return None
                cells |= patch
        return cells

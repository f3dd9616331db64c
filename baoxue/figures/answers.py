"""What the doors give back, and the one way in which they say no."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar

import pyarrow as pa

from baoxue.figures.cache import Rows
from baoxue.words import Message, Saying

Made = TypeVar("Made")


class Refused(Saying):
    """The question cannot be answered as it was asked; the message may stand on a page.

    ``snapshot``: the number of the snapshot that could answer it, where there is one.
    """

    def __init__(self, message: Message, snapshot: int | None = None):
        super().__init__(message)
        self.snapshot = snapshot


@dataclass(frozen=True)
class Foot:
    """What makes a figure repeatable: the same five give the same figure for ever."""

    snapshot: int
    data_through: datetime
    ledger_seq: int
    query_sha: str
    as_of: datetime


@dataclass(frozen=True)
class Answer:
    """``outside_n``: rows beyond the viewer's children, None where that was not asked. ``kept``: where rows are
    remembered."""

    name: str
    table: pa.Table
    foot: Foot
    outside_n: int | None = None
    kept: Rows | None = None

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """The table's rows. The list is this answer's own; the rows are shared with others and only read."""
        return list(self.kept.of(self.table)) if self.kept else self.table.to_pylist()

    def made(self, make: Callable[[list[dict[str, Any]]], Made]) -> Made:
        """What a function makes of the rows: the same object for everybody who asks the same, only read."""
        made: Made = self.kept.made(self.table, make) if self.kept else make(self.rows)
        return made

    @property
    def first(self) -> dict[str, Any] | None:
        """The first row, or None: for queries of one row."""
        return self.rows[0] if self.table.num_rows else None


@dataclass(frozen=True)
class How:
    """ "How is this counted?": the query's header, its own SQL, and the relations its chain goes through."""

    name: str
    fields: dict[str, str]
    sql: str
    sha: str
    relations: tuple[str, ...]

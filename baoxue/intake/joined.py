"""Records of one child that were joined: what schools sent under either stands as the child's, one row for each grain."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import sqlalchemy as sa

from baoxue.intake.county import at_school
from baoxue.ledger.identity_search import canonical

_ROLL = ("child_key", "class_key", "month")
_SHEET = ("child_key", "class_key", "day")
_HALVES = ("mark_am", "mark_pm")
_MARKS = ("P", "L", "E", "A", "S", "R", None)
"""Of two marks of one half day the first: who was seen was there; an absence is not hidden by leave of a second row."""

Row = dict[str, Any]


@dataclass(frozen=True)
class Records:
    """``canonical``: double record → the one that stands for the child; ``at_school``: statuses with a seat in the
    classroom."""

    canonical: Mapping[int, int]
    at_school: Collection[str] = frozenset()

    def roll(self, rows: pa.Table) -> pa.Table:
        """A roll, one row for child, class and month: one at school and not left, else one at school, else the newest
        status; of equal ones that which holds the place longest, then the first."""
        return self._joined(rows, _ROLL, lambda doubles: min(doubles, key=self._rank))

    def sheet(self, rows: pa.Table) -> pa.Table:
        """Attendance, one row for child, class and day: of each half day presence, then any mark, then none."""
        return self._joined(rows, _SHEET, _seen)

    def first(self, rows: pa.Table, grain: Sequence[str]) -> pa.Table:
        """Rows of a form, of each grain the first."""
        return self._joined(rows, grain, lambda doubles: doubles[0])

    def _rank(self, row: Row) -> tuple[bool, bool, int, date]:
        is_here, since = row["status"] in self.at_school, row.get("status_since")
        has_left = row.get("on_roll_to") is not None
        newest = -since.toordinal() if since else 0
        return not is_here or has_left, not is_here, newest, row.get("on_roll_from") or date.min

    def _joined(self, rows: pa.Table, grain: Sequence[str], choose: Callable[[list[Row]], Row]) -> pa.Table:
        """The rows under the key that stands for the child; most children have one record, and their rows stay as they are."""
        if not self.canonical or not _are_of(rows, self.canonical).any():
            return rows
        is_theirs = _are_of(rows, {*self.canonical, *self.canonical.values()})
        theirs = rows.filter(pa.array(is_theirs)).to_pylist()
        by_grain: dict[tuple, list[tuple[int, Row]]] = {}
        for place, row in zip(np.flatnonzero(is_theirs).tolist(), theirs, strict=True):
            row["child_key"] = self.canonical.get(row["child_key"], row["child_key"])
            by_grain.setdefault(tuple(row[name] for name in grain), []).append((place, row))
        chosen = [choose([row for _, row in doubles]) for doubles in by_grain.values()]
        table = pa.concat_tables([rows.filter(pa.array(~is_theirs)), pa.Table.from_pylist(chosen, schema=rows.schema)])
        places = np.concatenate([np.flatnonzero(~is_theirs), [doubles[0][0] for doubles in by_grain.values()]])
        return table.take(pa.array(np.argsort(places, kind="stable")))


def records_of(connection: sa.Connection, codes: pa.Table) -> Records:
    """The records as they are joined in the ledger; ``codes``: the relation ``code``."""
    return Records(canonical(connection), at_school(codes))


def _are_of(rows: pa.Table, children: Collection[int]) -> np.ndarray:
    return pc.is_in(rows["child_key"], pa.array(list(children), pa.int64())).to_numpy()


def _seen(doubles: list[Row]) -> Row:
    marks = {half: min((row[half] for row in doubles), key=_MARKS.index) for half in _HALVES}
    return doubles[0] | marks

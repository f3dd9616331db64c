"""Checks of children at school elsewhere 县外就读: the village checks, the township reviews, the bureau calls back."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

import pyarrow as pa
import sqlalchemy as sa

from baoxue.ledger.among import among
from baoxue.ledger.arrow import to_arrow
from baoxue.ledger.database import take_numbers
from baoxue.ledger.tables import whereabouts_check

STEPS = ("checked", "reviewed", "called_back")
RESULTS = ("confirmed", "refuted", "unreached")
PROOFS = ("register", "certificate", "guardian")


@dataclass(frozen=True)
class Check:
    """One act. ``step``: STEPS; ``result``: RESULTS; ``proof``: PROOFS, what was seen; ``on_behalf``: whom the actor
    acts for."""

    child_key: int
    step: str
    result: str
    effective_on: date
    recorded_at: datetime
    actor: str
    proof: str | None = None
    note: str | None = None
    on_behalf: str | None = None


def record(connection: sa.Connection, acts: Sequence[Check]) -> list[int]:
    """Append acts in order; answers the number of each. An act that stands word for word is not recorded twice."""
    known = _known(connection, {act.child_key for act in acts})
    fresh = [act for act in dict.fromkeys(acts) if _says(act) not in known]
    if fresh:
        first = take_numbers(connection, "ledger", len(fresh))
        rows = [{"seq": seq, **asdict(act)} for seq, act in enumerate(fresh, first)]
        connection.execute(whereabouts_check.insert(), rows)
        known |= {_says(act): row["seq"] for act, row in zip(fresh, rows, strict=True)}
    return [known[_says(act)] for act in acts]


def checks(connection: sa.Connection, after_seq: int = 0) -> pa.Table:
    """Acts numbered above ``after_seq``, as the engine's leaf holds them."""
    columns = [column for column in whereabouts_check.c if column.name != "note"]
    query = sa.select(*columns).where(whereabouts_check.c.seq > after_seq)
    return to_arrow(connection, query.order_by(whereabouts_check.c.seq))


def of_child(connection: sa.Connection, child_key: int) -> list[sa.Row]:
    """The acts about one child, in order."""
    query = sa.select(whereabouts_check).where(whereabouts_check.c.child_key == child_key)
    return list(connection.execute(query.order_by(whereabouts_check.c.seq)))


def _says(act: Check | sa.Row) -> tuple:
    """What makes two acts the same: a button pressed twice is one act."""
    return (act.child_key, act.step, act.result, act.proof, act.note, act.effective_on, act.actor, act.on_behalf)


def _known(connection: sa.Connection, children: set[int]) -> dict[tuple, int]:
    query = sa.select(whereabouts_check).where(among(whereabouts_check.c.child_key, children))
    return {_says(row): row.seq for row in connection.execute(query)}

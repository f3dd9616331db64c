"""Progress of the plan's own targets 年度任务. Appended, never changed: a correction is a newer row."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

import pyarrow as pa
import sqlalchemy as sa

from baoxue.ledger.arrow import to_arrow
from baoxue.ledger.database import take_numbers
from baoxue.ledger.tables import target_progress


@dataclass(frozen=True)
class Progress:
    """How far a target was on a day. ``done``: in the target's unit, 0 or 1 where it is yes or no; ``evidence``: what
    proves it; ``on_behalf``: the owner whom the actor acts for."""

    target_id: str
    done: float
    effective_on: date
    recorded_at: datetime
    actor: str
    evidence: str | None = None
    note: str | None = None
    on_behalf: str | None = None


def record(connection: sa.Connection, said: Progress) -> int:
    """Append a row; answers its number. One that says what the newest row of the target says is not recorded twice."""
    known = of_target(connection, said.target_id)
    if known and _says(known[-1]) == _says(said):
        return int(known[-1].seq)
    seq = take_numbers(connection, "ledger")
    connection.execute(target_progress.insert().values(seq=seq, **asdict(said)))
    return seq


def progress(connection: sa.Connection, after_seq: int = 0) -> pa.Table:
    """Rows numbered above ``after_seq``, as the engine's leaf holds them."""
    query = sa.select(target_progress).where(target_progress.c.seq > after_seq)
    return to_arrow(connection, query.order_by(target_progress.c.seq))


def of_target(connection: sa.Connection, target_id: str) -> list[sa.Row]:
    """The rows of one target, in the order in which they were recorded."""
    query = sa.select(target_progress).where(target_progress.c.target_id == target_id)
    return list(connection.execute(query.order_by(target_progress.c.seq)))


def _says(row: Progress | sa.Row) -> tuple:
    return (row.done, row.effective_on, row.actor, row.evidence, row.note, row.on_behalf)

"""Re-checks 复核 of the quarterly review: the county finds, the unit objects, the county decides. Appended, never changed."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

import pyarrow as pa
import sqlalchemy as sa

from baoxue.ledger.arrow import to_arrow
from baoxue.ledger.database import take_numbers
from baoxue.ledger.tables import recheck

FINDINGS = ("agreed", "not_agreed", "hidden")
DECISIONS = ("upheld", "withdrawn")
OBJECTED = "objected"
SUBJECTS = ("school", "case", "nil", "child")


@dataclass(frozen=True)
class Recheck:
    """One act. ``quarter``: 2018-Q4; ``unit_code``: the school or township that answers; ``subject``: SUBJECTS with its
    ``subject_code`` (of a nil report its month); ``result``: FINDINGS | OBJECTED | DECISIONS; ``reason``: needed wherever a unit is not agreed with."""

    quarter: str
    unit_code: str
    subject: str
    subject_code: str
    result: str
    effective_on: date
    recorded_at: datetime
    actor: str
    child_key: int | None = None
    reason: str | None = None
    on_behalf: str | None = None


def record(connection: sa.Connection, act: Recheck) -> int:
    """Append an act; answers its number. One that says what the newest act about the same says is not recorded twice."""
    known = of_subject(connection, act.quarter, act.unit_code, act.subject, act.subject_code, act.child_key)
    if known and _says(known[-1]) == _says(act):
        return int(known[-1].seq)
    seq = take_numbers(connection, "ledger")
    connection.execute(recheck.insert().values(seq=seq, **asdict(act)))
    return seq


def acts(connection: sa.Connection, after_seq: int = 0) -> pa.Table:
    """Acts numbered above ``after_seq``, as the engine's leaf holds them: without the reason, which may name a child."""
    columns = [column for column in recheck.c if column.name != "reason"]
    return to_arrow(connection, sa.select(*columns).where(recheck.c.seq > after_seq).order_by(recheck.c.seq))


def of_subject(
    connection: sa.Connection, quarter: str, unit_code: str, subject: str, subject_code: str, child_key: int | None
) -> list[sa.Row]:
    """The acts about one school, case or hidden child of a quarter, in order."""
    query = _of_quarter(quarter).where(
        recheck.c.unit_code == unit_code, recheck.c.subject == subject, recheck.c.subject_code == subject_code
    )
    wanted = recheck.c.child_key.is_(None) if child_key is None else recheck.c.child_key == child_key
    return list(connection.execute(query.where(wanted)))


def of_quarter(connection: sa.Connection, quarter: str, unit_code: str | None = None) -> list[sa.Row]:
    """The acts of a quarter in order, of one unit where it is named."""
    query = _of_quarter(quarter)
    return list(connection.execute(query.where(recheck.c.unit_code == unit_code) if unit_code else query))


def _of_quarter(quarter: str) -> sa.Select:
    return sa.select(recheck).where(recheck.c.quarter == quarter).order_by(recheck.c.seq)


def _says(act: Recheck | sa.Row) -> tuple:
    """What makes two acts the same: a button pressed twice is one act."""
    return (act.result, act.reason, act.effective_on, act.actor, act.on_behalf)

"""What schools sent. Every attempt is kept; what stands is, class by class, the newest that was accepted."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime

import sqlalchemy as sa

from baoxue.ledger.tables import submission

STANDING = ("accepted", "waiting")
"""States of a submission that brought rows: all of them, or all but those that wait for correction."""


@dataclass(frozen=True)
class Submission:
    """One attempt. ``classes``: class_key → rows accepted; ``normal_sha``: the Parquet of the good rows;
    ``state``: accepted | waiting (some rows wait for correction) | refused; ``is_nil``: 零报告 declared."""

    kind: str
    school_code: str
    month: str
    received_at: datetime
    sender: str
    file_name: str
    state: str
    file_sha: str | None = None
    normal_sha: str | None = None
    is_nil: bool = False
    classes: dict[str, int] = field(default_factory=dict)
    rows_accepted: int = 0
    rows_waiting: int = 0
    findings: list[dict] = field(default_factory=list)


def record(connection: sa.Connection, rows: Sequence[Submission]) -> list[int]:
    """Record attempts in order; answers their ids."""
    if not rows:
        return []
    first = (connection.execute(sa.select(sa.func.max(submission.c.id))).scalar() or 0) + 1
    connection.execute(submission.insert(), [{"id": i, **asdict(row)} for i, row in enumerate(rows, first)])
    return list(range(first, first + len(rows)))


def newest_id(connection: sa.Connection) -> int:
    return connection.execute(sa.select(sa.func.max(submission.c.id))).scalar() or 0


def touched(connection: sa.Connection, after_id: int, through: int) -> set[tuple[str, str]]:
    """(kind, month) of what came after a submission, up to another."""
    query = sa.select(submission.c.kind, submission.c.month).distinct()
    query = query.where(submission.c.id > after_id, submission.c.id <= through)
    return {(row.kind, row.month) for row in connection.execute(query)}


def attempts(
    connection: sa.Connection,
    kind: str | None = None,
    month: str | None = None,
    school_code: str | None = None,
    through: int | None = None,
) -> list[sa.Row]:
    """Attempts in the order they came, up to ``through`` where it is given."""
    query = sa.select(submission).order_by(submission.c.id)
    query = query.where(submission.c.id <= through) if through is not None else query
    for column, wanted in (
        (submission.c.kind, kind),
        (submission.c.month, month),
        (submission.c.school_code, school_code),
    ):
        query = query.where(column == wanted) if wanted else query
    return list(connection.execute(query))


def standing(connection: sa.Connection, kind: str, month: str, through: int) -> dict[str, dict[str, sa.Row]]:
    """school_code → class_key → the attempt whose rows stand: the newest accepted one that holds the class."""
    found: dict[str, dict[str, sa.Row]] = {}
    for row in attempts(connection, kind, month, through=through):
        if row.state in STANDING and row.normal_sha:
            found.setdefault(row.school_code, {}).update(dict.fromkeys(row.classes, row))
    return found

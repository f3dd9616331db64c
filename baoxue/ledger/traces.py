"""Who opened what: one row a look, in the transaction of its own, numbered apart from the ledger's acts."""

from datetime import datetime

import sqlalchemy as sa

from baoxue.ledger.tables import trace


def note(connection: sa.Connection, at: datetime, viewer: str, act: str, subject: str) -> None:
    """Record that ``viewer`` (a post) did ``act`` (open_case, export …) on ``subject`` (a case number, a query)."""
    connection.execute(trace.insert().values(at=at, viewer=viewer, act=act, subject=subject))


def traces(connection: sa.Connection, subject: str | None = None) -> list[sa.Row]:
    """Traces, newest first; of one subject where it is given."""
    query = sa.select(trace).order_by(trace.c.id.desc())
    return list(connection.execute(query.where(trace.c.subject == subject) if subject else query))

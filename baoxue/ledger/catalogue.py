"""The catalogue of snapshots: which file is which part of which snapshot, since when and until when.

A part of snapshot n has ``since <= n`` and (``until`` is null or ``until > n``). Nothing is ever removed from it,
so every older snapshot reopens as it was.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from baoxue.ledger.tables import counter, part, snapshot


@dataclass(frozen=True)
class Part:
    """One file of one relation: a month, or ``all``."""

    relation: str
    month: str
    sha256: str
    rows: int
    version: int


def snapshots(connection: sa.Connection) -> list[sa.Row]:
    """Every snapshot, oldest first."""
    return list(connection.execute(sa.select(snapshot).order_by(snapshot.c.n)))


def newest(connection: sa.Connection) -> sa.Row | None:
    return connection.execute(sa.select(snapshot).order_by(snapshot.c.n.desc()).limit(1)).first()


def stand(connection: sa.Connection) -> tuple[int | None, int, int]:
    """(number of the newest snapshot, newest ledger number, newest child_key), in one read: every page run asks."""
    newest_n, ledger_seq, child_key = connection.execute(_STAND).one()
    return newest_n, ledger_seq or 0, child_key or 0


def _counted(name: str) -> sa.ScalarSelect:
    return sa.select(counter.c.value).where(counter.c.name == name).scalar_subquery()


_STAND = sa.select(sa.select(sa.func.max(snapshot.c.n)).scalar_subquery(), _counted("ledger"), _counted("child"))


def parts(connection: sa.Connection, n: int) -> list[Part]:
    """The files of snapshot n."""
    query = (
        sa.select(part.c.relation, part.c.month, part.c.sha256, part.c.rows, part.c.version)
        .where(part.c.since <= n, sa.or_(part.c.until.is_(None), part.c.until > n))
        .order_by(part.c.relation, part.c.month)
    )
    return [Part(*row) for row in connection.execute(query)]


def commit(
    connection: sa.Connection,
    staged: Sequence[Part],
    created_at: datetime,
    data_through: datetime,
    ledger_seq: int,
    submission_id: int,
    queries_sha: str,
) -> int:
    """Catalogue a new snapshot: the parts of the newest one, with ``staged`` put in place of those of the same
    relation and month. A part whose content did not change keeps its row. ``ledger_seq``: the ledger's newest number
    when the publication read it; acts that came while it ran are not in it. Answers the snapshot's number."""
    last = newest(connection)
    n = last.n + 1 if last else 1
    standing = {(p.relation, p.month): p for p in parts(connection, last.n)} if last else {}
    for new in staged:
        old = standing.get((new.relation, new.month))
        if old and old.sha256 == new.sha256 and old.version == new.version:
            continue
        if old:
            connection.execute(
                part.update()
                .where(part.c.relation == new.relation, part.c.month == new.month, part.c.until.is_(None))
                .values(until=n)
            )
        connection.execute(part.insert().values(since=n, until=None, **vars(new)))
    connection.execute(
        snapshot.insert().values(
            n=n,
            created_at=created_at,
            data_through=data_through,
            ledger_seq=ledger_seq,
            submission_id=submission_id,
            queries_sha=queries_sha,
        )
    )
    return n


def referenced(connection: sa.Connection) -> set[str]:
    """Names of all files that any snapshot holds."""
    return set(connection.execute(sa.select(part.c.sha256)).scalars())

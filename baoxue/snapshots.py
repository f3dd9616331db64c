"""From the catalogue to verified paths: the door through which figures and publishing see a snapshot."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from baoxue.ledger import Ledger, Refused, catalogue
from baoxue.store import Store
from baoxue.words import msg


@dataclass(frozen=True)
class Snapshot:
    """A list of Parquet files that never change. ``data_through``: nothing later than this was known to it."""

    n: int
    created_at: datetime
    data_through: datetime
    ledger_seq: int
    queries_sha: str
    files: dict[str, list[Path]]
    months: tuple[str, ...]


def open_snapshot(home: Path, ledger: Ledger, n: int | None = None) -> Snapshot:
    """Snapshot ``n`` (None: the newest), each file verified against its name before its first use in this process.

    Raises Refused when there is no such snapshot, Damaged naming the file that is not what its name says.
    """
    with ledger.read() as connection:
        row = _row(connection, n)
        parts = catalogue.parts(connection, row.n)
    store = Store(home)
    files: dict[str, list[Path]] = {}
    months = set()
    for part in parts:
        files.setdefault(part.relation, []).append(store.verified(part.sha256))
        if part.relation == "roll":
            months.add(part.month)
    return Snapshot(
        row.n, row.created_at, row.data_through, row.ledger_seq, row.queries_sha, files, tuple(sorted(months))
    )


def _row(connection: sa.Connection, n: int | None) -> sa.Row:
    rows = catalogue.snapshots(connection)
    found = rows[-1] if rows and n is None else next((row for row in rows if row.n == n), None)
    if found is None:
        held = msg("1 至 {n}", n=rows[-1].n) if rows else msg("还没有任何数据版本")
        raise Refused("no_snapshot", msg("数据版本"), msg("没有第 {n} 版", n=n or "?"), held,
                      msg("请先上报并发布,或选择已有的版本"))  # fmt: skip
    return found

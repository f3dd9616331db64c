"""What lies in the store, held against the catalogue: what is damaged or missing, and what nothing refers to."""

from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from baoxue.ledger import Refused, catalogue, leases, open_ledger
from baoxue.ledger.database import FILE
from baoxue.ledger.tables import list_above, part, submission
from baoxue.store import FILES, PARTS, SUBMISSIONS, Damaged, Store
from baoxue.words import Message, msg


@dataclass(frozen=True)
class Wrong:
    """A file that is not what the ledger says of it, and for what: ``kind`` is the relation of a part, what a submission was
    of, or the ledger itself; ``unit`` the school or other unit that sent it."""

    path: Path
    kind: str
    month: str
    unit: str
    found: Message


@dataclass(frozen=True)
class Looked:
    """How many files were looked at, and which are wrong."""

    files: int
    wrong: list[Wrong]


def look_through(home: Path) -> Looked:
    """The hash of every file that any snapshot, attempt or list refers to, and the ledger's own consistency. Raises Refused
    where there is no ledger, or none that can be read."""
    ledger = open_ledger(home, create=False)
    try:
        with ledger.read() as connection:
            asked = _referred(connection)
            faults = [text for (text,) in connection.execute(sa.text("pragma integrity_check")) if text != "ok"]
    finally:
        ledger.close()
    wrong = [
        Wrong(home / FILE, "ledger", "", "", msg("台账文件已损坏({reason})。请从备份恢复这一文件。", reason=reason))
        for reason in faults
    ]
    store = Store(home)
    for (folder, sha256), about in sorted(asked.items()):
        try:
            store.verify(sha256, folder)
        except Damaged as damaged:
            wrong.append(Wrong(damaged.path, *about, damaged.message))
    return Looked(len(asked), wrong)


def _referred(connection: sa.Connection) -> dict[tuple[str, str], tuple[str, str, str]]:
    """(folder, SHA-256) → (kind, month, unit) of the first that refers to it."""
    found: dict[tuple[str, str], tuple[str, str, str]] = {}
    for relation, month, sha256 in connection.execute(
        sa.select(part.c.relation, part.c.month, part.c.sha256).order_by(part.c.since)
    ):
        found.setdefault((PARTS, sha256), (relation, month, ""))
    for folder, column in ((SUBMISSIONS, submission.c.normal_sha), (FILES, submission.c.file_sha)):
        query = sa.select(column, submission.c.kind, submission.c.month, submission.c.school_code)
        for sha256, *about in connection.execute(query.where(column.is_not(None)).order_by(submission.c.id)):
            found.setdefault((folder, sha256), (about[0], about[1], about[2]))
    query = sa.select(list_above.c.file_sha, list_above.c.list_id).where(list_above.c.file_sha.is_not(None))
    for row in connection.execute(query):
        found.setdefault((FILES, row.file_sha), ("list_above", "", row.list_id))
    return found


def sweep(home: Path) -> int:
    """Put aside what no snapshot refers to (``Store.sweep``); answers how many files. Raises Refused while publishing,
    and where nothing was ever published as far as the ledger knows: then no part can be told from a lost snapshot's."""
    ledger = open_ledger(home, create=False)
    try:
        with leases.held(ledger), ledger.read() as connection:
            store = Store(home)
            many = sum(1 for _ in (store.root / PARTS).iterdir())
            if many and catalogue.newest(connection) is None:
                raise Refused(
                    "no_snapshot",
                    msg("清理"),
                    msg("台账中没有任何数据版本,而 {path} 中有 {n} 个文件", path=store.root / PARTS, n=many),
                    msg("至少发布过一次的台账"),
                    msg("以前发布过的,请从备份恢复台账;没有发布过的,请先发布,再清理。没有删除任何文件"),
                )
            return store.sweep(catalogue.referenced(connection))
    finally:
        ledger.close()

"""Opening the ledger: SQLite in write-ahead mode, every commit on disk before it is acknowledged.

Readers never take the write lock; a writer takes it at the start of its transaction, so that what it read
is still true when it writes.
"""

import sqlite3
import threading
import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa

from baoxue.ledger.errors import Refused
from baoxue.ledger.faults import code_of, in_words
from baoxue.ledger.tables import counter, lease, meta
from baoxue.privacy import shut_to_others
from baoxue.words import msg

HEAD = "0015"
FILE = "ledger.sqlite"
_REFERRED = ("parts", "submissions", "files")
"""Folders of the home's ``store/``: what lies there only a ledger refers to."""
_WAITS = 30
"""Seconds for which a writer waits for its turn."""
_LOOKS_AGAIN = 0.002
_MOST_REMEMBERED = 64
Read = TypeVar("Read")


class Ledger:
    """The ledger database of one home. Its reading and writing raise Refused for faults of the machine, such as a full disk."""

    def __init__(self, engine: sa.Engine):
        self.engine = engine
        self.path = Path(engine.url.database or "")
        self._watch: sa.PoolProxiedConnection | None = None
        self._watching = threading.Lock()
        self._remembered: dict[Hashable, Any] = {}
        self._remembered_at: int | None = None

    def version(self) -> int:
        """Another number once anybody committed anything, in this process or another: SQLite tells in microseconds, on a
        connection that is kept for it and never writes."""
        with in_words(self.path), self._watching:
            if self._watch is None:
                self._watch = self.engine.raw_connection()
                self._watch.detach()
            cursor = self._watch.cursor()
            cursor.execute("pragma data_version")
            found = cursor.fetchall()
            cursor.close()
            return int(found[0][0])

    def remembered(self, what: Hashable, read: Callable[[sa.Connection], Read]) -> Read:
        """What ``read`` gives, asked anew after every commit of anybody; ``what`` names all else that it depends on. It is
        shared: who gets it changes nothing in it."""
        version = self.version()  # before the read: what is committed in between is read again
        with self._watching:
            if version != self._remembered_at or len(self._remembered) >= _MOST_REMEMBERED:
                self._remembered, self._remembered_at = {}, version
            known = self._remembered
            if what in known:
                found: Read = known[what]
                return found
        with self.read() as connection:
            found = read(connection)
        with self._watching:
            known[what] = found  # of a commit since then it is not the ones remembered, and goes
        return found

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        with in_words(self.path), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[sa.Connection]:
        """One transaction: everything in it is kept, or nothing."""
        with in_words(self.path), self.engine.connect() as connection:
            connection = connection.execution_options(write=True)
            with connection.begin():
                yield connection

    @contextmanager
    def rehearse(self) -> Iterator[sa.Connection]:
        """A write transaction that is always undone: what would happen, without happening."""
        with in_words(self.path), self.engine.connect() as connection:
            connection = connection.execution_options(write=True)
            transaction = connection.begin()
            try:
                yield connection
            finally:
                transaction.rollback()

    def close(self) -> None:
        with self._watching:
            if self._watch is not None:
                self._watch.close()
                self._watch = None
        self.engine.dispose()


def open_ledger(home: Path, create: bool = True) -> Ledger:
    """The ledger of a home, brought to the newest schema first; ``create``: also where there is none yet. Raises Refused
    where it is missing and may not be created, files lie in the store that the missing one referred to, or a newer program wrote it."""
    if not _stands(home):
        _check_may_be_new(home, create)
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    ledger = Ledger(_engine(f"sqlite:///{home / FILE}"))
    with ledger.read() as connection:
        known = sa.inspect(connection).has_table("alembic_version")
        current = connection.execute(sa.text("select version_num from alembic_version")).scalar() if known else None
    if current != HEAD:
        _migrate(ledger, current)
    shut_to_others(home)
    return ledger


def _stands(home: Path) -> bool:
    try:
        return (home / FILE).stat().st_size > 0
    except FileNotFoundError:
        return False


def holds_files(home: Path) -> bool:
    """Whether anything that a ledger refers to lies in the store."""
    folders = (home / "store" / name for name in _REFERRED)
    return any(next(folder.iterdir(), None) for folder in folders if folder.is_dir())


def _check_may_be_new(home: Path, create: bool) -> None:
    """An empty ledger beside a full store would say that nothing was ever sent, and a sweep would take all of it."""
    file = home / FILE
    if holds_files(home):
        raise Refused(
            "ledger_missing",
            msg("台账 {path}", path=file),
            msg("台账文件不存在或为空,而 {store} 中有已存的数据文件", store=home / "store"),
            msg("数据文件与登记它们的台账在一起"),
            msg("请从备份恢复台账文件;若 BAOXUE_HOME 指错了文件夹,请改正。没有新建台账,没有删除任何文件"),
        )
    if not create:
        raise Refused(
            "no_ledger",
            msg("台账 {path}", path=file),
            msg("这里没有台账"),
            msg("已有数据的 BAOXUE_HOME"),
            msg("请检查 BAOXUE_HOME。如果这里确实还没有数据,请先上报并发布"),
        )


def _migrate(ledger: Ledger, current: str | None) -> None:
    from alembic import command  # loaded where a schema is made or brought up to date, not at every start
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if current is not None and current not in known:
        ledger.close()
        raise Refused(
            "newer",
            msg("台账 {path}", path=ledger.path),
            msg("版本 {version},由更新的程序写成", version=current),
            msg("本程序认识的版本,最新为 {version}", version=HEAD),
            msg("请更新程序后再打开;台账没有改动。"),
        )
    with ledger.write() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _engine(url: str) -> sa.Engine:
    engine = sa.create_engine(url, connect_args={"timeout": _WAITS})

    @sa.event.listens_for(engine, "connect")
    def _configure(connection, _record) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode=wal", "synchronous=full", f"busy_timeout={_WAITS * 1000}", "foreign_keys=on"):
            connection.execute(f"pragma {pragma}")

    @sa.event.listens_for(engine, "begin")
    def _begin(connection) -> None:
        if connection.get_execution_options().get("write"):
            _begin_writing(connection)
        else:
            connection.exec_driver_sql("BEGIN")

    return engine


def _is_taken(error: sa.exc.OperationalError) -> bool:
    """Somebody else writes; waiting helps against nothing else, neither a full disk nor a folder that cannot be written."""
    return code_of(error) == sqlite3.SQLITE_BUSY


def _begin_writing(connection: sa.Connection) -> None:
    """Waits for the write lock. SQLite's own waiting looks again at longer and longer intervals, up to a tenth of a second,
    and so misses the moment that a sender of many books leaves between two batches."""
    connection.exec_driver_sql("pragma busy_timeout=0")
    until = time.monotonic() + _WAITS
    try:
        while True:
            try:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                return
            except sa.exc.OperationalError as error:
                if not _is_taken(error) or time.monotonic() > until:
                    raise
                time.sleep(_LOOKS_AGAIN)
    finally:
        connection.exec_driver_sql(f"pragma busy_timeout={_WAITS * 1000}")


def take_numbers(connection: sa.Connection, name: str, many: int = 1) -> int:
    """The first of ``many`` consecutive numbers of a counter. The row is locked by the write transaction,
    so that "up to n" is a stable prefix."""
    value = connection.execute(sa.select(counter.c.value).where(counter.c.name == name)).scalar()
    if value is None:
        connection.execute(counter.insert().values(name=name, value=many))
        return 1
    connection.execute(counter.update().where(counter.c.name == name).values(value=value + many))
    return value + 1


def is_blank(connection: sa.Connection) -> bool:
    """Whether nothing was ever entered: no act, no register, no number taken; a lease says nothing."""
    tables = (table for table in meta.sorted_tables if table is not lease)
    return not any(connection.execute(sa.select(sa.literal(1)).select_from(t).limit(1)).first() for t in tables)


def newest_number(connection: sa.Connection, name: str = "ledger") -> int:
    """The newest number taken from a counter, 0 when none was."""
    return connection.execute(sa.select(counter.c.value).where(counter.c.name == name)).scalar() or 0

"""Where the streams meet for reading: a snapshot's files, the ledger's events, posts and names, one engine.

The web app and the command line ask here for figures; nothing below knows both the ledger and the figures.
"""

import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from baoxue import clock
from baoxue.engine import Instance
from baoxue.engine.queries import queries
from baoxue.figures import Figures, Refused, Snapshot
from baoxue.ledger import Ledger, catalogue, lists, newest_number, open_ledger, review, targets, whereabouts
from baoxue.ledger import Refused as LedgerRefused
from baoxue.ledger import posts as register
from baoxue.ledger.cases import events
from baoxue.ledger.database import FILE
from baoxue.ledger.identity import flags, names, newest_naming
from baoxue.settings import ROOT, settings
from baoxue.snapshots import open_snapshot
from baoxue.store import Damaged, Store
from baoxue.words import msg

MOST_OPEN = 3
"""Snapshots open at once: the newest, one for comparison, one being replaced."""


@dataclass
class _Open:
    """Figures of one snapshot and how far the ledger has been fed to them."""

    figures: Figures
    ledger_seq: int = 0
    child_key: int = 0
    feeding: threading.Lock = field(default_factory=threading.Lock)


_ledgers: dict[tuple[Path, int], Ledger] = {}
_open: OrderedDict[tuple[Ledger, int], _Open] = OrderedDict()
_lock = threading.Lock()


def ledger_of(home: Path, create: bool = True) -> Ledger:
    """The ledger of a home, opened once per process; a file that was replaced is opened anew. ``create``: as for ``open_ledger``."""
    home = home.absolute()
    with _lock:
        if known := _ledgers.get((home, _inode(home))):
            return known
        ledger = open_ledger(home, create)
        for stale in [key for key in _ledgers if key[0] == home]:
            _ledgers.pop(stale).close()
        _ledgers[home, _inode(home)] = ledger
        return ledger


def _inode(home: Path) -> int:
    """Of the ledger's file; 0 where there is none."""
    try:
        return (home / FILE).stat().st_ino
    except FileNotFoundError:
        return 0


def open_figures(home: Path, snapshot: int | None = None) -> Figures:
    """Figures over the newest (or the named) snapshot with everything the ledger holds by now.

    Costs next to nothing when nothing changed. Raises figures.Refused when there is no such
    snapshot, or the ledger is gone, store.Damaged when a file is not what its name says.
    """
    try:
        ledger = ledger_of(home, create=False)
    except LedgerRefused as refused:
        raise Refused(refused.message) from refused
    newest, ledger_seq, child_key = ledger.remembered("stand", catalogue.stand)
    if newest is None:
        raise Refused(msg("还没有任何数据版本。请先上报并发布。"))
    n = newest if snapshot is None else snapshot
    opened = _opened(home, ledger, n)
    if (opened.ledger_seq, opened.child_key) != (ledger_seq, child_key) and not _feed(opened, ledger):
        opened = _opened(home, ledger, n, instead_of=opened)
        _feed(opened, ledger)
    return opened.figures


def _opened(home: Path, ledger: Ledger, n: int, instead_of: _Open | None = None) -> _Open:
    key = ledger, n
    with _lock:
        if key in _open and _open[key] is not instead_of:
            _open.move_to_end(key)
            return _open[key]
        opened = _Open(_figures(home, ledger, n))
        _open[key] = opened
        while len(_open) > MOST_OPEN:
            _open.popitem(last=False)  # closes when its last reader is done with it
        return opened


def _figures(home: Path, ledger: Ledger, n: int) -> Figures:
    try:
        snapshot = open_snapshot(home, ledger, n)
    except LedgerRefused as refused:
        raise Refused(refused.message) from refused
    with ledger.read() as connection:
        history = [(row.n, row.data_through) for row in catalogue.snapshots(connection)]
    limits = settings()
    instance = Instance(
        snapshot.files,
        queries(ROOT / "queries"),
        limits.engine_memory,
        limits.engine_threads,
        at_once=limits.engine_at_once,
    )
    known = Snapshot(snapshot.n, snapshot.data_through, snapshot.months, history)
    store, parts = Store(home), [path for given in snapshot.files.values() for path in given]

    def verify(failed: bool) -> None:
        """A file changed under the open snapshot shows nothing more; once it is restored the snapshot is opened anew."""
        try:
            store.verify_again(parts, thoroughly=failed)
        except Damaged:
            with _lock:
                _open.pop((ledger, n), None)
            raise

    return Figures(known, instance, end_of_today, verify=verify)


def _feed(opened: _Open, ledger: Ledger) -> bool:
    """Append events, posts and names that are new since the last time, read in one transaction. False where a name that
    was fed is no longer right, and nothing is appended: a name changes so seldom that the snapshot is opened anew."""
    with opened.feeding, ledger.read() as connection:
        if opened.child_key and newest_naming(connection) > opened.ledger_seq:
            return False
        seq, key = newest_number(connection), newest_number(connection, "child")
        opened.figures.feed(seq, **gained(connection, opened.ledger_seq, opened.child_key))
        opened.ledger_seq, opened.child_key = seq, key
    return True


def gained(connection: sa.Connection, after_seq: int = 0, after_child: int = 0, named: bool = True) -> dict:
    """What the ledger holds above two numbers, by the engine's leaf that takes it: all that is ever fed.

    ``named`` False: no child's name and nothing made of one; lines of lists from above come without theirs.
    """
    lines = lists.line_rows(connection, after_seq)
    fed = {
        "case_event": events(connection, after_seq),
        "post": register.posts(connection, after_seq),
        "delegation": register.delegations(connection, after_seq),
        "post_gap": register.gaps(connection, after_seq),
        "whereabouts_check": whereabouts.checks(connection, after_seq),
        "target_progress": targets.progress(connection, after_seq),
        "list_above": lists.above_rows(connection, after_seq),
        "list_line": lines if named else lines.drop_columns(["line_name", "line_pinyin"]),
        "list_answer": lists.answer_rows(connection, after_seq),
        "recheck": review.acts(connection, after_seq),
        "child_flag": flags(connection, after_child),
    }
    return {**fed, "child_name": names(connection, after_child)} if named else fed


def end_of_today() -> datetime:
    return end_of_day(clock.now())


def end_of_day(now: datetime) -> datetime:
    """A day stands for its end, so that equal questions of one day have one answer."""
    return now.replace(hour=23, minute=59, second=59, microsecond=0)


def close_all() -> None:
    """Forget every opened ledger and snapshot: for tests and the end of a process."""
    with _lock:
        _open.clear()
        for ledger in _ledgers.values():
            ledger.close()
        _ledgers.clear()

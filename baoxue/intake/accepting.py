"""Accepting what schools send: read, check, match, store, record.

The files of a batch are on disk before the ledger refers to them; a batch that dies leaves files that nothing
refers to, and no submission.
"""

import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from baoxue import clock, reference
from baoxue.intake.book import Book
from baoxue.intake.checking import Checked
from baoxue.intake.county import county_of
from baoxue.intake.marked import marked_copy
from baoxue.intake.people import Matcher
from baoxue.intake.reader import read
from baoxue.intake.receipts import Receipt, Sending
from baoxue.intake.reception import Accepted, Reception
from baoxue.intake.rehearsal import Rehearsal, rehearsals
from baoxue.intake.rolls import Rolls
from baoxue.intake.titles import recognise as recognise_in
from baoxue.ledger import identity, submissions
from baoxue.ledger.database import open_ledger
from baoxue.ledger.submissions import Submission
from baoxue.settings import settings
from baoxue.store import Store

_BATCH = 10
"""Files in one transaction: who else writes waits for no more than these."""
_OTHERS_TURN = 0.005
"""Seconds between two batches, in which who waits begins."""
_READ_AHEAD = 250
"""Books held at once, read before the first is taken, since a roll goes before the attendance that needs it."""
_ORDER = {"roll": 0, "attendance": 1}


def submit(
    home: Path,
    what: Path | Book,
    school: str,
    month: str,
    sender: str,
    at: datetime | None = None,
    legend: dict[str, str] | None = None,
    is_nil: bool = False,
) -> Receipt:
    """Accepts one file. Whatever is wrong with it stands in the receipt; it never raises for what a file holds."""
    return submit_many(home, [Sending(what, school, month, sender, at, legend or {}, is_nil)])[0]


class Memory:
    """What intake of one home remembers from batch to batch: the county, accepted rolls, children already matched.

    For a caller that submits month after month in one process; nobody else may submit to the home meanwhile.
    """

    def __init__(self, home: Path) -> None:
        self.county = county_of(reference.load(home), settings().county)
        self._store, self._named = Store(home), 0
        self._forget()

    def follow(self, connection: sa.Connection) -> None:
        """Forgets who was whom when the bureau corrected a name or joined two records since."""
        newest = identity.newest_naming(connection)
        if newest != self._named:
            self._forget()
            self._named = newest

    def _forget(self) -> None:
        self.rolls, self.matcher = Rolls(self._store, self.county.at_school), Matcher()


def submit_many(
    home: Path, sendings: Sequence[Sending], progress: Callable[[int], None] | None = None, memory: Memory | None = None
) -> list[Receipt]:
    """Accepts many files, by time of sending and rolls before attendance, and answers in the order given.

    ``progress`` is told how many were checked, one by one; a batch is one transaction.
    """
    ledger, store = open_ledger(home), Store(home)
    memory = memory or Memory(home)
    county = memory.county
    timed, books, order = _in_order(sendings)
    receipts: dict[int, Receipt] = {}
    try:
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            with ledger.write() as connection:
                memory.follow(connection)
                reception = Reception(connection, store, county, memory.rolls, memory.matcher)
                for done, i in enumerate(batch, start + 1):
                    at, sending = timed[i]
                    books[i] = books.get(i) or _book(sending.what)
                    reception.take(sending, books[i], at)
                    if progress:
                        progress(done)
                finished = reception.finish()
            for i, receipt in zip(batch, finished, strict=True):
                book = books.pop(i)
                receipts[i] = marked_copy(home, receipt, book.file, book.sheets)
            if len(order) > start + _BATCH:
                time.sleep(_OTHERS_TURN)
    finally:
        ledger.close()
    return [receipts[i] for i in range(len(timed))]


def rehearse(home: Path, sendings: Sequence[Sending], progress: Callable[[int], None] | None = None) -> list[Rehearsal]:
    """What ``submit_many`` would answer, and what would change, by the same code in a transaction that is undone.

    Answers in the order given; nothing is stored, recorded or remembered.
    """
    ledger, store, memory = open_ledger(home), Store(home), Memory(home)
    timed, books, order = _in_order(sendings)
    found: dict[int, tuple[Checked, Accepted]] = {}
    try:
        with ledger.rehearse() as connection:
            reception = Reception(connection, store, memory.county, memory.rolls, memory.matcher)
            for done, i in enumerate(order, 1):
                at, sending = timed[i]
                books[i] = books.get(i) or _book(sending.what)
                found[i] = reception.judge(sending, books[i], at)
                if progress:
                    progress(done)
            return rehearsals(
                connection, store, [(s, *found[i]) for i, s in enumerate(sendings)], memory.county.at_school
            )
    finally:
        ledger.close()


def _in_order(
    sendings: Sequence[Sending],
) -> tuple[list[tuple[datetime, Sending]], dict[int, Book], list[int]]:
    """(time of each, books read so far, places in the order of taking: by time, rolls before attendance)."""
    timed = [(s.at or clock.now(), s) for s in sendings]
    few = len(sendings) <= _READ_AHEAD
    books = {i: _book(s.what) for i, (_, s) in enumerate(timed) if few or isinstance(s.what, Book)}
    rank = {i: _ORDER.get(book.kind or "", 2) for i, book in books.items()}
    return timed, books, sorted(range(len(timed)), key=lambda i: (timed[i][0], rank.get(i, 2)))


def declare_nil(
    home: Path, school: str, month: str, sender: str, at: datetime | None = None, on_behalf: str | None = None
) -> tuple[int, bool]:
    """零报告 without a sheet: recorded as the month's attendance report. Answers the submission's id, and whether it
    is new: where one stands already, nothing is recorded."""
    ledger = open_ledger(home)
    row = Submission(
        "attendance", school, month, at or clock.now(), sender, "", "accepted", is_nil=True, on_behalf=on_behalf
    )
    try:
        with ledger.write() as connection:
            known = submissions.attempts(connection, "attendance", month, school)
            back = submissions.given_back(known)
            standing = [r.id for r in known if r.is_nil and submissions.brought_rows(r) and r.id not in back]
            return (standing[-1], False) if standing else (submissions.record(connection, [row])[0], True)
    finally:
        ledger.close()


def recognise(home: Path, book: Book) -> tuple[str | None, str | None, str | None, bool]:
    """(school, month, kind, certain) of a book as its own words say; the sender confirms what is not certain."""
    return recognise_in(book, county_of(reference.load(home), settings().county))


def _book(what: Path | Book) -> Book:
    return what if isinstance(what, Book) else read(what)

"""Accepting what schools send: read, check, match, store, record.

The files of a batch are on disk before the ledger refers to them; a batch that dies leaves files that nothing
refers to, and no submission.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from baoxue import clock, reference
from baoxue.intake.book import Book
from baoxue.intake.catalogue import NOTE
from baoxue.intake.county import county_of
from baoxue.intake.marked import write_marked_copy
from baoxue.intake.people import Matcher
from baoxue.intake.reader import read
from baoxue.intake.receipts import Receipt, Sending
from baoxue.intake.reception import Reception
from baoxue.intake.rolls import Rolls
from baoxue.intake.titles import recognise as recognise_in
from baoxue.ledger import submissions
from baoxue.ledger.database import open_ledger
from baoxue.ledger.submissions import Submission
from baoxue.settings import settings
from baoxue.store import Store

_BATCH = 250
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
        self.rolls, self.matcher = Rolls(Store(home), self.county.at_school), Matcher()


def submit_many(
    home: Path, sendings: Sequence[Sending], progress: Callable[[int], None] | None = None, memory: Memory | None = None
) -> list[Receipt]:
    """Accepts many files, by time of sending and rolls before attendance, and answers in the order given.

    ``progress`` is told how many are done after each batch; each batch is one transaction.
    """
    ledger, store = open_ledger(home), Store(home)
    memory = memory or Memory(home)
    county = memory.county
    timed = [(s.at or clock.now(), s) for s in sendings]
    few = len(sendings) <= _BATCH
    books = {i: _book(s.what) for i, (_, s) in enumerate(timed) if few or isinstance(s.what, Book)}
    rank = {i: _ORDER.get(book.kind or "", 2) for i, book in books.items()}
    order = sorted(range(len(timed)), key=lambda i: (timed[i][0], rank.get(i, 2)))
    receipts: dict[int, Receipt] = {}
    try:
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            with ledger.write() as connection:
                reception = Reception(connection, store, county, memory.rolls, memory.matcher)
                for i in batch:
                    at, sending = timed[i]
                    books[i] = books.get(i) or _book(sending.what)
                    reception.take(sending, books[i], at)
                finished = reception.finish()
            for i, receipt in zip(batch, finished, strict=True):
                receipts[i] = _with_copy(home, receipt, books.pop(i))
            if progress:
                progress(len(receipts))
    finally:
        ledger.close()
    return [receipts[i] for i in range(len(timed))]


def declare_nil(home: Path, school: str, month: str, sender: str, at: datetime | None = None) -> int:
    """零报告 without a sheet: recorded as the month's attendance report; answers the submission's id."""
    ledger = open_ledger(home)
    row = Submission("attendance", school, month, at or clock.now(), sender, "", "accepted", is_nil=True)
    try:
        with ledger.write() as connection:
            return submissions.record(connection, [row])[0]
    finally:
        ledger.close()


def recognise(home: Path, book: Book) -> tuple[str | None, str | None, str | None, bool]:
    """(school, month, kind, certain) of a book as its own words say; the sender confirms what is not certain."""
    return recognise_in(book, county_of(reference.load(home), settings().county))


def _book(what: Path | Book) -> Book:
    return what if isinstance(what, Book) else read(what)


def _with_copy(home: Path, receipt: Receipt, book: Book) -> Receipt:
    """Written after the commit: a convenience, the findings are in the ledger."""
    if receipt.is_unchanged or not book.sheets or all(f.severity == NOTE for f in receipt.findings):
        return receipt
    folder = home / "outbox" / "marked"
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{receipt.submission_id:06d}-{Path(book.file).stem[:60]}-待修改.xlsx"
    return replace(receipt, marked_copy=write_marked_copy(book, receipt.findings, folder / name))

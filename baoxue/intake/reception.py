"""One batch of books in one ledger transaction: check, match children, store, record."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime

import pyarrow as pa
import sqlalchemy as sa

from baoxue.intake.attendance_check import AttendanceRows
from baoxue.intake.attendance_rows import attendance_table
from baoxue.intake.book import Book
from baoxue.intake.checking import Checked, check
from baoxue.intake.context import Context
from baoxue.intake.county import County
from baoxue.intake.findings import finding
from baoxue.intake.people import Matcher
from baoxue.intake.receipts import Receipt, Sending
from baoxue.intake.roll_check import RollRows
from baoxue.intake.roll_stays import Behind, left_standing, placed
from baoxue.intake.rolls import Rolls
from baoxue.intake.sent_days import SentDays
from baoxue.ledger import legends, submissions
from baoxue.ledger.submissions import Submission
from baoxue.ledger.tables import submission
from baoxue.settings import settings
from baoxue.store import FILES, SUBMISSIONS, Damaged, Store

Target = tuple[str, str, str]
"""Kind, school and month that an attempt is for."""
_SAME = ("state", "file_sha", "normal_sha", "is_nil", "rows_accepted", "rows_waiting")
"""What makes two attempts for one target the same."""


@dataclass(frozen=True)
class Accepted:
    """Rows that passed, rows by class, and the rows counted."""

    table: pa.Table | None = None
    classes: dict[str, int] | None = None
    accepted: int = 0
    waiting: int = 0
    skipped: int = 0


class Reception:
    """Takes books one by one; ``finish`` records them all."""

    def __init__(self, connection: sa.Connection, store: Store, county: County, rolls: Rolls, matcher: Matcher) -> None:
        self._connection, self._store, self._county = connection, store, county
        self._rolls, self._matcher = rolls, matcher
        self._legends, self._days = legends.saved(connection), SentDays(store)
        rolls.refresh(connection)
        self._rows: list[Submission] = []
        self._newest: dict[str, dict[Target, tuple[tuple, int]]] = {}
        self._sheets = submissions.newest_months(connection, "attendance")
        self._taken: list[tuple[Receipt, int | None]] = []
        self._books: list[str] = []
        self._named: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._files: dict[str, set[str]] = {FILES: set(), SUBMISSIONS: set()}

    def judge(self, sending: Sending, book: Book, at: datetime) -> tuple[Checked, Accepted]:
        """Checks one book and matches its children in this transaction; nothing is stored or recorded. A book for which
        a damaged file of the store is needed is refused, and leaves nothing: the others of the batch go on."""
        undo = self._rolls.undoing(self._connection, sending.school)
        try:
            with _undone_if_damaged(self._connection):
                return self._judged(sending, book, at)
        except Damaged as damaged:
            undo()
            self._matcher.forget()
            self._legends = legends.saved(self._connection)
            return Checked(book.kind, [finding("store_damaged", damaged.path, file=book.file)]), Accepted()

    def _judged(self, sending: Sending, book: Book, at: datetime) -> tuple[Checked, Accepted]:
        school = sending.school
        roll, saved = self._rolls.view(self._connection, school, sending.month), self._legends.get(school, {})
        context = Context(self._county, school, sending.month, at.date(), roll, saved, sending.legend)
        checked = check(book, context)
        return checked, self._accept(checked, book, sending, at)

    def take(self, sending: Sending, book: Book, at: datetime) -> None:
        """Checks one book and keeps what is good."""
        checked, passed = self.judge(sending, book, at)
        row = self._row(sending, book, checked, passed, at)
        place, number = self._placed(row)
        receipt = Receipt(row.state, checked.kind, sending.school, sending.month, passed.accepted, passed.waiting,
                          passed.skipped, checked.findings, number, is_unchanged=place is None)  # fmt: skip
        self._taken.append((receipt, place))
        self._books.append(book.file)
        if checked.attendance is not None and not checked.is_refused:
            self._named[sending.school, sending.month] |= {m.class_key for m in checked.attendance.months}

    def finish(self) -> list[Receipt]:
        """Puts the files on disk, records the submissions, and answers the receipts in the order taken."""
        self._say_lacking()
        for folder, shas in self._files.items():
            if shas:
                self._store.sync(shas, folder)
        numbers = submissions.record(self._connection, self._rows)
        self._rolls.recorded(self._connection)
        return [self._numbered(receipt, place, numbers) for receipt, place in self._taken]

    def _say_lacking(self) -> None:
        """The last attendance file of each school and month says which classes those sent together do not have."""
        newest = {
            (r.school, r.month): n
            for n, (r, _) in enumerate(self._taken)
            if r.kind == "attendance" and r.state != "refused"
        }
        for (school, month), at in newest.items():
            named, view = self._named[school, month], self._rolls.view(self._connection, school, month)
            if not named or view is None:
                continue
            receipt, place = self._taken[at]
            notes = self._days.lacking(self._connection, school, month, self._books[at], named, view.pupils)
            self._taken[at] = replace(receipt, findings=[*receipt.findings, *notes]), place
            if place is not None:
                row = self._rows[place]
                self._rows[place] = replace(row, findings=[*row.findings, *map(asdict, notes)])

    def _numbered(self, receipt: Receipt, place: int | None, numbers: list[int]) -> Receipt:
        if place is None and receipt.submission_id > 0:
            return receipt
        return replace(receipt, submission_id=numbers[-receipt.submission_id if place is None else place])

    def _accept(self, checked: Checked, book: Book, sending: Sending, at: datetime) -> Accepted:
        if checked.is_refused:
            return Accepted()
        if checked.roll is not None:
            return self._accept_roll(checked.roll, book, sending, at)
        found = checked.attendance or AttendanceRows()
        self._keep_legend(sending.school, found.legend, at)
        found.findings += self._days.take(self._connection, sending.school, sending.month, book.file, found.months)
        table = attendance_table(found.months, sending.month, sending.school)
        classes = {m.class_key: len(m.pupils) - len(m.waiting_rows) for m in found.months if m.taken}
        return Accepted(table, classes, found.accepted, found.waiting, found.skipped)

    def _accept_roll(self, rows: RollRows, book: Book, sending: Sending, at: datetime) -> Accepted:
        connection, school, month = self._connection, sending.school, sending.month
        table, known = self._matcher.match(connection, book, rows, at, sending.sender)
        if rows.waits:
            before = self._rolls.before(connection, school, month)
            rows.findings = placed(rows, before, self._county.at_school, month)
        self._rolls.put(connection, school, month, table, known, [asdict(f) for f in rows.findings])
        kept = self._rolls.carried(connection, school, month)
        named = kept.sent | {row.class_key for row in rows.waits if row.class_key}
        rows.findings += left_standing(kept, named, book.file, month)
        if self._sheets.get(school, "") >= month:
            behind = Behind(connection, self._store, school, month)
            for later in behind:
                pupils = self._rolls.standing_by(connection, school, month, later)
                rows.findings += behind.notes(pupils, book.file, later)
        classes = dict(Counter(table["class_key"].to_pylist()))
        return Accepted(table, classes, table.num_rows, rows.waiting, rows.skipped)

    def _keep_legend(self, school: str, new: dict[str, str], at: datetime) -> None:
        saved = self._legends.get(school, {})
        if new and saved | new != saved:
            self._legends[school] = saved | new
            legends.save(self._connection, school, saved | new, at)

    def _row(self, sending: Sending, book: Book, checked: Checked, passed: Accepted, at: datetime) -> Submission:
        has_rows = passed.table is not None and passed.table.num_rows > 0
        return Submission(
            checked.kind or "unknown", sending.school, sending.month, at, sending.sender, book.file, checked.state,
            file_sha=self._original(sending), normal_sha=self._put(passed.table) if has_rows else None,
            is_nil=sending.is_nil, classes=passed.classes or {}, rows_accepted=passed.accepted,
            rows_waiting=passed.waiting, findings=[asdict(f) for f in checked.findings], on_behalf=sending.on_behalf,
        )  # fmt: skip

    def _put(self, table: pa.Table) -> str:
        sha = self._store.put_table(table, SUBMISSIONS, sync=False).sha256
        self._files[SUBMISSIONS].add(sha)
        return sha

    def _original(self, sending: Sending) -> str | None:
        """The original file, kept by its hash; one over the limit, or gone, is not kept."""
        what = sending.file or sending.what
        if isinstance(what, Book) or not what.is_file() or what.stat().st_size > settings().file_bytes:
            return None
        sha = self._store.put_bytes(what.read_bytes(), FILES, sync=False)
        self._files[FILES].add(sha)
        return sha

    def _placed(self, row: Submission) -> tuple[int | None, int]:
        """(place among the new rows, 0), or (None, id) where the newest attempt for the target says the same;
        a negative id is a place in this batch."""
        target = (row.kind, row.school_code, row.month)
        says = tuple(getattr(row, name) for name in _SAME)
        if row.month not in self._newest:
            self._newest[row.month] = _newest(self._connection, row.month)
        known, number = self._newest[row.month].get(target, (None, 0))
        if known == says:
            return None, number
        place = len(self._rows)
        self._rows.append(row)
        self._newest[row.month][target] = (says, -place)
        return place, 0


@contextmanager
def _undone_if_damaged(connection: sa.Connection) -> Iterator[None]:
    connection.exec_driver_sql("savepoint book")
    try:
        yield
    except Damaged:
        connection.exec_driver_sql("rollback to book")
        raise
    finally:
        connection.exec_driver_sql("release book")


def _newest(connection: sa.Connection, month: str) -> dict[Target, tuple[tuple, int]]:
    """What the newest attempt for each target of a month says, and its id. A bare nil report says nothing of a file."""
    columns = [submission.c[name] for name in ("kind", "school_code", "month", *_SAME, "id")]
    is_bare_nil = submission.c.is_nil & (submission.c.file_name == "")
    query = sa.select(*columns).where(submission.c.month == month, ~is_bare_nil).order_by(submission.c.id)
    return {tuple(row[:3]): (tuple(row[3:-1]), row[-1]) for row in connection.execute(query).all()}  # type: ignore[misc]

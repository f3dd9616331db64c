"""Submitting schools' workbooks, declaring a nil report, giving back, and publishing: acts of a viewer."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from baoxue import clock, intake
from baoxue.access import Viewer, roles_with
from baoxue.access.viewers import ROLE_OF_HEAD
from baoxue.desk.permits import check_can_give_back, check_can_publish, check_can_submit
from baoxue.intake import Book, Finding, Receipt, Rehearsal, Sending
from baoxue.intake.catalogue import REFUSE
from baoxue.intake.form_layout import FormBook, form_of
from baoxue.ledger import Refused, catalogue, submissions
from baoxue.ledger.posts import standing
from baoxue.settings import ROOT
from baoxue.wiring import ledger_of
from baoxue.words import msg

_LONGEST_NAME = 120
Progress = Callable[[int], None]


@dataclass(frozen=True)
class Preview:
    """What was read of a file before it is sent: whose it seems to be, and whether that is certain. ``form``: its lines,
    where ``kind`` is another of the county's sheets than a school's roll or attendance."""

    file: str
    content: bytes
    book: Book
    school: str | None
    month: str | None
    kind: str | None
    is_certain: bool
    form: FormBook | None = None

    @property
    def is_unreadable(self) -> bool:
        """Refused whole by reading alone: there is nothing to send."""
        return any(found.severity == REFUSE for found in (self.form or self.book).findings)

    @property
    def sheets(self) -> list[str]:
        """Sheets of the file that hold something to report."""
        return list(dict.fromkeys(block.sheet for block in self.book.blocks))

    @property
    def rows(self) -> int:
        return sum(block.size for block in self.book.blocks)


@dataclass(frozen=True)
class Outgoing:
    """A file that was read, and the school and month it is sent for. ``legend``: sign → mark, as the sender said;
    ``school_name``: kept beside the sender's own name where the sender is not of that school."""

    read: Preview
    school: str
    month: str
    school_name: str
    legend: dict[str, str] = field(default_factory=dict)


def preview(home: Path, name: str, content: bytes) -> Preview:
    """Read an uploaded file in the limited process. The name is kept as words only, never used as a path."""
    name = "".join(c for c in Path(name).name if c.isprintable())[-_LONGEST_NAME:]
    with tempfile.TemporaryDirectory() as folder:
        read = intake.read(written(Path(folder), name, content))
    book = replace(read, file=name, findings=[replace(found, file=name) for found in read.findings])
    if form := form_of(book):
        return Preview(name, content, book, None, None, form[0], True, form[1])
    school, month, kind, certain = intake.recognise(home, book)
    return Preview(name, content, book, school, month, kind, certain)


def marked_copy(read: Preview, findings: Sequence[Finding]) -> bytes:
    """The sender's own cells with the faulty ones marked, as a workbook; nothing is kept."""
    with tempfile.TemporaryDirectory() as folder:
        return intake.write_marked_copy(read.book, list(findings), Path(folder) / "copy.xlsx").read_bytes()


def rehearse(
    home: Path, viewer: Viewer, chosen: Sequence[Outgoing], progress: Progress | None = None
) -> list[Rehearsal]:
    """What ``send`` would answer and change, by the same code; nothing is written.

    Raises Refused where one of the schools is not the viewer's to send for.
    """
    with _sendings(home, viewer, chosen) as sendings:
        return intake.rehearse(home, sendings, progress)


def send(home: Path, viewer: Viewer, chosen: Sequence[Outgoing], progress: Progress | None = None) -> list[Receipt]:
    """Accept what is good of each file; the rest stands in its receipt. A file that came before changes nothing.

    Raises Refused, before anything is read or written, where one of the schools is not the viewer's to send for.
    """
    with _sendings(home, viewer, chosen) as sendings:
        return intake.submit_many(home, sendings, progress)


def declare_nil(home: Path, viewer: Viewer, school: str, month: str, school_name: str) -> bool:
    """零报告: no suspected and no dropped-out pupil in the month. False where it was declared before.

    Raises Refused where the school is not the viewer's to send for, or the month has not begun.
    """
    check_can_submit(viewer, school)
    check_month(month)
    own = own_schools(home, viewer)
    _, is_new = intake.declare_nil(home, school, month, _name(viewer), on_behalf=None if school in own else school_name)
    return is_new


def give_back(home: Path, viewer: Viewer, number: int, reason: str) -> int:
    """退回: return an accepted attempt to its school with a reason; its rows are out from the next publication on.

    Answers the id of the return; done twice, it is done once. Raises Refused with the reason.
    """
    ledger = ledger_of(home)
    with ledger.write() as connection:
        known = [row for row in submissions.attempts(connection) if row.id == number]
        check_can_give_back(viewer, known[0].school_code if known else "")
        return submissions.give_back(connection, number, reason, _name(viewer), clock.now())


@dataclass(frozen=True)
class Attempt:
    """One attempt or return of a school's month, as the desk lists it. ``can_return``: accepted, and standing."""

    number: int
    kind: str
    at: datetime
    sender: str
    on_behalf: str | None
    file: str
    state: str
    rows_accepted: int
    rows_waiting: int
    is_nil: bool
    reason: str | None
    is_returned: bool
    can_return: bool


def attempts(home: Path, viewer: Viewer, school: str, month: str) -> list[Attempt]:
    """What a school sent for a month, newest first. Raises Refused where the school is not the viewer's."""
    check_can_submit(viewer, school)
    with ledger_of(home).read() as connection:
        rows = submissions.attempts(connection, month=month, school_code=school)
    back = submissions.given_back(rows)
    kinds = {row.kind for row in rows}
    stands = {r.id for k in kinds for r in submissions.by_class([r for r in rows if r.kind == k])[0].values()}
    stands |= {row.id for row in rows if row.is_nil and submissions.brought_rows(row)}
    return [
        Attempt(row.id, row.kind, row.received_at, row.sender, row.on_behalf, row.file_name, row.state,
                row.rows_accepted, row.rows_waiting, row.is_nil, row.reason, row.id in back,
                row.id in stands and row.id not in back)
        for row in reversed(rows)
    ]  # fmt: skip


@dataclass(frozen=True)
class Unpublished:
    """What the newest snapshot does not know yet: attempts accepted, and attempts given back."""

    snapshot: int
    accepted: int
    returned: int


def unpublished(home: Path) -> Unpublished:
    """How many acts wait for the next publication."""
    return ledger_of(home).remembered("unpublished", _unpublished)


def _unpublished(connection: sa.Connection) -> Unpublished:
    newest = catalogue.newest(connection)
    rows = submissions.attempts(connection, after=newest.submission_id if newest else 0)
    returned = sum(row.state == submissions.RETURNED for row in rows)
    accepted = sum(submissions.brought_rows(row) for row in rows)
    return Unpublished(newest.n if newest else 0, accepted, returned)


def publishing(home: Path, viewer: Viewer, language: str = "") -> Iterator[str]:
    """Publish in a process of its own, by the command line's own command: a line for every step in the language, and what
    stood in the way in its words. The last line says how it ended: ok or failed.

    Raises Refused where the viewer may not publish.
    """
    check_can_publish(viewer)
    return _published(home, language)


def _published(home: Path, language: str) -> Iterator[str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "baoxue", "publish"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "BAOXUE_HOME": str(home), "BAOXUE_LANG": language},
    )
    yield from (line.rstrip() for line in process.stdout or [])
    yield "ok" if process.wait() == 0 else "failed"


@contextmanager
def _sendings(home: Path, viewer: Viewer, chosen: Sequence[Outgoing]) -> Iterator[list[Sending]]:
    """The files as intake takes them, written out while they are needed, to be kept by their hash."""
    for one in chosen:
        check_can_submit(viewer, one.school)
        check_month(one.month)
    own = own_schools(home, viewer)
    with tempfile.TemporaryDirectory() as folder:
        sendings = []
        for number, one in enumerate(chosen):
            place = Path(folder) / str(number)
            place.mkdir()
            sendings.append(
                Sending(
                    one.read.book, one.school, one.month, _name(viewer), legend=one.legend,
                    on_behalf=None if one.school in own else one.school_name,
                    file=written(place, one.read.file, one.read.content),
                )
            )  # fmt: skip
        yield sendings


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / f"upload{Path(name).suffix.lower()[:6]}"
    path.write_bytes(content)
    return path


def check_month(month: str) -> None:
    """A month that has not begun has nothing to report."""
    now = clock.now()
    if month > f"{now:%Y-%m}":
        raise Refused("month_ahead", msg("上报 {what}", what=month), msg("这个月还没有开始"),
                      msg("{month:%Y-%m} 或更早的月份", month=now), msg("请核对月份"))  # fmt: skip


def own_schools(home: Path, viewer: Viewer) -> set[str]:
    """Schools for which the viewer holds a post that sends: for every other one the viewer acts on behalf."""
    with ledger_of(home).read() as connection:
        rows = standing(connection)
    senders = roles_with("submit")
    own = [r for r in rows if r["post_id"] in viewer.post_ids and ROLE_OF_HEAD.get(r["head"]) in senders]
    return {row["school_code"] for row in own if row["school_code"]}


def _name(viewer: Viewer) -> str:
    return viewer.name or "、".join(viewer.post_ids)

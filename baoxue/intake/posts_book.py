"""Takes a list of the seven heads 七长名册 in: one act into the dated register, all or nothing.

A fault anywhere, and nothing is entered; the faults come back all at once. Nobody is ended because the list is silent
about them: a newcomer ends the one before, or a last day does.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa

from baoxue import reference
from baoxue.contracts.cells import fold, is_blank
from baoxue.contracts.dates import read_date
from baoxue.contracts.forms import POSTS
from baoxue.contracts.identifiers import read_name, read_phone
from baoxue.contracts.post_words import HEAD_WORDS, NOBODY, PLACE, VACANT
from baoxue.intake.catalogue import REFUSE, WAIT
from baoxue.intake.county import County, county_of
from baoxue.intake.findings import UNCOUNTED, finding
from baoxue.intake.form_layout import FormBook, Line, read_form
from baoxue.intake.marked import marked_copy
from baoxue.intake.post_units import Classes, Unit, empty_posts, units_of
from baoxue.intake.receipts import Receipt
from baoxue.ledger import posts
from baoxue.ledger.database import open_ledger
from baoxue.ledger.post_changes import ENDED, UNCHANGED, Change, Register, Wanted, lay_delegations
from baoxue.ledger.posts import OPEN, Delegation, Entry, Gap, Post
from baoxue.settings import settings
from baoxue.store import Store
from baoxue.words import Message


@dataclass(frozen=True)
class PostsReceipt:
    """What a list changes: ``changes`` of posts, ``acting`` (leader, who acts, first day, last day), ``gaps``: posts that
    stay empty (head, unit, reason; None where none is stated). ``receipt``: every finding; refused where anything is wrong."""

    receipt: Receipt
    changes: list[Change] = field(default_factory=list)
    acting: list[tuple[Post, Post, date, date]] = field(default_factory=list)
    gaps: list[tuple[str, str, str | None]] = field(default_factory=list)

    def count(self, kind: str) -> int:
        return sum(change.kind == kind for change in self.changes)


def import_posts(
    home: Path,
    path: Path,
    since: date | None,
    actor: str,
    at: datetime,
    on_behalf: str | None = None,
    rehearse: bool = False,
) -> PostsReceipt:
    """Enter a list. ``since``: first day of newcomers whose line states none. ``rehearse``: say what would change, by the
    same code, and enter nothing. Sent again, everything is unchanged."""
    read = read_form(path, POSTS)
    tables = reference.load(home)
    county = county_of(tables, settings().county)
    codes = tables["code"].to_pylist()
    titles = {row["code"]: row["name_zh"] for row in codes if row["code_set"] == "head"}
    single = {row["code"] for row in codes if row["code_set"] == "post_seats" and row["parent"] == "one"}
    ledger = open_ledger(home)
    try:
        with ledger.rehearse() if rehearse else ledger.write() as connection:
            classes = Classes(connection, Store(home), county, at.date())
            book = _Book(connection, county, classes, read, since, at.date(), titles, single)
            said = book.lay()
            if said.receipt.state == "accepted":
                book.enter(Entry(actor, at, on_behalf))
    finally:
        ledger.close()
    if rehearse:
        return said
    copy = marked_copy(home, said.receipt, read.file, read.sheets)
    return PostsReceipt(copy, said.changes, said.acting, said.gaps)


@dataclass(frozen=True)
class _Row:
    """A line for one unit; ``is_vacant``: it says that nobody holds the post, for the reason ``note``."""

    line: Line
    head: str
    unit: Unit
    name: str
    since: date | None
    until: date | None
    phone: str | None
    is_vacant: bool = False


class _Book:
    """One list under way."""

    def __init__(
        self,
        connection: sa.Connection,
        county: County,
        classes: Classes,
        read: FormBook,
        since: date | None,
        today: date,
        titles: dict[str, str],
        single: set[str],
    ) -> None:
        self._connection, self._county, self._classes, self._read = connection, county, classes, read
        self._since, self._today, self._titles = since, today, titles
        self._held = [posts.as_post(row) for row in posts.standing(connection)]
        self._given = [
            Delegation(d["post_id"], d["delegate_post_id"], d["valid_from"], d["valid_to"])
            for d in posts.standing_delegations(connection)
        ]
        self._register = Register(self._held, single)
        self._findings = list(read.findings)
        self._delegations: list[Delegation] = []
        self._reasons: list[Gap] = []

    def lay(self) -> PostsReceipt:
        """Everything the list says against the register; the register in the ledger is untouched."""
        lines = self._read.lines
        rows = [row for line in lines for row in self._rows(line)]
        held = [row for row in rows if not row.is_vacant]
        wanted = [
            Wanted(r.head, r.unit.code, r.name, r.since, r.until, r.phone, r.unit.area, r.unit.school, r.unit.class_key)
            for r in held
        ]
        for fault in self._register.lay(wanted, self._since):
            row = held[fault.line]
            self._say(fault.code, row.line, fault.field, row.line.text(fault.field), fault.against)
        self._vacate([row for row in rows if row.is_vacant])
        self._delegations = self._delegated(held)
        gaps = self._gaps(rows)
        waiting = len({(f.sheet, f.row) for f in self._findings if f.severity == WAIT})
        bad = waiting or any(f.severity == REFUSE for f in self._findings)
        receipt = Receipt("refused" if bad else "accepted", "posts", "", f"{self._today:%Y-%m}", 0 if bad else len(lines), waiting,
                          self._read.skipped, self._findings, 0, is_unchanged=not bad and not self._fresh)  # fmt: skip
        return PostsReceipt(receipt, self._register.changes, self._acting(), gaps)

    def enter(self, by: Entry) -> None:
        """What ``lay`` found, in one transaction."""
        posts.appoint(self._connection, [c.post for c in self._register.changes if c.kind != UNCHANGED], by)
        posts.delegate(self._connection, self._delegations, by)
        posts.explain(self._connection, self._reasons, by)

    @property
    def _fresh(self) -> bool:
        return bool(self._delegations or self._reasons or any(c.kind != UNCHANGED for c in self._register.changes))

    def _rows(self, line: Line) -> list[_Row]:
        """A line as rows of one unit each; none where a fault is said."""
        if line.broken:
            for field, error in line.broken.items():
                self._say("cell_error", line, field, error or UNCOUNTED)
            return []
        before = len(self._findings)
        head = HEAD_WORDS.get(fold(line.text("head")))
        since, until = self._day(line, "valid_from"), self._day(line, "valid_to")
        phone, damaged = read_phone(line.cells.get("phone", ""))
        if damaged:
            self._say(damaged, line, "phone", line.text("phone"))
        is_vacant = fold(line.text("name")) in VACANT
        name, unnamed = ("", None) if is_vacant else read_name(line.cells.get("name", ""))
        if unnamed:
            self._say(unnamed, line, "name", line.text("name"))
        if head is None:
            self._say("head_unknown", line, "head", line.text("head"))
            return []
        if is_vacant and not line.text("note"):
            self._say("gap_unexplained", line, "name", line.text("name"))
        units, fault = units_of(self._county, self._classes, PLACE[head], line, since or self._since or self._today)
        if fault:
            self._say(*fault)
        if any(f.severity == WAIT for f in self._findings[before:]):
            return []
        return [_Row(line, head, unit, name or "", since, until, phone, is_vacant) for unit in units]

    def _day(self, line: Line, name: str) -> date | None:
        cell = line.cells.get(name, "")
        if is_blank(cell):
            return None
        day = read_date(cell)
        if day is None:
            self._say("date_unknown", line, name, line.text(name))
        return day

    def _vacate(self, rows: Sequence[_Row]) -> None:
        """Posts that the list says nobody holds: whoever held them until then is ended the day before."""
        known = {(g["head"], g["unit_code"], g["reason"]) for g in posts.gaps(self._connection).to_pylist()}
        for row in rows:
            since = row.since or self._since
            reason = row.line.text("note")
            spells = self._register.of(row.head, row.unit.code)
            if since is None:
                if any(p.valid_to == OPEN for p in spells) or (row.head, row.unit.code, reason) not in known:
                    self._say("post_undated", row.line, "valid_from", "")
                continue
            for post in (p for p in spells if p.valid_from <= since <= p.valid_to):
                ended = Wanted(row.head, row.unit.code, post.person_name, None, since - timedelta(1))
                for fault in self._register.lay([ended], since - timedelta(1)):
                    self._say(fault.code, row.line, fault.field, row.line.text("name"), fault.against)
            if (row.head, row.unit.code, reason) not in known:
                self._reasons.append(Gap(row.head, row.unit.code, reason, since))

    def _delegated(self, rows: Sequence[_Row]) -> list[Delegation]:
        """经办人 of each line: a post of the register whose holder has that name, and that phone where one is given."""
        wanted, withdrawn = [], []
        for row in rows:
            word = fold(row.line.text("delegate"))
            if not word:
                continue
            leader = next(
                (p for p in reversed(self._register.of(row.head, row.unit.code)) if p.person_name == row.name), None
            )
            if leader is None:
                continue
            if word in NOBODY:
                withdrawn.append(leader.post_id)
                continue
            first = max(row.since or self._since or self._today, leader.valid_from)
            found = self._delegate_of(row, leader, word, first)
            if found:
                wanted.append(Delegation(leader.post_id, found.post_id, max(first, found.valid_from),
                                         min(leader.valid_to, found.valid_to)))  # fmt: skip
        ends = [change.post for change in self._register.changes if change.kind == ENDED]
        return lay_delegations(self._given, wanted, withdrawn, ends, self._since or self._today)

    def _delegate_of(self, row: _Row, leader: Post, name: str, day: date) -> Post | None:
        phone, _ = read_phone(row.line.cells.get("delegate_phone", ""))
        named = [p for p in self._register.on(max(day, self._today)) if fold(p.person_name) == name and p != leader]
        fits = [p for p in named if phone is None or p.phone == phone]
        if not fits:
            self._say("delegate_unknown", row.line, "delegate", row.line.text("delegate"))
            return None
        near = [p for p in fits if p.unit == leader.unit] or fits
        if len({p.phone for p in near}) > 1:
            self._say("delegate_many", row.line, "delegate", row.line.text("delegate"))
            return None
        return min(near, key=lambda p: (not p.head.startswith(("clerk", "bureau")), p.post_id))

    def _gaps(self, rows: Sequence[_Row]) -> list[tuple[str, str, str | None]]:
        """Posts of the units that the list is about which nobody holds; one without a reason is a finding."""
        reasons = {(g["head"], g["unit_code"]): g["reason"] for g in posts.gaps(self._connection).to_pylist()}
        reasons |= {(gap.head, gap.unit_code): gap.reason for gap in self._reasons}
        named = {(row.head, row.unit.code) for row in rows}
        day = max(self._since or self._today, self._today)
        held = {(p.head, p.unit) for p in self._register.on(day)}
        gaps = [(h, u, reasons.get((h, u))) for h, u in empty_posts(self._county, self._classes, named, held)]
        for head, unit, reason in gaps:
            if reason is None:
                self._findings.append(
                    finding("post_empty", f"{self._titles[head]} {self._county_place(unit)}", file=self._read.file)
                )
        return gaps

    def _county_place(self, unit: str) -> str:
        school = self._county.schools.get(unit.split("-")[0])
        return f"{school.name} {unit[11:]}".strip() if school else self._county.place_name(unit)

    def _acting(self) -> list[tuple[Post, Post, date, date]]:
        """Delegations to be entered, with the two people: of one that ends, those who held the posts on its last day."""
        now = max(self._since or self._today, self._today)
        days = [(d, min(d.valid_to, now)) for d in self._delegations]
        people = {day: {p.post_id: p for p in self._register.on(day)} for day in {day for _, day in days}}
        return [
            (people[day][d.post_id], people[day][d.delegate_post_id], d.valid_from, d.valid_to)
            for d, day in days
            if d.post_id in people[day] and d.delegate_post_id in people[day]
        ]

    def _say(self, code: str, line: Line, name: str, found: str | Message, detail: str = "") -> None:
        self._findings.append(finding(code, found, file=self._read.file, sheet=line.sheet, cell=line.cell(name), row=line.row + 1,
                                      detail=detail))  # fmt: skip

"""Takes the county's existing ledger 台账 over: each line becomes the events of a case.

Texts stay as they are. A date is read where it is certain; an attempt without a certain date stays a text of
the opening and counts as no attempt. A line that was imported before adds only what is new in it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from baoxue import reference
from baoxue.contracts.dates import read_date
from baoxue.contracts.ledger_book import (
    CAUSES,
    LEDGER,
    OUTCOMES,
    Attempt,
    code_of,
    day_in,
    met_in,
    outcome_in,
    promise_in,
    read_attempts,
)
from baoxue.intake.catalogue import REFUSE, WAIT
from baoxue.intake.county import County, county_of
from baoxue.intake.findings import UNCOUNTED, Finding, finding
from baoxue.intake.form_layout import FormBlock, FormBook, Line, read_form
from baoxue.intake.ledger_changes import ENDS, Held, can_be_raised, held_case, written
from baoxue.intake.ledger_heads import Responsible
from baoxue.intake.ledger_people import Children
from baoxue.intake.ledger_taken import LedgerReceipt, Taken
from baoxue.intake.marked import marked_copy
from baoxue.intake.receipts import Receipt
from baoxue.intake.rolls import Rolls
from baoxue.ledger import cases
from baoxue.ledger.cases import Event
from baoxue.ledger.database import open_ledger
from baoxue.ledger.errors import Refused
from baoxue.settings import settings
from baoxue.store import Store
from baoxue.words import Code, Message, msg


def import_ledger(
    home: Path,
    what: Path | FormBook | Iterable[Mapping[str, str]],
    at: datetime,
    actor: str,
    on_behalf: str | None = None,
    rehearse: bool = False,
) -> LedgerReceipt:
    """Takes a ledger over: a workbook, one that was read, or rows of fields (``contracts.ledger_book``; ``attempts``: one
    text). Lines that cannot be understood with certainty wait and change nothing; the rest is recorded. Sent again, it
    adds only what is new. ``rehearse``: say what would be recorded, by the same code, and record nothing.
    """
    read = _read_book(what)
    month = f"{at:%Y-%m}"
    if any(f.severity == REFUSE for f in read.findings):
        return LedgerReceipt(Receipt("refused", "ledger", "", month, 0, 0, 0, read.findings, 0))
    known = reference.load(home)
    county = county_of(known, settings().county)
    cleared = {r["code"] for r in known["code"].to_pylist() if (r["code_set"], r["parent"]) == ("outcome", "cleared")}
    ledger = open_ledger(home)
    try:
        with ledger.rehearse() if rehearse else ledger.write() as connection:
            book = _Book(
                connection, county, Rolls(Store(home), county.at_school), read.file, at, actor, cleared, on_behalf
            )
            book.take(read.lines)
    finally:
        ledger.close()
    state = "waiting" if book.waiting else "accepted"
    receipt = Receipt(state, "ledger", "", month, len(read.lines) - book.waiting, book.waiting, read.skipped,
                      [*read.findings, *book.findings], 0, is_unchanged=not any(t.events for t in book.taken))  # fmt: skip
    if not rehearse:
        receipt = marked_copy(home, receipt, read.file, read.sheets)
    return LedgerReceipt(receipt, book.taken)


def _read_book(what: Path | FormBook | Iterable[Mapping[str, str]]) -> FormBook:
    if isinstance(what, FormBook):
        return what
    if isinstance(what, Path):
        return read_form(what, LEDGER)
    rows = [dict(row) for row in what]
    lines = [Line(row, [row.pop("attempts", "")], row=number) for number, row in enumerate(rows, 1)]
    return FormBook("", [FormBlock("", "", lines, [], {})])


@dataclass(frozen=True)
class _Read:
    """A line whose words are understood."""

    child_key: int
    since: date
    attempts: list[Attempt]
    returned: date | None
    closed: date | None
    outcome: str | None


@dataclass
class _Book:
    """One import under way."""

    connection: sa.Connection
    county: County
    rolls: Rolls
    file: str
    at: datetime
    actor: str
    cleared: Collection[str]
    on_behalf: str | None = None
    taken: list[Taken] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._known = cases.known_lines(self.connection)
        self._responsible = Responsible(self.connection, self.county)
        self._children = Children(self.connection, self.county, self.rolls, f"{self.at:%Y-%m}")
        self._unheld: list[Finding] = []
        self._said: dict[tuple[str, int], list[Finding]] = {}
        self._keys: dict[tuple[str, int], int] = {}
        self._doubtful: set[int] = set()
        self._last: dict[int, _Read] = {}

    @property
    def findings(self) -> list[Finding]:
        """Every finding, line by line."""
        return [*self._unheld, *(found for of_line in self._said.values() for found in of_line)]

    @property
    def waiting(self) -> int:
        return sum(any(f.severity == WAIT for f in of_line) for of_line in self._said.values())

    def take(self, lines: Sequence[Line]) -> None:
        """Records the lines, a child's earlier one first whatever their order, or lets them wait."""
        if not self._responsible.is_known and any(line.text("responsible") for line in lines):
            self._unheld.append(finding("posts_empty", file=self.file))
        read = [(line, found) for line in lines if (found := self._understood(line))]
        for line, found in sorted(read, key=lambda one: one[1].since):
            if self._is_apart(line, found):
                self._enter(line, found)
        self.taken.sort(key=lambda one: (one.sheet, one.row))

    def _understood(self, line: Line) -> _Read | None:
        self._said[line.sheet, line.row] = []
        for name, error in line.broken.items():
            self._say("cell_error", line, name, error or UNCOUNTED)
        read = None if line.broken else self._read(line)
        if read is None and not line.broken and (key := self._keys.get((line.sheet, line.row))):
            self._doubtful.add(key)
        return read

    def _is_apart(self, line: Line, read: _Read) -> bool:
        """Whether no other line of the child in this sheet stands in the way: one in doubt, or one not closed before."""
        if read.child_key in self._doubtful and self._sha(read, "opened", str(read.since)) not in self._known:
            self._say("ledger_other_waits", line, "name", line.text("name"))
            return False
        before = self._last.get(read.child_key)
        if before and (before.closed is None or read.since <= before.closed):
            self._say("ledger_twice", line, "since", line.text("since"), f"{before.since} – {before.closed or ''}")
            return False
        self._last[read.child_key] = read
        return True

    def _enter(self, line: Line, read: _Read) -> None:
        try:
            with self.connection.begin_nested():
                events, head = self._append(line, read)
        except Refused as refused:
            self._say("case_refused", line, "name", refused.found, refused.todo)
            return
        self.taken.append(Taken(line.text("name"), line.text("school"), head.case_no, head.episode_no, tuple(events),
                                line.sheet, line.row, line.cell("name")))  # fmt: skip

    def _read(self, line: Line) -> _Read | None:
        key = self._children.of(line, self._say)
        if key is not None:
            self._keys[line.sheet, line.row] = key
        since, closed = self._date(line, "since"), self._date(line, "closed")
        if since is None and not line.text("since"):
            self._say("date_unknown", line, "since", "")
        result = line.text("result")
        outcome = outcome_in(result, f"{closed or self.at:%Y-%m}")
        if closed and outcome is None:
            self._say("outcome_unknown", line, "result", result)
        if key is None or since is None or (line.text("closed") and not closed) or (closed and outcome is None):
            return None
        until = closed or self.at.date()
        if not since <= until <= self.at.date():
            self._say("date_order", line, "closed" if closed else "since", f"{since} – {until}")
            return None
        attempts = [a for cell in line.repeated for a in read_attempts(cell, since, until)]
        for attempt in attempts:
            if attempt.day is None:
                self._say("attempt_undated", line, "name", attempt.text)
        counted = line.text("attempts_n")
        if counted and attempts and counted.removesuffix("次") != str(len(attempts)):
            self._say("attempts_differ", line, "attempts_n", counted, str(len(attempts)))
        self._responsible.compare(line, key, since, until, self._say)
        returned = day_in(result, since, until) if outcome == "returned" else None
        if not (returned or closed) and code_of(result, OUTCOMES) == "returned":
            self._say("return_unsure", line, "result", result)
        return _Read(key, since, attempts, returned, closed, outcome)

    def _append(self, line: Line, read: _Read) -> tuple[list[Event], cases.Head]:
        """Records the events of the line that are not yet in the ledger; answers them, and the case."""
        opening = self._sha(read, "opened", str(read.since))
        head = cases.heads(self.connection, [read.child_key]).get(read.child_key)
        joins = head is not None and opening not in self._known and _is_of(head, read)
        opened = []
        if head is None or not (head.is_open or joins or opening in self._known):
            opened = [self._opening(line, read, opening)]
            cases.append(self.connection, opened)
            head = cases.heads(self.connection, [read.child_key])[read.child_key]
        held = None if opened else held_case(self.connection, self._case_no(opening, head))
        if held and not (joins or held.is_open or held.ended_so(read.closed, read.outcome)):
            ended = msg(
                "{no} {day} {outcome}", no=held.case_no, day=held.closed_on, outcome=Code("outcome", held.outcome or "")
            )
            self._say("closing_differs", line, "closed", f"{read.closed or ''} {line.text('result')}".strip(), ended)
            return [], head
        later = self._later(line, read, head.case_no)
        if joins:
            self._say("case_joined", line, "since", line.text("since"), head.case_no)
            later = self._lacking(line, later, head)
        fresh = list({event.line_sha: event for event in later if event.line_sha not in self._known}.values())
        entered = opened + self._record(line, read, head.case_no, fresh, held)
        self._known |= {event.line_sha or "" for event in entered}
        return entered, head

    def _case_no(self, opening: str, head: cases.Head) -> str:
        """The case that the line opened, else the child's newest, which it joins."""
        return (opening in self._known and cases.case_of_line(self.connection, opening)) or head.case_no

    def _record(self, line: Line, read: _Read, case_no: str, fresh: Sequence[Event], held: Held | None) -> list[Event]:
        """The new events by day; of a case that stood already, also what the line says otherwise: the tier before the
        child is back, the words before the case ends."""
        entered: list[Event] = []
        steps = [e for e in fresh if e.event not in ENDS]
        back = next((at for at, event in enumerate(steps) if event.event == "returned"), len(steps))
        for event in steps[:back]:
            entered.append(self._append_one(event, case_no))
        if held:
            entered += self._raised(line, read, held)
        for event in steps[back:]:
            entered.append(self._append_one(event, case_no))
        if held:
            entered += self._reworded(line, read, held)
        return entered + [self._append_one(event, case_no) for event in fresh if event.event in ENDS]

    def _raised(self, line: Line, read: _Read, held: Held) -> list[Event]:
        """A case that the line calls 辍学 becomes one, on the last day known of it: the book names none, and a return that is told
        later may be of any day since. The clock of whoever acts next runs from the import, when it is recorded."""
        said = line.text("tier")
        is_lower = held.is_open and held.is_dropped_out and "疑似" in said
        if held.is_dropped_out or self._state(line) != "dropped_out":
            if is_lower:
                self._say("tier_kept", line, "tier", said, held.case_no)
            return []
        today = self.at.date()
        until = min(read.returned or today, read.closed or today)
        head = cases.heads(self.connection, [read.child_key])[read.child_key]
        if not (held.is_open and can_be_raised(head, until)):
            self._say("tier_kept", line, "tier", said, held.case_no)
            return []
        return [self._append_one(Event(
            read.child_key, "confirmed", "dropped_out", head.last_on, self.at, self.actor, on_behalf=self.on_behalf,
            note=written({"类别": said}), line_sha=self._sha(read, "confirmed", str(self.at)),
        ), held.case_no)]  # fmt: skip

    def _reworded(self, line: Line, read: _Read, held: Held) -> list[Event]:
        """What the words of the line say anew, on the last day known of the case: they say nothing of the child since."""
        said = self._words(line, read)
        words = held.new_words(said)
        if held.is_open and (back := held.taken_back(said)):
            self._say("words_before", line, "name", written(back) or "", held.case_no)
        if not words:
            return []
        if not held.is_open:
            self._say("case_closed_kept", line, "name", written(words) or "", held.case_no)
            return []
        head = cases.heads(self.connection, [read.child_key])[read.child_key]
        return [self._append_one(Event(
            read.child_key, "corrected", head.state, head.last_on, self.at, self.actor, on_behalf=self.on_behalf,
            cause=code_of(words.get("原因", ""), CAUSES), note=written(words),
            line_sha=self._sha(read, "corrected", f"{self.at} {written(words)}"),
        ), held.case_no)]  # fmt: skip

    def _append_one(self, event: Event, case_no: str) -> Event:
        """An attempt leaves the child where it was on that day; once dropped out, it begins the persuading."""
        if event.event == "persuaded":
            state = cases.state_on(self.connection, case_no, event.effective_on)
            event = replace(event, resulting_state="persuading" if state == "dropped_out" else state)
        event = event if event.case_no else replace(event, case_no=case_no)
        cases.append(self.connection, [event])
        return event

    def _lacking(self, line: Line, later: Sequence[Event], head: cases.Head) -> list[Event]:
        """What a case that did not come of this line lacks: attempts since its opening, and an end while it is open."""
        held = cases.attempts(self.connection, head.case_no)
        lacking = []
        for event in later:
            if event.event != "persuaded":
                lacking += [event] if head.is_open else []
            elif event.effective_on < head.opened_on:
                self._say("attempt_before", line, "name", event.note or "", f"{head.opened_on}")
            elif (event.effective_on, event.note) not in held:
                lacking.append(event)
        return lacking

    def _opening(self, line: Line, read: _Read, sha: str) -> Event:
        return Event(
            read.child_key, "opened", self._state(line), read.since, self.at, self.actor, reason="imported", on_behalf=self.on_behalf,
            cause=code_of(line.text("cause"), CAUSES), discovered_on=read.since, note=written(self._words(line, read)), line_sha=sha,
        )  # fmt: skip

    def _words(self, line: Line, read: _Read) -> dict[str, str]:
        """What the line says beside its days, under the headings of the book."""
        undated = "; ".join(a.text for a in read.attempts if a.day is None)
        fields = (("编号", "line"), ("原因", "cause"), ("责任人", "responsible"), ("备注", "note"))
        result = "" if read.returned or read.closed else line.text("result")
        return {**{word: line.text(name) for word, name in fields}, "劝返": undated, "结果": result}

    def _later(self, line: Line, read: _Read, case_no: str) -> list[Event]:
        """What follows the opening, by day. The words of the result stay with the event that they say."""
        result = line.text("result") or None

        def event(kind: str, state: str, day: date, said: str, **more: Any) -> Event:
            return Event(read.child_key, kind, state, day, self.at, self.actor, case_no, on_behalf=self.on_behalf,
                         line_sha=self._sha(read, kind, said), **more)  # fmt: skip

        events = [
            event("persuaded", "persuading", a.day, a.text, met=met_in(a.text), note=a.text, promise_on=promise_in(a.text, a.day))
            for a in read.attempts
            if a.day
        ]  # fmt: skip
        if read.returned:
            events.append(event("returned", "returned", read.returned, str(read.returned), note=result))
        if read.closed and read.outcome:
            kind = "cleared" if read.outcome in self.cleared else "closed"
            words = None if read.returned else result
            events.append(event(kind, kind, read.closed, str(read.closed), outcome=read.outcome, note=words))
        return sorted(events, key=lambda made: made.effective_on)

    def _state(self, line: Line) -> str:
        said = line.text("tier")
        return "dropped_out" if "辍学" in said and "疑似" not in said else "suspected"

    def _date(self, line: Line, name: str) -> date | None:
        if not line.text(name):
            return None
        day = read_date(line.cells[name])
        if day is None:
            self._say("date_unknown", line, name, line.text(name))
        return day

    def _sha(self, read: _Read, kind: str, said: str) -> str:
        return sha256(f"{read.child_key}|{read.since}|{kind}|{said}".encode()).hexdigest()

    def _say(self, code: str, line: Line, name: str, found: str | Message, detail: str | Message = "") -> None:
        said = finding(
            code, found, file=self.file, sheet=line.sheet, cell=line.cell(name), row=line.row + 1, detail=detail
        )
        self._said[line.sheet, line.row].append(said)


def _is_of(head: cases.Head, read: _Read) -> bool:
    """Whether a line is about a case that did not come of it: the open one, unless the line ended before it, or one closed
    whose days hold all of the line's."""
    if head.is_open:
        return read.closed is None or read.closed >= head.opened_on
    return read.closed is not None and head.opened_on <= read.since and read.closed <= head.last_on

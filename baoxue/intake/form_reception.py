"""Accepting a form that becomes rows of a snapshot relation: read, check, match, store, record, in one transaction.

What stands afterwards is, part by part (a village's register; a school's item and period), the newest that was
accepted, whoever sent it: a township's book replaces the villages it holds.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import sqlalchemy as sa

from baoxue import clock, reference
from baoxue.intake.archive import Refusal
from baoxue.intake.county import County, county_of
from baoxue.intake.findings import REFUSE, WAIT, Finding, cell_name, finding
from baoxue.intake.form_kinds import KINDS
from baoxue.intake.form_layout import FormBook, lay_out, recognise_form
from baoxue.intake.form_rows import FormContext, FormKind, FormRows, check_form, part_of
from baoxue.intake.marked import marked_copy
from baoxue.intake.reader import sheets_of
from baoxue.intake.receipts import Receipt
from baoxue.intake.rolls import Rolls
from baoxue.ledger import claims, identity, submissions
from baoxue.ledger.database import open_ledger
from baoxue.ledger.submissions import Submission
from baoxue.settings import settings
from baoxue.store import FILES, SUBMISSIONS, Store

Months = dict[str, dict[str, int]]
"""month → part → rows accepted."""


@dataclass(frozen=True)
class FormSending:
    """One form of a ``kind`` (``form_kinds.KINDS``) for a unit and month. ``unit``: village, township or school;
    ``on_behalf``: whom the sender acts for; ``file``: where ``what`` was read already, the file it was read from;
    ``told``: what the sender answered when asked what the file does not say, by field (``item``, ``period``)."""

    what: Path | FormBook
    kind: str
    unit: str
    month: str
    sender: str
    at: datetime | None = None
    on_behalf: str | None = None
    file: Path | None = None
    told: Mapping[str, str] = field(default_factory=dict)


def submit_form(
    home: Path,
    what: Path | FormBook,
    kind: str,
    unit: str,
    month: str,
    sender: str,
    at: datetime | None = None,
    on_behalf: str | None = None,
    file: Path | None = None,
    told: Mapping[str, str] | None = None,
) -> Receipt:
    """Accepts one form. Whatever is wrong with it stands in the receipt; it never raises for what a file holds."""
    return submit_forms(home, [FormSending(what, kind, unit, month, sender, at, on_behalf, file, told or {})])[0]


def submit_forms(
    home: Path, sendings: Sequence[FormSending], progress: Callable[[int], None] | None = None
) -> list[Receipt]:
    """Accepts forms in the order given, all in one transaction, and answers in that order."""
    ledger, store = open_ledger(home), Store(home)
    books = [_book(sending) for sending in sendings]
    try:
        with ledger.write() as connection:
            reception = FormReception(connection, store, county_of(reference.load(home), settings().county))
            for done, (sending, book) in enumerate(zip(sendings, books, strict=True), 1):
                reception.take(sending, book)
                if progress:
                    progress(done)
            receipts = reception.finish()
        return [
            marked_copy(home, receipt, book.file, book.sheets) for receipt, book in zip(receipts, books, strict=True)
        ]
    finally:
        ledger.close()


def rehearse_form(home: Path, sending: FormSending) -> Receipt:
    """What ``submit_form`` would answer, by the same code in a transaction that is undone."""
    ledger = open_ledger(home)
    try:
        with ledger.rehearse() as connection:
            reception = FormReception(connection, Store(home), county_of(reference.load(home), settings().county))
            return reception.judge(sending, _book(sending))[0]
    finally:
        ledger.close()


def form_kind_of(path: Path) -> str | None:
    """The kind of form that a file's headings name; None where it is none, or cannot be read."""
    try:
        sheets, _ = sheets_of(path)
    except Refusal:
        return None
    found = recognise_form(sheets)
    return found.kind if found else None


class FormReception:
    """Takes forms one by one; ``finish`` records them all."""

    def __init__(self, connection: sa.Connection, store: Store, county: County) -> None:
        self._connection, self._store, self._county = connection, store, county
        self._rows: list[Submission] = []
        self._receipts: list[Receipt] = []
        self._parts: dict[tuple[str, str], dict[str, Submission | sa.Row]] = {}
        self._children: dict[tuple[str, str], dict[int, str]] = {}
        self._files: dict[str, set[str]] = {FILES: set(), SUBMISSIONS: set()}
        self._rolls = Rolls(store, county.at_school)

    def judge(self, sending: FormSending, book: FormBook) -> tuple[Receipt, pa.Table | None, Months]:
        """Checks one form and matches its children; nothing is stored or recorded. The receipt has no number yet."""
        kind, at = KINDS[sending.kind], sending.at or clock.now()
        rows = check_form(book, kind, FormContext(self._county, sending.unit, sending.month, at.date(), sending.told))
        table: pa.Table | None = None
        parts: Months = {}
        if not any(f.severity == REFUSE for f in rows.findings):
            table, parts = self._match(kind, rows, sending, book.file, at)
        accepted = table.num_rows if table is not None else 0
        receipt = Receipt(_state(rows.findings), kind.name, sending.unit, sending.month, accepted, rows.waiting,
                          rows.skipped, rows.findings, 0)  # fmt: skip
        return receipt, table, parts

    def take(self, sending: FormSending, book: FormBook) -> None:
        """Checks one form and keeps what is good: an attempt for every month that its rows are about."""
        receipt, table, parts = self.judge(sending, book)
        original = self._original(sending)
        known, first = [], None
        for row, own in self._attempts(receipt, table, parts, sending, book.file, original):
            same = self._same(row)
            if same is not None:
                known.append(same)
                continue
            first = len(self._rows) if first is None else first
            self._rows.append(row)
            self._keep(KINDS[sending.kind], row, own)
        if first is None:
            self._receipts.append(replace(receipt, submission_id=known[0], is_unchanged=True))
        else:
            self._receipts.append(replace(receipt, submission_id=-first))

    def _attempts(
        self,
        receipt: Receipt,
        table: pa.Table | None,
        parts: Months,
        sending: FormSending,
        file: str,
        original: str | None,
    ) -> list[tuple[Submission, pa.Table | None]]:
        """One attempt for each month; findings that belong to no part stand with the first."""
        found = []
        for place, month in enumerate(sorted(parts) or [sending.month]):
            classes = parts.get(month, {})
            own = table if table is None or len(parts) < 2 else table.filter(pc.equal(table["month"], month))
            elsewhere = {part for other in parts if other != month for part in parts[other]}
            findings = [
                f for f in receipt.findings if f.class_key in classes or (not place and f.class_key not in elsewhere)
            ]
            waiting = receipt.rows_waiting if len(parts) < 2 else _waiting(findings)
            attempt = Submission(
                receipt.kind or "", sending.unit, month, sending.at or clock.now(), sending.sender, file, receipt.state,
                original, self._put(own) if own is not None and classes else None, classes=classes,
                rows_accepted=sum(classes.values()), rows_waiting=waiting, findings=[asdict(f) for f in findings],
                on_behalf=sending.on_behalf,
            )  # fmt: skip
            found.append((attempt, own))
        return found

    def finish(self) -> list[Receipt]:
        """Puts the files on disk, records the submissions, and answers the receipts in the order taken."""
        for folder, shas in self._files.items():
            if shas:
                self._store.sync(shas, folder)
        numbers = submissions.record(self._connection, self._rows)
        return [
            receipt if receipt.submission_id > 0 else replace(receipt, submission_id=numbers[-receipt.submission_id])
            for receipt in self._receipts
        ]

    def _match(
        self, kind: FormKind, rows: FormRows, sending: FormSending, file: str, at: datetime
    ) -> tuple[pa.Table, Months]:
        """The relation's table and rows by month and part. Rows in question are moved to waiting."""
        held = self._held(kind, sending.month) if kind.is_one_part_a_child else {}
        parts = [part_of(kind, rows.columns, row) for row in range(len(rows.people))]
        sent = set(parts)
        keys: list[int | None] = [None] * len(parts)
        for places in _groups(kind, parts):
            people = [rows.people[row] for row in places]
            found = self._found(kind, rows, places, sending)
            for place, (row, match) in enumerate(zip(places, found, strict=True)):
                elsewhere = held.get(match.child_key or 0)
                if match.kind == "question":
                    self._wait(rows, row, parts[row], "child_question", file, match.why)
                elif elsewhere is not None and elsewhere != parts[row] and elsewhere not in sent:
                    self._wait(rows, row, parts[row], "child_elsewhere", file, self._county.place_name(elsewhere))
                    found[place] = identity.Match("question", match.child_key, "elsewhere")
            taken = identity.register(self._connection, people, found, at, sending.sender, kind.sheet, kind.renews)
            for row, key in zip(places, taken, strict=True):
                keys[row] = key
        good = [row for row, key in enumerate(keys) if key is not None]
        counted: Months = defaultdict(dict)
        for part, month in rows.empty.items():
            counted[month].setdefault(part, 0)
        for row in good:
            of_month = counted[rows.columns["month"][row]]
            of_month[parts[row]] = of_month.get(parts[row], 0) + 1
        return _table(kind, rows, keys, good), dict(counted)

    def _found(
        self, kind: FormKind, rows: FormRows, places: Sequence[int], sending: FormSending
    ) -> list[identity.Match]:
        """Who each of these rows is about, by its numbers, else by its class on the school's roll."""
        people = [rows.people[row] for row in places]
        found = claims.match_claims(self._connection, people, kind.may_create)
        if not kind.is_of_roll:
            return found
        today = f"{sending.at or clock.now():%Y-%m}"
        rolls = (self._rolls.view(self._connection, sending.unit, month) for month in (sending.month, today))
        roll = next((roll for roll in rolls if roll), None)
        classes = [rows.columns["class_key"][row] for row in places]
        return claims.with_classes(people, found, classes, roll.by_class if roll else {})

    def _wait(self, rows: FormRows, row: int, part: str, code: str, file: str, why: str) -> None:
        sheet, line, column = rows.places[row]
        cell = cell_name(line, column)
        rows.findings.append(
            finding(
                code, rows.people[row].name, file=file, sheet=sheet, cell=cell, row=line + 1, detail=why, class_key=part
            )
        )
        rows.waiting += 1

    def _held(self, kind: FormKind, month: str) -> dict[int, str]:
        """Child → the part that holds it, of what stands for the month."""
        if (kind.name, month) not in self._children:
            held: dict[int, str] = {}
            canonical = identity.canonical(self._connection)
            standing = self._standing(kind.name, month)
            for sha in {row.normal_sha for row in standing.values() if row.normal_sha}:
                columns = self._store.read_table(sha, SUBMISSIONS).select(["child_key", *kind.parts]).to_pydict()
                for row, key in enumerate(columns["child_key"]):
                    part = part_of(kind, columns, row)
                    if part in standing and standing[part].normal_sha == sha:
                        held[canonical.get(key, key)] = part
            self._children[kind.name, month] = held
        return self._children[kind.name, month]

    def _standing(self, kind: str, month: str) -> dict[str, Submission | sa.Row]:
        """Part → what stands, in the ledger and of this batch."""
        if (kind, month) not in self._parts:
            rows = submissions.attempts(self._connection, kind, month)
            self._parts[kind, month] = dict(submissions.by_class(rows)[0])
        return self._parts[kind, month]

    def _keep(self, kind: FormKind, row: Submission, table: pa.Table | None) -> None:
        if table is None or not row.classes:
            return
        self._standing(kind.name, row.month).update(dict.fromkeys(row.classes, row))
        if kind.is_one_part_a_child:
            held = self._held(kind, row.month)
            columns = table.select(["child_key", *kind.parts]).to_pydict()
            sent = {key: part_of(kind, columns, place) for place, key in enumerate(columns["child_key"])}
            stays = {key: part for key, part in held.items() if part not in row.classes}
            self._children[kind.name, row.month] = stays | sent

    def _same(self, row: Submission) -> int | None:
        """The id of the unit's newest attempt, where that says the same and all of it still stands."""
        before = [r for r in self._rows if (r.kind, r.school_code, r.month) == (row.kind, row.school_code, row.month)]
        known = submissions.attempts(self._connection, row.kind, row.month, row.school_code) if not before else []
        if not known or any(getattr(known[-1], name) != getattr(row, name) for name in _SAME):
            return None
        standing = self._standing(row.kind, row.month)
        still = all(getattr(standing.get(part), "id", None) == known[-1].id for part in row.classes)
        return int(known[-1].id) if still else None

    def _put(self, table: pa.Table) -> str:
        sha = self._store.put_table(table, SUBMISSIONS, sync=False).sha256
        self._files[SUBMISSIONS].add(sha)
        return sha

    def _original(self, sending: FormSending) -> str | None:
        """The original file, kept by its hash; one over the limit, or gone, is not kept."""
        what = sending.file or sending.what
        if isinstance(what, FormBook) or not what.is_file() or what.stat().st_size > settings().file_bytes:
            return None
        sha = self._store.put_bytes(what.read_bytes(), FILES, sync=False)
        self._files[FILES].add(sha)
        return sha


_SAME = ("state", "file_sha", "normal_sha", "classes", "rows_accepted", "rows_waiting")
"""What makes two attempts of one unit the same."""


def _groups(kind: FormKind, parts: Sequence[str]) -> list[list[int]]:
    """Rows that are matched together: a child may stand in several parts of a form, unless it may stand in one alone."""
    if kind.is_one_part_a_child:
        return [list(range(len(parts)))]
    groups: dict[str, list[int]] = defaultdict(list)
    for row, part in enumerate(parts):
        groups[part].append(row)
    return list(groups.values())


def _waiting(findings: Sequence[Finding]) -> int:
    """Rows that wait: one may have several faults."""
    return len({(f.sheet, f.row) for f in findings if f.severity == WAIT and f.row is not None})


def _book(sending: FormSending) -> FormBook:
    if isinstance(sending.what, FormBook):
        return sending.what
    path = sending.what
    try:
        sheets, unseen = sheets_of(path)
    except Refusal as refusal:
        return FormBook(path.name, findings=[finding(refusal.code, refusal.found, file=path.name)])
    return lay_out(path.name, sheets, unseen, KINDS[sending.kind].form)


def _state(findings: list[Finding]) -> str:
    if any(f.severity == REFUSE for f in findings):
        return "refused"
    return "waiting" if any(f.severity == WAIT for f in findings) else "accepted"


def _table(kind: FormKind, rows: FormRows, keys: list[int | None], good: list[int]) -> pa.Table:
    """The relation without carried_from, ordered by its grain."""
    fields = [f for f in kind.relation.schema if f.name != "carried_from"]
    columns = {name: [values[row] for row in good] for name, values in rows.columns.items()}
    columns["child_key"] = [keys[row] for row in good]
    table = pa.table([pa.array(columns[f.name], f.type) for f in fields], schema=pa.schema(fields))
    return table.sort_by([(name, "ascending") for name in kind.relation.grain])

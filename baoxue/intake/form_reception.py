"""Accepting a form that becomes rows of a snapshot relation: read, check, match, store, record, in one transaction.

What stands afterwards is, part by part (a village's register; a school's item and period), the newest that was
accepted, whoever sent it: a township's book replaces the villages it holds.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

import pyarrow as pa
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
from baoxue.ledger import claims, identity, submissions
from baoxue.ledger.database import open_ledger
from baoxue.ledger.submissions import Submission
from baoxue.settings import settings
from baoxue.store import FILES, SUBMISSIONS, Store


@dataclass(frozen=True)
class FormSending:
    """One form of a ``kind`` (``form_kinds.KINDS``) for a unit and month. ``unit``: village, township or school;
    ``on_behalf``: whom the sender acts for; ``file``: where ``what`` was read already, the file it was read from."""

    what: Path | FormBook
    kind: str
    unit: str
    month: str
    sender: str
    at: datetime | None = None
    on_behalf: str | None = None
    file: Path | None = None


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
) -> Receipt:
    """Accepts one form. Whatever is wrong with it stands in the receipt; it never raises for what a file holds."""
    return submit_forms(home, [FormSending(what, kind, unit, month, sender, at, on_behalf, file)])[0]


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
    """The kind of form that a file's headings name; None where it is none of ``KINDS``, or cannot be read."""
    try:
        sheets, _ = sheets_of(path)
    except Refusal:
        return None
    found = recognise_form(sheets)
    return found.kind if found and found.kind in KINDS else None


class FormReception:
    """Takes forms one by one; ``finish`` records them all."""

    def __init__(self, connection: sa.Connection, store: Store, county: County) -> None:
        self._connection, self._store, self._county = connection, store, county
        self._rows: list[Submission] = []
        self._receipts: list[Receipt] = []
        self._parts: dict[tuple[str, str], dict[str, Submission | sa.Row]] = {}
        self._children: dict[tuple[str, str], dict[int, str]] = {}
        self._files: dict[str, set[str]] = {FILES: set(), SUBMISSIONS: set()}

    def judge(self, sending: FormSending, book: FormBook) -> tuple[Receipt, pa.Table | None, dict[str, int]]:
        """Checks one form and matches its children; nothing is stored or recorded. The receipt has no number yet."""
        kind, at = KINDS[sending.kind], sending.at or clock.now()
        rows = check_form(book, kind, FormContext(self._county, sending.unit, sending.month, at.date()))
        table: pa.Table | None = None
        parts: dict[str, int] = {}
        if not any(f.severity == REFUSE for f in rows.findings):
            table, parts = self._match(kind, rows, sending, book.file, at)
        accepted = table.num_rows if table is not None else 0
        receipt = Receipt(_state(rows.findings), kind.name, sending.unit, sending.month, accepted, rows.waiting,
                          rows.skipped, rows.findings, 0)  # fmt: skip
        return receipt, table, parts

    def take(self, sending: FormSending, book: FormBook) -> None:
        """Checks one form and keeps what is good."""
        receipt, table, parts = self.judge(sending, book)
        row = Submission(
            receipt.kind or "", sending.unit, sending.month, sending.at or clock.now(), sending.sender, book.file,
            receipt.state, self._original(sending), self._put(table) if table is not None and table.num_rows else None,
            classes=parts, rows_accepted=receipt.rows_accepted, rows_waiting=receipt.rows_waiting,
            findings=[asdict(f) for f in receipt.findings], on_behalf=sending.on_behalf,
        )  # fmt: skip
        known = self._same(row)
        if known is not None:
            self._receipts.append(replace(receipt, submission_id=known, is_unchanged=True))
            return
        self._receipts.append(replace(receipt, submission_id=-len(self._rows)))
        self._rows.append(row)
        self._keep(KINDS[sending.kind], row, table)

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
    ) -> tuple[pa.Table, dict[str, int]]:
        """The relation's table and rows by part. Rows in question are moved to waiting."""
        found = claims.match_claims(self._connection, rows.people, kind.may_create)
        held = self._held(kind, sending.month) if kind.is_one_part_a_child else {}
        parts = [part_of(kind, rows.columns, row) for row in range(len(found))]
        sent = set(parts)
        for row, match in enumerate(found):
            elsewhere = held.get(match.child_key or 0)
            if match.kind == "question":
                self._wait(rows, row, "child_question", file, match.why)
            elif elsewhere is not None and elsewhere != parts[row] and elsewhere not in sent:
                self._wait(rows, row, "child_elsewhere", file, self._county.place_name(elsewhere))
                found[row] = identity.Match("question", match.child_key, "elsewhere")
        keys = identity.register(self._connection, rows.people, found, at, sending.sender, kind.sheet, kind.renews)
        good = [row for row, key in enumerate(keys) if key is not None]
        counted: dict[str, int] = {}
        for row in good:
            counted[parts[row]] = counted.get(parts[row], 0) + 1
        return _table(kind, rows, keys, good), counted

    def _wait(self, rows: FormRows, row: int, code: str, file: str, why: str) -> None:
        sheet, line, column = rows.places[row]
        cell = cell_name(line, column)
        rows.findings.append(
            finding(code, rows.people[row].name, file=file, sheet=sheet, cell=cell, row=line + 1, detail=why)
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

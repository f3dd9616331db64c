"""Publishing: merge → derive → check → detect → one commit. Always a process of its own, never in the web server.

Everything but the last step only adds files that nothing refers to; a publish that dies leaves no trace but those.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import sqlalchemy as sa

from baoxue import clock
from baoxue.contracts.relations import ALL, RELATIONS
from baoxue.engine import THREADS, Instance, Queries
from baoxue.engine.derive import DERIVED, PLACES, STRETCHES, derive, place, stretches
from baoxue.engine.parameters import bind, month_bounds
from baoxue.engine.queries import queries
from baoxue.intake.carrying import spoken
from baoxue.intake.form_kinds import KINDS
from baoxue.intake.form_rows import FormKind
from baoxue.intake.joined import records_of
from baoxue.ledger import (
    Ledger,
    cases,
    catalogue,
    identity,
    leases,
    newest_number,
    open_ledger,
    submissions,
    whereabouts,
)
from baoxue.publish import detect, gaps, merge, reporting, timing
from baoxue.publish.holdings import sweep
from baoxue.publish.staging import Staging
from baoxue.publish.states import exported_states
from baoxue.reference import load
from baoxue.settings import ROOT
from baoxue.store import Store
from baoxue.words import Message, msg

__all__ = ["Published", "publish", "queries_sha", "sweep"]
Progress = Callable[[Message], None]
_SHAPES_DERIVED = {"calendar", "school_calendar", "code"}
_SHAPES_PLACES = {"area", "school", "code"}
_SHAPES_REPORTING = {"calendar", "school", "threshold"}


@dataclass(frozen=True)
class Published:
    """``n``: the new snapshot, or the standing one where nothing had changed (``is_new`` False). ``blocked``:
    rows by blocking check; then nothing was committed."""

    n: int | None
    is_new: bool
    months: list[str]
    opened: int = 0
    blocked: dict[str, list[dict]] = field(default_factory=dict)


@dataclass(frozen=True)
class _Found:
    """What detection finds: ``fct_suspicion`` and ``fct_broken``."""

    suspicions: pa.Table
    broken: pa.Table


def _silent(line: Message) -> None:
    """Nobody watches."""


def publish(
    home: Path,
    at: datetime | None = None,
    progress: Progress = _silent,
    through: int | None = None,
    threads: int = THREADS,
    today: date | None = None,
) -> Published:
    """Publish what was accepted since the last snapshot. ``at``: county-local time of publication; ``through``: the
    newest submission to consider, and ``threads`` of the engine, for a caller that goes on submitting meanwhile; ``today``:
    the day that somebody vouches for where the clock seems wrong.

    Raises Refused where the home has no ledger, while another publish or sweep runs (code busy), and where the clock seems
    wrong (``check_moment``).
    """
    ledger = open_ledger(home, create=False)
    try:
        with leases.held(ledger) as owner:
            return _Publication(home, ledger, at or clock.now(), progress, through, owner, threads, today).run()
    finally:
        ledger.close()


class _Publication:
    def __init__(
        self,
        home: Path,
        ledger: Ledger,
        at: datetime,
        progress: Progress,
        through: int | None,
        owner: str,
        threads: int,
        today: date | None,
    ):
        self.ledger, self.at, self.say, self.owner, self.threads = ledger, at, progress, owner, threads
        self.store = Store(home)
        self.restated: set[str] = set()
        self.replaced: set[str] = set()
        self.rolls_changed: set[str] = set()
        self.queries: Queries = queries(ROOT / "queries")
        self.reference = {**load(home), **exported_states()}
        with ledger.read() as connection:
            self.last = catalogue.newest(connection)
            self.staging = Staging(self.store, catalogue.parts(connection, self.last.n) if self.last else [])
            self.seq = newest_number(connection)
            self.submission_id = submissions.newest_id(connection) if through is None else through
            timing.check_moment(connection, at, self.submission_id, today)
            self.records = records_of(connection, self.reference["code"])
            self.touched = submissions.touched(
                connection, self.last.submission_id if self.last else 0, self.submission_id
            )
            if self.last and identity.joined(connection, self.last.ledger_seq):
                self.touched |= {("roll", m) for m in self.staging.months("roll")}
                self.touched |= {("attendance", m) for m in self.staging.months("attendance")}
                for kind in KINDS.values():
                    self.touched |= {(kind.name, m) for m in self.staging.months(kind.relation.name)}

    def run(self) -> Published:
        rederive = self._stage_reference()
        changed = self._merge() | self._underived()
        if rederive:
            changed |= set(self.staging.months("roll"))
        self._stretch(rederive)
        for kind in KINDS.values():
            self._merge_form(kind)
        months = self._months_from(min(changed)) if changed else []
        for month in months:
            self._derive(month)
        self._place(set(months))
        self._stage_reporting(set(months))
        if not self.staging.new and self.last:
            return self._only_time_passed(self.last.n)
        if not self.staging.months("roll"):
            self.say(msg("还没有接收任何学籍花名册,没有可发布的数据"))
            return Published(None, False, [])
        return self._commit(months)

    def _stage_reference(self) -> bool:
        """Stage the reference rows; answers whether rows changed that derivations depend on."""
        differs = {name for name, rows in self.reference.items() if self.staging.put(name, ALL, rows)}
        if not self.last:
            return False
        rolls = self.staging.months("roll")
        if differs & _SHAPES_PLACES:
            self.replaced = {*rolls, *self.staging.months("children")}
        if "school" in differs:
            self.touched |= {("roll", month) for month in rolls}
        if differs & _SHAPES_REPORTING:
            self.restated = set(rolls)
        return bool(differs & _SHAPES_DERIVED)

    def _merge(self) -> set[str]:
        """Stage rolls and attendance of the months that were touched; answers the months that differ."""
        changed = set()
        touched_rolls = {month for kind, month in self.touched if kind == "roll"}
        staged = self.staging.months("roll")
        held = {*staged, *touched_rolls}
        newest = self.at.strftime("%Y-%m")
        if held:
            # no month may stay without a roll: those since the newest held one are carried forward too
            start = min([*touched_rolls, *staged[-1:]])
            for month in _months_between(start, max(newest, max(held))):
                if month in touched_rolls or month > start:
                    changed |= {month} if self._merge_roll(month) else set()
        sheets = {month for kind, month in self.touched if kind == "attendance"}
        for month in sorted(sheets | (self.rolls_changed & {*self.staging.months("attendance")})):
            changed |= {month} if self._merge_attendance(month) else set()
        return changed

    def _merge_roll(self, month: str) -> bool:
        first, last = month_bounds(month)
        before = max((m for m in self.staging.months("roll") if m < month), default=None)
        with self.ledger.read() as connection:
            sent, _ = merge.standing_rows(connection, self.store, "roll", month, self.records, self.submission_id)
            said = spoken(submissions.by_school(connection, "roll", month, self.submission_id), self.records.canonical)
        standing = set(reporting.open_schools(self.reference["school"], first, last))
        held = self.staging.table("roll", before) if before else None
        earlier = merge.replaced(self.store, said, self.records)
        rows = merge.roll_of_month(sent, said, held, month, standing, earlier)
        self.say(
            msg("合并学籍 {month}: {n} 人次, {schools} 校", month=month, n=rows.num_rows, schools=len(said.schools))
        )
        self.staging.put("class", ALL, merge.classes_seen(self.staging.table("class", ALL), rows))
        differs = self.staging.put("roll", month, rows)
        self.rolls_changed |= {month} if differs else set()
        return differs

    def _merge_attendance(self, month: str) -> bool:
        with self.ledger.read() as connection:
            rows, schools = merge.standing_rows(
                connection, self.store, "attendance", month, self.records, self.submission_id
            )
        self.say(msg("合并考勤 {month}: {n} 行, {schools} 校", month=month, n=rows.num_rows, schools=len(schools)))
        self.staging.put("class_day", month, merge.class_days(rows))
        return self.staging.put("attendance", month, rows)

    def _merge_form(self, kind: FormKind) -> None:
        """Stage a form's relation: of the months touched, and, where silent parts carry forward, of those after."""
        relation = kind.relation.name
        months = {month for name, month in self.touched if name == kind.name}
        if "carried_from" in kind.relation.names and (held := {*self.staging.months(relation), *months}):
            start = min(months, default=max(held))
            after = _months_between(start, max(self.at.strftime("%Y-%m"), *held))
            months |= {month for month in after if month > start}
        for month in sorted(months):
            with self.ledger.read() as connection:
                rows_of = merge.settled if "carried_from" in kind.relation.names else merge.form_rows
                sent, parts = rows_of(connection, self.store, kind, month, self.records, self.submission_id)
            if "carried_from" in kind.relation.names:
                before = max((m for m in self.staging.months(relation) if m < month), default=None)
                held_before = self.staging.table(relation, before) if before else None
                sent = merge.children_of_month(sent, parts, held_before, month, self.records)
            self.say(msg("合并 {what} {month}: {n} 行", what=relation, month=month, n=sent.num_rows))
            if self.staging.put(relation, month, sent) and relation == "children":
                self.replaced.add(month)
        if kind.parts_relation:
            unlisted = {m for m in self.staging.months(relation) if not self.staging.has(kind.parts_relation.name, m)}
            for month in sorted(months | unlisted):
                with self.ledger.read() as connection:
                    listed = merge.form_parts(connection, kind, month, self.submission_id)
                self.staging.put(kind.parts_relation.name, month, listed)

    def _months_from(self, first: str) -> list[str]:
        return [month for month in self.staging.months("roll") if month >= first]

    def _underived(self) -> set[str]:
        """Months published before one of the derivations was stored."""
        stored = set(DERIVED) - set(PLACES)
        return {month for month in self.staging.months("roll") if not all(self.staging.has(n, month) for n in stored)}

    def _derive(self, month: str) -> None:
        before = max((m for m in self.staging.months("drv_child_run") if m < month), default=None)
        runs = self.staging.table("drv_child_run", before) if before else None
        made = derive(self.staging.files(month), month, runs, self.queries, self.at, self.threads)
        if gaps.has_gaps(made):
            n = gaps.leave_out(self.staging, month, self.queries, self.at, self.threads)
            self.say(msg("{month} 有学生缺考勤行,按未报: {n} 个班日", month=month, n=n))
            made = derive(self.staging.files(month), month, runs, self.queries, self.at, self.threads)
        for name, rows in made.items():
            self.staging.put(name, month, rows, conforms=True)
        self.say(msg("计算 {month}", month=month))

    def _stretch(self, anew: bool) -> None:
        """What the rolls said of each child over the months: continued from the first month whose roll changed."""
        rolls = self.staging.months("roll")
        before = None if anew else self.staging.table(STRETCHES, ALL)
        changed = self.rolls_changed if before is not None else set(rolls)
        if changed:
            files = self.staging.files(*(month for month in rolls if month >= min(changed)))
            self.staging.put(
                STRETCHES, ALL, stretches(files, min(changed), before, self.queries, self.at, self.threads)
            )

    def _place(self, derived: set[str]) -> None:
        """Who and where each child is: of months whose register or areas changed while roll and attendance did not, and
        of months published before this was stored."""
        held = {*self.staging.months("roll"), *self.staging.months("children")}
        unplaced = {month for month in held if not all(self.staging.has(name, month) for name in PLACES)}
        for month in sorted((self.replaced | unplaced) - derived):
            for name, rows in place(self.staging.files(month), month, self.queries, self.at, self.threads).items():
                self.staging.put(name, month, rows, conforms=True)

    def _stage_reporting(self, changed: set[str]) -> None:
        """Who reported: of the months touched or restated, and of months that have none yet."""
        rolls = self.staging.months("roll")
        if not rolls:
            return
        wanted = changed | self.restated | {month for _, month in self.touched}
        months = [
            m for m in _months_between(rolls[0], max(rolls)) if m in wanted or not self.staging.has("submission", m)
        ]
        for month in months:
            days = self.staging.table("class_day", month)
            with self.ledger.read() as connection:
                rows = reporting.month_rows(
                    connection,
                    month,
                    self.reference,
                    self.staging.table("roll", month),
                    days if days is not None else RELATIONS["class_day"].schema.empty_table(),
                    self.submission_id,
                )
            self.staging.put("submission", month, rows)

    def _only_time_passed(self, n: int) -> Published:
        """Nothing new was sent, but days run out by the clock alone: cases open on the snapshot that stands."""
        _, found = self._checked(check=False)
        opened = 0
        if found and (found.suspicions.num_rows or found.broken.num_rows):
            with self.ledger.write() as connection:
                leases.spend(connection, self.owner)
                opened = self._append_cases(connection, found, n)
        self.say(msg("没有新数据, 新立案 {opened} 件", opened=opened) if opened else msg("没有变化"))
        return Published(n, False, [], opened)

    def _append_cases(self, connection: sa.Connection, found: "_Found", n: int) -> int:
        """How many open; cases whose observation was broken go back to their tier. Heads are read again inside the
        transaction. What was found of records joined since the ledger was read waits for the next publication: it
        was found of two children who are one."""
        joined = identity.joined(connection, self.seq)
        broken, suspicions = detect.without(found.broken, joined), detect.without(found.suspicions, joined)
        heads = cases.heads(connection, set(broken["child_key"].to_pylist()))
        cases.append(connection, detect.set_back(broken, heads, self.at, n))
        heads = cases.heads(connection, set(suspicions["child_key"].to_pylist()))
        return len(cases.append(connection, detect.openings(suspicions, heads, self.at, n)))

    def _checked(self, check: bool = True) -> "tuple[dict[str, list[dict]], _Found | None]":
        """(rows of blocking checks, what detection finds) on the staged files; nothing where something blocks."""
        instance = Instance(self.staging.files(), self.queries, memory="1GB", threads=self.threads)
        try:
            with self.ledger.read() as connection:
                instance.insert("case_event", cases.events(connection))
                instance.insert("whereabouts_check", whereabouts.checks(connection))
            newest = self.staging.months("roll")[-1]
            blocked = self._blocked(instance, newest) if check else {}
            if blocked:
                return blocked, None
            found = _Found(
                detect.suspicions(instance, newest, self.at, self.seq),
                detect.broken(instance, newest, self.at, self.seq),
            )
        finally:
            instance.close()
        self.say(msg("检出线索 {n} 条", n=found.suspicions.num_rows))
        return {}, found

    def _commit(self, months: list[str]) -> Published:
        blocked, found = self._checked()
        if blocked or found is None:
            return Published(None, False, months, blocked=blocked)
        self.staging.sync()
        with self.ledger.write() as connection:
            leases.spend(connection, self.owner)
            n = self.last.n + 1 if self.last else 1
            opened = self._append_cases(connection, found, n)
            catalogue.commit(
                connection,
                self.staging.new,
                self.at,
                self._data_through(),
                self.seq,
                self.submission_id,
                queries_sha(self.queries),
            )
        self.say(msg("发布数据版本 {n}: 新立案 {opened} 件", n=n, opened=opened))
        return Published(n, True, months, opened)

    def _blocked(self, instance: Instance, month: str) -> dict[str, list[dict]]:
        blocking = [n for n, f in self.queries.files.items() if f.header.get("severity") == "block"]
        answers = {name: instance.ask(name, bind(month, self.at, self.seq)) for name in blocking}
        return {
            name: [row for row in rows.to_pylist() if row.get("is_compared", 1)][:100]
            for name, rows in answers.items()
            if pc.sum(pc.equal(rows["is_compared"], 1)).as_py()
        }

    def _data_through(self) -> datetime:
        months = self.staging.months("class_day")
        return timing.data_through(self.at, self.staging.table("class_day", months[-1]) if months else None)


def queries_sha(found: Queries) -> str:
    """One hash over the text of every query."""
    whole = hashlib.sha256()
    for name, file in sorted(found.files.items()):
        whole.update(name.encode() + b"\0" + file.sql.encode())
    return whole.hexdigest()


def _months_between(first: str, last: str) -> list[str]:
    year, month = int(first[:4]), int(first[5:])
    found = []
    while f"{year:04d}-{month:02d}" <= last:
        found.append(f"{year:04d}-{month:02d}")
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return found

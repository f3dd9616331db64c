"""What publishing does to a month, the last full one against the second, each upon the months up to it. Nothing is committed.

Processor seconds, the least of some rounds in turn: what else runs on the machine is not the publication's.
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from baoxue import reference
from baoxue.contracts.relations import ALL
from baoxue.engine import Instance, bind
from baoxue.engine.derive import STRETCHES, derive, stretches
from baoxue.engine.parameters import month_bounds
from baoxue.engine.queries import queries
from baoxue.intake.carrying import spoken
from baoxue.intake.joined import records_of
from baoxue.ledger import cases, catalogue, newest_number, open_ledger, submissions, whereabouts
from baoxue.publish import detect, merge, reporting
from baoxue.publish.staging import Staging
from baoxue.settings import ROOT
from baoxue.store import Store

STEPS = ("merged and stored", "derived and stored", "checked and detected")
_ROUNDS = 4


def seconds(home: Path) -> tuple[tuple[str, str], dict[str, tuple[float, float]]]:
    """(second month, last full month), and step → seconds of either."""
    with _bench(home) as bench:
        second, last = bench.full[1], bench.full[-1]
        works = zip(STEPS, (bench.merged, bench.derived, bench.found), strict=True)
        return (second, last), {step: _least(work, second, last) for step, work in works}


def _least(work: Callable[[str], None], *months: str) -> tuple[float, float]:
    taken: dict[str, list[float]] = {month: [] for month in months}
    for _ in range(_ROUNDS):
        for month, rounds in taken.items():
            start = time.process_time()
            work(month)
            rounds.append(time.process_time() - start)
    first, second = (min(rounds) for rounds in taken.values())
    return first, second


class _Bench:
    def __init__(self, home: Path, folder: Path):
        self.store, self.copy = Store(home), Staging(Store(folder), [])
        self.queries, self.reference = queries(ROOT / "queries"), reference.load(home)
        self.ledger = open_ledger(home)
        with self.ledger.read() as connection:
            last = catalogue.newest(connection)
            self.staging = Staging(self.store, catalogue.parts(connection, last.n) if last else [])
            self.events, self.checks = cases.events(connection), whereabouts.checks(connection)
            self.records = records_of(connection, self.reference["code"])
            self.seq, self.through = newest_number(connection), submissions.newest_id(connection)
        self.months = self.staging.months("roll")
        sent = self.staging.months("attendance")[:-1]
        self.full = [m for m in sent if (rows := self.staging.table("attendance", m)) and rows.num_rows]

    def merged(self, month: str) -> None:
        """Both sheets of all schools, class by class, as they stand."""
        before = max((m for m in self.months if m < month), default=None)
        standing = set(reporting.open_schools(self.reference["school"], *month_bounds(month)))
        with self.ledger.read() as connection:
            sheets = {
                kind: merge.standing_rows(connection, self.store, kind, month, self.records, self.through)
                for kind in reporting.KINDS
            }
            said = spoken(submissions.by_school(connection, "roll", month, self.through), self.records.canonical)
        held = self.staging.table("roll", before) if before else None
        earlier = merge.replaced(self.store, said, self.records)
        self.copy.put("roll", month, merge.roll_of_month(sheets["roll"][0], said, held, month, standing, earlier))
        marks, _ = sheets["attendance"]
        self.copy.put("class_day", month, merge.class_days(marks))
        self.copy.put("attendance", month, marks)

    def derived(self, month: str) -> None:
        """The derivations of the month, and the roll's stretches continued by it."""
        before = max((m for m in self.staging.months("drv_child_run") if m < month), default=None)
        runs = self.staging.table("drv_child_run", before) if before else None
        files, at = self.staging.files(month), self._end(month)
        for name, rows in derive(files, month, runs, self.queries, at).items():
            self.copy.put(name, month, rows)
        known = self.staging.table(STRETCHES, ALL)
        self.copy.put(STRETCHES, ALL, stretches(files, month, known, self.queries, at))

    def found(self, month: str) -> None:
        """The blocking checks and what detection asks, over everything until then."""
        at = self._end(month)
        instance = Instance(self.staging.files(*(m for m in self.months if m <= month)), self.queries, memory="1GB")
        instance.insert("case_event", self.events)
        instance.insert("whereabouts_check", self.checks)
        for name, file in self.queries.files.items():
            if file.header.get("severity") == "block":
                instance.ask(name, bind(month, at, self.seq))
        detect.suspicions(instance, month, at, self.seq)
        detect.broken(instance, month, at, self.seq)
        instance.close()

    def _end(self, month: str) -> datetime:
        return datetime.combine(month_bounds(month)[1], datetime.max.time())


@contextmanager
def _bench(home: Path) -> Iterator[_Bench]:
    with tempfile.TemporaryDirectory() as folder:
        bench = _Bench(home, Path(folder))
        try:
            yield bench
        finally:
            bench.ledger.close()

"""Days that a class's earlier sheet of the month has and a newer one leaves out: the newer sheet takes the place of the
whole month, so an absence on such a day would be gone without a word."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Set
from datetime import date

import numpy as np
import pyarrow as pa
import sqlalchemy as sa

from baoxue.contracts.classes import STAGES, class_label, school_year
from baoxue.intake.attendance_rows import REST_CODE, ClassMonth
from baoxue.intake.carrying import past_classes
from baoxue.intake.context import Pupil
from baoxue.intake.findings import Finding, finding
from baoxue.ledger import submissions
from baoxue.store import SUBMISSIONS, Store
from baoxue.words import msg

Days = dict[str, set[date]]
"""class_key → days with marks."""
_REPORTED = ("primary", "junior", "special")
"""Stages of compulsory education, whose classes owe attendance."""


class SentDays:
    """Days of the sheets that stand, by school and month: read from the ledger on first use, then kept up by ``take``."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._held: dict[tuple[str, str], Days] = {}

    def take(
        self, connection: sa.Connection, school: str, month: str, file: str, classes: list[ClassMonth]
    ) -> list[Finding]:
        """A note for every accepted class whose sheet leaves out days that stand; afterwards its own days stand.

        A day that the sheet marks as without school, or that waits for correction, is spoken of in the sheet.
        """
        held = self._of(connection, school, month)
        notes = []
        for sheet in classes:
            if not sheet.taken:
                continue
            taken = {sheet.days[place] for place in sheet.taken}
            resting = np.flatnonzero((sheet.codes == REST_CODE).any(axis=(0, 2)))
            spoken = {sheet.days[int(place)] for place in (*sheet.waiting, *resting)}
            lost = sorted(held.get(sheet.class_key, set()) - taken - spoken)
            held[sheet.class_key] = taken
            if lost:
                said = msg("{n} 天:{days}日", n=len(lost), days="、".join(str(day.day) for day in lost))
                notes.append(finding("days_left_out", said, file=file, sheet=sheet.sheet, class_key=sheet.class_key))
        return notes

    def lacking(
        self, connection: sa.Connection, school: str, month: str, file: str, named: Set[str], roll: Iterable[Pupil]
    ) -> list[Finding]:
        """Notes on the classes with pupils due in the month that the files sent together do not have: those whose earlier
        sheet stands, and those of which nothing does."""
        first = date.fromisoformat(f"{month}-01")
        last = first.replace(day=monthrange(first.year, first.month)[1])
        due = {
            pupil.class_key for pupil in roll if pupil.is_due and pupil.first <= last and first <= pupil.last
        } - named
        due = {key for key in due if STAGES[key[-8]] in _REPORTED}
        due -= set(past_classes(due, month))
        standing = {key for key, days in self._of(connection, school, month).items() if days}
        notes = []
        for code, keys in (("sheet_classes_kept", due & standing), ("sheet_classes_unsent", due - standing)):
            if keys:
                said = "、".join(class_label(key, school_year(month)) for key in sorted(keys))
                notes.append(finding(code, said, file=file))
        return notes

    def _of(self, connection: sa.Connection, school: str, month: str) -> Days:
        if (school, month) not in self._held:
            standing = submissions.by_class(submissions.attempts(connection, "attendance", month, school))[0]
            days: Days = defaultdict(set)
            for sha in {row.normal_sha for row in standing.values()}:
                for key, day in _pairs(self._store.read_table(sha, SUBMISSIONS)):
                    if key in standing and standing[key].normal_sha == sha:
                        days[key].add(day)
            self._held[school, month] = days
        return self._held[school, month]


def _pairs(table: pa.Table) -> list[tuple[str, date]]:
    found = table.group_by(["class_key", "day"]).aggregate([])
    return list(zip(found["class_key"].to_pylist(), found["day"].to_pylist(), strict=True))

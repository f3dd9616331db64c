"""Checks 考勤表 blocks class by class.

A class is accepted when every pupil with a seat on its roll has one row that can be read in full; any faulty
row keeps the whole class waiting, because a missing row would read as presence. A day on which some pupils
are blank waits alone; a day blank for all is not reported.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from baoxue.contracts.cells import as_text
from baoxue.contracts.dates import days_in
from baoxue.intake.attendance_days import judge_days
from baoxue.intake.attendance_rows import ClassMonth, matrix, totals_differ, totals_unread
from baoxue.intake.book import NAME, AttendanceBlock, Book
from baoxue.intake.class_match import Fault, Match, match_class
from baoxue.intake.context import Context
from baoxue.intake.findings import UNCOUNTED, Finding, cell_name, finding
from baoxue.intake.legends import book_legend, legend_of, unknown_signs


@dataclass
class AttendanceRows:
    """Classes that passed (``months``), and what is wrong with the others. Rows are pupils' rows."""

    months: list[ClassMonth] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    accepted: int = 0
    waiting: int = 0
    skipped: int = 0
    legend: dict[str, str] = field(default_factory=dict)


def check_attendance(book: Book, context: Context) -> AttendanceRows:
    """Every block of the book against the roll, the calendar and the legend."""
    result = AttendanceRows()
    if context.roll is None or not context.roll.pupils:
        result.findings = [finding("no_roll", file=book.file)]
        return result
    blocks = [b for b in book.blocks if isinstance(b, AttendanceBlock)]
    matches = [match_class(b, context) for b in blocks]
    twice = _twice(blocks, matches)
    shared = book_legend(blocks)
    for block, match in zip(blocks, matches, strict=True):
        sheet = _Sheet(book.file, block, match, shared, context)
        if match.class_key in twice:
            sheet.fault(twice[match.class_key], match.class_key)
        month = sheet.check()
        result.findings += sheet.findings
        result.skipped += block.skipped
        result.waiting += len(sheet.waiting_rows) if month else block.size
        result.accepted += block.size - len(sheet.waiting_rows) if month else 0
        if month:
            result.months.append(month)
            result.legend |= sheet.legend.new
    return result


def _twice(blocks: list[AttendanceBlock], matches: list[Match]) -> dict[str, str]:
    """class_key → fault of the classes with several sheets. Sheets of different days are parts of one: who deleted all but
    one as doubled would lose the other days."""
    days: dict[str, list[int]] = defaultdict(list)
    for block, match in zip(blocks, matches, strict=True):
        if match.class_key:
            days[match.class_key] += block.days
    seen = Counter(match.class_key for match in matches)
    return {
        key: "class_twice" if len(set(said)) < len(said) else "class_in_parts"
        for key, said in days.items()
        if seen[key] > 1
    }


def _within_month(block: AttendanceBlock, last: int) -> tuple[AttendanceBlock, list[int]]:
    """The block without the empty columns of days that its month does not have (forms are printed with 31), and
    those days."""
    halves = block.halves
    empty = {
        place
        for place, day in enumerate(block.days)
        if last < day <= 31 and not any(any(signs[place * halves : (place + 1) * halves]) for signs in block.signs)
    }
    if not empty:
        return block, []
    kept = [i for i in range(len(block.days) * halves) if i // halves not in empty]
    trimmed = replace(
        block,
        days=[day for place, day in enumerate(block.days) if place not in empty],
        signs=[[signs[i] for i in kept] for signs in block.signs],
        places=[block.places[i] for i in kept],
        broken={
            (pupil, place if place == NAME else kept.index(place)): said
            for (pupil, place), said in block.broken.items()
            if place == NAME or place in kept
        },
    )
    return trimmed, [block.days[place] for place in sorted(empty)]


class _Sheet:
    """One class's sheet under check."""

    def __init__(
        self, file: str, block: AttendanceBlock, match: Match, shared: dict[str, str], context: Context
    ) -> None:
        self.file, self.match, self.context = file, match, context
        self.block, beyond = _within_month(block, days_in(context.month))
        self.findings: list[Finding] = []
        self.waiting_rows: set[int] = set()
        self.is_waiting = False
        self.legend = legend_of(self.block, shared, context)
        if beyond:
            self.fault("day_beyond", "、".join(map(str, beyond)))

    def check(self) -> ClassMonth | None:
        """The class's month, or None where the class waits."""
        for code, found, heading_cell in self.block.heading_faults:
            self._add(self._made(code, found, heading_cell))
        for (pupil, place), error in self.block.broken.items():
            self.fault("cell_error", error or UNCOUNTED, pupil, place)
        for code, at, found in self._match_faults():
            self.fault(code, found, at)
        for code, sign, detail in self.legend.faults:
            first = self._first(sign) if code == "legend_unclear" else (None, None)
            self.fault(code, sign, *first, detail)
        self._check_days()
        self._check_signs()
        if self.is_waiting:
            return None
        codes = matrix(self.block, self.legend.marks)
        month, faults = judge_days(self.block, self.match, codes, self.legend.marks, self.context)
        self._check_totals(codes)
        for code, what, at, where in faults:
            self.findings.append(self._finding(code, what, at, where))
            self.is_waiting = self.is_waiting or code in ("row_blank", "class_blank")
        self.waiting_rows = month.waiting_rows
        return None if self.is_waiting else month

    def fault(
        self, code: str, found: object = "", row: int | None = None, place: int | None = None, detail: str = ""
    ) -> None:
        """A finding; one that is no note keeps the class waiting."""
        self._add(self._finding(code, found, row, place, detail))

    def _add(self, made: Finding) -> None:
        self.findings.append(made)
        self.is_waiting = self.is_waiting or made.severity != "note"

    def _finding(self, code: str, found: object, row: int | None, place: int | None, detail: str = "") -> Finding:
        return self._made(
            code, found, None if row is None else self.block.cell(row, NAME if place is None else place), detail
        )

    def _made(self, code: str, found: object, at: tuple[int, int] | None, detail: str = "") -> Finding:
        return finding(
            code,
            found,
            file=self.file,
            sheet=self.block.sheet,
            cell=cell_name(*at) if at else "",
            detail=detail,
            class_key=self.match.class_key,
            row=at[0] + 1 if at else None,
        )

    def _check_totals(self, codes: np.ndarray) -> None:
        """Counted after blank cells have their meaning; told where the total stands."""
        for row, word, said, counted in totals_differ(self.block, codes):
            self._add(self._made("total_differs", f"{word} {as_text(said)}", self._total(row, word), counted))
        for row, word, said in totals_unread(self.block):
            self._add(self._made("total_unread", f"{word} {as_text(said)}", self._total(row, word)))

    def _total(self, row: int, word: str) -> tuple[int, int]:
        return self.block.rows[row], self.block.total_places.get(word, self.block.name_place)

    def _match_faults(self) -> list[Fault]:
        """Those of the class and its pupils, without what follows from names that are errors."""
        unread = {row for row, place in self.block.broken if place == NAME}
        missing = [fault for fault in self.match.faults if fault[0] == "row_missing"]
        follow = missing if len(missing) <= len(unread) else []
        return [fault for fault in self.match.faults if fault[1] not in unread and fault not in follow]

    def _check_days(self) -> None:
        days, last = self.block.days, days_in(self.context.month)
        if bad := [d for d in days if d > last]:
            self.fault("day_unknown", "、".join(str(d % 100) for d in bad))
        elif not days or days != sorted(set(days)):
            self.fault("day_unknown", "、".join(map(str, days)))

    def _check_signs(self) -> None:
        used = set().union(*self.block.signs) if self.block.signs else set()
        unknown = unknown_signs(used, self.legend)
        if not unknown:
            return
        if self.legend.is_empty:
            for sign in sorted(unknown):
                self.fault("legend_missing", sign, *next(self._cells_of({sign})))
            return
        for row, place in self._cells_of(unknown):
            self.fault("mark_unknown", self.block.signs[row][place], row, place)

    def _first(self, sign: str) -> tuple[int | None, int | None]:
        return next(self._cells_of({sign}), (None, None))

    def _cells_of(self, wanted: set[str]) -> Iterator[tuple[int, int]]:
        for row, signs in enumerate(self.block.signs):
            yield from ((row, place) for place, sign in enumerate(signs) if sign in wanted)

"""Judges the days of a class's sheet: taken, waiting, not reported, or without school."""

from datetime import date

import numpy as np

from baoxue.contracts.marks import BLANK, MARKS
from baoxue.intake.attendance_rows import BLANK_CODE, REST_CODE, ClassMonth
from baoxue.intake.book import AttendanceBlock
from baoxue.intake.class_match import Match
from baoxue.intake.context import Context
from baoxue.words import Message, msg

Fault = tuple[str, str | Message, int | None, int | None]
"""(code, found, row, place of the sign)."""


def judge_days(
    block: AttendanceBlock, match: Match, codes: np.ndarray, marks: dict[str, str], context: Context
) -> tuple[ClassMonth, list[Fault]]:
    """The class's month and what is to be said about its days; ``row_blank`` and ``class_blank`` keep the class
    waiting.

    A half day that nobody has a mark for was not held, or not reported; where anybody has one, everybody on
    the roll that day needs one. ``codes`` is changed where the legend says that empty cells mean presence; a form
    without a single mark is an untouched one and says nothing.
    """
    year, number = int(context.month[:4]), int(context.month[5:7])
    days = [date(year, number, d) for d in block.days]
    school_days = context.county.school_days(context.school_code, match.grade, context.month)
    is_due_day = np.array([d.day in school_days and d <= context.known_on for d in days])
    if BLANK in marks and (codes >= 0).any():
        codes[(codes == BLANK_CODE) & is_due_day[None, :, None]] = MARKS.index(marks[BLANK])
    due, marked = _due(match, days), codes >= 0
    judge = _Judge(block, days, codes, due, is_due_day, context.known_on)
    faults = judge.blank_rows()
    clean = marked.all(axis=(0, 2)) & due.all(axis=0) & is_due_day
    taken, waiting = [int(p) for p in np.flatnonzero(clean)], []
    for place in np.flatnonzero(~clean) if not faults else ():
        verdict = judge.day(int(place))
        taken += [int(place)] * (verdict == "taken")
        waiting += [int(place)] * (verdict == "waiting")
    is_blank = not (faults or taken or waiting) and (
        not (codes == REST_CODE).any() or (is_due_day & due.any(axis=0)).any()
    )
    month = ClassMonth(
        match.class_key or "",
        match.pupils,
        days,
        codes,
        marked,
        due,
        sorted(taken),
        waiting,
        judge.short,
        block.sheet,
    )
    return month, [("class_blank", "", None, None)] if is_blank else faults + judge.faults


def _due(match: Match, days: list[date]) -> np.ndarray:
    """Pupils × days: a seat is due."""
    first, last = days[0], days[-1]
    if all(p.is_due and p.first <= first and p.last >= last for p in match.pupils):
        return np.ones((len(match.pupils), len(days)), dtype=bool)
    return np.array([[p.is_due and p.first <= d <= p.last for d in days] for p in match.pupils], dtype=bool)


class _Judge:
    """Looks at the days that are not plainly complete."""

    def __init__(
        self,
        block: AttendanceBlock,
        days: list[date],
        codes: np.ndarray,
        due: np.ndarray,
        is_due_day: np.ndarray,
        known_on: date,
    ) -> None:
        self.block, self.days, self.codes, self.due = block, days, codes, due
        self.is_due_day, self.known_on = is_due_day, known_on
        self.faults: list[Fault] = []
        self.short: set[int] = set()

    def blank_rows(self) -> list[Fault]:
        """Pupils with a seat and not one mark, in a sheet that has marks."""
        marked = (self.codes >= 0) & self.due[:, :, None]
        if not marked.any():
            return []
        blank = ~(self.codes != BLANK_CODE).any(axis=(1, 2)) & self.due.any(axis=1)
        return [("row_blank", self.block.names[r], int(r), None) for r in np.flatnonzero(blank)]

    def day(self, place: int) -> str:
        """taken | waiting | unreported."""
        day, due = self.days[place], self.due[:, place]
        marked, rest = self.codes[:, place] >= 0, self.codes[:, place] == REST_CODE
        if not marked.any():
            if self.is_due_day[place] and not rest.any():
                self._say("day_unreported", day)
            return "unreported"
        if day > self.known_on:
            return self._wait("day_to_come", np.asarray(marked.any(axis=1)), place)
        held = marked.any(axis=0)
        if (resting := (rest[:, held]).any(axis=1) & due).any():
            return self._wait("rest_partial", resting, place)
        if (short := due & ~marked[:, held].all(axis=1)).any():
            return self._wait("day_partial", short, place)
        if not self.is_due_day[place]:
            self._say("day_off", day)
        for row in np.flatnonzero(marked.any(axis=1) & ~due):
            self.faults.append(("outside_span", self.block.names[row], int(row), place * self.block.halves))
        return "taken"

    def _wait(self, code: str, who: np.ndarray, place: int) -> str:
        rows = [int(r) for r in np.flatnonzero(who)]
        names = "、".join(self.block.names[r] for r in rows[:5])
        day = self.days[place]
        said = msg("{month}月{day}日 {n}人:{names}", month=day.month, day=day.day, n=len(rows), names=names)
        half = int(np.argmax(self.codes[rows[0], place] >= 0)) if code == "day_to_come" else 0
        self.faults.append((code, said, rows[0], place * self.block.halves + half))
        self.short.update(rows)
        return "waiting"

    def _say(self, code: str, day: date) -> None:
        self.faults.append((code, msg("{month}月{day}日", month=day.month, day=day.day), None, None))

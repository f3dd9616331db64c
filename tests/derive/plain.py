"""The slow second answer: runs of unexcused halves, one child at a time, in the order of the days."""

from dataclasses import dataclass, field
from datetime import date

PRESENT = "PLE"


@dataclass
class Runs:
    """State of a child's runs after the days fed so far. ``absences``: day → (halves, run halves, run first day)."""

    trailing: int = 0
    trailing_first: date | None = None
    longest: int = 0
    absent: int = 0
    present: int = 0
    present_after_last: int = 0
    last_absent: date | None = None
    last_present: date | None = None
    absences: dict[date, tuple[int, int, date]] = field(default_factory=dict)

    def feed(self, day: date, am: str | None, pm: str | None) -> None:
        halves = 0
        for mark in (am, pm):
            if mark is None:
                continue
            if mark in PRESENT:
                self.trailing, self.trailing_first = 0, None
                self.present += 1
                self.present_after_last += 1
                self.last_present = day
            elif mark == "A":
                self.trailing += 1
                self.trailing_first = self.trailing_first or day
                self.longest = max(self.longest, self.trailing)
                self.absent += 1
                self.present_after_last = 0
                self.last_absent = day
                halves += 1
                self.absences[day] = (halves, self.trailing, self.trailing_first)

"""What one file is checked against: the county, the stated school and month, the roll, the school's legend."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from baoxue.contracts.classes import school_year
from baoxue.intake.county import County


@dataclass(frozen=True)
class Pupil:
    """A pupil on a class's roll, with the days (inclusive) on which a seat in the classroom is due."""

    child_key: int
    name: str
    class_key: str
    is_due: bool
    first: date
    last: date
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True)
class RollView:
    """A school's accepted roll, as attendance is matched to it. Names are normalised."""

    pupils: list[Pupil]

    @cached_property
    def by_class(self) -> dict[str, dict[str, list[Pupil]]]:
        """class_key → name → pupils of that name."""
        classes: dict[str, dict[str, list[Pupil]]] = defaultdict(lambda: defaultdict(list))
        for pupil in self.pupils:
            classes[pupil.class_key][pupil.name].append(pupil)
        return classes

    @cached_property
    def _seats(self) -> dict[int, list[Pupil]]:
        """child → rows of the roll that make a seat due; empty where the roll names every child once."""
        seats: dict[int, list[Pupil]] = defaultdict(list)
        if len({pupil.child_key for pupil in self.pupils}) == len(self.pupils):
            return seats
        for pupil in self.pupils:
            if pupil.is_due:
                seats[pupil.child_key].append(pupil)
        return seats

    def sits_twice(self, pupil: Pupil) -> bool:
        """Another class's roll makes a seat due on some of the same days: changing class is no second roll."""
        return bool(self._seats) and any(
            other.class_key != pupil.class_key and other.first <= pupil.last and pupil.first <= other.last
            for other in self._seats.get(pupil.child_key, ())
        )


@dataclass(frozen=True)
class Context:
    """``known_on``: the day the file came in; nothing after it can have been observed. ``stated_legend``: what
    the clerk answered when asked about signs; it overrides the file's legend and the saved one."""

    county: County
    school_code: str
    month: str
    known_on: date
    roll: RollView | None = None
    saved_legend: dict[str, str] = field(default_factory=dict)
    stated_legend: dict[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """The school's kind."""
        school = self.county.schools.get(self.school_code)
        return school.kind if school else ""

    @property
    def year(self) -> int:
        """The school year of the month."""
        return school_year(self.month)

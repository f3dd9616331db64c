"""What reading a workbook yields: plain values, before any rule is applied to them.

A ``Book`` is a file as the reader saw it. Its blocks hold the cells column by column, still in the
school's own words and signs; what they mean is decided by ``check``. The invented county builds the same
blocks without a file, so that its data pass through the same rules as a school's.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from baoxue.intake.findings import Finding
from baoxue.words import Message

Cell = str | float | int | bool
"""A raw cell: empty is ``""``; a date cell is ISO text (``2018-09-01``); a number stays a number."""

NAME = -1
"""The place of a pupil's name beside those of its signs."""

HeadingFault = tuple[str, str | Message, tuple[int, int]]
"""(code, what stands there, 0-based cell) of a heading that cannot be read."""


@dataclass(frozen=True)
class Sheet:
    """A visible sheet. ``rows`` start at A1; ``merged`` are (top, left, bottom, right), 0-based, inclusive;
    ``hidden`` are 0-based numbers of hidden rows, which are read like the others. ``broken`` are empty cells that hold
    an error or a formula without a stored result: (row, column) → the error, ``""`` for such a formula."""

    name: str
    rows: list[list[Cell]]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    broken: dict[tuple[int, int], str] = field(default_factory=dict)


@dataclass(frozen=True)
class RollBlock:
    """学籍花名册: the pupils under one heading.

    ``columns``: field of ``contracts.workbooks.ROLL`` → one raw cell a pupil; ``rows``: 0-based sheet row of
    each pupil; ``places``: 0-based sheet column of each field; ``title``: the words above the heading.
    Rows that are totals or signatures are counted in ``skipped``. ``broken``: (pupil, field) → as in ``Sheet``.
    ``beside``: sheet column → (heading, one raw cell a pupil) of columns that are no field and may say that one left;
    those that must be read have their sheet column in ``broken`` too.
    """

    sheet: str
    columns: dict[str, list[Cell]]
    rows: list[int] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    title: str = ""
    skipped: int = 0
    broken: Mapping[tuple[int, str], str] | Mapping[tuple[int, str | int], str] = field(default_factory=dict)
    beside: dict[int, tuple[str, list[Cell]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.rows and self.columns:
            pupils = len(next(iter(self.columns.values())))
            object.__setattr__(self, "rows", list(range(1, pupils + 1)))

    @property
    def size(self) -> int:
        return len(self.rows)


@dataclass(frozen=True)
class AttendanceBlock:
    """考勤表: one class and month.

    ``days``: days of the month in the order of the heading; ``halves``: 1 or 2 signs a day. ``signs``: for
    each pupil one sign for each day and half (morning, afternoon, next day …), ``""`` where the cell is
    empty. ``names`` and ``numbers`` (ID or student number; may be empty) are parallel to it. ``totals``:
    headings of the right-hand columns → one raw cell a pupil; ``total_places``: their 0-based sheet columns. ``legend``: sign → meaning as the file states
    it (see ``contracts.legend``), empty where it states none. ``title``: the words above the grid; ``day_months``:
    the months that the headings of its days name (``10月``); ``weekdays``: day → weekday (1 to 7) where they name it.
    ``rows``: 0-based sheet row of each pupil; ``places``: 0-based sheet column of each sign;
    ``second_rows``: the afternoon row of each, where pupils have two. ``broken``: (pupil, place of the sign, or NAME)
    → as in ``Sheet``. ``heading_faults``: columns of marks whose day cannot be read.
    """

    sheet: str
    title: str
    days: list[int]
    names: list[str]
    signs: list[list[str]]
    halves: int = 1
    numbers: list[str] = field(default_factory=list)
    totals: dict[str, list[Cell]] = field(default_factory=dict)
    total_places: dict[str, int] = field(default_factory=dict)
    legend: dict[str, str] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)
    second_rows: list[int | None] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    name_place: int = 0
    skipped: int = 0
    broken: dict[tuple[int, int], str] = field(default_factory=dict)
    day_months: list[str] = field(default_factory=list)
    weekdays: dict[int, int] = field(default_factory=dict)
    heading_faults: list[HeadingFault] = field(default_factory=list)

    def __post_init__(self) -> None:
        if not self.rows:
            object.__setattr__(self, "rows", list(range(1, len(self.names) + 1)))
        if not self.places:
            object.__setattr__(self, "places", list(range(1, len(self.days) * self.halves + 1)))

    @property
    def size(self) -> int:
        return len(self.names)

    def cell(self, pupil: int, place: int = NAME) -> tuple[int, int]:
        """0-based (row, column) of a pupil's sign, or name."""
        if place == NAME:
            return self.rows[pupil], self.name_place
        second = self.second_rows[pupil] if self.second_rows and place % 2 else None
        return self.rows[pupil] if second is None else second, self.places[place]


Block = RollBlock | AttendanceBlock


@dataclass(frozen=True)
class Book:
    """A file: its blocks, what reading found, and its cells (empty where no file was read)."""

    file: str
    blocks: list[Block] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)

    @property
    def kind(self) -> str | None:
        """roll | attendance; None where there is no block, or blocks of both."""
        kinds = {"roll" if isinstance(b, RollBlock) else "attendance" for b in self.blocks}
        return kinds.pop() if len(kinds) == 1 else None

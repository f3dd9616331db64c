"""Books as the reader would hand them over: the invented county enters behind it and passes the same checks."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from baoxue.contracts.classes import STAGES, class_label, school_year
from baoxue.demo.children import Child
from baoxue.demo.plan import Plan
from baoxue.engine.parameters import month_bounds
from baoxue.intake.book import AttendanceBlock, Block, Book, Cell, RollBlock

SIGNS = {"P": "√", "A": "×", "S": "○", "R": "△", "L": "⊙", "E": "早"}
_LEGEND = {sign: mark for mark, sign in SIGNS.items()}
_ORDINALS = "一二三四五六七八九"
_HANDED_OVER = 2018
"""School year to which ``Plan.arrives`` speaks."""
_STILL_DUE = ("在校", "复学")
_AS_ALWAYS: dict = {}
"""The cells of a child of whom nothing is told."""


class Month:
    """The county in one month: who is on which class's roll, as schools would write it, at the end of the month or on
    the day ``through``."""

    def __init__(self, children: Sequence[Child], plan: Plan, month: str, through: date | None = None):
        self.plan, self.month, self.year = plan, month, school_year(month)
        self.through = through or month_bounds(month)[1]
        self.classes: dict[str, list[tuple[Child, dict]]] = defaultdict(list)
        told = plan.moves.keys() | plan.patches.keys() | plan.mid_month.keys()
        for child in children:
            if child.n in told:
                self._place(child)
            elif key := child.class_in(self.year):
                self.classes[key].append((child, _AS_ALWAYS))
        for key, extra in plan.also.items():
            for since, number in extra:
                if since <= month:
                    self.classes[key].append((children[number], {}))
        self.by_school: dict[str, list[str]] = defaultdict(list)
        for key in sorted(self.classes):
            self.by_school[key[:10]].append(key)

    def _place(self, child: Child) -> None:
        key, cells = self.plan.class_of(child, self.month, self.year), self.plan.patch_of(child, self.month)
        if key is None or cells is None or (self.year >= _HANDED_OVER and self._is_awaited(child)):
            return
        move = self.plan.mid_month.get(child.n)
        if move and move[0] == self.month:
            self.classes[key].append((child, {**cells, "on_roll_to": move[1].isoformat()}))
            self.classes[move[3]].append((child, {**cells, "on_roll_from": move[2].isoformat()}))
        else:
            self.classes[move[3] if move and move[0] < self.month else key].append((child, cells))

    def _is_awaited(self, child: Child) -> bool:
        """A child who has not yet come to the new school."""
        return self.plan.arrives.get(child.n, self.through) > self.through

    def roll_book(self, school: str) -> Book:
        """学籍花名册 of a school."""
        rows = [(key, child, cells) for key in self.by_school[school] for child, cells in self.classes[key]]
        columns = self._columns([(key, child) for key, child, _ in rows])
        for row, (_, _, cells) in enumerate(rows):
            for name, value in cells.items():
                columns[name][row] = value
        return Book(f"{school}-{self.month}-学籍.xlsx", [RollBlock("花名册", columns)])

    def _grade(self, key: str) -> str:
        grade = self.year - int(key[12:16]) + (7 if STAGES[key[11]] == "junior" else 1)
        return f"{_ORDINALS[grade - 1]}年级"

    def _student_number(self, child: Child) -> str:
        if child.n not in self.plan.numbers:
            return child.student_number
        told = [n for since, n in self.plan.numbers[child.n] if since <= self.month]
        return told[-1] if told else child.student_number

    def _columns(self, rows: Sequence[tuple[str, Child]]) -> dict[str, list[Cell]]:
        """The roll as it is where nothing is told of its children."""
        pupils = [child for _, child in rows]
        numbers = [self._student_number(child) for child in pupils]
        grades = {key: self._grade(key) for key, _ in rows}
        always: dict[str, Cell] = {
            "migrant": "否", "orphan": "否", "inclusive": "否", "disability": "无", "status": "在校", "status_since": "",
            "status_until": "", "on_roll_from": "", "on_roll_to": "", "transfer_from": "", "transfer_to": "", "address": "",
        }  # fmt: skip
        told: dict[str, list[Cell]] = {
            "grade": [grades[key] for key, _ in rows],
            "class": [f"{int(key[-2:])}班" for key, _ in rows],
            "student_number": [*numbers],
            "name": [c.name for c in pupils],
            "sex": [c.sex for c in pupils],
            "birth_date": [c.born_as_written for c in pupils],
            "id_type": ["其他" if n[:1] == "L" else "居民身份证" for n in numbers],
            "id_number": ["" if n[:1] == "L" else c.id_number for n, c in zip(numbers, pupils, strict=True)],
            "household_area": [c.area for c in pupils],
            "boarding": ["住校" if key[11] == "J" else "走读" for key, _ in rows],
            "left_behind": ["是" if c.is_left_behind else "否" for c in pupils],
            "poor": ["是" if c.is_poor else "否" for c in pupils],
            "guardian": [c.guardian for c in pupils],
            "phone": [c.phone for c in pupils],
        }
        return told | {name: [value] * len(rows) for name, value in always.items()}

    def attendance_book(
        self, school: str, days: dict[int, list[date]], halves: int, draw: np.random.Generator, only: Sequence[str] = ()
    ) -> Book | None:
        """考勤表 of a school: one block a class. ``days``: grade → school days reported; None where there are none."""
        blocks: list[Block] = []
        for key in only or self.by_school[school]:
            grade = self.year - int(key[12:16]) + (7 if key[11] == "J" else 1)
            pupils = [(c, self._until_gone(cells)) for c, cells in self.classes[key] if self._is_due(cells)]
            left_out = self.plan.left_out.get((key, self.month), ())
            reported = [day for day in days.get(grade, ()) if day not in left_out]
            if reported and pupils:
                blocks.append(self._block(key, pupils, reported, halves, draw))
        return Book(f"{school}-{self.month}-考勤.xlsx", blocks) if blocks else None

    def _is_due(self, cells: dict) -> bool:
        """A pupil who left within the month was due until then."""
        is_here = cells.get("status", "在校") in _STILL_DUE or cells["status_since"] > f"{self.month}-01"
        return is_here and cells.get("inclusive") != "送教上门"

    def _until_gone(self, cells: dict) -> dict:
        if cells.get("status", "在校") in _STILL_DUE:
            return cells
        last = date.fromisoformat(cells["status_since"]) - timedelta(days=1)
        return {**cells, "on_roll_to": last.isoformat()}

    def _block(
        self, key: str, pupils: list, days: list[date], halves: int, draw: np.random.Generator
    ) -> AttendanceBlock:
        marks = noise(len(pupils), len(days), draw)
        if halves == 2:
            marks = np.repeat(marks, 2, axis=1)
        for row, (child, cells) in enumerate(pupils):
            if cells or child.n in self.plan.taken or child.n in self.plan.marks:
                self._overwrite(marks[row], child, cells, days, halves)
        spoiled = self.plan.spoiled.get((key, self.month))
        totals: dict[str, list[Cell]] = {"旷课": ["9"] * len(pupils)} if spoiled else {}
        label = class_label(key, self.year)
        return AttendanceBlock(
            label,
            f"{label} {self.month[:4]}年{int(self.month[5:])}月考勤表",
            [day.day for day in days],
            [child.name for child, _ in pupils],
            marks.tolist(),
            halves=halves,
            numbers=[self._student_number(child) for child, _ in pupils],
            totals=totals,
            legend=_LEGEND,
        )

    def _overwrite(self, row: np.ndarray, child: Child, cells: dict, days: list[date], halves: int) -> None:
        told = self.plan.before_correction.get((child.n, self.month)) or self.plan.marks.get(child.n)
        if child.n in self.plan.taken:
            row[:] = SIGNS["P"]
        for place, day in enumerate(days):
            iso = day.isoformat()
            if iso > (cells.get("on_roll_to") or "9999") or iso < (cells.get("on_roll_from") or "0000"):
                row[place * halves : (place + 1) * halves] = ""
            elif told and day in told:
                morning, afternoon = told[day]
                row[place * halves] = SIGNS[morning]
                if halves == 2:
                    row[place * 2 + 1] = SIGNS[afternoon]


def noise(pupils: int, days: int, draw: np.random.Generator) -> np.ndarray:
    """An ordinary month: illness, leave, lateness, and at most one unexcused day a pupil, so that no run of three
    and no five days in a month come about by chance."""
    marks = np.full((pupils, days), SIGNS["P"], dtype="<U1")
    for sign, share, longest in (
        (SIGNS["L"], 0.05, 1),
        (SIGNS["R"], 0.05, 1),
        (SIGNS["S"], 0.07, 3),
        (SIGNS["A"], 0.02, 1),
    ):
        for row in np.flatnonzero(draw.random(pupils) < share):
            first = int(draw.integers(0, days))
            marks[row, first : first + int(draw.integers(1, longest + 1))] = sign
    return marks

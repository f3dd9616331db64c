"""Books as the reader would hand them over: the invented county enters behind it and passes the same checks."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from baoxue.contracts.classes import STAGES, class_label, school_year
from baoxue.demo.children import Child
from baoxue.demo.plan import Plan
from baoxue.intake.book import AttendanceBlock, Block, Book, Cell, RollBlock

SIGNS = {"P": "√", "A": "×", "S": "○", "R": "△", "L": "⊙", "E": "早"}
_LEGEND = {sign: mark for mark, sign in SIGNS.items()}
_ORDINALS = "一二三四五六七八九"
_STILL_DUE = ("在校", "复学")


class Month:
    """The county in one month: who is on which class's roll, as schools would write it."""

    def __init__(self, children: Sequence[Child], plan: Plan, month: str):
        self.plan, self.month, self.year = plan, month, school_year(month)
        self.classes: dict[str, list[tuple[Child, dict]]] = defaultdict(list)
        for child in children:
            self._place(child)
        for key, extra in plan.also.items():
            for since, number in extra:
                if since <= month:
                    self.classes[key].append((children[number], {}))
        self.by_school: dict[str, list[str]] = defaultdict(list)
        for key in sorted(self.classes):
            self.by_school[key[:10]].append(key)

    def _place(self, child: Child) -> None:
        key, cells = self.plan.class_of(child, self.month, self.year), self.plan.patch_of(child, self.month)
        if key is None or cells is None:
            return
        move = self.plan.mid_month.get(child.n)
        if move and move[0] == self.month:
            self.classes[key].append((child, {**cells, "on_roll_to": move[1].isoformat()}))
            self.classes[move[3]].append((child, {**cells, "on_roll_from": move[2].isoformat()}))
        else:
            self.classes[move[3] if move and move[0] < self.month else key].append((child, cells))

    def roll_book(self, school: str) -> Book:
        """学籍花名册 of a school."""
        columns: dict[str, list] = defaultdict(list)
        for key in self.by_school[school]:
            grade, number = self._grade(key), f"{int(key[-2:])}班"
            for child, cells in self.classes[key]:
                row = self._cells(child) | {"grade": grade, "class": number} | cells
                for name, value in row.items():
                    columns[name].append(value)
        return Book(f"{school}-{self.month}-学籍.xlsx", [RollBlock("花名册", dict(columns))])

    def _grade(self, key: str) -> str:
        grade = self.year - int(key[12:16]) + (7 if STAGES[key[11]] == "junior" else 1)
        return f"{_ORDINALS[grade - 1]}年级"

    def _student_number(self, child: Child) -> str:
        told = [n for since, n in self.plan.numbers.get(child.n, ()) if since <= self.month]
        return told[-1] if told else f"G{child.id_number}"

    def _cells(self, child: Child) -> dict:
        number = self._student_number(child)
        is_temporary = number.startswith("L")
        return {
            "student_number": number,
            "name": child.name,
            "sex": child.sex,
            "birth_date": f"{child.born:%Y%m%d}",
            "id_type": "其他" if is_temporary else "居民身份证",
            "id_number": "" if is_temporary else child.id_number,
            "household_area": child.area,
            "boarding": "住校" if "J" in (self.plan.class_of(child, self.month, self.year) or "") else "走读",
            "left_behind": "是" if child.is_left_behind else "否",
            "migrant": "否",
            "orphan": "否",
            "inclusive": "否",
            "disability": "无",
            "poor": "是" if child.is_poor else "否",
            "status": "在校",
            "status_since": "",
            "status_until": "",
            "on_roll_from": "",
            "on_roll_to": "",
            "transfer_from": "",
            "transfer_to": "",
            "guardian": child.guardian,
            "phone": child.phone,
            "address": "",
        }

    def attendance_book(
        self, school: str, days: dict[int, list[date]], halves: int, draw: np.random.Generator, only: Sequence[str] = ()
    ) -> Book | None:
        """考勤表 of a school: one block a class. ``days``: grade → school days reported; None where there are none."""
        blocks: list[Block] = []
        for key in only or self.by_school[school]:
            grade = self.year - int(key[12:16]) + (7 if key[11] == "J" else 1)
            pupils = [(c, self._until_gone(cells)) for c, cells in self.classes[key] if self._is_due(cells)]
            if days.get(grade) and pupils:
                blocks.append(self._block(key, pupils, days[grade], halves, draw))
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

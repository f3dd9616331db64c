"""The invented county's aid: kindergartens, a senior and a vocational school, lists of what was paid, and the leaks in them.

Lists follow the rolls, so that what is found beyond them must be exactly what is told here.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from baoxue.contracts.classes import LETTERS
from baoxue.contracts.forms import AID
from baoxue.demo.books import Month
from baoxue.demo.children import Child, id_number
from baoxue.demo.county import COUNTY, County
from baoxue.demo.plan import Plan
from baoxue.intake import Sending
from baoxue.intake.book import Book, Cell, RollBlock
from baoxue.intake.form_layout import FormBlock, FormBook, Line
from baoxue.intake.form_reception import FormSending
from baoxue.ledger.posts import Post

ROLL_MONTH, PAID_MONTH = "2018-09", "2018-11"
TERM = "2018-1"
_FIRST_NUMBER = 2_000_000
_SERIALS = 800
_SINCE = date(2017, 9, 1)
_COLUMN = {name: place for place, name in enumerate(AID.columns)}
_DUE = {"boarder": 625, "kindergarten": 375, "senior": 1250, "vocational": 1000}
_MEALS = {"2018-11": "2018-10", "2018-12": "2018-11"}
"""Month of the report with which a month's meals arrive."""
_SCHOOL_DAYS = {"2018-10": 18, "2018-11": 22}
_MEAL, _MEAL_IN_TOWN = 4, 3
_LEAST_ABSENT = 20
_NOISE_DAYS = 6
"""Days of a month that chance may take from a pupil: illness, leave, lateness and one unexcused."""


@dataclass(frozen=True)
class OtherSchool:
    """A school beside compulsory education. ``grades``: (words of the sheet, year of birth)."""

    code: str
    name: str
    kind: str
    town: str
    grades: tuple[tuple[str, int], ...]
    a_grade: int


@dataclass(frozen=True)
class Leak:
    """One line of the answer key: the list in which a child stands, for an item and period."""

    list: str
    child: int
    item: str
    period: str = TERM


_NURSERY = (("小班", 2014), ("中班", 2013), ("大班", 2012))
_UPPER = (("高一", 2002), ("高二", 2001), ("高三", 2000))
_TRADE = (("中职一年级", 2002), ("中职二年级", 2001), ("中职三年级", 2000))


class Aid:
    """Schools, rolls and lists, made once; ``rolls`` and ``sendings`` give what arrives for a month."""

    def __init__(self, county: County, children: Sequence[Child], plan: Plan, outside: set[int]) -> None:
        self.county, self.children, self.plan, self.outside = county, children, plan, outside
        towns = list(county.towns)
        self.schools = [
            OtherSchool("3161083001", "清涧县第一幼儿园", "kindergarten", towns[0], _NURSERY, 14),
            OtherSchool("3161083002", "清涧县石咀驿镇幼儿园", "kindergarten", towns[1], _NURSERY, 8),
            OtherSchool("3161083011", "清涧中学", "senior", towns[0], _UPPER, 30),
            OtherSchool("3161083021", "清涧县职业教育中心", "vocational", towns[0], _TRADE, 16),
        ]
        self.silent = self.schools[1]
        self.pupils = {s.code: self._invent(s, n) for n, s in enumerate(self.schools)}
        self.leaks: list[Leak] = []
        self._sent: set[str] = set()

    @property
    def everybody(self) -> list[Child]:
        return [child for pupils in self.pupils.values() for child, _ in pupils]

    def write_schools(self, folder: Path) -> None:
        """The schools' rows beside the others of the county's overlay."""
        path = folder / "schools.csv"
        with path.open(encoding="utf-8", newline="") as file:
            many = sum(1 for _ in file)
        with path.open("a", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(
                (s.code, s.name, s.name.removeprefix("清涧县"), s.kind, s.town, "", "true", "false", many + n, date(2000, 1, 1),
                 date(9999, 12, 31), "")
                for n, s in enumerate(self.schools)
            )  # fmt: skip

    def posts(self) -> list[Post]:
        names = ("惠兰英", "郝桂花", "师宏伟", "霍建军")
        return [
            Post(f"principal-{s.code}", "principal", name, _SINCE, phone=f"1398888{n:04d}", school_code=s.code)
            for n, (s, name) in enumerate(zip(self.schools, names, strict=True))
        ]

    def rolls(self, month: str, at: datetime) -> list[Sending]:
        """Rolls of the schools beside compulsory education: once, in September."""
        if month != ROLL_MONTH:
            return []
        return [Sending(self._roll(s, month), s.code, month, "学籍管理员", at) for s in self.schools]

    def sendings(self, month: str, at: datetime) -> list[FormSending]:
        """Lists that arrive with the month's report, once: the term's in November, meals month by month."""
        if month in self._sent:
            return []
        self._sent.add(month)
        found = self._meals(_MEALS[month], at) if month in _MEALS else []
        return [*found, *self._term(at)] if month == PAID_MONTH else found

    def _invent(self, school: OtherSchool, place: int) -> list[tuple[Child, str]]:
        """Pupils with their grade: nobody of school age, so that no figure of compulsory education knows them."""
        villages = [code for code, (_, town) in self.county.villages.items() if town == school.town]
        found = []
        for grade, (words, year) in enumerate(school.grades):
            for i in range(school.a_grade):
                n = _FIRST_NUMBER + place * 1000 + grade * 100 + i
                born = date(year, 9 if school.kind == "kindergarten" else 1, 2) + timedelta(days=7 * i)
                male = i % 2 == 0
                serial = _SERIALS + place * 20 + male
                name = "王李刘张白惠"[(i + grade) % 6] + "子雨欣宇思佳"[i % 6] + "轩涵怡航远琪"[(i + place) % 6]
                found.append(
                    (Child(n, name, "男" if male else "女", born, id_number(COUNTY, born, serial), villages[i % len(villages)],
                           f"17{n:09d}", name[0] + "建国", i % 4 == 0, False, year, "", ""), words)
                )  # fmt: skip
        return found

    def _roll(self, school: OtherSchool, month: str) -> Book:
        rows = [
            {"name": c.name, "sex": c.sex, "birth_date": f"{c.born:%Y%m%d}", "id_number": c.id_number, "student_number": f"G{c.id_number}",
             "household_area": c.area, "boarding": "走读" if school.kind == "kindergarten" else "住校", "poor": "是" if c.is_poor else "否",
             "status": "在校", "grade": grade, "class": "1班", "phone": c.phone, "guardian": c.guardian}
            for c, grade in self.pupils[school.code]
        ]  # fmt: skip
        columns: dict[str, list[Cell]] = {name: [row[name] for row in rows] for name in rows[0]}
        return Book(f"{school.code}-{month}-学籍.xlsx", [RollBlock("花名册", columns)])

    def _term(self, at: datetime) -> list[FormSending]:
        """The autumn's lists: boarders of every junior school; three schools beside them, the fourth is silent."""
        now, later = Month(self.children, self.plan, PAID_MONTH), Month(self.children, self.plan, "2018-12")
        boarders = self._boarders(now, later)
        self._leak_boarders(boarders)
        juniors = [s.code for s in self.county.schools.values() if s.is_junior]
        found = [self._list(code, "boarder", TERM, boarders.get(code, []), at) for code in juniors]
        for school in self.schools:
            if school is not self.silent:
                found.append(self._list(school.code, school.kind, TERM, self._of_stage(school), at))
        return found

    def _boarders(self, now: Month, later: Month) -> dict[str, list[tuple[Child, float, str]]]:
        """School → poor boarders on its newest roll, each paid once what is due."""
        rows: dict[str, list[tuple[Child, float, str]]] = {}
        seen: set[int] = set()
        for month in (later, now):
            for key in sorted(month.classes):
                for child, cells in month.classes[key]:
                    is_here = cells.get("status", "在校") in ("在校", "复学") and not cells.get("on_roll_to")
                    if (
                        key[11] == LETTERS["junior"]
                        and child.is_poor
                        and is_here
                        and child.n not in self.outside | seen
                    ):
                        seen.add(child.n)
                        rows.setdefault(key[:10], []).append((child, _DUE["boarder"], self._student_number(child, now)))
        return rows

    def _leak_boarders(self, rows: dict[str, list[tuple[Child, float, str]]]) -> None:
        """Two left out, one paid short, one twice as much, one at two schools, one who is not poor, one on no roll, and
        those who were absent as the marks tell."""
        ordinary = [(code, row) for code in sorted(rows) for row in rows[code] if row[0].n not in self.plan.taken]
        left, also_left, short, over, double = ordinary[:5]
        for code, row in (left, also_left):
            rows[code].remove(row)
            self._leak("unpaid", row[0], "boarder")
        for name, (code, row), amount in (("short", short, 300.0), ("over", over, 1250.0)):
            rows[code][rows[code].index(row)] = (row[0], amount, row[2])
            self._leak(name, row[0], "boarder")
        other = next(code for code in sorted(rows) if code != double[0])
        rows[other].append(double[1])
        self._leak("double", double[1][0], "boarder")
        rich = next(
            c
            for c in self.children
            if 2009 < c.entry < 2012 and not c.is_poor and c.n not in self.plan.taken | self.outside
        )
        rows.setdefault(rich.junior[:10], []).append((rich, _DUE["boarder"], f"G{rich.id_number}"))
        self._leak("unentitled", rich, "boarder")
        nobody = Child(_FIRST_NUMBER + 9_001, "王无籍", "男", date(2005, 4, 5), id_number(COUNTY, date(2005, 4, 5), 997), "", "", "", False,
                       False, 2012, "", "")  # fmt: skip
        self.pupils["nobody"] = [(nobody, "")]
        rows[short[0]].append((nobody, _DUE["boarder"], f"G{nobody.id_number}"))
        self._leak("unentitled", nobody, "boarder")
        for _, row in ((code, row) for code in rows for row in rows[code]):
            if (self.plan.patch_of(row[0], PAID_MONTH) or {}).get("boarding") == "走读":
                self._leak("unentitled", row[0], "boarder")
        self._absent(rows)

    def _absent(self, rows: dict[str, list[tuple[Child, float, str]]]) -> None:
        """Whoever is paid and absent 20 days by the marks told; where nobody poor is, one who is not poor is paid too."""
        gone = {
            c.n: c for c in self.children if 2010 <= c.entry <= 2012 and self._days_absent(c) >= _LEAST_ABSENT and c.n not in self.outside
        }  # fmt: skip
        paid = {row[0].n for of in rows.values() for row in of}
        extra = next((c for n, c in gone.items() if n not in paid and not c.is_poor), None)
        if extra is not None:
            rows.setdefault(extra.junior[:10], []).append((extra, _DUE["boarder"], f"G{extra.id_number}"))
            self._leak("unentitled", extra, "boarder")
            paid.add(extra.n)
        for n, child in gone.items():
            if n in paid:
                self._leak("absent", child, "boarder")

    def _days_absent(self, child: Child) -> float:
        marks = self.plan.marks.get(child.n, {})
        return sum((pair[0] == "A") + (pair[1] == "A") for day, pair in marks.items() if day >= date(2018, 9, 1)) / 2

    def _of_stage(self, school: OtherSchool) -> list[tuple[Child, float, str]]:
        """Poor pupils of a school beside compulsory education; in the vocational school those of the first two years, and by
        mistake one of the third; in the senior school one who is not poor; in the kindergarten one is left out."""
        due = _DUE[school.kind]
        last = school.grades[2][0]
        poor = [
            c
            for c, grade in self.pupils[school.code]
            if c.is_poor and not (school.kind == "vocational" and grade == last)
        ]
        if school.kind == "kindergarten":
            self._leak("unpaid", poor.pop(0), school.kind)
        if school.kind == "senior":
            rich = next(c for c, _ in self.pupils[school.code] if not c.is_poor)
            poor.append(rich)
            self._leak("unentitled", rich, school.kind)
        if school.kind == "vocational":
            grown = next(c for c, grade in self.pupils[school.code] if c.is_poor and grade == last)
            poor.append(grown)
            self._leak("unentitled", grown, school.kind)
        return [(child, due, f"G{child.id_number}") for child in poor]

    def _meals(self, month: str, at: datetime) -> list[FormSending]:
        """Meals of October by two schools, of November by every school but one: days short of what chance may take; one pupil is
        claimed for every day of the month and more. Pupils of whom a story tells are claimed for the days told, or not at
        all, and by one school only."""
        now = Month(self.children, self.plan, month)
        *serving, _ = [code for code in self.county.schools if now.by_school[code]]
        if month != _MEALS["2018-12"]:
            serving = [code for code in serving if self.county.schools[code].is_junior][1:3]
        claimed: set[int] = set()
        found = []
        for code in serving:
            price = _MEAL_IN_TOWN if self.county.schools[code].town == next(iter(self.county.towns)) else _MEAL
            rows: list[tuple[Child, float, str, int]] = []
            for key in now.by_school[code]:
                for child, cells in now.classes[key]:
                    days = self._meal_days(child, cells, month) if child.n not in claimed else 0
                    if days:
                        claimed.add(child.n)
                        rows.append((child, price * days, self._student_number(child, now), days))
            if code == serving[1] and month == _MEALS["2018-12"]:
                place = next(i for i, row in enumerate(rows) if row[0].n not in self.plan.taken)
                child, _, number, _ = rows[place]
                rows[place] = (child, price * 28.0, number, 28)
                self._leak("meals", child, "meals", month)
            found.append(self._list(code, "meals", month, rows, at))
        return found

    def _meal_days(self, child: Child, cells: dict, month: str) -> int:
        """Days claimed of a pupil; none of whom no class waits for, or who was in no class at all."""
        if (
            cells.get("status", "在校") not in ("在校", "复学")
            or cells.get("on_roll_from")
            or cells.get("inclusive") == "送教上门"
        ):
            return 0
        marks = self.plan.marks.get(child.n, {})
        gone = sum("P" not in pair and "L" not in pair for day, pair in marks.items() if f"{day:%Y-%m}" == month)
        return 0 if gone >= _SCHOOL_DAYS[month] else max(1, 18 - _NOISE_DAYS - gone)

    def _list(self, code: str, item: str, period: str, rows: Sequence[tuple], at: datetime) -> FormSending:
        cells = [
            {"name": row[0].name, "sex": row[0].sex, "id_number": "" if row[2].startswith("L") else row[0].id_number, "student_number": row[2],
             "item": "", "amount": row[1], "days": str(row[3]) if len(row) > 3 else "", "paid_on": f"{at:%Y%m%d}"}
            for row in rows
        ] or [{"name": "无"}]  # fmt: skip
        lines = [Line(one, [], "资助发放名册", n, _COLUMN) for n, one in enumerate(cells, 2)]
        block = FormBlock(
            "资助发放名册", "资助发放名册", lines, [], {k: v for k, v in _COLUMN.items() if k not in ("item", "period")}
        )
        told = {"item": item, "period": period}
        book = FormBook(f"{code}-{item}-{period}.xlsx", [block])
        return FormSending(book, "aid", code, PAID_MONTH, "资助专干", at, told=told)

    def _student_number(self, child: Child, month: Month) -> str:
        return month._student_number(child)

    def _leak(self, name: str, child: Child, item: str, period: str = TERM) -> None:
        self.leaks.append(Leak(name, child.n, item, period))

"""Sixty small schools on the day when November's sheets are due: for the walk of that day and for measuring a bulk drop.

Two classes of six a school. October is published, November's rolls came in, one school declared nil; the sheets of
November lie in a folder as the schools send them. Nobody in it exists.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

import numpy as np
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from baoxue.demo.books import SIGNS
from baoxue.demo.children import id_number, person_name
from baoxue.demo.county import COUNTY, TOWNS, County, School, write_reference
from baoxue.intake import AttendanceBlock, Book, RollBlock, Sending, declare_nil, submit_many
from baoxue.intake.book import Block
from baoxue.ledger import open_ledger
from baoxue.ledger.posts import Post, appoint
from baoxue.publish import publish
from baoxue.reference import load, overlay

SCHOOLS, PUPILS, MONTH = 60, 12, "2018-11"
DUE = datetime(2018, 12, 3, 16)
"""The afternoon of the day by which November is due."""
_GRADE, _CLASSES = "六年级", {"1班": "六(1)班", "2班": "六(2)班"}
"""Its words on the roll → on the sheet."""
_SINCE = date(2017, 9, 1)
_WORDS = {"P": "出勤", "A": "旷课", "S": "病假", "R": "事假", "L": "迟到", "E": "早退"}
_HEADINGS = {"name": "姓名", "sex": "性别", "birth_date": "出生日期", "id_number": "身份证号", "student_number": "学籍号",
             "grade": "年级", "class": "班级", "status": "学生状态"}  # fmt: skip


@dataclass
class Sixty:
    """The county in ``home``, made by ``build``. ``pupils``: school → the rows of its roll."""

    home: Path
    schools: dict[str, str] = field(default_factory=dict)
    pupils: dict[str, list[dict[str, str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        towns = {f"{COUNTY}{100 + i}": name for i, name in enumerate(TOWNS)}
        villages = {f"{town}200": ("王家坪村", town) for town in towns}
        places = list(towns)
        made = [_school(n, places[n % len(places)], towns) for n in range(SCHOOLS)]
        self.county = County(towns, villages, {school.code: school for school in made})
        self.schools = {school.code: school.name for school in made}
        self.pupils = {code: _pupils(n) for n, code in enumerate(self.schools)}

    @property
    def nil(self) -> str:
        """The school that declared nil, and whose sheet says otherwise."""
        return list(self.schools)[3]

    def build(self, without_roll: Sequence[str] = ()) -> None:
        """Reference rows, posts, October published; November's rolls of every school but those named."""
        write_reference(self.county, overlay(self.home))
        ledger = open_ledger(self.home)
        with ledger.write() as connection:
            appoint(connection, self._posts())
        ledger.close()
        self._send_rolls("2018-10", datetime(2018, 10, 31, 16), list(self.schools))
        self._send_sheets("2018-10", datetime(2018, 10, 31, 17))
        publish(self.home, datetime(2018, 11, 2, 8))
        self._send_rolls(MONTH, datetime(2018, 11, 30, 16), [c for c in self.schools if c not in without_roll])
        declare_nil(self.home, self.nil, MONTH, "学籍管理员", datetime(2018, 11, 30, 17))
        publish(self.home, datetime(2018, 12, 1, 8))

    def _posts(self) -> list[Post]:
        found = [Post("bureau_clerk", "bureau_clerk", "白雪", _SINCE, phone="13900000003", area_code=COUNTY)]
        for n, (code, name) in enumerate(self.schools.items()):
            found.append(
                Post(
                    f"clerk_school-{code}",
                    "clerk_school",
                    f"{name[3]}老师",
                    _SINCE,
                    phone=f"139{n:08d}",
                    school_code=code,
                )
            )
        return found

    def _send_rolls(self, month: str, at: datetime, codes: Sequence[str]) -> None:
        sendings = []
        for code in codes:
            rows = self.pupils[code]
            block = RollBlock("花名册", {name: [row[name] for row in rows] for name in _HEADINGS})
            sendings.append(Sending(Book(f"{code}-{month}.xlsx", [block]), code, month, "学籍管理员", at))
        submit_many(self.home, sendings)

    def _send_sheets(self, month: str, at: datetime) -> None:
        """Everybody present on every school day; each school's legend is known from then on."""
        days, legend = self._days(month), {sign: mark for mark, sign in SIGNS.items()}
        sendings = []
        for code in self.schools:
            blocks: list[Block] = []
            for label, rows in self._by_class(code):
                signs = [[SIGNS["P"]] * len(days) for _ in rows]
                title = f"{label} {month[:4]}年{int(month[5:])}月考勤表"
                blocks.append(
                    AttendanceBlock(label, title, days, [r["name"] for r in rows], signs, halves=1, legend=legend)
                )
            sendings.append(Sending(Book(f"{code}-{month}-考勤.xlsx", blocks), code, month, "学籍管理员", at))
        submit_many(self.home, sendings)

    def roll(self, folder: Path, school: str, damaged: int = 0) -> Path:
        """The school's roll of November; the first ``damaged`` ID numbers spoiled as a spreadsheet spoils them."""
        path = folder / f"{school}-花名册.xlsx"
        with xlsxwriter.Workbook(str(path)) as book:
            sheet = book.add_worksheet("花名册")
            sheet.write_string(0, 0, f"{self.schools[school]} 2018年11月 学籍花名册")
            for column, (name, heading) in enumerate(_HEADINGS.items()):
                sheet.write_string(1, column, heading)
                for number, row in enumerate(self.pupils[school]):
                    if name == "id_number" and number < damaged:
                        sheet.write_number(2 + number, column, float(row[name][:17] + "0"))
                    else:
                        sheet.write_string(2 + number, column, row[name])
        return path

    def attendance(self, folder: Path, school: str, swapped: bool = False, absent: int = 0) -> Path:
        """The school's sheet of November. ``swapped``: the signs of sick and personal leave change places in the legend;
        ``absent``: the first pupil is absent without leave on so many days at the month's end."""
        signs = {**SIGNS, "S": SIGNS["R"], "R": SIGNS["S"]} if swapped else SIGNS
        path = folder / f"{school}-考勤表.xlsx"
        with xlsxwriter.Workbook(str(path)) as book:
            for label, rows in self._by_class(school):
                self._sheet(
                    book.add_worksheet(label), f"{self.schools[school]} {label} 2018年11月考勤表", rows, signs, absent
                )
                absent = 0
        return path

    def _sheet(
        self, sheet: Worksheet, title: str, rows: list[dict[str, str]], signs: dict[str, str], absent: int
    ) -> None:
        days = self._days(MONTH)
        sheet.write_string(0, 0, title)
        for place, heading in enumerate(["序号", "姓名", *days]):
            sheet.write(1, place, heading)
        for number, row in enumerate(rows):
            marks = [signs["P"]] * len(days)
            marks[number] = signs["S"] if number == 1 else signs["P"]
            if number == 0 and absent:
                marks[-absent:] = [signs["A"]] * absent
            for place, value in enumerate([number + 1, row["name"], *marks]):
                sheet.write(2 + number, place, value)
        legend = " ".join(f"{sign}{_WORDS[mark]}" for mark, sign in signs.items())
        sheet.write_string(2 + len(rows), 0, f"图例:{legend}")

    def _by_class(self, school: str) -> list[tuple[str, list[dict[str, str]]]]:
        """(label on the sheet, pupils) of each class."""
        return [(label, [r for r in self.pupils[school] if r["class"] == words]) for words, label in _CLASSES.items()]

    def _days(self, month: str) -> list[int]:
        """School days of a month by the county's calendar."""
        return [day.day for day in self._calendar if day.isoformat()[:7] == month]

    @cached_property
    def _calendar(self) -> list[date]:
        rows = load(self.home)["calendar"].to_pylist()
        return [row["day"] for row in rows if row["calendar_id"] == "county" and row["is_school_day"]]


def _school(n: int, town: str, towns: dict[str, str]) -> School:
    name = f"清涧县{towns[town].removesuffix('镇')}镇第{n // len(towns) + 1}小学"
    return School(f"21610830{n:02d}", name, "primary", town, 1.0, None)


def _pupils(n: int) -> list[dict[str, str]]:
    draw = np.random.default_rng(n)
    rows: list[dict[str, str]] = []
    taken: set[str] = set()
    while len(rows) < PUPILS:
        name = person_name(draw)
        if name in taken:
            continue
        taken.add(name)
        born = date(2006, 9 + len(rows) % 4, 1 + n % 28)
        number = id_number(f"{COUNTY}", born, 1 + n // 28 * 2 * PUPILS + 2 * len(rows) + n % 28 // 28)
        rows.append({"name": name, "sex": "男" if int(number[16]) % 2 else "女", "birth_date": f"{born:%Y%m%d}", "id_number": number,
                     "student_number": f"G{number}", "grade": _GRADE, "class": f"{1 + 2 * len(rows) // PUPILS}班", "status": "在校"})  # fmt: skip
    return rows

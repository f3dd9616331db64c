"""Workbooks as schools of the invented county keep them, for walks and pages that drop files."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import xlsxwriter

from baoxue.contracts.classes import class_label
from baoxue.demo import _County
from baoxue.demo.books import SIGNS, Month
from baoxue.intake.book import AttendanceBlock

_HEADINGS = {"name": "姓名", "sex": "性别", "birth_date": "出生日期", "id_number": "身份证号", "student_number": "学籍号",
             "household_area": "户口所在地", "grade": "年级", "class": "班级", "boarding": "就读方式", "left_behind": "是否留守儿童",
             "poor": "是否建档立卡", "inclusive": "随班就读", "status": "学生状态", "status_since": "状态日期",
             "status_until": "休学期满", "on_roll_from": "转入日期", "on_roll_to": "转出日期", "transfer_from": "转入前学校",
             "transfer_to": "转入学校", "guardian": "监护人", "phone": "联系电话"}  # fmt: skip
_WORDS = {"P": "出勤", "A": "旷课", "S": "病假", "R": "事假", "L": "迟到", "E": "早退"}


@dataclass
class Schoolbooks:
    """The books of a home that ``demo.build`` made with these sizes, in December 2018."""

    home: Path
    pupils: int = 2_000
    months: int = 5

    def __post_init__(self) -> None:
        self.county = _County(self.home, self.pupils, self.months, 1, lambda line: None)
        self.county.publisher.shutdown()
        self.month = Month(self.county.children, self.county.plan, "2018-12")

    def schools(self) -> dict[str, str]:
        """code → full name of the schools that have pupils."""
        return {code: s.name for code, s in self.county.county.schools.items() if self.month.by_school[code]}

    def roll(self, path: Path, school: str, damaged: int = 0, title: str | None = None) -> int:
        """The school's roll; the first IDs spoiled as a spreadsheet spoils them. Answers how many rows it has."""
        block = self.month.roll_book(school).blocks[0]
        with xlsxwriter.Workbook(str(path)) as book:
            sheet = book.add_worksheet("花名册")
            sheet.write_string(0, 0, f"{self.schools()[school]} 2018年12月 学籍花名册" if title is None else title)
            for column, (name, heading) in enumerate(_HEADINGS.items()):
                sheet.write_string(1, column, heading)
                for row, value in enumerate(block.columns[name], 2):
                    if name == "id_number" and row < 2 + damaged:
                        sheet.write_number(row, column, float(value[:17] + "0"))
                    else:
                        sheet.write_string(row, column, str(value))
        return block.size

    def attendance(self, path: Path, school: str, swapped: bool = False) -> int:
        """The school's sheets of 3 to 7 December, a sheet a class. ``swapped``: the signs of sick and personal leave
        change places in the legend. Answers how many rows they have."""
        days = {grade: [date(2018, 12, d) for d in range(3, 8)] for grade in range(1, 10)}
        book = self.month.attendance_book(school, days, 1, self.county.draw)
        signs = {**SIGNS, "S": SIGNS["R"], "R": SIGNS["S"]} if swapped else SIGNS
        with xlsxwriter.Workbook(str(path)) as out:
            for number, (block, key) in enumerate(zip(book.blocks, self.month.by_school[school], strict=True)):
                self._sheet(out.add_worksheet(f"{number + 1}"), block, school, class_label(key, 2018), signs)
        return sum(block.size for block in book.blocks)

    def _sheet(self, sheet, block: AttendanceBlock, school: str, label: str, signs: dict[str, str]) -> None:
        sheet.write_string(0, 0, f"{self.schools()[school]} {label} 2018年12月考勤表")
        for place, heading in enumerate(["序号", "姓名", *block.days]):
            sheet.write(1, place, heading)
        for row, (name, marks) in enumerate(zip(block.names, block.signs, strict=True), 2):
            for place, value in enumerate([row - 1, name, *marks]):
                sheet.write(row, place, value)
        legend = " ".join(f"{sign}{_WORDS[mark]}" for mark, sign in signs.items())
        sheet.write_string(2 + block.size, 0, f"图例:{legend}")

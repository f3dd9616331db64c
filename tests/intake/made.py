"""A small invented county and the workbooks of its schools, for the tests of intake."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
from pyarrow import csv
from stdnum.cn import ric

from baoxue.contracts.relations import RELATIONS
from baoxue.intake.context import Context, Pupil, RollView
from baoxue.intake.county import County, county_of

OPEN = (date(2000, 1, 1), date(9999, 12, 31))
FIRST, SECOND, NINE = "2161083001", "2161083002", "2161083003"
SCHOOL_DAYS = [3, 4, 5, 6, 7, 10, 11, 12, 13, 14, 17, 18, 19, 20, 21, 25, 26, 27, 28, 29, 30]
"""September 2018: 21 school days."""


def tables() -> dict[str, pa.Table]:
    """Reference relations of the small county."""

    def table(name: str, rows: list[dict[str, Any]]) -> pa.Table:
        return pa.Table.from_pylist(rows, schema=RELATIONS[name].schema)

    def area(code: str, name: str, level: str, parent: str | None) -> dict[str, Any]:
        return {"area_code": code, "name": name, "level": level, "parent_code": parent, "sort": 1,
                "valid_from": OPEN[0], "valid_to": OPEN[1]}  # fmt: skip

    def school(code: str, name: str, short: str, kind: str) -> dict[str, Any]:
        return {"school_code": code, "name": name, "short_name": short, "kind": kind, "area_code": "610830100",
                "has_clerk": True, "is_boarding": False, "sort": 1, "valid_from": OPEN[0], "valid_to": OPEN[1]}  # fmt: skip

    days = [date(2018, 9, 1) + timedelta(n) for n in range(30)]
    calendar = [
        {"calendar_id": "county", "day": d, "month": "2018-09", "school_year": 2018, "term": "2018-1",
         "weekday": d.isoweekday(), "is_school_day": d.day in SCHOOL_DAYS, "is_working_day": True,
         "school_day_no": 1, "working_day_no": 1}
        for d in days
    ]  # fmt: skip
    return {
        "area": table("area", [
            area("610830", "清涧县", "county", None), area("610830100", "宽州镇", "township", "610830"),
            area("610830101", "石咀驿镇", "township", "610830"),
            area("610830100201", "王家坪村", "village", "610830100"),
            area("610830100202", "李家沟村", "village", "610830100"),
            area("610830101201", "王家坪村", "village", "610830101"),
        ]),
        "school": table("school", [
            school(FIRST, "清涧县第一小学", "第一小学", "primary"), school(SECOND, "清涧县第二小学", "第二小学", "primary"),
            school(NINE, "清涧县折家坪九年制学校", "折家坪九年制", "nine_year"),
        ]),
        "calendar": table("calendar", calendar),
        "school_calendar": table("school_calendar", []),
        "aid_rate": table("aid_rate", []),
        "threshold": table("threshold", [
            {"name": "grade_age_gap_years", "value": 3, "unit": "years", "valid_from": date(2017, 9, 1), "valid_to": OPEN[1]},
        ]),
        "code": table("code", [
            {"code_set": "status", "code": c, "name_zh": c, "name_en": c, "parent": parent, "sort": 1, "is_shown": True}
            for c, parent in (("01", "at_school"), ("05", "at_school"), ("02", "suspended"), ("10", "left"))
        ]),
    }  # fmt: skip


def home_at(path: Path) -> Path:
    """A home whose reference rows are the small county's areas and schools."""
    folder = path / "reference"
    folder.mkdir(parents=True)
    made = tables()
    csv.write_csv(made["area"], folder / "areas.csv")
    csv.write_csv(made["school"], folder / "schools.csv")
    return path


def county() -> County:
    return county_of(tables(), "610830")


COUNTY = county()


def id_number(n: int, birth: date = date(2011, 1, 1), male: bool = True) -> str:
    """A valid ID number; ``n`` makes it different."""
    start = f"610830{birth:%Y%m%d}{n % 50:02d}{1 if male else 2}"
    return start + ric.calc_check_digit(start + "0")


NAMES = [
    "王小明",
    "李芳",
    "张伟",
    "刘洋",
    "陈静",
    "杨磊",
    "赵敏",
    "黄强",
    "周丽",
    "吴刚",
    "徐磊",
    "孙悦",
    "马超",
    "朱琳",
]


def pupils(size: int = 8) -> list[dict[str, Any]]:
    """Rows of a faultless roll of 六年级1班."""
    rows = []
    for n in range(size):
        male = n % 2 == 0
        birth = date(2006, 9, 1) + timedelta(n * 3)
        number = id_number(n + 1, birth, male)
        rows.append({
            "姓名": NAMES[n % len(NAMES)], "性别": "男" if male else "女", "出生日期": f"{birth:%Y%m%d}",
            "身份证件号": number, "全国学籍号": f"G{number}", "年级": "六年级", "班级": "1班",
            "户口所在地": "610830100201", "就读方式": "走读", "是否留守儿童": "否", "是否建档立卡": "否", "联系电话": "13800000000",
        })  # fmt: skip
    return rows


def grid(rows: list[dict[str, Any]], title: str = "清涧县第一小学2018年9月学生花名册") -> list[list[Any]]:
    heading = list(rows[0])
    return [[title], heading, *([row.get(h, "") for h in heading] for row in rows)]


def xlsx(path: Path, *sheets: tuple[str, list[list[Any]]], merge: dict[str, list[str]] | None = None) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows, 1):
            for place, value in enumerate(row, 1):
                if value not in ("", None):
                    cell = sheet.cell(number, place, value)
                    cell.data_type = "s" if isinstance(value, str) else cell.data_type
        for cells in (merge or {}).get(name, []):
            sheet.merge_cells(cells)
    book.save(path)
    return path


LEGEND = "图例:√出勤 ×旷课 ○病假 △事假 ⊙迟到 ◇早退"


def attendance(
    names: list[str],
    days: list[int] | None = None,
    marks: dict[tuple[int, int], str] | None = None,
    title: str = "清涧县第一小学六年级(1)班 2018年9月考勤表",
    legend: str = LEGEND,
    fill: str = "√",
) -> list[list[Any]]:
    """A sheet of one sign a day; ``marks``: (row, day) → sign."""
    days = days or SCHOOL_DAYS
    body = [[n + 1, name, *[(marks or {}).get((n, d), fill) for d in days]] for n, name in enumerate(names)]
    return [[title], ["序号", "姓名", *days], *body, [legend], ["班主任签字:"]]


def roll_view(names: list[str], class_key: str = f"{FIRST}-P2013-01", first_key: int = 1) -> RollView:
    return RollView([Pupil(first_key + n, name, class_key, True, *OPEN) for n, name in enumerate(names)])


def context(**changes: Any) -> Context:
    values: dict[str, Any] = {"county": COUNTY, "school_code": FIRST, "month": "2018-09", "known_on": date(2018, 10, 8)}
    return Context(**(values | changes))

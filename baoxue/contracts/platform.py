"""学籍平台: the columns of the national student register's template in their order, and how a roll's row is written there.

What the county does not hold stays empty, never guessed; ``not_held`` names those columns.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from baoxue.contracts.workbooks import STATUS

OUTSIDE_WORDS = "县外"
"""What 户口所在地 says of a household of another county whose place is not held."""


@dataclass(frozen=True)
class PlatformColumn:
    """``field``: what is written there (see ``cells``), empty where the county holds nothing of it; ``is_compulsory``: ★."""

    heading: str
    field: str
    is_compulsory: bool


def _columns(drawn: str) -> tuple[PlatformColumn, ...]:
    """heading, ★ where compulsory, = field where held."""
    found = []
    for line in drawn.strip().splitlines():
        words, _, name = line.partition("=")
        heading = words.strip()
        found.append(PlatformColumn(heading.rstrip("★"), name.strip(), heading.endswith("★")))
    return tuple(found)


COLUMNS = _columns("""
学校标识码 = school_code
姓名★ = name
性别★ = sex
出生日期★ = birth_date
出生地★
籍贯
民族★
国籍/地区★
身份证件类型★ = id_type
身份证件号 = id_number
港澳台侨外★
政治面貌
健康状况★
姓名拼音
曾用名
户口所在地★ = household_area
户口性质★
学籍辅号
班内学号
年级★ = grade
班级★ = class
入学年月★
入学方式★
就读方式★ = boarding
学生来源
现住址★ = address
联系电话★ = phone
是否独生子女
是否受过学前教育
是否留守儿童★ = left_behind
是否进城务工人员随迁子女★ = migrant
是否孤儿★ = orphan
是否烈士或优抚子女
随班就读★ = inclusive
残疾类型★ = disability
是否需要申请资助★
是否享受一补★
上下学距离
上下学交通方式
是否需要乘坐校车
成员1姓名 = guardian
成员1关系
成员1是否监护人 = is_guardian
成员1联系电话
成员1身份证件号
成员1户口所在地
成员2姓名
成员2关系
成员2是否监护人
成员2联系电话
成员2身份证件号
成员2户口所在地
学籍号 = student_number
学生状态 = status
""")
"""The template (学生基本信息), then the two columns that the platform's own exports add."""

BESIDE = _columns("""
状态日期 = status_since
休学期满 = status_until
转入日期 = on_roll_from
转出日期 = on_roll_to
转入前学校 = transfer_from
转入学校 = transfer_to
是否建档立卡 = poor
""")
"""What schools keep beside the platform's columns, so that the file says all that the roll said."""

_ORDINALS = "一二三四五六七八九"
_SEX = {"1": "男", "2": "女"}
_PLACEMENT = {"ordinary": "否", "inclusive": "随班就读", "special": "特教班", "home": "送教上门"}
_STATUS = {code: words for words, code in reversed(STATUS.items()) if not words.isdigit()}
_LAST = {"primary": 6, "junior": 3, "senior": 3, "vocational": 3, "special": 9, "kindergarten": 3}


def not_held() -> list[PlatformColumn]:
    """Columns of the template that stay empty."""
    return [column for column in COLUMNS if not column.field]


def cells(row: Mapping[str, Any], person: Mapping[str, Any], year: int) -> dict[str, str]:
    """Field → text of a row of ``pg_school_roll`` and its person (name, id_number, student_number, birth_date, phone,
    guardian, address), in the school year ``year``."""
    number = person["id_number"]
    area = row["household_area"]
    return {
        "school_code": row["school_code"],
        "name": person["name"],
        "sex": _SEX.get(row["sex"], row["sex"]),
        "birth_date": _day(person["birth_date"]) or (row["birth_month"] or "").replace("-", ""),
        "id_type": "居民身份证" if number else "其他",
        "id_number": number or "",
        "household_area": OUTSIDE_WORDS if area == "outside" else area or "",
        "grade": grade_words(row["stage"], row["entry_year"], year),
        "class": f"{row['class_no']}班" if row["class_no"] else "",
        "boarding": _either(row["is_boarder"], "住校", "走读"),
        "address": person["address"] or "",
        "phone": person["phone"] or "",
        "left_behind": _either(row["is_left_behind"], "是", "非留守儿童"),
        "migrant": _either(row["is_migrant"], "是", "否"),
        "orphan": _either(row["is_orphan"], "是", "否"),
        "inclusive": _PLACEMENT.get(row["placement"], ""),
        "disability": _either(row["is_disabled"], "有", "无"),
        "guardian": person["guardian"] or "",
        "is_guardian": "是" if person["guardian"] else "",
        "student_number": person["student_number"] or "",
        "status": _STATUS.get(row["status"], row["status"] or ""),
        "status_since": _day(row["status_since"]),
        "status_until": _day(row["status_until"]),
        "on_roll_from": _day(row["on_roll_from"]),
        "on_roll_to": _day(row["on_roll_to"]),
        "transfer_from": row["transfer_from"] or "",
        "transfer_to": row["transfer_to"] or "",
        "poor": _either(row["is_poor"], "是", "否"),
    }


def grade_words(stage: str, entry_year: int, year: int) -> str:
    """六年级, 九年级, 大班, 高一, 中职二; ``小学2010级`` for a class past its last year."""
    number = year - entry_year + 1
    names = {"primary": "小学", "junior": "初中", "senior": "高中", "vocational": "中职", "kindergarten": "幼儿园"}
    if not 1 <= number <= _LAST.get(stage, 0):
        return f"{names.get(stage, '')}{entry_year}级"
    if stage == "kindergarten":
        return "小中大"[number - 1] + "班"
    if stage in ("senior", "vocational"):
        return f"{'高' if stage == 'senior' else '中职'}{_ORDINALS[number - 1]}"
    return f"{_ORDINALS[number - 1 + (6 if stage == 'junior' else 0)]}年级"


def _day(value: date | None) -> str:
    return f"{value:%Y%m%d}" if value else ""


def _either(value: int | None, yes: str, no: str) -> str:
    return "" if value is None else yes if value else no

"""Rolls of kindergartens, senior and vocational schools: taken in by the same workbook, in no figure of compulsory
education, and owing no attendance and no monthly report."""

import csv
from datetime import date, datetime
from pathlib import Path

import pytest

from baoxue.contracts.classes import read_grade
from baoxue.intake import submit
from baoxue.publish import publish
from tests.intake.made import FIRST, NAMES, OPEN, home_at, id_number, pupils, xlsx
from tests.intake.made import grid as roll_grid
from tests.publish.test_publish import rows

KINDERGARTEN, SENIOR, VOCATIONAL = "3161083001", "3161083002", "3161083003"
SCHOOLS = {
    KINDERGARTEN: ("清涧县第一幼儿园", "kindergarten"), SENIOR: ("清涧中学", "senior"),
    VOCATIONAL: ("清涧县职业教育中心", "vocational"),
}  # fmt: skip
AT = datetime(2018, 12, 20, 18)


@pytest.fixture
def home(tmp_path) -> Path:
    home = home_at(tmp_path / "home")
    path = home / "reference" / "schools.csv"
    with path.open(encoding="utf-8", newline="") as file:
        known = list(csv.DictReader(file))
    for code, (name, kind) in SCHOOLS.items():
        known.append(known[0] | {"school_code": code, "name": name, "short_name": name, "kind": kind})
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, known[0])
        writer.writeheader()
        writer.writerows(known)
    assert OPEN[0].isoformat() in path.read_text(encoding="utf-8")
    return home


def person(n: int, born: date, grade: str, cell: str = "1班", **changes) -> dict:
    number = id_number(n, born)
    return pupils(1)[0] | {"姓名": NAMES[n], "性别": "男", "出生日期": f"{born:%Y%m%d}", "身份证件号": number,
                           "全国学籍号": f"G{number}", "年级": grade, "班级": cell} | changes  # fmt: skip


def send(home, school: str, *people: dict, month: str = "2018-09"):
    title = f"{SCHOOLS.get(school, ('清涧县第一小学',))[0]}{month}学生花名册"
    path = xlsx(home / f"{school}.xlsx", ("名册", roll_grid(list(people), title)))
    return submit(home, path, school, month, "学籍管理员", max(AT, datetime.fromisoformat(f"{month}-28")))


YOUNG, OLD = date(2013, 5, 4), date(2002, 5, 4)


@pytest.mark.parametrize(
    ("school", "born", "grade", "cell", "stage", "key"),
    [
        (KINDERGARTEN, YOUNG, "大班", "1班", "kindergarten", "K2016-01"),
        (KINDERGARTEN, YOUNG, "小班", "小(2)班", "kindergarten", "K2018-02"),
        (KINDERGARTEN, YOUNG, "幼儿园中班", "1", "kindergarten", "K2017-01"),
        (KINDERGARTEN, YOUNG, "学前班", "", "kindergarten", "K2016-01"),
        (FIRST, YOUNG, "学前班", "1班", "kindergarten", "K2016-01"),
        (SENIOR, OLD, "高一", "3班", "senior", "S2018-03"),
        (SENIOR, OLD, "高三年级", "(2)班", "senior", "S2016-02"),
        (VOCATIONAL, OLD, "中职一年级", "1班", "vocational", "V2018-01"),
        (VOCATIONAL, OLD, "二年级", "1班", "vocational", "V2017-01"),
    ],
)
def test_grades_of_other_stages_are_read_in_the_schools_words(home, school, born, grade, cell, stage, key):
    receipt = send(home, school, person(1, born, grade, cell))
    assert (receipt.state, receipt.rows_accepted) == ("accepted", 1), receipt.findings
    publish(home, AT)
    assert [(r["stage"], r["class_key"], r["grade"]) for r in rows(home, "roll", "2018-09").to_pylist()] == [
        (stage, f"{school}-{key}", None)
    ]


def test_a_school_of_another_stage_owes_no_report_and_its_classes_no_attendance(home):
    send(home, SENIOR, person(1, OLD, "高一"))
    send(home, FIRST, *pupils(3)[:2], person(3, YOUNG, "学前班"))
    publish(home, AT)
    found = {(r["school_code"], r["kind"]): r["classes_due"] for r in rows(home, "submission", "2018-09").to_pylist()}
    assert not {school for school, _ in found} & SCHOOLS.keys()
    assert (found[FIRST, "roll"], found[FIRST, "attendance"]) == (2, 1)
    days = rows(home, "drv_class_day", "2018-09").to_pylist()
    assert {d["class_key"] for d in days} == {f"{FIRST}-P2013-01"}


def test_a_silent_schools_pupils_are_carried_until_their_stage_is_over(home):
    send(home, VOCATIONAL, person(1, OLD, "三年级"), person(2, date(2003, 5, 4), "一年级"), month="2018-06")
    send(home, KINDERGARTEN, person(3, YOUNG, "大班"), person(4, date(2014, 5, 4), "中班"), month="2018-06")
    publish(home, AT)
    assert rows(home, "roll", "2018-08").num_rows == 4
    held = {r["class_key"] for r in rows(home, "roll", "2018-09").to_pylist()}
    assert held == {f"{VOCATIONAL}-V2017-01", f"{KINDERGARTEN}-K2016-01"}


def test_a_kindergartens_words_in_a_kindergarten_and_nowhere_by_chance():
    assert read_grade("学前班", 2018).entry_year == 2016 and read_grade("学前一年", 2018).stage == "kindergarten"
    assert read_grade("学前", 2018).stage == "kindergarten" and read_grade("大班", 2018) == read_grade("学前大班", 2018)
    assert read_grade("前班", 2018) is None and read_grade("六年级", 2018).grade == 6

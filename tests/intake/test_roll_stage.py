"""A primary school's roll is no junior school's: grade words that only the school's kind makes another grade, and the
file's own name."""

from dataclasses import replace
from datetime import date

import pytest

from baoxue.contracts.classes import read_grade
from baoxue.intake.county import School
from tests.intake.made import COUNTY, FIRST, NINE, SECOND, attendance, grid, id_number, pupils, roll_view, xlsx
from tests.intake.test_roll import checked, waiting

JUNIOR, SENIOR, POINT, CENTRAL = "2161083004", "2161083005", "2161083006", "2161083007"
KINDS = {JUNIOR: ("宽州初级中学", "junior"), SENIOR: ("清涧中学", "senior"), POINT: ("王家坪教学点", "point"),
         CENTRAL: ("宽州镇中心小学", "central")}  # fmt: skip
WIDER = replace(
    COUNTY,
    schools=COUNTY.schools | {code: School(code, *said) for code, said in KINDS.items()},
    school_names=COUNTY.school_names | {name: code for code, (name, _) in KINDS.items()},
)


def born(years: list[int], grade: str, **cells):
    """Rows of pupils born in these years, all of one grade."""
    rows = []
    for n, (row, year) in enumerate(zip(pupils(len(years)), years, strict=True)):
        number = id_number(n + 1, date(year, 3, 1), n % 2 == 0)
        rows.append(row | {"年级": grade, "出生日期": "", "身份证件号": number, "全国学籍号": f"G{number}"} | cells)
    return rows


def sent(tmp_path, rows, school=JUNIOR, title="学生花名册", name="a.xlsx", sheet="花名册"):
    return checked(xlsx(tmp_path / name, (sheet, grid(rows, title))), county=WIDER, school_code=school)


def codes(answer):
    return [code for code, _ in waiting(answer)]


@pytest.mark.parametrize(
    ("grade", "years", "waits"),
    [
        ("三年级", [2009, 2010, 2009, 2010], True),  # a primary school's
        ("三年级", [2010, 2009, 2009, 2003], True),  # one far older among them
        ("一年级", [2012], True),
        ("三年级", [2003, 2004, 2003, 2004], False),  # this school's own
        ("三年级", [2003, 2004, 2001, 2000], False),  # over-age pupils
        ("三年级", [2003, 2004, 2004, 2010], False),  # one birth mistyped: a word on that row alone
        ("一年级", [2006, 2006, 2007, 2008], False),  # early by a year or two
        ("初三", [2009, 2010], False),  # the words themselves say the grade
        ("九年级", [2009, 2010], False),
    ],
)
def test_a_class_of_primary_age_waits_where_only_the_schools_kind_makes_it_a_junior_one(tmp_path, grade, years, waits):
    answer = sent(tmp_path, born(years, grade))
    assert codes(answer) == ["grade_other_stage"] * (len(years) if waits else 0)
    assert answer.roll.waiting == (len(years) if waits else 0)
    if waits:
        told = [f for f in answer.findings if f.code in ("grade_other_stage", "age_far")]
        assert {f.code for f in told} == {"grade_other_stage"} and told[0].cell == "F3"
        assert grade in str(told[0].words().found)


def test_each_class_is_judged_by_itself(tmp_path):
    rows = born([2009, 2010], "三年级") + [
        row | {"姓名": f"{row['姓名'][0]}某"} for row in born([2005, 2005, 2005, 2005], "二年级")[2:]
    ]
    answer = sent(tmp_path, rows)
    assert codes(answer) == ["grade_other_stage"] * 2
    assert set(answer.roll.columns["class_key"]) == {f"{JUNIOR}-J2017-01"}


@pytest.mark.parametrize(("title", "waits"), [("三年级(1)班花名册", True), ("初三(1)班花名册", False)])
def test_the_titles_words_are_judged_too(tmp_path, title, waits):
    rows = [{k: v for k, v in row.items() if k not in ("年级", "班级")} for row in born([2009, 2010], "")]
    assert codes(sent(tmp_path, rows, title=title)) == ["grade_other_stage"] * (2 * waits)


@pytest.mark.parametrize(
    ("school", "grade", "years", "waits"),
    [
        (SENIOR, "三年级", [2010, 2009], True),
        (SENIOR, "三年级", [2000, 2001], False),
        (NINE, "三年级", [2010, 2009], False),
        (NINE, "三年级", [2004, 2004], False),  # over-age, and a grade that means itself
        (NINE, "九年级", [2004, 2003], False),
        (FIRST, "三年级", [2005, 2006], False),
    ],
)
def test_only_where_the_kind_of_the_school_decides(tmp_path, school, grade, years, waits):
    assert codes(sent(tmp_path, born(years, grade), school=school)) == ["grade_other_stage"] * (len(years) * waits)


def test_a_grade_keeps_what_its_words_say_by_themselves():
    read = read_grade("三年级", 2018, "junior")
    assert (read.grade, read.written) == (9, 3) and read == read_grade("初三", 2018, "junior")
    assert read_grade("初三", 2018, "junior").written is None and read_grade("三年级", 2018, "primary").written is None


@pytest.mark.parametrize(
    ("name", "title", "school", "is_refused"),
    [
        ("清涧县第二小学-学籍花名册.xlsx", "学生花名册", FIRST, True),
        ("第二小学花名册.xlsx", "学生花名册", FIRST, True),
        ("清涧县第一小学-学籍花名册.xlsx", "学生花名册", FIRST, False),
        (
            "清涧县第二小学-学籍花名册.xlsx",
            "清涧县第一小学学生花名册",
            FIRST,
            False,
        ),  # the sheet itself says whose it is
        ("第一小学并入第二小学.xlsx", "学生花名册", FIRST, False),
        ("第二小学和折家坪九年制.xlsx", "学生花名册", FIRST, False),  # no one school
        ("绥德县某小学.xlsx", "学生花名册", FIRST, False),
        ("花名册.xlsx", "学生花名册", FIRST, False),
        ("宽州镇中心小学教学点花名册.xlsx", "学生花名册", POINT, False),  # the central school reports for it
        ("清涧县第二小学花名册.xlsx", "学生花名册", POINT, True),
    ],
)
def test_a_file_named_after_another_school_is_refused_where_its_sheets_name_none(
    tmp_path, name, title, school, is_refused
):
    answer = sent(tmp_path, pupils(2), school=school, title=title, name=name)
    assert [(f.code, f.cell) for f in answer.findings if f.severity == "refuse"] == [("file_of_other", "")] * is_refused
    if is_refused:
        assert "第二小学" in str(answer.findings[-1].words().found) and answer.roll is None


def test_a_code_of_the_school_in_the_sheet_speaks_before_the_files_name(tmp_path):
    rows = [row | {"学校标识码": FIRST} for row in pupils(2)]
    assert not sent(tmp_path, rows, school=FIRST, name="第二小学.xlsx").is_refused


def test_attendance_named_after_another_school_is_refused_too(tmp_path):
    names = [row["姓名"] for row in pupils(3)]
    path = xlsx(tmp_path / "清涧县第二小学9月考勤.xlsx", ("六1班", attendance(names, title="六(1)班 2018年9月考勤表")))
    assert [f.code for f in checked(path, roll=roll_view(names)).findings if f.severity == "refuse"] == [
        "file_of_other"
    ]
    assert not checked(path, school_code=SECOND, roll=roll_view(names, f"{SECOND}-P2013-01")).is_refused

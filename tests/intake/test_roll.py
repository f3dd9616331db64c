"""The roll, read from files as schools write them and checked row by row."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.cn import ric

from baoxue.contracts.classes import find_class
from baoxue.contracts.places import PROVINCES
from baoxue.intake import read
from baoxue.intake.checking import check
from baoxue.intake.context import RollView
from tests.intake.made import COUNTY, FIRST, NINE, context, grid, id_number, pupils, roll_view, xlsx


def checked(path: Path, **changes):
    return check(read(path), context(**changes))


def one_change(tmp_path: Path, row: int = 0, **cells):
    rows = pupils()
    rows[row] |= cells
    return checked(xlsx(tmp_path / "a.xlsx", ("花名册", grid(rows))))


def waiting(answer) -> list[tuple[str, str]]:
    return [(f.code, f.cell) for f in answer.findings if f.severity == "wait"]


def test_faultless_roll_is_accepted_whole(tmp_path):
    answer = checked(xlsx(tmp_path / "a.xlsx", ("花名册", grid(pupils(8)))))
    assert waiting(answer) == []
    assert answer.roll.waiting == 0 and len(answer.roll.places) == 8
    columns = answer.roll.columns
    assert set(columns["class_key"]) == {f"{FIRST}-P2013-01"}
    assert set(columns["grade"]) == {6} and set(columns["status"]) == {"01"}
    assert columns["household_area"][0] == "610830100201"
    assert columns["sex"][:2] == ["1", "2"] and columns["birth_date"][0] == date(2006, 9, 1)
    assert columns["is_poor"][0] is False and columns["boarder"][0] is False


@pytest.mark.parametrize(
    ("cells", "code", "cell"),
    [
        ({"身份证件号": 6.1083e17}, "id_damaged", "D3"),
        ({"身份证件号": 610830200609010000}, "id_damaged", "D3"),
        ({"身份证件号": "6.1083E+17"}, "id_damaged", "D3"),
        ({"身份证件号": "61083020060901"}, "id_length", "D3"),
        ({"身份证件号": "610830200609010011"}, "id_checksum", "D3"),
        ({"出生日期": "20060902"}, "id_birth", "C3"),
        ({"性别": "女"}, "id_sex", "B3"),
        ({"性别": "雄"}, "sex_unknown", "B3"),
        ({"出生日期": "不详"}, "birth_unknown", "C3"),
        ({"姓名": "王小明2"}, "name_letters", "A3"),
        ({"姓名": "王\u202e明"}, "name_letters", "A3"),
        ({"姓名": ""}, "name_missing", "A3"),
        ({"年级": "十五年级"}, "grade_unknown", "F3"),
        ({"班级": "火箭班"}, "class_unknown", "G3"),
        ({"班级": "五(1)班"}, "class_unknown", "G3"),
        ({"班级": "201201"}, "class_unknown", "G3"),
        ({"身份证件号": "", "全国学籍号": ""}, "number_missing", "D3"),
        ({"全国学籍号": "12345"}, "number_damaged", "E3"),
        ({"全国学籍号": 6.1e17}, "number_damaged", "E3"),
        ({"就读方式": "骑马"}, "word_unknown", "I3"),
        ({"户口所在地": "999999999999"}, "area_code", "H3"),
        ({"户口所在地": 999999999999}, "area_code", "H3"),
        ({"户口所在地": "610830999999"}, "area_code", "H3"),
        ({"户口所在地": "61082610020"}, "area_code", "H3"),
        ({"户口所在地": "610800000000"}, "area_code", "H3"),
        ({"户口所在地": "123"}, "area_code", "H3"),
        ({"身份证件号": "", "出生日期": "20181001"}, "birth_later", "C3"),
        ({"身份证件号": "", "出生日期": "2018.10"}, "birth_later", "C3"),
        ({"全国学籍号": "G610830200609010012"}, "number_id", "E3"),
    ],
)
def test_a_faulty_cell_keeps_only_its_row_waiting(tmp_path, cells, code, cell):
    answer = one_change(tmp_path, **cells)
    assert (code, cell) in waiting(answer)
    assert answer.roll.waiting == 1 and len(answer.roll.places) == 7


def test_all_faults_of_a_file_come_at_once(tmp_path):
    rows = pupils()
    for n in range(4):
        rows[n]["身份证件号"] = 6.1083e17
    rows[5]["性别"] = "?"
    answer = checked(xlsx(tmp_path / "a.xlsx", ("花名册", grid(rows))))
    assert [c for c, _ in waiting(answer)] == ["id_damaged"] * 4 + ["sex_unknown"]
    assert answer.roll.waiting == 5 and len(answer.roll.places) == 3


def test_every_finding_can_say_what_to_do(tmp_path):
    for found in one_change(tmp_path, 身份证件号=6.1083e17).findings:
        assert all(vars(found.words()).values()) and found.file == "a.xlsx"


@pytest.mark.parametrize(
    "written",
    [
        "20060901",
        "2006.9.1",
        "2006-9-1",
        "2006/09/01",
        "2006年9月1日",
        "二〇〇六年九月一日",
        "２００６０９０１",
        38961,
        20060901,
        date(2006, 9, 1),
    ],
)
def test_dates_in_every_form(tmp_path, written):
    answer = one_change(tmp_path, 出生日期=written)
    assert waiting(answer) == []
    assert answer.roll.columns["birth_date"][0] == date(2006, 9, 1)


@pytest.mark.parametrize(
    ("grade", "room", "key"),
    [
        ("六年级", "1班", "P2013-01"),
        ("小学六年级", "(2)班", "P2013-02"),
        ("6年级", "一班", "P2013-01"),
        ("2013级", "3", "P2013-03"),
        ("六年级", "201304", "P2013-04"),
        ("六年级", "六(2)班", "P2013-02"),
        ("", "六（3）班", "P2013-03"),
        ("六年级", 2, "P2013-02"),
    ],
)
def test_grade_and_class_words(tmp_path, grade, room, key):
    rows = [p | {"年级": grade, "班级": room} for p in pupils(3)]
    answer = checked(xlsx(tmp_path / "a.xlsx", ("花名册", grid(rows))))
    assert waiting(answer) == []
    assert set(answer.roll.columns["class_key"]) == {f"{FIRST}-{key}"}


def test_junior_grades_of_a_nine_year_school(tmp_path):
    rows = [p | {"年级": g} for p, g in zip(pupils(3), ["初一", "八年级", "初三"], strict=True)]
    path = xlsx(tmp_path / "a.xlsx", ("花名册", grid(rows, "清涧县折家坪九年制学校花名册")))
    answer = checked(path, school_code=NINE)
    assert answer.roll.columns["class_key"] == [f"{NINE}-J{y}-01" for y in (2018, 2017, 2016)]
    assert answer.roll.columns["grade"] == [7, 8, 9]


def test_a_grade_without_class_numbers_is_its_only_class(tmp_path):
    rows = [p | {"班级": ""} for p in pupils(3)]
    answer = checked(xlsx(tmp_path / "a.xlsx", ("花名册", grid(rows))))
    assert set(answer.roll.columns["class_key"]) == {f"{FIRST}-P2013-01"}
    rows[0]["班级"] = "2班"
    answer = checked(xlsx(tmp_path / "b.xlsx", ("花名册", grid(rows))))
    assert [c for c, _ in waiting(answer)] == ["class_unknown"] * 2


def test_several_classes_as_blocks_of_one_sheet_and_as_sheets(tmp_path):
    first, second = pupils(8)[:4], [p | {"班级": "2班"} for p in pupils(8)[4:]]
    blocks = [*grid(first, "六年级1班花名册"), ["合计", "4人"], ["班主任签字:"], [], *grid(second, "六年级2班花名册")]
    together = checked(xlsx(tmp_path / "a.xlsx", ("花名册", blocks)))
    apart = checked(xlsx(tmp_path / "b.xlsx", ("1班", grid(first)), ("2班", grid(second))))
    for answer in (together, apart):
        assert answer.roll.columns["class_key"] == [f"{FIRST}-P2013-01"] * 4 + [f"{FIRST}-P2013-02"] * 4
    assert together.roll.skipped >= 2


def test_classes_named_only_in_titles_or_sheet_names(tmp_path):
    rows = [{k: v for k, v in p.items() if k not in ("年级", "班级")} for p in pupils(3)]
    titled = checked(xlsx(tmp_path / "a.xlsx", ("x", grid(rows, "清涧县第一小学六年级(2)班花名册"))))
    named = checked(xlsx(tmp_path / "b.xlsx", ("六(2)班", grid(rows, "花名册"))))
    for answer in (titled, named):
        assert set(answer.roll.columns["class_key"]) == {f"{FIRST}-P2013-02"}


def test_two_row_merged_heading_with_family_members(tmp_path):
    rows = pupils(3)
    top = ["姓名★", "性 别", "身份证件号", "年级", "班级", "家庭成员1", "", "家庭成员2", "", "出生日期"]
    sub = ["", "", "", "", "", "姓名", "联系电话", "姓名", "联系电话", ""]
    body = [
        [p["姓名"], p["性别"], p["身份证件号"], "六年级", "1班", "父某", "13900000000", "母某", "", p["出生日期"]]
        for p in rows
    ]
    merged = [f"{c}2:{c}3" for c in "ABCDEJ"] + ["F2:G2", "H2:I2", "A1:J1"]
    path = xlsx(tmp_path / "a.xlsx", ("x", [["清涧县第一小学花名册"], top, sub, *body]), merge={"x": merged})
    answer = checked(path)
    assert waiting(answer) == []
    assert answer.roll.columns["name"] == [p["姓名"] for p in rows]
    assert answer.roll.columns["guardian"] == ["父某"] * 3
    assert answer.roll.columns["phone"] == ["13900000000"] * 3


def test_doubles_within_a_file_wait_both(tmp_path):
    rows = pupils(4)
    rows[3] = rows[0] | {"姓名": "另一人"}
    answer = checked(xlsx(tmp_path / "a.xlsx", ("花名册", grid(rows))))
    assert {c for c, _ in waiting(answer)} == {"id_twice", "number_twice"}
    assert answer.roll.waiting == 2 and len(answer.roll.places) == 2


def test_id_ending_in_zeros_needs_the_student_number(tmp_path):
    ending = next(n for n in range(10, 10**4) if id_number_of(n).endswith("000"))
    number = id_number_of(ending)
    sex = "男" if int(number[16]) % 2 else "女"
    said = {"身份证件号": number, "性别": sex, "出生日期": f"{number[6:14]}"}
    assert waiting(one_change(tmp_path, **said)) == [("id_damaged", "D3")]
    assert waiting(one_change(tmp_path, **said, 全国学籍号=f"G{number}")) == []


def id_number_of(n: int) -> str:
    start = f"610830{2000 + n % 18:04d}0{1 + n % 9}{10 + n % 18:02d}{n % 10}00"
    return start + ric.calc_check_digit(start + "0")


def test_households_by_code_by_words_and_not_recognised(tmp_path):
    said = [
        "610830100202",
        "陕西省榆林市清涧县宽州镇李家沟村",
        "石咀驿镇王家坪村委会3组",
        "宽州镇无名村",
        "王家坪村",
        "陕西省榆林市绥德县名州镇某村",
        "",
        610830100201,
    ]
    rows = [p | {"户口所在地": s} for p, s in zip(pupils(8), said, strict=True)]
    answer = checked(xlsx(tmp_path / "a.xlsx", ("花名册", grid(rows))))
    assert answer.roll.columns["household_area"] == [
        "610830100202", "610830100202", "610830101201", None, None, "outside", None, "610830100201"]  # fmt: skip
    assert [f.cell for f in answer.findings if f.code == "area_unknown"] == ["H6", "H7"]
    assert waiting(answer) == []


@pytest.mark.parametrize(
    ("said", "area"),
    [
        ("610826100200", "outside"),
        ("441900003001", "outside"),
        ("440000000000", "outside"),
        ("县外", "outside"),
        ("榆林绥德县某村", "outside"),
        ("610830100000", None),  # a township of ours: accepted, and noted as not recognised to the village
        ("610830", None),
        ("榆林清涧县宽州镇李家沟村", "610830100202"),
        ("本县宽州镇李家沟村", "610830100202"),
        ("宽州社区", None),
    ],
)
def test_another_county_is_outside_and_our_own_places_never_are(tmp_path, said, area):
    answer = one_change(tmp_path, 户口所在地=said)
    assert waiting(answer) == []
    assert answer.roll.columns["household_area"][0] == area
    assert (area is None) == ("area_unknown" in {f.code for f in answer.findings})


CODES = st.from_regex(r"[0-9]{1,14}", fullmatch=True) | st.from_regex(r"61083[0-9]{7}", fullmatch=True)


@settings(max_examples=300, deadline=None)
@given(CODES)
def test_a_code_is_a_place_of_ours_or_certainly_another_countys_or_waits(code):
    """No number counts a child out of the county unless it names a county or city beyond it."""
    is_place = COUNTY.area_of(code)[0] is not None or code in {"610830", "610830000000", "610830100", "610830100000",
                                                               "610830101", "610830101000"}  # fmt: skip
    if COUNTY.is_outside(code):
        assert len(code) == 12 and code[:2] in PROVINCES and not code.startswith("610830")
        assert not "610830".startswith(code.rstrip("0"))
    assert [is_place, COUNTY.is_outside(code), COUNTY.is_no_code(code)].count(True) == 1


def test_a_student_number_that_the_roll_holds_under_the_name_stays_when_the_id_is_corrected(tmp_path):
    held = pupils()[0]
    numbers = (held["身份证件号"], held["全国学籍号"])
    corrected = {"身份证件号": id_number(40, date(2006, 9, 1))}
    path = xlsx(tmp_path / "a.xlsx", ("花名册", grid([held | corrected, *pupils()[1:]])))
    for name, code, accepted in ((held["姓名"], "number_kept", 8), ("另一人", "number_id", 7)):
        roll = RollView([replace(p, numbers=numbers) for p in roll_view([name]).pupils])
        answer = checked(path, roll=roll)
        assert [(f.code, f.cell) for f in answer.findings if f.code.startswith("number_")] == [(code, "E3")]
        assert len(answer.roll.places) == accepted


def test_a_birth_date_told_by_the_number_alone_is_held_against_the_month_too(tmp_path):
    number = id_number(3, date(2018, 10, 1))
    said = {"身份证件号": number, "全国学籍号": f"G{number}", "性别": "男", "出生日期": ""}
    assert waiting(one_change(tmp_path, **said)) == [("birth_later", "D3")]


@pytest.mark.parametrize(
    ("born", "is_far"),
    [("20180901", True), ("19600301", True), ("20030101", True), ("20040101", False), ("20100101", False)],
)
def test_an_age_far_from_the_grade_is_accepted_with_a_word(tmp_path, born, is_far):
    answer = one_change(tmp_path, 身份证件号="", 全国学籍号="L610830200609010001", 出生日期=born)
    found = [f for f in answer.findings if f.code == "age_far"]
    assert waiting(answer) == [] and len(answer.roll.places) == 8
    assert [(f.cell, str(f.words().found)) for f in found] == (
        [("C3", f"{born[:4]}-{born[4:6]} 出生,6 年级")] if is_far else []
    )


@pytest.mark.parametrize(
    ("cells", "faults"),
    [
        ({"状态日期": "2018.9.18", "转入学校": "榆林市某小学"}, []),
        ({"转出日期": "2018.9.18", "转入学校": "3161020001"}, []),
        ({"状态日期": "", "转入学校": "榆林市某小学"}, [("transfer_undated", "M3")]),
        ({"状态日期": "2018.9.18", "转入学校": " "}, [("transfer_unnamed", "N3")]),
        ({"转出日期": "", "转入学校": ""}, [("transfer_undated", "M3"), ("transfer_unnamed", "N3")]),
        ({}, [("transfer_undated", "L3"), ("transfer_unnamed", "L3")]),
        ({"状态日期": "某日", "转入学校": "榆林市某小学"}, [("date_unknown", "M3")]),
    ],
)
def test_who_transfers_out_goes_somewhere_on_some_day(tmp_path, cells, faults):
    rows = [{k: v for k, v in p.items() if k != "联系电话"} for p in pupils(3)]
    keys = ["学生状态", *cells]
    rows = [row | dict.fromkeys(keys, "") for row in rows]
    rows[0] |= {"学生状态": "转出", **cells}
    answer = checked(xlsx(tmp_path / "a.xlsx", ("花名册", grid(rows))))
    assert waiting(answer) == faults
    if not faults:
        assert answer.roll.columns["status_since"][0] == date(2018, 9, 18)


@pytest.mark.parametrize(
    ("status", "left", "waits"),
    [
        ("", "20180905", True),
        ("在校", "20180905", True),
        ("在校", "20180612", True),  # before the month: nobody asked at the time
        ("在校", "20181105", False),  # still to come: the child is at school
        ("休学", "20180905", False),
        ("在校", "", False),
    ],
)
def test_who_has_left_by_a_day_is_not_at_school_all_the_same(tmp_path, status, left, waits):
    rows = [row | {"学生状态": "", "转出日期": ""} for row in pupils(3)]
    rows[0] |= {"学生状态": status, "转出日期": left}
    path = xlsx(tmp_path / "a.xlsx", ("花名册", grid(rows)))
    expected = [("leaving_unsaid", "N3")] if waits else []
    assert waiting(checked(path)) == expected
    elsewhere = replace(
        roll_view([rows[0]["姓名"]]).pupils[0], class_key=f"{FIRST}-P2013-02", numbers=(rows[0]["身份证件号"],)
    )
    assert waiting(checked(path, roll=RollView([elsewhere]))) == []  # class by class: the other class came before
    same = replace(elsewhere, class_key=f"{FIRST}-P2013-01")
    assert waiting(checked(path, roll=RollView([same]))) == expected


@pytest.mark.parametrize("status", ["毕业", "结业", "肄业", "07"])
@pytest.mark.parametrize(
    ("grade", "month", "waits"),
    [
        ("三年级", "2018-09", True),
        ("五年级", "2018-06", True),
        ("六年级", "2018-06", False),
        ("六年级", "2018-09", False),
        ("六年级", "2018-12", True),
    ],
)
def test_nobody_finishes_in_the_middle_of_school(tmp_path, status, grade, month, waits):
    """Also as the first word about a child: no earlier roll would ask where it went."""
    rows = [row | {"年级": grade, "学生状态": "", "出生日期": "", "身份证件号": ""} for row in pupils(2)]
    rows[0]["学生状态"] = status
    answer = checked(
        xlsx(tmp_path / "a.xlsx", ("花名册", grid(rows, "学生花名册"))), month=month, known_on=date(2018, 12, 20)
    )
    assert ("status_not_yet", "M3") in waiting(answer) if waits else not [c for c, _ in waiting(answer) if c == "status_not_yet"]  # fmt: skip


@pytest.mark.parametrize(("grade", "waits"), [("一年级", False), ("三年级", True), ("七年级", False), ("九年级", True)])
def test_a_place_is_kept_for_who_is_to_enter(tmp_path, grade, waits):
    rows = [row | {"年级": grade, "学生状态": "保留入学资格"} for row in pupils(1)]
    path = xlsx(tmp_path / "a.xlsx", ("花名册", grid(rows, "清涧县折家坪九年制学校花名册")))
    assert [code for code, _ in waiting(checked(path, school_code=NINE))] == ["status_not_yet"] * waits


def test_statuses_transfers_and_spans(tmp_path):
    rows = pupils(3)
    rows[0] |= {"学生状态": "转出", "状态日期": "2018.9.18", "转入学校": "清涧县第二小学"}
    rows[1] |= {"学生状态": "休学", "状态日期": "20180910", "休学期满": "2019年9月1日"}
    rows[2] |= {"学生状态": "01", "转入日期": "2018-9-12", "来源学校": "榆林某小学"}
    keys = list(rows[0] | rows[1] | rows[2])
    answer = checked(xlsx(tmp_path / "a.xlsx", ("花名册", grid([{k: r.get(k, "") for k in keys} for r in rows]))))
    columns = answer.roll.columns
    assert waiting(answer) == []
    assert columns["status"] == ["10", "02", "01"]
    assert columns["transfer_to"][0] == "2161083002" and columns["transfer_from"][2] == "榆林某小学"
    assert columns["status_since"][:2] == [date(2018, 9, 18), date(2018, 9, 10)]
    assert columns["on_roll_to"] == [None, None, None]
    assert columns["on_roll_from"] == [None, None, date(2018, 9, 12)]
    assert columns["status_until"][1] == date(2019, 9, 1)


def test_names_with_spaces_dots_and_full_width(tmp_path):
    said = ["王 小 明", "阿依古丽•买买提", "欧　阳", "𠮷野"]
    rows = [p | {"姓名": s} for p, s in zip(pupils(4), said, strict=True)]
    answer = checked(xlsx(tmp_path / "a.xlsx", ("花名册", grid(rows))))
    assert answer.roll.columns["name"] == ["王小明", "阿依古丽·买买提", "欧阳", "𠮷野"]


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("清涧县第二小学2018年9月学生花名册", "wrong_school"),
        ("清涧县第一小学2018年10月学生花名册", "wrong_month"),
        ("清涧县第一小学二〇一七年九月花名册", "wrong_month"),
    ],
)
def test_another_school_or_month_is_refused_whole(tmp_path, title, code):
    answer = checked(xlsx(tmp_path / "a.xlsx", ("花名册", grid(pupils(3), title))))
    assert answer.is_refused and answer.roll is None
    assert [f.code for f in answer.findings if f.severity == "refuse"] == [code]


def test_missing_columns(tmp_path):
    rows = [{k: v for k, v in p.items() if k not in ("身份证件号", "全国学籍号")} for p in pupils(3)]
    assert checked(xlsx(tmp_path / "a.xlsx", ("x", grid(rows)))).is_refused
    answer = checked(xlsx(tmp_path / "b.xlsx", ("x", grid(pupils(3)))))
    assert "民族" in [f.found for f in answer.findings if f.code == "compulsory_missing"]


@pytest.mark.parametrize(
    ("cell", "birth", "faults"),
    [
        (2010.1, None, ["birth_unknown"]),  # 2010.10 typed as a number is the same cell
        (2010.2, "2010-02", []),
        (2010.12, "2010-12", []),
        ("2010.1", "2010-01", []),
        ("2010.10", "2010-10", []),
        (201010.0, "2010-10", []),
    ],
)
def test_a_number_that_may_be_january_or_october_is_no_birth(tmp_path, cell, birth, faults):
    answer = one_change(tmp_path, 身份证件号="", 全国学籍号="L610830201001010001", 出生日期=cell)
    assert [code for code, _ in waiting(answer)] == faults
    if birth:
        assert answer.roll.columns["birth_month"][0] == birth


@pytest.mark.parametrize(
    ("born", "faults"), [((2010, 10, 15), []), ((2010, 1, 15), []), ((2010, 5, 15), ["birth_unknown"])]
)
def test_the_id_number_tells_which_month_it_was(tmp_path, born, faults):
    number = id_number(1, date(*born))
    answer = one_change(tmp_path, 身份证件号=number, 全国学籍号=f"G{number}", 出生日期=2010.1)
    assert [code for code, _ in waiting(answer)] == faults
    if not faults:
        assert answer.roll.columns["birth_date"][0] == date(*born)


def without_classes(size=3):
    return [{k: v for k, v in p.items() if k not in ("年级", "班级")} for p in pupils(size)]


@pytest.mark.parametrize(
    ("sheet", "title", "key"),
    [
        ("五(1)班", "清涧县第一小学六年级(1)班花名册", None),
        ("五年级", "清涧县第一小学六年级(1)班花名册", None),
        ("六(2)班", "清涧县第一小学六年级(1)班花名册", None),
        ("六(1)班", "清涧县第一小学六年级(1)班花名册", "P2013-01"),
        ("六年级", "清涧县第一小学六年级(1)班花名册", "P2013-01"),
        ("1-5年级", "清涧县第一小学六年级(1)班花名册", "P2013-01"),
        ("Sheet1", "清涧县第一小学六年级(1)班花名册", "P2013-01"),
    ],
)
def test_a_title_that_the_sheets_name_contradicts_names_no_class(tmp_path, sheet, title, key):
    answer = checked(xlsx(tmp_path / "a.xlsx", (sheet, grid(without_classes(), title))))
    if key:
        assert waiting(answer) == [] and set(answer.roll.columns["class_key"]) == {f"{FIRST}-{key}"}
    else:
        assert [f.code for f in answer.findings if f.severity == "wait"] == ["class_contradicts"] * 3
        assert title in answer.findings[-1].found and sheet in answer.findings[-1].found


def test_rows_that_name_their_class_need_no_title(tmp_path):
    title = "清涧县第一小学六年级(1)班花名册"
    rows = [pupils(3)[0], pupils(3)[1] | {"班级": ""}, pupils(3)[2] | {"年级": "", "班级": "六(2)班"}]
    answer = checked(xlsx(tmp_path / "a.xlsx", ("五(1)班", grid(rows, title))))
    assert waiting(answer) == [("class_contradicts", "G4")]
    assert answer.roll.columns["class_key"] == [f"{FIRST}-P2013-01", f"{FIRST}-P2013-02"]


@pytest.mark.parametrize("room", ["六1班", "6.1班", "第1班", "六年级第1班", "第一班", "小学六1班"])
def test_more_ways_to_write_a_class(tmp_path, room):
    answer = checked(xlsx(tmp_path / "a.xlsx", ("花名册", grid([p | {"班级": room} for p in pupils(3)]))))
    assert waiting(answer) == [] and set(answer.roll.columns["class_key"]) == {f"{FIRST}-P2013-01"}


@pytest.mark.parametrize("room", ["五1班", "5.1班", "1-6班", "6.1.2班", "第1.5班", 6.1])
def test_words_that_are_no_class_of_the_grade_wait(tmp_path, room):
    answer = checked(xlsx(tmp_path / "a.xlsx", ("花名册", grid([p | {"班级": room} for p in pupils(3)]))))
    assert [code for code, _ in waiting(answer)] == ["class_unknown"] * 3


@pytest.mark.parametrize(
    ("words", "named"),
    [("六1班花名册", (6, 1)), ("清涧县第一小学6.2班", (6, 2)), ("2018年秋六12班", (6, 12)), ("六年级第2班", (6, 2)), ("1-6班花名册", None),
     ("2018.9.3班", None), ("12.3班", None), ("第1班", None), ("星期一1班", None)],
)  # fmt: skip
def test_a_title_names_a_class_closely_written(words, named):
    found = find_class(words, 2018, "primary")
    assert (found and (found[0].grade, found[1])) == named

"""Forms that become rows: the household register, read, checked, matched to children and taken in, never by guessing."""

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baoxue.contracts.places import place_of
from baoxue.contracts.platform import COLUMNS
from baoxue.desk.submit import preview
from baoxue.intake import submit, template
from baoxue.intake.form_reception import FormSending, form_kind_of, rehearse_form, submit_form, submit_forms
from baoxue.ledger import identity, open_ledger, submissions
from baoxue.store import SUBMISSIONS, Store
from tests.intake.made import FIRST, NAMES, home_at, id_number, pupils, xlsx
from tests.intake.made import grid as roll_grid

AT = datetime(2018, 9, 28, 9)
VILLAGE, OTHER_VILLAGE, TOWN, OTHER_TOWN = "610830100201", "610830100202", "610830100", "610830101"
BORN = date(2008, 3, 4)


@pytest.fixture
def home(tmp_path) -> Path:
    return home_at(tmp_path / "home")


def row(name="王小明", **changes) -> dict:
    number = id_number(1, BORN)
    said = {"户主": "王建国", "姓名": name, "与户主关系": "子", "出生年月": "20080304", "身份证号": number, "是否在校": "是",
            "就读学校": "第一小学", "年级": "五年级", "是否建档立卡": "是", "电话": "13800000000"}  # fmt: skip
    return said | changes


def away(name="李芳", n=7, **changes) -> dict:
    return (
        row(name, 身份证号=id_number(n, BORN), 就读学校="西安市雁塔区第二小学", 佐证="就读证明", 核实日期="20180920")
        | changes
    )


def grid(rows: list[dict], title: str) -> list[list]:
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    return [[title], headings, *([row.get(h, "") for h in headings] for row in rows)]


def register(
    home, *rows, title="宽州镇王家坪村2018年9月户籍登记表", unit=VILLAGE, month="2018-09", at=AT, file="登记.xlsx"
):
    path = xlsx(home / file, ("户籍", grid(list(rows), title)))
    return submit_form(home, path, "household", unit, month, "村文书", at)


def taken(home, receipt) -> list[dict]:
    ledger = open_ledger(home)
    with ledger.read() as connection:
        (sent,) = [r for r in submissions.attempts(connection) if r.id == receipt.submission_id]
    ledger.close()
    return Store(home).read_table(sent.normal_sha, SUBMISSIONS).to_pylist()


def codes(receipt) -> list[str]:
    return sorted(f.code for f in receipt.findings if f.severity != "note")


def on_roll(home, *rows, month="2018-09"):
    """A roll of 第一小学 with these pupils; answers child_key by name."""
    title = f"清涧县第一小学{month}学生花名册"
    path = xlsx(home / "roll.xlsx", ("名册", roll_grid(list(rows), title)))
    assert (
        submit(home, path, FIRST, month, "学籍管理员", max(AT, datetime.fromisoformat(f"{month}-20"))).state
        == "accepted"
    )
    return named(home)


def named(home) -> dict[str, list[int]]:
    ledger = open_ledger(home)
    with ledger.read() as connection:
        rows = identity.names(connection).to_pylist()
    ledger.close()
    found: dict[str, list[int]] = {}
    for held in rows:
        found.setdefault(held["name"], []).append(held["child_key"])
    return found


def test_a_register_is_taken_in_and_children_on_no_roll_are_known_from_then_on(home):
    receipt = register(home, row(), away())
    assert (receipt.state, receipt.rows_accepted, codes(receipt)) == ("accepted", 2, [])
    rows = {r["whereabouts"]: r for r in taken(home, receipt)}
    here, there = rows["county"], rows["province"]
    assert (here["school_code"], here["village_code"], here["grade"], here["is_poor"]) == (FIRST, VILLAGE, 5, True)
    assert (there["school_code"], there["school_words"], there["proof"]) == (
        None,
        "西安市雁塔区第二小学",
        "certificate",
    )
    assert there["proof_on"] == date(2018, 9, 20) and there["birth_month"] == "2008-03"
    assert len(named(home)) == 2


def test_a_pupil_of_a_roll_is_the_same_child_by_number(home):
    roll = on_roll(home, *pupils(2))
    receipt = register(home, row(NAMES[0], 身份证号=pupils(1)[0]["身份证件号"], 出生年月="200609"))
    assert [r["child_key"] for r in taken(home, receipt)] == roll[NAMES[0]]


def test_without_a_number_the_name_the_birth_month_and_the_village_tell(home):
    roll = on_roll(home, *pupils(2))
    receipt = register(home, row(NAMES[0], 身份证号="", 出生年月="2006年9月"))
    assert [r["child_key"] for r in taken(home, receipt)] == roll[NAMES[0]]


def test_a_damaged_number_a_wrong_checksum_and_a_contradicting_birth_date_wait_at_once(home):
    good = id_number(1, BORN)
    wrong = good[:17] + ("1" if good[17] != "1" else "2")
    receipt = register(
        home,
        row(身份证号=6.1083e17),
        row("李芳", 身份证号=wrong),
        row("张伟", 身份证号=id_number(3, BORN), 出生年月="20090304"),
        away("刘洋"),
    )
    assert (receipt.state, receipt.rows_accepted, receipt.rows_waiting) == ("waiting", 1, 3)
    assert codes(receipt) == ["id_birth", "id_checksum", "id_damaged"]
    assert receipt.marked_copy and openpyxl.load_workbook(receipt.marked_copy).sheetnames[0] == "待修改"
    assert len(named(home)) == 1


def test_another_number_for_a_namesake_of_the_village_is_asked_about(home):
    on_roll(home, *pupils(1))
    receipt = register(home, row(NAMES[0], 身份证号=id_number(30, date(2006, 9, 1)), 出生年月="20060901"))
    assert codes(receipt) == ["child_question"] and receipt.rows_accepted == 0


def test_a_namesake_with_a_number_of_another_village_is_another_child(home):
    on_roll(home, *pupils(1))
    receipt = register(home, row(NAMES[0], 身份证号=id_number(30, date(2006, 9, 1)), 出生年月="20060901", 就读学校="第二小学"),
                       unit="610830101201", title="石咀驿镇王家坪村2018年9月户籍登记表")  # fmt: skip
    assert receipt.state == "accepted" and len(named(home)[NAMES[0]]) == 2


def test_a_namesake_without_a_number_elsewhere_is_asked_about_and_not_made_twice(home):
    on_roll(home, *pupils(1))
    receipt = register(home, row(NAMES[0], 身份证号="", 出生年月="20060901", 就读学校="第二小学"),
                       unit="610830101201", title="石咀驿镇王家坪村2018年9月户籍登记表")  # fmt: skip
    assert codes(receipt) == ["child_question"] and len(named(home)[NAMES[0]]) == 1


def test_twins_are_two_children_and_a_number_under_the_twins_name_is_asked_about(home):
    first, second = row("王大双"), row("王小双", 身份证号=id_number(2, BORN))
    assert register(home, first, second).rows_accepted == 2
    swapped = register(
        home, first | {"身份证号": second["身份证号"]}, second | {"身份证号": first["身份证号"]}, at=AT.replace(hour=10)
    )
    assert codes(swapped) == ["child_question", "child_question"] and len(named(home)) == 2


def test_a_number_that_the_roll_corrected_still_finds_the_child(home):
    old = pupils(1)[0]
    new = id_number(40, date(2006, 9, 1))
    roll = on_roll(home, old)
    on_roll(home, old | {"身份证件号": new, "全国学籍号": f"G{old['身份证件号']}"}, month="2018-10")
    for number in (old["身份证件号"], new):
        receipt = register(home, row(NAMES[0], 身份证号=number, 出生年月="200609", 户主=number))
        assert codes(receipt) == [] and [r["child_key"] for r in taken(home, receipt)] == roll[NAMES[0]]


def test_a_child_of_the_register_is_found_by_the_roll_later(home):
    first = pupils(1)[0]
    register(home, row(NAMES[0], 身份证号="", 出生年月="20060901", 就读学校="省外某校", 就读地="省外"))
    assert on_roll(home, first)[NAMES[0]] == [1]


def test_two_rows_of_one_child_wait(home):
    assert codes(register(home, row(), row())) == ["child_question", "child_question"]


def test_a_child_of_another_village_waits_until_that_village_has_let_go(home):
    register(home, row(), away())
    other = dict(unit=OTHER_VILLAGE, title="李家沟村2018年9月户籍登记表")
    receipt = register(home, row(), **other)
    assert codes(receipt) == ["child_elsewhere"]
    register(home, away(), at=AT.replace(hour=11))
    assert register(home, row(), at=AT.replace(hour=12), **other).rows_accepted == 1


@pytest.mark.parametrize(
    "title, month, unit, code",
    [
        ("宽州镇李家沟村2018年9月户籍登记表", "2018-09", VILLAGE, "wrong_village"),
        ("石咀驿镇2018年9月户籍登记表", "2018-09", TOWN, "wrong_village"),
        ("宽州镇王家坪村2018年8月户籍登记表", "2018-09", VILLAGE, "wrong_month"),
        ("户籍登记表", "2018-09", "610830100299", "unit_unknown"),
    ],
)
def test_another_village_or_month_or_an_unknown_unit_refuses_the_whole_file(home, title, month, unit, code):
    receipt = register(home, row(), title=title, month=month, unit=unit)
    assert (receipt.state, receipt.rows_accepted, codes(receipt)) == ("refused", 0, [code]) and not named(home)


def test_a_townships_book_holds_several_villages_and_replaces_only_those(home):
    register(home, row("赵敏", 身份证号=id_number(9, BORN)), unit=OTHER_VILLAGE, title="李家沟村户籍登记表")
    receipt = register(home, row(村="王家坪村"), away(村="王家坪村"), unit=TOWN, title="宽州镇2018年9月户籍登记表")
    assert receipt.state == "accepted"
    ledger = open_ledger(home)
    with ledger.read() as connection:
        standing = submissions.standing_parts(connection, "household", "2018-09", receipt.submission_id)
    ledger.close()
    assert {part: r.school_code for part, r in standing.items()} == {OTHER_VILLAGE: OTHER_VILLAGE, VILLAGE: TOWN}


def test_a_village_outside_the_township_waits_row_by_row(home):
    receipt = register(home, row(村="石咀驿镇王家坪村"), away(村="李家沟村"), unit=TOWN, title="户籍登记表")
    assert (codes(receipt), receipt.rows_accepted) == (["village_unknown"], 1)


def test_the_same_file_again_changes_nothing_until_something_else_replaced_it(home):
    path = xlsx(home / "登记.xlsx", ("户籍", grid([row(), away()], "宽州镇王家坪村2018年9月户籍登记表")))
    first, again = (
        submit_form(home, path, "household", VILLAGE, "2018-09", "村文书", AT.replace(day=d)) for d in (28, 29)
    )
    assert again.is_unchanged and again.submission_id == first.submission_id
    register(home, row(村="王家坪村"), unit=TOWN, title="宽州镇户籍登记表", file="镇.xlsx")
    back = submit_form(home, path, "household", VILLAGE, "2018-09", "村文书", AT.replace(day=30))
    assert not back.is_unchanged and back.submission_id > first.submission_id


def test_a_rehearsal_says_the_same_and_writes_nothing(home):
    path = xlsx(home / "登记.xlsx", ("户籍", grid([row(), row("李芳", 身份证号="1")], "王家坪村户籍登记表")))
    said = rehearse_form(home, FormSending(path, "household", VILLAGE, "2018-09", "村文书", AT))
    assert (said.state, said.rows_accepted, said.rows_waiting) == ("waiting", 1, 1) and not named(home)


@pytest.mark.parametrize(
    "cells, where, code",
    [
        (dict(是否在校="否", 就读学校="", 未入学原因="外出务工"), "none", None),
        (dict(是否在校="是", 就读学校=""), "unknown", None),
        (dict(是否在校="", 就读学校=""), "unknown", None),
        (dict(是否在校="已完成义务教育", 就读学校=""), "finished", None),
        (dict(就读学校="绥德县第一中学"), "province", None),
        (dict(就读学校="江苏省扬州市某小学"), "outside", None),
        (dict(就读学校="某小学", 就读地="国(境)外"), "abroad", None),
        (dict(就读学校="某小学", 就读地="陕西省西安市"), "province", None),
        (dict(就读学校="某小学"), None, "place_unknown"),
        (dict(就读学校="清涧县某小学"), None, "school_word"),
        (dict(是否在校="否", 就读学校="第一小学"), None, "school_contradicts"),
        (dict(是否在校="也许"), None, "word_unknown"),
        (dict(年级="百年级"), None, "grade_unknown"),
        (dict(核实日期="20181001"), None, "date_unknown"),
    ],
)
def test_where_a_child_is_at_school_is_read_from_three_cells_or_asked(home, cells, where, code):
    receipt = register(home, row(**cells))
    if code:
        assert codes(receipt) == [code]
    else:
        assert [r["whereabouts"] for r in taken(home, receipt)] == [where]


def test_is_away_means_what_the_column_asks(home):
    away_column = taken(home, register(home, row(是否外出="是")))
    resident = taken(home, register(home, row(是否常住="是"), at=AT.replace(hour=11)))
    assert [r["residence"] for r in away_column + resident] == ["away", "resident"]


def test_a_file_without_names_or_with_macros_is_refused_and_kept_by_nobody(home):
    path = xlsx(
        home / "x.xlsx",
        ("户籍", [["王家坪村"], ["户主", "与户主关系", "出生年月", "身份证号", "是否在校", "就读学校"]]),
    )
    assert codes(submit_form(home, path, "household", VILLAGE, "2018-09", "村文书", AT)) == ["no_form"]


def test_the_template_passes_and_is_recognised_while_a_roll_is_none(home, tmp_path):
    path = template("household", tmp_path / "模板.xlsx", "宽州镇王家坪村", "2018-09")
    book = openpyxl.load_workbook(path)
    sheet = book.active
    places = {cell.value: cell.column for cell in sheet[2]}
    for validation in sheet.data_validations.dataValidation:
        assert validation.formula1.startswith('"')
    for heading, value in row().items():
        sheet.cell(3, places[{"电话": "电话"}.get(heading, heading)], value)
    book.save(path)
    assert form_kind_of(path) == "household"
    assert submit_form(home, path, "household", VILLAGE, "2018-09", "村文书", AT).state == "accepted"
    assert form_kind_of(xlsx(tmp_path / "roll.xlsx", ("名册", roll_grid(pupils())))) is None


SHORT = ["姓名", "性别", "出生日期", "身份证件号", "年级", "班级", "联系电话", "学籍号", "学生状态"]
TEMPLATE = [column.heading for column in COLUMNS]


@pytest.mark.parametrize("more", [["是否在校"], ["是否在读"], ["就读地"], ["是否在校", "备注"], ["金额"]])
@pytest.mark.parametrize("columns", [TEMPLATE, [*SHORT, "户籍所在地", "监护人", "是否建档立卡"], SHORT])
def test_a_roll_with_a_column_of_another_form_is_a_roll(tmp_path, columns, more):
    headed = [["第一小学2018年9月学生花名册"], [*columns, *more], ["王小明"] * (len(columns) + len(more))]
    assert form_kind_of(xlsx(tmp_path / "a.xlsx", ("名册", headed))) is None


def test_a_roll_that_asks_who_is_at_school_is_taken_in(home):
    rows = [{**pupil, "学生状态": "在校", "是否在校": "是"} for pupil in pupils(3)]
    path = xlsx(home / "a.xlsx", ("名册", roll_grid(rows, "第一小学2018年9月学生花名册")))
    read = preview(home, path.name, path.read_bytes())
    assert form_kind_of(path) is None and (read.kind, read.form, read.school) == ("roll", None, FIRST)
    assert submit(home, path, FIRST, "2018-09", "学籍管理员", AT).state == "accepted"


@pytest.mark.parametrize(
    ("title", "columns", "kind"),
    [
        ("户籍登记表", "序号 姓名 性别 出生日期 身份证号 户籍所在地 是否在校 监护人 联系电话", "household"),
        ("户籍登记表", "户主 姓名 性别 民族 身份证号 学籍号 年级 班级 家庭住址 是否在校", "household"),
        ("摸底表", "姓名 性别 民族 出生日期 身份证号 户口所在地 现住址 监护人 电话 学籍号 就读学校 年级 班级 是否在校 未入学原因", "household"),
        ("名册", "序号 姓名 身份证号 年级 班级 家长姓名 联系电话 家庭住址 是否建档立卡 金额", "aid"),
        ("寄宿生生活补助名册", "姓名 身份证号 学籍号 年级 班级 学生状态 家长姓名 联系电话 家庭住址 金额", "aid"),
        ("名册", "姓名 身份证号 学籍号 年级 班级 学生状态 家长姓名 联系电话 家庭住址 资助项目 金额", "aid"),
    ],
)  # fmt: skip
def test_a_register_or_aid_list_with_columns_of_a_roll_stays_one(tmp_path, title, columns, kind):
    headed = [[title], columns.split(), ["王小明"] * len(columns.split())]
    assert form_kind_of(xlsx(tmp_path / "a.xlsx", ("表", headed))) == kind


def test_several_forms_go_in_together(home):
    first = xlsx(home / "a.xlsx", ("户籍", grid([row()], "王家坪村户籍登记表")))
    second = xlsx(home / "b.xlsx", ("户籍", grid([away()], "李家沟村户籍登记表")))
    receipts = submit_forms(home, [FormSending(first, "household", VILLAGE, "2018-09", "村文书", AT),
                                   FormSending(second, "household", OTHER_VILLAGE, "2018-09", "村文书", AT)])  # fmt: skip
    assert [r.submission_id for r in receipts] == [1, 2] and {r.state for r in receipts} == {"accepted"}


@given(st.text(max_size=12))
def test_any_words_are_a_place_or_none(words):
    assert place_of(words, "610830", "清涧县", {"西安": "610100"}) in ("province", "outside", "abroad", "county", None)


@settings(max_examples=12, deadline=None)
@given(st.permutations(["number", "no_number", "corrected"]))
def test_in_whatever_order_sheets_come_one_child_stays_one(tmp_path_factory, order):
    home = home_at(tmp_path_factory.mktemp("order") / "home")
    pupil = pupils(1)[0]
    same = dict(姓名=NAMES[0], 出生年月="20060901")
    sheets = {
        "number": lambda n: register(home, row(**same | {"身份证号": pupil["身份证件号"]}), at=AT.replace(hour=10 + n)),
        "no_number": lambda n: register(home, row(**same | {"身份证号": ""}), at=AT.replace(hour=10 + n)),
        "corrected": lambda n: on_roll(home, pupil),
    }
    for number, name in enumerate(order):
        sheets[name](number)
    assert len(named(home)[NAMES[0]]) == 1

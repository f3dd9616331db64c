"""Aid lists: item and period read from the sheet, children matched and never guessed, money that does not add up said."""

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from baoxue.contracts import aid as words
from baoxue.intake import template
from baoxue.intake.aid import read_amount
from baoxue.intake.form_reception import form_kind_of, submit_form
from baoxue.intake.sheet_check import BAD
from baoxue.ledger import open_ledger, submissions
from baoxue.store import SUBMISSIONS, Store
from tests.intake.made import FIRST, NAMES, SECOND, home_at, id_number, pupils, xlsx
from tests.intake.test_forms import codes, grid, named, on_roll

AT = datetime(2018, 12, 5, 9)
TITLE = "清涧县第一小学2018年秋季学期寄宿生生活补助发放名册"
PUPILS = pupils(6)


@pytest.fixture
def home(tmp_path) -> Path:
    home = home_at(tmp_path / "home")
    on_roll(home, *PUPILS)
    return home


def row(n=0, amount=500, **changes) -> dict:
    said = {"姓名": PUPILS[n]["姓名"], "身份证号": PUPILS[n]["身份证件号"], "年级": "六年级", "班级": "1班", "金额": amount,
            "发放日期": "20181115"}  # fmt: skip
    return said | changes


def send(home, *sheets, unit=FIRST, month="2018-12", at=AT, told=None, file="名册.xlsx"):
    """Sheets are (name, title, rows, rows under them)."""
    drawn = [(name, [*grid(rows, title), *foot]) for name, title, rows, foot in sheets]
    return submit_form(home, xlsx(home / file, *drawn), "aid", unit, month, "学籍管理员", at, told=told)


def one(home, *rows, title=TITLE, foot=(), sheet="Sheet1", **how):
    return send(home, (sheet, title, list(rows), list(foot)), **how)


def attempts(home, receipt) -> list:
    ledger = open_ledger(home)
    with ledger.read() as connection:
        found = [r for r in submissions.attempts(connection, "aid") if r.id >= receipt.submission_id]
    ledger.close()
    return found


def taken(home, receipt) -> list[dict]:
    shas = [r.normal_sha for r in attempts(home, receipt) if r.normal_sha]
    return [line for sha in shas for line in Store(home).read_table(sha, SUBMISSIONS).to_pylist()]


def test_a_list_is_taken_in_under_item_and_period_of_its_title(home):
    receipt = one(home, row(), row(1, "1,000.00元"))
    assert (receipt.state, receipt.rows_accepted, codes(receipt)) == ("accepted", 2, [])
    rows = taken(home, receipt)
    assert {(r["item"], r["period"], r["month"], r["school_code"]) for r in rows} == {
        ("boarder", "2018-1", "2018-09", FIRST)
    }
    assert sorted(r["amount"] for r in rows) == [500, 1000] and rows[0]["paid_on"] == date(2018, 11, 15)
    assert {r["child_key"] for r in rows} == {named(home)[NAMES[0]][0], named(home)[NAMES[1]][0]}


def test_several_items_and_months_are_sheets_of_one_file_and_an_attempt_for_each_month(home):
    receipt = send(
        home,
        ("寄宿", TITLE, [row()], []),
        ("营养餐10月", "清涧县第一小学2018年10月营养改善计划名册", [row(amount=72, 就餐天数=18)], []),
        ("营养餐11月", "清涧县第一小学2018年11月营养改善计划名册", [row(amount=88, 就餐天数=22)], []),
        month="2018-11",
    )
    assert (receipt.state, receipt.rows_accepted) == ("accepted", 3)
    found = attempts(home, receipt)
    assert [(r.month, r.classes) for r in found] == [
        ("2018-09", {f"{FIRST}|boarder|2018-1": 1}),
        ("2018-10", {f"{FIRST}|meals|2018-10": 1}),
        ("2018-11", {f"{FIRST}|meals|2018-11": 1}),
    ]
    assert [r["days"] for r in taken(home, receipt)] == [None, 18, 22]


def test_a_new_file_replaces_school_item_and_period_whatever_month_is_stated(home):
    one(home, row(), row(1), month="2018-11")
    receipt = one(home, row(1), month="2018-12")
    ledger = open_ledger(home)
    with ledger.read() as connection:
        standing = submissions.standing_parts(connection, "aid", "2018-09", 99)
    ledger.close()
    assert {part: r.id for part, r in standing.items()} == {f"{FIRST}|boarder|2018-1": receipt.submission_id}
    again = one(home, row(1), month="2018-12")
    assert again.is_unchanged and again.submission_id == receipt.submission_id


def test_columns_of_item_and_period_and_answers_when_asked(home):
    receipt = one(home, row(资助项目="寄宿生生活补助", 学期="2018-2019学年第一学期"), title="发放名册")
    assert [(r["item"], r["period"]) for r in taken(home, receipt)] == [("boarder", "2018-1")]
    asked = one(home, row(), title="发放名册")
    assert asked.state == "refused" and codes(asked) == ["aid_item_unsaid"]
    told = one(home, row(), title="发放名册", told={"item": "boarder", "period": "2018-1"}, month="2018-12")
    assert told.state == "accepted" or told.is_unchanged
    assert [r["period"] for r in taken(home, told)] == ["2018-1"]


def test_without_a_number_name_and_class_tell_and_a_namesake_is_asked_about(home):
    receipt = one(
        home,
        row(身份证号=""),
        row(1, 身份证号="", 班级=""),
        row(2, 身份证号="", 年级="五年级"),
        row(3, 姓名="无此人", 身份证号=""),
    )
    assert (receipt.rows_accepted, receipt.rows_waiting) == (2, 2)
    assert [f.detail for f in receipt.findings if f.code == "child_question"] == ["not_in_class"] * 2
    double = dict(pupils(7)[6], 姓名=NAMES[0])
    on_roll(home, *PUPILS, double)
    namesake = one(home, row(身份证号=""), row(1), file="again.xlsx")
    assert namesake.rows_accepted == 1
    assert [f.detail for f in namesake.findings if f.code == "child_question"] == ["many_in_class"]


def test_a_number_that_no_roll_holds_is_a_person_and_money_paid_to_nobody_of_a_school_is_known(home):
    before = len(named(home))
    receipt = one(home, row(姓名="吴新", 身份证号=id_number(40, date(2007, 5, 5))))
    assert receipt.rows_accepted == 1 and len(named(home)) == before + 1
    unknown = one(home, row(姓名="郑新", 身份证号="", 学籍号="L6108302007050500021"[:19]), file="b.xlsx")
    assert unknown.rows_accepted == 0 and codes(unknown) == ["child_question"]


def test_damaged_numbers_amounts_days_and_dates_wait_at_once(home):
    receipt = one(
        home,
        row(身份证号=6.1083e17),
        row(1, "五百元"),
        row(2, ""),
        row(3, 发放日期="2018年13月1日"),
        row(4, 发放日期="2019.1.1"),
        row(5),
    )
    assert (receipt.state, receipt.rows_accepted, receipt.rows_waiting) == ("waiting", 1, 5)
    assert codes(receipt) == ["amount_unknown", "amount_unknown", "date_unknown", "date_unknown", "id_damaged"]
    assert receipt.marked_copy and openpyxl.load_workbook(receipt.marked_copy).sheetnames[0] == "待修改"


@pytest.mark.parametrize(
    "said", ["2018.11.15", "2018年11月15日", "20181115", "2018/11/15", 43419, "二〇一八年十一月十五日"]
)
def test_dates_in_every_form(home, said):
    assert taken(home, one(home, row(发放日期=said)))[0]["paid_on"] == date(2018, 11, 15)


def test_a_child_twice_waits_in_both_rows_and_once_in_each_item_passes(home):
    receipt = one(home, row(), row(), row(1))
    assert (receipt.rows_accepted, receipt.rows_waiting) == (1, 2)
    meals = ("餐", "清涧县第一小学2018年10月营养餐", [row(amount=72, 天数=18)], [])
    both = send(home, ("寄宿", TITLE, [row()], []), meals, month="2018-10", file="b.xlsx")
    assert both.rows_accepted == 2 and both.state == "accepted"


def test_a_refund_is_taken_off_and_one_that_stands_alone_waits(home):
    receipt = one(home, row(), row(1), row(amount=-200, 备注="退款"), row(2, "(500)"), row(1, -501))
    assert {r["amount"] for r in taken(home, receipt)} == {300, 500}
    assert codes(receipt) == ["refund_alone", "refund_exceeds"] and receipt.rows_waiting == 2
    assert [f.code for f in receipt.findings if f.severity == "note" and f.code.startswith("refund")] == [
        "refund_netted"
    ]


def test_a_total_that_disagrees_and_a_sum_without_a_name_are_said(home):
    width = ["", "", "", ""]
    agreed = one(home, row(), row(1), foot=[["合计", *width[1:], 1000], ["校长签字:"]])
    assert agreed.state == "accepted"
    receipt = one(home, row(), row(1), foot=[["合计", *width[1:], 1500]], file="b.xlsx")
    assert (receipt.state, receipt.rows_accepted, codes(receipt)) == ("waiting", 2, ["aid_total_differs"])
    assert next(f for f in receipt.findings if f.code == "aid_total_differs").cell == "E5"
    nameless = one(home, row(), foot=[["", *width[1:], 500]], file="c.xlsx")
    assert codes(nameless) == ["aid_row_nameless"]


def test_nobody_paid_is_said_and_is_not_silence(home):
    receipt = one(home, {"姓名": "无", "身份证号": "", "年级": "", "班级": "", "金额": ""})
    assert (receipt.state, receipt.rows_accepted) == ("accepted", 0)
    assert attempts(home, receipt)[0].classes == {f"{FIRST}|boarder|2018-1": 0}


@pytest.mark.parametrize(
    ("title", "unit", "month", "code"),
    [
        ("清涧县第二小学2018年秋季学期寄宿生生活补助", FIRST, "2018-11", "wrong_school"),
        (TITLE, "2161083099", "2018-11", "school_unknown"),
        ("2018年秋季学期资助名册", FIRST, "2018-11", "aid_item_unsaid"),
        ("2019年春季学期寄宿生生活补助", FIRST, "2018-12", "aid_period_later"),
        ("2018年10月营养餐", FIRST, "2018-11", "wrong_month"),
        (f"{TITLE}(单位:人、千元)", FIRST, "2018-11", "aid_money_unit"),
    ],
)
def test_what_belongs_elsewhere_is_refused_whole(home, title, unit, month, code):
    receipt = one(home, row(), title=title, unit=unit, month=month)
    assert receipt.state == "refused" and codes(receipt) == [code]


@pytest.mark.parametrize("heading", ["金额(千元)", "金额(万元)", "发放金额(千元)"])
def test_sums_in_another_unit_are_recognised_as_aid_and_refused(home, tmp_path, heading):
    line = {heading if name == "金额" else name: cell for name, cell in row().items()}
    assert form_kind_of(xlsx(tmp_path / "x.xlsx", ("a", grid([line], TITLE)))) == "aid"
    receipt = one(home, line)
    assert receipt.state == "refused" and codes(receipt) == ["aid_money_unit"]


def test_the_template_is_recognised_and_holds_every_column(home, tmp_path):
    path = template("aid", tmp_path / "模板.xlsx", "清涧县第一小学", "2018-11")
    page = openpyxl.load_workbook(path).active
    assert [c.value for c in page[2]][:4] == ["序号", "姓名", "性别", "身份证号"]
    assert form_kind_of(xlsx(tmp_path / "x.xlsx", ("a", grid([row()], TITLE)))) == "aid"


@pytest.mark.parametrize(
    ("said", "by", "expected"),
    [
        ("2018年秋季学期", words.TERM, {"2018-1"}), ("2019年春季", words.TERM, {"2018-2"}),
        ("2018-2019学年第二学期", words.TERM, {"2018-2"}), ("2018学年上学期", words.TERM, {"2018-1"}),
        ("二〇一八年十一月营养餐", words.MONTH, {"2018-11"}), ("2018年11月", words.TERM, set()),
        ("2018-2019学年", words.YEAR, {"2018"}), ("名册", words.MONTH, set()),
    ],
)  # fmt: skip
def test_periods_in_words(said, by, expected):
    assert words.periods_in(said, by) == expected


@given(
    st.sampled_from([f"{y}-{m:02d}" for y in (2018, 2019) for m in range(1, 13)]),
    st.sampled_from(["year", "term", "month"]),
)
def test_a_month_lies_within_its_period(month, by):
    first, last = words.months_of(words.period_of(month, by))
    assert first <= month <= last


@given(st.integers(-9_999_999, 9_999_999))
def test_an_amount_reads_as_it_was_written(cents):
    yuan = round(cents / 100, 2)
    assert read_amount(yuan) == yuan == read_amount(f"{yuan:,.2f}") == read_amount(f"{yuan:.2f}元")


@pytest.mark.parametrize("said", ["", "五百", "5OO", True, "500.123", "500/月"])
def test_what_is_no_amount_is_never_guessed(said):
    assert read_amount(said) is BAD


def test_another_schools_number_is_the_same_child(home):
    receipt = one(home, row(), title=TITLE.replace("第一", "第二"), unit=SECOND)
    assert [r["child_key"] for r in taken(home, receipt)] == named(home)[NAMES[0]]

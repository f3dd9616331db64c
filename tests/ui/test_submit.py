"""Submit and the clerk's desk through the page: full, narrow scopes, one file, many files, signs, nil, return, reminders."""

from datetime import date

import pytest

from baoxue.intake.templates import template
from baoxue.ledger import open_ledger, submissions
from baoxue.publish import publish
from baoxue.reports import reminders
from baoxue.ui.receipt import change_words
from baoxue.ui.words import use
from baoxue.wiring import open_figures
from tests.conftest import AS_OF
from tests.desk.test_ledger_book import untold
from tests.intake.made import xlsx
from tests.intake.test_aid import row as paid
from tests.intake.test_forms import grid as register_grid
from tests.intake.test_forms import row as household
from tests.schoolbooks import Schoolbooks
from tests.ui import test_pages
from tests.ui.test_pages import words

SCHOOL, POINT = "2161083000", "2161083003"
OWN = f"principal-{SCHOOL}"
POSTS = [["七长名册"], ["职责", "姓名", "镇", "备注"], ["镇长", "新镇长", "折家坪镇", ""]]


@pytest.fixture
def books(own_county):
    return Schoolbooks(own_county)


def run(home, monkeypatch, page: str, **params):
    """The page, with its words known here too: AppTest words the choices of a box again before each run."""
    app = test_pages.run(home, monkeypatch, page, **params)
    use("zh", open_figures(home).aggregate("pg_codes", as_of=AS_OF).rows)
    return app


def held(home):
    with open_ledger(home).read() as connection:
        return submissions.attempts(connection)


def press(app, label: str):
    """Press the button that bears the words; answers the page afterwards."""
    (button,) = [b for b in app.button if label in b.label]
    button.click()
    app.run()
    assert not app.exception, app.exception
    return app


def dropped(home, monkeypatch, *paths, **params):
    app = run(home, monkeypatch, "submit", **{"month": "2018-12", **params})
    app.file_uploader[0].set_value([(p.name, p.read_bytes(), "") for p in paths])
    app.run()
    assert not app.exception, app.exception
    return app


def labels(app) -> list[str]:
    return [b.label for b in app.button]


def test_the_desk_counts_every_school_once_and_opens_the_silent_ones(county, monkeypatch):
    app = run(county.home, monkeypatch, "submit", month="2018-11")
    text = words(app)
    assert "各校上报情况" in text and "逾期 17 天" in text and "零报告存疑" in text
    assert text.index("人达到疑似") < text.index("逾期 17 天"), "what attendance contradicts stands first"
    silent = words(run(county.home, monkeypatch, "submit", month="2018-11", state="missing"))
    assert "只看:未报" in silent and "bx-none" in silent and "✓ 已报" not in silent


def test_reminders_name_the_school_what_is_missing_and_whom_to_call(county, monkeypatch):
    app = run(county.home, monkeypatch, "submit", month="2018-11")
    (text,) = [c.value for c in app.code if "请以下学校" in c.value]
    head, *lines = text.splitlines()
    assert head == "请以下学校今日内报送2018年11月学籍花名册和考勤表:"
    assert lines and all("未报" in line and "139" in line for line in lines)


def test_a_school_has_its_own_attempts_and_neither_desk_nor_publishing(county, monkeypatch):
    app = run(county.home, monkeypatch, "submit", month="2018-11", **{"as": OWN})
    text = words(app)
    assert "2018-11 报送记录" in text and "报送月历" in text and "各校上报情况" not in text
    assert not {"发布新数据版本", "退回"} & set(labels(app))


def test_a_role_that_sends_nothing_has_no_page(county, monkeypatch):
    app = run(county.home, monkeypatch, "submit", **{"as": "county_head"})
    assert "不在您的职责范围内" in words(app) and not app.file_uploader


def test_one_file_is_shown_before_it_is_sent_and_sent_once(books, monkeypatch, tmp_path):
    rows, path = books.roll(tmp_path / "花名册.xlsx", SCHOOL, damaged=4), tmp_path / "花名册.xlsx"
    before = len(held(books.home))
    app = dropped(books.home, monkeypatch, path, **{"as": OWN})
    text = words(app)
    assert f"{rows - 4} 行可接收 · 待修改 4 行" in text
    assert "暂按以前的花名册保留" in text and "不再在册" not in text, "a damaged number is no departure"
    assert "身份证号已损坏" in text and "A3" not in text and "一(1)班" in text
    assert len(held(books.home)) == before, "looking writes nothing"
    text = words(press(app, "确认并上报"))
    assert f"接收 {rows - 4} 行 · 待修改 4 行" in text and len(held(books.home)) == before + 1
    assert "确认并上报" not in labels(app)
    again = dropped(books.home, monkeypatch, path, **{"as": OWN})
    assert "没有变化(与 2018-12 相比)" in words(again)
    assert "与上次所报相同,没有变化" in words(press(again, "确认并上报")) and len(held(books.home)) == before + 1


def test_a_sheet_of_another_month_than_the_page_says_so_before_it_is_sent(books, monkeypatch, tmp_path):
    books.roll(tmp_path / "花名册.xlsx", SCHOOL)
    path, said = tmp_path / "花名册.xlsx", "表上写的是 2018年12月,本页选的是 2018年11月"
    assert said in words(dropped(books.home, monkeypatch, path, **{"as": OWN, "month": "2018-11"}))
    assert "本页选的是" not in words(dropped(books.home, monkeypatch, path, **{"as": OWN}))


def test_an_empty_register_is_told_as_such_to_a_school_too(own_county, monkeypatch, tmp_path):
    path = template("household", tmp_path / "模板.xlsx")
    text = words(dropped(own_county, monkeypatch, path, **{"as": OWN}))
    assert "户籍登记表:模板.xlsx" in text and "是空白的表" in text and "没有找到要上报的表" not in text


def test_another_schools_file_is_asked_about_and_not_sent(books, monkeypatch, tmp_path):
    books.roll(tmp_path / "别校.xlsx", "2161083001")
    app = dropped(books.home, monkeypatch, tmp_path / "别校.xlsx", **{"as": OWN})
    assert "文件写明的学校不在您的职责范围内" in words(app) and "确认并上报" not in labels(app)
    text = words(press(app, "就是这所学校、这个月"))
    assert "整份退回" in text and "表中的学校与上报学校不符" in text and "确认并上报" not in labels(app)


def test_many_files_stand_in_one_table_and_only_uncertain_ones_are_asked_about(books, monkeypatch, tmp_path):
    sure, unsure, broken = (tmp_path / name for name in ("甲.xlsx", "乙.xlsx", "坏.xlsx"))
    books.roll(sure, SCHOOL)
    books.roll(unsure, "2161083001", title="学籍花名册")
    broken.write_bytes(b"PK\x03\x04 broken")
    before = len(held(books.home))
    app = dropped(books.home, monkeypatch, sure, unsure, broken)
    text = words(app)
    assert "1 份可以上报 · 1 份请确认 · 1 份不能上报" in text and "请确认:乙.xlsx" in text and "不能读取" in text
    press(app, "就是这所学校、这个月")
    assert "请选择学校和月份。" in words(app)
    for asked, answer in (("school-", "2161083001"), ("month-", "2018-12")):
        next(s for s in app.selectbox if s.key.startswith(asked)).select(answer)
    press(app, "就是这所学校、这个月")
    assert "2 份可以上报 · 1 份不能上报" in words(app)
    text = words(press(app, "全部确认并上报(2 份)"))
    assert "已上报" in text and len(held(books.home)) == before + 2
    assert {a.on_behalf for a in held(books.home)[before:]} == {"宽州镇中心小学", "宽州初级中学"}
    assert {a.sender for a in held(books.home)[before:]} == {"白雪"}
    assert "不能上报:坏.xlsx" in text, "what was not sent stays"


def test_signs_that_contradict_the_saved_legend_are_asked_about(books, monkeypatch, tmp_path):
    path = tmp_path / "考勤.xlsx"
    rows = books.attendance(path, SCHOOL, swapped=True)
    app = dropped(books.home, monkeypatch, path, **{"as": OWN})
    text = words(app)
    assert "符号是什么意思:考勤.xlsx" in text and f"0 行可接收 · 待修改 {rows} 行" in text
    signs = [s for s in app.selectbox if "图例与本校以前的图例矛盾" in s.label]
    assert {s.label[0] for s in signs} == {"○", "△"}
    for sign in signs:
        sign.select("R" if sign.label[0] == "○" else "S")
    text = words(press(app, "按此核对"))
    assert f"{rows} 行可接收" in text and "符号是什么意思" not in text
    assert f"接收 {rows} 行" in words(press(app, "确认并上报"))


def test_a_ledger_says_what_it_brings_and_is_taken_over_once(own_county, monkeypatch, tmp_path):
    (name, school, _key), (other, *_) = untold(own_county, 2)
    lines = [[name, school, "2018.11.5", "", "11.12 家访"], [other, "某校", "2018.11.5", "", ""]]
    path = xlsx(tmp_path / "台账.xlsx", ("台账", [["姓名", "学校", "疑似时间", "销号时间", "劝返记录"], *lines]))
    app = dropped(own_county, monkeypatch, path, xlsx(tmp_path / "七长.xlsx", ("七长", POSTS)))
    text = words(app)
    assert "台账:台账.xlsx" in text and "1 行可接收 · 待修改 1 行" in text and "学校无法识别" in text and "B3" in text
    assert "2018-11-05 立案 · 2018-11-12 劝返" in text and "七长.xlsx 是七长名册。请在“七长责任”页登记。" in text
    text = words(press(app, "确认导入台账"))
    assert "已导入台账:台账.xlsx" in text and "确认导入台账" not in labels(app)
    again = dropped(own_county, monkeypatch, path)
    assert "没有新的内容" in words(again) and "确认导入台账" not in labels(again)
    school_eyes = dropped(own_county, monkeypatch, path, **{"as": OWN})
    assert "您的岗位不能导入台账" in words(school_eyes) and "确认导入台账" not in labels(school_eyes)


def test_a_nil_report_is_one_button_and_declared_once(books, monkeypatch):
    app = run(books.home, monkeypatch, "submit", month="2018-12", **{"as": OWN})
    before = len(held(books.home))
    assert "已记录 宽州镇中心小学 2018-12 零报告" in words(press(app, "提交零报告"))
    assert "零报告此前已记录" in words(press(app, "提交零报告"))
    assert [a.is_nil for a in held(books.home)[before:]] == [True]


def test_the_clerk_returns_with_a_reason_and_the_school_reads_it(books, monkeypatch):
    clerk = {"month": "2018-11", "at": SCHOOL}
    app = run(books.home, monkeypatch, "submit", **clerk)
    assert "没有填写原因" in words(press(app, "退回"))
    which = app.selectbox(key="give-back-which")
    which.set_value(next(i for i, label in enumerate(which.options) if "考勤" in label))
    app.text_area(key="give-back-reason").input("缺六(2)班")
    text = words(press(app, "退回"))
    assert "已退回。发布后" in text and "退回:缺六(2)班" in text and "退回 1 份,发布后计入各表" in text
    assert held(books.home)[-1].state == "returned"
    own = run(books.home, monkeypatch, "submit", month="2018-11", **{"as": OWN})
    assert "退回:缺六(2)班" in words(own)
    publish(books.home, AS_OF)
    desk = run(books.home, monkeypatch, "submit", month="2018-11", state="returned")
    assert "只看:退回" in words(desk) and "宽州镇中心小学" in words(desk)
    assert "已退回,请更正后重报" in next(c.value for c in desk.code if "请以下学校" in c.value)


LINE = {"school_name": "甲小学", "contact_name": "白干事", "contact_phone": "139", "is_due": 1, "due_on": AS_OF.date(),
        "state": "waiting", "roll_state": "received", "roll_rows_waiting": 0, "roll_late_days": 0,
        "attendance_state": "waiting", "attendance_rows_waiting": 4, "attendance_late_days": 2, "attendance_until": None,
        "classes_gap": 0}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({}, "甲小学(白干事 139):2018年11月考勤表有 4 行待修改。请今日内报送。"),
        ({"state": "missing", "attendance_state": "missing", "attendance_late_days": 17},
         "甲小学(白干事 139):2018年11月考勤表未报。已逾期 17 天,请今日内报送。"),
        ({"state": "missing", "attendance_state": "interim", "attendance_until": date(2018, 11, 20)},
         "甲小学(白干事 139):2018年11月考勤表只报到 11 月 20 日,请补报到月末。已逾期 2 天,请今日内报送。"),
        ({"state": "interim", "attendance_state": "interim", "attendance_until": date(2018, 11, 20), "is_due": 0},
         "甲小学(白干事 139):2018年11月考勤表只报到 11 月 20 日,请补报到月末。请于 12 月 20 日前报送。"),
        ({"state": "missing", "attendance_until": date(2018, 11, 20)},
         "甲小学(白干事 139):2018年11月考勤表有 4 行待修改、考勤表只报到 11 月 20 日,请补报到月末。已逾期 2 天,请今日内报送。"),
        ({"state": "gap", "attendance_state": "received", "classes_gap": 1},
         "甲小学(白干事 139):2018年11月考勤表有 1 个班漏报上课日(花名册上有、考勤表上没有的学生也使全班按未报计),请补报。请今日内报送。"),
        ({"state": "in_progress", "roll_state": "in_progress", "attendance_state": "in_progress", "is_due": 0},
         "甲小学(白干事 139):2018年11月学籍花名册未报、考勤表未报。请于 12 月 20 日前报送。"),
        ({"state": "returned", "attendance_state": "returned", "contact_name": None, "contact_phone": None},
         "甲小学(没有登记联系人):2018年11月考勤表已退回,请更正后重报。请今日内报送。"),
    ],
)  # fmt: skip
def test_one_schools_reminder(changes, text):
    assert reminders.for_one({**LINE, **changes}, "2018-11") == text


def test_nobody_is_reminded_who_has_nothing_to_do():
    assert reminders.for_all([{**LINE, "state": s} for s in ("received", "late", "nil", "holiday")], "2018-11") == ""


def test_a_change_is_one_line_with_what_it_is_weighed_against():
    from baoxue.intake import Change

    assert change_words(Change(None, joined=("王小明",))) == "新在册 1 人(首次上报)"
    assert change_words(Change("2018-11", left=("李芳",), changed_class=("张伟", "刘洋"))) == (
        "不再在册 1 人 · 换班 2 人(与 2018-11 相比)")  # fmt: skip
    assert change_words(Change("2018-11", marks_changed=4)) == "改动 4 个半日(与 2018-11 相比)"
    assert change_words(Change("2018-11")) == "没有变化(与 2018-11 相比)"


def test_a_register_says_what_it_brings_before_it_is_sent_and_stands_among_what_was_sent(
    own_county, monkeypatch, tmp_path
):
    places = open_figures(own_county).aggregate("pg_places").rows
    village = next(p for p in places if p["place_level"] == "village")
    path = xlsx(
        tmp_path / "登记.xlsx",
        ("户籍", register_grid([household(就读学校="宽州镇中心小学")], f"{village['place_name']}户籍登记表")),
    )
    before = len(held(own_county))
    app = dropped(own_county, monkeypatch, path)
    (unit,) = [box for box in app.selectbox if box.label == "报送单位"]
    assert unit.value == village["place"] and "确认并上报" not in labels(app)
    app = press(app, "核对这一份")
    assert "1 行可接收" in words(app) and len(held(own_county)) == before
    text = words(press(app, "确认并上报"))
    assert "接收 1 行" in text and village["place_name"] in text and len(held(own_county)) == before + 1


def test_an_aid_list_without_its_item_asks_for_it_and_a_school_sends_no_register(own_county, monkeypatch, tmp_path):
    aid = xlsx(tmp_path / "发放.xlsx", ("表", register_grid([paid()], "发放名册")))
    app = press(dropped(own_county, monkeypatch, aid, **{"as": OWN}), "核对这一份")
    assert "整份退回" in words(app) and "确认并上报" not in labels(app)
    (item,) = [box for box in app.selectbox if box.label.startswith("资助项目")]
    item.select("boarder")
    text = words(press(app, "核对这一份"))
    assert "整份退回" not in text and "行可接收" in text
    register = xlsx(tmp_path / "登记.xlsx", ("户籍", register_grid([household()], "户籍登记表")))
    assert "您的岗位不上报这种表" in words(dropped(own_county, monkeypatch, register, **{"as": OWN}))


def test_what_was_sent_first_stays_shown_when_the_rest_is_sent(books, monkeypatch, tmp_path):
    aid, roll = (
        xlsx(tmp_path / "寄宿生生活补助.xlsx", ("表", register_grid([paid()], "发放名册"))),
        tmp_path / "花名册.xlsx",
    )
    books.roll(roll, SCHOOL)
    app = press(dropped(books.home, monkeypatch, aid, roll, **{"as": OWN}), "核对这一份")
    (first,) = [b for b in app.button if b.label == "确认并上报" and b.key != "send"]
    first.click()
    app.run()
    text = words(press(app, "确认并上报"))
    assert "寄宿生生活补助.xlsx" in text and "花名册.xlsx" in text

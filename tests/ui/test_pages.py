"""One AppTest a page: full, empty, unreported, out of scope."""

import csv
import re
from collections import Counter

import pytest
from streamlit.testing.v1 import AppTest

from baoxue.settings import ROOT
from baoxue.ui import people, status
from baoxue.wiring import close_all

PAGES = {"today": "今日待办", "monthly": "控辍保学月报", "heads": "七长责任", "ledger": "台账", "case": "号", "attendance": "考勤学籍",
         "checks": "疑点数据", "submit": "上报", "elsewhere": "县外就读", "targets": "年度任务", "review": "季评", "lists": "上级名单", "aid": "资助",
         "handover": "招生衔接"}  # fmt: skip


def run(home, monkeypatch, page: str, pressed: dict | None = None, **params) -> AppTest:
    """The frame around one page, for the eyes and place that the parameters name; ``pressed``: what was pressed before, by session key."""
    close_all()
    monkeypatch.setenv("BAOXUE_HOME", str(home))
    monkeypatch.setenv("BAOXUE_AS_OF", "2018-12-20T18:30")
    app = AppTest.from_string(f"from baoxue.ui.shell import run\nrun({page!r})", default_timeout=60)
    for name, value in {"as": "bureau_clerk", **params}.items():
        app.query_params[name] = value
    for name, value in (pressed or {}).items():
        app.session_state[name] = value
    app.run()
    assert not app.exception, app.exception
    return app


def words(app: AppTest) -> str:
    """Everything a visitor reads: the HTML parts and the texts."""
    return " ".join(str(block.proto.body) for block in app.get("html")) + " ".join(str(m.value) for m in app.markdown)


def test_today_is_full_for_the_bureau(county, monkeypatch):
    text = words(run(county.home, monkeypatch, "today"))
    assert "今日待办" in text and "核实(学校、镇村)" in text and "逾期" in text and "汇报口径" in text
    assert "数据版本" in text


@pytest.mark.parametrize(
    ("page", "at"),
    [
        *((page, "610830999") for page in PAGES),
        ("today", "9999999999-P2013-01"),
        ("monthly", "x"),
        *((page, "2161083000-P1999-77") for page in ("today", "ledger", "attendance")),
    ],
)
def test_a_link_to_a_place_that_is_none_shows_no_figures(county, monkeypatch, page, at):
    """Nobody lives there, so everything would be well."""
    app = run(county.home, monkeypatch, page, at=at)
    text = words(app)
    assert (
        f"没有 {at} 这个地区、学校或班级" in text
        and not app.dataframe
        and "没有待我办理" not in text
        and "bx-sum" not in text
    )


def test_a_home_without_data_says_what_to_do(tmp_path, monkeypatch):
    text = words(run(tmp_path, monkeypatch, "today"))
    assert "请先上报并发布" in text


def test_a_ledger_of_a_newer_program_is_said_on_the_screen(tmp_path, monkeypatch):
    from sqlalchemy import text as sql

    from baoxue.ledger import open_ledger

    ledger = open_ledger(tmp_path)
    with ledger.write() as connection:
        connection.execute(sql("update alembic_version set version_num = '0099'"))
    ledger.close()
    said = words(run(tmp_path, monkeypatch, "today"))
    assert "版本 0099" in said and "请更新程序" in said and "出了故障" not in said


def test_a_home_without_posts_says_how_the_first_come_in(county, tmp_path, monkeypatch):
    import shutil

    from sqlalchemy import text as sql

    from baoxue.ledger import open_ledger

    home = tmp_path / "home"
    shutil.copytree(county.home, home)
    ledger = open_ledger(home)
    with ledger.write() as connection:
        guards = connection.execute(sql("select name from sqlite_master where type = 'trigger' and tbl_name = 'post'"))
        for (name,) in guards.all():
            connection.execute(sql(f"drop trigger {name}"))
        connection.execute(sql("delete from post"))
    ledger.close()
    for page in PAGES:
        said = words(run(home, monkeypatch, page))
        assert "posts import" in said and "出了故障" not in said


def test_today_is_of_today_whichever_month_was_looked_at_before(county, monkeypatch):
    now, then = (words(run(county.home, monkeypatch, "today", month=month)) for month in ("2018-12", "2018-11"))
    assert [re.findall(r"截至.*?。", text)[0] for text in (now, then)] == [re.findall(r"截至.*?。", now)[0]] * 2


def test_the_report_of_a_month_that_is_over_says_its_end_and_its_own_open_cases(county, monkeypatch):
    text = words(run(county.home, monkeypatch, "monthly", month="2018-11"))
    said = re.search(r"截至11月30日.*?台账未销号(\d+)人。", text)
    assert said and "本月末 <a href" in text and "逾期" not in said[0]
    assert re.search(r"本月末 <a [^>]*><b>(\d+)</b>", text)[1] == said[1]
    assert "截至12月20日" in words(run(county.home, monkeypatch, "monthly", month="2018-12"))


def test_where_last_months_end_was_corrected_the_page_says_which_of_two_numbers_it_shows(county, monkeypatch):
    from baoxue.wiring import open_figures

    door, found = open_figures(county.home), set()
    for month in door.snapshot.months[-3:]:
        terms = {r["term"]: r["n"] for r in door.aggregate("pg_monthly_flow", month=month, area="610830").rows}
        is_said = "上月末是上月报表当时的数" in words(run(county.home, monkeypatch, "monthly", month=month))
        assert is_said == bool(terms["corrected"])
        found.add(is_said)
    assert found == {True, False}


def test_a_class_has_no_monthly_report_of_its_own_and_shows_its_schools(county, monkeypatch):
    school = "2161083000"
    asked = {"as": f"principal-{school}"}
    own = words(run(county.home, monkeypatch, "monthly", at=school, **asked))
    of_class = words(run(county.home, monkeypatch, "monthly", at=f"{school}-P2013-01", **asked))
    flow = [re.search(r'<p class="bx-flow">.*?</p>', text)[0] for text in (own, of_class)]
    assert flow[0] == flow[1]


@pytest.mark.parametrize(
    "post", ["township_head-610830100", "village_head-610830100200", "principal-2161083000", "county_head"]
)
def test_each_role_sees_its_own(county, monkeypatch, post):
    text = words(run(county.home, monkeypatch, "today", **{"as": post}))
    assert "今日待办" in text or "职责范围" in text


def test_a_post_that_nobody_holds_sees_nothing(county, monkeypatch):
    text = words(run(county.home, monkeypatch, "today", **{"as": "nobody"}))
    assert "不在您的职责范围内" in text
    assert "case=" not in text


@pytest.mark.parametrize("page", [p for p in PAGES if p != "case"])
def test_every_page_is_full_for_the_bureau(county, monkeypatch, page):
    app = run(county.home, monkeypatch, page)
    assert PAGES[page] in words(app)
    assert "出了故障" not in words(app)
    assert "数据版本" in words(app)


def contradicted(county) -> dict:
    """A case of the county whose closing is contradicted."""
    from baoxue.access import viewer_of
    from baoxue.ledger.posts import posts
    from baoxue.wiring import ledger_of, open_figures
    from tests.conftest import AS_OF

    with ledger_of(county.home).read() as connection:
        viewer = viewer_of(posts(connection).to_pylist(), "bureau_clerk", AS_OF.date())
    rows = open_figures(county.home).children("pg_ledger", viewer, as_of=AS_OF, area="610830").rows
    return next(r for r in rows if r["closing_status"] == "closed_contradicted")


def test_a_case_shows_what_contradicts_its_closing_and_leaves_a_trace(own_county, county, monkeypatch):
    row = contradicted(county)
    text = words(run(own_county, monkeypatch, "case", case=row["case_no"]))
    assert row["name"] in text and "销号存疑" in text and "审批日及以前无相反记录" in text
    from baoxue.ledger import traces
    from baoxue.wiring import ledger_of

    with ledger_of(own_county).read() as connection:
        assert [t.viewer for t in traces.traces(connection, row["case_no"])] == ["bureau_clerk"]


def test_another_township_does_not_see_the_case(county, monkeypatch):
    row = contradicted(county)
    other = next(t for t in ("610830101", "610830102", "610830103") if t != row["township_code"])
    text = words(run(county.home, monkeypatch, "case", case=row["case_no"], **{"as": f"township_head-{other}"}))
    assert "不在您的职责范围内" in text and row["name"] not in text


def test_county_leaders_read_masked_names(county, monkeypatch):
    row = contradicted(county)
    text = words(run(county.home, monkeypatch, "ledger", **{"as": "county_head"}))
    assert row["case_no"] in text and row["name"] not in text


def test_not_reported_is_a_state_of_its_own_to_the_screen(county, monkeypatch):
    text = words(run(county.home, monkeypatch, "attendance", month="2018-11"))
    assert "bx-unreported" in text
    assert "未报" in words(run(county.home, monkeypatch, "submit", month="2018-11"))


def test_a_day_that_only_some_classes_reported_is_not_shown_as_a_whole_day():
    from baoxue.ui.attendance_grids import sum_cell

    row = {
        "is_school_day": 1,
        "classes_due": 6,
        "classes_reported": 5,
        "absent_share": 0.0,
        "absent_days": 0,
        "leave_days": 1,
        "due_days": 160,
    }
    assert sum_cell(row)[0] == "p0 bx-part" and "6 个班只报了 5 个" in sum_cell(row)[2]
    assert sum_cell(row | {"classes_reported": 6})[0] == "p0"
    assert sum_cell(row | {"classes_reported": 0})[0] == "unreported"


def test_english_is_a_switch_away(county, monkeypatch):
    assert "Ledger" in words(run(county.home, monkeypatch, "ledger", lang="en"))


def test_a_school_sees_its_months_sent_and_due(county, monkeypatch):
    text = words(run(county.home, monkeypatch, "submit", **{"as": "principal-2161083000"}))
    assert "报送月历" in text and "2018-11" in text and "首次接收" in text
    assert "报送月历" not in words(run(county.home, monkeypatch, "submit"))


def test_a_check_opens_in_either_language(county, monkeypatch):
    assert "有籍无人" in words(run(county.home, monkeypatch, "checks", check="chk_ghost"))
    text = words(run(county.home, monkeypatch, "checks", check="chk_ghost", lang="en"))
    assert "On the roll, never in the seat" in text and "present 0 of" in text and "有籍无人" not in text


def test_a_home_without_data_says_what_to_do_in_english(tmp_path, monkeypatch):
    assert "submit and publish first" in words(run(tmp_path, monkeypatch, "today", lang="en"))


def test_the_two_lines_face_each_other_and_a_post_opens(county, monkeypatch):
    text = words(run(county.home, monkeypatch, "heads"))
    assert "行政线" in text and "教育线" in text and text.index("镇长") < text.index("校长")
    assert "师长" in words(run(county.home, monkeypatch, "heads", head="class_teacher")).split("bx-h2")[1]


@pytest.mark.parametrize(
    ("show", "tab", "chip"),
    [("due_soon", "cases", "due_soon"), ("suspected", "suspected", "all"), ("x", "cases", "all")],
)
def test_a_figure_opens_its_own_part_of_the_ledger(county, monkeypatch, show, tab, chip):
    state = run(county.home, monkeypatch, "ledger", show=show).session_state
    assert (state["tab"], state["show"]) == (tab, chip)


def test_schools_that_did_not_report_stand_on_the_first_page(county, monkeypatch):
    text = words(run(county.home, monkeypatch, "today"))
    assert "未报学校" in text and 'id="silent"' in text and "bx-none" in text


def test_how_a_figure_is_counted_is_said_in_the_readers_language(county, monkeypatch):
    assert "全部个案及销号状态,销号存疑的在前" in words(run(county.home, monkeypatch, "ledger"))
    text = words(run(county.home, monkeypatch, "ledger", lang="en"))
    assert "every case of a place with its closing status" in text


def test_the_ledger_says_each_of_the_nine_statuses_as_often_as_the_key_tells(county, monkeypatch):
    """Every case of the answer key is on the page, once, under its status in words; the first step shows the urgent ones."""
    app = run(county.home, monkeypatch, "ledger")
    cells = table_cells(app)
    assert len(cells) == 20 and "销号存疑" in cells[0] and not any("已销号且稳定" in cell for cell in cells)
    assert [b.key for b in app.button if b.key == "more"]
    app = run(county.home, monkeypatch, "ledger", {"cases-shown": 500})
    assert not [b for b in app.button if b.key == "more"]
    cells = table_cells(app)
    told = Counter(e.closing for e in county.built.expected if e.closing)
    assert told.keys() == status._KINDS.keys()
    with (ROOT / "data" / "reference" / "codes.csv").open(encoding="utf-8", newline="") as file:
        words_of = {r["code"]: r["name_zh"] for r in csv.DictReader(file) if r["code_set"] == "closing_status"}
    said = Counter(next(code for code, text in words_of.items() if text in cell or (code == "observing" and "返校观察" in cell))
                   for cell in cells)  # fmt: skip
    assert {code: said[code] for code in told} == dict(told)


def table_cells(app: AppTest) -> list[str]:
    """The last cell, 销号状态, of each row of the ledger's table."""
    page = next(str(b.proto.body) for b in app.get("html") if 'data-label="销号状态"' in str(b.proto.body))
    return re.findall(r'data-label="销号状态">(.*?)</td>', page)


def test_a_status_paused_by_a_holiday_says_so():
    row = {
        "closing_status": "observing",
        "present_days": 3.0,
        "need_days": 10.0,
        "is_paused": 1,
        "contradicting_days": 0,
    }
    assert "返校观察 3/10 天(假期暂停)" in re.sub("<[^>]*>", "", status.closing(row))


def reviewed(county, story: str) -> str:
    """The school of one story of the quarterly review."""
    return next(told.school for told in county.built.reviews if story in told.story)


def test_the_county_sees_every_unit_and_ranks_and_a_unit_its_own_points_alone(county, monkeypatch):
    text = words(run(county.home, monkeypatch, "review"))
    assert (
        "各镇(按户籍)" in text and "各校(按学籍)" in text and "进行中" in text and "一票否决" in text and "名次" in text
    )
    assert 'class="bx-lost"' in text and "种子 1" in text and "学生少,不排名" in text
    school = reviewed(county, "its own case late")
    text = words(
        run(county.home, monkeypatch, "review", **{"as": f"principal-{school}", "criterion": "written_reports"})
    )
    assert "一百分中可计 80 分(月报 15" in text and "满 60 分的才打分" in text and "学籍管理员" in text
    assert "91.4" in text and "迟(本单位自报)" in text and "13.1" in text and "与中位数之差" in text
    assert "<dt>名次" not in text and "名次</th>" not in text and "各校(按学籍)" not in text


def test_a_review_opens_its_rows_with_names_for_those_responsible_and_masked_for_others(county, monkeypatch):
    hidden = reviewed(county, "hid a poor child")
    full = words(run(county.home, monkeypatch, "review", **{"at": hidden, "criterion": "written_reports"}))
    assert "未上报的学生" in full and "他人发现(县级复核)" in full and "一票否决" in full and "白雪 代 王立平" in full
    leader = words(
        run(county.home, monkeypatch, "review", **{"as": "county_head", "at": hidden, "criterion": "written_reports"})
    )
    assert "未上报的学生" in leader and "*" in leader


def test_a_quarter_without_score_and_a_foreign_unit_say_so(county, monkeypatch):
    none = reviewed(county, "without a case")
    text = words(run(county.home, monkeypatch, "review", **{"at": none, "month": "2018-09"}))
    assert "不足 60 分,不打分" in text and "一百分中可计" in text and "第三季度" in text and "进行中" not in text
    text = words(run(county.home, monkeypatch, "review", **{"as": "township_head-610830100", "at": "2161083000"}))
    assert "季评只向县级和被评单位公开" in text and 'class="bx-lost"' not in text
    assert "不在您的职责范围内" in words(run(county.home, monkeypatch, "review", **{"as": "village_head-610830100200"}))


def test_the_monthly_page_names_the_dropout_rate_with_its_method_or_says_it_is_unknown(county, monkeypatch):
    text = words(run(county.home, monkeypatch, "monthly", month="2018-12"))
    assert "辍学率(个人法,本学年至今)" in text and "学年初在籍" in text and "参考上限" in text
    village = words(run(county.home, monkeypatch, "monthly", at="610830100201", **{"as": "village_head-610830100201"}))
    assert "辍学率(个人法" not in village


def test_a_contradicted_nil_report_stands_before_all_others_and_is_red(county, monkeypatch):
    text = words(run(county.home, monkeypatch, "monthly", month="2018-11"))
    rows = re.findall(r"<tr.*?</tr>", text.split("谁报了")[1].split("</table>")[0])
    first = next(row for row in rows if 'data-label="状态"' in row)
    assert "人达到疑似" in first and "bx-late" in first and "bx-held" not in first


def test_a_school_reads_its_own_row_by_roll_and_no_empty_table(county, monkeypatch):
    """A school stands in no table by household: what opened there was a head without rows."""
    app = run(county.home, monkeypatch, "monthly", month="2018-11", **{"as": "principal-2161083000"})
    form = words(app).split("月报表")[1].split("</table>")[0]
    assert 'data-label="学籍 学籍数"' in form and "line" not in app.session_state
    assert "line" in run(county.home, monkeypatch, "monthly", month="2018-11").session_state


SCHOOL = "2161083000"


def heading(app: AppTest) -> str:
    return re.sub("<[^>]*>", " ", next(str(b.proto.body) for b in app.get("html") if "bx-head" in str(b.proto.body)))


@pytest.mark.parametrize(
    ("post", "title"),
    [
        ("township_head-610830100", "镇长 "),
        ("village_head-610830100200", "村长 "),
        (f"principal-{SCHOOL}", "校长 "),
        (f"class_teacher-{SCHOOL}-P2013-01-2018", "班主任 "),
        ("county_head", "县长 "),
    ],
)
def test_the_head_line_calls_everybody_by_the_title_of_the_post(county, monkeypatch, post, title):
    said = heading(run(county.home, monkeypatch, "today", **{"as": post}))
    assert re.search(rf" {title}\w+ · 2018-12-20", said), said


def test_a_class_is_called_as_people_call_it(county, monkeypatch):
    said = heading(run(county.home, monkeypatch, "attendance", at=f"{SCHOOL}-P2013-01", month="2018-11"))
    assert "六(1)班" in said and "P2013" not in said
    assert people.class_name(f"{SCHOOL}-P2013-01", "2018-07") == "五(1)班"
    assert (people.class_name(SCHOOL, "2018-07"), people.class_name("610830-x", "2018-07")) == ("", "x")


def test_a_schools_units_are_its_classes_by_roll(county, monkeypatch):
    text = words(run(county.home, monkeypatch, "today", **{"as": f"principal-{SCHOOL}"}))
    units = text.split("各班")[1].split("</table>")[0]
    assert "按学籍所在班" in units and 'data-label="学籍数"' in units and 'data-label="适龄"' not in units
    town = words(run(county.home, monkeypatch, "today", at="610830100")).split("各村")[1].split("</table>")[0]
    assert "按户籍所在地" in town and 'data-label="适龄"' in town


def test_a_child_of_no_class_has_no_days_that_a_school_could_have_reported(own_county, monkeypatch):
    from baoxue.access import viewer_of
    from baoxue.ledger.posts import posts
    from baoxue.wiring import ledger_of, open_figures
    from tests.conftest import AS_OF

    with ledger_of(own_county).read() as connection:
        viewer = viewer_of(posts(connection).to_pylist(), "bureau_clerk", AS_OF.date())
    rows = open_figures(own_county).children("pg_ledger", viewer, as_of=AS_OF, area="610830").rows
    seatless = next(r for r in rows if not r["school_name"] and r["is_open"])
    text = words(run(own_county, monkeypatch, "case", case=seatless["case_no"]))
    assert "不在任何班级,无考勤" in text and 'class="bx-c bx-unreported' not in text
    assert ">未报<" not in text.split("销号证据")[1].split("</table>")[0]
    seated = next(r for r in rows if r["school_name"] and r["is_open"])
    assert "不在任何班级,无考勤" not in words(run(own_county, monkeypatch, "case", case=seated["case_no"]))

"""Parts that screens share: hostile values, four kinds of nothing, errors without anybody's data, what is exported."""

import logging
from datetime import date, datetime
from io import BytesIO
from types import SimpleNamespace

import openpyxl
import pyarrow as pa
import pytest

from baoxue.engine.queries import queries
from baoxue.figures.answers import Answer, Foot
from baoxue.figures.contracts import PAGES
from baoxue.gate import errors
from baoxue.ledger import cases
from baoxue.reports.tables import workbook
from baoxue.settings import ROOT
from baoxue.ui import case_parts, export_words, filters, foot, formats, grid, review_parts, status, table, words
from baoxue.ui.table import Column, table_html

HOSTILE = '<img src=x onerror="alert(1)">'


def test_no_value_becomes_markup():
    columns = [Column(HOSTILE, "name", link=lambda r: f"/case?case={HOSTILE}")]
    shown = table_html(columns, [{"name": HOSTILE}], caption=HOSTILE)
    assert "<img" not in shown and shown.count("&lt;img") >= 4


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (formats.whole(0), "0"),
        (formats.whole(None), "—"),
        (formats.whole(-1200), "−1,200"),
        (formats.percent(0.98456), "98.46"),
        (formats.percent(None), "—"),
        (formats.change(-2), "▼2"),
        (formats.change(0), "0"),
        (formats.day(date(2018, 12, 18)), "12-18 周二"),
    ],
)
def test_nothing_and_numbers_keep_apart(shown, expected):
    assert shown == expected


def test_not_reported_looks_unlike_a_number():
    assert "bx-none" in formats.not_reported() and "未报" in formats.not_reported()


SENT = {
    "reported_until": date(2018, 12, 20),
    "rows_waiting": 4,
    "is_nil": False,
    "is_on_time": None,
    "is_corrected": False,
}


@pytest.mark.parametrize(
    ("given", "word", "is_red"),
    [
        ({"state": "missing", "is_due": 1, "late_days": 17}, "逾期 17 天", True),
        ({"state": "missing", "is_due": 0}, "未到期", False),
        ({"state": "in_progress"}, "进行中", False),
        ({**SENT, "state": "interim", "is_missing": 1, "late_days": 2}, "未报", True),
        ({**SENT, "state": "interim", "is_missing": 1, "late_days": 2}, "只报到 12-20", True),
        ({**SENT, "state": "interim", "is_missing": 0, "late_days": 0}, "只报到 12-20", False),
        ({**SENT, "state": "waiting", "is_missing": 1, "late_days": 2}, "4行 · 只报到 12-20", True),
        ({"state": "holiday"}, "假期", False),
        (
            {**SENT, "state": "nil", "is_nil": True, "is_on_time": True, "nil_contradicted_n": 2},
            "考勤有 2 人达到疑似",
            True,
        ),
        ({**SENT, "state": "received", "is_nil": True, "is_on_time": True, "nil_contradicted_n": 0}, "零报告", False),
    ],
)
def test_a_report_is_red_only_once_it_is_overdue(given, word, is_red):
    shown = status.report(given)
    assert word in shown and ("bx-late" in shown) is is_red


def test_a_nil_report_that_attendance_contradicts_wears_no_green_tick():
    row = {**SENT, "state": "received", "is_nil": True, "is_on_time": True, "rows_waiting": 0, "reported_until": None}
    assert "bx-held" in status.report({**row, "nil_contradicted_n": 0})
    assert "bx-held" not in status.report({**row, "nil_contradicted_n": 1})
    desk = {"state": "nil", "is_contradicted": 1, "nil_contradicted_n": 1}
    assert "bx-held" not in status.school_report(desk) and "考勤有 1 人达到疑似" in status.school_report(desk)


def test_an_open_line_of_a_list_says_the_deadline_of_its_case_beside_the_lists_own_day():
    line = {"due_on": date(2018, 12, 25), "is_overdue": 0, "overdue_days": 0,
            "case_due_on": date(2018, 9, 10), "case_is_overdue": 1, "case_overdue_days": 101}  # fmt: skip
    assert "限 12-25 前" in status.line_due(line) and "bx-late" not in status.line_due(line)
    assert "限 09-10 前 逾期 101 天" in status.case_due(line) and "bx-late" in status.case_due(line)
    assert status.case_due(line | {"case_due_on": None}) == "—"


def test_a_long_heading_is_not_as_narrow_as_a_number():
    shown = table_html(
        [Column("其中失学(未入学)", "n", "number"), Column("送教", "n", "number")], [{"n": 1}], caption="x"
    )
    assert 'class="bx-right bx-long">其中失学(未入学)' in shown and 'class="bx-right">送教' in shown


def test_a_fault_is_a_number_for_the_visitor_and_without_data_in_the_log(caplog, monkeypatch):
    said: list[str] = []
    monkeypatch.setattr(errors.st, "html", said.append)
    with caplog.at_level(logging.ERROR, logger="baoxue"):
        try:
            raise ValueError("张小明 610830201101011234")
        except ValueError as error:
            assert errors.on_script_error(error) is True
    number = caplog.messages[0].split()[1].rstrip(":")
    assert number in said[0] and "张小明" not in said[0] + caplog.text and "ValueError" in caplog.text


def test_exported_text_never_becomes_a_formula():
    rows = [{"name": "=1+1", "n": 0, "day": date(2018, 12, 20), "rate": None}]
    content = workbook("台账", list(rows[0]), rows, "1")
    sheet = openpyxl.load_workbook(BytesIO(content)).active
    cells = [cell.value for cell in sheet[2]]
    assert sheet["A2"].data_type == "s" and cells[:2] == ["=1+1", 0] and cells[3] == "—"


def _answer(name: str, ledger_seq: int) -> Answer:
    made = Foot(3, datetime(2018, 12, 20), ledger_seq, "abcdef0123456789", datetime(2018, 12, 20))
    return Answer("pg_ledger", pa.table({"case_no": ["2018-0001"], "name": [name], "pinyin_key": ["zxm"]}), made)


def test_an_export_has_a_name_of_its_own_for_all_it_depends_on_and_never_a_full_name_inside():
    answer = _answer("张小明", 7)
    here = foot.file_name("台账", answer, "P1", "610830", "2018-12")
    assert here == foot.file_name("台账", _answer("张小明", 7), "P1", "610830", "2018-12")
    others = [
        foot.file_name("台账", _answer("张小明", 8), "P1", "610830", "2018-12"),
        foot.file_name("台账", answer, "P2", "610830", "2018-12"),
        foot.file_name("台账", answer, "P1", "610830102", "2018-12"),
    ]
    assert len({here, *others}) == 4
    sheet = openpyxl.load_workbook(BytesIO(foot._content(answer, "台账", "zh", {}))).active
    assert [[cell.value for cell in row] for row in sheet] == [["编号", "姓名"], ["2018-0001", "张某某"]]


def test_an_export_says_words_for_columns_flags_and_codes_and_hides_nothing_it_has_no_word_for():
    given = {"child_key": [7], "case_no": ["2018-0001"], "closing_status": ["closed_contradicted"], "state": ["other"],
             "is_open": [0], "is_poor": [None], "unheard_of": [3]}  # fmt: skip
    words = {("closing_status", "closed_contradicted"): ("销号存疑", "closing in doubt")}
    answer = Answer("pg_ledger", pa.table(given), _answer("张", 1).foot)
    heads, rows = export_words.said(answer, "zh", words)
    assert heads == ["编号", "销号状态", "状态", "是否未销号", "建档立卡", "unheard_of"]
    assert list(rows[0].values()) == ["2018-0001", "销号存疑", "other", "否", None, 3]
    english = export_words.said(answer, "en", words)[1][0]
    assert "closing in doubt" in english.values() and "no" in english.values()
    for name in foot._MAIN.values():
        shape = Answer(name, pa.schema(list(PAGES[name].items())).empty_table(), answer.foot)
        told = export_words.said(shape, "zh", words)[0]
        assert len(set(told)) == len(told) and not [head for head in told if head.isascii()], name
    few = {"line": ["student"], "attendance_rate": [0.5], "rate_hidden": [1]}
    assert (
        export_words.said(Answer("pg_monthly_report", pa.table(few), answer.foot), "zh", {})[1][0]["学籍 出勤率"]
        is None
    )


def test_an_export_calls_a_check_by_its_title():
    named = SimpleNamespace(figures=SimpleNamespace(header=lambda name: queries(ROOT / "queries")[name].header))
    given = {"check_name": ["chk_ghost", "chk_register_word"], "n": [1, 0]}
    answer = Answer("pg_checks", pa.table(given), _answer("张", 1).foot)
    rows = export_words.said(answer, "zh", foot._words(named, answer))[1]
    assert rows[0]["疑点"] == "有籍无人" and "chk_" not in str(rows)


def test_the_export_of_suspicious_data_holds_the_checks_of_aid_that_stand_on_the_screen():
    def asked(name, checks):
        return Answer(name, pa.table({"check_name": list(checks), "n": list(checks.values())}), _answer("张", 1).foot)

    main, aid = asked("pg_checks", {"chk_ghost": 2, "chk_two_rolls": 0}), asked("pg_aid_checks", {"chk_aid_meals": 7, "chk_aid_absent": 0})  # fmt: skip
    whole = foot._shown(SimpleNamespace(asked={"pg_checks": main, "pg_aid_checks": aid}), "pg_checks")
    assert [(r["check_name"], r["n"]) for r in whole.rows][:2] == [("chk_aid_meals", 7), ("chk_ghost", 2)]
    assert len(whole.rows) == 4 and whole.foot == main.foot
    assert foot._shown(SimpleNamespace(asked={"pg_checks": main}), "pg_checks") is main


def test_no_folder_of_pages_lies_beside_the_frame():
    """Streamlit looks for pages/ next to the script it runs, and would run a page from there without the frame."""
    assert (ROOT / "baoxue" / "ui" / "frame.py").exists()
    assert not (ROOT / "baoxue" / "ui" / "pages").exists()


def test_groups_stand_over_their_columns_as_in_the_printed_form():
    columns = [Column("单位", "u"), Column("总数", "a", "number", group="适龄"), Column("送教", "b", "number", group="适龄"),
               Column("新增", "c", "number", group="台账")]  # fmt: skip
    shown = table_html(columns, [{"u": "合计", "a": 1, "b": 0, "c": None}], caption="x")
    assert shown.count("<tr>") == 2 and 'colspan="2" class="bx-group">适龄' in shown and 'rowspan="2">单位' in shown
    assert shown.index("适龄") < shown.index("总数") < shown.index("送教") < shown.index("新增")


def test_two_words_of_which_neither_is_known_leave_the_cell_empty():
    columns = [Column("就读", lambda r: f"{r['school'] or ''} {r['class'] or ''}")]
    shown = table_html(columns, [{"school": None, "class": None}, {"school": "甲校", "class": None}], caption="x")
    assert '<td class="" data-label="就读"></td>' in shown
    assert '<td class="" data-label="就读">甲校</td>' in shown


def test_a_day_of_another_year_says_its_year():
    days = [{"d": date(2018, 12, 18)}, {"d": date(2017, 12, 18)}, {"d": None}]
    shown = table_html([Column("立案", "d", "day")], days, caption="x")
    assert "12-18 周二" in shown and "2017-12-18" in shown and "2018-12-18" not in shown


def test_a_zero_is_plain_and_colour_says_that_there_is_something_to_do(monkeypatch):
    said: list[str] = []
    monkeypatch.setattr(table.st, "html", said.append)
    table.figures_line(
        [table.Figure("逾期", 0, "late", "/x"), table.Figure("今明到期", 2, "soon"), table.Figure("未知", None, "late")]
    )
    assert said[0].count("bx-quiet") == 2 and "bx-soon" in said[0] and "bx-late" not in said[0] and "—" in said[0]
    assert 'href="/x"' not in said[0]


DAY = {"day": date(2018, 12, 7), "is_school_day": 1, "is_reported": 1, "mark_am": "P", "mark_pm": "P"}


@pytest.mark.parametrize(
    ("change", "kind", "text"),
    [
        ({}, "P", ""),
        ({"mark_am": "A"}, "A", "旷½"),
        ({"mark_am": "S", "mark_pm": "S"}, "S", "病"),
        ({"mark_am": None, "mark_pm": None}, "unreported", ""),
        ({"is_reported": 0}, "unreported", ""),
    ],
)
def test_a_day_that_nobody_reported_is_neither_present_nor_absent(change, kind, text):
    assert grid.mark_cell({**DAY, **change})[:2] == (kind, text)


def test_a_strip_shows_dates_and_a_gap_before_each_week():
    shown = grid.strip("2018-12", [DAY, {**DAY, "day": date(2018, 12, 10), "is_reported": 0}])
    assert "十二月" in shown and ">7<" in shown and shown.count("bx-week") == 1 and "bx-unreported bx-week" in shown


def test_part_of_is_one_dash_where_both_are_unknown_or_there_is_nothing_to_be_a_part_of():
    assert (formats.part(None, None), formats.part(0, 0), formats.part(5, 6)) == ("—", "—", "5/6")
    assert (formats.part(0, 6), formats.part(0, 0, 0), formats.part(3, None)) == ("0/6", "0/0/0", "3/—")


def test_a_row_is_found_by_name_pinyin_or_number():
    rows = [
        {"name": "张小明", "pinyin_key": "zxm zhangxiaoming", "case_no": "2018-0001"},
        {"name": None, "pinyin_key": None},
    ]
    for wanted in ("小明", "zxm", "xiaom", "2018-0001"):
        assert filters.found(rows, wanted) == rows[:1]
    assert filters.found(rows, "李") == [] and filters.found(rows, "") == rows


@pytest.fixture
def english():
    words.use("en", [])
    yield
    words.use("zh", [])


def test_what_the_program_enters_is_said_in_the_readers_language(english):
    row = {"post_place": None, "post_head": None, "actor": cases.PROGRAM}
    assert case_parts.acted_by(row) == "the program" and case_parts.acted_by(row | {"actor": "白雪"}) == "白雪"


def test_points_stand_apart_from_their_score_in_english(english):
    row = {"hidden_poor_n": 0, "score": 50.0, "countable": 90.0, "least": 60}
    assert "50 <small>(90 points countable)</small>" in review_parts.score(row)
    items = [{"criterion": c, "points": 15, "earned": 1} for c in ("reports", "visits")]
    said = review_parts.countable(row, items)
    assert "、" not in said and ", visits 15)" in said


def test_a_long_word_may_break_and_a_short_one_never():
    assert "bx-long" in formats.tag("soon", "接收后待修改,只报到 12-20,另有三个班没有上报,请催")
    assert "bx-long" not in formats.tag("late", "限 09-10 前 逾期 101 天")

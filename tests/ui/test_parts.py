"""Parts that screens share: hostile values, four kinds of nothing, errors without anybody's data, what is exported."""

import logging
from datetime import date, datetime
from io import BytesIO

import openpyxl
import pyarrow as pa
import pytest

from baoxue.figures.answers import Answer, Foot
from baoxue.gate import errors
from baoxue.reports.tables import workbook
from baoxue.settings import ROOT
from baoxue.ui import foot, formats, status
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


@pytest.mark.parametrize(
    ("given", "word", "is_red"),
    [
        ({"state": "missing", "is_due": 1, "late_days": 17}, "逾期 17 天", True),
        ({"state": "missing", "is_due": 0}, "未到期", False),
        ({"state": "in_progress"}, "进行中", False),
        ({"state": "holiday"}, "假期", False),
    ],
)
def test_a_report_is_red_only_once_it_is_overdue(given, word, is_red):
    shown = status.report(given)
    assert word in shown and ("bx-late" in shown) is is_red


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
    sheet = openpyxl.load_workbook(BytesIO(foot._content(answer, "台账"))).active
    assert [[cell.value for cell in row] for row in sheet] == [["case_no", "name"], ["2018-0001", "张某某"]]


def test_no_folder_of_pages_lies_beside_the_frame():
    """Streamlit looks for pages/ next to the script it runs, and would run a page from there without the frame."""
    assert (ROOT / "baoxue" / "ui" / "frame.py").exists()
    assert not (ROOT / "baoxue" / "ui" / "pages").exists()

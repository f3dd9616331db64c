"""Messages are said in the reader's language: findings, refusals, the command line."""

import re
from datetime import datetime

import pytest
from typer.testing import CliRunner

from baoxue.cli import app
from baoxue.figures import Refused, Snapshot
from baoxue.intake import submit
from baoxue.intake.catalogue import CATALOGUE
from baoxue.intake.findings import finding
from baoxue.ledger.cases import check_can_append
from baoxue.ledger.errors import Refused as LedgerRefused
from baoxue.reference.rows import Fault
from baoxue.ui import words
from baoxue.words import Code, as_written, msg, translator

ENGLISH = translator("en")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture
def says(monkeypatch):
    """Runs the command line with a language asked for in the environment or by option."""

    def run(home, *words, **environment):
        monkeypatch.setenv("BAOXUE_HOME", str(home))
        monkeypatch.setenv("BAOXUE_AS_OF", "2018-12-20T18:30")
        monkeypatch.delenv("LC_ALL", raising=False)
        monkeypatch.setenv("LANG", environment.pop("LANG", "C.UTF-8"))
        return CliRunner().invoke(app, list(words), env=environment)

    return run


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_every_finding_is_said_in_english(code):
    said = finding(code, "x").words(ENGLISH)
    written = finding(code, "x").words()
    assert said.fault and said.expected and said.todo and not CHINESE.search(said.fault)
    assert (said.fault, said.expected, said.todo) != (written.fault, written.expected, written.todo)


def test_values_of_a_finding_are_said_too():
    found = finding("day_partial", msg("{month}月{day}日", month=12, day=3), detail="other_name")
    assert found.words().found == "12月3日" and "另一姓名" in found.words().expected
    assert found.words(ENGLISH).found != "12月3日" and "another name" in found.words(ENGLISH).expected
    plain = finding("wrong_month", "2018-10", detail="2018-11").words(ENGLISH)
    assert plain.found == "2018-10" and plain.expected.endswith("(2018-11)")
    assert finding("wrong_month", "2018-10").words(ENGLISH).expected == ENGLISH(CATALOGUE["wrong_month"][2])


def test_figures_refuse_in_the_language_of_the_reader():
    snapshot = Snapshot(3, datetime(2018, 12, 20, 18), ("2018-12",), [(2, datetime(2018, 11, 30))])
    with pytest.raises(Refused) as refused:
        snapshot.refuse_before_data(datetime(2018, 12, 1))
    assert "请使用数据版本 2" in str(refused.value) == refused.value.said(as_written)
    assert "use data version 2" in refused.value.said(ENGLISH) and "2018-12-20 18:00" in refused.value.said(ENGLISH)
    assert not CHINESE.search(refused.value.said(ENGLISH))


def test_the_ledger_refuses_in_the_language_of_the_reader():
    with pytest.raises(LedgerRefused) as refused:
        check_can_append("closed", "persuading")
    assert "应为" in str(refused.value) and not CHINESE.search(refused.value.said(ENGLISH))
    assert "expected" in refused.value.said(ENGLISH)
    with pytest.raises(LedgerRefused) as refused:
        check_can_append("notice_served", "suspected")
    assert "状态由“已送达通知书”变为“疑似辍学”" in str(refused.value) and "劝返中 / 已送达通知书" in str(refused.value)
    assert "“notice served” to “suspected”" in refused.value.said(
        ENGLISH
    ) and "persuaded / notice" in refused.value.said(ENGLISH)


def test_a_code_without_a_word_stays_itself():
    assert str(Code("state", "returned")) == "返校观察" and Code("state", "returned").said(ENGLISH).startswith(
        "returned,"
    )
    assert str(Code("state", "unheard")) == Code("state", "unheard").said(ENGLISH) == "unheard"


def test_faults_of_reference_rows_are_said_all_at_once():
    fault = Fault([msg("{path} 第 {line} 行", path="a.csv", line=n) for n in (2, 5)])
    assert str(fault) == "a.csv 第 2 行\na.csv 第 5 行" and fault.said(ENGLISH) == "a.csv line 2\na.csv line 5"


def test_the_command_line_speaks_the_language_asked_for(county, says):
    assert "有籍无人" in says(county.home, "check").output
    for asked in ((["--lang", "en"], {}), ([], {"BAOXUE_LANG": "en"}), ([], {"LANG": "en_GB.UTF-8"})):
        shown = says(county.home, *asked[0], "check", **asked[1])
        assert shown.exit_code == 0 and "On the roll, never in the seat" in shown.output, asked
    assert "有籍无人" in says(county.home, "--lang", "zh", "check", LANG="en_GB.UTF-8").output
    assert says(county.home, "--lang", "fr", "check").exit_code == 2


def test_a_refusal_on_the_command_line_is_said_in_english(county, says):
    shown = says(county.home, "--lang", "en", "figures", "pg_monthly_report", "--month", "2031-01")
    assert shown.exit_code == 2 and "holds no data of 2031-01" in shown.output


def test_findings_on_the_command_line_are_said_in_english(own_county, says, tmp_path):
    file = tmp_path / "empty.xlsx"
    file.touch()
    words = ("submit", str(file), "--from", "2161083000", "--month", "2018-12")
    assert "文件是空的" in says(own_county, *words).output
    shown = says(own_county, "--lang", "en", *words)
    assert shown.exit_code == 2 and "The file is empty" in shown.output and not CHINESE.search(shown.output)
    receipt = submit(own_county, file, "2161083000", "2018-12", "x", datetime(2018, 12, 20))
    assert [f.code for f in receipt.findings] == ["file_empty"]


@pytest.mark.parametrize(
    ("composed", "english"),
    [
        ("请假 12.5 天", "12.5 days of leave"),
        ("到校 0 / 已报 18.0 天", "present 0 of 18.0 reported days"),
        ("期满 2018-11-01", "ended 2018-11-01"),
        ("4 年级,2011-03", "grade 4, 2011-03"),
        ("月表 P-", "monthly sheet P-"),
        ("在该班花名册上", "on this class's roll"),
        (None, ""),
    ],
)
def test_what_a_check_found_is_said_with_its_values(composed, english):
    words.use("zh", [])
    assert words.phrase(composed) == (composed or "")
    words.use("en", [])
    assert words.phrase(composed) == english
    words.use("zh", [])


@pytest.mark.parametrize(("n", "said"), [(0, "0 reports"), (1, "1 report"), (2, "2 reports"), ("1", "1 report")])
def test_one_of_a_thing_is_said_as_one(n, said):
    assert ENGLISH("{n} 份").format(n=n) == msg("{n} 份", n=n).said(ENGLISH) == said
    assert msg("{n} 份", n=n).said() == f"{n} 份"


def test_values_of_a_composed_text_are_counted_too():
    words.use("en", [])
    assert words.phrase("请假 1 天") == "1 day of leave" and words.phrase("请假 0.5 天") == "0.5 days of leave"
    words.use("zh", [])

"""What a line of the 台账 says otherwise than the ledger: recorded where new, waiting where it contradicts, never passed over."""

from datetime import date, datetime, timedelta

import pytest
import sqlalchemy as sa

from baoxue.contracts.ledger_book import OUTCOMES, outcome_in
from baoxue.intake import ledger_lines, submit
from baoxue.ledger.cases import Event, append, heads
from baoxue.ledger.database import open_ledger
from baoxue.ledger.tables import case_event
from tests.intake.made import FIRST, NAMES, grid, home_at, pupils, xlsx
from tests.spec import reference_rows

AT = datetime(2018, 12, 20, 10, 0)
LINE = {"name": NAMES[0], "school": FIRST, "since": "2018-10-08", "tier": "疑似", "cause": "厌学",
        "attempts": "11.12 家访 见父", "result": "", "closed": ""}  # fmt: skip


@pytest.fixture
def home(tmp_path):
    home = home_at(tmp_path / "home")
    path = xlsx(tmp_path / "roll.xlsx", ("花名册", grid(pupils(3), "清涧县第一小学花名册")))
    assert submit(home, path, FIRST, "2018-09", "clerk", datetime(2018, 10, 5)).state == "accepted"
    return home


def take(home, later=0, **line):
    """The line sent ``later`` days after the first time; codes of findings, and the events that it brought."""
    done = ledger_lines.import_ledger(home, [LINE | line], AT + timedelta(days=later), "bureau")
    codes = [f.code for f in done.receipt.findings]
    return done.receipt.rows_waiting, codes, [(e.event, e.resulting_state) for one in done.lines for e in one.events]


def events(home):
    with open_ledger(home).read() as connection:
        return [dict(r._mapping) for r in connection.execute(sa.select(case_event).order_by(case_event.c.seq))]


@pytest.mark.parametrize(
    "result",
    ["12.10 未返校", "12.10 答应返校", "12.10 家访,仍未到校,拒绝返校", "12.10 返校后又辍学", "12.10 承诺下周复学", "12.10 没有复学"],
)  # fmt: skip
def test_a_return_that_did_not_come_about_is_none_and_that_is_said(home, result):
    _waiting, codes, made = take(home, result=result)
    assert codes == ["return_unsure"] and made == [("opened", "suspected"), ("persuaded", "suspected")]
    assert f"结果:{result}" in events(home)[0]["note"]


@pytest.mark.parametrize(
    "result",
    ["未返校", "未复学", "答应复学", "转学未果,仍在家", "计划转学", "申请休学", "不去职中", "县外就读,待核", "预计毕业", "拟送教上门", "休学?",
     "县外就读后又辍学在家", "2019.3返校", "未能转学", "转学没办成", "没有去县外就读", "不愿转学", "县外就读未落实", "转学后仍未到校",
     "已转学,后辍学在家"],
)  # fmt: skip
def test_no_case_is_closed_by_what_is_denied_intended_or_taken_back(home, result):
    waiting, codes, made = take(home, result=result, closed="2018-12-10")
    assert (waiting, codes, made, events(home)) == (1, ["outcome_unknown"], [], [])


@pytest.mark.parametrize(
    ("result", "code"),
    [("复学", "returned"), ("12.3 返校", "returned"), ("经多次劝返,12.3 已返校上课", "returned"), ("劝返成功", "returned"),
     ("多次劝返未果,转学至榆林一小", "transferred"), ("随父母县外就读(西安未央区)", "elsewhere"), ("转学到无锡", "transferred"),
     ("经批准休学一年", "suspension"), ("休学申请已批准", "suspension"), ("不能上学", "unfit"), ("未达入学年龄", "under_age"),
     ("没有户口,查无此人", "no_such_person"), ("死亡未销户", "death"), ("因身体原因不能上学", "unfit"), ("送教上门,每月不少于2次", "home_teaching"),
     ("误报,未旷课", "mark_error"), ("已将学籍转入绥德县实验小学", "transferred"), ("县局同意休学一年", "suspension"),
     ("家长申请休学,县局批准休学一年", "suspension"), ("随父母出国,不再回国", "abroad"), ("超龄,不再就读", "over_age"),
     ("初中毕业未升学", "completed"), ("到无锡市县外就读", "elsewhere"), ("按期返校", "returned"), ("12.3返校,未再旷课", "returned"), ("未返校结案", "unreturned"), ("立案依据变更", "ground_changed")],
)  # fmt: skip
def test_what_has_come_about_is_read(result, code):
    assert outcome_in(result, "2018-12") == code


def test_every_outcome_has_words_and_its_own_name_is_one():
    outcomes = [r for r in reference_rows("code").to_pylist() if r["code_set"] == "outcome"]
    assert {r["code"]: outcome_in(r["name_zh"], "2018-12") for r in outcomes} == {
        r["code"]: r["code"] for r in outcomes
    }
    assert set(OUTCOMES) == {r["code"] for r in outcomes}


def test_a_ground_that_changed_clears_the_case(home):
    assert take(home, result="立案依据变更", closed="2018-12-10")[2][-1] == ("cleared", "cleared")


def test_every_word_of_an_outcome_is_read():
    assert {word: outcome_in(word, "2018-12") for words in OUTCOMES.values() for word in words} == {
        word: code for code, words in OUTCOMES.items() for word in words
    }


def test_a_line_sent_again_raises_the_tier(home):
    take(home)
    assert take(home, 1, tier="辍学") == (0, [], [("confirmed", "dropped_out")])
    assert events(home)[-1]["effective_on"] == date(2018, 11, 12)
    assert take(home, 2, tier="辍学") == (0, [], [])
    assert take(home, 3, tier="疑似") == (0, ["tier_kept"], [])
    assert take(home, 4, tier="辍学", attempts="11.12 家访 见父;12.22 家访")[2] == [("persuaded", "persuading")]


def test_a_line_of_a_case_that_the_program_opened_raises_it_before_the_child_is_back(home):
    with open_ledger(home).write() as connection:
        append(connection, [Event(1, "opened", "suspected", date(2018, 11, 5), AT, "系统", reason="run")])
    waiting, codes, made = take(home, tier="辍学", attempts="11.12 家访 见父", result="12.3返校")
    assert (waiting, codes) == (0, ["case_joined"])
    assert made == [
        ("persuaded", "suspected"),
        ("confirmed", "dropped_out"),
        ("returned", "returned"),
        ("corrected", "returned"),
    ]
    assert [e["effective_on"].day for e in events(home)] == [5, 12, 12, 3, 3]
    assert (events(home)[-1]["cause"], events(home)[-1]["note"]) == ("01", "原因:厌学")


def test_a_tier_is_told_where_it_can_no_more_be_raised(home):
    take(home, result="12.3返校")
    assert take(home, 1, tier="辍学", result="12.3返校") == (0, ["tier_kept"], [])


def test_words_that_changed_are_recorded_once(home):
    take(home, result="继续劝返")
    assert take(home, 1, result="下落不明", cause="务工") == (0, [], [("corrected", "suspected")])
    assert (events(home)[-1]["cause"], events(home)[-1]["note"]) == ("02", "原因:务工 | 结果:下落不明")
    assert take(home, 2, result="下落不明", cause="务工") == (0, [], [])
    assert take(home, 3, result="", cause="") == (0, [], [])
    assert take(home, 4, result="继续劝返", cause="务工") == (0, ["words_before"], [])


def test_words_come_before_the_closing_that_comes_with_them(home):
    take(home)
    assert [e for e, _ in take(home, 1, cause="务工", result="转学", closed="2018-12-18")[2]] == ["corrected", "closed"]


@pytest.mark.parametrize(
    "changed",
    [{"result": "", "closed": ""}, {"result": "死亡", "closed": "2018-12-10"}, {"result": "转学", "closed": "2018-12-12"}],
)  # fmt: skip
def test_a_closing_that_reads_otherwise_now_waits(home, changed):
    take(home, result="转学", closed="2018-12-10")
    before = events(home)
    assert take(home, 1, **changed) == (1, ["closing_differs"], [])
    assert events(home) == before
    assert take(home, 2, result="转学", closed="2018-12-10") == (0, [], [])


def test_a_return_told_later_is_not_undone_by_words_or_a_tier_told_before(home):
    take(home)
    take(home, 1, tier="辍学", note="家在山上")
    assert take(home, 7, tier="辍学", note="家在山上", result="12.10返校")[2] == [("returned", "returned")]
    with open_ledger(home).read() as connection:
        assert heads(connection)[1].state == "returned"
    assert take(home, 8, tier="辍学", note="家在山上", result="转学", closed="2018-12-15")[2] == [("closed", "closed")]


def test_books_of_town_and_school_do_not_correct_each_other_for_ever(home):
    take(home, line="1", note="镇册")
    assert take(home, 1, line="17", note="校册")[2] == [("corrected", "suspected")]
    assert take(home, 2, line="1", note="镇册")[2] == take(home, 3, line="17", note="校册")[2] == []


def test_what_changed_beside_a_closing_is_told(home):
    take(home, result="转学", closed="2018-12-10")
    assert take(home, 1, result="转学", closed="2018-12-10", cause="务工") == (0, ["case_closed_kept"], [])


def test_a_line_of_an_earlier_case_is_compared_with_that_case(home):
    take(home, result="转学", closed="2018-11-20")
    take(home, since="2018-12-03", attempts="", cause="务工")
    assert take(home, 1, result="转学", closed="2018-11-20") == (0, [], [])
    assert take(home, 2) == (1, ["closing_differs"], [])


def test_the_words_of_a_contradiction_name_both(home):
    take(home, result="转学", closed="2018-12-10")
    done = ledger_lines.import_ledger(home, [LINE | {"result": "死亡", "closed": "2018-12-10"}], AT, "bureau")
    words = done.receipt.findings[0].words()
    assert words.found == "2018-12-10 死亡" and "2018-12-10 转学" in words.expected

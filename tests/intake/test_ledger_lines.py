"""The existing ledger 台账, taken over line by line."""

from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pytest
import sqlalchemy as sa

from baoxue.contracts.ledger_book import CAUSES, OUTCOMES, code_of, is_attempts, outcome_in, promise_in, read_attempts
from baoxue.intake import ledger_lines, submit, template
from baoxue.intake.ledger_heads import heads_in
from baoxue.ledger.cases import Event, append
from baoxue.ledger.database import open_ledger
from baoxue.ledger.posts import Post, appoint
from baoxue.ledger.tables import case_event, case_head
from tests.intake.made import FIRST, NAMES, SECOND, grid, home_at, pupils, xlsx

AT = datetime(2018, 12, 20, 10, 0)
HEADING = [
    "编号",
    "姓名",
    "学校",
    "年级",
    "疑似/辍学时间",
    "原因",
    "责任人",
    "劝返次数",
    "劝返记录",
    "结果",
    "销号时间",
    "备注",
]


def import_ledger(*given, **more):
    """The receipt, without the word that this county has no posts to compare with."""
    receipt = ledger_lines.import_ledger(*given, **more).receipt
    return replace(receipt, findings=[f for f in receipt.findings if f.code != "posts_empty"])


@pytest.fixture
def home(tmp_path):
    home = home_at(tmp_path / "home")
    path = xlsx(tmp_path / "roll.xlsx", ("花名册", grid(pupils(8), "清涧县第一小学花名册")))
    assert submit(home, path, FIRST, "2018-09", "clerk", datetime(2018, 10, 5)).state == "accepted"
    return home


def book(tmp_path, *lines, name="台账.xlsx"):
    return xlsx(tmp_path / name, ("台账", [["清涧县控辍保学台账"], HEADING, *lines, ["合计", "", len(lines)]]))


def line(
    name=NAMES[0],
    since="2018.10.8",
    cause="厌学",
    attempts="11.12 家访 见父 答应返校",
    result="",
    closed="",
    school="第一小学",
):
    return [1, name, school, "六年级", since, cause, "镇长 王某", 1, attempts, result, closed, "留守"]


def events(home):
    with open_ledger(home).read() as connection:
        return [dict(r._mapping) for r in connection.execute(sa.select(case_event).order_by(case_event.c.seq))]


def test_a_line_becomes_the_events_of_a_case(home, tmp_path):
    path = book(
        tmp_path, line(attempts="10.12 家访 见父\n11.12 电话 答应返校", result="11.20返校", closed="2018-12-18")
    )
    receipt = import_ledger(home, path, AT, "bureau")
    assert (receipt.state, receipt.rows_accepted, receipt.rows_skipped) == ("accepted", 1, 1)
    made = [(e["event"], e["resulting_state"], e["effective_on"], e["note"]) for e in events(home)]
    assert made == [
        ("opened", "suspected", date(2018, 10, 8), "编号:1 | 原因:厌学 | 责任人:镇长 王某 | 备注:留守"),
        ("persuaded", "suspected", date(2018, 10, 12), "10.12 家访 见父"),
        ("persuaded", "suspected", date(2018, 11, 12), "11.12 电话 答应返校"),
        ("returned", "returned", date(2018, 11, 20), "11.20返校"),
        ("closed", "closed", date(2018, 12, 18), None),
    ]
    assert events(home)[0]["cause"] == "01" and events(home)[-1]["outcome"] == "returned"
    assert {e["recorded_at"] for e in events(home)} == {AT}


def test_importing_again_adds_only_what_is_new(home, tmp_path):
    path = book(tmp_path, line())
    assert not import_ledger(home, path, AT, "bureau").is_unchanged
    assert import_ledger(home, path, AT, "bureau").is_unchanged
    assert len(events(home)) == 2
    more = book(
        tmp_path, line(attempts="11.12 家访 见父 答应返校;12.3 再访", result="转学", closed="2018.12.10"), name="b.xlsx"
    )
    import_ledger(home, more, AT, "bureau")
    assert [e["event"] for e in events(home)] == ["opened", "persuaded", "persuaded", "closed"]


def test_what_is_not_certain_waits_and_changes_nothing(home, tmp_path):
    lines = [line(name="查无"), line(school="某校"), line(since="去年冬天"), line(since=""), line(closed="2018.12.1"),
             line(closed="2018.9.1", result="复学"), line(NAMES[1])]  # fmt: skip
    receipt = import_ledger(home, book(tmp_path, *lines), AT, "bureau")
    assert [f.code for f in receipt.findings if f.severity == "wait"] == [
        "child_unknown", "school_word", "date_unknown", "date_unknown", "outcome_unknown", "date_order"]  # fmt: skip
    assert (receipt.rows_accepted, receipt.rows_waiting) == (1, 6)
    assert {e["child_key"] for e in events(home)} == {2}
    assert [f.cell for f in receipt.findings[:3]] == ["B3", "C4", "E5"]


def test_undated_attempts_stay_texts(home, tmp_path):
    receipt = import_ledger(home, book(tmp_path, line(attempts="多次家访\n9.1 家访")), AT, "bureau")
    assert [f.code for f in receipt.findings] == ["attempt_undated", "attempt_undated", "attempts_differ"]
    (opened,) = events(home)
    assert "劝返:多次家访; 9.1 家访" in opened["note"]


def test_a_second_line_of_a_child_with_an_open_case_joins_it(home, tmp_path):
    import_ledger(home, book(tmp_path, line()), AT, "bureau")
    import_ledger(home, book(tmp_path, line(since="2018.11.1", attempts="12.1 家访"), name="b.xlsx"), AT, "bureau")
    with open_ledger(home).read() as connection:
        assert len(list(connection.execute(sa.select(case_head)))) == 1
    assert [e["event"] for e in events(home)] == ["opened", "persuaded", "persuaded"]


def test_a_line_after_a_closing_is_a_new_episode(home, tmp_path):
    import_ledger(home, book(tmp_path, line(result="复学", closed="2018.11.20")), AT, "bureau")
    import_ledger(home, book(tmp_path, line(since="2018.12.3", attempts=""), name="b.xlsx"), AT, "bureau")
    assert [(e["event"], e["episode_no"]) for e in events(home)][-1] == ("opened", 2)
    refused = import_ledger(home, book(tmp_path, line(since="2018.10.20", attempts="", result="转学", closed="2018.11.1"),
                                       name="c.xlsx"), AT, "bureau")  # fmt: skip
    assert [f.code for f in refused.findings] == ["case_refused"] and len(events(home)) == 4


def heads(home):
    with open_ledger(home).read() as connection:
        return [tuple(r) for r in connection.execute(sa.select(case_head).order_by(case_head.c.opened_on))]


@pytest.mark.parametrize("is_newest_first", [False, True])
def test_a_relapse_in_one_sheet_is_linked_whatever_the_order_of_its_lines(home, tmp_path, is_newest_first):
    old, new = line(result="转学", closed="2018.11.20"), line(since="2018.12.3", attempts="12.5 家访")
    lines = [new, old] if is_newest_first else [old, new]
    done = ledger_lines.import_ledger(home, book(tmp_path, *lines), AT, "bureau")
    assert (done.receipt.state, done.count("opened"), done.relapses) == ("accepted", 2, 1)
    (first, second) = heads(home)
    assert (second[2], second[8]) == (2, first[0])
    assert import_ledger(home, book(tmp_path, *reversed(lines), name="b.xlsx"), AT, "bureau").is_unchanged


def test_two_lines_of_a_child_that_overlap_wait_for_a_word(home, tmp_path):
    twice = book(tmp_path, line(), line(), line(since="2018.11.1", attempts=""))
    receipt = import_ledger(home, twice, AT, "bureau")
    assert [(f.code, f.cell) for f in receipt.findings] == [("ledger_twice", "E4"), ("ledger_twice", "E5")]
    assert (receipt.rows_accepted, receipt.rows_waiting) == (1, 2) and len(heads(home)) == 1


def test_a_line_in_doubt_holds_the_childs_other_lines(home, tmp_path):
    lines = line(result="?", closed="2018.11.20"), line(since="2018.12.3", attempts=""), line(NAMES[1])
    receipt = import_ledger(home, book(tmp_path, *lines), AT, "bureau")
    assert [f.code for f in receipt.findings] == ["outcome_unknown", "ledger_other_waits"]
    assert {e["child_key"] for e in events(home)} == {2}
    mended = [line(result="复学", closed="2018.11.20"), *lines[1:]]
    assert import_ledger(home, book(tmp_path, *mended, name="b.xlsx"), AT, "bureau").state == "accepted"
    assert [e["episode_no"] for e in events(home) if e["child_key"] == 1 and e["event"] == "opened"] == [1, 2]


def test_a_corrected_day_joins_the_case_says_so_and_repeats_no_attempt(home, tmp_path):
    import_ledger(home, book(tmp_path, line()), AT, "bureau")
    receipt = import_ledger(home, book(tmp_path, line(since="2018.10.9"), name="b.xlsx"), AT, "bureau")
    assert [(f.code, f.cell) for f in receipt.findings] == [("case_joined", "E3")] and receipt.state == "accepted"
    assert [e["event"] for e in events(home)] == ["opened", "persuaded"]
    earlier = line(since="2018.9.20", attempts="9.25 家访;11.12 家访 见父 答应返校")
    receipt = import_ledger(home, book(tmp_path, earlier, name="c.xlsx"), AT, "bureau")
    assert [f.code for f in receipt.findings] == ["attempts_differ", "case_joined", "attempt_before"]
    assert len(events(home)) == 2


@pytest.mark.parametrize("state", ["verified", "returned", "notice_served"])
def test_an_attempt_leaves_the_child_where_it_was_that_day(home, tmp_path, state):
    import_ledger(home, book(tmp_path, line(attempts="")), AT, "bureau")
    with open_ledger(home).write() as connection:
        (no, *_rest) = heads(home)[0]
        steps = ["dropped_out", state] if state == "notice_served" else [state]
        acts = [Event(1, "corrected", s, date(2018, 11, 1), AT, "bureau", no) for s in steps]
        append(connection, acts)
    told = line(since="2018.10.9", attempts="10.12 家访;11.12 家访")
    receipt = import_ledger(home, book(tmp_path, told, name="b.xlsx"), AT, "bureau")
    assert receipt.state == "accepted"
    made = [(e["effective_on"].month, e["resulting_state"]) for e in events(home) if e["event"] == "persuaded"]
    assert made == [(10, "suspected"), (11, state)]


def test_a_line_within_a_closed_case_adds_what_the_case_lacks(home, tmp_path):
    import_ledger(home, book(tmp_path, line(result="转学", closed="2018.12.10")), AT, "bureau")
    told = line(since="2018.10.9", attempts="11.20 电话", result="转学", closed="2018.12.5")
    receipt = import_ledger(home, book(tmp_path, told, name="b.xlsx"), AT, "bureau")
    assert [f.code for f in receipt.findings] == ["case_joined"] and len(heads(home)) == 1
    assert [(e["event"], e["effective_on"].day) for e in events(home)] == [
        ("opened", 8), ("persuaded", 12), ("closed", 10), ("persuaded", 20)]  # fmt: skip


def test_an_attempt_written_twice_is_one_and_the_result_keeps_its_words(home, tmp_path):
    lines = (
        line(attempts="11.12 家访;11.12 家访", result="继续劝返"),
        line(NAMES[1], result="转学至榆林", closed="2018.12.3"),
    )
    assert import_ledger(home, book(tmp_path, *lines), AT, "bureau").rows_waiting == 0
    assert [(e["event"], e["note"]) for e in events(home) if e["event"] != "opened"] == [
        ("persuaded", "11.12 家访"), ("persuaded", "11.12 家访 见父 答应返校"), ("closed", "转学至榆林")]  # fmt: skip
    assert events(home)[0]["note"].endswith("结果:继续劝返")


def test_namesakes_need_the_class(home, tmp_path):
    rows = pupils(3)
    rows[1] |= {"姓名": NAMES[0], "班级": "2班"}
    for row, n in zip(rows, (61, 62, 63), strict=True):
        row.update(
            next(r for r in pupils(12)[9:] if r["姓名"] == NAMES[9 + n - 61]) | {k: row[k] for k in ("姓名", "班级")}
        )
    path = xlsx(tmp_path / "r2.xlsx", ("花名册", grid(rows, "清涧县第一小学花名册")))
    submit(home, path, FIRST, "2018-10", "clerk", datetime(2018, 11, 5))
    receipt = import_ledger(home, book(tmp_path, line()), AT, "bureau")
    assert [f.code for f in receipt.findings] == ["child_question"]
    told = line()
    told[3] = "六(2)班"
    assert import_ledger(home, book(tmp_path, told, name="b.xlsx"), AT, "bureau").state == "accepted"


def test_a_promised_day_is_read_where_it_is_certain(home, tmp_path):
    import_ledger(
        home, book(tmp_path, line(attempts="10.12 家访 见父 答应11月1日返校\n11.12 电话 答应返校 12.3 再访")), AT, "x"
    )
    assert [e["promise_on"] for e in events(home)] == [None, date(2018, 11, 1), None]
    said = {
        "承诺2019-02-25返校": date(2019, 2, 25), "约定返校日期:12.13": date(2018, 12, 13), "保证于12.13前复学": date(2018, 12, 13),
        "未答应12.13返校": None, "答应11.5返校": None, "答应12.3返校,又承诺12.9返校": None, "答应12.13再谈": None, "答应2.30返校": None,
    }  # fmt: skip
    assert {text: promise_in(text, date(2018, 11, 12)) for text in said} == said


def test_rows_instead_of_a_file_and_what_is_no_ledger(home, tmp_path):
    rows = [{"name": NAMES[2], "school": FIRST, "since": "2018-11-01", "tier": "辍学", "attempts": "11.5 家访"}]
    assert import_ledger(home, rows, AT, "bureau").state == "accepted"
    assert [e["resulting_state"] for e in events(home)] == ["dropped_out", "persuading"]
    other = xlsx(tmp_path / "x.xlsx", ("x", [["通知"]]))
    assert import_ledger(home, other, AT, "bureau").state == "refused"


def test_words_of_the_ledger():
    assert code_of("因厌学", CAUSES) == "01" and code_of("家庭困难外出打工", CAUSES) is None
    assert code_of("已转学至榆林", OUTCOMES) == "transferred" and code_of("继续劝返", OUTCOMES) is None
    assert code_of("省外在校", OUTCOMES) == "out_province" and code_of("未达入学年龄", OUTCOMES) == "under_age"
    assert is_attempts("第1次劝返") and is_attempts("劝返记录") and not is_attempts("劝返次数")
    since, until = date(2018, 10, 1), date(2019, 2, 1)
    days = [a.day for a in read_attempts("11.12 家访;1.5 电话;3.1 家访;2018.12.3 去;99.1", since, until)]
    assert days == [date(2018, 11, 12), date(2019, 1, 5), None, date(2018, 12, 3), None]


def test_a_count_that_disagrees_with_the_attempts_is_a_finding_and_whom_they_met_is_kept(home, tmp_path):
    receipt = import_ledger(home, book(tmp_path, line(attempts="10.12 家访 见父\n11.12 电话 未见母")), AT, "bureau")
    assert [(f.code, f.cell) for f in receipt.findings] == [("attempts_differ", "H3")] and receipt.state == "accepted"
    assert [e["met"] for e in events(home)] == [None, "父", None]


def numbered(tmp_path, *lines, name="台账.xlsx"):
    grid = [["控辍保学台账"], ["姓名", "身份证号", "学校", "疑似时间", "原因"], *lines]
    return xlsx(tmp_path / name, ("台账", grid))


def test_an_id_number_says_which_child_and_a_damaged_one_waits(home, tmp_path):
    first, second = pupils(2)
    lines = [[first["姓名"], first["身份证件号"], "已经撤并的学校", "2018.10.8", "厌学"],
             [second["姓名"], 6.1083e17, "第一小学", "2018.10.8", "厌学"],
             [second["姓名"], "6.1083E+17", "第一小学", "2018.10.8", "厌学"],
             [NAMES[2], second["身份证件号"], "第一小学", "2018.10.8", "厌学"],
             [NAMES[3], "610830201201010005", "第一小学", "2018.10.8", "厌学"],
             [NAMES[4], "", "第一小学", "2018.10.8", "厌学"]]  # fmt: skip
    receipt = import_ledger(home, numbered(tmp_path, *lines), AT, "bureau")
    assert [(f.code, f.cell) for f in receipt.findings] == [
        ("id_damaged", "B4"), ("id_damaged", "B5"), ("child_question", "B6"), ("id_checksum", "B7")]  # fmt: skip
    assert {e["child_key"] for e in events(home)} == {1, 5}


def test_the_template_filled_by_its_drop_downs_passes(home, tmp_path):
    path = template("ledger", tmp_path / "台账.xlsx")
    filled = openpyxl.load_workbook(path)
    page = filled.active
    offered = {
        page.cell(2, next(iter(v.sqref.ranges)).min_col).value: v.formula1.strip('"').split(",")
        for v in page.data_validations.dataValidation
    }
    assert set(offered) == {"类别", "原因", "结果"}
    assert [code_of(word, CAUSES) for word in offered["原因"]] == list(CAUSES)
    assert [outcome_in(word, "2018-12") for word in offered["结果"]] == list(OUTCOMES)
    values = {"编号": "1", "姓名": NAMES[0], "身份证号": pupils(1)[0]["身份证件号"], "学校": "第一小学",
              "疑似/辍学时间": "20181008", "类别": "辍学", "原因": "厌学", "劝返次数": "2", "第1次劝返": "10.12 家访 见父",
              "第2次劝返": "11.12 电话 答应12.3返校", "结果": "转学", "销号时间": "20181210"}  # fmt: skip
    for cell in page[2]:
        page.cell(3, cell.column).value = values.get(cell.value)
    filled.save(path)
    receipt = import_ledger(home, path, AT, "bureau")
    assert (receipt.state, receipt.findings) == ("accepted", [])
    assert [(e["event"], e["promise_on"]) for e in events(home)] == [
        ("opened", None), ("persuaded", None), ("persuaded", date(2018, 12, 3)), ("closed", None)]  # fmt: skip


def test_who_is_responsible_is_compared_with_the_posts_of_those_days(home, tmp_path):
    said = ledger_lines.import_ledger(home, book(tmp_path, line()), AT, "bureau", rehearse=True).receipt
    assert [(f.code, f.severity) for f in said.findings] == [("posts_empty", "note")]
    held = [Post("principal-1", "principal", "王红", date(2018, 9, 1), date(2018, 10, 31), school_code=FIRST),
            Post("principal-1", "principal", "李军", date(2018, 11, 1), school_code=FIRST),
            Post("principal-2", "principal", "赵明", date(2018, 9, 1), school_code=SECOND),
            Post("township-1", "township_head", "刘建国", date(2018, 9, 1), area_code="610830100"),
            Post("clerk", "bureau_clerk", "白雪", date(2018, 9, 1), area_code="610830")]  # fmt: skip
    with open_ledger(home).write() as connection:
        appoint(connection, held)

    def told(words, **more):
        row = line(**more)
        row[6] = words
        receipt = import_ledger(home, book(tmp_path, row), AT, "bureau", rehearse=True)
        assert receipt.state == "accepted"
        return [(f.code, f.cell, str(f.detail)) for f in receipt.findings]

    for fits in ("校长 王红", "校长李军", "李军(校长)", "白雪", "镇长:刘建国、校长:王红", ""):
        assert told(fits) == []
    assert told("校长 王红", since="2018.11.5") == [("responsible_differs", "G3", "名册:校长 李军")]
    assert told("校长 赵明") == [("responsible_differs", "G3", "名册:校长 王红、校长 李军")]
    assert told("赵明") == [("responsible_differs", "G3", "名册:校长 赵明")]
    assert told("查无此人") == [("responsible_unknown", "G3", "")]
    assert told("村长 某人") == [("responsible_unknown", "G3", "")]
    assert heads_in("镇长 刘建国、王芳(村文书)/张三") == [
        ("township_head", "刘建国"), ("clerk_village", "王芳"), (None, "张三")]  # fmt: skip

"""A list from above: every line kept and matched or asked about, answered, and sent back as it came."""

import json
import shutil
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest
import sqlalchemy as sa
from typer.testing import CliRunner

from baoxue.access import Viewer
from baoxue.access.viewers import Scope
from baoxue.cli import app
from baoxue.desk import lists as desk
from baoxue.desk.list_reply import reply
from baoxue.desk.lists import Answer
from baoxue.ledger import Refused, cases, open_ledger
from baoxue.ledger.identity import Incoming, match, register
from baoxue.ledger.posts import Post, appoint
from baoxue.ledger.tables import case_event, child, list_answer, list_line, trace
from baoxue.publish import publish
from baoxue.reports.list_reply import list_reply
from baoxue.wiring import close_all, open_figures
from tests.desk.test_submit import CLERK, LEADER, OWN, TOWN
from tests.intake.made import FIRST, SECOND, home_at, id_number, pupils, xlsx
from tests.intake.test_broken import changed
from tests.intake.test_forms import on_roll

HEADING = ["序号", "姓名", "身份证号", "户籍地", "疑似类型", "核查结果", "就读学校", "原因", "佐证", "核查人"]
RECEIVED, REPLY = date(2018, 10, 1), date(2018, 10, 20)
VILLAGE, PLACE = "610830100201", "宽州镇王家坪村"
IDS = [id_number(n, date(2008, 1, 1)) for n in range(1, 9)]


@pytest.fixture(scope="session")
def published(tmp_path_factory):
    """A register of: 1 张小明 and 2 李红 with numbers; 3 王平 of the village without one; 4, 5 two 赵强 there, of two schools;
    one pupil on a roll, published on 30 September."""
    made = home_at(tmp_path_factory.mktemp("lists") / "home")
    born = date(2008, 1, 1)
    known = [
        Incoming("张小明", IDS[0], f"G{IDS[0]}", "1", born, FIRST),
        Incoming("李红", IDS[1], f"G{IDS[1]}", "1", born, FIRST),
        Incoming("王平", None, "L610830200801010001", "1", born, FIRST, area_code=VILLAGE),
        Incoming("赵强", None, "L610830200801010002", "1", born, FIRST, area_code=VILLAGE),
        Incoming("赵强", None, "L610830200801010003", "1", born, SECOND, area_code=VILLAGE),
    ]
    ledger = open_ledger(made)
    with ledger.write() as connection:
        register(connection, known, match(connection, known), datetime(2018, 9, 10), "学籍管理员")
    ledger.close()
    on_roll(made, *pupils(1))
    publish(made, datetime(2018, 9, 30, 18))
    return made


@pytest.fixture
def home(published, tmp_path, monkeypatch):
    """A copy of it, looked at on 5 October."""
    close_all()
    monkeypatch.setenv("BAOXUE_AS_OF", "2018-10-05T09:00")
    yield Path(shutil.copytree(published, tmp_path / "home"))
    close_all()


def line(name, number="", place=PLACE, kind="疑似失学", no=1):
    return [no, name, number, place, kind, "", "", "", "", ""]


def taken(home, tmp_path, *rows, reply=REPLY, heading=HEADING):
    path = xlsx(tmp_path / "list.xlsx", ("名单", [["疑似失学名单"], heading, *rows]))
    return desk.receive(home, CLERK, path, "省厅第一批", RECEIVED, reply)


def held(home, table):
    with open_ledger(home).read() as connection:
        return connection.execute(sa.select(table)).all()


@pytest.mark.parametrize(
    ("given", "lost", "match"),
    [
        (line("高无名", "x"), {"C3": "#REF!"}, "question"),
        (line("高无名", "x"), {"C3": "=Z99"}, "question"),
        (line("x", IDS[0]), {"B3": "#N/A"}, "question"),
        (line("张小明", IDS[0], place="x"), {"D3": "#REF!"}, "id"),
        (line("高无名"), {}, "question"),
    ],
)
def test_a_cell_lost_in_the_file_is_told_and_never_read_as_blank(home, tmp_path, given, lost, match):
    """Where it is, and that it is lost: whoever reads “no number” would look for one that the list never had."""
    path = changed(xlsx(tmp_path / "list.xlsx", ("名单", [["疑似失学名单"], HEADING, given])), lost)
    receipt = desk.receive(home, CLERK, path, "省厅第一批", RECEIVED, REPLY)
    assert [f.cell for f in receipt.findings if f.code == "cell_error"] == list(lost)
    (kept,) = held(home, list_line)
    assert kept.match == match


def only(home):
    """The one list of the county, as ``pg_lists`` counts it."""
    (one,) = open_figures(home).aggregate("pg_lists", area="610830").rows
    return SimpleNamespace(**one)


FOUND = [
    #  name       ID number           place            match         child
    ("张小明",    IDS[0],             PLACE,           "id",         1),
    ("张小红",    IDS[1],             PLACE,           "question",   None),  # the number belongs to another name
    ("王平",      IDS[2],             PLACE,           "name_birth", 3),
    ("王平",      IDS[2],             "宽州镇李家沟村", "question",   None),  # born that day, but of another village
    ("赵强",      IDS[3],             PLACE,           "question",   None),  # two of them
    ("张小明",    "6.1083E+17",       PLACE,           "question",   None),  # cut by the spreadsheet
    ("张小明",    6.10830200801e17,   PLACE,           "question",   None),
    ("张小明",    "61083020080101001", PLACE,          "question",   None),  # one digit short
    ("张小明",    "",                 PLACE,           "question",   None),  # neither number nor birth date
    ("孙不在",    IDS[4],             PLACE,           "none",       None),
    ("张小明",    IDS[5],             PLACE,           "none",       None),  # a namesake with a number of its own
]  # fmt: skip


@pytest.mark.parametrize(("name", "number", "place", "how", "key"), FOUND)
def test_a_line_finds_its_child_or_is_asked_about(home, tmp_path, name, number, place, how, key):
    receipt = taken(home, tmp_path, line(name, number, place))
    (kept,) = held(home, list_line)
    assert (kept.match, kept.child_key) == (how, key)
    assert receipt.state == ("waiting" if how == "question" else "accepted")
    assert bool(receipt.findings) == (how == "question")


def test_lines_that_mean_the_same_child_are_asked_about(home, tmp_path):
    receipt = taken(home, tmp_path, line("张小明", IDS[0]), line("张小明", IDS[0], no=2))
    assert receipt.rows_waiting == 2
    assert [kept.line_no for kept in held(home, list_line)] == [1, 2]


def test_the_same_list_changes_nothing_and_a_corrected_one_adds_lines(home, tmp_path):
    first = [line("张小明", IDS[0]), line("孙不在", IDS[4], no=2)]
    assert taken(home, tmp_path, *first).rows_accepted == 2
    again = taken(home, tmp_path, *first)
    assert again.is_unchanged and len(held(home, list_line)) == 2
    taken(home, tmp_path, line("李红", IDS[1]), *first)
    assert [(kept.line_no, kept.name) for kept in held(home, list_line)] == [(1, "张小明"), (2, "孙不在"), (3, "李红")]


def test_a_list_that_contradicts_itself_is_refused_and_changes_nothing(home, tmp_path):
    taken(home, tmp_path, line("张小明", IDS[0]))
    with pytest.raises(Refused) as refused:
        taken(home, tmp_path, line("李红", IDS[1]), reply=date(2018, 10, 25))
    assert refused.value.code == "reply_differs"
    with pytest.raises(Refused) as refused:
        taken(home, tmp_path, [*line("李红", IDS[1]), "x"], heading=[*HEADING, "备注"])
    assert refused.value.code == "columns_differ"
    assert len(held(home, list_line)) == 1
    path = xlsx(tmp_path / "other.xlsx", ("别的", [["班级", "人数"], ["一班", 3]]))
    receipt = desk.receive(home, CLERK, path, "另一份", RECEIVED, REPLY)
    assert receipt.state == "refused" and [f.code for f in receipt.findings] == ["no_form"]


@pytest.mark.parametrize("days", [(date(2018, 10, 6), REPLY), (RECEIVED, date(2018, 9, 30))])
def test_days_that_cannot_be_are_refused(home, tmp_path, days):
    path = xlsx(tmp_path / "list.xlsx", ("名单", [HEADING, line("张小明", IDS[0])]))
    with pytest.raises(Refused) as refused:
        desk.receive(home, CLERK, path, "省厅第一批", *days)
    assert refused.value.code == "days"


def approved(home, number: str, line_no: int, said: Answer) -> None:
    """What the clerk records and the deputy director approves."""
    desk.answer(home, CLERK, number, line_no, said)
    desk.review(home, DEPUTY, number, [line_no])


@pytest.mark.parametrize("viewer", [LEADER, OWN, TOWN])
def test_only_the_bureaus_clerk_keeps_lists(home, tmp_path, viewer):
    taken(home, tmp_path, line("张小明", IDS[0]))
    number = only(home).list_id
    path = tmp_path / "list.xlsx"
    for act in (
        lambda: desk.receive(home, viewer, path, "x", RECEIVED, REPLY),
        lambda: desk.resolve(home, viewer, number, 1, 1),
        lambda: desk.answer(home, viewer, number, 1, CLEARS),
        lambda: desk.candidates(home, viewer, number, 1),
        lambda: desk.accept_proved(home, viewer, number),
        lambda: reply(home, viewer, number),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "not_the_clerk"
    assert not held(home, list_answer) and not held(home, trace)


CLEARS = Answer("at_county_school", "霍老师", "学籍证明", "第一小学")
DEPUTY = Viewer(("deputy_director",), "惠志强", "county_leader", (Scope("county"),))
OPEN = Answer("lost", "霍老师", owner="宽州镇", due_on=date(2018, 10, 30))
FAULTS = [
    (Answer("x", "霍老师", "学籍证明"), "no_code"),
    (Answer("dead", "", "死亡证明"), "no_checker"),
    (Answer("dead", "霍老师"), "no_proof"),
    (Answer("dead", CLERK.name, "死亡证明"), "own_check"),
    (Answer("dead", f"县局 {CLERK.name}", "死亡证明"), "own_check"),
    (Answer("in_province", "霍老师", "学籍证明"), "no_school"),
    (Answer("lost", "霍老师"), "no_owner"),
    (Answer("lost", "霍老师", owner="宽州镇"), "no_owner"),
    (Answer("lost", "霍老师", owner="宽州镇", due_on=date(2018, 10, 4)), "no_owner"),
]


@pytest.mark.parametrize(("said", "code"), FAULTS)
def test_an_answer_that_is_not_whole_is_refused(home, tmp_path, said, code):
    taken(home, tmp_path, line("孙不在", IDS[4]))
    with pytest.raises(Refused) as refused:
        desk.answer(home, CLERK, only(home).list_id, 1, said)
    assert refused.value.code == code and not held(home, list_answer)


def test_nobody_of_that_name_is_no_answer_about_a_child_of_the_register(home, tmp_path):
    taken(home, tmp_path, line("张小明", IDS[0]))
    number = only(home).list_id
    with pytest.raises(Refused) as refused:
        desk.answer(home, CLERK, number, 1, Answer("no_such_person", "霍老师", "村委会证明"))
    assert refused.value.code == "is_known" and not held(home, list_answer)
    desk.resolve(home, CLERK, number, 1, None)
    desk.answer(home, CLERK, number, 1, Answer("no_such_person", "霍老师", "村委会证明"))


def test_a_question_is_settled_before_it_is_answered(home, tmp_path):
    taken(home, tmp_path, line("赵强", IDS[3]))
    number = only(home).list_id
    with pytest.raises(Refused) as refused:
        desk.answer(home, CLERK, number, 1, CLEARS)
    assert refused.value.code == "not_resolved"
    with pytest.raises(Refused) as refused:
        desk.resolve(home, CLERK, number, 1, 99)
    assert refused.value.code == "no_child"
    desk.resolve(home, CLERK, number, 1, 4)
    approved(home, number, 1, CLEARS)
    assert [(kept.match, kept.child_key) for kept in held(home, list_line)] == [("question", None), ("chosen", 4)]
    desk.resolve(home, CLERK, number, 1, None)
    (row,) = desk.worked(home, CLERK, number)
    assert (row["match"], row["state"]) == ("none", "answered") and row["child_key"] < 0


@pytest.mark.parametrize(("code", "state"), [("dropped_out", "verified"), ("lost", "suspected")])
def test_a_child_who_is_out_of_school_stands_in_the_ledger_once(home, tmp_path, code, state):
    taken(home, tmp_path, line("张小明", IDS[0]))
    number = only(home).list_id
    said = Answer(code, "霍老师", owner="宽州镇", due_on=date(2018, 10, 30))
    case_no = desk.answer(home, CLERK, number, 1, said)
    assert desk.answer(home, CLERK, number, 1, said) == case_no
    ((key, opened, reason),) = [(e.child_key, e.resulting_state, e.reason) for e in held(home, case_event)]
    assert (key, opened, reason) == (1, state, "list")


def test_a_case_that_stands_open_is_linked(home, tmp_path):
    with open_ledger(home).write() as connection:
        cases.append(connection, [cases.Event(1, "opened", "suspected", date(2018, 9, 20), datetime(2018, 9, 20), "x")])
    taken(home, tmp_path, line("张小明", IDS[0]))
    assert desk.answer(home, CLERK, only(home).list_id, 1, OPEN) == "2018-0001"
    assert len(held(home, case_event)) == 1


def test_who_is_not_in_the_register_opens_no_case_and_has_an_owner(home, tmp_path):
    taken(home, tmp_path, line("孙不在", IDS[4]))
    assert desk.answer(home, CLERK, only(home).list_id, 1, OPEN) is None
    assert not held(home, case_event) and len(held(home, child)) == 6


def test_progress_adds_up_and_knows_what_is_overdue(home, tmp_path, monkeypatch):
    rows = [line("张小明", IDS[0]), line("李红", IDS[1]), line("孙不在", IDS[4]), line("赵强", IDS[3])]
    taken(home, tmp_path, *rows)
    number = only(home).list_id
    approved(home, number, 1, CLEARS)
    desk.answer(home, CLERK, number, 2, Answer("unverified", "霍老师", owner="县局", due_on=date(2018, 10, 8)))
    drawn = [
        # today         lines questions matched open answered overdue
        ("2018-10-08", (4,    1,        1,      1,   1,       0)),
        ("2018-10-09", (4,    1,        1,      1,   1,       1)),
        ("2018-10-20", (4,    1,        1,      1,   1,       1)),
        ("2018-10-21", (4,    1,        1,      1,   1,       3)),
    ]  # fmt: skip
    for today, numbers in drawn:
        monkeypatch.setenv("BAOXUE_AS_OF", f"{today}T09:00")
        p = only(home)
        assert (p.lines_n, p.questions_n, p.matched_n, p.open_n, p.answered_n, p.overdue_n) == numbers, today
    monkeypatch.setenv("BAOXUE_AS_OF", "2018-10-21T09:00")
    desk.answer(home, CLERK, number, 2, CLEARS)
    assert (only(home).open_n, only(home).answered_n) == (0, 1)
    desk.review(home, DEPUTY, number, [2])
    assert (only(home).open_n, only(home).answered_n, only(home).overdue_n) == (0, 2, 2)


def test_it_goes_back_in_the_columns_and_order_in_which_it_came(home, tmp_path):
    rows = [line("赵强", "6.1083E+17", no=7), line("张小明", IDS[0], no=8), line("李红", IDS[1], no=9)]
    taken(home, tmp_path, *rows)
    number = only(home).list_id
    approved(home, number, 2, CLEARS)
    desk.answer(home, CLERK, number, 3, Answer("lost", "霍老师", cause="随父母外出", owner="宽州镇",
                                               due_on=date(2018, 10, 30)))  # fmt: skip
    path = tmp_path / "reply.xlsx"
    path.write_bytes(list_reply(*reply(home, CLERK, number)))
    written = [[cell.value for cell in row] for row in openpyxl.load_workbook(path).active.iter_rows()]
    assert written == [
        ["疑似失学名单", *[None] * 9],
        HEADING,
        [7, "赵强", "6.1083E+17", PLACE, "疑似失学", None, None, None, None, None],
        [8, "张小明", IDS[0], PLACE, "疑似失学", "已在本县在校", "第一小学", None, "学籍证明", "霍老师"],
        [9, "李红", IDS[1], PLACE, "疑似失学", "失联", None, "随父母外出;责任人:宽州镇,2018-10-30前", None, "霍老师"],
    ]
    assert [(t.act, t.subject) for t in held(home, trace)] == [("export", number)]


def test_answers_find_a_column_where_the_list_has_none(home, tmp_path):
    heading = HEADING[:5]
    taken(home, tmp_path, line("张小明", IDS[0])[:5], heading=heading)
    number = only(home).list_id
    approved(home, number, 1, CLEARS)
    labels, rows, _ = reply(home, CLERK, number)
    assert labels == HEADING and rows[0][5:] == ["已在本县在校", "第一小学", "", "学籍证明", "霍老师"]


def test_a_formula_in_a_name_stays_a_text(home, tmp_path):
    content = list_reply(["姓名"], [["=1+1"]])
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    assert openpyxl.load_workbook(path).active["A2"].data_type == "s"


def test_lines_of_an_unknown_list_are_refused(home):
    for act in (desk.worked, reply):
        with pytest.raises(Refused) as refused:
            act(home, CLERK, "nothing")
        assert refused.value.code == "no_list"
    with pytest.raises(Refused) as refused:
        desk.answer(home, CLERK, "nothing", 1, CLEARS)
    assert refused.value.code == "no_line"


def test_the_commands_carry_a_list_from_import_to_reply(home, tmp_path, monkeypatch):
    monkeypatch.setenv("BAOXUE_HOME", str(home))
    with open_ledger(home).write() as connection:
        appoint(connection, [Post("clerk", "bureau_clerk", "白雪", date(2017, 9, 1)),
                             Post("head", "county_head", "郝县长", date(2017, 9, 1))])  # fmt: skip
    path = xlsx(tmp_path / "list.xlsx", ("名单", [HEADING, line("赵强", IDS[3]), line("张小明", IDS[0])]))

    def run(*words, post="clerk"):
        return CliRunner().invoke(app, ["--lang", "zh", "lists", *map(str, words), "--as", post])

    days = ("--name", "省厅第一批", "--received", RECEIVED, "--reply-by", REPLY)
    assert run("import", path, *days, post="head").exit_code == 2
    assert run("import", path, *days).exit_code == 1
    number = only(home).list_id
    assert run("resolve", number, 1, "--child", 5).exit_code == 0
    proved = ("--checked-by", "霍老师", "--proof", "学籍证明", "--school", "第一小学")
    assert run("answer", number, 1, "--code", "dead", "--checked-by", "霍老师").exit_code == 2
    assert run("answer", number, 1, "--code", "at_county_school", *proved).exit_code == 0
    assert run("review", number, 1).exit_code == 2
    assert run("review", number, 1, post="head").exit_code == 0
    opened = run("answer", number, 2, "--code", "lost", "--checked-by", "霍老师", "--owner", "镇", "--due", REPLY)
    assert "2018-0001" in opened.output
    shown = json.loads(run("show", "--format", "json").output)[0]
    assert (shown["list_id"], shown["lines_n"], shown["open_n"], shown["answered_n"]) == (number, 2, 1, 1)
    shown = json.loads(run("show", "--list", number, "--format", "json").output)
    assert [(row["line_no"], row["match"], row["child_key"]) for row in sorted(shown, key=lambda r: r["line_no"])] == [
        (1, "chosen", 5),
        (2, "id", 1),
    ]
    assert run("export", number, "--to", tmp_path / "reply.xlsx").exit_code == 0
    assert openpyxl.load_workbook(tmp_path / "reply.xlsx").active.max_row == 3

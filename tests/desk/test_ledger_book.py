"""The county's existing ledger through the desk: said beforehand, recorded once, and by whom."""

import pytest

from baoxue.access import viewer_of
from baoxue.contracts.cells import fold
from baoxue.desk import ledger_book as desk
from baoxue.desk.submit import preview
from baoxue.ledger import Refused, cases, traces
from baoxue.ledger.posts import standing
from baoxue.ledger.tables import child
from baoxue.wiring import ledger_of
from tests.conftest import AS_OF
from tests.intake.made import xlsx

HEADING = ["编号", "姓名", "学校", "疑似/辍学时间", "原因", "责任人", "劝返记录", "结果", "销号时间"]


def viewer(home, post="bureau_clerk"):
    with ledger_of(home).read() as connection:
        return viewer_of(standing(connection), post, AS_OF.date())


def untold(home, n):
    """Names and schools of children without a case whose name is one child's."""
    with ledger_of(home).read() as connection:
        held = cases.heads(connection)
        rows = connection.execute(child.select().where(child.c.school_code.is_not(None))).all()
    names = [row.normal_name for row in rows]
    fits = [r for r in rows if r.child_key not in held and names.count(r.normal_name) == 1 and fold(r.name)]
    return [(row.name, row.school_code, row.child_key) for row in fits[:n]]


def book(home, *lines, name="台账.xlsx"):
    path = xlsx(home / name, ("台账", [["控辍保学台账"], HEADING, *lines]))
    return preview(home, name, path.read_bytes())


def line(one, since="2018.11.5", attempts="11.12 家访 见父", result="", closed="", school=None):
    return [1, one[0], school or one[1], since, "厌学", "", attempts, result, closed]


def newest(home):
    with ledger_of(home).read() as connection:
        return cases.heads(connection)


def test_a_ledger_is_recognised_rehearsed_and_recorded_once(home):
    one, other, third = untold(home, 3)
    read = book(home, line(one), line(other, result="转学", closed="2018.12.3"), line(third, school="某校"))
    assert read.kind == "ledger" and not read.is_unreadable
    before = newest(home)
    said = desk.rehearse(home, viewer(home), read.form)
    assert newest(home) == before
    assert (said.receipt.state, said.count("opened"), said.count("persuaded"), said.count("closed")) == (
        "waiting",
        2,
        2,
        1,
    )
    assert [(f.code, f.cell) for f in said.receipt.findings] == [("school_word", "C5")]
    assert said.receipt.marked_copy is None
    done = desk.enter(home, viewer(home), read.form)
    assert [len(t.events) for t in done.fresh] == [2, 3] and done.receipt.marked_copy.exists()
    after = newest(home)
    assert (after[one[2]].state, after[other[2]].state, third[2] in after) == ("suspected", "closed", False)
    again = desk.enter(home, viewer(home), read.form)
    assert again.receipt.is_unchanged and not again.fresh and newest(home) == after
    with ledger_of(home).read() as connection:
        assert [t.act for t in traces.traces(connection, "台账.xlsx")] == ["import_ledger"]
        made = cases.events(connection).to_pylist()
    assert {(e["actor"], e["on_behalf"]) for e in made if e["case_no"] == after[one[2]].case_no} == {
        (viewer(home).name, next(p for p in posts(home) if p["head"] == "director")["person_name"])
    }


def posts(home):
    with ledger_of(home).read() as connection:
        return [p for p in standing(connection) if p["valid_from"] <= AS_OF.date() <= p["valid_to"]]


def test_a_marked_copy_corrected_and_sent_again_brings_the_rest(home):
    one, other = untold(home, 2)
    read = book(home, line(one), line(other, since="去年冬天"))
    copy = desk.enter(home, viewer(home), read.form).receipt.marked_copy
    import openpyxl

    opened = openpyxl.load_workbook(copy)
    opened["台账"]["D4"] = "2018.11.6"
    opened.save(copy)
    again = desk.enter(home, viewer(home), preview(home, copy.name, copy.read_bytes()).form)
    assert again.receipt.state == "accepted" and [t.name for t in again.fresh] == [other[0]]


@pytest.mark.parametrize("post", ["director", "township_head-610830100", "principal-2161083000", "nobody"])
def test_nobody_else_takes_a_ledger_over(home, post):
    before = newest(home)
    for act in (desk.rehearse, desk.enter):
        with pytest.raises(Refused, match="您的岗位不能导入台账"):
            act(home, viewer(home, post), book(home, line(untold(home, 1)[0])).form)
    assert newest(home) == before


@pytest.mark.parametrize("kind", ["roll", "attendance"])
def test_a_schools_sheets_are_no_ledger(home, kind):
    from baoxue.intake import template

    path = template(kind, home / "x.xlsx", "宽州镇中心小学", "2018-11")
    assert preview(home, "x.xlsx", path.read_bytes()).form is None

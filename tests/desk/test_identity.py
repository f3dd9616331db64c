"""A name corrected and two records joined by the bureau: the school's next roll is accepted, screens show the name."""

import json
from datetime import datetime

import pytest
from typer.testing import CliRunner

from baoxue.access import Scope, Viewer, viewer_of
from baoxue.cli import app
from baoxue.desk import identity as desk
from baoxue.intake import Sending, submit, submit_many
from baoxue.intake.accepting import Memory
from baoxue.ledger import Refused, open_ledger, traces
from baoxue.ledger.identity import rename
from baoxue.ledger.posts import posts
from baoxue.wiring import ledger_of, open_figures
from tests.conftest import AS_OF
from tests.intake.made import FIRST, attendance, grid, home_at, pupils, xlsx

AT = datetime(2018, 10, 5, 9, 0)


def command(home, *words):
    return CliRunner().invoke(app, ["identity", *words], env={"BAOXUE_HOME": str(home)})


def viewer(home, post):
    with ledger_of(home).read() as connection:
        return viewer_of(posts(connection).to_pylist(), post, AS_OF.date())


def name_of(home, key):
    return (
        open_figures(home)._instance.run("select name from child_name where child_key = $key", {"key": key}).to_pylist()
    )


def test_the_bureau_corrects_a_name_by_command(home):
    with ledger_of(home).read() as connection:
        key, old = connection.exec_driver_sql("select child_key, name from child order by child_key limit 1").one()
    assert name_of(home, key) == [{"name": old}]
    found = json.loads(command(home, "find", old, "--as", "bureau_clerk", "--format", "json").stdout)
    assert key in {row["child_key"] for row in found} and found[0]["id_number"]
    done = command(home, "rename", str(key), "欧阳海棠", "--reason", "户口簿", "--as", "bureau_clerk")
    assert done.exit_code == 0 and "已登记,台账号" in done.stdout
    assert name_of(home, key) == [{"name": "欧阳海棠"}]
    (act,) = json.loads(command(home, "show", str(key), "--as", "bureau_clerk", "--format", "json").stdout)
    assert (act["kind"], act["old"], act["new"], act["reason"]) == ("renamed", old, "欧阳海棠", "户口簿")
    assert act["actor"] and act["recorded_at"].startswith("2018-12-20")
    with ledger_of(home).read() as connection:
        assert {trace.act for trace in traces.traces(connection)} >= {"find_child", "show_child"}


@pytest.mark.parametrize(
    "words", [("find", "王"), ("show", "1"), ("rename", "1", "王二", "--reason", "户口簿"), ("merge", "1", "2", "--reason", "同一人")]
)  # fmt: skip
def test_nobody_but_the_bureaus_clerk_may(home, words):
    with ledger_of(home).read() as connection:
        other = next(p["post_id"] for p in posts(connection).to_pylist() if p["head"] == "clerk_school")
    done = command(home, *words, "--as", other)
    assert done.exit_code == 2 and "县局经办人" in done.output


@pytest.mark.parametrize("name, reason", [("王小明2", "户口簿"), ("", "户口簿"), ("王二", " "), ("王二", "x" * 501)])
def test_a_name_that_is_none_or_an_act_without_a_reason_is_refused(home, name, reason):
    with pytest.raises(Refused):
        desk.rename(home, viewer(home, "bureau_clerk"), 1, name, reason)
    with ledger_of(home).read() as connection:
        assert not connection.exec_driver_sql("select 1 from child_link where kind = 'renamed'").first()


def test_the_next_roll_and_sheet_go_by_the_corrected_name(tmp_path):
    home, rows = home_at(tmp_path / "home"), pupils(4)
    memory = Memory(home)

    def send(table, month):
        return submit_many(
            home, [Sending(xlsx(tmp_path / "a.xlsx", ("表", table)), FIRST, month, "t", AT)], memory=memory
        )[0]

    assert send(grid(rows), "2018-09").state == "accepted"
    corrected = [rows[0] | {"姓名": "王晓明"}, *rows[1:]]
    title = "清涧县第一小学2018年10月学生花名册"
    asked = send(grid(corrected, title), "2018-10")
    (found,) = [f for f in asked.findings if f.severity == "wait"]
    assert found.code == "child_question" and "县局" in found.words().todo and "更正登记的姓名" in found.words().todo
    with open_ledger(home).write() as connection:
        (key,) = connection.exec_driver_sql("select child_key from child where name = '王小明'").one()
        rename(connection, key, "王晓明", "户口簿", "基教股", AT)
    assert (send(grid(corrected, title), "2018-10").rows_waiting) == 0
    assert send(attendance([p["姓名"] for p in corrected]), "2018-09").state == "accepted"
    assert send(grid(rows, title), "2018-10").rows_waiting == 1


def test_two_records_of_one_child_are_joined_and_the_roll_is_accepted(tmp_path, monkeypatch):
    home, rows = home_at(tmp_path / "home"), pupils(3)

    def send(month, **cells):
        table = grid([rows[0] | cells, *rows[1:]], "花名册")
        return submit(home, xlsx(tmp_path / "a.xlsx", ("表", table)), FIRST, month, "t", AT)

    temporary = "L610830201001010001"
    first = send("2018-08", 身份证件号="", 全国学籍号=temporary, 出生日期="20100101")
    second = send("2018-09", 全国学籍号="")
    both = send("2018-10", 全国学籍号=temporary)
    assert [receipt.rows_waiting for receipt in (first, second, both)] == [0, 0, 1]
    assert [f.detail for f in both.findings if f.severity == "wait"] == ["two_children"]
    monkeypatch.setattr(desk, "check_can_correct_identity", lambda viewer: None)
    clerk = Viewer(("c",), "张", "bureau_clerk", (Scope("county"),))
    old, new = (row["child_key"] for row in desk.find(home, clerk, rows[0]["姓名"]))
    assert desk.merge(home, clerk, old, new, "同一户口簿") > 0
    assert [row["stands_for"] for row in desk.find(home, clerk, temporary)] == [new]
    shown = {row["child_key"]: (row["id_number"], row["student_number"], row["stands_for"])
             for row in desk.find(home, clerk, rows[0]["姓名"])}  # fmt: skip
    assert shown == {old: (None, temporary, new), new: (rows[0]["身份证件号"], temporary, None)}
    assert [(act["other_key"], act["child_key"]) for act in desk.acts(home, clerk, old)] == [(old, new)]
    with pytest.raises(Refused, match="没有记录 999"):
        desk.acts(home, clerk, 999)
    assert send("2018-10", 全国学籍号=temporary).rows_waiting == 0

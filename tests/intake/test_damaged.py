"""A damaged file of the store stops the books that need it, by name, and no other of the batch."""

from dataclasses import replace
from datetime import datetime

import pytest

from baoxue.intake import Sending, rehearse, submit_many
from baoxue.intake.accepting import Memory
from baoxue.ledger import open_ledger, submissions
from baoxue.store import SUBMISSIONS, Store
from tests.intake.made import FIRST, SECOND, attendance, grid, home_at, pupils, xlsx

AT = datetime(2018, 11, 12, 9)
LATER = attendance([row["姓名"] for row in pupils()], [8, 9, 10], title="六年级(1)班 2018年10月考勤表")


@pytest.fixture
def home(tmp_path):
    """Each of two schools has a roll of September; that of the first is damaged."""
    home = home_at(tmp_path / "home")
    others = [row | {"身份证件号": "", "全国学籍号": f"L61083020180901{n:04d}"} for n, row in enumerate(pupils())]
    sent = submit_many(home, [rolled(home, pupils(), FIRST), rolled(home, others, SECOND)])
    assert [receipt.state for receipt in sent] == ["accepted", "accepted"]
    return home


def rolled(home, rows, school, month="2018-09"):
    return Sending(xlsx(home / f"{school}-{month}.xlsx", ("花名册", grid(rows, "花名册"))), school, month, "t", AT)


def sheet(home, school):
    return Sending(xlsx(home / f"{school}.xlsx", ("考勤", LATER)), school, "2018-10", "t", AT)


def damage(home, school):
    with open_ledger(home).read() as connection:
        sha = submissions.attempts(connection, "roll", school_code=school)[0].normal_sha
    path = Store(home).path(sha, SUBMISSIONS)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.chmod(0o644)
    path.write_bytes(content)
    return path


def recorded(home, query="select school_code, state from submission where month = '2018-10'"):
    with open_ledger(home).read() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(query)]


def test_the_sheet_that_needs_it_is_refused_by_name_and_the_other_schools_is_accepted(home):
    path = damage(home, FIRST)
    sent = [sheet(home, SECOND), sheet(home, FIRST), replace(sheet(home, SECOND), sender="b")]
    said = rehearse(home, sent)
    done = submit_many(home, sent)
    for answers in (said, done):
        assert [answer.state for answer in answers] == ["accepted", "refused", "accepted"]
        assert [(f.code, f.found) for f in answers[1].findings] == [("store_damaged", str(path))]
    assert recorded(home) == [(SECOND, "accepted"), (FIRST, "refused")]


def test_restored_the_same_file_is_accepted(home):
    path = damage(home, FIRST)
    assert submit_many(home, [sheet(home, FIRST)])[0].state == "refused"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    (done,) = submit_many(home, [sheet(home, FIRST)])
    assert done.state == "accepted" and not done.is_unchanged


def test_a_roll_refused_half_way_leaves_nothing_and_what_was_sent_before_it_stands(home):
    """The October sheet that stood is damaged: the roll beside it is read, and its children matched, before that is seen."""
    assert submit_many(home, [sheet(home, FIRST)])[0].state == "accepted"
    with open_ledger(home).read() as connection:
        sha = connection.exec_driver_sql("select normal_sha from submission where kind = 'attendance'").scalar_one()
    Store(home).path(sha, SUBMISSIONS).unlink()
    children = recorded(home, "select max(child_key) from child")
    added = pupils(10)
    memory = Memory(home)
    first, second = submit_many(
        home, [rolled(home, added, FIRST, "2018-10"), rolled(home, added[8:9], SECOND, "2018-10")], memory=memory
    )
    assert (first.state, [f.code for f in first.findings]) == ("refused", ["store_damaged"])
    assert second.state == "accepted"
    assert recorded(home, "select child_key, name, school_code from child where child_key > 16") == [
        (children[0][0] + 1, added[8]["姓名"], SECOND)]  # fmt: skip
    title = "六年级(1)班 2018年11月考勤表"
    nine = attendance([row["姓名"] for row in added[:9]], [5, 6, 7], title=title)
    november = Sending(xlsx(home / "nine.xlsx", ("考勤", nine)), FIRST, "2018-11", "t", AT)
    whole, half = rolled(home, added[:9], FIRST, "2018-11"), rolled(home, added, FIRST, "2018-10")
    again = submit_many(home, [whole, half, november], memory=memory)
    assert [receipt.state for receipt in again] == ["accepted", "refused", "accepted"]

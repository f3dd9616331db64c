"""Acts of a viewer on what schools send: who may, what a rehearsal says, and that done twice is done once."""

from datetime import datetime
from hashlib import sha256

import pytest

from baoxue.access import Scope, Viewer
from baoxue.desk import permits
from baoxue.desk import submit as desk
from baoxue.desk.submit import Outgoing
from baoxue.intake import Change
from baoxue.ledger import Refused, open_ledger, submissions
from baoxue.ledger.posts import Post, appoint
from tests.intake.made import FIRST, NAMES, SECOND, attendance, grid, home_at, pupils, xlsx

CLERK = Viewer(("bureau_clerk",), "白雪", "bureau_clerk", (Scope("county"),))
OWN = Viewer(("principal-1",), "马校长", "principal", (Scope("school", (FIRST,)),))
CENTRAL = Viewer(("central-1",), "师中心", "central_school", (Scope("school", (FIRST, SECOND)),))
LEADER = Viewer(("county_head",), "郝县长", "county_leader", (Scope("county"),))
TOWN = Viewer(("town",), "刘建国", "township_head", (Scope("area", ("610830100",)),))
INSPECTOR = Viewer(("inspector",), "高督学", "inspector", (Scope("school", (FIRST,)),))
TEACHER = Viewer(("teacher",), "霍老师", "class_teacher", (Scope("class", (f"{FIRST}-P2013-01",)),))


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("BAOXUE_AS_OF", "2018-10-05T09:00")
    made = home_at(tmp_path / "home")
    ledger = open_ledger(made)
    with ledger.write() as connection:
        appoint(connection, [
            Post("principal-1", "principal", "马校长", datetime(2017, 9, 1).date(), school_code=FIRST),
            Post("central-1", "central_school", "师中心", datetime(2017, 9, 1).date(), school_code=SECOND),
        ])  # fmt: skip
    ledger.close()
    return made


def outgoing(home, tmp_path, rows, name="花名册.xlsx", school=FIRST, month="2018-09", **more):
    path = xlsx(tmp_path / "x.xlsx", ("表", rows))
    return Outgoing(desk.preview(home, name, path.read_bytes()), school, month, "清涧县第一小学", **more)


def roll(home, tmp_path, size=6, **more):
    return outgoing(home, tmp_path, grid(pupils(size)), **more)


def held(home):
    with open_ledger(home).read() as connection:
        return submissions.attempts(connection)


def everything(home):
    """Every file of a home by its content, the ledger by its rows."""
    files = {
        p.relative_to(home): sha256(p.read_bytes()).hexdigest() for p in (home / "store").rglob("*") if p.is_file()
    }
    ledger = open_ledger(home)
    with ledger.read() as connection:
        tables = connection.exec_driver_sql("select name from sqlite_master where type = 'table'").scalars().all()
        rows = {name: connection.exec_driver_sql(f"select * from {name}").all() for name in tables}  # noqa: S608
    ledger.close()
    return files, rows


@pytest.mark.parametrize(
    ("viewer", "first", "second"),
    [(CLERK, True, True), (OWN, True, False), (CENTRAL, True, True), (LEADER, False, False), (TOWN, False, False),
     (INSPECTOR, False, False), (TEACHER, False, False)],
)  # fmt: skip
def test_who_may_send_for_which_school(viewer, first, second):
    assert (permits.can_submit(viewer, FIRST), permits.can_submit(viewer, SECOND)) == (first, second)


def test_only_the_bureaus_clerk_returns_and_publishes(home):
    assert [permits.can_publish(v) for v in (CLERK, OWN, CENTRAL, LEADER)] == [True, False, False, False]
    assert [permits.can_give_back(v, FIRST) for v in (CLERK, OWN, CENTRAL, LEADER)] == [True, False, False, False]
    with pytest.raises(Refused, match="不能发布"):
        desk.publishing(home, OWN)


def test_a_publication_says_its_steps_or_what_stood_in_the_way(home, tmp_path):
    def said(language="zh"):
        return list(desk.publishing(home, CLERK, language))

    assert said() == ["还没有接收任何学籍花名册,没有可发布的数据", "ok"]
    assert said("en")[0] == "No roll has been accepted yet, so there is nothing to publish"
    desk.send(home, CLERK, [roll(home, tmp_path)])
    *steps, last = said()
    assert last == "ok" and any(line.startswith("发布数据版本 1") for line in steps)
    (home / "ledger.sqlite").write_bytes(b"not a ledger")
    *steps, last = said()
    assert last == "failed" and "Traceback" not in "".join(steps) and "台账" in steps[-1]


def test_what_is_not_the_viewers_is_refused_with_the_reason_and_changes_nothing(home, tmp_path):
    own, other = roll(home, tmp_path), roll(home, tmp_path, school=SECOND)
    desk.send(home, CLERK, [own])
    before = everything(home)
    with pytest.raises(Refused, match="不在您的职责范围内"):
        desk.send(home, OWN, [own, other])
    with pytest.raises(Refused, match="不在您的职责范围内"):
        desk.rehearse(home, OWN, [other])
    with pytest.raises(Refused, match="不上报"):
        desk.declare_nil(home, INSPECTOR, FIRST, "2018-09", "清涧县第一小学")
    with pytest.raises(Refused, match="还没有开始"):
        desk.declare_nil(home, OWN, FIRST, "2018-11", "清涧县第一小学")
    with pytest.raises(Refused, match="不在您的职责范围内"):
        desk.attempts(home, OWN, SECOND, "2018-09")
    with pytest.raises(Refused, match="不能退回"):
        desk.give_back(home, OWN, held(home)[-1].id, "号码不全")
    assert everything(home) == before


def test_sent_twice_is_sent_once(home, tmp_path):
    one = roll(home, tmp_path)
    first = desk.send(home, OWN, [one])[0]
    again = desk.send(home, OWN, [one])[0]
    assert again.is_unchanged and again.submission_id == first.submission_id and len(held(home)) == 1
    assert held(home)[0].file_name == "花名册.xlsx" and held(home)[0].file_sha
    assert desk.declare_nil(home, OWN, FIRST, "2018-09", "一小")
    assert not desk.declare_nil(home, OWN, FIRST, "2018-09", "一小") and len(held(home)) == 2


def test_a_nil_report_between_does_not_make_the_same_sheet_new(home, tmp_path):
    desk.send(home, OWN, [roll(home, tmp_path)])
    sheet = outgoing(home, tmp_path, attendance([p["姓名"] for p in pupils(6)]), name="考勤.xlsx")
    desk.send(home, OWN, [sheet])
    desk.declare_nil(home, OWN, FIRST, "2018-09", "一小")
    assert desk.send(home, OWN, [sheet])[0].is_unchanged and len(held(home)) == 3


def test_both_names_stay_where_somebody_sends_for_a_school(home, tmp_path):
    desk.send(home, CLERK, [roll(home, tmp_path, 3)])
    desk.send(home, OWN, [roll(home, tmp_path, 4)])
    desk.send(home, CENTRAL, [roll(home, tmp_path, 5)])
    desk.declare_nil(home, CENTRAL, SECOND, "2018-09", "清涧县第二小学")
    assert [(a.sender, a.on_behalf) for a in held(home)] == [
        ("白雪", "清涧县第一小学"), ("马校长", None), ("师中心", "清涧县第一小学"), ("师中心", None)]  # fmt: skip
    newest = desk.attempts(home, CLERK, FIRST, "2018-09")[0]
    assert (newest.sender, newest.on_behalf, newest.can_return) == ("师中心", "清涧县第一小学", True)


def test_who_inspects_a_school_neither_sends_for_it_nor_sends_as_its_own(home):
    """A principal who inspects another school, and a clerk of the bureau who inspects one."""
    since = datetime(2018, 9, 1).date()
    with open_ledger(home).write() as connection:
        appoint(connection, [Post("inspector-2", "inspector", "马校长", since, school_code=SECOND)])
    scopes = (Scope("school", (FIRST,)), Scope("school", (SECOND,), "inspector"))
    both = Viewer(("inspector-2", "principal-1"), "马校长", "principal", scopes, (), "principal-1")
    with pytest.raises(Refused, match="职责范围"):
        desk.declare_nil(home, both, SECOND, "2018-09", "二小")
    assert desk.declare_nil(home, both, FIRST, "2018-09", "一小")
    clerk = Viewer(("bureau_clerk", "inspector-2"), "白雪", "bureau_clerk", CLERK.scopes, (), "bureau_clerk")
    assert desk.declare_nil(home, clerk, SECOND, "2018-09", "二小")
    assert [(a.school_code, a.on_behalf) for a in held(home)] == [(FIRST, None), (SECOND, "二小")]


def test_a_rehearsal_writes_nothing_and_says_what_sending_then_answers(home, tmp_path):
    rows = pupils(6)
    rows[0]["身份证件号"] = 6.1083e17
    one = outgoing(home, tmp_path, grid(rows))
    before = everything(home)
    said = desk.rehearse(home, OWN, [one])[0]
    assert everything(home) == before
    done = desk.send(home, OWN, [one])[0]
    assert (said.state, said.rows_accepted, said.rows_waiting) == (done.state, done.rows_accepted, done.rows_waiting)
    assert said.findings == done.findings and said.change.against is None
    assert set(said.change.joined) == {p["姓名"] for p in pupils(6)[1:]}


def test_pupils_in_out_and_moved_are_named_against_what_stands(home, tmp_path):
    desk.send(home, OWN, [roll(home, tmp_path)])
    rows = pupils(8)[1:]
    rows[0]["班级"] = "2班"
    rows[1]["学生状态"] = "休学"
    full = [{**dict.fromkeys({k: "" for r in rows for k in r}, ""), **r} for r in rows]
    change = desk.rehearse(home, OWN, [outgoing(home, tmp_path, grid(full))])[0].change
    assert change.against == "2018-09"
    assert (change.joined, change.left) == (tuple(sorted(NAMES[6:8])), (NAMES[0],))
    assert (change.changed_class, change.changed_status) == ((NAMES[1],), (NAMES[2],))
    october = desk.rehearse(home, OWN, [outgoing(home, tmp_path, grid(full, "花名册"), month="2018-10")])[0].change
    assert (october.against, october.left) == ("2018-09", (NAMES[0],))
    assert desk.rehearse(home, OWN, [roll(home, tmp_path)])[0].change == Change("2018-09")


def test_a_roll_of_one_class_leaves_the_other_class_alone(home, tmp_path):
    two = [{**p, "班级": "2班"} for p in pupils(8)[4:]]
    desk.send(home, OWN, [outgoing(home, tmp_path, grid(pupils(4) + two))])
    change = desk.rehearse(home, OWN, [outgoing(home, tmp_path, grid(two[:3]))])[0].change
    assert (change.left, change.joined) == ((NAMES[7],), ())


def test_files_of_one_month_are_weighed_together(home, tmp_path):
    two = [{**p, "班级": "2班"} for p in pupils(8)[4:]]
    desk.send(home, OWN, [outgoing(home, tmp_path, grid(pupils(4) + two))])
    parts = [outgoing(home, tmp_path, grid(part, "花名册"), month="2018-10") for part in (pupils(4), two[1:])]
    said = desk.rehearse(home, OWN, parts)
    assert said[0].change == said[1].change and said[0].change.left == (NAMES[4],)


def test_marks_are_weighed_against_the_sheet_that_stands_with_the_roll_sent_beside_it(home, tmp_path):
    names = [p["姓名"] for p in pupils(6)]
    first = outgoing(home, tmp_path, attendance(names), name="考勤.xlsx")
    both = desk.rehearse(home, OWN, [first, roll(home, tmp_path)])
    assert [r.state for r in both] == ["accepted", "accepted"]
    assert (both[0].change.against, both[0].change.days_new) == (None, 6 * 21)
    desk.send(home, OWN, [roll(home, tmp_path), first])
    sheet = attendance(names, days=[3, 4, 5], marks={(0, 4): "×", (1, 5): "○"})
    change = desk.rehearse(home, OWN, [outgoing(home, tmp_path, sheet, name="改.xlsx")])[0].change
    assert (change.marks_changed, change.days_new, change.days_gone) == (4, 0, 6 * 18)
    assert desk.rehearse(home, OWN, [first])[0].change == Change("2018-09")


def test_returned_rows_stand_no_more_and_the_same_file_may_come_again(home, tmp_path):
    desk.send(home, OWN, [roll(home, tmp_path)])
    number = held(home)[-1].id
    with pytest.raises(Refused, match="没有填写原因"):
        desk.give_back(home, CLERK, number, "  ")
    back = desk.give_back(home, CLERK, number, "缺六(2)班")
    assert desk.give_back(home, CLERK, number, "缺六(2)班") == back and len(held(home)) == 2
    listed = desk.attempts(home, OWN, FIRST, "2018-09")
    assert [(a.state, a.is_returned, a.can_return, a.reason) for a in listed] == [
        ("returned", False, False, "缺六(2)班"), ("accepted", True, False, None)]  # fmt: skip
    sheet = outgoing(home, tmp_path, attendance([p["姓名"] for p in pupils(6)]), name="考勤.xlsx")
    assert [f.code for f in desk.rehearse(home, OWN, [sheet])[0].findings] == ["no_roll"]
    again = desk.send(home, OWN, [roll(home, tmp_path)])[0]
    assert not again.is_unchanged and desk.rehearse(home, OWN, [sheet])[0].state == "accepted"
    assert (desk.unpublished(home).accepted, desk.unpublished(home).returned) == (2, 1)


def test_what_was_replaced_or_refused_cannot_be_returned(home, tmp_path):
    desk.send(home, OWN, [roll(home, tmp_path, 5)])
    desk.send(home, OWN, [roll(home, tmp_path, 6)])
    bad = Outgoing(desk.preview(home, "坏.xlsx", b"PK\x03\x04 broken"), FIRST, "2018-09", "一小")
    desk.send(home, OWN, [bad])
    first, second, third = [row.id for row in held(home)]
    with pytest.raises(Refused, match="已被后来的上报替代"):
        desk.give_back(home, CLERK, first, "错")
    with pytest.raises(Refused, match="没有接收过内容"):
        desk.give_back(home, CLERK, third, "错")
    assert desk.give_back(home, CLERK, second, "错") == third + 1


def test_a_file_name_says_whose_a_file_is_and_is_no_path(home, tmp_path):
    path = xlsx(tmp_path / "x.xlsx", ("表", attendance(NAMES[:3], title="六(1)班")))
    read = desk.preview(home, "../../清涧县第二小学2018年9月考勤.xlsx", path.read_bytes())
    assert (read.school, read.month, read.kind, read.is_certain) == (SECOND, "2018-09", "attendance", False)
    assert desk.preview(home, "坏\x00.xlsx", b"").book.findings[0].code == "file_empty"

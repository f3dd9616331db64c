"""A dropped household register or list of aid: whose it is, said beforehand, sent once, and by whom."""

import pytest

from baoxue.desk import form_books as desk
from baoxue.desk.form_books import Chosen
from baoxue.desk.submit import preview
from baoxue.ledger import Refused, open_ledger, submissions
from tests.desk.test_submit import CENTRAL, CLERK, LEADER, OWN, TEACHER, TOWN, home  # noqa: F401
from tests.intake.made import FIRST, SECOND, pupils, xlsx
from tests.intake.test_aid import row as paid
from tests.intake.test_forms import VILLAGE, grid, on_roll, row

TOWNSHIP = "610830100"
PLACES = {
    TOWNSHIP: {"place_level": "township", "place_name": "宽州镇", "parent_code": "610830"},
    VILLAGE: {"place_level": "village", "place_name": "王家坪村", "parent_code": TOWNSHIP},
    FIRST: {"place_level": "school", "place_name": "第一小学", "parent_code": TOWNSHIP},
    SECOND: {"place_level": "school", "place_name": "第二小学", "parent_code": TOWNSHIP},
}
IN_VILLAGE = Chosen(VILLAGE, "宽州镇 王家坪村", "2018-09")


def dropped(home, title, rows):  # noqa: F811
    path = xlsx(home / "表.xlsx", ("表", grid(rows, title)))
    return preview(home, path.name, path.read_bytes())


def held(home, kind):  # noqa: F811
    with open_ledger(home).read() as connection:
        return submissions.attempts(connection, kind)


@pytest.mark.parametrize(
    ("viewer", "households", "aid"),
    [
        (CLERK, [TOWNSHIP, VILLAGE], [FIRST, SECOND]),
        (OWN, [], [FIRST]),
        (CENTRAL, [], [FIRST, SECOND]),
        (TOWN, [], []),
        (LEADER, [], []),
        (TEACHER, [], []),
    ],
)
def test_each_sends_for_whom_it_may_and_for_nobody_else(home, viewer, households, aid):  # noqa: F811
    assert list(desk.units(viewer, "household", PLACES)) == households
    assert list(desk.units(viewer, "aid", PLACES)) == aid
    read = dropped(home, "王家坪村户籍登记表", [row()])
    if VILLAGE not in households:
        for act in (desk.rehearse, desk.enter):
            with pytest.raises(Refused):
                act(home, viewer, read, IN_VILLAGE)
    assert not held(home, "household")


def test_a_register_is_for_the_village_that_it_names_said_beforehand_and_kept_once(home):  # noqa: F811
    read = dropped(home, "宽州镇王家坪村2018年9月户籍登记表", [row(), row("李芳", 身份证号="6.1083E+17")])
    assert (read.kind, read.is_unreadable) == ("household", False)
    named = desk.units(CLERK, "household", PLACES)
    assert named[VILLAGE] == "宽州镇 王家坪村" and desk.guessed(read, named) == VILLAGE
    said = desk.rehearse(home, CLERK, read, IN_VILLAGE)
    assert (said.state, said.rows_accepted, said.rows_waiting) == ("waiting", 1, 1) and not held(home, "household")
    done = desk.enter(home, CLERK, read, IN_VILLAGE)
    assert (done.state, done.rows_accepted, done.rows_waiting) == ("waiting", 1, 1) and done.marked_copy.exists()
    (kept,) = held(home, "household")
    assert (kept.school_code, kept.sender, kept.on_behalf) == (VILLAGE, "白雪", "宽州镇 王家坪村") and kept.file_sha
    assert desk.enter(home, CLERK, read, IN_VILLAGE).is_unchanged and len(held(home, "household")) == 1


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("宽州镇户籍登记表", TOWNSHIP),
        ("王家坪村户籍登记表", VILLAGE),
        ("户籍登记表", None),
        ("李家沟村户籍登记表", None),
    ],
)
def test_whose_it_is_is_proposed_where_one_is_named_and_never_guessed(home, title, found):  # noqa: F811
    read = dropped(home, title, [row()])
    assert desk.guessed(read, desk.units(CLERK, "household", PLACES)) == found


def test_a_list_of_aid_that_does_not_say_its_item_is_sent_once_it_is_told(home):  # noqa: F811
    on_roll(home, *pupils(6))
    read = dropped(home, "第一小学发放名册", [paid(0, 发放日期="20180915")])
    chosen = Chosen(FIRST, "第一小学", "2018-09")
    assert [f.code for f in desk.rehearse(home, OWN, read, chosen).findings if f.severity == "refuse"] == [
        "aid_item_unsaid"
    ]
    told = Chosen(FIRST, "第一小学", "2018-09", {"item": "boarder"})
    assert desk.enter(home, OWN, read, told).state == "accepted"
    (kept,) = held(home, "aid")
    assert (kept.sender, kept.on_behalf) == ("马校长", None)


def test_a_month_that_has_not_begun_and_another_kind_of_file_are_refused(home):  # noqa: F811
    read = dropped(home, "王家坪村户籍登记表", [row()])
    with pytest.raises(Refused, match="还没有开始"):
        desk.enter(home, CLERK, read, Chosen(VILLAGE, "王家坪村", "2018-11"))
    path = xlsx(home / "空.xlsx", ("表", [["什么也不是"]]))
    with pytest.raises(Refused, match="不是登记表"):
        desk.rehearse(home, CLERK, preview(home, path.name, path.read_bytes()), IN_VILLAGE)

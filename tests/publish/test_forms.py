"""The household register in snapshots: what was sent, silent villages carried forward, one child under one key."""

from datetime import date, datetime

import pytest

from baoxue.ledger import catalogue, identity, open_ledger, submissions
from baoxue.publish import publish
from baoxue.snapshots import open_snapshot
from tests.intake.made import NAMES, id_number, pupils
from tests.intake.test_forms import BORN, OTHER_VILLAGE, TOWN, away, home, named, on_roll, register, row  # noqa: F401
from tests.publish.test_publish import rows

SEPTEMBER, DECEMBER = datetime(2018, 9, 30, 18), datetime(2018, 12, 20, 18)
OTHER = dict(unit=OTHER_VILLAGE, title="李家沟村户籍登记表")


def held(home, month: str, n: int | None = None) -> dict[int, tuple]:  # noqa: F811
    return {
        r["child_key"]: (r["village_code"], r["carried_from"]) for r in rows(home, "children", month, n).to_pylist()
    }


@pytest.fixture
def county(home):  # noqa: F811
    """One pupil on a roll; a register of each of two villages in September; October's of the first alone."""
    on_roll(home, *pupils(1))
    register(home, row(NAMES[0], 身份证号=pupils(1)[0]["身份证件号"], 出生年月="200609"), away())
    register(home, away("刘洋", 9), **OTHER)
    register(home, row(NAMES[0], 身份证号=pupils(1)[0]["身份证件号"], 出生年月="200609"), month="2018-10",
             title="王家坪村户籍登记表", at=datetime(2018, 10, 30, 9))  # fmt: skip
    return home


def test_a_silent_villages_register_is_carried_and_marked_and_what_a_village_left_out_is_gone(county):
    assert publish(county, DECEMBER).is_new
    keys = {name: found[0] for name, found in named(county).items()}
    assert held(county, "2018-09") == {
        keys[NAMES[0]]: ("610830100201", None), keys["李芳"]: ("610830100201", None), keys["刘洋"]: (OTHER_VILLAGE, None)
    }  # fmt: skip
    expected = {keys[NAMES[0]]: ("610830100201", None), keys["刘洋"]: (OTHER_VILLAGE, "2018-09")}
    assert held(county, "2018-10") == expected
    assert held(county, "2018-12") == expected | {keys[NAMES[0]]: ("610830100201", "2018-10")}


def test_a_child_whose_new_row_waits_for_correction_stays_on_the_register(county):
    """A damaged number is no departure: the standing row is carried until the file says who is there."""
    known = row(NAMES[0], 身份证号=pupils(1)[0]["身份证件号"], 出生年月="200609")
    again = dict(month="2018-11", title="王家坪村户籍登记表")
    register(county, known, away(), month="2018-10", title="王家坪村户籍登记表", at=datetime(2018, 10, 31, 9))
    receipt = register(county, known, away(身份证号="6.1083E+17"), at=datetime(2018, 11, 20, 9), **again)
    assert receipt.rows_waiting == 1
    publish(county, DECEMBER)
    keys = {name: found[0] for name, found in named(county).items()}
    assert held(county, "2018-11")[keys["李芳"]] == ("610830100201", "2018-10")
    assert held(county, "2018-11")[keys[NAMES[0]]] == ("610830100201", None)
    assert keys["李芳"] in held(county, "2018-12")
    register(county, known, at=datetime(2018, 12, 21, 9), **again)
    publish(county, datetime(2018, 12, 21, 18))
    assert keys["李芳"] not in held(county, "2018-11") | held(county, "2018-12")


@pytest.mark.parametrize("month", ["2018-11", "2018-09"])
def test_an_earlier_file_of_the_month_holds_whom_the_newer_one_leaves_in_doubt(county, month):
    """Also in the first month that has a register; the newest file that is whole ends it."""
    known = row(NAMES[0], 身份证号=pupils(1)[0]["身份证件号"], 出生年月="200609")
    new, again = away("王新来", 12), dict(month=month, title="王家坪村户籍登记表")
    register(county, known, new, away(), at=datetime(2018, 12, 1, 9), **again)
    register(county, known, away("王新来", 12, 身份证号="6.1083E+17"), at=datetime(2018, 12, 2, 9), **again)
    register(county, known, away("王新来", 12, 身份证号="6.1E+17"), at=datetime(2018, 12, 3, 9), **again)
    publish(county, DECEMBER)
    keys = {name: found[0] for name, found in named(county).items()}
    assert held(county, month)[keys["王新来"]] == ("610830100201", None)
    assert keys["李芳"] in held(county, month)
    register(county, known, away(), at=datetime(2018, 12, 21, 9), **again)
    publish(county, datetime(2018, 12, 21, 18))
    assert keys["王新来"] not in held(county, month) and keys["李芳"] in held(county, month)


def test_rows_that_wait_are_counted_for_their_village_and_unplaced_ones_for_the_township(home):  # noqa: F811
    """A child first named by a damaged row has no record yet: the village's line counts the row as waiting."""
    on_roll(home, *pupils(1))
    known = row(NAMES[0], 身份证号=pupils(1)[0]["身份证件号"], 出生年月="200609")
    register(home, known, away(身份证号="6.1083E+17"))
    register(home, away("刘洋", 9, 身份证号="6.1083E+17"), **OTHER)
    town = dict(unit=TOWN, title="宽州镇户籍登记表", month="2018-10", at=datetime(2018, 10, 30, 9))
    register(home, known | {"村": "王家坪村"}, away("刘洋", 9) | {"村": "没有这个村"}, **town)
    publish(home, DECEMBER)

    def listed(month):
        return {
            r["village_code"]: (r["rows_n"], r["waiting_n"]) for r in rows(home, "register_list", month).to_pylist()
        }

    assert "李芳" not in named(home)
    assert listed("2018-09") == {"610830100201": (1, 1), OTHER_VILLAGE: (0, 1)}
    assert listed("2018-10") == {"610830100201": (1, 0), TOWN: (0, 1)}
    register(home, known, away(), at=datetime(2018, 12, 21, 9))
    publish(home, datetime(2018, 12, 21, 18))
    assert listed("2018-09") == {"610830100201": (2, 0), OTHER_VILLAGE: (0, 1)} and "李芳" in named(home)


def test_a_first_register_restates_nothing_before_its_month(county):
    publish(county, DECEMBER)
    ledger = open_ledger(county)
    with ledger.read() as connection:
        months = {p.month for p in catalogue.parts(connection, 1) if p.relation == "children"}
    ledger.close()
    assert months == {"2018-09", "2018-10", "2018-11", "2018-12"}


def test_a_correction_reaches_the_months_it_was_carried_to_and_the_older_snapshot_reopens(county):
    publish(county, DECEMBER)
    before = held(county, "2018-12")
    register(county, away("刘洋", 9), away("赵敏", 11), at=datetime(2018, 12, 21, 9), **OTHER)
    done = publish(county, datetime(2018, 12, 21, 18))
    assert done.is_new and done.months == []
    assert len(held(county, "2018-12")) == len(before) + 1
    assert held(county, "2018-12", 1) == before


def test_nothing_new_is_no_new_snapshot(county):
    publish(county, DECEMBER)
    assert not publish(county, DECEMBER).is_new


def test_a_register_given_back_is_carried_like_a_silent_villages(county):
    publish(county, DECEMBER)
    ledger = open_ledger(county)
    with ledger.write() as connection:
        submissions.give_back(connection, 4, "户主不对", "县科教体局", DECEMBER)
    ledger.close()
    publish(county, datetime(2018, 12, 21, 18))
    keys = {name: found[0] for name, found in named(county).items()}
    assert held(county, "2018-10") == {
        keys[NAMES[0]]: ("610830100201", "2018-09"), keys["李芳"]: ("610830100201", "2018-09"),
        keys["刘洋"]: (OTHER_VILLAGE, "2018-09"),
    }  # fmt: skip


def test_double_records_stand_under_one_key_in_every_month(county):
    publish(county, DECEMBER)
    keys = {name: found[0] for name, found in named(county).items()}
    ledger = open_ledger(county)
    with ledger.write() as connection:
        identity.merge(connection, keys["刘洋"], keys["李芳"], "同一人", "县科教体局", DECEMBER)
    ledger.close()
    publish(county, datetime(2018, 12, 21, 18))
    for month in ("2018-09", "2018-10", "2018-12"):
        assert keys["刘洋"] not in held(county, month) and keys["李芳"] in held(county, month)


def test_a_carried_childs_grade_rises_in_september(home):  # noqa: F811
    on_roll(home, *pupils(1), month="2018-06")
    register(
        home,
        away(年级="八年级", 核实日期=""),
        away("刘洋", 9, 年级="九年级", 核实日期=""),
        month="2018-06",
        title="王家坪村户籍登记表",
        at=datetime(2018, 6, 20),
    )
    publish(home, SEPTEMBER)
    grades = [r["grade"] for r in rows(home, "children", "2018-09").to_pylist()]
    assert sorted(grades, key=str) == [9, None]


def test_no_number_and_no_name_of_a_child_stands_in_the_register(county):
    publish(county, DECEMBER)
    ledger = open_ledger(county)
    snapshot = open_snapshot(county, ledger)
    ledger.close()
    words = [*named(county), id_number(7, BORN), f"{date(2008, 3, 4):%Y%m%d}"]
    for path in snapshot.files["children"]:
        content = path.read_bytes()
        assert not [word for word in words if word.encode() in content]

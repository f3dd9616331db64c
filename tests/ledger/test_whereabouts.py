"""Acts of checking 县外就读 are the child's, under whichever of its records they were entered."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from baoxue.ledger import open_ledger, whereabouts
from baoxue.ledger.identity import Incoming, match, merge, register
from baoxue.ledger.whereabouts import Check

AT = datetime(2018, 10, 8, 10)
CONFIRMED = Check(1, "checked", "confirmed", date(2018, 9, 20), AT, "村文书", "certificate", "见证明")
REFUTED = Check(1, "called_back", "refuted", date(2018, 10, 8), AT, "基教股")


@pytest.fixture
def connection(tmp_path):
    """Children 1, 2 and 3, of whom 1 has two acts and 2 one."""
    ledger = open_ledger(tmp_path)
    with ledger.write() as open_connection:
        rows = [
            Incoming(name, None, None, "1", date(2008, 1, 1), "2161083000") for name in ("张小明", "张晓明", "李红")
        ]
        register(open_connection, rows, match(open_connection, rows), AT, "学籍管理员")
        whereabouts.record(open_connection, [CONFIRMED, REFUTED, replace(REFUTED, child_key=2, step="checked")])
        yield open_connection
    ledger.close()


def told(connection):
    return [(r["seq"], r["child_key"], r["result"]) for r in whereabouts.checks(connection).to_pylist()]


def test_before_a_merge_each_record_has_its_own(connection):
    assert told(connection) == [(1, 1, "confirmed"), (2, 1, "refuted"), (3, 2, "refuted")]
    assert [row.seq for row in whereabouts.of_child(connection, 1)] == [1, 2]


def test_acts_about_a_double_record_are_the_childs_and_a_snapshot_that_holds_the_double_keeps_them(connection):
    merge(connection, 1, 2, "户口簿", "基教股", AT)
    assert sorted(told(connection)) == [
        (1, 1, "confirmed"), (1, 2, "confirmed"), (2, 1, "refuted"), (2, 2, "refuted"), (3, 2, "refuted")]  # fmt: skip
    merge(connection, 2, 3, "户口簿", "基教股", AT)
    assert {(seq, result) for seq, key, result in told(connection) if key == 3} == {
        (1, "confirmed"), (2, "refuted"), (3, "refuted")}  # fmt: skip
    for key in (1, 2, 3):
        assert [row.seq for row in whereabouts.of_child(connection, key)] == [1, 2, 3]


def test_an_act_said_again_of_the_joined_child_is_the_same_act(connection):
    merge(connection, 1, 2, "户口簿", "基教股", AT)
    assert whereabouts.record(connection, [replace(CONFIRMED, child_key=2), REFUTED]) == [1, 2]
    assert len(whereabouts.of_child(connection, 2)) == 3

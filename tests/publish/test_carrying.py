"""A roll that lacks a class, or whose rows wait, takes nobody off the roll."""

from dataclasses import replace
from datetime import datetime

import pyarrow.compute as pc
import pytest
import sqlalchemy as sa

from baoxue.demo import _County
from baoxue.demo.books import Month
from baoxue.intake import Book, RollBlock, Sending, submit_many
from baoxue.ledger import open_ledger
from baoxue.ledger.tables import case_event
from baoxue.publish import publish
from tests.publish.test_publish import SCHOOL, rows, sent

JANUARY, LATER = datetime(2019, 1, 16, 9), datetime(2019, 2, 20, 18)


@pytest.fixture
def month(own_county):
    made = _County(own_county, 2_000, 5, 1, lambda line: None)
    made.publisher.shutdown()
    return Month(made.children, made.plan, "2019-01")


def send(home, block: RollBlock, at: datetime = JANUARY):
    (receipt,) = submit_many(home, [Sending(Book("花名册", [block]), SCHOOL, "2019-01", "学籍管理员", at)])
    return receipt


def picked(block: RollBlock, wanted) -> RollBlock:
    keep = [n for n in range(block.size) if wanted(block.columns["grade"][n])]
    return RollBlock("花名册", {name: [values[n] for n in keep] for name, values in block.columns.items()})


def vanished(home, children) -> int:
    with open_ledger(home).read() as connection:
        query = sa.select(sa.func.count()).select_from(case_event).where(case_event.c.reason == "vanished")
        return connection.execute(query.where(case_event.c.child_key.in_(children))).scalar_one()


def carried(home) -> dict:
    """class → months from which its January rows come (None = sent)."""
    table = rows(home, "roll", "2019-01").filter(pc.field("school_code") == SCHOOL)
    found: dict = {}
    for row in table.to_pylist():
        found.setdefault(row["class_key"], set()).add(row["carried_from"])
    return found


def test_a_class_whose_ids_are_all_damaged_stays_due_and_opens_no_case(own_county, month):
    block = month.roll_book(SCHOOL).blocks[0]
    before = rows(own_county, "roll", "2018-12").filter(pc.field("school_code") == SCHOOL)
    classes = set(before["class_key"].to_pylist())
    ninth = [key for key in classes if "-J2016-" in key]
    spoilt = {name: list(values) for name, values in block.columns.items()}
    for n in range(block.size):
        if spoilt["grade"][n] == "九年级":
            spoilt["id_number"][n], spoilt["student_number"][n] = 6.1083e17, ""
    receipt = send(own_county, replace(block, columns=spoilt))
    waiting = spoilt["grade"].count("九年级")
    assert (receipt.state, receipt.rows_waiting) == ("waiting", waiting) and waiting
    assert not publish(own_county, JANUARY).blocked
    assert carried(own_county) == {key: {"2018-12"} if key in ninth else {None} for key in classes}
    report = {kind: sent(own_county, kind, "2019-01") for kind in ("roll", "attendance")}
    assert {r["classes_due"] for r in report.values()} == {len(classes)}
    assert report["roll"]["classes_reported"] == len(classes) - len(ninth)
    publish(own_county, LATER)
    assert vanished(own_county, set(before["child_key"].to_pylist())) == 0


def test_a_class_sent_alone_takes_the_others_off_no_roll(own_county, month):
    block = month.roll_book(SCHOOL).blocks[0]
    before = rows(own_county, "roll", "2018-12").filter(pc.field("school_code") == SCHOOL)
    assert send(own_county, picked(block, lambda grade: grade == "九年级")).state == "accepted"
    publish(own_county, JANUARY)
    made = carried(own_county)
    assert made.keys() == set(before["class_key"].to_pylist())
    assert all(months == ({None} if "-J2016-" in key else {"2018-12"}) for key, months in made.items())
    publish(own_county, LATER)
    assert vanished(own_county, set(before["child_key"].to_pylist())) == 0


def test_who_is_struck_off_a_class_that_was_sent_whole_vanishes_as_before(own_county, month):
    block = month.roll_book(SCHOOL).blocks[0]
    dropped = next(n for n in range(block.size) if block.columns["status"][n] == "在校" and block.columns["grade"][n] == "七年级")  # fmt: skip
    kept = [n for n in range(block.size) if n != dropped]
    receipt = send(own_county, RollBlock("花名册", {k: [v[n] for n in kept] for k, v in block.columns.items()}))
    assert receipt.state == "accepted"
    publish(own_county, JANUARY)
    publish(own_county, LATER)
    was = rows(own_county, "roll", "2018-12").filter(pc.field("school_code") == SCHOOL)["child_key"].to_pylist()
    now = rows(own_county, "roll", "2019-01").filter(pc.field("school_code") == SCHOOL)["child_key"].to_pylist()
    assert len(set(was) - set(now)) == 1 and vanished(own_county, set(was)) == 1

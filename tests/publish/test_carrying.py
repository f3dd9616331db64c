"""A roll that lacks a class, or whose rows wait, takes nobody off the roll; one that came after the sheet blocks nobody."""

from dataclasses import replace
from datetime import date, datetime

import pyarrow.compute as pc
import pytest
import sqlalchemy as sa

from baoxue.demo import _County
from baoxue.demo.books import Month
from baoxue.intake import Book, RollBlock, Sending, submit_many
from baoxue.ledger import open_ledger
from baoxue.ledger.tables import case_event
from baoxue.publish import publish
from tests.intake.made import id_number
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


def test_a_class_sent_with_anothers_pupils_strikes_its_own_off_no_roll_until_the_other_is_sent(own_county, month):
    """Of one year with two classes the first is sent with the pupils of the second."""
    before = rows(own_county, "roll", "2018-12").filter(pc.field("school_code") == SCHOOL)
    keys = sorted(set(before["class_key"].to_pylist()))
    one = next(key for key in keys if f"{key[:-2]}02" in keys and key.endswith("01"))
    two, block = f"{one[:-2]}02", month.roll_book(SCHOOL).blocks[0]
    grade = next(row["grade"] for row in before.to_pylist() if row["class_key"] == one)
    columns, name = block.columns, "一二三四五六七八九"[grade - 1] + "年级"
    moved = [n for n in range(block.size) if (columns["grade"][n], columns["class"][n]) == (name, "2班")]
    book = {k: ["1班"] * len(moved) if k == "class" else [v[n] for n in moved] for k, v in columns.items()}
    receipt = send(own_county, RollBlock("花名册", book))
    assert receipt.state == "accepted" and [f.class_key for f in receipt.findings if f.code == "class_renumbered"] == [
        one
    ]
    assert not publish(own_county, JANUARY).blocked
    made = carried(own_county)
    assert made == {key: {None} if key == one else {"2018-12"} for key in keys}
    now = rows(own_county, "roll", "2019-01").filter(pc.field("school_code") == SCHOOL)
    was, stands = (
        {(r["child_key"], r["class_key"]) for r in table.to_pylist() if not r["on_roll_to"]} for table in (before, now)
    )
    assert {child for child, key in was if key == one} == {child for child, key in stands if key == two}
    publish(own_county, LATER)
    assert vanished(own_county, {child for child, _ in was}) == 0


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


def test_a_pupil_whom_the_roll_brings_after_the_sheet_leaves_the_classes_days_unreported(own_county):
    """Nobody's publication waits for it; the days come back with the day on which the pupil came."""
    made = _County(own_county, 2_000, 5, 1, lambda line: None)
    made.publisher.shutdown()
    block = Month(made.children, made.plan, "2018-12").roll_book(SCHOOL).blocks[0]
    own, at = pc.field("school_code") == SCHOOL, datetime(2018, 12, 20, 20)
    before = rows(own_county, "class_day", "2018-12")
    key = next(k for k in before.filter(own)["class_key"].to_pylist() if "-J2016-" in k)
    place = block.columns["grade"].index("九年级")
    number = id_number(77, date(2003, 10, 7))

    def send_with(came: str):
        newcomer = {"name": "新来生", "sex": "男", "birth_date": "20031007", "id_number": number, "student_number": f"G{number}",
                    "class": f"{int(key[-2:])}班", "on_roll_from": came, "status": "在校", "status_since": "", "status_until": "",
                    "inclusive": "否", "transfer_to": ""}  # fmt: skip
        columns = {k: [*v, newcomer.get(k, v[place])] for k, v in block.columns.items()}
        book = Book("花名册", [RollBlock("花名册", columns)])
        (receipt,) = submit_many(own_county, [Sending(book, SCHOOL, "2018-12", "学籍管理员", at)])
        return receipt

    receipt = send_with("")
    assert receipt.state == "accepted" and [f.class_key for f in receipt.findings if f.code == "sheet_behind"] == [key]
    done = publish(own_county, at)
    assert done.is_new and not done.blocked
    assert rows(own_county, "class_day", "2018-12").equals(before.filter(pc.field("class_key") != key))
    assert not rows(own_county, "attendance", "2018-12").filter(pc.field("class_key") == key).num_rows
    days = sorted(before.filter(pc.field("class_key") == key)["day"].to_pylist())
    send_with(f"{days[-1]:%Y%m%d}")
    assert not publish(own_county, datetime(2018, 12, 20, 21)).blocked
    kept = before.filter((pc.field("class_key") != key) | (pc.field("day") < days[-1]))
    assert rows(own_county, "class_day", "2018-12").equals(kept)

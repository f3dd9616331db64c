"""The roll that attendance is matched to is the roll that is published, whatever schools send, send again and are given back."""

import tempfile
from contextlib import suppress
from datetime import datetime
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baoxue.intake import AttendanceBlock, Book, Change, RollBlock, Sending, submit_many
from baoxue.intake.accepting import Memory, rehearse
from baoxue.intake.carrying import rows_waiting, spoken
from baoxue.intake.joined import Records
from baoxue.intake.rolls import Rolls
from baoxue.ledger import Refused, identity, open_ledger, submissions
from baoxue.publish import merge
from baoxue.store import Store
from tests.intake.made import COUNTY, FIRST, SECOND, home_at, pupils

AT = datetime(2018, 12, 2, 9)
MONTHS = ["2018-09", "2018-10", "2018-11"]
SAID = {
    "plain": {},
    "damaged": {"id_number": 6.1083e17, "student_number": ""},
    "anybody": {"id_number": 6.1083e17, "student_number": "", "name": "别的人"},
    "no class": {"class": "火箭班"},
    "nothing": {"id_number": 6.1083e17, "student_number": "", "name": "别的人", "class": "火箭班"},
    "left": {"status": "转出", "on_roll_to": "{month}10", "transfer_to": "榆林市某小学"},
    "damaged, left": {"status": "转出", "on_roll_to": "{month}10", "id_number": 6.1083e17, "student_number": ""},
    "no class, left": {"status": "转出", "on_roll_to": "{month}10", "class": "火箭班"},
    "came": {"on_roll_from": "{month}05"},
    "away": {"status": "休学", "status_since": "20180901"},
    "damaged, away": {"status": "休学", "status_since": "{month}10", "id_number": 6.1083e17, "student_number": ""},
    "damaged, lost": {"status": "流失", "status_since": "{month}10", "id_number": 6.1083e17, "student_number": ""},
}  # fmt: skip


def row_of(child: int, class_no: int, said: str, month: str) -> dict:
    """A row of a roll; children 3 and 7 have one name."""
    made = pupils(10)[3 if child == 7 else child]
    number = pupils(10)[child]["身份证件号"]
    row = {"name": made["姓名"], "sex": pupils(10)[child]["性别"], "birth_date": pupils(10)[child]["出生日期"], "id_number": number,
           "student_number": f"G{number}", "grade": "六年级", "class": f"{class_no}班", "household_area": "610830100201",
           "status": "在校", "status_since": "", "on_roll_from": "", "on_roll_to": "", "transfer_to": ""}  # fmt: skip
    said_of = {k: v.format(month=month.replace("-", "")) if isinstance(v, str) else v for k, v in SAID[said].items()}
    return row | said_of


def block(rows: list[dict]) -> RollBlock:
    return RollBlock("花名册", {name: [row[name] for row in rows] for name in rows[0]})


def send(home: Path, school: str, month: str, said: list[tuple[int, int, str]], memory: Memory | None = None):
    """Beside a file of its own, since one that says the same as the newest is not recorded."""
    book, file = Book("花名册", [block([row_of(*one, month) for one in said])]), home / "sent"
    file.write_text(f"{school} {month} {said}")
    return submit_many(home, [Sending(book, school, month, "clerk", AT, file=file)], memory=memory)[0]


def published(home: Path) -> dict:
    """(school, month) → rows of the roll as publishing merges it, month after month."""
    ledger, before, found = open_ledger(home), None, {}
    with ledger.read() as connection:
        through, store, records = (
            submissions.newest_id(connection),
            Store(home),
            Records(identity.canonical(connection), COUNTY.at_school),
        )
        for month in MONTHS:
            sent, _ = merge.standing_rows(connection, store, "roll", month, records, through)
            said = spoken(submissions.by_school(connection, "roll", month, through), records.canonical)
            earlier = merge.replaced(store, said, records)
            before = merge.roll_of_month(sent, said, before, month, {FIRST, SECOND}, earlier)
            for row in before.to_pylist():
                found.setdefault((row["school_code"], month), []).append(shown(row))
    ledger.close()
    return {place: sorted(rows, key=str) for place, rows in found.items()}


def shown(row: dict) -> tuple:
    return tuple(row[n] for n in ("child_key", "class_key", "status", "grade", "on_roll_from", "on_roll_to"))


def held(home: Path, memory: Memory | None = None) -> dict:
    """As ``published``, as attendance is matched to it: of a month of which nothing stands, who goes on by the newest roll
    before it."""
    ledger, found = open_ledger(home), {}
    with ledger.read() as connection:
        rolls = Rolls(Store(home), COUNTY.at_school) if memory is None else memory.rolls
        rolls.refresh(connection)
        for school in (FIRST, SECOND):
            for month in MONTHS:
                of, rows = rolls.table(connection, school, month)
                said = rows.to_pylist()
                if of != month:
                    said = [row | {"on_roll_from": None} for row in said if row["on_roll_to"] is None]
                found[school, month] = sorted(map(shown, said), key=str)
    ledger.close()
    return found


def on_roll(home: Path, month: str, school: str = FIRST) -> dict[str, list[str]]:
    """Class → names, where both answers agree."""
    made = published(home)
    assert held(home) == by_place(made)
    with open_ledger(home).read() as connection:
        named = identity.people(connection, {row[0] for row in made[school, month]})
    found: dict[str, list[str]] = {}
    for row in made[school, month]:
        found.setdefault(row[1][-1], []).append(named[row[0]]["name"])
    return {key: sorted(found[key]) for key in sorted(found)}


def by_place(made: dict) -> dict:
    """The roll of both schools in every month."""
    return {(school, month): made.get((school, month), []) for school in (FIRST, SECOND) for month in MONTHS}


def names(*children: int) -> list[str]:
    return sorted(row_of(child, 1, "plain", "2018-09")["name"] for child in children)


PUPIL = st.tuples(st.integers(1, 3), st.sampled_from(["plain"] * 12 + list(SAID)))
FILE = st.tuples(
    st.sampled_from([FIRST, FIRST, FIRST, SECOND]),
    st.sampled_from(MONTHS),
    st.dictionaries(st.integers(0, 9), PUPIL, min_size=1, max_size=8),
)
SHARED = st.dictionaries(st.integers(0, 4), st.tuples(st.integers(1, 2), st.just("plain")), min_size=3)
DOUBTED = st.tuples(
    st.sampled_from([FIRST, SECOND]),
    st.sampled_from(MONTHS[1:]),
    st.dictionaries(
        st.integers(0, 4),
        st.tuples(st.integers(1, 2), st.sampled_from(["plain"] * 3 + list(SAID))),
        min_size=1,
        max_size=3,
    ),
)
JOINED = st.tuples(st.integers(1, 10), st.integers(1, 10))
SWAPPED = st.tuples(
    st.sampled_from([FIRST, SECOND]),
    st.sampled_from(MONTHS),
    st.dictionaries(st.integers(0, 9), st.integers(1, 3).map(lambda n: (n, "plain")), min_size=3, max_size=6),
)
STEP = st.one_of(FILE, FILE, FILE, SWAPPED, st.integers(1, 9), JOINED)


@settings(max_examples=30, deadline=None)
@given(st.lists(STEP, min_size=2, max_size=9), st.booleans())
def test_what_attendance_is_matched_to_is_what_is_published(steps, remembers):
    """Whole files and single classes, damaged rows, pupils who moved, to the other school too, files given back, records joined."""
    both_answers_agree(steps, remembers)


@pytest.mark.timeout(900)  # some hundred books, each read anew
@settings(max_examples=40, deadline=None)
@given(SHARED, st.lists(DOUBTED, min_size=1, max_size=4), st.booleans())
def test_of_pupils_on_the_rolls_of_two_schools_both_answers_say_the_same(shared, steps, remembers):
    both_answers_agree([(FIRST, MONTHS[0], shared), (SECOND, MONTHS[0], shared), *steps], remembers)


GROUPS = {1: (0, 1, 2), 2: (4, 5), 3: (6, 8, 9)}
"""Class in September → pupils."""


@settings(max_examples=15, deadline=None)
@given(
    st.permutations([1, 2, 3]), st.permutations([1, 2, 3]), st.lists(st.sampled_from(MONTHS[1:]), min_size=3, max_size=3),
    st.booleans(),
)  # fmt: skip
def test_classes_renumbered_and_sent_one_by_one_lose_nobody_at_any_moment(of, order, months, remembers):
    """Class n gets the former class ``of[n - 1]``; whatever was sent by then, both answers hold every pupil once."""
    sent: dict[int, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        home = home_at(Path(folder) / "home")
        memory = Memory(home) if remembers else None
        send(home, FIRST, "2018-09", [(child, n, "plain") for n, group in GROUPS.items() for child in group], memory)
        former = in_classes(published(home)[FIRST, "2018-09"])
        for n, month in zip(order, months, strict=True):
            send(home, FIRST, month, [(child, n, "plain") for child in GROUPS[of[n - 1]]], memory)
            sent[n] = month
            made = by_place(published(home))
            assert held(home, memory) == made
            for later in MONTHS[1:]:
                now = in_classes(made[FIRST, later])
                assert sorted(chain(*now.values())) == sorted(chain(*former.values()))
                assert all(set(former[of[k - 1]]) <= set(now[k]) for k, first in sent.items() if first <= later)


def in_classes(rows: list[tuple]) -> dict[int, list[int]]:
    """Number of the class → children."""
    found: dict[int, list[int]] = {}
    for row in rows:
        found.setdefault(int(row[1][-1]), []).append(row[0])
    return found


def both_answers_agree(steps, remembers):
    with tempfile.TemporaryDirectory() as folder:
        home = home_at(Path(folder) / "home")
        memory = Memory(home) if remembers else None
        for step in steps:
            if isinstance(step, int) or len(step) == 2:
                with open_ledger(home).write() as connection, suppress(Refused):
                    if isinstance(step, int):
                        submissions.give_back(connection, step, "错", "白雪", AT)
                    else:
                        identity.merge(connection, *step, "户口簿", "白雪", AT)
            else:
                school, month, said = step
                send(home, school, month, [(child, *how) for child, how in said.items()], memory)
        made = by_place(published(home))
        if memory is not None:
            with open_ledger(home).read() as connection:
                memory.follow(connection)
        assert held(home) == made
        assert held(home, memory) == made


def claimed_by_two(tmp_path) -> Path:
    """September's rolls of two schools, with child 0 on both."""
    home = home_at(tmp_path / "home")
    send(home, FIRST, "2018-09", [(0, 1, "plain"), (1, 1, "plain")])
    send(home, SECOND, "2018-09", [(0, 1, "plain"), (2, 1, "plain")])
    return home


def test_a_row_that_waits_keeps_no_pupil_on_another_schools_roll(tmp_path):
    """The other school sent its class without the child: a sheet by that class is whole, not short of a pupil."""
    home = claimed_by_two(tmp_path)
    assert send(home, FIRST, "2018-10", [(0, 1, "damaged"), (1, 1, "plain")]).rows_waiting == 1
    send(home, SECOND, "2018-10", [(2, 1, "plain")])
    assert on_roll(home, "2018-10") == {"1": names(0, 1)}
    assert on_roll(home, "2018-10", SECOND) == {"1": names(2)}


def test_a_row_that_waits_takes_no_pupil_off_another_schools_roll(tmp_path):
    """The other school is silent and goes on: else the child were on no roll of the county by one school's faulty cell."""
    home = claimed_by_two(tmp_path)
    assert send(home, FIRST, "2018-10", [(0, 1, "damaged, left"), (1, 1, "plain")]).rows_waiting == 1
    assert on_roll(home, "2018-10") == {"1": names(1)}
    assert on_roll(home, "2018-10", SECOND) == {"1": names(0, 2)}


def test_rows_that_wait_in_a_file_sent_again_keep_whom_only_the_months_own_file_had_brought(tmp_path):
    home = home_at(tmp_path / "home")
    send(home, FIRST, "2018-10", [(n, 1, "plain") for n in range(6)])
    again = [(n, 1, "damaged" if n < 4 else "plain") for n in range(5)]
    receipt = send(home, FIRST, "2018-10", again)
    assert (receipt.state, receipt.rows_waiting) == ("waiting", 4)
    assert [f.found for f in receipt.findings if f.code == "pupils_kept"] == ["、".join(names(0, 1, 2, 3))]
    assert on_roll(home, "2018-10") == {"1": names(0, 1, 2, 3, 4)}
    send(home, FIRST, "2018-10", [(n, 1, "damaged" if n < 4 else "plain") for n in range(6)])
    assert on_roll(home, "2018-10") == {"1": names(0, 1, 2, 3, 4, 5)}
    send(home, FIRST, "2018-10", [(n, 1, "plain") for n in range(4)])
    assert on_roll(home, "2018-10") == {"1": names(0, 1, 2, 3)}


def test_who_left_in_the_month_stays_with_the_days_on_which_a_seat_was_due(tmp_path):
    home = home_at(tmp_path / "home")
    send(home, FIRST, "2018-10", [(0, 1, "left"), (1, 1, "came"), (2, 1, "plain")])
    before = held(home)
    send(home, FIRST, "2018-10", [(0, 1, "damaged, left"), (1, 1, "damaged"), (2, 1, "plain")])
    assert held(home) == before
    on_roll(home, "2018-10")


def test_who_is_suspended_by_a_row_that_waits_stays_and_who_is_lost_does_not(tmp_path):
    """A suspended pupil keeps the place: off the roll, the child would be taken for vanished by one damaged cell."""
    home = home_at(tmp_path / "home")
    send(home, FIRST, "2018-10", [(n, 1, "plain") for n in range(4)])
    receipt = send(home, FIRST, "2018-11", [(0, 1, "damaged, away"), (1, 1, "damaged, lost"), (2, 1, "plain")])
    assert [f.found for f in receipt.findings if f.code == "pupils_kept"] == names(0)
    assert on_roll(home, "2018-11") == {"1": names(0, 2)}


def test_of_namesakes_only_the_one_of_the_rows_class_has_left(tmp_path):
    """Where the class is silent too: nobody else is taken off a roll by a row that waits."""
    home = home_at(tmp_path / "home")
    send(home, FIRST, "2018-10", [(0, 1, "plain"), (3, 1, "plain"), (7, 2, "plain"), (8, 2, "plain")])
    send(home, FIRST, "2018-11", [(0, 1, "plain"), (3, 1, "damaged, left")])
    assert on_roll(home, "2018-11") == {"1": names(0), "2": names(7, 8)}


def test_who_left_by_the_only_row_of_a_month_is_on_no_later_roll_to_either_answer(tmp_path):
    home = home_at(tmp_path / "home")
    send(home, FIRST, "2018-09", [(n, n // 3 + 1, "plain") for n in range(6)])
    assert send(home, FIRST, "2018-10", [(4, 2, "damaged, left")]).rows_waiting == 1
    assert on_roll(home, "2018-10")["2"] == names(3, 5)
    send(home, FIRST, "2018-11", [(n, 1, "plain") for n in range(3)])
    assert on_roll(home, "2018-11")["2"] == names(3, 5)


def test_who_of_two_namesakes_of_a_class_has_left_is_not_guessed(tmp_path):
    home = home_at(tmp_path / "home")
    send(home, FIRST, "2018-10", [(0, 1, "plain"), (3, 1, "plain"), (7, 1, "plain")])
    send(home, FIRST, "2018-11", [(0, 1, "plain"), (3, 1, "damaged, left")])
    assert on_roll(home, "2018-11") == {"1": names(0, 3, 7)}


def test_a_row_whose_class_cannot_be_read_waits_for_the_class_of_its_child(tmp_path):
    home = home_at(tmp_path / "home")
    send(home, FIRST, "2018-10", [(n, n // 3 + 1, "plain") for n in range(9)])
    first = [(n, n // 3 + 1, "no class" if n == 4 else "plain") for n in range(6)]
    assert send(home, FIRST, "2018-11", first).rows_waiting == 1
    for sent, waits, second in [
        ([(6, 3, "plain")], 1, names(3, 4, 5)),
        ([(n, 1, "plain") for n in range(3)], 1, names(3, 4, 5)),
        ([(3, 2, "plain"), (5, 2, "plain")], 0, names(3, 5)),
    ]:
        send(home, FIRST, "2018-11", sent)
        with open_ledger(home).read() as connection:
            assert rows_waiting(submissions.attempts(connection, "roll", "2018-11", FIRST)) == waits
        assert on_roll(home, "2018-11")["2"] == second


def test_who_is_displaced_waits_for_the_class_until_it_is_sent_in_whatever_month(tmp_path):
    """A sheet without them, sent when that class spoke, takes them off."""
    home = home_at(tmp_path / "home")
    send(home, FIRST, "2018-09", [(n, 1 if n < 3 else 2, "plain") for n in (0, 1, 2, 4, 5)])
    send(home, FIRST, "2018-10", [(4, 1, "plain"), (5, 1, "plain")])
    assert on_roll(home, "2018-10") == on_roll(home, "2018-11") == {"1": names(4, 5), "2": names(0, 1, 2)}
    send(home, FIRST, "2018-11", [(4, 1, "plain"), (5, 1, "plain"), (6, 1, "plain")])
    assert on_roll(home, "2018-11") == {"1": names(4, 5, 6), "2": names(0, 1, 2)}
    send(home, FIRST, "2018-11", [(0, 2, "plain"), (1, 2, "left")])
    assert on_roll(home, "2018-11") == {"1": names(4, 5, 6), "2": names(0, 1)}
    assert on_roll(home, "2018-10") == {"1": names(4, 5), "2": names(0, 1, 2)}


def test_who_is_displaced_stays_on_no_other_schools_word(tmp_path):
    """The other school names the displaced: as with a silent school, both have the child until its own says otherwise."""
    home = home_at(tmp_path / "home")
    send(home, FIRST, "2018-09", [(n, 1 if n < 3 else 2, "plain") for n in (0, 1, 2, 4, 5)])
    send(home, FIRST, "2018-10", [(4, 1, "plain"), (5, 1, "plain")])
    send(home, SECOND, "2018-10", [(0, 1, "plain")])
    assert on_roll(home, "2018-10") == {"1": names(4, 5), "2": names(0, 1, 2)}
    assert on_roll(home, "2018-10", SECOND) == {"1": names(0)}


def test_a_class_most_of_whose_pupils_another_school_sent_is_the_same_class_to_both_answers(tmp_path):
    """Its own school sent other classes and said nothing of it: those left over did not vanish by another's word."""
    home = home_at(tmp_path / "home")
    send(home, FIRST, "2018-10", [(n, n // 5 + 1, "plain") for n in range(7)])
    send(home, SECOND, "2018-11", [(n, 1, "plain") for n in range(3)])
    send(home, FIRST, "2018-11", [(n, 2, "plain") for n in (5, 6)])
    assert on_roll(home, "2018-11") == {"1": names(0, 1, 2, 3, 4), "2": names(5, 6)}
    assert on_roll(home, "2018-11", SECOND) == {"1": names(0, 1, 2)}


@pytest.mark.parametrize("remembers", [True, False])
def test_two_records_of_one_roll_that_are_joined_are_one_pupil_whose_class_can_report(tmp_path, remembers):
    """By either number beside the name."""
    home = home_at(tmp_path / "home")
    memory = Memory(home) if remembers else None
    double = row_of(1, 1, "plain", "2018-10") | {
        "name": "李小芳",
        "id_number": "",
        "student_number": "L610830200609040123",
    }
    rows = [*(row_of(n, 1, "plain", "2018-10") for n in range(3)), double]
    (receipt,) = submit_many(home, [Sending(Book("r", [block(rows)]), FIRST, "2018-10", "c", AT)], memory=memory)
    assert receipt.rows_accepted == 4
    with open_ledger(home).write() as connection:
        (one,), (other,) = (identity.found(connection, name) for name in (str(rows[1]["name"]), "李小芳"))
        identity.merge(connection, other, one, "户口簿", "白雪", AT)
    for number in (rows[1]["student_number"], double["student_number"]):
        sheet = AttendanceBlock("考勤", "六年级(1)班", [8, 9], names(0, 1, 2), [["√"] * 2] * 3, legend={"√": "P"},
                                numbers=[number if name == rows[1]["name"] else "" for name in names(0, 1, 2)])  # fmt: skip
        (receipt,) = submit_many(home, [Sending(Book("a", [sheet]), FIRST, "2018-10", "c", AT)], memory=memory)
        assert [f.code for f in receipt.findings if f.severity != "note"] == [] and receipt.state == "accepted"
    assert on_roll(home, "2018-10") == {"1": names(0, 1, 2)}


@pytest.mark.parametrize("order", [1, -1])
def test_who_is_here_by_one_of_two_joined_records_is_on_the_roll_whatever_the_other_says(tmp_path, order):
    home = home_at(tmp_path / "home")
    send(home, FIRST, "2018-10", [(0, 1, "plain"), (1, 1, "left"), (2, 1, "plain")][::order])
    with open_ledger(home).write() as connection:
        (left,), (here,) = (identity.found(connection, row_of(n, 1, "plain", "2018-10")["id_number"]) for n in (1, 2))
        double, stands = (left, here)[::order]
        identity.merge(connection, double, stands, "户口簿", "白雪", AT)
    for month in ("2018-10", "2018-11"):
        assert on_roll(home, month) == {"1": names(0, 2 if order == 1 else 1)}
    (row,) = (row for row in published(home)[FIRST, "2018-10"] if row[0] in (left, here))
    assert (row[2], row[5]) == ("01", None)


def sheet_of(*pupils: str) -> Book:
    marks = [["√"] * 2 for _ in pupils]
    return Book("a", [AttendanceBlock("考勤", "六年级(1)班", [8, 9], list(pupils), marks, legend={"√": "P"})])


def test_a_sheet_that_came_before_two_records_were_joined_lacks_nobody(tmp_path):
    """Neither by the receipt of a later roll nor by what sending the same sheet again would change."""
    home = home_at(tmp_path / "home")
    send(home, SECOND, "2018-09", [(5, 1, "plain")])
    send(home, FIRST, "2018-10", [(n, 1, "plain") for n in range(3)])
    submit_many(home, [Sending(sheet_of(*names(0, 1, 2)), FIRST, "2018-10", "c", AT)])
    with open_ledger(home).write() as connection:
        (kept,), (double,) = (identity.found(connection, row_of(n, 1, "plain", "2018-10")["id_number"]) for n in (5, 1))
        identity.merge(connection, double, kept, "户口簿", "白雪", AT)
    again = [row_of(n, 1, "plain", "2018-10") | ({"name": row_of(5, 1, "plain", "2018-10")["name"]} if n == 1 else {})
             for n in range(3)]  # fmt: skip
    rows = [*again, row_of(8, 2, "plain", "2018-10")]
    (receipt,) = submit_many(home, [Sending(Book("r", [block(rows)]), FIRST, "2018-10", "c", AT)])
    assert (receipt.state, [f.code for f in receipt.findings]) == ("accepted", [])
    (said,) = rehearse(home, [Sending(sheet_of(*names(0, 2, 5)), FIRST, "2018-10", "c", AT)])
    assert (said.change.days_new, said.change.days_gone, said.change.marks_changed) == (0, 0, 0)


def test_who_leaves_by_a_file_whose_rows_all_wait_is_said_before_it_is_sent(tmp_path):
    """As by a file of which some row is accepted; where nobody leaves, nothing would change."""
    home = home_at(tmp_path / "home")
    send(home, FIRST, "2018-09", [(n, 1, "plain") for n in range(3)])
    for said, left in (("damaged, left", tuple(names(0))), ("damaged", None)):
        book = Book("r", [block([row_of(0, 1, said, "2018-10")])])
        (answer,) = rehearse(home, [Sending(book, FIRST, "2018-10", "c", AT)])
        assert (answer.state, answer.rows_accepted) == ("waiting", 0)
        assert answer.change == (Change("2018-09", left=left) if left else None)

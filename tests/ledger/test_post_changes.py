"""Dated posts: whatever lists come in whatever order, one holder a day where one is allowed, and history stays readable."""

from datetime import date, datetime, timedelta

import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from baoxue.ledger import open_ledger
from baoxue.ledger.post_changes import ENDED, NEW, UNCHANGED, Register, Wanted, lay_delegations
from baoxue.ledger.posts import OPEN, Delegation, Entry, Post, appoint, as_post, posts, standing
from baoxue.ledger.tables import post
from tests.spec import reference_rows

SINGLE = {
    row["code"]
    for row in reference_rows("code").to_pylist()
    if row["code_set"] == "post_seats" and row["parent"] == "one"
}
FIRST, AT = date(2018, 9, 1), datetime(2018, 9, 1, 9)
DAYS = st.integers(0, 40).map(lambda n: date(2018, 8, 20) + timedelta(n))
LINES = st.builds(
    Wanted,
    head=st.sampled_from(["township_head", "clerk_township", "inspector"]),
    unit=st.sampled_from(["A", "B"]),
    person_name=st.sampled_from(["刘建国", "王芳", "白雪"]),
    since=st.none() | DAYS,
    until=st.none() | DAYS,
    phone=st.none() | st.sampled_from(["1", "2"]),
    area_code=st.just("X"),
)
LISTS = st.lists(st.lists(LINES, max_size=5), max_size=4)


def laid(held: list[Post], lines: list[Wanted], since=FIRST) -> tuple[list[Post], Register, list]:
    """The register after a list; a list with a fault changes nothing, as the importer does it."""
    lines = [Wanted(**{**vars(line), "area_code": line.unit}) for line in lines]
    register = Register(held, SINGLE)
    faults = register.lay(lines, since)
    if faults:
        return held, register, faults
    entered = {(p.post_id, p.valid_from): p for p in held}
    entered |= {(c.post.post_id, c.post.valid_from): c.post for c in register.changes}
    return list(entered.values()), register, faults


def holders(held: list[Post], head: str, unit: str, day: date) -> list[str]:
    return [p.person_name for p in held if (p.head, p.unit) == (head, unit) and p.valid_from <= day <= p.valid_to]


@settings(max_examples=200, deadline=None)
@given(LISTS)
def test_no_day_has_two_holders_of_a_post_of_one(lists):
    held: list[Post] = []
    for lines in lists:
        held, _, _ = laid(held, lines)
        for head in ("township_head", "clerk_township"):
            for unit in ("A", "B"):
                for n in range(60):
                    assert len(holders(held, head, unit, date(2018, 8, 10) + timedelta(n))) <= 1


@settings(max_examples=100, deadline=None)
@given(LISTS)
def test_the_same_list_again_changes_nothing_where_it_was_entered(lists):
    held: list[Post] = []
    for lines in lists:
        held, _, faults = laid(held, lines)
        again, register, _ = laid(held, lines)
        if (
            not faults
            and all(line.until is None for line in lines)
            and len({(x.head, x.unit) for x in lines}) == len(lines)
        ):
            assert again == held and {c.kind for c in register.changes} <= {UNCHANGED}


@settings(max_examples=25, deadline=None)
@given(LISTS)
def test_history_is_readable_at_every_number_and_day(tmp_path_factory, lists):
    """What the register said up to a number is what it says for that number ever after."""
    ledger = open_ledger(tmp_path_factory.mktemp("posts"))
    held: list[Post] = []
    told: dict[int, list[Post]] = {}
    for lines in lists:
        before = held
        held, register, faults = laid(held, lines)
        if not faults and held != before:
            with ledger.write() as connection:
                number = appoint(
                    connection, [c.post for c in register.changes if c.kind != UNCHANGED], Entry("白雪", AT)
                )
            told[number] = held
    with ledger.read() as connection:
        rows = connection.execute(sa.select(post).order_by(post.c.seq)).mappings().all()
        names = {c for c in rows[0] if c not in ("actor", "on_behalf", "recorded_at")} if rows else set()
        for number, then in told.items():
            newest = {(r["post_id"], r["valid_from"]): {n: r[n] for n in names} for r in rows if r["seq"] <= number}
            assert sorted(map(repr, map(as_post, newest.values()))) == sorted(map(repr, then))
        if told:
            assert sorted(map(repr, map(as_post, standing(connection)))) == sorted(map(repr, held))
        assert posts(connection).num_rows == len(rows)
    ledger.close()


def town(name="刘建国", since=None, until=None, phone=None, unit="610830100"):
    return Wanted("township_head", unit, name, since, until, phone, area_code=unit)


def test_a_newcomer_ends_the_one_before_and_keeps_the_post_id():
    held = [Post("t1", "township_head", "刘建国", date(2017, 9, 1), area_code="610830100")]
    register = Register(held, SINGLE)
    assert register.lay([town("王芳", date(2018, 9, 10))], None) == []
    ended, new = register.changes
    assert (ended.kind, ended.post.valid_to, new.kind, new.post.post_id) == (ENDED, date(2018, 9, 9), NEW, "t1")
    assert [p.person_name for p in register.on(date(2018, 9, 9))] == ["刘建国"]
    assert [p.person_name for p in register.on(date(2018, 9, 10))] == ["王芳"]


def test_a_new_phone_is_a_change_and_silence_ends_nobody():
    held = [Post("t1", "township_head", "刘建国", date(2017, 9, 1), phone="1", area_code="610830100"),
            Post("t2", "township_head", "师学义", date(2017, 9, 1), area_code="610830101")]  # fmt: skip
    register = Register(held, SINGLE)
    assert register.lay([town(phone="2"), town()], FIRST) == []
    assert [c.kind for c in register.changes] == ["changed", "unchanged"]
    assert len(register.on(FIRST)) == 2


def test_two_for_one_post_from_one_day_is_a_fault_and_so_is_a_newcomer_without_a_day():
    register = Register([], SINGLE)
    faults = register.lay([town("刘建国", FIRST), town("王芳", FIRST), town("白雪", unit="610830101")], None)
    assert [(f.line, f.code) for f in faults] == [(1, "post_taken"), (2, "post_undated")]


def test_a_last_day_before_the_first_and_one_for_a_stranger():
    register = Register([], SINGLE)
    faults = register.lay([town("刘建国", FIRST, date(2018, 8, 1)), town("王芳", None, date(2018, 8, 1))], FIRST)
    assert {f.line: f.code for f in faults} == {0: "date_order", 1: "post_unknown"}


def test_a_delegation_ends_with_either_holder_and_with_the_next():
    given = [Delegation("t1", "c1", date(2018, 1, 1))]
    left = Post("t1", "township_head", "刘建国", date(2017, 9, 1), date(2018, 9, 9), area_code="X")
    assert lay_delegations(given, [], [], [left], FIRST) == [Delegation("t1", "c1", date(2018, 1, 1), date(2018, 9, 9))]
    fresh = Delegation("t1", "c2", FIRST)
    assert lay_delegations(given, [fresh], [], [], FIRST) == [
        Delegation("t1", "c1", date(2018, 1, 1), date(2018, 8, 31)),
        fresh,
    ]
    assert lay_delegations(given, [Delegation("t1", "c1", FIRST)], [], [], FIRST) == []
    assert lay_delegations(given, [], ["t1"], [], FIRST) == [
        Delegation("t1", "c1", date(2018, 1, 1), date(2018, 8, 31))
    ]
    assert given[0].valid_to == OPEN

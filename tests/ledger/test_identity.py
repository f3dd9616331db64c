"""Matching never guesses: numbers first, then name with birth date and school, else a question."""

from datetime import date, datetime

import pytest

from baoxue.ledger import Refused, open_ledger
from baoxue.ledger.cases import Event, append, heads
from baoxue.ledger.identity import (
    Incoming,
    canonical,
    links,
    match,
    merge,
    names,
    newest_naming,
    people,
    person,
    register,
    rename,
)

AT = datetime(2018, 9, 30, 10)
ID, OTHER_ID = "610830200801010017", "610830200801010025"
BORN = date(2008, 1, 1)


def row(name="张小明", id_number=ID, student_number=f"G{ID}", school="2161083000", born=BORN) -> Incoming:
    return Incoming(name, id_number, student_number, "1", born, school)


@pytest.fixture
def taken(tmp_path):
    """A function that takes rows in and answers (kind, child_key) of each."""
    ledger = open_ledger(tmp_path)

    def take(*rows, at=AT):
        with ledger.write() as connection:
            matches = match(connection, rows)
            keys = register(connection, rows, matches, at, "学籍管理员")
        return [(m.kind, m.why, k) for m, k in zip(matches, keys, strict=True)]

    take.ledger = ledger
    yield take
    ledger.close()


def test_a_known_number_is_the_same_child_though_the_name_is_spelled_with_spaces(taken):
    assert taken(row()) == [("new", "", 1)]
    assert taken(row(name="张 小　明")) == [("id", "", 1)]


def test_a_number_of_another_name_is_a_question(taken):
    taken(row())
    assert taken(row(name="李红")) == [("question", "other_name", None)]


def test_numbers_of_two_children_are_a_question(taken):
    taken(row(), row("李红", OTHER_ID, f"G{OTHER_ID}"))
    assert taken(row(student_number=f"G{OTHER_ID}")) == [("question", "two_children", None)]


def test_a_temporary_number_becomes_permanent_by_a_link_and_stays_one_child(taken):
    temporary = "L610830200801010001"
    assert taken(row(id_number=None, student_number=temporary)) == [("new", "", 1)]
    assert taken(row()) == [("name_birth", "", 1)]
    with taken.ledger.read() as connection:
        (link,) = links(connection, 1)
        assert (link.kind, link.old, link.new) == ("temporary_to_permanent", temporary, f"G{ID}")
        numbers = {n["number"]: n["valid_to"] for n in person(connection, 1)["numbers"]}
    assert numbers[temporary] == AT.date() and numbers[f"G{ID}"] is None
    assert taken(row(id_number=None, student_number=temporary)) == [("student", "", 1)]


def test_namesakes_without_numbers_are_a_question(taken):
    taken(row(), row("张小明", OTHER_ID, f"G{OTHER_ID}"))
    assert taken(row(id_number=None, student_number=None)) == [("question", "many", None)]


def test_a_namesake_with_another_id_is_another_child(taken):
    taken(row(student_number=None))
    assert taken(row(id_number=OTHER_ID, student_number=None)) == [("new", "", 2)]


def test_two_rows_of_one_file_that_are_one_child_are_a_question(taken):
    taken(row())
    assert [found[:2] for found in taken(row(), row())] == [("question", "same_rows")] * 2


@pytest.mark.parametrize(
    "first, second",
    [
        (row(), row(school="2161083001")),
        (row(), row("李红", student_number=f"G{OTHER_ID}")),
        (row(id_number=None), row("李红", OTHER_ID)),
        (row(id_number=None, student_number=None), row(student_number=None)),
    ],
)
def test_new_rows_that_claim_the_same_number_or_cannot_be_told_apart_are_a_question(taken, first, second):
    assert [found[:2] for found in taken(first, second)] == [("question", "same_rows")] * 2
    assert taken(row("王一", "610830200801010033", None)) == [("new", "", 1)]


def test_namesakes_with_id_numbers_of_their_own_are_two_children(taken):
    assert [found[0] for found in taken(row(), row(id_number=OTHER_ID, student_number=None))] == ["new", "new"]


@pytest.mark.parametrize("forms", [(None, f"G{ID}"), (ID, None)])
@pytest.mark.parametrize("later", [(ID, None), (None, f"G{ID}"), (ID, f"G{ID}"), (ID, "L610830200801010001")])
def test_an_id_number_and_the_student_number_that_carries_it_are_one_child(taken, forms, later):
    assert taken(row(id_number=forms[0], student_number=forms[1])) == [("new", "", 1)]
    known = taken(row(id_number=later[0], student_number=later[1], school="2161083001", born=None))
    assert known == [("id" if later[0] else "student", "", 1)]
    assert taken(row(name="李红", id_number=later[0], student_number=later[1])) == [("question", "other_name", None)]
    with taken.ledger.read() as connection:
        held = {n["number"] for n in person(connection, 1)["numbers"]}
    assert held == {n for n in (*forms, *later) if n}


def test_an_id_number_whose_permanent_number_another_bears_is_a_question(taken):
    taken(row(id_number=None), row("李红", OTHER_ID, None))
    assert taken(row(id_number=OTHER_ID)) == [("question", "two_children", None)]


def test_rows_sent_together_by_the_two_forms_of_one_number_are_a_question(taken):
    sent = row(id_number=None), row(student_number=None, school="2161083001", born=None)
    assert [found[:2] for found in taken(*sent)] == [("question", "same_rows")] * 2


def test_a_name_alone_is_a_question(taken):
    assert taken(row(id_number=None, student_number=None, born=None)) == [("question", "nothing", None)]


def test_double_records_are_merged_by_an_act(taken):
    taken(row(), row("张晓明", OTHER_ID, f"G{OTHER_ID}"))
    with taken.ledger.write() as connection:
        merge(connection, 2, 1, "同一人", "基教股", AT)
        assert canonical(connection) == {2: 1}
        with pytest.raises(Refused):
            merge(connection, 1, 2, "同一人", "基教股", AT)
    assert taken(row("张小明", OTHER_ID, f"G{OTHER_ID}")) == [("id", "", 1)]


def test_a_corrected_name_is_the_childs_and_the_act_keeps_the_old_one(taken):
    taken(row())
    with taken.ledger.write() as connection:
        seq = rename(connection, 1, "张晓明", "户口簿", "基教股", AT)
        assert newest_naming(connection) == seq
        (act,) = links(connection, 1)
        assert (act.kind, act.old, act.new, act.reason, act.actor, act.recorded_at) == (
            "renamed", "张小明", "张晓明", "户口簿", "基教股", AT)  # fmt: skip
        assert names(connection).to_pylist()[0]["pinyin_key"].endswith("zhangxiaoming")
        for key, name in ((1, "张晓明"), (7, "王一")):
            with pytest.raises(Refused):
                rename(connection, key, name, "户口簿", "基教股", AT)
    assert taken(row("张晓明")) == [("id", "", 1)]
    assert taken(row()) == [("question", "other_name", None)]
    with taken.ledger.write() as connection:
        rename(connection, 1, "张小明", "看错", "基教股", AT)
        assert [(act.old, act.new) for act in links(connection, 1)] == [("张小明", "张晓明"), ("张晓明", "张小明")]


def test_a_joined_record_takes_the_name_of_the_one_that_stands_and_follows_it(taken):
    taken(row(), row("张晓明", OTHER_ID, f"G{OTHER_ID}"))
    with taken.ledger.write() as connection:
        merge(connection, 2, 1, "同一人", "基教股", AT)
        (act,) = links(connection, 1)
        assert (act.kind, act.other_key, act.old, act.new) == ("double_record", 2, "张晓明", "张小明")
        assert [found["name"] for found in names(connection).to_pylist()] == ["张小明", "张小明"]
        with pytest.raises(Refused, match="已并入 1"):
            rename(connection, 2, "张明", "户口簿", "基教股", AT)
        rename(connection, 1, "张明", "户口簿", "基教股", AT)
        assert [found["name"] for found in names(connection).to_pylist()] == ["张明", "张明"]
    assert taken(row("张明", OTHER_ID, f"G{ID}")) == [("id", "", 1)]


def test_each_record_is_told_by_its_own_numbers_whoever_is_asked_for_beside_it(taken):
    """Of joined records the one that stands fills what it lacks from the other; the joining is told of both."""
    taken(row(student_number=None), row("李红", OTHER_ID, "L610830200609040123", born=date(2006, 9, 4)))
    with taken.ledger.write() as connection:
        merge(connection, 2, 1, "同一人", "基教股", AT)
        for asked in ([1, 2], [2, 1], iter([1, 2]), [1], [2]):
            told = {key: (of["id_number"], of["student_number"]) for key, of in people(connection, asked).items()}
            expected = {1: (ID, "L610830200609040123"), 2: (OTHER_ID, "L610830200609040123")}
            assert told == {key: expected[key] for key in told} and told
        for key in (1, 2):
            assert [(link.kind, link.other_key, link.child_key) for link in links(connection, key)] == [
                ("double_record", 2, 1)
            ]


def test_the_record_with_a_case_stands(taken):
    taken(row(), row("张晓明", OTHER_ID, f"G{OTHER_ID}"))
    opened = Event(2, "opened", "suspected", date(2018, 9, 5), AT, "publish", reason="run")
    with taken.ledger.write() as connection:
        append(connection, [opened])
        with pytest.raises(Refused, match="有个案"):
            merge(connection, 2, 1, "同一人", "基教股", AT)
        merge(connection, 1, 2, "同一人", "基教股", AT)
        with pytest.raises(Refused):
            merge(connection, 9, 2, "同一人", "基教股", AT)


def test_a_record_whose_cases_are_cleared_as_doubles_is_joined_to_the_one_with_the_case(taken):
    taken(row(), row("张晓明", OTHER_ID, f"G{OTHER_ID}"))
    with taken.ledger.write() as connection:
        for key in (1, 2):
            append(connection, [Event(key, "opened", "suspected", date(2018, 9, 5), AT, "publish", reason="run")])
        for double, standing in ((1, 2), (2, 1)):
            with pytest.raises(Refused, match="并案重复"):
                merge(connection, double, standing, "同一人", "基教股", AT)
        ends = {"case_no": heads(connection, [1])[1].case_no, "outcome": "merged"}
        append(connection, [Event(1, "cleared", "cleared", date(2018, 9, 10), AT, "基教股", **ends)])
        with pytest.raises(Refused, match="2018-0002"):
            merge(connection, 2, 1, "同一人", "基教股", AT)
        merge(connection, 1, 2, "同一人", "基教股", AT)
        assert canonical(connection) == {1: 2}


@pytest.mark.parametrize("outcome", ["returned", "mark_error"])
def test_a_record_whose_case_ended_otherwise_stays_itself(taken, outcome):
    taken(row(), row("张晓明", OTHER_ID, f"G{OTHER_ID}"))
    ended = "closed" if outcome == "returned" else "cleared"
    with taken.ledger.write() as connection:
        append(connection, [Event(1, "opened", "suspected", date(2018, 9, 5), AT, "publish", reason="run")])
        case_no = heads(connection, [1])[1].case_no
        append(connection, [Event(1, ended, ended, date(2018, 9, 10), AT, "基教股", case_no=case_no, outcome=outcome)])
        with pytest.raises(Refused, match=case_no):
            merge(connection, 1, 2, "同一人", "基教股", AT)


def test_names_are_given_with_the_key_people_search_by(taken):
    taken(row("单小明"))
    with taken.ledger.read() as connection:
        assert names(connection).to_pylist() == [
            {"child_key": 1, "name": "单小明", "pinyin_key": "dxm cxm sxm danxiaoming"}
        ]

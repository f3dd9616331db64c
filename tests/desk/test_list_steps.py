"""Answers to a list from above step by step: own lines only, another person each time, the case that follows."""

import shutil
from datetime import date

import pytest

from baoxue.access import Viewer, viewer_of
from baoxue.access.viewers import Scope
from baoxue.desk import lists as desk
from baoxue.desk import permits
from baoxue.desk.lists import Answer
from baoxue.ledger import Refused, cases, lists, open_ledger
from baoxue.ledger.identity import person
from baoxue.ledger.posts import posts
from baoxue.ledger.tables import case_event
from baoxue.wiring import close_all, ledger_of, open_figures
from tests.conftest import AS_OF
from tests.desk.test_lists import HEADING, line
from tests.desk.test_submit import CLERK
from tests.intake.made import id_number, xlsx

NAME, RECEIVED, REPLY = "市局第二批", date(2018, 12, 12), date(2018, 12, 31)
LIST = lists.id_of(NAME, RECEIVED)
SECOND = Viewer(("bureau_clerk-2",), "惠干事", "bureau_clerk", (Scope("county"),))
SAID = Answer("mark_error", "霍老师", "更正的考勤表")


@pytest.fixture(scope="session")
def listed(county, tmp_path_factory):
    """A county with a list of six: an ordinary pupil, a poor one, one elsewhere, two with open cases (absent; unverified),
    and nobody. Never change it."""
    folder = tmp_path_factory.mktemp("listed")
    home = folder / "home"
    shutil.copytree(county.home, home)
    with pytest.MonkeyPatch.context() as patch:
        look_at(home, patch)
        rows = [line(who["name"], who["number"], "宽州镇", no=n) for n, who in enumerate(people(home), 1)]
        path = xlsx(folder / "list.xlsx", ("名单", [HEADING, *rows]))
        desk.receive(home, CLERK, path, NAME, RECEIVED, REPLY)
        close_all()
    return home


@pytest.fixture
def home(listed, monkeypatch, tmp_path):
    home = tmp_path / "home"
    shutil.copytree(listed, home)
    look_at(home, monkeypatch)
    yield home
    close_all()


def look_at(home, patch) -> None:
    close_all()
    patch.setenv("BAOXUE_HOME", str(home))
    patch.setenv("BAOXUE_AS_OF", "2018-12-20T18:30")


def people(home) -> list[dict]:
    """Whom the list names, found by what the data say of them."""
    figures = open_figures(home)
    county = {"as_of": AS_OF, "area": "610830"}
    ledger = figures.children("pg_ledger", CLERK, **county).rows
    cased = {r["child_key"] for r in ledger}
    known = {r["child_key"] for r in figures.children("pg_list_lines", CLERK, list_id=first_list(home), **county).rows}
    pupils = [r for r in figures._instance.ask("dim_child", figures._bind("2018-12", AS_OF, None, {})).to_pylist()
              if r["month"] == "2018-12" and r["is_at_school"] and r["child_key"] not in cased | known and r["stage"] == "primary"
              and r["placement"] == "ordinary" and r["rolls_n"] == 1 and r["village_code"]]  # fmt: skip
    query = "select child_key from drv_child_run where month = '2018-12' and last_present >= date '2018-12-18'"
    seen = {r["child_key"] for r in figures._instance.run(query).to_pylist()}
    away = figures.children("pg_elsewhere", CLERK, **county).rows
    chosen = [
        next(
            r["child_key"] for r in pupils if not r["is_poor"] and r["child_key"] in seen and is_drawn(r["child_key"])
        ),
        next(r["child_key"] for r in pupils if r["is_poor"] and r["child_key"] in seen),
        next(
            r["child_key"]
            for r in away
            if r["whereabouts"] == "elsewhere_proved" and r["child_key"] not in cased | known
        ),
        next(r["child_key"] for r in ledger if r["is_open"] and r["suspicion"] == "run" and r["state"] == "suspected"),
        next(r["child_key"] for r in ledger if r["is_open"] and r["suspicion"] == "unverified"),
    ]
    with open_ledger(home).read() as connection:
        found = [person(connection, key) for key in chosen]
    numbers = [next(n["number"] for n in p["numbers"] if n["kind"] == "id" and n["valid_to"] is None) for p in found]
    return [{"name": p["name"], "number": n} for p, n in zip(found, numbers, strict=True)] + [
        {"name": "孙不在", "number": id_number(49, date(2008, 1, 1))}
    ]


def is_drawn(key: int) -> bool:
    """Whether the rule draws the child among the tenth of December."""
    return (key * 7919 + (2018 * 12 + 12) * 104729) % 10007 * 100 < 10007 * 10


def first_list(home) -> str:
    return open_figures(home).aggregate("pg_lists", area="610830", as_of=AS_OF).rows[-1]["list_id"]


def row(home, number: int, by: Viewer = CLERK) -> dict:
    return next(r for r in desk.worked(home, by, LIST) if r["line_no"] == number)


def of(home, head: str, number: int) -> Viewer:
    """Who holds a post over the child of a line."""
    found = row(home, number)
    place = found["school_code"] if head in ("principal", "clerk_school", "central_school") else found["township_code"]
    place = found["village_code"] if head == "village_head" else place
    with ledger_of(home).read() as connection:
        return viewer_of(posts(connection).to_pylist(), f"{head}-{place}", AS_OF.date())


def happened(home, case_no: str) -> list[tuple]:
    with open_ledger(home).read() as connection:
        rows = connection.execute(case_event.select().where(case_event.c.case_no == case_no).order_by(case_event.c.seq))
        return [(r.event, r.resulting_state, r.outcome, r.actor) for r in rows]


def acted(home, case_no: str) -> list[tuple]:
    """Event by event the post that entered it."""
    with open_ledger(home).read() as connection:
        rows = connection.execute(case_event.select().where(case_event.c.case_no == case_no).order_by(case_event.c.seq))
        return [(r.event, r.post_id) for r in rows]


def refused(code: str, act) -> None:
    with pytest.raises(Refused) as found:
        act()
    assert found.value.code == code


def test_what_the_data_prove_is_accepted_together_and_the_bureaus_own_approvals_are_left(home):
    assert desk.accept_proved(home, CLERK, LIST) == 1
    assert desk.accept_proved(home, CLERK, LIST) == 0
    one, poor, away = (row(home, n) for n in (1, 2, 3))
    assert (one["state"], one["code"], one["evidence_state"]) == ("answered", "at_county_school", "proved")
    assert (one["proposed_by"], one["verified_by"], one["reviewed_by"]) == ("数据比对", CLERK.name, None)
    assert one["is_drawn"] and one["is_to_review"]
    assert [(r["state"], r["data_code"] is not None, r["needs_each"]) for r in (poor, away)] == [
        ("matched", True, 1)
    ] * 2
    refused("own_check", lambda: desk.review(home, CLERK, LIST, [1]))
    assert desk.review(home, SECOND, LIST, [1]) == 1
    assert (row(home, 1)["is_to_review"], row(home, 1)["reviewed_by"]) == (0, "惠干事")
    refused("not_waiting", lambda: desk.review(home, SECOND, LIST, [1]))


def test_a_sample_that_proves_wrong_takes_the_answer_back(home):
    desk.accept_proved(home, CLERK, LIST)
    refused("no_reason", lambda: desk.review(home, SECOND, LIST, [1], agrees=False))
    desk.review(home, SECOND, LIST, [1], agrees=False, note="不在教室")
    back = row(home, 1)
    assert (back["state"], back["code"], back["returned_by"], back["returned_why"]) == (
        "matched",
        None,
        "惠干事",
        "不在教室",
    )


def test_school_proposes_township_verifies_and_the_bureau_approves_the_poor(home):
    head, town = of(home, "principal", 2), of(home, "township_head", 2)
    desk.propose(home, head, LIST, 2, Answer("at_county_school", "霍老师", "学籍证明", "第一小学"))
    assert row(home, 2)["state"] == "proposed"
    refused(
        "own_check",
        lambda: desk.verify(home, Viewer(town.post_ids, head.name, "township_head", town.scopes), LIST, [2]),
    )
    desk.verify(home, town, LIST, [2])
    waiting = row(home, 2)
    assert (waiting["state"], waiting["verified_by"], waiting["is_drawn"]) == ("verified", town.name, 0)
    assert not open_figures(home).aggregate("pg_list_reply", list_id=LIST).rows
    desk.review(home, CLERK, LIST, [2])
    assert (row(home, 2)["state"], row(home, 2)["reviewed_by"]) == ("answered", CLERK.name)
    refused("answered", lambda: desk.propose(home, head, LIST, 2, SAID))


def test_of_others_the_townships_word_holds_and_a_proposal_given_back_is_made_again(home):
    head, town = of(home, "principal", 1), of(home, "township_head", 1)
    desk.propose(home, head, LIST, 1, Answer("at_county_school", "霍老师", "学籍证明", "第一小学"))
    desk.verify(home, town, LIST, [1], agrees=False, note="没有考勤表")
    assert (row(home, 1)["state"], row(home, 1)["returned_why"]) == ("matched", "没有考勤表")
    desk.propose(home, head, LIST, 1, Answer("at_county_school", "霍老师", "学籍证明、考勤表", "第一小学"))
    desk.verify(home, town, LIST, [1])
    assert row(home, 1)["state"] == "answered"


def test_another_places_line_is_no_line_of_the_viewers(home):
    head = of(home, "principal", 1)
    own = {r["line_no"] for r in desk.worked(home, head, LIST)}
    assert own == {r["line_no"] for r in desk.worked(home, CLERK, LIST) if r["school_code"] == head.scopes[0].codes[0]}
    refused("no_line", lambda: desk.propose(home, head, LIST, 6, SAID))
    other = Viewer(("t",), "镇", "township_head", (Scope("area", ("610830999",)),))
    refused("no_line", lambda: desk.verify(home, other, LIST, [1]))


def test_a_line_that_means_nobody_belongs_to_the_township_that_the_list_names(home):
    town = Viewer(("t",), "刘建国", "township_head", (Scope("area", ("610830100",)),))
    assert 6 in {r["line_no"] for r in desk.worked(home, town, LIST)}
    desk.propose(home, town, LIST, 6, Answer("no_such_person", "王村长", "派出所证明"))
    assert row(home, 6)["state"] == "proposed" and row(home, 6)["needs_each"] == 1


@pytest.mark.parametrize(("post", "steps"), [("county_head", ["reviewed"]), ("inspector-2161083000", [])])
def test_who_does_not_work_on_lists_does_no_step(home, post, steps):
    with ledger_of(home).read() as connection:
        viewer = viewer_of(posts(connection).to_pylist(), post, AS_OF.date())
    assert [step for step in permits.LIST_STEPS if permits.can_answer_lists(viewer, step)] == steps
    refused("no_step", lambda: desk.propose(home, viewer, LIST, 1, SAID))
    refused("no_step", lambda: desk.verify(home, viewer, LIST, [1]))


@pytest.mark.parametrize("code", ["mark_error", "merged", "dead", "wrong_record"])
def test_no_clerk_ends_a_case_with_a_name_that_the_clerk_typed(home, code):
    number, before = row(home, 5)["case_no"], len(happened(home, row(home, 5)["case_no"]))
    assert desk.answer(home, CLERK, LIST, 5, Answer(code, "霍老师", "证明")) is None
    waits = row(home, 5)
    assert (waits["state"], waits["proposed_by"], waits["verified_by"], waits["case_no"]) == (
        "verified",
        "霍老师",
        CLERK.name,
        number,
    )
    assert len(happened(home, number)) == before
    refused("own_check", lambda: desk.review(home, CLERK, LIST, [5]))
    desk.review(home, SECOND, LIST, [5])
    assert [step[0] for step in happened(home, number)[before:]] == [
        "requested",
        "closed" if code == "dead" else "cleared",
    ]


def test_who_stands_behind_a_step_does_not_take_the_next_one(home):
    """The clerk acts for the director: the director, in whose name the answer was verified, may not approve it as well."""
    with ledger_of(home).read() as connection:
        director = viewer_of(posts(connection).to_pylist(), "director", AS_OF.date())
    desk.answer(home, CLERK, LIST, 5, Answer("dead", "霍老师", "死亡证明"))
    assert row(home, 5)["in_name_of"] == director.name
    refused("own_check", lambda: desk.review(home, director, LIST, [5]))
    desk.review(home, SECOND, LIST, [5])
    desk.propose(home, of(home, "village_head", 3), LIST, 3, Answer("in_province", "王村长", "就读证明", "西安某小学"))
    assert row(home, 3)["in_name_of"] is None


def test_an_ordinary_line_that_the_clerk_answers_holds_and_may_be_drawn(home):
    desk.answer(home, CLERK, LIST, 1, Answer("at_county_school", "霍老师", "学籍证明", "第一小学"))
    one = row(home, 1)
    assert (one["state"], one["proposed_by"], one["verified_by"], one["reviewed_by"]) == (
        "answered",
        "霍老师",
        CLERK.name,
        None,
    )
    assert one["is_drawn"] and one["is_to_review"]


def test_who_is_at_school_again_after_absence_is_observed_and_not_cleared(home):
    number = row(home, 4)["case_no"]
    desk.answer(home, CLERK, LIST, 4, Answer("at_county_school", "霍老师", "学籍证明", "第一小学"))
    desk.review(home, SECOND, LIST, [4])
    assert happened(home, number)[-1] == ("returned", "returned", None, SECOND.name)
    with open_ledger(home).read() as connection:
        assert cases.heads(connection)[row(home, 4)["child_key"]].is_open


def test_a_suspicion_that_proves_wrong_is_cleared_with_its_code_in_both_names(home):
    number = row(home, 5)["case_no"]
    desk.answer(home, CLERK, LIST, 5, Answer("out_of_province", "王村长", "就读证明", "义乌市某小学"))
    desk.review(home, SECOND, LIST, [5])
    assert happened(home, number)[-2:] == [
        ("requested", "suspected", None, "王村长"), ("cleared", "cleared", "out_province", SECOND.name)
    ]  # fmt: skip
    assert (row(home, 5)["state"], row(home, 5)["case_no"]) == ("answered", None)


def test_the_events_of_an_answer_carry_the_posts_of_those_who_passed_it(home):
    """The proposer's post asks for the end, also where a third hand lets it hold; whom the bureau names has none there."""
    number, village, town = row(home, 5)["case_no"], of(home, "village_head", 5), of(home, "township_head", 5)
    assert acted(home, number) == [("opened", None)]
    desk.propose(home, village, LIST, 5, Answer("out_of_province", "王村长", "就读证明", "义乌市某小学"))
    desk.verify(home, town, LIST, [5])
    desk.review(home, SECOND, LIST, [5])
    assert acted(home, number)[1:] == [("requested", village.post_id), ("cleared", "bureau_clerk-2")]
    typed = row(home, 4)["case_no"]
    desk.answer(home, CLERK, LIST, 4, Answer("merged", "霍老师", "证明"))
    desk.review(home, SECOND, LIST, [4])
    assert acted(home, typed)[-2:] == [("requested", None), ("cleared", "bureau_clerk-2")]
    head = of(home, "village_head", 3)
    opened = desk.propose(home, head, LIST, 3, Answer("lost", "王村长", owner="镇长", due_on=date(2018, 12, 28)))
    assert acted(home, opened) == [("opened", head.post_id)]


def test_what_leaves_a_child_out_of_school_is_believed_at_once_and_opens_one_case(home):
    head = of(home, "village_head", 3)
    said = Answer("lost", "王村长", owner="镇长", due_on=date(2018, 12, 28))
    number = desk.propose(home, head, LIST, 3, said)
    assert happened(home, number) == [("opened", "suspected", None, head.name)]
    assert desk.propose(home, head, LIST, 3, said) == number and len(happened(home, number)) == 1
    assert (row(home, 3)["state"], row(home, 3)["owner"]) == ("open", "镇长")
    desk.propose(home, head, LIST, 3, Answer("in_province", "王村长", "就读证明", "西安某小学"))
    waits = row(home, 3)
    assert (waits["state"], waits["code"], waits["owner"], waits["due_on"]) == (
        "proposed",
        "in_province",
        "镇长",
        said.due_on,
    )
    (held,) = open_figures(home).aggregate("pg_list_reply", list_id=LIST).rows
    assert held["code"] == "lost"


def test_who_is_found_out_of_school_has_the_suspected_case_verified(home):
    """Opened by the program as suspected: the answer that the child is out of school is its verification, once."""
    number, before = row(home, 5)["case_no"], len(happened(home, row(home, 5)["case_no"]))
    head = of(home, "village_head", 5)
    said = Answer("dropped_out", "王村长", cause="外出务工", owner="镇长", due_on=date(2018, 12, 28))
    assert desk.propose(home, head, LIST, 5, said) == number
    assert [step[:2] for step in happened(home, number)[before:]] == [("verified", "verified")]
    desk.propose(home, head, LIST, 5, said)
    assert len(happened(home, number)) == before + 1


def test_who_inspects_a_school_does_not_answer_for_it_by_another_post(home):
    """The principal of one school who inspects another reads the line of a pupil there, and leaves it to others."""
    school = row(home, 1)["school_code"]
    own = next(r["place"] for r in open_figures(home).aggregate("pg_places", as_of=AS_OF).rows
               if r["place_level"] == "school" and r["place"] != school)  # fmt: skip
    reach = (Scope("school", (own,)), Scope("school", (school,), "inspector"))
    guest = Viewer((f"principal-{own}", "inspector-9"), "霍学义", "principal", reach)
    assert row(home, 1, by=guest)
    refused("no_line", lambda: desk.propose(home, guest, LIST, 1, Answer("dropped_out", "张三", "走访记录")))
    head = Viewer(("central-x", "inspector-9"), "霍学义", "central_school", reach)
    refused("no_line", lambda: desk.verify(home, head, LIST, [1]))

"""Entering the list of the seven heads as the bureau's clerk; who was delegated may act, and whose name stays."""

from datetime import date

import pytest

from baoxue.access import viewer_of
from baoxue.desk import posts as desk
from baoxue.desk.actors import on_behalf
from baoxue.ledger import Refused, traces
from baoxue.ledger.posts import standing, standing_delegations
from baoxue.wiring import ledger_of, open_figures
from tests.conftest import AS_OF
from tests.intake.made import xlsx

SINCE = date(2018, 12, 1)


def viewer(home, post):
    with ledger_of(home).read() as connection:
        return viewer_of(standing(connection), post, AS_OF.date(), delegations=standing_delegations(connection))


def book(home, *rows):
    path = xlsx(home / "七长.xlsx", ("七长", [["七长名册"], ["职责", "姓名", "镇", "经办人", "备注"], *rows]))
    return path.read_bytes()


def acting(home, by):
    with ledger_of(home).read() as connection:
        return on_behalf(connection, by)


def heads(home):
    rows = open_figures(home).aggregate("pg_seven_heads", as_of=AS_OF, area="610830").rows
    return {(r["head"], r["unit_code"]): r for r in rows}


def test_a_new_head_is_entered_and_the_one_before_ended(home):
    before = heads(home)["township_head", "610830102"]["person_name"]
    content, clerk = book(home, ["镇长", "新镇长", "折家坪镇", "", ""]), viewer(home, "bureau_clerk")
    said = desk.rehearse(home, clerk, "七长.xlsx", content, SINCE)
    assert (said.count("new"), said.count("ended")) == (1, 1) and heads(home)["township_head", "610830102"][
        "person_name"
    ] == before
    desk.enter(home, clerk, "七长.xlsx", content, SINCE)
    assert heads(home)["township_head", "610830102"]["person_name"] == "新镇长"
    assert viewer(home, "township_head-610830102").name == "新镇长"
    with ledger_of(home).read() as connection:
        assert [t.act for t in traces.traces(connection, "七长.xlsx")] == ["enter_posts"]


@pytest.mark.parametrize("post", ["director", "township_head-610830100", "principal-2161083000", "nobody"])
def test_nobody_else_enters_posts(home, post):
    with pytest.raises(Refused, match="您的岗位不能"):
        desk.enter(home, viewer(home, post), "七长.xlsx", book(home, ["镇长", "新", "折家坪镇", "", ""]), SINCE)


def test_who_was_delegated_acts_and_the_clerk_of_the_place_may_not(home):
    row = heads(home)["township_head", "610830101"]
    village = next(d for d in _given(home) if d["post_id"] == "township_head-610830101")["delegate_post_id"]
    delegate = viewer(home, village)
    assert acting(home, delegate) == row["person_name"] and row["delegate_name"] == delegate.name
    assert any("610830101" in scope.codes for scope in delegate.scopes)
    with pytest.raises(Refused, match="已授权他人"):
        acting(home, viewer(home, "clerk_township-610830101"))
    first = heads(home)["township_head", "610830100"]
    assert acting(home, viewer(home, "clerk_township-610830100")) == first["person_name"]
    by_office = heads(home)["township_head", "610830103"]
    assert acting(home, viewer(home, "clerk_township-610830103")) == by_office["person_name"]


def test_an_empty_post_without_a_reason_stands_first(home):
    rows = open_figures(home).aggregate("pg_seven_heads", as_of=AS_OF, area="610830").rows
    villages = [r for r in rows if r["head"] == "village_head"]
    vacant = [r["gap_note"] for r in villages if r["gap_reason"] == "vacant"]
    assert vacant[0] is None and vacant[-1] == "换届中,由包村干部代管"
    assert [r["gap_reason"] for r in villages[: len(vacant)]] == ["vacant"] * len(vacant)


def _given(home):
    with ledger_of(home).read() as connection:
        return standing_delegations(connection)

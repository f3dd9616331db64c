"""Verifying children elsewhere: each step by its post, never by the one before, with a proof, once however often pressed."""

from dataclasses import replace

import pytest

from baoxue.access import viewer_of
from baoxue.desk import elsewhere as desk
from baoxue.desk import permits
from baoxue.desk.elsewhere import Verified
from baoxue.ledger import Refused, whereabouts
from baoxue.ledger.identity import merge
from baoxue.ledger.posts import posts
from baoxue.reports.home_letter import letter
from baoxue.wiring import ledger_of, open_figures
from tests.conftest import AS_OF


def viewer(home, post):
    with ledger_of(home).read() as connection:
        return viewer_of(posts(connection).to_pylist(), post, AS_OF.date())


def listed(home, by, area="610830"):
    return open_figures(home).children("pg_elsewhere", by, as_of=AS_OF, area=area).rows


def overdue(home):
    """A child that nobody proved in time, with the village and township that answer for it."""
    row = next(
        r
        for r in listed(home, viewer(home, "bureau_clerk"))
        if r["is_overdue"] and not r["refuted_on"] and r["said"] != "unknown"
    )
    return (
        row,
        viewer(home, f"village_head-{row['village_code']}"),
        viewer(home, f"clerk_township-{row['township_code']}"),
    )


def acts(home, child_key):
    with ledger_of(home).read() as connection:
        return whereabouts.of_child(connection, child_key)


def state(home, by, child_key):
    return next(r for r in listed(home, by) if r["child_key"] == child_key)


def test_the_village_checks_the_township_reviews_and_both_names_stay(home):
    row, village, township = overdue(home)
    number = desk.verify(home, village, Verified(row["child_key"], "confirmed", "certificate"))
    assert desk.verify(home, village, Verified(row["child_key"], "confirmed", "certificate")) == number
    after = state(home, village, row["child_key"])
    assert (after["whereabouts"], after["proof"], after["checked_by"]) == (
        "elsewhere_proved",
        "certificate",
        village.name,
    )
    desk.verify(home, township, Verified(row["child_key"], "confirmed"))
    after = state(home, township, row["child_key"])
    assert (after["checked_by"], after["reviewed_by"]) == (village.name, township.name)
    recorded = acts(home, row["child_key"])
    assert [a.step for a in recorded] == ["checked", "reviewed"] and recorded[1].on_behalf


def test_without_a_proof_nothing_is_confirmed(home):
    row, village, _ = overdue(home)
    with pytest.raises(Refused, match="没有佐证"):
        desk.verify(home, village, Verified(row["child_key"], "confirmed"))
    assert not acts(home, row["child_key"])
    desk.verify(home, village, Verified(row["child_key"], "unreached"))
    assert state(home, village, row["child_key"])["whereabouts"] == "unverified"


def test_a_refutation_outweighs_the_paper(home):
    proved = next(r for r in listed(home, viewer(home, "bureau_clerk")) if r["is_drawn"] and r["called_on"] is None)
    desk.verify(home, viewer(home, "bureau_clerk"), Verified(proved["child_key"], "refuted"))
    after = state(home, viewer(home, "bureau_clerk"), proved["child_key"])
    assert (after["whereabouts"], after["called_result"], str(after["refuted_on"])) == (
        "unverified",
        "refuted",
        "2018-12-20",
    )


def test_who_did_the_step_before_does_not_do_the_next(home):
    row, _village, township = overdue(home)
    with ledger_of(home).write() as connection:
        whereabouts.record(connection, [whereabouts.Check(row["child_key"], "checked", "confirmed", AS_OF.date(), AS_OF,
                                                          township.name, "register")])  # fmt: skip
    with pytest.raises(Refused, match="由您本人办理"):
        desk.verify(home, township, Verified(row["child_key"], "confirmed", "register"))


@pytest.mark.parametrize(("result", "place"), [("confirmed", "elsewhere_proved"), ("refuted", "unverified")])
def test_what_was_verified_of_a_record_stays_the_childs_when_it_is_joined_to_another(home, result, place):
    county = viewer(home, "bureau_clerk")
    with ledger_of(home).read() as connection:
        has_case = set(connection.exec_driver_sql("select child_key from case_head").scalars())
    rows = [r for r in listed(home, county) if not r["refuted_on"] and r["whereabouts"] != place]
    child = rows[0]["child_key"]
    double = next(r["child_key"] for r in listed(home, county) if r["child_key"] not in {child, *has_case})
    with ledger_of(home).write() as connection:
        act = whereabouts.Check(double, "checked", result, AS_OF.date(), AS_OF, "村文书甲", "certificate")
        whereabouts.record(connection, [act])
        merge(connection, double, child, "户口簿", "基教股", AS_OF)
    assert [state(home, county, key)["whereabouts"] for key in (double, child)] == [place, place]
    with pytest.raises(Refused, match="由您本人办理"), ledger_of(home).read() as connection:
        desk._refuse_own(connection, replace(county, name="村文书甲"), child, "reviewed")


def test_another_villages_child_is_no_child_of_the_list(home):
    row, _, _ = overdue(home)
    other = next(c for c in ("610830100200", "610830101201", "610830102202") if c != row["village_code"])
    with pytest.raises(Refused, match="不在您的县外就读名单中"):
        desk.verify(home, viewer(home, f"village_head-{other}"), Verified(row["child_key"], "confirmed", "register"))
    assert not acts(home, row["child_key"])


@pytest.mark.parametrize("post", ["principal-2161083000", "county_head", "nobody"])
def test_others_do_no_step(home, post):
    by = viewer(home, post)
    assert desk.step_of(by) is None and not permits.can_verify(by, "checked")
    with pytest.raises(Refused, match="您的岗位不办理这一步"):
        desk.verify(home, by, Verified(1, "confirmed", "register"))


def test_everybody_draws_the_same_children_to_be_called_back(home):
    bureau = {r["child_key"] for r in listed(home, viewer(home, "bureau_clerk")) if r["is_drawn"]}
    everybody = listed(home, viewer(home, "bureau_clerk"))
    assert 0 < len(bureau) < len(everybody) / 8
    for town in {r["township_code"] for r in everybody}:
        by = viewer(home, f"township_head-{town}")
        own = {r["child_key"] for r in listed(home, by, town) if r["is_drawn"]}
        assert own == bureau & {r["child_key"] for r in everybody if r["township_code"] == town}


def test_the_letter_to_the_home_county_masks_names(home):
    pupils = open_figures(home).children("pg_incoming", viewer(home, "bureau_clerk"), as_of=AS_OF, area="610830").rows
    text = letter(pupils, AS_OF.date())
    assert len(pupils) >= 6 and text.count("\n") == len(pupils) + 3
    assert not [p["name"] for p in pupils if p["name"] in text] and "某" in text

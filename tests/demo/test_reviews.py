"""The reviews of the invented county: the planted schools score as told, to the point; the sample is the published one."""

import pytest

from baoxue.access import Scope, Viewer
from baoxue.demo.review import QUARTERS, is_drawn
from baoxue.wiring import close_all, open_figures
from tests.conftest import AS_OF

COUNTY = Viewer(("c",), "县", "bureau_clerk", (Scope("county"),))


@pytest.fixture(scope="module")
def figures(county):
    yield open_figures(county.home)
    close_all()


def asked(figures, name, area, month="2018-12"):
    return figures.aggregate(name, area=area, month=month, as_of=AS_OF).rows


def test_planted_schools_score_as_told(figures, county):
    assert len(county.built.reviews) == 4
    for told in county.built.reviews:
        (row,) = asked(figures, "pg_review_units", told.school)
        assert row["score"] == pytest.approx(told.score), told.story
        earned = {
            p["criterion"]: p["earned"]
            for p in asked(figures, "pg_review_points", told.school)
            if p["earned"] is not None
        }
        assert earned == pytest.approx(told.points), told.story
    none, in_time, late, hidden = (told.score for told in county.built.reviews)
    assert hidden < late < in_time == none


def test_a_poor_child_hidden_is_the_veto_and_a_false_nil_loses_the_reports(figures, county):
    hidden = county.built.reviews[3].school
    (row,) = asked(figures, "pg_review_units", hidden)
    assert (row["hidden_n"], row["hidden_poor_n"]) == (1, 1)
    (before,) = figures.aggregate("pg_review_units", area=hidden, month="2018-12", as_of=AS_OF, ledger_seq=1).rows
    assert before["hidden_n"] == 0
    lost = [
        p
        for p in asked(figures, "pg_review_points", "610830")
        if p["criterion"] == "reports" and p["n_found"] and p["line"] == "student"
    ]
    assert [p["lost"] for p in lost] == [15]  # hidden by a nil report: attendance contradicts it


def test_every_row_behind_the_points_is_shown(figures):
    """Of each unit and criterion as many rows as are counted, pending or not: the doors together show them all."""
    units = asked(figures, "pg_review_units", "610830")
    points = {(p["unit_code"], p["criterion"]): p for p in asked(figures, "pg_review_points", "610830")}
    for unit in [u["unit_code"] for u in units][::4]:
        children = figures.children("pg_review_children", COUNTY, area=unit, month="2018-12", as_of=AS_OF).rows
        rows = [*asked(figures, "pg_review_rows", unit), *children]
        for criterion in {criterion for code, criterion in points if code == unit}:
            one = points[unit, criterion]
            states = [
                r["status"] for r in rows if r["criterion"] == criterion and r["status"] not in ("excluded", "ground")
            ]
            assert len(states) == one["d"] + one["n_pending"], (unit, criterion)
            assert states.count("ok") == one["n"]


def test_re_checks_are_of_the_drawn_sample_agreed_not_agreed_open_and_withdrawn(figures, county):
    seen = set()
    for quarter, month in (("2018-Q3", "2018-09"), ("2018-Q4", "2018-12")):
        rows = figures.children("pg_review_sample", COUNTY, area="610830", month=month, as_of=AS_OF).rows
        drawn = {r["subject_code"] for r in rows if r["subject"] == "school"}
        schools = {p["place"] for p in asked(figures, "pg_places", "610830") if p["place_level"] == "school"}
        assert drawn == {code for code in schools if is_drawn(int(code), QUARTERS[quarter])}
        seen |= {(r["result"], r["standing"]) for r in rows if r["result"]}
    assert seen == {
        ("agreed", "agreed"),
        ("not_agreed", "final"),
        ("not_agreed", "open"),
        ("not_agreed", "withdrawn"),
        ("hidden", "final"),
    }


def test_scores_stand_apart_from_ranks_and_the_small_have_none(figures):
    ranks = figures.aggregate("pg_review_rank", month="2018-12", as_of=AS_OF).rows
    pupils = {r["unit_code"]: r["pupils"] for r in asked(figures, "pg_review_units", "610830")}
    assert all((pupils.get(r["unit_code"], 0) < 100) == bool(r["is_small"]) for r in ranks)
    assert all(r["place_no"] is None for r in ranks if r["is_small"])
    assert [r for r in ranks if r["place_no"] == 1]
    summer = figures.aggregate("pg_review_rank", month="2018-09", as_of=AS_OF).rows
    assert summer and all(r["is_short"] and r["place_no"] is None for r in summer)

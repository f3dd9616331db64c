"""The two doors over the invented county: every row of the form adds up, and every number opens its children."""

import pytest

from baoxue import wiring
from baoxue.access import Scope, Viewer
from baoxue.figures import Refused

COUNTY = Viewer(("c",), "县", "bureau_clerk", (Scope("county"),))
MORE = ("open_last", "new", "reopened", "moved_in", "corrected")
LESS = ("closed", "cleared", "moved_out")


@pytest.fixture(scope="module")
def figures(county):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BAOXUE_AS_OF", "2018-12-20")
        yield wiring.open_figures(county.home)
    wiring.close_all()


def places(figures, level):
    return [r["place"] for r in figures.aggregate("pg_places").rows if r["place_level"] == level]


def test_every_row_of_every_month_adds_up_and_goes_on_from_the_month_before(figures):
    before = {}
    for month in figures.snapshot.months:
        rows = figures.aggregate("pg_monthly_report", area=places(figures, "county")[0], month=month).rows
        for row in rows:
            key = (row["line"], row["unit_code"], row["stage"])
            assert sum(row[t] for t in MORE) - sum(row[t] for t in LESS) == row["open_now"], (month, key)
            assert row["suspected"] + row["dropped_out"] + row["observation"] == row["open_now"], (month, key)
            known_now = row["open_last"] + row["corrected"]
            assert before.get(key, known_now) == known_now, (month, key)
            before[key] = row["open_now"]
        for line in ("household", "student"):
            parts = [r for r in rows if r["line"] == line and r["stage"] == "all"]
            assert sum(r["open_now"] for r in parts if not r["is_total"]) == parts[0]["open_now"], (month, line)


def test_every_term_opens_as_many_children_as_it_counts(figures):
    for place in [*places(figures, "county"), *places(figures, "township"), *places(figures, "school")[:5]]:
        counts = {r["term"]: r["n"] for r in figures.aggregate("pg_monthly_flow", area=place).rows}
        listed = [r["term"] for r in figures.children("pg_flow_children", COUNTY, area=place).rows]
        assert {term: listed.count(term) for term in counts} == {term: abs(n) for term, n in counts.items()}, place


def test_the_day_counts_what_the_lists_show(figures):
    for place in [*places(figures, "county"), *places(figures, "township"), *places(figures, "school")[:5]]:
        counts = {r["figure"]: r["n"] for r in figures.aggregate("pg_today_counts", area=place).rows}
        duties = figures.children("pg_today_duties", COUNTY, area=place).rows
        assert len(duties) == counts["open_cases"], place
        assert sum(r["is_overdue"] for r in duties) == counts["overdue"], place
        if counts["school_age"] is not None:
            assert len(figures.children("pg_school_age", COUNTY, area=place).rows) == counts["school_age"], place


def test_a_township_sees_its_own_children_and_how_many_it_does_not(figures):
    everybody = figures.children("pg_ledger", COUNTY, area=places(figures, "county")[0]).rows
    for township in places(figures, "township"):
        viewer = Viewer(("t",), "镇", "township_head", (Scope("area", (township,)),))
        answer = figures.children("pg_ledger", viewer, area=places(figures, "county")[0], count_outside=True)
        assert {r["township_code"] for r in answer.rows} <= {township}
        assert len(answer.rows) + answer.outside_n == len(everybody)
        assert [r["case_no"] for r in answer.rows] == [
            r["case_no"] for r in everybody if r["township_code"] == township
        ]


def test_a_foreign_case_looks_like_no_case(figures):
    case = figures.children("pg_ledger", COUNTY, area=places(figures, "county")[0]).rows[0]
    other = next(t for t in places(figures, "township") if t != case["township_code"])
    stranger = Viewer(("t",), "镇", "township_head", (Scope("area", (other,)),))
    for name in ("pg_case", "pg_case_events", "pg_case_days", "pg_case_heads", "pg_case_evidence"):
        assert figures.children(name, COUNTY, case_no=case["case_no"]).rows, name
        assert figures.children(name, stranger, case_no=case["case_no"]).rows == [], name
        with pytest.raises(Refused):
            figures.aggregate(name, case_no=case["case_no"])


def test_a_closing_entered_after_the_report_corrects_the_month_that_follows(figures):
    county = places(figures, "county")[0]
    found = {r["term"]: r["n"] for r in figures.aggregate("pg_monthly_flow", area=county, month="2018-12").rows}
    before = {r["term"]: r["n"] for r in figures.aggregate("pg_monthly_flow", area=county, month="2018-11").rows}
    assert (found["corrected"], before["corrected"]) == (-1, 0)
    assert found["open_last"] == before["open_now"] + 1  # November as it was printed still held the child
    listed = figures.children("pg_flow_children", COUNTY, area=county, month="2018-12").rows
    assert [r["day"].isoformat() for r in listed if r["term"] == "corrected"] == ["2018-11-21"]

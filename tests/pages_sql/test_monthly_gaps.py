"""Why a cell of the monthly form is empty: not reported, in progress, holiday, no denominator, hidden, not known."""

import pytest

from tests.conftest import AS_OF
from tests.pages_sql.county import GIVEN, SUBMISSION
from tests.spec import leaves, parameters


def gaps(duck, given=GIVEN, **params):
    asked = parameters(**{"area": "610830", **params})
    rows = duck.ask("pg_monthly_gaps", leaves(given), asked).to_pylist()
    return {(r["line"], r["unit_code"], r["stage"], r["figure"]): r["gap"] for r in rows}


def test_the_total_of_a_county_without_a_register(engine):
    """Rates are too small to print, what needs the register is not known, reports are not counted by stage."""
    answer = engine.ask("pg_monthly_gaps", leaves(GIVEN), parameters(area="610830"))
    rows = {(r["line"], r["unit_code"], r["stage"], r["figure"]): r["gap"] for r in answer.to_pylist()}
    total = {k[3]: v for k, v in rows.items() if k[:3] == ("household", "610830", "all")}
    assert total["elsewhere_proved"] == total["enrolment_rate"] == total["disabled_n"] == "not_known"
    assert total["attendance_rate"] == "hidden"
    assert "out_of_school" not in total and rows["household", "610830", "junior", "out_of_school"] == "not_known"
    assert "school_age" not in total and "on_roll" not in total
    assert rows["household", "610830", "primary", "reports_due"] == "not_applicable"


def test_the_table_by_roll_has_no_household_column_rather_than_no_data(engine):
    """无数据 would say that a register is missing."""
    answer = engine.ask("pg_monthly_gaps", leaves(GIVEN), parameters(area="610830"))
    rows = {(r["line"], r["unit_code"], r["stage"], r["figure"]): r["gap"] for r in answer.to_pylist()}
    for figure in ("school_age", "elsewhere_proved", "out_of_school", "enrolment_rate", "disabled_n", "disabled_home"):
        assert rows["student", "610830", "all", figure] == "not_applicable"


def test_reports_of_a_month_of_which_none_is_due_are_in_progress_and_no_zeros(engine):
    found = {}
    for as_of in ("2019-01-03", "2019-01-04"):
        answer = engine.ask("pg_monthly_gaps", leaves(GIVEN), parameters(area="610830", as_of=as_of)).to_pylist()
        found[as_of] = {r["figure"]: r["gap"] for r in answer if (r["line"], r["unit_code"], r["stage"]) == ("student", "S2", "all")}  # fmt: skip
    reports = ("reports_due", "reports_on_time", "reports_late", "reports_missing")
    assert {found["2019-01-03"].get(figure) for figure in reports} == {"in_progress"}
    assert not {*reports} & found["2019-01-04"].keys()


def test_a_silent_school_is_not_reported_after_its_day_and_in_progress_before(duck):
    silent = {
        day: gaps(duck, as_of=day)["student", "S2", "all", "attendance_rate"] for day in ("2019-01-03", "2019-01-04")
    }
    assert silent == {"2019-01-03": "in_progress", "2019-01-04": "not_reported"}


def test_a_unit_without_the_stage_is_not_silent(duck):
    assert gaps(duck)["student", "S2", "primary", "at_school"] == "not_applicable"


def test_a_month_without_school_is_a_holiday(duck):
    sent = SUBMISSION + "2018-07 | roll | S1 | missing | 2018-08-03 | . | . | . | false | 0 | 0 | 0 | 0\n"
    found = gaps(duck, {**GIVEN, "submission": sent}, month="2018-07")
    assert found["household", "610830", "all", "reports_due"] == "holiday"


@pytest.mark.parametrize("month", ["2018-12", "2018-11", "2018-08"])
@pytest.mark.parametrize("area", ["610830", "610830105", "610830100201", "2161083000"])
def test_every_empty_cell_has_its_reason(county, month, area):
    from baoxue.wiring import open_figures

    door = open_figures(county.home)
    asked = {"month": month, "as_of": AS_OF, "area": area}
    report = door.aggregate("pg_monthly_report", **asked).rows
    known = {
        (r["line"], r["unit_code"], r["stage"], r["figure"]) for r in door.aggregate("pg_monthly_gaps", **asked).rows
    }
    empty = {
        (r["line"], r["unit_code"], r["stage"], figure)
        for r in report for figure, value in r.items() if value is None and figure != "unit_name"
    }  # fmt: skip
    assert empty <= known and empty
    assert {figure for *_, figure in known} <= set(report[0])

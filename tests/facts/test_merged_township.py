"""A school whose township was merged into another stands in one township, that of the day looked at."""

import pytest

from tests.spec import check, leaves, parameters

GIVEN = {
    "area": """
        area_code | name | level    | parent_code | valid_from | valid_to
        610830    | 县   | county   | .           | 2000-01-01 | 9999-12-31
        610830100 | 旧镇 | township | 610830      | 2000-01-01 | 2018-10-31
        610830200 | 新镇 | township | 610830      | 2000-01-01 | 9999-12-31
    """,
    "school": """
        school_code | name   | short_name | kind    | area_code | valid_from | valid_to
        S           | 旧小学 | 旧         | primary | 610830100 | 2000-01-01 | 2018-10-31
        S           | 新小学 | 新         | primary | 610830200 | 2018-11-01 | 9999-12-31
        T           | 邻小学 | 邻         | primary | 610830200 | 2000-01-01 | 9999-12-31
    """,
    "calendar": "calendar_id | day        | month   | term   | is_school_day | school_day_no\n"
    + "\n".join(f"county | 2018-{m}-05 | 2018-{m} | 2018-1 | true | {n}" for n, m in enumerate(("10", "11", "12"), 1)),
    "roll": "month | child_key | class_key | school_code | stage | grade | status\n"
    + "\n".join(f"2018-{m} | {n} | {s}-1 | {s} | primary | 5 | 01" for m in ("10", "11") for n, s in ((1, "S"), (2, "T"))),
}  # fmt: skip


@pytest.mark.parametrize(("as_of", "township"), [("2018-10-31", "610830100"), ("2018-11-30", "610830200")])
def test_a_school_is_summed_into_the_township_of_the_day(engine, as_of, township):
    check(
        engine,
        "dim_unit",
        {**GIVEN, "school": GIVEN["school"].replace("T           | 邻", "U           | 邻")},
        f"""
            line      | unit_code | area_level | area_code
            household | unknown   | township   | unknown
            household | unknown   | county     | 610830
            student   | S         | school     | S
            student   | S         | township   | {township}
            student   | S         | county     | 610830
            student   | U         | school     | U
            student   | U         | township   | 610830200
            student   | U         | county     | 610830
        """,
        month=as_of[:7],
        as_of=as_of,
    )


def test_the_rolls_of_the_months_before_stand_with_the_school(duck):
    found = duck.ask("msr_on_roll", leaves(GIVEN), parameters(month="2018-11", as_of="2018-11-30")).to_pylist()
    by_town = {
        (r["area_code"], r["month"]): r["n"] for r in found if (r["area_level"], r["stage"]) == ("township", "all")
    }
    assert by_town == {("610830200", "2018-10"): 2, ("610830200", "2018-11"): 2}


def test_a_pupil_of_each_month_is_of_the_township_in_which_the_school_stood(engine):
    check(
        engine,
        "drv_child",
        GIVEN,
        """
            month   | child_key | school_township_code
            2018-10 | 1         | 610830100
            2018-10 | 2         | 610830200
            2018-11 | 1         | 610830200
            2018-11 | 2         | 610830200
        """,
    )


def test_the_report_of_a_month_counts_against_one_township(duck):
    given = {
        **GIVEN,
        "submission": "month | kind | school_code\n2018-10 | roll | S",
        "bld_school_month": "school_code | month | due_on | is_due | report_state\nS | 2018-11 | 2018-12-05 | 1 | missing",
        "bld_review_nil": "school_code | month | is_told | is_contradicted | standing\nT | 2018-10 | 0 | 0 | .",
        "bld_nil_child": "school_code | month | child_key\nT | 2018-10 | .",
        "bld_review_case": "case_no | child_key | opened_month\nN | 9 | 2018-10",
    }
    rows = duck.ask("bld_review_report", leaves(given), parameters(month="2018-12", as_of="2018-12-20")).to_pylist()
    assert sorted((r["line"], r["unit_code"]) for r in rows) == [("household", "610830200"), ("student", "S")]

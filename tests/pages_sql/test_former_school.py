"""Children who are on no roll now stand under their last school, called as it was then, and somebody holds them."""

import pytest

from baoxue.access import Scope, Viewer, shows_full_name
from tests.facts.test_suspicion_roll import CALENDAR
from tests.pages_sql.county import GIVEN
from tests.spec import check, leaves, parameters

STATES = dict(enumerate(("suspected", "returned", "returned", "suspected", "suspected", "persuading", "suspected"), 1))
EVENTS = "seq | child_key | case_no | episode_no | event | resulting_state | recorded_at | effective_on\n" + "\n".join(
    f"{n} | {n} | N{n} | 1 | opened | {state} | 2018-12-03 09:00 | 2018-12-03" for n, state in STATES.items()
)
CLOSED = """
    school_code | name | area_code | valid_to   | successor_code
    S1          | 一小 | 610830100 | 9999-12-31 | .
    S2          | 二小 | 610830100 | 2018-08-31 | S1
"""


def test_the_last_known_school_is_marked_and_a_closed_one_is_answered_for(engine):
    """1 sits there, 2 vanished in October, 3 left with a closed school, 4 was withdrawn, 5 suspended, 6 was on no roll."""
    check(
        engine,
        "bld_case_child",
        given={
            "case_event": EVENTS,
            "submission": "month | school_code\n2018-11 | S1\n2018-12 | S1\n2019-01 | S1",
            "school": CLOSED,
            "dim_child": """
                child_key | month   | school_code | class_key | grade | status | is_at_school | village_code
                1         | 2018-11 | S1          | S1-A      | 4     | 01     | 1            | V
                1         | 2018-12 | S1          | S1-A      | 4     | 01     | 1            | V
                2         | 2018-09 | S1          | S1-A      | 4     | 01     | 1            | V
                3         | 2018-08 | S2          | S2-A      | 6     | 01     | 1            | V
                4         | 2018-12 | S1          | S1-A      | 4     | 03     | 0            | V
                5         | 2018-12 | S1          | S1-A      | 4     | 02     | 0            | V
                7         | 2019-01 | S1          | S1-A      | 4     | 01     | 1            | V
            """.replace(
                "village_code",
                "village_code | stage | placement | township_code | county_code | school_township_code | is_poor",
            ).replace("| V\n", "| V | primary | ordinary | T | K | T | false\n"),
            "bld_registered_home": "child_key | month | grade | village_code | township_code | county_code | is_poor\n"
            "6 | 2018-12 | 4 | V | T | K | false",
        },
        expect="""
            child_key | school_code | class_key | roll_month | is_former | school_now
            1         | S1          | S1-A      | 2018-12    | 0         | S1
            2         | S1          | S1-A      | 2018-09    | 1         | S1
            3         | S2          | S2-A      | 2018-08    | 1         | S1
            4         | S1          | S1-A      | 2018-12    | 1         | S1
            5         | S1          | S1-A      | 2018-12    | 0         | S1
            6         | .           | .         | .          | 0         | .
        """,
    )


def test_a_duty_without_a_school_is_the_townships_and_without_a_household_the_bureaus(engine):
    cases = {
        1: "principal | S1 | S1-A | 0 | S1 | T",
        2: "class_teacher | S1 | S1-A | 1 | S1 | T",
        3: "principal | S2 | S2-A | 1 | S1 | T",
        6: "township | . | . | 0 | . | T",
        7: "bureau | . | . | 0 | . | .",
    }
    check(
        engine,
        "bld_case_post",
        given={
            "area": "area_code | level\n610830 | county",
            "fct_case": "case_no | holder | school_code | class_key | is_former | school_now | township_code | school_township_code\n"
            + "\n".join(f"N{n} | {row} | ." for n, row in cases.items()),
        },
        expect="""
            case_no | holder        | head          | unit_code
            N1      | township      | township_head | T
            N1      | bureau        | director      | 610830
            N1      | principal     | principal     | S1
            N1      | class_teacher | class_teacher | S1-A
            N2      | township      | township_head | T
            N2      | bureau        | director      | 610830
            N2      | principal     | principal     | S1
            N2      | class_teacher | principal     | S1
            N3      | township      | township_head | T
            N3      | bureau        | director      | 610830
            N3      | principal     | principal     | S1
            N3      | class_teacher | principal     | S1
            N6      | township      | township_head | T
            N6      | bureau        | director      | 610830
            N6      | principal     | township_head | T
            N6      | class_teacher | township_head | T
            N7      | township      | township_head | .
            N7      | bureau        | director      | 610830
            N7      | principal     | director      | 610830
            N7      | class_teacher | director      | 610830
        """,
    )


def test_the_holder_of_a_case_is_somebody_who_answers_for_the_child(engine):
    check(
        engine,
        "fct_case",
        given={
            "case_event": EVENTS,
            "bld_case_child": """
                child_key | school_code | class_key | is_former | school_now | township_code | roll_month
                1         | S1          | S1-A      | 0         | S1         | T             | 2018-12
                2         | S1          | S1-A      | 0         | S1         | T             | 2018-12
                3         | S1          | S1-A      | 1         | S1         | T             | 2018-08
                4         | .           | .         | 0         | .          | T             | .
                5         | .           | .         | 0         | .          | .             | .
                6         | .           | .         | 0         | .          | T             | .
            """.replace(
                "roll_month",
                "roll_month | stage | grade | village_code | county_code | school_township_code | is_poor | calendar_id | status",
            )
            .replace("-12\n", "-12 | primary | 4 | V | K | T | false | county | 01\n")
            .replace("-08\n", "-08 | primary | 4 | V | K | T | false | county | 01\n")
            .replace("| .\n", "| . | primary | 4 | V | K | T | false | county | .\n"),
        },
        expect="""
            case_no | holder
            N1      | principal
            N2      | class_teacher
            N3      | principal
            N4      | township
            N5      | bureau
            N6      | township
            N7      | bureau
        """,
    )


@pytest.fixture
def gone():
    """Child 2 is last known in August, in the class that is grade 6 by December; its teacher of then has left the post."""
    cases = GIVEN["fct_case"].replace(
        "| 2018-12    | 0         | S1\n    2018-0003", "| 2018-08    | 1         | S1\n    2018-0003"
    )
    children = GIVEN["bld_case_child"].replace("2         | S1", "2         | S1", 1)
    rows = children.split("\n")
    rows = [r.replace("| 0 ", "| 1 ") if r.strip().startswith("2 ") else r for r in rows]
    posts = GIVEN["post"].replace("2018-09-01 | 2019-08-31", "2017-09-01 | 2018-08-31")
    return {**GIVEN, "fct_case": cases, "bld_case_child": "\n".join(rows), "post": posts}


def test_the_ledger_names_the_last_class_as_it_was_and_the_principal_who_holds_the_case(duck, gone):
    rows = duck.ask("pg_ledger", leaves(gone), parameters(area="610830")).to_pylist()
    found = {r["case_no"]: (r["school_name"], r["class_label"], r["is_former"], r["holder_name"]) for r in rows}
    assert found["2018-0002"] == ("宽州小学", "五(1)班", 1, "马校长")
    assert found["2018-0001"][:3] == ("宽州小学", "六(1)班", 0)


def test_the_seven_heads_mark_the_last_school_and_say_that_its_class_has_ended(duck, gone):
    rows = duck.ask("pg_case_heads", leaves(gone), parameters(case_no="2018-0002")).to_pylist()
    found = {r["head"]: (r["person_name"], r["gap_reason"], r["is_former"]) for r in rows}
    assert found["principal"] == ("马校长", None, 1)
    assert found["class_teacher"] == (None, "no_class", 1)
    assert found["township_head"] == ("刘建国", None, 0)


CLOSING = {
    "calendar": CALENDAR,
    "area": "area_code | level | parent_code | name\n610830 | county | . | 县\n610830100 | township | 610830 | 镇\n"
    "610830100001 | village | 610830100 | 村",
    "school": """
        school_code | name | short_name | area_code | valid_from | valid_to   | successor_code
        S1          | 一小 | 一小       | 610830100 | 2000-01-01 | 9999-12-31 | .
        S2          | 二小 | 二小       | 610830100 | 2000-01-01 | 2018-11-10 | S1
        S3          | 三小 | 三小       | 610830100 | 2000-01-01 | 2018-10-20 | S2
    """,
    "submission": "month | kind | school_code | due_on\n2018-10 | roll | S1 | 2018-11-05\n2018-12 | roll | S1 | 2019-01-03",
    "roll": """
        month   | child_key | class_key | school_code | grade | household_area
        2018-10 | 1         | S2-A      | S2          | 4     | 610830100001
        2018-10 | 2         | S1-A      | S1          | 4     | 610830100001
        2018-10 | 3         | S3-A      | S3          | 4     | 610830100001
        2018-12 | 2         | S1-A      | S1          | 4     | 610830100001
    """,
    "case_event": """
        seq | recorded_at      | effective_on | child_key | case_no | episode_no | event  | resulting_state | reason
        1   | 2018-10-15 09:00 | 2018-10-12   | 1         | N1      | 1          | opened | suspected       | run
        2   | 2018-12-05 09:00 | 2018-12-03   | 3         | N3      | 1          | opened | suspected       | vanished
    """,
    "post": "seq | post_id | head | person_name | school_code | valid_from | valid_to\n1 | P1 | principal | 马 | S1 | 2018-01-01 | 9999-12-31",
}
"""1 was of a school that closed in November, 3 of one that had closed into it in October: S1 answers for both."""


def test_who_answers_for_a_closed_school_finds_its_cases_and_its_children(engine):
    check(
        engine,
        "pg_today_duties",
        given=CLOSING,
        expect="case_no | holder_post_id | is_overdue\nN1 | P1 | 1\nN3 | P1 | 1",
        area="S1",
    )
    check(
        engine,
        "bld_child_place",
        given=CLOSING,
        expect="""
            child_key | household_area | school_code | class_key
            1         | 610830100001   | S2          | S2-A
            1         | 610830100001   | S1          | .
            2         | 610830100001   | S1          | S1-A
            3         | 610830100001   | S3          | S3-A
            3         | 610830100001   | S1          | .
        """,
    )


def test_its_principal_reads_the_names_of_its_cases_wherever_they_are_listed(engine, duck):
    check(
        engine,
        "bld_case_row",
        given=CLOSING,
        expect="case_no | school_code | school_now\nN1 | S2 | S1\nN3 | S3 | S1",
    )
    heir = Viewer(("P1",), "马", "principal", (Scope("school", ("S1",)),))
    for name in (
        "pg_today_duties",
        "pg_ledger",
        "pg_flow_children",
        "pg_monthly_cases",
        "pg_urgent",
        "pg_head_cases",
        "pg_case",
    ):
        asked = parameters(area="S1", post_id="P1", case_no="N3")
        rows = duck.ask(name, leaves(CLOSING), asked).to_pylist()
        assert rows and all(shows_full_name(heir, row) for row in rows), name
        assert name not in ("pg_flow_children", "pg_monthly_cases") or all("is_former" in row for row in rows), name


STARTED = """
    child_key | term   | month   | school_code | class_key | is_on_roll | first_day  | reported_no | reported_on | class_no | state        | verify_on  | verified_on | is_overdue
    2         | 2018-1 | 2018-09 | S1          | S1-A      | 1          | 2018-09-03 | 1           | 2018-09-03  | 1        | reported     | 2018-09-10 | .           | 0
    3         | 2018-1 | 2018-09 | S3          | S3-A      | 0          | 2018-09-03 | .           | .           | 1        | not_reported | 2018-09-10 | .           | 1
"""
HANDED_OVER = """
    child_key | school_year | school_code | class_key | junior_code | junior_class | said | proved_on | due_on     | term       | verify_on  | first_day  | month
    2         | 2018        | S1          | S1-A      | .           | .            | .    | .         | .          | registered | 2018-09-10 | 2018-09-03 | 2018-09
    3         | 2018        | S3          | S3-A      | .           | .            | .    | .         | 2018-09-10 | missing    | 2018-09-10 | 2018-09-03 | 2018-09
"""
BEGUN = CLOSING | {"fct_term_start": STARTED, "fct_handover": HANDED_OVER}


@pytest.mark.parametrize("name", ["pg_term_start_children", "pg_handover_children"])
def test_who_did_not_arrive_stands_with_its_case_under_the_successor(engine, name):
    heir = Viewer(("P1",), "马", "principal", (Scope("school", ("S1",)),))
    for area in ("S1", "610830100", "610830"):
        rows = engine.ask(name, leaves(BEGUN), parameters(area=area)).to_pylist()
        (row,) = [r for r in rows if r["child_key"] == 3]
        assert (row["school_code"], row["school_now"], row["case_no"]) == ("S3", "S1", "N3") and shows_full_name(
            heir, row
        )
    assert engine.ask(name, leaves(BEGUN), parameters(area="S3")).to_pylist() == []
    before = parameters("2018-10", "2018-10-15", area="S3")
    assert [r["child_key"] for r in engine.ask(name, leaves(BEGUN), before).to_pylist()] == [3]


def test_the_numbers_beside_the_names_are_the_successors_too(engine):
    check(
        engine,
        "msr_term_start_state",
        BEGUN,
        """
            area_code | state        | n | d
            S1        | reported     | 1 | 2
            S1        | not_reported | 1 | 2
            S1        | overdue      | 1 | 2
            610830100 | reported     | 1 | 2
            610830100 | not_reported | 1 | 2
            610830100 | overdue      | 1 | 2
            610830    | reported     | 1 | 2
            610830    | not_reported | 1 | 2
            610830    | overdue      | 1 | 2
        """,
    )
    day = {"bld_term_start": "term | first_day | first_no\n2018-1 | 2018-09-03 | 1"}
    found = engine.ask("msr_term_start", leaves(BEGUN | day), parameters()).to_pylist()
    assert {(r["area_code"], r["n"], r["d"]) for r in found} == {(a, 1, 2) for a in ("S1", "610830100", "610830")}
    found = engine.ask("msr_handover", leaves(BEGUN), parameters()).to_pylist()
    assert {(r["area_code"], r["term"], r["n"], r["d"]) for r in found} == {
        (a, term, 1, 2) for a in ("S1", "610830100", "610830") for term in ("registered", "missing")
    }


def test_each_of_its_cases_stands_under_one_school(engine):
    check(
        engine,
        "bld_case_within",
        given=CLOSING,
        expect="""
            case_no | place
            N1      | 610830
            N1      | 610830100
            N1      | 610830100001
            N1      | S1
            N1      | S2-A
            N3      | 610830
            N3      | 610830100
            N3      | 610830100001
            N3      | S1
            N3      | S3-A
        """,
    )


def test_before_it_closed_it_answered_itself(engine):
    check(
        engine, "pg_today_duties", given=CLOSING, expect="case_no\nN1", month="2018-11", as_of="2018-11-10", area="S2"
    )
    check(engine, "pg_today_duties", given=CLOSING, expect="case_no", month="2018-11", as_of="2018-11-10", area="S1")


def test_its_cases_move_into_the_successors_table_in_the_month_of_the_closing(engine):
    check(
        engine,
        "fct_flow",
        given=CLOSING,
        expect="""
            line      | case_no | day        | term      | unit_code    | n
            household | N1      | 2018-10-12 | new       | 610830100001 | 1
            household | N3      | 2018-12-03 | new       | 610830100001 | 1
            student   | N1      | 2018-10-12 | new       | S2           | 1
            student   | N1      | 2018-11-01 | moved_in  | S1           | 1
            student   | N1      | 2018-11-01 | moved_out | S2           | -1
            student   | N3      | 2018-12-03 | new       | S1           | 1
        """,
    )


MERGED = """
    area_code    | level    | parent_code | name | valid_from | valid_to   | successor_code
    610830       | county   | .           | 县   | 2000-01-01 | 9999-12-31 | .
    610830100    | township | 610830      | 甲   | 2000-01-01 | 9999-12-31 | .
    610830101    | township | 610830      | 乙   | 2000-01-01 | 9999-12-31 | .
    610830100001 | village  | 610830100   | 一村 | 2000-01-01 | 2017-08-31 | 610830100002
    610830100002 | village  | 610830100   | 二村 | 2000-01-01 | 2018-08-31 | 610830101003
    610830101003 | village  | 610830101   | 三村 | 2000-01-01 | 9999-12-31 | .
"""


def test_a_village_that_merged_twice_is_the_one_that_stands_now(engine):
    """1 by the roll, 2 by the register, 3 by a list from above: where the figures count a child, its people see it."""
    given = {
        "area": MERGED,
        "roll": "month | child_key | class_key | school_code | household_area\n2018-12 | 1 | A | S | 610830100001",
        "children": "month | child_key | village_code\n2018-12 | 2 | 610830100001",
        "list_line": "seq | recorded_at | list_id | line_no | child_key | area_code\n1 | 2018-12-03 09:00 | L | 1 | -3 | 610830100002",
    }
    check(
        engine,
        "bld_child_place",
        given=given,
        expect="child_key | household_area\n1 | 610830101003\n2 | 610830101003\n-3 | 610830101003",
    )
    check(
        engine,
        "drv_child",
        given=given,
        expect="child_key | village_code | township_code\n1 | 610830101003 | 610830101",
    )
    check(
        engine,
        "bld_registered_home",
        given=given,
        expect="child_key | village_code | township_code\n2 | 610830101003 | 610830101",
    )

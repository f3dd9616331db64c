"""Checks by place: every check that warns is counted, and its rows are as many as its number."""

import re

from baoxue.access import Scope, Viewer, shows_full_name
from tests.pages_sql.county import GIVEN
from tests.spec import check, leaves, parameters, shipped_queries

UNCHECKED = "check_name | child_key | school_code | class_key | month | day | found | expected | since | is_compared | village_code | township_code | school_now\n"
ROWS = UNCHECKED + (
    "chk_ghost | 1 | S1 | S1-C1 | 2018-12 | 2018-12-03 | 0 | 1 | 2018-12-03 | 1 | 610830100201 | 610830100 | S1\n"
    "chk_ghost | 4 | S2 | S2-C2 | 2018-12 | 2018-12-04 | 0 | 1 | 2018-12-01 | 1 | . | . | S2\n"
    "chk_ghost | 3 | S2 | S2-C2 | 2018-12 | 2018-12-04 | 0 | 1 | 2018-11-01 | 0 | 610830101201 | 610830101 | S2\n"
    "chk_class_silent | . | S2 | S2-C2 | 2018-12 | 2018-12-03 | 0 | 1 | 2018-12-03 | 1 | . | 610830101 | S2\n"
    "chk_aid_unpaid | 1 | S1 | S1-C1 | 2018-12 | . | 0 | 1 | 2018-11-15 | 1 | 610830100201 | 610830100 | S1\n"
    "chk_aid_unpaid | . | S2 | . | 2018-12 | . | 0 | 1 | . | 0 | . | 610830101 | S2\n"
)
COUNTING = ("pg_checks", "pg_aid_checks")
DRAWN = {**GIVEN, "bld_check_row": ROWS}


def test_every_check_that_warns_is_listed():
    queries = shipped_queries()
    warning = {n for n, f in queries.files.items() if n.startswith("chk_") and f.header.get("severity") == "warn"}
    assert queries["bld_check_row"].reads >= warning
    listed = [check for name in COUNTING for check in re.findall(r"'(chk_\w+[a-z])'", queries[name].sql)]
    assert sorted(listed) == sorted(warning)


def test_counts_of_a_county_and_what_could_not_be_compared(engine):
    answer = engine.ask("pg_checks", leaves(DRAWN), parameters(area="610830")).to_pylist()
    found = [(r["check_name"], r["n"], r["not_compared_n"], str(r["since"])) for r in answer if r["since"]]
    assert found == [("chk_ghost", 2, 1, "2018-12-01"), ("chk_class_silent", 1, 0, "2018-12-03")]
    assert {r["n"] for r in answer[2:]} == {0}
    answer = engine.ask("pg_aid_checks", leaves(DRAWN), parameters(area="610830")).to_pylist()
    assert [(r["n"], r["not_compared_n"]) for r in answer] == [(1, 1), *[(0, 0)] * 5]
    assert answer[0]["check_name"] == "chk_aid_unpaid" and str(answer[0]["since"]) == "2018-11-15"


def test_each_kind_of_place_lists_as_many_rows_as_it_counts(duck):
    tables = leaves(DRAWN)
    for area in ("610830", "610830100", "610830100201", "610830101", "unknown", "S1", "S2", "S2-C2"):
        counts = {
            r["check_name"]: r["n"] + r["not_compared_n"]
            for query in COUNTING
            for r in duck.ask(query, tables, parameters(area=area)).to_pylist()
        }
        rows = [r["check_name"] for r in duck.ask("pg_check_rows", tables, parameters(area=area)).to_pylist()]
        assert {name: rows.count(name) for name in counts} == counts, area


def test_the_rows_of_one_check_are_asked_for_alone(engine):
    """Opening one check must not run the others: in the county's memory all of them at once do not fit."""
    for name, keys in {"chk_ghost": [4, 1, 3], "chk_class_silent": [None], "chk_long_leave": []}.items():
        answer = engine.ask("pg_check_rows", leaves(DRAWN), parameters(area="610830", check_name=name)).to_pylist()
        assert [r["child_key"] for r in answer] == keys and {r["check_name"] for r in answer} <= {name}


def test_rows_about_a_class_stand_in_the_township_of_its_school(engine):
    check(
        engine,
        "pg_check_rows",
        given=DRAWN,
        area="610830101",
        expect="""
            check_name       | child_key | name | school_name | class_label | village_name | is_compared
            chk_aid_unpaid   | .         | .    | 石咀驿中学  | .           | .            | 0
            chk_class_silent | .         | .    | 石咀驿中学  | 八(1)班     | .            | 1
            chk_ghost        | 3         | 王强 | 石咀驿中学  | 八(1)班     | 刘家塬村     | 0
        """,
    )


def test_who_is_gone_from_every_roll_stands_in_its_own_township_and_so_does_a_village_without_a_register(engine):
    """1 was of the first town until October, 2 of the second by its newest household; nobody knows 3."""
    silent = "child_key | school_code | class_key | month | day | found | expected | since | is_compared\n"
    nobody = silent.strip() + " | village_code\n"
    check(
        engine,
        "bld_check_row",
        given={
            "area": "area_code | level | name | parent_code\n610830101203 | village | 村 | 610830101\n610830101 | township | 乙 | 610830",
            "chk_not_received": silent
            + "\n".join(f"{n} | S1 | . | 2018-11 | 2018-11-01 | gone | x | 2018-11-01 | 1" for n in (1, 2, 3)),
            "chk_not_enrolled": nobody
            + ". | . | . | 2018-12 | 2018-12-01 | 未报登记表 村 | x | 2018-12-01 | 0 | 610830101203\n"
            "3 | . | . | 2018-12 | 2018-12-01 | 无登记 | x | 2018-12-01 | 1 | .",
            "chk_register_word": nobody + "2 | . | . | 2018-12 | 2018-12-01 | 未写学校 | x | 2018-12-01 | 1 | .",
            "drv_household_child": """
                child_key | month   | village_code | township_code
                1         | 2018-09 | 610830100201 | 610830100
                1         | 2018-10 | 610830100201 | 610830100
                2         | 2018-10 | 610830100201 | 610830100
                2         | 2018-12 | 610830101203 | 610830101
                2         | 2019-01 | 610830100201 | 610830100
            """,
        },
        expect="""
            check_name        | child_key | village_code | township_code
            chk_not_received  | 1         | 610830100201 | 610830100
            chk_not_received  | 2         | 610830101203 | 610830101
            chk_not_received  | 3         | .            | .
            chk_not_enrolled  | .         | 610830101203 | 610830101
            chk_not_enrolled  | 3         | .            | .
            chk_register_word | 2         | 610830101203 | 610830101
        """,
        period="2018-1",
    )


CLOSED = """
    school_code | name | area_code | valid_to   | successor_code
    S1          | 一小 | 610830100 | 9999-12-31 | .
    S2          | 二小 | 610830100 | 2018-10-31 | S3
    S3          | 三小 | 610830100 | 2018-11-30 | S1
    S4          | 四小 | 610830100 | 2018-11-30 | .
"""


def test_a_closed_schools_rows_stand_under_the_school_that_answers_for_it(engine):
    lost = "child_key | school_code | class_key | month | day | found | expected | since | is_compared\n"
    lost += "\n".join(f"{n} | S{n} | . | 2018-12 | . | gone | x | 2018-12-01 | 1" for n in (1, 2, 3, 4))
    check(engine, "bld_check_row", {"school": CLOSED, "chk_not_received": lost}, """
        check_name       | child_key | school_code | school_now
        chk_not_received | 1         | S1          | S1
        chk_not_received | 2         | S2          | S1
        chk_not_received | 3         | S3          | S1
        chk_not_received | 4         | S4          | S4
    """, as_of="2018-12-20")  # fmt: skip
    drawn = UNCHECKED + "\n".join(
        f"chk_not_received | {n} | S{n} | . | 2018-12 | . | gone | x | 2018-12-01 | 1 | . | . | {now}"
        for n, now in ((1, "S1"), (2, "S1"), (3, "S1"), (4, "S4"))
    )
    given = {**GIVEN, "bld_check_row": drawn}
    heir = Viewer(("P1",), "马", "principal", (Scope("school", ("S1",)),))
    for area, children in {"S1": [1, 2, 3], "S2": [], "S3": [], "S4": [4]}.items():
        rows = engine.ask("pg_check_rows", leaves(given), parameters(area=area)).to_pylist()
        assert [row["child_key"] for row in rows] == children
        assert area != "S1" or all(shows_full_name(heir, row) for row in rows)
    check(engine, "bld_check_count", given, "check_name | n | not_compared_n\nchk_not_received | 3 | 0", area="S1")


def test_a_row_leads_to_the_case_opened_on_its_day_else_to_the_childs_newest(engine):
    """A row about a class, and one about a child who never had a case, lead nowhere."""
    rows = UNCHECKED + "\n".join(
        f"chk_case_ground | {child} | S1 | . | 2018-12 | {day} | 0 | 1 | 2018-12-01 | 1 | . | . | S1"
        for child, day in (
            (1, "2018-10-12"),
            (1, "2018-10-13"),
            (1, "."),
            (2, "2018-12-05"),
            (3, "2018-10-12"),
            (".", "2018-10-12"),
        )
    )
    cases = """
        case_no | child_key | opened_on
        C1      | 1         | 2018-10-12
        C3      | 1         | 2018-11-20
        C2      | 2         | 2018-10-12
    """
    check(engine, "pg_check_rows", {**GIVEN, "bld_check_row": rows, "bld_case_state": cases}, """
        child_key | day        | case_no
        1         | 2018-10-12 | C1
        1         | 2018-10-13 | C3
        1         | .          | C3
        2         | 2018-12-05 | C2
        3         | 2018-10-12 | .
        .         | 2018-10-12 | .
    """, area="610830")  # fmt: skip

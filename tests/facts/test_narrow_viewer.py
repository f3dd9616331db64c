"""What is known of a school or a month does not depend on which of its children somebody may see."""

import pytest

from tests.facts.test_suspicion_roll import CALENDAR
from tests.spec import DuckEngine, leaves, parameters

MONTHS = ("2018-09", "2018-10", "2018-11", "2018-12")
HEAD = "month | child_key | class_key | school_code | stage | grade | status | household_area | birth_month | carried_from\n"
ROLL = HEAD + "\n".join(
    [f"{m} | 2 | S-A | S | primary | 4 | 01 | 610830100001 | 2008-02 | ." for m in MONTHS]
    + [f"{m} | 1 | S-A | S | primary | 5 | 01 | 610830100001 | 2008-01 | ." for m in MONTHS[:2]]
    + ["2018-10 | 5 | S-A | S | primary | 4 | 01 | . | 2008-02 | ."]
)
"""1 is gone from November on, 5 came in October, without a household, and went again, 2 stays."""

AREA = """
    area_code    | name | level    | parent_code
    610830100001 | 村   | village  | 610830100
    610830100    | 镇   | township | 610830
    610830       | 县   | county   | .
"""
GIVEN = {
    "calendar": CALENDAR,
    "area": AREA,
    "school": "school_code | name | short_name | kind | area_code\nS | 小学 | 小 | primary | 610830100",
    "roll": ROLL,
    "submission": "month | kind | school_code | due_on\n"
    + "\n".join(f"{m} | {kind} | S | 2019-01-03" for m in MONTHS for kind in ("roll", "attendance")),
    "case_event": """
        seq | recorded_at      | effective_on | child_key | case_no | episode_no | event  | resulting_state | reason
        1   | 2018-12-05 09:00 | 2018-12-03   | 1         | N1      | 1          | opened | suspected       | vanished
    """,
    "children": """
        month   | child_key | village_code | birth_month | whereabouts | school_code | school_words
        2018-12 | 1         | 610830100001 | 2008-01     | county      | S           | 小学
        2018-12 | 3         | 610830100001 | 2012-03     | county      | S           | 小学
    """,
    "viewer_child": "set_id | child_key\nv | 1",
}


ASKED = [
    ("bld_case_roll", 1), ("bld_case_unit_month", 1), ("fct_flow", 1), ("fct_closing", 1), ("fct_roll_move", 1),
    ("chk_register_word", 3), ("fct_entry", 3), ("fct_roll_move", 5), ("fct_term_start", 5), ("bld_review_check", 5),
]  # fmt: skip


@pytest.mark.parametrize(("relation", "child"), ASKED)
def test_who_sees_one_child_is_told_of_it_what_the_county_is_told(tmp_path, relation, child):
    engine, params = DuckEngine(tmp_path), parameters("2018-12", child_set="v")
    tables = leaves({**GIVEN, "viewer_child": f"set_id | child_key\nv | {child}"})
    tables |= {
        name: engine.ask(name, tables, params) for name in ("drv_school_roll", "drv_school_grade", "drv_roll_stretch")
    }
    everybody = engine.ask(relation, tables, params).to_pylist()
    told = engine.ask(relation, tables, params, cut=True).to_pylist()
    keys = {"child_key": child, "case_no": "N1"}
    mine = [
        [row for row in rows if any(row.get(name) == key for name, key in keys.items())] for rows in (told, everybody)
    ]
    assert mine[1] or relation == "fct_term_start"  # who came in October was not due in September
    assert sorted(map(repr, mine[0])) == sorted(map(repr, mine[1]))


def test_the_ages_of_school_are_those_of_the_newest_month(tmp_path):
    engine, params = DuckEngine(tmp_path), parameters("2018-12", child_set="v")
    tables = leaves(GIVEN | {"children": "month | child_key"})
    tables["drv_school_roll"] = engine.ask("drv_school_roll", tables, params)
    assert engine.ask("bld_cohort", tables, params, cut=True).num_rows == len(MONTHS)


def test_the_flow_of_a_village_names_its_only_case(tmp_path):
    engine, params = DuckEngine(tmp_path), parameters("2018-12", child_set="v", area="610830100001")
    tables = leaves(GIVEN)
    tables |= {
        name: engine.ask(name, tables, params) for name in ("drv_school_roll", "drv_school_grade", "drv_roll_stretch")
    }
    told = engine.ask("pg_flow_children", tables, params, cut=True).to_pylist()
    assert [(row["term"], row["case_no"]) for row in told] == [("new", "N1"), ("open_now", "N1")]

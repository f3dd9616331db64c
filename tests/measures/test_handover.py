"""Hand-over, entry, start of term and movements between townships: what is printed adds up, by both lines."""

import pytest

from tests.measures.county import CALENDAR, UNITS
from tests.spec import check, leaves, parameters

HANDOVER = """
    child_key | school_year | school_code | month   | term
    1         | 2018        | S1          | 2018-09 | registered
    2         | 2018        | S1          | 2018-09 | registered
    3         | 2018        | S1          | 2018-09 | missing
    4         | 2018        | S2          | 2018-09 | unreported
    5         | 2017        | S1          | 2017-09 | registered
"""


def test_msr_handover_adds_up_for_every_unit(engine):
    check(
        engine,
        "msr_handover",
        given={"fct_handover": HANDOVER, "dim_unit": UNITS},
        expect="""
            area_level | area_code | month   | term       | n   | d     | value
            school     | S1        | 2018-09 | registered | 1+1 | 1+1+1 | 0.666667
            school     | S1        | 2018-09 | missing    | 1   | 1+1+1 | 0.333333
            school     | S2        | 2018-09 | unreported | 1   | 1     | 1.0
            township   | 610830100 | 2018-09 | registered | 1+1 | 1+1+1 | 0.666667
            township   | 610830100 | 2018-09 | missing    | 1   | 1+1+1 | 0.333333
            township   | 610830101 | 2018-09 | unreported | 1   | 1     | 1.0
            county     | 610830    | 2018-09 | registered | 1+1 | 3+1   | 0.5
            county     | 610830    | 2018-09 | missing    | 1   | 3+1   | 0.25
            county     | 610830    | 2018-09 | unreported | 1   | 3+1   | 0.25
            school     | S1        | 2017-09 | registered | 1   | 1     | 1.0
            township   | 610830100 | 2017-09 | registered | 1   | 1     | 1.0
            county     | 610830    | 2017-09 | registered | 1   | 1     | 1.0
        """,
    )


def test_msr_entry_counts_registered_children_by_household_and_the_others_by_school(engine):
    check(
        engine,
        "msr_entry",
        given={
            "fct_entry": """
                child_key | school_year | line      | unit_code    | term
                1         | 2018        | household | 610830100201 | enrolled_here
                2         | 2018        | household | 610830100201 | not_enrolled
                3         | 2018        | household | 610830101201 | enrolled_here
                4         | 2018        | household | unknown      | enrolled_here
                5         | 2018        | student   | S2           | incoming
            """,
            "dim_unit": UNITS,
        },
        expect="""
            area_level | area_code    | month   | term          | n     | d   | value
            village    | 610830100201 | 2018-09 | enrolled_here | 1     | 2   | 0.5
            village    | 610830100201 | 2018-09 | not_enrolled  | 1     | 2   | 0.5
            township   | 610830100    | 2018-09 | enrolled_here | 1     | 2   | 0.5
            township   | 610830100    | 2018-09 | not_enrolled  | 1     | 2   | 0.5
            village    | 610830101201 | 2018-09 | enrolled_here | 1     | 1   | 1.0
            township   | 610830101    | 2018-09 | enrolled_here | 1     | 1   | 1.0
            township   | unknown      | 2018-09 | enrolled_here | 1     | 1   | 1.0
            county     | 610830       | 2018-09 | enrolled_here | 1+1+1 | 3+1 | 0.75
            county     | 610830       | 2018-09 | not_enrolled  | 1     | 3+1 | 0.25
            school     | S2           | 2018-09 | incoming      | 1     | .   | .
            township   | 610830101    | 2018-09 | incoming      | 1     | .   | .
            county     | 610830       | 2018-09 | incoming      | 1     | .   | .
        """,
    )


START = """
    child_key | term   | month   | school_code | reported_no | class_no | state        | is_overdue
    1         | 2018-1 | 2018-09 | S1          | 1           | 1        | reported     | 0
    2         | 2018-1 | 2018-09 | S1          | 2           | 1        | reported     | 0
    3         | 2018-1 | 2018-09 | S1          | .           | 1        | not_reported | 1
    4         | 2018-1 | 2018-09 | S2          | 2           | 2        | reported     | 0
    5         | 2018-1 | 2018-09 | S2          | .           | .        | unreported   | 0
"""


def test_msr_term_start_counts_by_day_over_the_classes_that_have_reported(engine):
    """S2's class reported nothing before the second day: on the first there is no one to judge, which is not 0 %."""
    check(
        engine,
        "msr_term_start",
        given={
            "fct_term_start": START, "dim_unit": UNITS, "calendar": CALENDAR,
            "bld_term_start": "term | first_day | first_no\n2018-1 | 2018-09-03 | 2",
        },
        expect="""
            area_level | area_code | day_no | n   | d   | value
            school     | S1        | 1      | 1   | 3   | 0.333333
            school     | S1        | 2      | 1+1 | 3   | 0.666667
            school     | S2        | 1      | 0   | 0   | .
            school     | S2        | 2      | 1   | 1   | 1.0
            township   | 610830100 | 1      | 1   | 3   | 0.333333
            township   | 610830100 | 2      | 1+1 | 3   | 0.666667
            township   | 610830101 | 1      | 0   | 0   | .
            township   | 610830101 | 2      | 1   | 1   | 1.0
            county     | 610830    | 1      | 1   | 3   | 0.333333
            county     | 610830    | 2      | 2+1 | 3+1 | 0.75
        """,
        month="2018-11",
        as_of="2018-11-01",
    )  # fmt: skip


def test_msr_term_start_state_adds_up_with_the_overdue_beside(engine):
    check(
        engine,
        "msr_term_start_state",
        given={"fct_term_start": START, "dim_unit": UNITS},
        expect="""
            area_level | area_code | state        | n   | d   | value
            school     | S1        | reported     | 1+1 | 2+1 | 0.666667
            school     | S1        | not_reported | 1   | 2+1 | 0.333333
            school     | S1        | overdue      | 1   | 2+1 | 0.333333
            school     | S2        | reported     | 1   | 1+1 | 0.5
            school     | S2        | unreported   | 1   | 1+1 | 0.5
            township   | 610830100 | reported     | 1+1 | 2+1 | 0.666667
            township   | 610830100 | not_reported | 1   | 2+1 | 0.333333
            township   | 610830100 | overdue      | 1   | 2+1 | 0.333333
            township   | 610830101 | reported     | 1   | 1+1 | 0.5
            township   | 610830101 | unreported   | 1   | 1+1 | 0.5
            county     | 610830    | reported     | 2+1 | 3+2 | 0.6
            county     | 610830    | not_reported | 1   | 3+2 | 0.2
            county     | 610830    | unreported   | 1   | 3+2 | 0.2
            county     | 610830    | overdue      | 1   | 3+2 | 0.2
        """,
    )


SENT = """
    month   | kind | school_code | state    | due_on     | first_accepted_at | is_on_time
    2018-11 | roll | S1          | received | 2018-12-03 | 2018-12-01T09:00  | true
    2018-11 | roll | S2          | received | 2018-12-03 | 2018-12-01T09:00  | true
    2018-12 | roll | S1          | received | 2019-01-03 | 2018-12-19T09:00  | true
    2018-12 | roll | S2          | {state}  | 2019-01-03 | {sent}            | true
"""
PUPIL = """
    month   | child_key | report_stage | is_compulsory | school_code
    2018-11 | 1         | all          | 1             | S1
    2018-11 | 2         | all          | 1             | S1
    2018-11 | 3         | all          | 1             | S2
    2018-12 | 1         | all          | 1             | S2
    2018-12 | 3         | all          | 1             | S2
    2018-12 | 4         | all          | 1             | S1
    2018-12 | 5         | all          | 1             | S1
"""
"""1 moves from township 100 to 101, 2 leaves, 3 stays, 4 enters grade 1, 5 comes in grade 3."""
GRADE = """
    month   | child_key | grade
    2018-11 | 1         | 3
    2018-11 | 2         | 3
    2018-12 | 4         | 1
    2018-12 | 5         | 3
"""


@pytest.mark.parametrize(
    "state, sent, expect",
    [
        (
            "received",
            "2018-12-19T09:00",
            """
                area_code | kind    | direction | other_code | n
                610830100 | moved   | out       | 610830101  | -1
                610830101 | moved   | in        | 610830100  | 1
                610830100 | left    | out       | .          | -1
                610830100 | entered | in        | .          | 1
                610830100 | came    | in        | .          | 1
                610830    | moved   | in        | .          | 1
                610830    | moved   | out       | .          | -1
                610830    | left    | out       | .          | -1
                610830    | entered | in        | .          | 1
                610830    | came    | in        | .          | 1
            """,
        ),
        (
            "missing",
            ".",
            """
                area_code | kind    | direction | other_code | n
                610830100 | left    | out       | .          | -2
                610830100 | entered | in        | .          | 1
                610830100 | came    | in        | .          | 1
                610830    | left    | out       | .          | -2
                610830    | entered | in        | .          | 1
                610830    | came    | in        | .          | 1
            """,
        ),
    ],
)
def test_msr_township_move_cancels_in_the_county_and_agrees_with_the_flow_of_the_roll(engine, state, sent, expect):
    """Where S2 is silent nobody has been received by it, and its own pupils have not gone."""
    given = {"bld_roll_child": PUPIL, "dim_child": GRADE, "dim_unit": UNITS, "calendar": CALENDAR,
             "area": "area_code | level | parent_code | name\n610830 | county | . | 县",
             "submission": SENT.format(state=state, sent=sent)}  # fmt: skip
    answer = check(engine, "msr_township_move", given=given, expect=expect)
    changes: dict[str, int] = {}
    for row in answer.to_pylist():
        changes[row["area_code"]] = changes.get(row["area_code"], 0) + row["n"]
    flow = engine_flow(engine, given)
    assert {code: n for code, n in changes.items() if n} == {code: n for code, n in flow.items() if n}


def engine_flow(engine, given: dict[str, str]) -> dict[str, int]:
    """Township or county → now less last, by the flow of the roll."""
    drawn = leaves({**given, "fct_roll_move": "child_key | month | kind\n5 | 2018-12 | in"})
    found: dict[str, int] = {}
    for row in engine.ask("msr_roll_flow", drawn, parameters()).to_pylist():
        if row["area_level"] != "school" and row["term"] in ("last", "now"):
            found[row["area_code"]] = found.get(row["area_code"], 0) + (row["n"] if row["term"] == "now" else -row["n"])
    return found

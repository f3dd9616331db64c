"""Progress of lists from above: each line in exactly one state and one place, late and contradicted lines of them."""

from tests.measures.county import UNITS
from tests.pages_sql.county import DIM_AREA
from tests.spec import check

LINES = """
    list_id | line_no | household_unit | school_code | state    | is_overdue | evidence_state | is_to_review
    A       | 1       | 610830100201   | S1          | question | 1          | .              | 0
    A       | 2       | 610830100201   | S1          | answered | 0          | contradicted   | 0
    A       | 3       | 610830100202   | S2          | answered | 0          | proved         | 1
    A       | 4       | 610830100      | .           | matched  | 1          | .              | 0
    A       | 5       | unknown        | .           | open     | 1          | paper          | 0
    A       | 6       | 610830101201   | S2          | proposed | 0          | paper          | 0
    A       | 7       | 610830101201   | S2          | verified | 0          | paper          | 0
    B       | 1       | 610830101201   | .           | answered | 0          | .              | 0
"""
ABOVE = """
    seq | list_id | list_name | received_on | reply_on
    1   | A       | 第一批    | 2018-11-01  | 2018-12-10
    2   | B       | 第二批    | 2018-12-01  | 2018-12-31
    3   | C       | 空的      | 2018-11-01  | 2018-12-20
    4   | D       | 以后的    | 2018-12-21  | 2019-01-20
"""


def test_each_line_counts_once_in_its_place_and_all_above_it(engine):
    """A line whose village is not recognised counts for its township, one of no place for the county alone."""
    check(
        engine,
        "msr_list_progress",
        given={"dim_unit": UNITS, "fct_list_line": LINES},
        expect="""
            list_id | area_level | area_code    | month   | state    | n   | d           | value    | overdue_n | contradicted_n | to_review_n
            A       | county     | 610830       | 2018-12 | question | 1   | 1+2+1+1+1+1 | 0.142857 | 1         | 0              | 0
            A       | county     | 610830       | 2018-12 | answered | 1+1 | 1+2+1+1+1+1 | 0.285714 | 0         | 1              | 1
            A       | county     | 610830       | 2018-12 | matched  | 1   | 1+2+1+1+1+1 | 0.142857 | 1         | 0              | 0
            A       | county     | 610830       | 2018-12 | open     | 1   | 1+2+1+1+1+1 | 0.142857 | 1         | 0              | 0
            A       | county     | 610830       | 2018-12 | proposed | 1   | 1+2+1+1+1+1 | 0.142857 | 0         | 0              | 0
            A       | county     | 610830       | 2018-12 | verified | 1   | 1+2+1+1+1+1 | 0.142857 | 0         | 0              | 0
            A       | township   | 610830100    | 2018-12 | question | 1   | 1+2+1       | 0.25     | 1         | 0              | 0
            A       | township   | 610830100    | 2018-12 | answered | 1+1 | 1+2+1       | 0.5      | 0         | 1              | 1
            A       | township   | 610830100    | 2018-12 | matched  | 1   | 1+2+1       | 0.25     | 1         | 0              | 0
            A       | township   | 610830101    | 2018-12 | proposed | 1   | 1+1         | 0.5      | 0         | 0              | 0
            A       | township   | 610830101    | 2018-12 | verified | 1   | 1+1         | 0.5      | 0         | 0              | 0
            A       | township   | unknown      | 2018-12 | open     | 1   | 1           | 1.0      | 1         | 0              | 0
            A       | village    | 610830100201 | 2018-12 | question | 1   | 1+1         | 0.5      | 1         | 0              | 0
            A       | village    | 610830100201 | 2018-12 | answered | 1   | 1+1         | 0.5      | 0         | 1              | 0
            A       | village    | 610830100202 | 2018-12 | answered | 1   | 1           | 1.0      | 0         | 0              | 1
            A       | village    | 610830101201 | 2018-12 | proposed | 1   | 1+1         | 0.5      | 0         | 0              | 0
            A       | village    | 610830101201 | 2018-12 | verified | 1   | 1+1         | 0.5      | 0         | 0              | 0
            A       | school     | S1           | 2018-12 | question | 1   | 1+1         | 0.5      | 1         | 0              | 0
            A       | school     | S1           | 2018-12 | answered | 1   | 1+1         | 0.5      | 0         | 1              | 0
            A       | school     | S2           | 2018-12 | answered | 1   | 1+1+1       | 0.333333 | 0         | 0              | 1
            A       | school     | S2           | 2018-12 | proposed | 1   | 1+1+1       | 0.333333 | 0         | 0              | 0
            A       | school     | S2           | 2018-12 | verified | 1   | 1+1+1       | 0.333333 | 0         | 0              | 0
            B       | county     | 610830       | 2018-12 | answered | 1   | 1           | 1.0      | 0         | 0              | 0
            B       | township   | 610830101    | 2018-12 | answered | 1   | 1           | 1.0      | 0         | 0              | 0
            B       | village    | 610830101201 | 2018-12 | answered | 1   | 1           | 1.0      | 0         | 0              | 0
        """,
    )


GIVEN = {"dim_unit": UNITS, "fct_list_line": LINES, "list_above": ABOVE, "dim_area": DIM_AREA}


def test_lists_of_a_place_with_the_days_that_are_left(engine):
    """The county sees a list without lines too; a township those that concern it; nobody one that comes tomorrow."""
    check(
        engine,
        "pg_lists",
        given=GIVEN,
        expect="""
            list_id | days_left | lines_n | questions_n | matched_n | proposed_n | verified_n | answered_n | open_n | overdue_n | contradicted_n | to_review_n
            B       | 11        | 1       | 0           | 0         | 0          | 0          | 1          | 0      | 0         | 0              | 0
            A       | -10       | 7       | 1           | 1         | 1          | 1          | 2          | 1      | 3         | 1              | 1
            C       | 0         | 0       | 0           | 0         | 0          | 0          | 0          | 0      | 0         | 0              | 0
        """,
        area="610830",
    )
    check(engine, "pg_lists", given=GIVEN, expect="list_id | lines_n | answered_n\nA | 4 | 2", area="610830100")
    check(engine, "pg_lists", given=GIVEN, expect="list_id | lines_n | questions_n\nA | 2 | 1", area="S1")


def test_units_of_a_list_add_up_to_the_place(engine):
    check(
        engine,
        "pg_list_units",
        given=GIVEN,
        expect="""
            unit_code | is_total | lines_n | questions_n | matched_n | waiting_n | answered_n | open_n | overdue_n
            610830    | 1        | 4+2+1   | 1           | 1         | 2         | 2          | 1      | 3
            610830100 | 0        | 4       | 1           | 1         | 0         | 2          | 0      | 2
            610830101 | 0        | 2       | 0           | 0         | 2         | 0          | 0      | 0
            unknown   | 0        | 1       | 0           | 0         | 0         | 0          | 1      | 1
        """,
        area="610830",
        list_id="A",
    )
    check(engine, "pg_list_units", given=GIVEN, expect="unit_code | lines_n\n610830101 | 1\n610830101201 | 1", area="610830101", list_id="B")  # fmt: skip


def test_an_answer_given_back_or_waiting_is_no_reply(engine):
    from tests.facts.test_lists import ANSWERS, step

    answers = (
        step(1, 1, "reviewed", 1, "dead") + step(2, 2, "proposed", 0, "dead")
        + step(3, 3, "proposed", 1, "lost", owner="镇长", due="2018-12-28") + step(4, 3, "proposed", 0, "dead")
        + step(5, 4, "proposed", 0, "dead") + step(6, 4, "verified", 1) + step(7, 5, "reviewed", 1, "dead") + step(8, 5, "returned", 0)
    )  # fmt: skip
    expect = "line_no | code | owner | due_on\n1 | dead | . | .\n3 | lost | 镇长 | 2018-12-28\n4 | dead | . | ."
    check(engine, "pg_list_reply", given={"list_answer": ANSWERS + answers}, expect=expect, list_id="A")

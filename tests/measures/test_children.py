"""Figures of children: school age, whereabouts, rolls, seats."""

from tests.measures.county import CALENDAR, CHILDREN, ON_ROLL, SUBMISSION, UNITS
from tests.spec import check

GIVEN = {"dim_unit": UNITS, "dim_child": CHILDREN}
NO_CASES = {
    "calendar": CALENDAR,
    "submission": SUBMISSION,
    "bld_roll_stretch": ON_ROLL,
    "fct_case_span": "case_no | child_key | seq | effective_on | state\n0 | 0 | 0 | 2099-01-01 | closed",
}


def test_school_age_counts_by_household_with_the_unknown_on_a_line_of_its_own(engine):
    """Senior pupils of school age stand in the total alone; a pupil who left, and one over age, nowhere."""
    check(
        engine,
        "msr_school_age",
        given=GIVEN,
        expect="""
            area_level | area_code    | stage   | month   | n       | d | n_poor
            county     | 610830       | all     | 2018-11 | 1+1+1   | . | 1
            county     | 610830       | primary | 2018-11 | 1+1     | . | 1
            county     | 610830       | junior  | 2018-11 | 1       | . | 0
            township   | 610830100    | all     | 2018-11 | 1+1     | . | 1
            township   | 610830100    | primary | 2018-11 | 1+1     | . | 1
            township   | 610830101    | all     | 2018-11 | 1       | . | 0
            township   | 610830101    | junior  | 2018-11 | 1       | . | 0
            village    | 610830100201 | all     | 2018-11 | 1       | . | 1
            village    | 610830100201 | primary | 2018-11 | 1       | . | 1
            village    | 610830100202 | all     | 2018-11 | 1       | . | 0
            village    | 610830100202 | primary | 2018-11 | 1       | . | 0
            village    | 610830101201 | all     | 2018-11 | 1       | . | 0
            village    | 610830101201 | junior  | 2018-11 | 1       | . | 0
            county     | 610830       | all     | 2018-12 | 2+2+1   | . | 1
            county     | 610830       | primary | 2018-12 | 1+1     | . | 1
            county     | 610830       | junior  | 2018-12 | 1+1     | . | 0
            township   | unknown      | all     | 2018-12 | 1       | . | 0
            township   | unknown      | junior  | 2018-12 | 1       | . | 0
            township   | 610830100    | all     | 2018-12 | 1+1     | . | 1
            township   | 610830100    | primary | 2018-12 | 1+1     | . | 1
            township   | 610830101    | all     | 2018-12 | 1+1     | . | 0
            township   | 610830101    | junior  | 2018-12 | 1       | . | 0
            village    | 610830100201 | all     | 2018-12 | 1       | . | 1
            village    | 610830100201 | primary | 2018-12 | 1       | . | 1
            village    | 610830100202 | all     | 2018-12 | 1       | . | 0
            village    | 610830100202 | primary | 2018-12 | 1       | . | 0
            village    | 610830101201 | all     | 2018-12 | 1+1     | . | 0
            village    | 610830101201 | junior  | 2018-12 | 1       | . | 0
        """,
    )


def test_on_roll_counts_compulsory_education_by_school(engine):
    check(
        engine,
        "msr_on_roll",
        given=GIVEN,
        expect="""
            area_level | area_code | stage   | month   | n
            county     | 610830    | all     | 2018-11 | 2+1
            county     | 610830    | primary | 2018-11 | 2
            county     | 610830    | junior  | 2018-11 | 1
            township   | 610830100 | all     | 2018-11 | 2
            township   | 610830100 | primary | 2018-11 | 2
            township   | 610830101 | all     | 2018-11 | 1
            township   | 610830101 | junior  | 2018-11 | 1
            school     | S1        | all     | 2018-11 | 2
            school     | S1        | primary | 2018-11 | 2
            school     | S2        | all     | 2018-11 | 1
            school     | S2        | junior  | 2018-11 | 1
            county     | 610830    | all     | 2018-12 | 2+3
            county     | 610830    | primary | 2018-12 | 2
            county     | 610830    | junior  | 2018-12 | 3
            township   | 610830100 | all     | 2018-12 | 2
            township   | 610830100 | primary | 2018-12 | 2
            township   | 610830101 | all     | 2018-12 | 3
            township   | 610830101 | junior  | 2018-12 | 3
            school     | S1        | all     | 2018-12 | 2
            school     | S1        | primary | 2018-12 | 2
            school     | S2        | all     | 2018-12 | 3
            school     | S2        | junior  | 2018-12 | 3
        """,
    )


def test_each_school_age_child_is_in_one_place(engine):
    """Child 1 is on the roll and dropped out: the open case outweighs the roll."""
    span = """
        case_no   | child_key | seq | effective_on | is_open | state
        2018-0001 | 1         | 1   | 2018-12-05   | 1       | dropped_out
        2018-0002 | 4         | 2   | 2018-12-06   | 1       | suspected
    """
    answer = check(
        engine,
        "msr_whereabouts",
        given={
            **GIVEN,
            **NO_CASES,
            "fct_case_span": span,
            "bld_suspension_stated": "child_key | school_code | month | ends_on\n99 | S1 | 2018-12 | 2019-08-31",
            "fct_closing": "case_no | child_key | closing_status\n2018-0001 | 1 | open_on_time",
        },
        expect="""
            area_code    | stage   | month   | whereabouts   | n   | d | value
            610830       | all     | 2018-12 | out_of_school | 1   | 5 | 0.2
            610830       | all     | 2018-12 | suspended     | 1   | 5 | 0.2
            610830       | all     | 2018-12 | home_teaching | 1   | 5 | 0.2
            610830       | all     | 2018-12 | in_county     | 1+1 | 5 | 0.4
            unknown      | all     | 2018-12 | in_county     | 1   | 1 | 1.0
            unknown      | junior  | 2018-12 | in_county     | 1   | 1 | 1.0
            610830       | primary | 2018-12 | out_of_school | 1   | 2 | 0.5
            610830       | primary | 2018-12 | suspended     | 1   | 2 | 0.5
            610830       | junior  | 2018-12 | home_teaching | 1   | 2 | 0.5
            610830       | junior  | 2018-12 | in_county     | 1   | 2 | 0.5
            610830100    | all     | 2018-12 | out_of_school | 1   | 2 | 0.5
            610830100    | all     | 2018-12 | suspended     | 1   | 2 | 0.5
            610830100    | primary | 2018-12 | out_of_school | 1   | 2 | 0.5
            610830100    | primary | 2018-12 | suspended     | 1   | 2 | 0.5
            610830100201 | all     | 2018-12 | out_of_school | 1   | 1 | 1.0
            610830100201 | primary | 2018-12 | out_of_school | 1   | 1 | 1.0
            610830100202 | all     | 2018-12 | suspended     | 1   | 1 | 1.0
            610830100202 | primary | 2018-12 | suspended     | 1   | 1 | 1.0
            610830101    | all     | 2018-12 | home_teaching | 1   | 2 | 0.5
            610830101    | all     | 2018-12 | in_county     | 1   | 2 | 0.5
            610830101    | junior  | 2018-12 | home_teaching | 1   | 1 | 1.0
            610830101201 | all     | 2018-12 | home_teaching | 1   | 2 | 0.5
            610830101201 | all     | 2018-12 | in_county     | 1   | 2 | 0.5
            610830101201 | junior  | 2018-12 | home_teaching | 1   | 1 | 1.0
            610830       | all     | 2018-11 | in_county     | 3   | 3 | 1.0
            610830       | primary | 2018-11 | in_county     | 2   | 2 | 1.0
            610830       | junior  | 2018-11 | in_county     | 1   | 1 | 1.0
            610830100    | all     | 2018-11 | in_county     | 2   | 2 | 1.0
            610830100    | primary | 2018-11 | in_county     | 2   | 2 | 1.0
            610830100201 | all     | 2018-11 | in_county     | 1   | 1 | 1.0
            610830100201 | primary | 2018-11 | in_county     | 1   | 1 | 1.0
            610830100202 | all     | 2018-11 | in_county     | 1   | 1 | 1.0
            610830100202 | primary | 2018-11 | in_county     | 1   | 1 | 1.0
            610830101    | all     | 2018-11 | in_county     | 1   | 1 | 1.0
            610830101    | junior  | 2018-11 | in_county     | 1   | 1 | 1.0
            610830101201 | all     | 2018-11 | in_county     | 1   | 1 | 1.0
            610830101201 | junior  | 2018-11 | in_county     | 1   | 1 | 1.0
        """,
    )
    assert answer.num_rows == 37


SEEN = """
    child_key | class_key | month   | present_halves | reported_halves
    1         | S1-C1        | 2018-12 | 9              | 10
    4         | S2-C2        | 2018-12 | 0              | 10
    3         | S2-C2        | 2018-12 | 0              | 10
"""


def test_seats_are_seen_not_seen_or_unknown(engine):
    """Child 3 is taught at home and has no seat; 6 has no reported day: unknown, in no denominator."""
    check(
        engine,
        "msr_at_school",
        given={**GIVEN, "drv_pupil_month": SEEN},
        expect="""
            area_level | area_code | stage   | month   | n | d | value | n_not_seen | n_unknown
            county     | 610830    | all     | 2018-12 | 1 | 2 | 0.5   | 1          | 1
            county     | 610830    | primary | 2018-12 | 1 | 1 | 1.0   | 0          | 0
            county     | 610830    | junior  | 2018-12 | 0 | 1 | 0.0   | 1          | 1
            township   | 610830100 | all     | 2018-12 | 1 | 1 | 1.0   | 0          | 0
            township   | 610830100 | primary | 2018-12 | 1 | 1 | 1.0   | 0          | 0
            township   | 610830101 | all     | 2018-12 | 0 | 1 | 0.0   | 1          | 1
            township   | 610830101 | junior  | 2018-12 | 0 | 1 | 0.0   | 1          | 1
            school     | S1        | all     | 2018-12 | 1 | 1 | 1.0   | 0          | 0
            school     | S1        | primary | 2018-12 | 1 | 1 | 1.0   | 0          | 0
            school     | S2        | all     | 2018-12 | 0 | 1 | 0.0   | 1          | 1
            school     | S2        | junior  | 2018-12 | 0 | 1 | 0.0   | 1          | 1
            county     | 610830    | all     | 2018-11 | 0 | 0 | .     | 0          | 3
            county     | 610830    | primary | 2018-11 | 0 | 0 | .     | 0          | 2
            county     | 610830    | junior  | 2018-11 | 0 | 0 | .     | 0          | 1
            township   | 610830100 | all     | 2018-11 | 0 | 0 | .     | 0          | 2
            township   | 610830100 | primary | 2018-11 | 0 | 0 | .     | 0          | 2
            township   | 610830101 | all     | 2018-11 | 0 | 0 | .     | 0          | 1
            township   | 610830101 | junior  | 2018-11 | 0 | 0 | .     | 0          | 1
            school     | S1        | all     | 2018-11 | 0 | 0 | .     | 0          | 2
            school     | S1        | primary | 2018-11 | 0 | 0 | .     | 0          | 2
            school     | S2        | all     | 2018-11 | 0 | 0 | .     | 0          | 1
            school     | S2        | junior  | 2018-11 | 0 | 0 | .     | 0          | 1
        """,
    )


ONLY_CHILD_4 = "\n".join(line for line in CHILDREN.splitlines() if "| child_key" in line or "2018-12 | 4 " in line)


def test_too_few_reported_days_leave_a_seat_unknown(engine):
    check(
        engine,
        "msr_at_school",
        given={
            **GIVEN,
            "dim_child": ONLY_CHILD_4,
            "drv_pupil_month": "child_key | class_key | month | present_halves | reported_halves\n4 | S2-C2 | 2018-12 | 0 | 9",
        },
        expect="""
            area_level | area_code | stage  | n | d | value | n_not_seen | n_unknown
            county     | 610830    | all    | 0 | 0 | .     | 0          | 1
            county     | 610830    | junior | 0 | 0 | .     | 0          | 1
            township   | 610830101 | all    | 0 | 0 | .     | 0          | 1
            township   | 610830101 | junior | 0 | 0 | .     | 0          | 1
            school     | S2        | all    | 0 | 0 | .     | 0          | 1
            school     | S2        | junior | 0 | 0 | .     | 0          | 1
        """,
    )


def test_a_seat_is_empty_where_the_check_finds_it_empty(engine):
    """1 absent, half its halves without a mark; 2 on leave in a month that runs; 3 absent on five days known; 4 on leave for
    all of a month that is over; 5 seen in its other class; 6 absent long before the first limit was written."""
    given = {
        "bld_roll_child": "child_key | month | report_stage | school_code | is_compulsory | is_at_school | placement\n"
        + "\n".join(
            f"{n} | {m} | all | S | 1 | 1 | ordinary"
            for n, m in ((1, "2018-12"), (2, "2018-12"), (3, "2018-12"), (4, "2018-11"), (5, "2018-12"), (6, "2001-12"))
        ),
        "drv_pupil_month": """
            child_key | class_key | month   | first_day  | last_day   | reported_halves | unmarked_halves | sick_halves | present_halves
            1         | C         | 2018-12 | 2018-12-03 | 2018-12-07 | 10              | 5               | 0           | 0
            2         | C         | 2018-12 | 2018-12-03 | 2018-12-07 | 10              | 0               | 10          | 0
            3         | C         | 2018-12 | 2018-12-03 | 2018-12-07 | 10              | 0               | 0           | 0
            4         | C         | 2018-11 | 2018-11-01 | 2018-11-30 | 44              | 0               | 44          | 0
            5         | C         | 2018-12 | 2018-12-03 | 2018-12-07 | 10              | 0               | 0           | 0
            5         | D         | 2018-12 | 2018-12-10 | 2018-12-11 | 4               | 0               | 0           | 4
            6         | C         | 2001-12 | 2001-12-03 | 2001-12-07 | 10              | 0               | 0           | 0
        """,
        "drv_class_day": """
            class_key | day        | month   | is_school_day
            C         | 2018-11-30 | 2018-11 | true
            C         | 2018-12-28 | 2018-12 | true
        """,
    }
    check(
        engine,
        "bld_seat",
        given=given,
        expect="""
            child_key | month   | seat
            1         | 2018-12 | unknown
            2         | 2018-12 | unknown
            3         | 2018-12 | not_seen
            4         | 2018-11 | not_seen
            5         | 2018-12 | seen
            6         | 2001-12 | not_seen
        """,
    )
    check(
        engine,
        "chk_ghost",
        given=given
        | {"bld_class_silent": "school_code | class_key | month | day | pupils\nx | x | 1900-01 | 1900-01-01 | 0"},
        expect="child_key | is_compared\n1 | 0\n2 | 0\n3 | 1",
    )

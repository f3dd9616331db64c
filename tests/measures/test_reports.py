"""Figures of what was sent: attendance rate, classes and reports, movements of the roll; and second answers."""

from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.measures.county import CALENDAR, UNITS
from tests.spec import check, leaves, parameters

CLASSES = """
    class_key | school_code | stage        | entry_year | class_no
    C1        | S1          | primary      | 2013       | 1
    C2        | S2          | junior       | 2017       | 1
    C3        | S2          | kindergarten | 2017       | 1
    C4        | S2          | primary      | 2017       | 2
"""
CLASS_DAYS = """
    class_key | school_code | month   | day        | is_school_day | is_reported | pupils | present_halves | absent_halves | leave_halves
    C1        | S1          | 2018-12 | 2018-12-03 | true          | true        | 10     | 17             | 1             | 2
    C1        | S1          | 2018-12 | 2018-12-04 | true          | true        | 10     | 20             | 0             | 0
    C1        | S1          | 2018-12 | 2018-12-08 | false         | true        | 10     | 20             | 0             | 0
    C1        | S1          | 2018-12 | 2018-12-31 | true          | false       | 10     | 0              | 0             | 0
    C2        | S2          | 2018-12 | 2018-12-03 | true          | false       | 30     | 0              | 0             | 0
    C3        | S2          | 2018-12 | 2018-12-03 | true          | true        | 30     | 60             | 0             | 0
    C4        | S2          | 2018-12 | 2018-12-03 | true          | true        | 5      | 5              | 0             | 0
"""
GIVEN = {"dim_unit": UNITS, "class": CLASSES, "drv_class_day": CLASS_DAYS}


def test_attendance_rate_takes_reported_halves_of_school_days(engine):
    """Saturday, the silent class, the kindergarten and the unmarked afternoon of C4 are in neither sum."""
    check(
        engine,
        "msr_attendance_rate",
        given=GIVEN,
        expect="""
            area_code | stage   | n       | d         | value
            610830    | all     | 17+20+5 | 20+20+5+0 | 0.933333
            610830    | primary | 17+20+5 | 20+20+5   | 0.933333
            610830    | junior  | 0       | 0         | .
            610830100 | all     | 17+20   | 20+20     | 0.925
            610830100 | primary | 17+20   | 20+20     | 0.925
            610830101 | all     | 5+0     | 5+0       | 1.0
            610830101 | primary | 5       | 5         | 1.0
            610830101 | junior  | 0       | 0         | .
            S1        | all     | 37      | 40        | 0.925
            S1        | primary | 37      | 40        | 0.925
            S2        | all     | 5       | 5         | 1.0
            S2        | primary | 5       | 5         | 1.0
            S2        | junior  | 0       | 0         | .
        """,
    )


def test_classes_reported_of_classes_due(engine):
    check(
        engine,
        "msr_classes_reported",
        given=GIVEN,
        expect="""
            area_code | stage   | n   | d     | value
            610830    | all     | 1+1 | 1+1+1 | 0.666667
            610830    | primary | 1+1 | 2     | 1.0
            610830    | junior  | 0   | 1     | 0.0
            610830100 | all     | 1   | 1     | 1.0
            610830100 | primary | 1   | 1     | 1.0
            610830101 | all     | 1   | 2     | 0.5
            610830101 | primary | 1   | 1     | 1.0
            610830101 | junior  | 0   | 1     | 0.0
            S1        | all     | 1   | 1     | 1.0
            S1        | primary | 1   | 1     | 1.0
            S2        | all     | 1   | 2     | 0.5
            S2        | primary | 1   | 1     | 1.0
            S2        | junior  | 0   | 1     | 0.0
        """,
    )


def test_days_after_as_of_are_not_due(engine):
    answer = check(
        engine,
        "bld_class_month",
        given=GIVEN,
        expect="class_key | days_due | days_reported\nC1 | 2 | 2\nC2 | 1 | 0\nC3 | 1 | 1\nC4 | 1 | 1",
    )
    assert answer.num_rows == 4


SENT = """
    month   | kind       | school_code | state    | due_on     | first_accepted_at | is_on_time
    2018-07 | roll       | S1          | missing  | 2018-08-03 | .                 | .
    2018-11 | roll       | S1          | received | 2018-12-03 | 2018-12-03T18:00  | true
    2018-11 | attendance | S1          | received | 2018-12-03 | 2018-12-05T09:00  | false
    2018-11 | roll       | S2          | received | 2018-12-03 | 2018-12-01T09:00  | true
    2018-11 | attendance | S2          | missing  | 2018-12-03 | .                 | .
    2018-12 | roll       | S1          | received | 2019-01-03 | 2018-12-18T09:00  | true
    2018-12 | attendance | S1          | missing  | 2019-01-03 | .                 | .
    2018-12 | roll       | S2          | nil      | 2019-01-03 | 2018-12-18T09:00  | true
    2018-12 | attendance | S2          | nil      | 2019-01-03 | 2018-12-18T09:00  | true
"""
FOLLOWS = "school_code | grade | calendar_id | valid_from | valid_to\nS1 | 1 | county | 2017-09-01 | 2019-08-31\nS2 | 1 | county | 2017-09-01 | 2019-08-31"
SENDING = {"dim_unit": UNITS, "calendar": CALENDAR, "submission": SENT, "school_calendar": FOLLOWS}


def test_reports_are_due_after_their_day_and_never_in_a_month_without_school(engine):
    check(
        engine,
        "msr_reports_on_time",
        given=SENDING,
        expect="""
            area_code | month   | n | d   | value | n_late | n_missing
            610830    | 2018-11 | 0 | 1+1 | 0.0   | 1      | 1
            610830100 | 2018-11 | 0 | 1   | 0.0   | 1      | 0
            610830101 | 2018-11 | 0 | 1   | 0.0   | 0      | 1
            S1        | 2018-11 | 0 | 1   | 0.0   | 1      | 0
            S2        | 2018-11 | 0 | 1   | 0.0   | 0      | 1
            610830    | 2018-12 | 0 | 0   | .     | 0      | 0
            610830100 | 2018-12 | 0 | 0   | .     | 0      | 0
            610830101 | 2018-12 | 0 | 0   | .     | 0      | 0
            S1        | 2018-12 | 0 | 0   | .     | 0      | 0
            S2        | 2018-12 | 0 | 0   | .     | 0      | 0
        """,
    )


def test_after_the_due_day_an_open_month_is_missing_or_on_time(engine):
    check(
        engine,
        "msr_reports_on_time",
        given=SENDING,
        as_of="2019-01-04",
        expect="""
            area_code | month   | n | d | value | n_late | n_missing
            610830    | 2018-11 | 0 | 2 | 0.0   | 1      | 1
            610830100 | 2018-11 | 0 | 1 | 0.0   | 1      | 0
            610830101 | 2018-11 | 0 | 1 | 0.0   | 0      | 1
            S1        | 2018-11 | 0 | 1 | 0.0   | 1      | 0
            S2        | 2018-11 | 0 | 1 | 0.0   | 0      | 1
            610830    | 2018-12 | 1 | 2 | 0.5   | 0      | 1
            610830100 | 2018-12 | 0 | 1 | 0.0   | 0      | 1
            610830101 | 2018-12 | 1 | 1 | 1.0   | 0      | 0
            S1        | 2018-12 | 0 | 1 | 0.0   | 0      | 1
            S2        | 2018-12 | 1 | 1 | 1.0   | 0      | 0
        """,
    )


def test_a_sheet_that_stops_before_the_month_does_is_no_report_of_it(duck):
    """S2 marked until the 20th: in time while the month goes on, missing once it was due; a class with a hole is there."""
    days = "school_code | class_key | month | day | is_school_day | is_reported | pupils\n" + "\n".join(
        f"S2 | {key} | 2018-12 | 2018-12-{day} | true | {said} | 30"
        for key, day, said in (("C2", 20, "true"), ("C2", 21, "false"), ("C3", 20, "false"), ("C3", 21, "{}"))
    )

    def state(marked: str, as_of: str) -> str:
        given = leaves({**SENDING, "drv_class_day": days.format(marked)})
        rows = duck.ask("bld_school_month", given, parameters(as_of=as_of)).to_pylist()
        return next(r["report_state"] for r in rows if (r["school_code"], r["month"]) == ("S2", "2018-12"))

    assert state("false", "2019-01-03") == "in_progress"
    assert state("false", "2019-01-04") == "missing"
    assert state("true", "2019-01-04") == "on_time"


ROLLS = """
    child_key | month   | report_stage | is_compulsory | school_code | class_key | household_unit | status | is_at_school | placement | is_school_age | is_poor
    1         | 2018-11 | all          | 1             | S1          | C1        | unknown        | 01     | 1            | ordinary  | 1             | false
    2         | 2018-11 | all          | 1             | S1          | C1        | unknown        | 01     | 1            | ordinary  | 1             | false
    3         | 2018-11 | all          | 1             | S1          | C1        | unknown        | 01     | 1            | ordinary  | 1             | false
    4         | 2018-11 | all          | 1             | S2          | C2        | unknown        | 01     | 1            | ordinary  | 1             | false
    6         | 2018-11 | all          | 1             | S2          | C2        | unknown        | 01     | 1            | ordinary  | 1             | false
    1         | 2018-12 | all          | 1             | S1          | C1        | unknown        | 01     | 1            | ordinary  | 1             | false
    2         | 2018-12 | all          | 1             | S2          | C2        | unknown        | 01     | 1            | ordinary  | 1             | false
    4         | 2018-12 | all          | 1             | S2          | C2        | unknown        | 01     | 1            | ordinary  | 1             | false
    5         | 2018-12 | all          | 1             | S2          | C2        | unknown        | 01     | 1            | ordinary  | 1             | false
"""
BOTH_SENT = """
    month   | kind | school_code | first_accepted_at
    2018-11 | roll | S1          | 2018-12-01T09:00
    2018-11 | roll | S2          | 2018-12-01T09:00
    2018-12 | roll | S1          | 2018-12-18T09:00
    2018-12 | roll | S2          | 2018-12-18T09:00
"""
MOVES = """
    child_key | month   | day        | kind | school_code | other_school | is_received
    2         | 2018-12 | 2018-12-05 | out  | S1          | S2           | 1
    2         | 2018-12 | 2018-12-05 | in   | S2          | S1           | 1
    3         | 2018-12 | 2018-12-05 | out  | S1          | 外省         | 0
    6         | 2018-12 | 2018-12-05 | gone | S2          | .            | 0
"""


def test_roll_flow_adds_up_and_moves_within_an_area_cancel(engine):
    """Child 2 moved inside the county, 3 left it, 5 appeared without a recorded movement, 6 vanished."""
    check(
        engine,
        "msr_roll_flow",
        given={
            "bld_roll_child": ROLLS,
            "submission": BOTH_SENT,
            "calendar": CALENDAR,
            "dim_unit": UNITS,
            "fct_roll_move": MOVES,
        },
        expect="""
            area_level | area_code | month   | term      | n
            county     | 610830    | 2018-12 | last      | 5
            county     | 610830    | 2018-12 | out       | -1
            county     | 610830    | 2018-12 | gone      | -1
            county     | 610830    | 2018-12 | corrected | 1
            county     | 610830    | 2018-12 | now       | 4
            township   | 610830100 | 2018-12 | last      | 3
            township   | 610830100 | 2018-12 | out       | -2
            township   | 610830100 | 2018-12 | now       | 1
            township   | 610830101 | 2018-12 | last      | 2
            township   | 610830101 | 2018-12 | in        | 1
            township   | 610830101 | 2018-12 | gone      | -1
            township   | 610830101 | 2018-12 | corrected | 1
            township   | 610830101 | 2018-12 | now       | 3
            school     | S1        | 2018-12 | last      | 3
            school     | S1        | 2018-12 | out       | -2
            school     | S1        | 2018-12 | now       | 1
            school     | S2        | 2018-12 | last      | 2
            school     | S2        | 2018-12 | in        | 1
            school     | S2        | 2018-12 | gone      | -1
            school     | S2        | 2018-12 | corrected | 1
            school     | S2        | 2018-12 | now       | 3
        """,
    )


def test_a_school_silent_in_one_of_the_months_is_not_compared(engine):
    sent = "\n".join(line for line in BOTH_SENT.splitlines() if "2018-12 | roll | S1" not in line)
    county = "\n".join(line for line in UNITS.splitlines() if "county " in line or "unit_code" in line)
    check(
        engine,
        "msr_roll_flow",
        given={
            "bld_roll_child": ROLLS,
            "submission": sent,
            "calendar": CALENDAR,
            "dim_unit": county,
            "fct_roll_move": MOVES,
        },
        expect="area_code | term | n\n610830 | last | 2\n610830 | in | 1\n610830 | gone | -1\n610830 | corrected | 1\n610830 | now | 3",
    )


class_days = st.lists(
    st.tuples(
        st.sampled_from(["C1", "C2", "C4"]),
        st.sampled_from(["2018-12-03", "2018-12-04", "2018-12-21"]),
        st.booleans(),
        st.integers(0, 20),
        st.integers(0, 4),
        st.integers(0, 4),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda row: row[:2],
)
SCHOOL_OF = {"C1": "S1", "C2": "S2", "C4": "S2"}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(class_days)
def test_attendance_rate_agrees_with_adding_up_by_hand(duck, rows):
    head = "class_key | school_code | month | day | is_school_day | is_reported | present_halves | absent_halves | leave_halves\n"
    body = "\n".join(
        f"{c} | {SCHOOL_OF[c]} | 2018-12 | {d} | true | {str(r).lower()} | {p} | {a} | {v}" for c, d, r, p, a, v in rows
    )
    found = duck.ask("msr_attendance_rate", leaves({**GIVEN, "drv_class_day": head + body}), parameters()).to_pylist()
    for row in (r for r in found if r["stage"] == "all" and r["area_level"] in ("county", "school")):
        own = [x for x in rows if x[1] <= "2018-12-20" and row["area_code"] in ("610830", SCHOOL_OF[x[0]]) and x[2]]
        present, due = sum(x[3] for x in own), sum(x[3] + x[4] + x[5] for x in own)
        assert (row["n"], row["d"]) == (present, due)
        assert row["value"] is None if due == 0 else abs(row["value"] - Fraction(present, due)) < 1e-12

"""Figures of the ledger: open cases by tier, flow, change, dropout rate; and slow second answers."""

from collections import Counter
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.measures.county import CALENDAR, CHILDREN, SUBMISSION, UNITS
from tests.spec import check, leaves, parameters

BASE = {"dim_unit": UNITS, "dim_child": CHILDREN, "calendar": CALENDAR, "submission": SUBMISSION}

CASES = """
    case_no | child_key | opened_on  | stage   | cause
    A       | 1         | 2018-11-30 | primary | 04
    B       | 2         | 2018-12-03 | primary | 01
    C       | 3         | 2018-11-01 | junior  | .
    D       | 99        | 2018-12-04 | .       | .
"""
SPAN = """
    case_no | child_key | seq | effective_on | state
    A       | 1         | 1   | 2018-11-30   | suspected
    A       | 1         | 3   | 2018-12-05   | dropped_out
    B       | 2         | 2   | 2018-12-03   | suspected
    B       | 2         | 6   | 2018-12-09   | returned
    C       | 3         | 4   | 2018-11-01   | suspected
    C       | 3         | 5   | 2018-12-06   | closed
    D       | 99        | 7   | 2018-12-04   | verified
"""
FLOW = """
    child_key | case_no | line      | unit_code    | month   | day        | term      | n
    1         | A       | household | 610830100201 | 2018-11 | 2018-11-30 | new       | 1
    1         | A       | household | 610830100201 | 2018-12 | 2018-12-10 | moved_out | -1
    1         | A       | household | 610830100202 | 2018-12 | 2018-12-10 | moved_in  | 1
    2         | B       | household | 610830100202 | 2018-12 | 2018-12-03 | new       | 1
    2         | B       | household | 610830100202 | 2018-12 | 2018-12-11 | moved_out | -1
    2         | B       | household | 610830101201 | 2018-12 | 2018-12-11 | moved_in  | 1
    3         | C       | household | 610830101201 | 2018-11 | 2018-11-01 | new       | 1
    3         | C       | household | 610830101201 | 2018-12 | 2018-12-06 | closed    | -1
    99        | D       | household | unknown      | 2018-12 | 2018-12-04 | reopened  | 1
    1         | A       | student   | S1           | 2018-11 | 2018-11-30 | new       | 1
"""
GIVEN = {**BASE, "bld_case_state": CASES, "fct_case_span": SPAN, "fct_flow": FLOW}


def test_flow_counts_moves_only_where_they_cross_the_border(engine):
    """A moves between villages of one township: no flow of the township. B leaves the township: none of the county."""
    check(
        engine,
        "msr_flow",
        given={**GIVEN, "fct_flow": "\n".join(line for line in FLOW.splitlines() if "| student" not in line)},
        expect="""
            area_code    | stage   | month   | term      | n
            610830       | all     | 2018-11 | new       | 1+1
            610830       | primary | 2018-11 | new       | 1
            610830       | junior  | 2018-11 | new       | 1
            610830       | all     | 2018-12 | new       | 1
            610830       | primary | 2018-12 | new       | 1
            610830       | all     | 2018-12 | closed    | -1
            610830       | junior  | 2018-12 | closed    | -1
            610830       | all     | 2018-12 | reopened  | 1
            unknown      | all     | 2018-12 | reopened  | 1
            610830100    | all     | 2018-11 | new       | 1
            610830100    | primary | 2018-11 | new       | 1
            610830100    | all     | 2018-12 | new       | 1
            610830100    | primary | 2018-12 | new       | 1
            610830100    | all     | 2018-12 | moved_out | -1
            610830100    | primary | 2018-12 | moved_out | -1
            610830101    | all     | 2018-11 | new       | 1
            610830101    | junior  | 2018-11 | new       | 1
            610830101    | all     | 2018-12 | moved_in  | 1
            610830101    | primary | 2018-12 | moved_in  | 1
            610830101    | all     | 2018-12 | closed    | -1
            610830101    | junior  | 2018-12 | closed    | -1
            610830100201 | all     | 2018-11 | new       | 1
            610830100201 | primary | 2018-11 | new       | 1
            610830100201 | all     | 2018-12 | moved_out | -1
            610830100201 | primary | 2018-12 | moved_out | -1
            610830100202 | all     | 2018-12 | moved_in  | 1
            610830100202 | primary | 2018-12 | moved_in  | 1
            610830100202 | all     | 2018-12 | new       | 1
            610830100202 | primary | 2018-12 | new       | 1
            610830100202 | all     | 2018-12 | moved_out | -1
            610830100202 | primary | 2018-12 | moved_out | -1
            610830101201 | all     | 2018-11 | new       | 1
            610830101201 | junior  | 2018-11 | new       | 1
            610830101201 | all     | 2018-12 | moved_in  | 1
            610830101201 | primary | 2018-12 | moved_in  | 1
            610830101201 | all     | 2018-12 | closed    | -1
            610830101201 | junior  | 2018-12 | closed    | -1
        """,
    )


COUNTY_ONLY = "\n".join(line for line in UNITS.splitlines() if "county " in line or "unit_code" in line)


def test_open_cases_stand_at_the_end_of_the_month_by_tier(engine):
    check(
        engine,
        "msr_open_cases",
        given={**GIVEN, "dim_unit": COUNTY_ONLY},
        expect="""
            line      | stage   | month   | tier        | n     | d | value
            household | all     | 2018-11 | all         | 1+1   | . | 2.0
            household | all     | 2018-11 | suspected   | 1+1   | . | 2.0
            household | primary | 2018-11 | all         | 1     | . | 1.0
            household | primary | 2018-11 | suspected   | 1     | . | 1.0
            household | junior  | 2018-11 | all         | 1     | . | 1.0
            household | junior  | 2018-11 | suspected   | 1     | . | 1.0
            household | all     | 2018-12 | all         | 1+1+1 | . | 3.0
            household | all     | 2018-12 | suspected   | 1     | . | 1.0
            household | all     | 2018-12 | dropped_out | 1     | . | 1.0
            household | all     | 2018-12 | observation | 1     | . | 1.0
            household | primary | 2018-12 | all         | 1+1   | . | 2.0
            household | primary | 2018-12 | dropped_out | 1     | . | 1.0
            household | primary | 2018-12 | observation | 1     | . | 1.0
            student   | all     | 2018-11 | all         | 1     | . | 1.0
            student   | all     | 2018-11 | suspected   | 1     | . | 1.0
            student   | primary | 2018-11 | all         | 1     | . | 1.0
            student   | primary | 2018-11 | suspected   | 1     | . | 1.0
            student   | all     | 2018-12 | all         | 1     | . | 1.0
            student   | all     | 2018-12 | dropped_out | 1     | . | 1.0
            student   | primary | 2018-12 | all         | 1     | . | 1.0
            student   | primary | 2018-12 | dropped_out | 1     | . | 1.0
        """,
    )


def household_all(engine, query, expect):
    """Household line, stage all, county: one row a month."""
    flow = "\n".join(line for line in FLOW.splitlines() if "| student" not in line)
    stageless = "code_set | code | name_zh | name_en\nstage | senior | 高中 | senior"
    check(engine, query, given={**GIVEN, "dim_unit": COUNTY_ONLY, "fct_flow": flow, "code": stageless}, expect=expect)


def test_suspected(engine):
    household_all(engine, "msr_open_suspected", "month | n | d | value\n2018-11 | 2 | 2 | 2.0\n2018-12 | 1 | 3 | 1.0")


def test_dropped_out(engine):
    household_all(engine, "msr_open_dropped_out", "month | n | d | value\n2018-11 | 0 | 2 | 0.0\n2018-12 | 1 | 3 | 1.0")


def test_observation(engine):
    household_all(engine, "msr_open_observation", "month | n | d | value\n2018-11 | 0 | 2 | 0.0\n2018-12 | 1 | 3 | 1.0")


def test_poor_households_count_by_the_label_of_the_month(engine):
    household_all(engine, "msr_open_poor", "month | n | d | value\n2018-11 | 0 | 2 | 0.0\n2018-12 | 1 | 3 | 1.0")


def test_a_poor_child_who_is_on_no_roll_any_more_counts_by_the_label_that_was_known(engine):
    """1 was struck off after November; of 2, poor by November's roll, December's says nothing. Both dropped out."""
    rows = [line for line in CHILDREN.splitlines() if not line.strip().startswith("2018-12 | 1 ")]
    unsaid = [
        line.replace("| false   |", "| .       |") if line.strip().startswith("2018-12 | 2 ") else line for line in rows
    ]
    poor = [
        line.replace("| false   |", "| true    |") if line.strip().startswith("2018-11 | 2 ") else line
        for line in unsaid
    ]
    check(
        engine,
        "msr_open_poor",
        given={
            **GIVEN,
            "dim_unit": COUNTY_ONLY,
            "dim_child": "\n".join(poor),
            "fct_case_span": f"{SPAN}    B       | 2         | 8   | 2018-12-10   | dropped_out",
            "fct_flow": "\n".join(line for line in FLOW.splitlines() if "| student" not in line),
            "code": "code_set | code | name_zh | name_en\nstage | senior | 高中 | senior",
        },
        expect="month | n | d | value\n2018-11 | 0 | 2 | 0.0\n2018-12 | 1+1 | 3 | 2.0",
    )


def test_poverty_counts_by_cause(engine):
    household_all(engine, "msr_open_poverty", "month | n | d | value\n2018-11 | 0 | 2 | 0.0\n2018-12 | 1 | 3 | 1.0")


def test_change_knows_no_month_before_the_first(engine):
    household_all(
        engine,
        "msr_change",
        """
            month   | n | value | n_last_month | n_last_year
            2018-11 | 2 | .     | .            | .
            2018-12 | 3 | 1.0   | 2            | .
        """,
    )


def test_change_counts_a_month_without_cases_as_zero(engine):
    """An area that had no case last month changed from 0, not from nothing."""
    flow = "child_key | case_no | line | unit_code | month | day | term | n\n"
    flow += "2 | B | household | 610830100202 | 2018-12 | 2018-12-03 | new | 1"
    check(
        engine,
        "msr_change",
        given={**GIVEN, "dim_unit": COUNTY_ONLY, "fct_flow": flow},
        expect="""
            stage   | month   | n | value | n_last_month | n_last_year
            all     | 2018-11 | 0 | .     | .            | .
            primary | 2018-11 | 0 | .     | .            | .
            all     | 2018-12 | 1 | 1.0   | 0            | .
            primary | 2018-12 | 1 | 1.0   | 0            | .
        """,
    )


START = """
    month   | child_key | school_code | class_key | stage   | grade | sex | birth_month | status | is_at_school | village_code | township_code | county_code | is_poor | placement | is_school_age
    2018-09 | 1         | S1          | C1        | primary | 6     | 1   | 2006-09     | 01     | 1            | 610830100201 | 610830100     | 610830      | true    | ordinary  | 1
    2018-09 | 2         | S1          | C1        | primary | 6     | 2   | 2006-09     | 01     | 1            | 610830100202 | 610830100     | 610830      | false   | ordinary  | 1
    2018-09 | 3         | S2          | C2        | junior  | 8     | 1   | 2004-09     | 01     | 1            | 610830101201 | 610830101     | 610830      | .       | ordinary  | 1
    2018-12 | 4         | S2          | C2        | junior  | 8     | 1   | 2004-09     | 01     | 1            | .            | .             | .           | .       | ordinary  | 1
"""


def test_dropout_rate_counts_pupils_of_september_who_dropped_out_since(engine):
    """Child 2 dropped out before September, child 4 came after it: neither counts; suspected never counts."""
    check(
        engine,
        "msr_dropout_rate",
        given={
            **BASE,
            "dim_unit": COUNTY_ONLY,
            "dim_child": START,
            "fct_case_span": """
                case_no | child_key | seq | effective_on | state
                A       | 1         | 1   | 2018-11-02   | dropped_out
                A       | 1         | 2   | 2018-11-20   | returned
                A       | 1         | 3   | 2018-12-20   | dropped_out
                B       | 2         | 4   | 2018-06-01   | dropped_out
                B       | 2         | 5   | 2018-10-01   | persuading
                C       | 3         | 6   | 2018-12-01   | suspected
                D       | 4         | 7   | 2018-12-05   | dropped_out
            """,
        },
        expect="""
            stage   | month   | n | d | value
            all     | 2018-11 | 1 | 3 | 0.333333
            primary | 2018-11 | 1 | 2 | 0.5
            junior  | 2018-11 | 0 | 1 | 0.0
            all     | 2018-12 | 1 | 3 | 0.333333
            primary | 2018-12 | 1 | 2 | 0.5
            junior  | 2018-12 | 0 | 1 | 0.0
        """,
    )


def rate_of_the_county(engine, more, span, expect):
    check(
        engine,
        "msr_dropout_rate",
        given={
            "calendar": CALENDAR,
            "submission": SUBMISSION,
            "dim_unit": COUNTY_ONLY,
            **more,
            "fct_case_span": "case_no | child_key | seq | effective_on | state" + span,
        },
        expect=expect,
    )


def test_a_case_cleared_as_mistaken_is_no_dropout_from_the_month_that_cleared_it(engine):
    """Child 1 is cleared in December; child 2 too, but a second case of it stands; child 3 is cleared before the tier."""
    rate_of_the_county(
        engine,
        {"dim_child": START},
        """
            A       | 1         | 1   | 2018-11-02   | dropped_out
            A       | 1         | 2   | 2018-12-05   | cleared
            B       | 2         | 3   | 2018-11-03   | dropped_out
            B       | 2         | 4   | 2018-12-05   | cleared
            C       | 2         | 5   | 2018-12-06   | persuading
            D       | 3         | 6   | 2018-11-02   | suspected
            D       | 3         | 7   | 2018-11-05   | cleared
        """,
        """
            stage   | month   | n | d | value
            all     | 2018-11 | 2 | 3 | 0.666667
            primary | 2018-11 | 2 | 2 | 1.0
            junior  | 2018-11 | 0 | 1 | 0.0
            all     | 2018-12 | 1 | 3 | 0.333333
            primary | 2018-12 | 1 | 2 | 0.5
            junior  | 2018-12 | 0 | 1 | 0.0
        """,
    )


LEFT = """
    child_key | school_code | class_key | month   | stage   | grade | status | status_since
    11        | S2          | C2        | 2018-09 | junior  | 8     | 03     | 2018-09-14
    12        | S2          | C2        | 2018-07 | junior  | 7     | 01     | .
    12        | S2          | C2        | 2018-09 | junior  | 8     | 03     | .
    13        | S2          | C2        | 2018-09 | junior  | 8     | 03     | 2018-06-20
    14        | S2          | C2        | 2018-09 | junior  | 8     | 03     | .
    15        | S2          | C2        | 2018-07 | junior  | 9     | 01     | .
    15        | S2          | C2        | 2018-09 | junior  | 9     | 07     | .
    16        | S2          | C2        | 2018-07 | junior  | 7     | 01     | .
    16        | S2          | C2        | 2018-09 | junior  | 8     | 10     | .
    17        | S2          | C2        | 2018-07 | junior  | 7     | 01     | .
    17        | S2          | C2        | 2018-09 | junior  | 8     | 10     | 2018-09-20
    18        | S2          | C2        | 2018-07 | junior  | 7     | 03     | .
    18        | S2          | C2        | 2018-09 | junior  | 8     | 03     | .
    19        | S2          | C4        | 2018-09 | senior  | 10    | 03     | 2018-09-14
"""


def test_who_is_struck_off_within_september_was_a_pupil_at_the_start_of_the_year(engine):
    """11 by its day, 12 by July's roll, 17 by the day of its transfer. Not 13 (June), 14 (nothing tells when), 15
    (finished), 16 (may have moved in the holidays), 18 (struck off in July), 19 (senior)."""
    cells = [[cell.strip() for cell in line.split("|")] for line in LEFT.strip().splitlines()[1:]]
    struck = "".join(
        f"    {month} | {child} | {school} | {group} | {stage} | {grade} | 1 | 2004-09 | {status} | {int(status == '01')}"
        " | . | . | . | . | ordinary | 1\n"
        for child, school, group, month, stage, grade, status, _ in cells
    )
    rate_of_the_county(
        engine,
        {"drv_child": START.rstrip() + "\n" + struck, "roll": LEFT},
        """
            A       | 11        | 1   | 2018-11-02   | dropped_out
            B       | 12        | 2   | 2018-11-02   | dropped_out
            C       | 13        | 3   | 2018-11-02   | dropped_out
            D       | 17        | 4   | 2018-12-02   | dropped_out
        """,
        """
            stage   | month   | n     | d       | value
            all     | 2018-11 | 1+1   | 3+1+1+1 | 0.333333
            primary | 2018-11 | 0     | 2       | 0.0
            junior  | 2018-11 | 1+1   | 1+1+1+1 | 0.5
            all     | 2018-12 | 1+1+1 | 3+1+1+1 | 0.5
            primary | 2018-12 | 0     | 2       | 0.0
            junior  | 2018-12 | 1+1+1 | 1+1+1+1 | 0.75
        """,
    )


DROPPED = """
    child_key | school_code | class_key | month   | stage   | grade | status | carried_from
    3         | S2          | C2        | 2018-09 | junior  | 8     | 01     | .
    21        | S2          | C2        | 2018-07 | junior  | 7     | 01     | .
    22        | S2          | C2        | 2018-07 | junior  | 7     | 01     | .
    22        | S1          | C1        | 2018-09 | junior  | 8     | 01     | 2018-07
    23        | S2          | C2        | 2018-07 | junior  | 9     | 01     | .
    24        | S2          | C2        | 2018-07 | junior  | 7     | 03     | .
    25        | S1          | C1        | 2018-07 | primary | 5     | 01     | .
    26        | S2          | C2        | 2018-07 | junior  | 7     | 11     | .
"""


def test_who_is_left_out_of_septembers_roll_without_a_status_was_a_pupil_at_its_start(engine):
    """21 alone: not 22 (on another roll), 23 (finished), 24 (had left before), 25 (its school sent none in September), and
    26 where its status no longer keeps the place."""
    rate_of_the_county(
        engine,
        {"dim_child": START, "roll": DROPPED, "school": "school_code | area_code\nS1 | 610830100\nS2 | 610830101"},
        """
            A       | 21        | 1   | 2018-11-02   | dropped_out
            B       | 25        | 2   | 2018-11-02   | dropped_out
        """,
        """
            stage   | month   | n | d   | value
            all     | 2018-11 | 1 | 3+1 | 0.25
            primary | 2018-11 | 0 | 2   | 0.0
            junior  | 2018-11 | 1 | 1+1 | 0.5
            all     | 2018-12 | 1 | 3+1 | 0.25
            primary | 2018-12 | 0 | 2   | 0.0
            junior  | 2018-12 | 1 | 1+1 | 0.5
        """,
    )


def test_the_pages_rate_names_its_ceiling_and_keeps_small_units_and_the_unknown_apart(engine):
    given = {"msr_dropout_rate": """
        area_level | area_code | stage   | month   | n | d    | value
        county     | 610830    | primary | 2018-12 | 3 | 1000 | 0.003
        county     | 610830    | junior  | 2018-12 | 2 | 499  | 0.004
        county     | 610830    | all     | 2018-12 | 5 | 1499 | 0.0033
        county     | 610830    | all     | 2018-11 | 9 | 1499 | 0.0060
    """}  # fmt: skip
    check(engine, "pg_dropout_rate", given, """
        stage   | n | d    | rate   | rate_hidden | ceiling
        primary | 3 | 1000 | 0.003  | 0           | 0.006
        junior  | 2 | 499  | .      | 1           | 0.018
        all     | 5 | 1499 | 0.0033 | 0           | .
    """, area="610830", month="2018-12")  # fmt: skip
    check(engine, "pg_dropout_rate", given, """
        stage   | n | d | rate | rate_hidden
        primary | . | . | .    | 0
        junior  | . | . | .    | 0
        all     | . | . | .    | 0
    """, area="S1", month="2018-12")  # fmt: skip


def test_dropout_rate_without_a_september_has_no_row(engine):
    check(
        engine,
        "msr_dropout_rate",
        given={**BASE, "fct_case_span": SPAN},
        expect="stage | month | n | d\n",
    )


VILLAGES = ("610830100201", "610830100202", "610830101201", "unknown")
STATES_OPEN = ("suspected", "dropped_out", "returned")
TIER = {"suspected": "suspected", "dropped_out": "dropped_out", "returned": "observation"}
DAYS = [date(2018, 11, d) for d in (1, 5, 20, 30)] + [date(2018, 12, d) for d in (3, 10, 20)]


@st.composite
def histories(draw):
    """Cases with days in order: opened somewhere, moved some times, perhaps closed."""
    cases = []
    for number in range(draw(st.integers(1, 6))):
        days = sorted(draw(st.lists(st.sampled_from(DAYS), min_size=1, max_size=4, unique=True)))
        places = [draw(st.sampled_from(VILLAGES)) for _ in days]
        states = [draw(st.sampled_from(STATES_OPEN)) for _ in days]
        ends = len(days) > 1 and draw(st.booleans())
        cases.append((f"K{number}", number + 1, list(zip(days, places, states, strict=True)), ends))
    return cases


def drawn(cases):
    """The same histories as rows of the three facts."""
    flow, span, head, seq = [], [], [], 0
    for case_no, child, steps, ends in cases:
        head.append(f"{case_no} | {child} | {steps[0][0]} | . | .")
        place = None
        for i, (day, unit, state) in enumerate(steps):
            seq += 1
            closing = ends and i == len(steps) - 1
            span.append(f"{case_no} | {child} | {seq} | {day} | {'closed' if closing else state}")
            month = str(day)[:7]
            if closing:
                flow.append(f"{child} | {case_no} | household | {place} | {month} | {day} | closed | -1")
            elif place is None:
                flow.append(f"{child} | {case_no} | household | {unit} | {month} | {day} | new | 1")
                place = unit
            elif unit != place:
                flow.append(f"{child} | {case_no} | household | {place} | {month} | {day} | moved_out | -1")
                flow.append(f"{child} | {case_no} | household | {unit} | {month} | {day} | moved_in | 1")
                place = unit
    return {
        "fct_flow": "child_key | case_no | line | unit_code | month | day | term | n\n" + "\n".join(flow),
        "fct_case_span": "case_no | child_key | seq | effective_on | state\n" + "\n".join(span),
        "bld_case_state": "case_no | child_key | opened_on | stage | cause\n" + "\n".join(head),
    }


def areas_of(unit):
    return {"unknown": ["unknown", "610830"]}.get(unit, [unit, unit[:9], "610830"])


def second_answer(cases, month):
    """Area → tiers of open cases at the end of the month, walking day by day."""
    last = {"2018-11": date(2018, 11, 30), "2018-12": date(2018, 12, 20)}[month]
    open_by_tier = Counter()
    for _, _, steps, ends in cases:
        past = [s for s in steps if s[0] <= last]
        if not past or (ends and len(past) == len(steps)):
            continue
        _, unit, state = past[-1]
        for area in areas_of(unit):
            open_by_tier[area, TIER[state]] += 1
            open_by_tier[area, "all"] += 1
    return open_by_tier


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(histories())
def test_open_cases_and_flow_agree_with_a_walk_through_the_days(duck, cases):
    tables = leaves({**BASE, **drawn(cases)})
    open_rows = duck.ask("msr_open_cases", tables, parameters()).to_pylist()
    flow_rows = duck.ask("msr_flow", tables, parameters()).to_pylist()
    found = {(r["month"], r["area_code"], r["tier"]): r["n"] for r in open_rows if r["stage"] == "all"}
    wanted = {(m, *key): n for m in ("2018-11", "2018-12") for key, n in second_answer(cases, m).items()}
    assert found == wanted
    moved = Counter()
    for row in flow_rows:
        if row["stage"] == "all":
            moved[row["month"], row["area_code"]] += row["n"]
    for area in {area for _, area, _ in wanted}:
        november = wanted.get(("2018-11", area, "all"), 0)
        assert moved["2018-11", area] == november
        assert november + moved["2018-12", area] == wanted.get(("2018-12", area, "all"), 0)

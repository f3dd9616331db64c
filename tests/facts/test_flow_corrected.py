"""± 更正: what last month's report knew, and what was recorded about that month's end since."""

import itertools
from datetime import date, datetime, timedelta

import pyarrow as pa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baoxue.ledger.transitions import STATES
from tests.facts.test_flow import AREA
from tests.spec import check, leaves, parameters

DUE = {"2018-09": "2018-10-08", "2018-10": "2018-11-05", "2018-11": "2018-12-03", "2018-12": "2019-01-03"}
LAST = {"2018-09": "2018-09-30", "2018-10": "2018-10-31", "2018-11": "2018-11-30", "2018-12": "2018-12-31"}
SEALS = {
    "area": AREA,
    "submission": "month | school_code | due_on\n" + "\n".join(f"{m} | S | {day}" for m, day in DUE.items()),
    "calendar": "calendar_id | month | day\n"
    + "\n".join(f"county | {m} | {d}" for m, last in LAST.items() for d in (f"{m}-01", last)),
}
VILLAGES = ("610830100200", "610830101200")


def rolls(places: dict[int, list[str]]) -> str:
    return "month | child_key | class_key | school_code | household_area\n" + "\n".join(
        f"{m} | {child} | C | S | {villages[n]}" for child, villages in places.items() for n, m in enumerate(DUE)
    )


def test_what_was_recorded_after_the_report_was_due_corrects_the_month_before(engine):
    """1 was opened late, 2 closed late, 3 in time, 4 late but within the same state, 5 late about October: two reports."""
    check(
        engine,
        "fct_flow_corrected",
        given={
            **SEALS,
            "roll": rolls({n: [VILLAGES[0]] * 4 for n in range(1, 6)}),
            "case_event": """
                seq | recorded_at      | effective_on | child_key | case_no | event     | resulting_state
                1   | 2018-12-04 09:00 | 2018-11-28   | 1         | A       | opened    | suspected
                2   | 2018-11-01 09:00 | 2018-10-30   | 2         | B       | opened    | suspected
                3   | 2018-12-10 09:00 | 2018-11-20   | 2         | B       | closed    | closed
                4   | 2018-12-03 18:00 | 2018-11-30   | 3         | C       | opened    | suspected
                5   | 2018-11-20 09:00 | 2018-11-20   | 4         | D       | opened    | suspected
                6   | 2018-12-12 09:00 | 2018-11-26   | 4         | D       | verified  | verified
                7   | 2018-12-12 09:00 | 2018-10-15   | 5         | E       | opened    | suspected
            """,
        },
        expect="""
            line      | month   | case_no | unit_code    | n
            household | 2018-12 | A       | 610830100200 | 1
            student   | 2018-12 | A       | S            | 1
            household | 2018-12 | B       | 610830100200 | -1
            student   | 2018-12 | B       | S            | -1
            household | 2018-11 | E       | 610830100200 | 1
            student   | 2018-11 | E       | S            | 1
            household | 2018-12 | E       | 610830100200 | 1
            student   | 2018-12 | E       | S            | 1
        """,
        as_of="2018-12-20",
    )


def test_the_printed_row_goes_on_from_what_last_month_printed(engine):
    """Printed in November: one open. Entered since: 1 opened, 2 closed, both about November; 6 opened in December."""
    given = {
        "msr_flow": """
            line      | area_code | stage | month   | term   | n
            household | 610830    | all   | 2018-11 | new    | 2+0
            household | 610830    | all   | 2018-11 | closed | -1
            household | 610830    | all   | 2018-12 | new    | 1
        """,
        "msr_flow_corrected": "line | area_code | stage | month | n\nhousehold | 610830 | all | 2018-12 | 0\n"
        "household | 610830 | primary | 2018-12 | 1",
        "bld_open_case": "line | area_code | stage | month | tier\nhousehold | 610830 | all | 2018-12 | suspected\n"
        "household | 610830 | all | 2018-12 | suspected",
        **dict.fromkeys(
            ("msr_open_poor", "msr_open_poverty"),
            "line | area_code | stage | month | n\nhousehold | 610830 | all | 2018-12 | 0",
        ),
        "msr_change": "line | area_code | stage | month | n_last_month | n_last_year\nhousehold | 610830 | all | 2018-12 | 1 | 0",
    }
    columns = "open_last | corrected | new_n | closed | open_now\n"
    check(engine, "bld_report_case", given, columns + "1 | 0 | 1 | 0 | 2")
    late = given["msr_flow_corrected"].replace("| all | 2018-12 | 0", "| all | 2018-12 | 1")
    check(engine, "bld_report_case", given | {"msr_flow_corrected": late}, columns + "0 | 1 | 1 | 0 | 2")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    history=st.lists(
        st.tuples(
            st.integers(1, 3),
            st.integers(0, 100),
            st.sampled_from([0, 0, 1, 8, 40, 75]),
            st.sampled_from(sorted(STATES)),
        ),
        max_size=14,
    ),
    places=st.lists(st.sampled_from(VILLAGES), min_size=12, max_size=12),
)
def test_second_answer_and_the_identity_for_any_history(duck, history, places):
    """Stock known by last month's report + corrected = stock as the flow adds it up now, in every unit and month."""
    first, as_of = date(2018, 9, 10), date(2018, 12, 20)
    rows = []
    for seq, (child, day, delay, state) in enumerate(history, 1):
        on = first + timedelta(day)
        at = min(on + timedelta(delay), as_of)
        rows.append(dict(seq=seq, recorded_at=datetime(at.year, at.month, at.day, 9), effective_on=on, child_key=child,
                         case_no=f"K{child}", episode_no=1, event="acted", resulting_state=state))  # fmt: skip
    tables = leaves({**SEALS, "roll": rolls({c: places[(c - 1) * 4 : c * 4] for c in (1, 2, 3)})})
    empty = leaves({"case_event": "seq | child_key\n"})["case_event"].schema
    tables["case_event"] = pa.Table.from_pylist([{n: r.get(n) for n in empty.names} for r in rows], empty)
    flow = duck.ask("fct_flow", tables, parameters("2018-12", str(as_of))).to_pylist()
    corrected = duck.ask("fct_flow_corrected", tables, parameters("2018-12", str(as_of))).to_pylist()
    months = list(DUE)
    for before, month in itertools.pairwise(months):
        known: dict[str, int] = {}
        for child in (1, 2, 3):
            past = sorted(
                (r["effective_on"], r["seq"], r["resulting_state"]) for r in rows
                if r["child_key"] == child and r["effective_on"] <= min(date.fromisoformat(LAST[before]), as_of)
                and r["recorded_at"].date() <= date.fromisoformat(DUE[before])
            )  # fmt: skip
            if past and STATES[past[-1][2]].is_open:
                unit = places[(child - 1) * 4 + months.index(before)]
                known[unit] = known.get(unit, 0) + 1
        for unit in VILLAGES:
            now = sum(
                f["n"] for f in flow if f["line"] == "household" and f["unit_code"] == unit and f["month"] <= before
            )
            late = sum(
                c["n"] for c in corrected if c["line"] == "household" and c["unit_code"] == unit and c["month"] == month
            )
            assert known.get(unit, 0) + late == now, (month, unit)


def test_the_measure_adds_by_area_and_stage_and_one_in_one_out_is_nothing(engine):
    check(
        engine,
        "msr_flow_corrected",
        given={
            "fct_flow_corrected": """
                line      | month   | case_no | unit_code    | n
                household | 2018-12 | A       | 610830100200 | 1
                household | 2018-12 | B       | 610830101200 | -1
                household | 2018-12 | C       | 610830101200 | 1
                household | 2018-11 | C       | unknown      | 1
            """,
            "bld_case_stage": "case_no | stage\nA | primary\nB | junior\nC | .",
            "dim_unit": """
                line      | unit_code    | area_level | area_code
                household | 610830100200 | township   | 610830100
                household | 610830100200 | county     | 610830
                household | 610830101200 | township   | 610830101
                household | 610830101200 | county     | 610830
                household | unknown      | county     | 610830
            """,
        },
        expect="""
            area_code | stage   | month   | n
            610830    | all     | 2018-12 | 1-1+1
            610830    | primary | 2018-12 | 1
            610830    | junior  | 2018-12 | -1
            610830100 | all     | 2018-12 | 1
            610830100 | primary | 2018-12 | 1
            610830101 | all     | 2018-12 | 1-1
            610830101 | junior  | 2018-12 | -1
            610830    | all     | 2018-11 | 1
        """,
    )

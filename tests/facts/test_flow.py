"""Flow terms are changes between open and not open: last month + in - out = this month, for any history."""

from datetime import date, datetime, timedelta

import pyarrow as pa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baoxue.contracts.relations import RELATIONS
from baoxue.ledger.transitions import STATES
from tests.spec import check, leaves, parameters

AREA = """
    area_code    | name | level    | parent_code | sort
    610830       | 县   | county   | .           | 0
    610830100    | 甲   | township | 610830      | 1
    610830101    | 乙   | township | 610830      | 2
    610830100200 | 一村 | village  | 610830100   | 1
    610830101200 | 二村 | village  | 610830101   | 1
"""


def test_terms_follow_from_open_against_not_open_not_from_the_type(engine):
    check(
        engine,
        "fct_case_span",
        given={
            "case_event": """
                seq | effective_on | child_key | case_no | episode_no | event     | resulting_state
                1   | 2018-10-05   | 1         | A       | 1          | opened    | suspected
                3   | 2018-10-09   | 1         | A       | 1          | persuaded | persuading
                2   | 2018-11-06   | 1         | A       | 1          | closed    | closed
                4   | 2018-12-03   | 1         | B       | 2          | opened    | suspected
                5   | 2018-12-04   | 2         | C       | 1          | opened    | suspected
                6   | 2018-12-04   | 2         | C       | 1          | cleared   | cleared
                7   | 2019-01-01   | 2         | D       | 2          | opened    | suspected
            """
        },
        expect="""
            seq | was_open | is_open | is_again | flow
            1   | 0        | 1       | 0        | new
            3   | 1        | 1       | 1        | .
            2   | 1        | 0       | 1        | closed
            4   | 0        | 1       | 1        | reopened
            5   | 0        | 1       | 0        | new
            6   | 1        | 0       | 1        | cleared
        """,
    )


def test_a_move_between_townships_applies_on_the_first_day_to_cases_open_then(engine):
    check(
        engine,
        "fct_flow",
        given={
            "area": AREA,
            "roll": """
                month   | child_key | class_key | school_code | household_area
                2018-10 | 1         | C         | S           | 610830100200
                2018-11 | 1         | C         | S           | 610830101200
                2018-12 | 1         | C         | S           | .
            """,
            "case_event": """
                seq | effective_on | child_key | case_no | episode_no | event  | resulting_state
                1   | 2018-10-05   | 1         | A       | 1          | opened | suspected
                2   | 2018-12-06   | 1         | A       | 1          | closed | closed
            """,
        },
        expect="""
            line      | month   | day        | term      | unit_code    | n
            household | 2018-10 | 2018-10-05 | new       | 610830100200 | 1
            household | 2018-11 | 2018-11-01 | moved_in  | 610830101200 | 1
            household | 2018-11 | 2018-11-01 | moved_out | 610830100200 | -1
            household | 2018-12 | 2018-12-01 | moved_in  | unknown      | 1
            household | 2018-12 | 2018-12-01 | moved_out | 610830101200 | -1
            household | 2018-12 | 2018-12-06 | closed    | unknown      | -1
            student   | 2018-10 | 2018-10-05 | new       | S            | 1
            student   | 2018-12 | 2018-12-06 | closed    | S            | -1
        """,
    )


_MONTHS = ("2018-09", "2018-10", "2018-11", "2018-12")
_VILLAGES = ("610830100200", "610830101200", None)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    history=st.lists(st.tuples(st.integers(1, 3), st.integers(0, 100), st.sampled_from(sorted(STATES))), max_size=14),
    places=st.lists(st.sampled_from(_VILLAGES), min_size=12, max_size=12),
)
def test_the_identity_holds_for_any_history(duck, history, places):
    first = date(2018, 9, 10)
    rows = []
    for seq, (child, day, state) in enumerate(sorted(history, key=lambda h: h[1]), 1):
        rows.append(dict(seq=seq, recorded_at=datetime(2018, 12, 20), effective_on=first + timedelta(day), child_key=child,
                         case_no=f"K{child}", episode_no=1, event="acted", resulting_state=state))  # fmt: skip
    roll = RELATIONS["roll"]
    blank = {c.name: None for c in roll.columns}
    rolls = [
        blank | dict(month=month, child_key=child, class_key="C", school_code="S", stage="primary", sex="1", status="01",
                     placement="ordinary", household_area=places[(child - 1) * 4 + m])
        for child in (1, 2, 3) for m, month in enumerate(_MONTHS)
    ]  # fmt: skip
    tables = leaves({"area": AREA})
    tables["roll"] = pa.Table.from_pylist(rolls, pa.schema([(c.name, c.type) for c in roll.columns]))
    empty = leaves({"case_event": "seq | child_key\n"})["case_event"].schema
    tables["case_event"] = pa.Table.from_pylist([{n: r.get(n) for n in empty.names} for r in rows], empty)
    flow = duck.ask("fct_flow", tables, parameters("2018-12", "2018-12-20")).to_pylist()
    for line in ("household", "student"):
        stock: dict[str, int] = {}
        for month in _MONTHS:
            for term in [f for f in flow if f["line"] == line and f["month"] == month]:
                stock[term["unit_code"]] = stock.get(term["unit_code"], 0) + term["n"]
            wanted: dict[str, int] = {}
            for child in (1, 2, 3):
                past = [
                    r
                    for r in rows
                    if r["child_key"] == child
                    and f"{r['effective_on']:%Y-%m}" <= month
                    and r["effective_on"] <= date(2018, 12, 20)
                ]
                if past and STATES[past[-1]["resulting_state"]].is_open:
                    unit = "S" if line == "student" else places[(child - 1) * 4 + _MONTHS.index(month)] or "unknown"
                    wanted[unit] = wanted.get(unit, 0) + 1
            assert {u: n for u, n in stock.items() if n} == wanted, (line, month)


COUNTY = {
    "area": AREA,
    "calendar": "calendar_id | day | month\ncounty | 2018-12-03 | 2018-12\ncounty | 2019-01-03 | 2019-01",
    "submission": "month | kind | school_code\n2018-12 | roll | S",
}


def test_a_child_whom_no_roll_and_no_register_knows_is_of_household_unknown(engine):
    events = "seq | effective_on | child_key | case_no | episode_no | event | resulting_state | reason\n"
    check(
        engine,
        "fct_flow",
        given={
            **COUNTY,
            "roll": "month | child_key | class_key | school_code | household_area\n2018-12 | 1 | C | S | 610830100200",
            "case_event": events + "1 | 2018-12-05 | 9 | N9 | 1 | opened | suspected | list",
        },
        expect="line | month | day | term | unit_code | n\nhousehold | 2018-12 | 2018-12-05 | new | unknown | 1",
    )


def test_a_case_is_closed_in_a_month_for_which_no_roll_was_sent_yet(engine):
    check(
        engine,
        "fct_flow",
        given={
            **COUNTY,
            "roll": "month | child_key | class_key | school_code | household_area\n2018-12 | 1 | C | S | 610830100200",
            "case_event": """
                seq | effective_on | child_key | case_no | episode_no | event  | resulting_state
                1   | 2018-12-05   | 1         | N1      | 1          | opened | suspected
                2   | 2019-01-03   | 1         | N1      | 1          | closed | closed
            """,
        },
        expect="""
            line      | month   | term   | unit_code    | n
            household | 2018-12 | new    | 610830100200 | 1
            household | 2019-01 | closed | 610830100200 | -1
            student   | 2018-12 | new    | S            | 1
            student   | 2019-01 | closed | S            | -1
        """,
        as_of="2019-01-04",
    )

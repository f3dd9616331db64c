"""What detection finds becomes the same events, in whatever order the engine answers."""

from datetime import date, datetime

import pyarrow as pa

from baoxue.ledger.cases import Head
from baoxue.publish.detect import openings, set_back
from tests.spec import rows_of, value

FOUND = """
    case_no | child_key | highest_tier | run_first_day | reached_on
    A       | 7         | confirmed    | 2018-11-01    | 2018-11-08
    B       | 3         | suspected    | 2018-11-05    | 2018-11-07
    C       | 5         | suspected    | 2018-11-01    | 2018-11-08
    D       | 9         | suspected    | 2018-11-01    | 2018-11-08
"""


def test_cases_are_set_back_by_day_and_child_and_only_those_under_observation():
    header, body = rows_of(FOUND)
    found = [dict(zip(header, map(value, row), strict=True)) for row in body]
    states = {7: "returned", 3: "returned", 5: "returned", 9: "confirmed"}
    heads = {
        row["child_key"]: Head(
            row["case_no"],
            row["child_key"],
            1,
            states[row["child_key"]],
            True,
            date(2018, 10, 8),
            date(2018, 10, 30),
            40,
        )
        for row in found
    }
    at = datetime(2018, 11, 30, 18)
    told = [set_back(pa.Table.from_pylist(rows), heads, at, 4) for rows in (found, found[::-1])]
    assert told[0] == told[1]
    assert [(e.case_no, e.resulting_state, e.effective_on) for e in told[0]] == [
        ("B", "suspected", date(2018, 11, 7)),
        ("C", "suspected", date(2018, 11, 8)),
        ("A", "confirmed", date(2018, 11, 8)),
    ]


def test_five_days_in_a_month_make_no_run_milder():
    """1 sat again after the run that made the five; 2 the same, the five reached within it; 3 five single days; 4 has a case;
    5 was closed after the five, and stayed away anew since; 6 absent from two grounds on one day."""
    header, body = rows_of("""
        child_key | reason  | first_day  | reached_on | is_back
        1         | month   | 2018-12-03 | 2018-12-12 | 1
        1         | run     | 2018-12-10 | 2018-12-12 | 0
        2         | month   | 2018-12-03 | 2018-12-11 | 1
        2         | run     | 2018-12-10 | 2018-12-12 | 0
        3         | month   | 2018-12-03 | 2018-12-13 | 1
        4         | month   | 2018-12-03 | 2018-12-13 | 1
        5         | month   | 2018-12-03 | 2018-12-11 | 1
        5         | run     | 2018-12-17 | 2018-12-19 | 0
        6         | run     | 2018-12-03 | 2018-12-05 | 0
        6         | no_show | 2018-12-03 | 2018-12-05 | 0
    """)
    found = [dict(zip(header, map(value, row), strict=True)) for row in body]
    heads = {
        4: Head("D", 4, 1, "suspected", True, date(2018, 12, 3), date(2018, 12, 3), 9),
        5: Head("E", 5, 1, "closed", False, date(2018, 12, 3), date(2018, 12, 14), 10),
    }
    at = datetime(2018, 12, 20, 18)
    told = [openings(pa.Table.from_pylist(rows), heads, at, 4) for rows in (found, found[::-1])]
    assert told[0] == told[1]
    assert [(e.child_key, e.reason, e.resulting_state, e.effective_on.day) for e in told[0]] == [
        (6, "no_show", "suspected", 5),
        (2, "month", "suspected", 11),
        (1, "run", "suspected", 12),
        (3, "month", "returned", 13),
        (5, "run", "suspected", 19),
    ]

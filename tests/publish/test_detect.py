"""What detection finds becomes the same events, in whatever order the engine answers."""

from datetime import date, datetime

import pyarrow as pa

from baoxue.ledger.cases import Head
from baoxue.publish.detect import set_back
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

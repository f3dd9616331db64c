"""Aid in figures: coverage of the schools that reported, unpaid, not entitled, paid while absent, meals over presence."""

from collections import defaultdict

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.measures.county import UNITS
from tests.spec import check, leaves, parameters

ENTITLED = """
    child_key | item    | period | term   | stage   | school_code | entitlement | is_reported | is_paid | amount_due | amount_paid | waiting_n
    1         | boarder | 2018-1 | 2018-1 | primary | S1          | entitled    | 1           | 1       | 500.0      | 500.0       | 1
    2         | boarder | 2018-1 | 2018-1 | primary | S1          | entitled    | 1           | 0       | 500.0      | 0.0         | 1
    3         | boarder | 2018-1 | 2018-1 | primary | S1          | entitled    | 1           | 1       | 500.0      | 200.0       | 1
    4         | boarder | 2018-1 | 2018-1 | primary | S1          | unknown     | 1           | 0       | 500.0      | 0.0         | 1
    5         | boarder | 2018-1 | 2018-1 | primary | S1          | earlier     | 1           | 1       | 500.0      | 500.0       | 1
    6         | boarder | 2018-1 | 2018-1 | junior  | S2          | entitled    | 0           | 0       | 625.0      | 0.0         | 0
    7         | senior  | 2018-1 | 2018-1 | senior  | S2          | entitled    | 0           | 0       | 1250.0     | 0.0         | 0
    8         | meals   | 2018-10 | 2018-1 | primary | S1         | entitled    | 1           | 0       | .          | 0.0         | 0
"""
PAID = """
    child_key | item    | period  | term   | stage   | school_code | is_in_kind | amount | amount_due | entitlement | presence | meals  | over_days | over_amount
    1         | boarder | 2018-1  | 2018-1 | primary | S1          | 0          | 600.0  | 500.0      | entitled    | never    | .      | .         | .
    2         | boarder | 2018-1  | 2018-1 | primary | S1          | 0          | 500.0  | 500.0      | none        | absent   | .      | .         | .
    3         | boarder | 2018-1  | 2018-1 | primary | S1          | 0          | 500.0  | 500.0      | unknown     | unknown  | .      | .         | .
    4         | boarder | 2018-1  | 2018-1 | .       | S1          | 0          | 500.0  | .          | none        | unknown  | .      | .         | .
    5         | boarder | 2018-1  | 2018-1 | primary | S1          | 0          | 500.0  | 500.0      | earlier     | present  | .      | .         | .
    6         | meals   | 2018-10 | 2018-1 | primary | S1          | 1          | 80.0   | 80.0       | entitled    | .        | over   | 3.0       | 12.0
    7         | meals   | 2018-10 | 2018-1 | primary | S1          | 1          | 80.0   | 80.0       | entitled    | .        | within | .         | .
    8         | meals   | 2018-10 | 2018-1 | primary | S1          | 1          | 80.0   | .          | entitled    | .        | unknown | .        | .
"""
GIVEN = {"dim_unit": UNITS, "fct_aid_entitled": ENTITLED, "fct_aid_paid": PAID}


def test_coverage_is_that_of_the_schools_that_reported(engine):
    check(
        engine,
        "msr_aid_coverage",
        given=GIVEN,
        expect="""
            area_level | area_code | stage   | item    | period  | n   | d     | value    | n_entitled | n_unknown | n_lists | d_lists
            county     | 610830    | all     | boarder | 2018-1  | 1+1 | 1+1+1 | 0.666667 | 3+1        | 1         | 1       | 1+1
            county     | 610830    | primary | boarder | 2018-1  | 1+1 | 1+1+1 | 0.666667 | 3          | 1         | 1       | 1
            county     | 610830    | junior  | boarder | 2018-1  | 0   | 0     | .        | 1          | 0         | 0       | 1
            county     | 610830    | all     | senior  | 2018-1  | 0   | 0     | .        | 1          | 0         | 0       | 1
            county     | 610830    | senior  | senior  | 2018-1  | 0   | 0     | .        | 1          | 0         | 0       | 1
            county     | 610830    | all     | meals   | 2018-10 | 0   | 1     | 0.0      | 1          | 0         | 1       | 1
            county     | 610830    | primary | meals   | 2018-10 | 0   | 1     | 0.0      | 1          | 0         | 1       | 1
            township   | 610830100 | all     | boarder | 2018-1  | 2   | 3     | 0.666667 | 3          | 1         | 1       | 1
            township   | 610830100 | primary | boarder | 2018-1  | 2   | 3     | 0.666667 | 3          | 1         | 1       | 1
            township   | 610830100 | all     | meals   | 2018-10 | 0   | 1     | 0.0      | 1          | 0         | 1       | 1
            township   | 610830100 | primary | meals   | 2018-10 | 0   | 1     | 0.0      | 1          | 0         | 1       | 1
            township   | 610830101 | all     | boarder | 2018-1  | 0   | 0     | .        | 1          | 0         | 0       | 1
            township   | 610830101 | junior  | boarder | 2018-1  | 0   | 0     | .        | 1          | 0         | 0       | 1
            township   | 610830101 | all     | senior  | 2018-1  | 0   | 0     | .        | 1          | 0         | 0       | 1
            township   | 610830101 | senior  | senior  | 2018-1  | 0   | 0     | .        | 1          | 0         | 0       | 1
            school     | S1        | all     | boarder | 2018-1  | 2   | 3     | 0.666667 | 3          | 1         | 1       | 1
            school     | S1        | primary | boarder | 2018-1  | 2   | 3     | 0.666667 | 3          | 1         | 1       | 1
            school     | S1        | all     | meals   | 2018-10 | 0   | 1     | 0.0      | 1          | 0         | 1       | 1
            school     | S1        | primary | meals   | 2018-10 | 0   | 1     | 0.0      | 1          | 0         | 1       | 1
            school     | S2        | all     | boarder | 2018-1  | 0   | 0     | .        | 1          | 0         | 0       | 1
            school     | S2        | junior  | boarder | 2018-1  | 0   | 0     | .        | 1          | 0         | 0       | 1
            school     | S2        | all     | senior  | 2018-1  | 0   | 0     | .        | 1          | 0         | 0       | 1
            school     | S2        | senior  | senior  | 2018-1  | 0   | 0     | .        | 1          | 0         | 0       | 1
        """,
    )


def of_county(engine, query: str, expect: str) -> None:
    """The rows of the county's total, all stages."""
    answer = engine.ask(query, leaves(GIVEN), parameters())
    rows = [r for r in answer.to_pylist() if (r["area_code"], r["stage"]) == ("610830", "all")]
    header = expect.split("\n")[0].split()
    found = sorted(tuple(str(r[h]) for h in header) for r in rows)
    assert found == sorted(tuple(line.split()) for line in expect.split("\n")[1:])


def test_unpaid_and_paid_too_little_are_of_reported_schools_and_the_waiting_rows_stand_beside(engine):
    of_county(engine, "msr_aid_unpaid", "item n d value n_waiting n_short short_amount\n"
              "boarder 1 3 500.0 1 1 300.0\nmeals 1 1 None 0 0 0.0")  # fmt: skip


def test_paid_and_not_entitled_counts_neither_the_unknown_nor_who_was_entitled_earlier(engine):
    of_county(engine, "msr_aid_unentitled", "item n d value n_unknown unknown_amount paid_amount n_over over_amount\n"
              "boarder 2 5 1000.0 1 500.0 2600.0 1 100.0\nmeals 0 3 0.0 0 0.0 240.0 0 0.0")  # fmt: skip


def test_paid_while_absent_is_of_cash_and_of_those_whose_presence_is_known(engine):
    of_county(engine, "msr_aid_absent", "item n d value n_unknown\nboarder 2 3 1100.0 2")


def test_meals_over_presence_in_days_and_yuan(engine):
    of_county(engine, "msr_meals_over", "item n d value over_days n_unknown\nmeals 1 2 12.0 3.0 1")


SCHOOLS = {"S1": "610830100", "S2": "610830101"}
STATES = ("entitled", "earlier", "unknown")
pupils = st.lists(
    st.tuples(
        st.sampled_from(sorted(SCHOOLS)), st.sampled_from(["primary", "junior"]), st.sampled_from(STATES), st.booleans(),
        st.sampled_from([None, 0, 20000, 62500, 70000]),
    ),
    min_size=1, max_size=12,
)  # fmt: skip
payments = st.lists(
    st.tuples(st.sampled_from(sorted(SCHOOLS)), st.sampled_from([*STATES, "none"]), st.integers(1, 90000)),
    min_size=1,
    max_size=12,
)
DUE = 62500
SLOW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@SLOW
@given(pupils, payments)
def test_sums_against_a_slow_second_answer(duck, rows, paid):
    """Cents in plain Python; every area once, by school."""
    wanted: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0, 0])
    for school, _, state, listed, cents in rows:
        reported = listed or bool(cents)
        if state == "entitled" and reported:
            for area in (school, SCHOOLS[school], "610830"):
                sums = wanted[area]
                sums[0] += 1
                sums[1] += not cents
                sums[2] += DUE if not cents else 0
                sums[3] += bool(cents) and cents < DUE
                sums[4] += DUE - cents if cents and cents < DUE else 0
    drawn = "child_key | item | period | term | stage | school_code | entitlement | is_reported | is_paid | amount_due | amount_paid | waiting_n\n"
    drawn += "\n".join(
        f"{key} | boarder | 2018-1 | 2018-1 | {stage} | {school} | {state} | {int(listed or bool(cents))} | {int(bool(cents))} | 625.0"
        f" | {(cents or 0) / 100:.2f} | 0"
        for key, (school, stage, state, listed, cents) in enumerate(rows, 1)
    )
    given_paid = (
        "child_key | item | period | term | stage | school_code | is_in_kind | amount | amount_due | entitlement\n"
        + "\n".join(
            f"{key} | boarder | 2018-1 | 2018-1 | junior | {school} | 0 | {cents / 100:.2f} | 625.0 | {state}"
            for key, (school, state, cents) in enumerate(paid, 1)
        )
    )
    tables = leaves({"dim_unit": UNITS, "fct_aid_entitled": drawn, "fct_aid_paid": given_paid})
    answer = [r for r in duck.ask("msr_aid_unpaid", tables, parameters()).to_pylist() if r["stage"] == "all"]
    found = {
        r["area_code"]: [r["d"], r["n"], round(100 * r["value"]), r["n_short"], round(100 * r["short_amount"])]
        for r in answer
    }
    assert found == dict(wanted)
    money: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for school, state, cents in paid:
        for area in (school, SCHOOLS[school], "610830"):
            money[area][0] += state == "none"
            money[area][1] += cents if state == "none" else 0
            money[area][2] += cents
    answer = [r for r in duck.ask("msr_aid_unentitled", tables, parameters()).to_pylist() if r["stage"] == "all"]
    assert {r["area_code"]: [r["n"], round(100 * r["value"]), round(100 * r["paid_amount"])] for r in answer} == dict(
        money
    )

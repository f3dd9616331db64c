"""The screens of aid: sums by item and stage, units, lists of children, lists that did not come, policy."""

from tests.measures.county import UNITS
from tests.pages_sql.county import DIM_AREA, DIM_CLASS, NAMES
from tests.spec import check

CODES = """
    code_set | code | name_zh | parent | sort
    aid_item | boarder | 寄宿 | . | 2
    aid_item | meals | 营养餐 | . | 3
    stage | primary | 小学 | compulsory | 1
    stage | junior | 初中 | compulsory | 2
    aid_universal | no_tuition | 免学费 | primary | 1
"""
END = "period | last_day\n2018-1 | 2019-01-18\n2018-10 | 2018-10-31"
RATE = """
    item    | stage   | amount | unit      | periods_a_year | is_in_kind | valid_from | valid_to   | meaning  | source
    boarder | primary | 1000   | yuan_year | 2              | false      | 2018-01-01 | 9999-12-31 | 寄宿补助 | plan
    boarder | primary | 800    | yuan_year | 2              | false      | 2015-01-01 | 2017-12-31 | 旧标准   | plan
    meals   | primary | 4      | yuan_day  | 200            | true       | 2018-01-01 | 9999-12-31 | 营养餐   | plan
"""
ENTITLED = """
    child_key | item    | period  | term   | stage   | school_code | entitlement | is_reported | is_paid | amount_due | amount_paid | waiting_n
    1         | boarder | 2018-1  | 2018-1 | primary | S1          | entitled    | 1           | 1       | 500.0      | 300.0       | 0
    2         | boarder | 2018-1  | 2018-1 | primary | S1          | entitled    | 1           | 0       | 500.0      | 0.0         | 0
    3         | boarder | 2018-1  | 2018-1 | junior  | S2          | entitled    | 0           | 0       | 625.0      | 0.0         | 0
    4         | meals   | 2018-10 | 2018-1 | primary | S1          | entitled    | 0           | 0       | .          | 0.0         | 0
    9         | boarder | 2017-2  | 2017-2 | primary | S1          | entitled    | 1           | 0       | 500.0      | 0.0         | 0
"""
PAID = """
    child_key | item    | period | term   | stage   | school_code | is_in_kind | amount | amount_due | entitlement | presence | meals | over_days | over_amount
    1         | boarder | 2018-1 | 2018-1 | primary | S1          | 0          | 300.0  | 500.0      | entitled    | absent   | .     | .         | .
    4         | boarder | 2018-1 | 2018-1 | primary | S1          | 0          | 500.0  | 500.0      | none        | present  | .     | .         | .
    9         | meals   | 2018-03 | 2017-2 | primary | S1         | 1          | 80.0   | .          | by_presence | .        | over  | 3.0       | 12.0
"""
FIGURES = {
    "dim_unit": UNITS, "dim_area": DIM_AREA, "fct_aid_entitled": ENTITLED, "fct_aid_paid": PAID, "bld_aid_end": END,
    "code": CODES, "aid_rate": RATE,
}  # fmt: skip


def test_sums_of_a_place_by_item_and_stage_with_the_state_of_its_lists(engine):
    """S2's list did not come while the term runs; the meals of October are over and missing. A sum that nobody could count
    is NULL, not 0; spring is not autumn."""
    check(
        engine,
        "pg_aid",
        given=FIGURES,
        area="610830",
        period="2018-1",
        expect="""
            item    | period  | stage   | entitled_n | reported_n | covered_n | coverage | unpaid_n | unpaid_amount | short_amount | unentitled_amount | absent_n | state
            boarder | 2018-1  | all     | 3          | 2          | 1         | 0.5      | 1        | 500           | 200          | 500               | 1        | partly
            boarder | 2018-1  | primary | 2          | 2          | 1         | 0.5      | 1        | 500           | 200          | 500               | 1        | received
            boarder | 2018-1  | junior  | 1          | 0          | 0         | .        | .        | .             | .            | .                 | .        | in_progress
            meals   | 2018-10 | all     | 1          | 0          | 0         | .        | .        | .             | .            | .                 | .        | missing
            meals   | 2018-10 | primary | 1          | 0          | 0         | .        | .        | .             | .            | .                 | .        | missing
        """,
    )


def test_units_of_a_county_and_a_unit_of_which_nothing_came_has_no_numbers(engine):
    check(
        engine,
        "pg_aid_units",
        given=FIGURES,
        area="610830",
        period="2018-1",
        expect="""
            unit_code | is_total | lists_n | lists_d | paid_amount | unpaid_n | unentitled_n | absent_n | meals_n | state
            610830    | 1        | 1       | 3       | 800         | 1        | 1            | 1        | .       | partly
            610830100 | 0        | 1       | 2       | 800         | 1        | 1            | 1        | .       | partly
            610830101 | 0        | 0       | 1       | .           | .        | .            | .        | .       | missing
        """,
    )


LIST = """
    list       | child_key | item    | period | term   | stage   | school_code | class_key | amount | amount_due | gap   | waiting_n | why      | paid_on    | days | present_days | absent_days | over_days
    unpaid     | 1         | boarder | 2018-1 | 2018-1 | primary | S1          | S1-C1     | 0.0    | 500.0      | 500.0 | 0         | . | . | . | . | . | .
    unentitled | 3         | boarder | 2018-1 | 2018-1 | junior  | S2          | S2-C2     | 625.0  | 625.0      | 625.0 | 0         | label | 2018-11-15 | 20 | 15.0 | 1.0 | 3.0
    unentitled | 9         | boarder | 2018-1 | 2018-1 | .       | S1          | .         | 500.0  | .          | 500.0 | 0         | no_roll | . | . | . | . | .
    unpaid     | 2         | boarder | 2017-2 | 2017-2 | primary | S1          | S1-C1     | 0.0    | 500.0      | 500.0 | 0         | . | . | . | . | . | .
"""
HOMES = """
    child_key | month   | village_code | township_code
    1         | 2018-12 | 610830100201 | 610830100
    3         | 2018-12 | 610830101201 | 610830101
    1         | 2018-11 | 610830101201 | 610830101
"""


def test_children_of_a_place_by_school_or_household(engine):
    """9 is on no roll and stands by the school that paid; a household is that of the month; spring is not autumn."""
    drawn = {
        "bld_aid_list": LIST,
        "dim_household_child": HOMES,
        "dim_area": DIM_AREA,
        "dim_class": DIM_CLASS,
        "child_name": NAMES,
    }
    everybody = """
        list       | child_key | name   | school_name | class_label | village_name | why     | paid_on    | over_days
        unpaid     | 1         | 张小明 | 宽州小学    | 六(1)班     | 王家坪村     | .       | .          | .
        unentitled | 3         | 王强   | 石咀驿中学  | 八(1)班     | 刘家塬村     | label   | 2018-11-15 | 3
        unentitled | 9         | .      | 宽州小学    | .           | .            | no_roll | .          | .
    """  # fmt: skip
    check(engine, "pg_aid_lists", given=drawn, expect=everybody, area="610830", period="2018-1")
    for area, keys in {
        "S1": (1, 9),
        "S2-C2": (3,),
        "610830100201": (1,),
        "610830101": (3,),
        "610830100202": (),
    }.items():
        expect = "\n".join(["child_key", *map(str, keys)])
        check(engine, "pg_aid_lists", given=drawn, expect=expect, area=area, period="2018-1")


def test_lists_that_did_not_come_are_empty_or_wait(engine):
    """S1's pupils of October are missing; S2's term still runs; a list that stands whole is not shown."""
    lists = """
        school_code | item    | period  | rows_n | waiting_n | received_on
        S1          | boarder | 2018-1  | 2      | 0         | 2018-11-15
        S2          | meals   | 2018-10 | 3      | 2         | 2018-11-16
    """
    drawn = {**FIGURES, "aid_list": lists, "fct_aid_entitled": ENTITLED[: ENTITLED.index("    9  ")]}
    check(
        engine,
        "pg_aid_reports",
        given=drawn,
        area="610830",
        period="2018-1",
        expect="""
            school_code | item    | period  | entitled_n | state       | waiting_n | received_on
            S1          | meals   | 2018-10 | 1          | missing     | 0         | .
            S2          | meals   | 2018-10 | 0          | waiting     | 2         | 2018-11-16
            S2          | boarder | 2018-1  | 1          | in_progress | 0         | .
        """,
    )
    nil = {**drawn, "aid_list": "school_code | item | period | rows_n | waiting_n\nS1 | boarder | 2018-1 | 0 | 0"}
    expect = "item | period | state | entitled_n\nboarder | 2018-1 | nil | 2\nmeals | 2018-10 | missing | 1"
    check(engine, "pg_aid_reports", given=nil, area="S1", period="2018-1", expect=expect)


def test_policy_of_the_day_and_what_everybody_is_granted(engine):
    check(
        engine,
        "pg_aid_policy",
        given={"code": CODES, "aid_rate": RATE},
        expect="""
            item       | stage   | amount | unit      | meaning
            boarder    | primary | 1000   | yuan_year | 寄宿补助
            meals      | primary | 4      | yuan_day  | 营养餐
            no_tuition | primary | .      | .         | 免学费
        """,
    )

"""Who is entitled to what, who was paid, and what the payments are held against."""

from tests.facts.aid_county import ASKED, given, present, pupil, roll
from tests.spec import check

BOTH = ("2018-09", "2018-10")


def test_who_is_entitled_by_item_stage_and_condition(engine):
    """Meals for everybody of compulsory education who comes to school (12: not reported, 13: never seen); the rest for 建档立卡, boarders by 住校, vocational
    pupils up to the second year."""
    check(
        engine,
        "fct_aid_entitled",
        given=given(
            roll(
                pupil(1, "P1", "true", "true"), pupil(2, "P1", "false", "true"), pupil(3, "P1", "true", "false"),
                pupil(4, "J1", "true", "true"), pupil(5, "K1", poor="true"), pupil(6, "H1", poor="true"), pupil(7, "H1"),
                pupil(8, "V1", poor="true"), pupil(9, "V3", poor="true"), pupil(10, "P2", placement="home"),
                pupil(12, "P2", months=("2018-10",)), pupil(13, "P2", months=("2018-10",)),
            ),
            drv_pupil_month=present((1, "P1"), (2, "P1"), (3, "P1"), (4, "J1"), (10, "P2"))
            + "\n13 | P2-P2015-01 | 2018-10 | 0",
        ),
        expect="""
            child_key | item         | period  | entitlement | amount_due
            1         | boarder      | 2018-1  | entitled    | 500
            1         | meals        | 2018-09 | entitled    | .
            1         | meals        | 2018-10 | entitled    | .
            2         | meals        | 2018-09 | entitled    | .
            2         | meals        | 2018-10 | entitled    | .
            3         | meals        | 2018-09 | entitled    | .
            3         | meals        | 2018-10 | entitled    | .
            4         | boarder      | 2018-1  | entitled    | 625
            4         | meals        | 2018-09 | entitled    | .
            4         | meals        | 2018-10 | entitled    | .
            12        | meals        | 2018-10 | unknown     | .
            5         | kindergarten | 2018-1  | entitled    | 375
            6         | senior       | 2018-1  | entitled    | 1250
            8         | vocational   | 2018-1  | entitled    | 1000
        """,
        **ASKED,
    )  # fmt: skip


def test_conditions_that_are_not_known_or_held_once_are_states_of_their_own(engine):
    """1 label not said; 2 boarding not said; 3 another county's household; 4 day pupil now, boarder in September; 5 left
    in October; 6 the label ended in September; 7 has neither; 8 no label and boarding not said: no."""
    check(
        engine,
        "bld_aid_judged",
        given=given(
            roll(
                pupil(1, "J1", "true", "."), pupil(2, "J1", ".", "true"), pupil(3, "J1", "true", "true", area="outside"),
                pupil(4, "J1", "true", "true", months=("2018-09",)), pupil(4, "J1", "false", "true", months=("2018-10",)),
                pupil(5, "J1", "true", "true", months=("2018-09",)), pupil(5, "J1", "true", "true", months=("2018-10",), status="10"),
                pupil(6, "J1", "true", "true", months=("2018-09",)), pupil(6, "J1", "true", "false", months=("2018-10",)),
                pupil(7, "J1"), pupil(8, "J1", ".", "false"),
            ),
            aid_rate="""
                item    | stage  | amount | unit      | periods_a_year | needs_poor | needs_boarder | needs_county_school | area_kind | is_in_kind
                boarder | junior | 1250   | yuan_year | 2              | true       | true          | true                | all       | false
            """,
        ),
        expect="""
            child_key | period | entitlement | why
            1         | 2018-1 | unknown     | label
            2         | 2018-1 | unknown     | boarding
            3         | 2018-1 | unknown     | household
            4         | 2018-1 | earlier     | .
            5         | 2018-1 | earlier     | .
            6         | 2018-1 | entitled    | .
            7         | 2018-1 | none        | boarding
            8         | 2018-1 | none        | label
        """,
        **ASKED,
    )  # fmt: skip


def test_a_poverty_label_is_dated_by_the_household_register(engine):
    """1 from October on; 2 ended before the term; 3 ended in 2017, still in the period for vocational pupils; 4 in 2015, not."""
    check(
        engine,
        "fct_aid_entitled",
        given=given(
            roll(pupil(1, "J1", "true"), pupil(2, "J1", "true", "true"), pupil(3, "V1"), pupil(4, "V1")),
            children="""
                month   | child_key | village_code | whereabouts | is_poor | poor_from  | poor_to
                2018-09 | 1         | 610830101201 | county      | true    | 2018-10-08 | .
                2018-10 | 1         | 610830101201 | county      | true    | 2018-10-08 | .
                2018-09 | 2         | 610830101201 | county      | true    | 2014-01-01 | 2018-06-30
                2018-10 | 2         | 610830101201 | county      | true    | 2014-01-01 | 2018-06-30
                2018-10 | 3         | 610830101201 | finished    | true    | 2014-01-01 | 2017-12-31
                2018-10 | 4         | 610830101201 | finished    | true    | 2014-01-01 | 2015-12-31
            """,
            aid_rate="""
                item       | stage      | amount | unit      | periods_a_year | needs_poor | needs_boarder | area_kind
                boarder    | junior     | 1250   | yuan_year | 2              | true       | true          | all
                vocational | vocational | 2000   | yuan_year | 2              | true       | false         | all
            """,
        ),
        expect="child_key | item | entitlement\n1 | boarder | entitled\n3 | vocational | entitled",
        **ASKED,
    )


def test_a_child_of_the_register_is_no_other_countys_and_a_vocational_pupil_has_no_aid_of_the_junior_roll(engine):
    check(
        engine,
        "fct_aid_entitled",
        given=given(
            roll(
                pupil(1, "K1", poor="true", area="outside"), pupil(2, "J1", "true", "true"), pupil(2, "V1", poor="true")
            ),
            children="month | child_key | village_code | whereabouts | is_poor\n2018-09 | 1 | 610830101201 | county | true\n2018-10 | 1 | 610830101201 | county | true",
        ),
        expect="child_key | item | entitlement\n1 | kindergarten | entitled\n2 | vocational | entitled",
        **ASKED,
    )


def test_paid_by_whichever_school_and_a_school_that_sent_no_list_is_not_reported(engine):
    """4 moved: the school before paid; J1 declared nobody, K1 has a row waiting, H1 sent nothing."""
    check(
        engine,
        "fct_aid_entitled",
        given=given(
            roll(pupil(1, "J1", "true", "true"), pupil(4, "J1", "true", "true"), pupil(5, "K1", poor="true"), pupil(6, "H1", poor="true")),
            aid="""
                month   | period | item    | school_code | child_key | amount
                2018-09 | 2018-1 | boarder | P1          | 4         | 500
            """,
            aid_list="""
                month   | period | item         | school_code | rows_n | waiting_n
                2018-09 | 2018-1 | boarder      | P1          | 1      | 0
                2018-09 | 2018-1 | boarder      | J1          | 0      | 0
                2018-09 | 2018-1 | kindergarten | K1          | 3      | 1
            """,
            aid_rate="""
                item         | stage        | amount | unit      | periods_a_year | needs_poor | needs_boarder | area_kind
                boarder      | junior       | 1250   | yuan_year | 2              | true       | true          | all
                kindergarten | kindergarten | 750    | yuan_year | 2              | true       | false         | all
                senior       | senior       | 2500   | yuan_year | 2              | true       | false         | all
            """,
        ),
        expect="""
            child_key | is_reported | is_paid | amount_paid | amount_due | waiting_n
            1         | 1           | 0       | 0           | 625        | 0
            4         | 1           | 1       | 500         | 625        | 0
            5         | 1           | 0       | 0           | 375        | 1
            6         | 0           | 0       | 0           | 1250       | 0
        """,
        **ASKED,
    )  # fmt: skip


PAID = """
    month   | period  | item    | school_code | child_key | amount | days
    2018-09 | 2018-1  | boarder | J1          | 1         | 625    | .
    2018-09 | 2018-1  | boarder | J1          | 2         | 625    | .
    2018-09 | 2018-1  | boarder | J1          | 3         | 625    | .
    2018-09 | 2018-1  | boarder | P1          | 3         | 500    | .
    2018-09 | 2018-1  | boarder | J1          | 4         | 625    | .
    2018-09 | 2018-1  | boarder | J1          | 5         | 700    | .
    2018-09 | 2018-1  | boarder | J1          | 6         | 0      | .
    2018-09 | 2018-1  | boarder | J1          | 8         | 625    | .
    2018-09 | 2018-1  | boarder | X9          | 9         | 625    | .
"""
HALVES = """
    child_key | class_key   | school_code | month   | present_halves | absent_halves | reported_halves | last_day
    1         | J1-J2018-01 | J1          | 2018-09 | 0              | 0             | 20              | 2018-09-28
    1         | J1-J2018-01 | J1          | 2018-10 | 0              | 0             | 10              | 2018-10-31
    2         | J1-J2018-01 | J1          | 2018-09 | 18             | 22            | 40              | 2018-09-28
    2         | J1-J2018-01 | J1          | 2018-10 | 2              | 18            | 20              | 2018-10-31
    3         | J1-J2018-01 | J1          | 2018-09 | 1              | 39            | 40              | 2018-09-28
    4         | J1-J2018-01 | J1          | 2018-09 | 0              | 8             | 8               | 2018-09-28
"""


def test_payments_against_entitlement_presence_and_other_lists(engine):
    """1 was never seen in 15 days; 2 absent 20 days; 3 absent 19.5 days, and paid twice; 4 a day pupil, four days
    reported; 5 paid too much, nothing reported; 8 on no roll; 9 by a school that never sent a roll; 6 paid nothing."""
    check(
        engine,
        "fct_aid_paid",
        given=given(
            roll(*(pupil(key, "J1", "true", "true") for key in (1, 2, 3, 5, 6)), pupil(4, "J1", "false", "true"), pupil(11, "P1")),
            aid=PAID,
            drv_pupil_month=HALVES,
        ),
        expect="""
            school_code | child_key | amount | amount_due | entitlement | why      | presence | absent_days | schools_n
            J1          | 1         | 625    | 625        | entitled    | .        | never    | 0           | 1
            J1          | 2         | 625    | 625        | entitled    | .        | absent   | 20          | 1
            J1          | 3         | 625    | 625        | entitled    | .        | present  | 19.5        | 2
            P1          | 3         | 500    | 625        | entitled    | .        | present  | 19.5        | 2
            J1          | 4         | 625    | 625        | none        | boarding | unknown  | 4           | 1
            J1          | 5         | 700    | 625        | entitled    | .        | unknown  | .           | 1
            J1          | 8         | 625    | .          | none        | no_roll  | unknown  | .           | 1
            X9          | 9         | 625    | .          | unknown     | roll     | unknown  | .           | 1
        """,
        **ASKED,
    )  # fmt: skip


def test_cash_paid_long_after_the_child_left_is_not_owed(engine):
    """1 left every school in October, paid two months after the last one at school; 2 the month after; 3 on a day not said;
    4 changed to a day pupil; 5 stayed; 6 left, label not known: paid after leaving all the same."""
    left = [row for key, poor in ((1, "true"), (2, "true"), (3, "true"), (6, ".")) for row in (
        pupil(key, "J1", "true", poor, months=("2018-09",)), pupil(key, "J1", "true", poor, months=("2018-10",), status="10"))]  # fmt: skip
    changed = [
        pupil(4, "J1", "true", "true", months=("2018-09",)),
        pupil(4, "J1", "false", "true", months=("2018-10",)),
    ]
    check(
        engine,
        "fct_aid_paid",
        given=given(
            roll(*left, *changed, pupil(5, "J1", "true", "true")),
            aid="""
                month   | period | item    | school_code | child_key | amount | paid_on
                2018-09 | 2018-1 | boarder | J1          | 1         | 625    | 2018-11-20
                2018-09 | 2018-1 | boarder | J1          | 2         | 625    | 2018-10-31
                2018-09 | 2018-1 | boarder | J1          | 3         | 625    | .
                2018-09 | 2018-1 | boarder | J1          | 4         | 625    | 2018-11-20
                2018-09 | 2018-1 | boarder | J1          | 5         | 625    | 2018-11-20
                2018-09 | 2018-1 | boarder | J1          | 6         | 625    | 2018-11-20
            """,
        ),
        expect="""
            child_key | entitlement | why
            1         | none        | left
            2         | earlier     | .
            3         | earlier     | .
            4         | earlier     | .
            5         | entitled    | .
            6         | none        | left
        """,
        **ASKED,
    )  # fmt: skip


def test_meals_over_the_days_on_which_a_child_can_have_eaten(engine):
    """20 days reported of 22. 1: 15 present + 2 not reported = 17 of 18 claimed; 2: the half days count as days; 3: no days
    claimed; 4: class silent; 5: rural 4 yuan a day, town 3."""
    halves = (
        "child_key | class_key | school_code | month | present_halves | absent_halves | reported_halves | last_day\n"
    )
    marks = "month | school_code | class_key | child_key | day | mark_am | mark_pm\n"
    marks += "\n".join(f"2018-10 | P1 | P1-P2015-01 | 1 | 2018-10-{day:02d} | A | A" for day in range(8, 13))
    marks += "\n" + "\n".join(f"2018-10 | P1 | P1-P2015-01 | 2 | 2018-10-{day:02d} | P | A" for day in range(8, 13))
    check(
        engine,
        "fct_aid_paid",
        given=given(
            roll(*(pupil(key, "P1") for key in (1, 2, 3)), pupil(4, "P2"), pupil(5, "J1")),
            aid="""
                month   | period  | item  | school_code | child_key | amount | days
                2018-10 | 2018-10 | meals | P1          | 1         | 72     | 18
                2018-10 | 2018-10 | meals | P1          | 2         | 88     | 22
                2018-10 | 2018-10 | meals | P1          | 3         | 40     | .
                2018-10 | 2018-10 | meals | P2          | 4         | 60     | 20
                2018-10 | 2018-10 | meals | J1          | 5         | 80     | 22
            """,
            drv_pupil_month=halves
            + "\n".join(
                f"{key} | {school}-{rest} | {school} | 2018-10 | {present} | {absent} | 40 | 2018-10-31"
                for key, school, rest, present, absent in ((1, "P1", "P2015-01", 30, 10), (2, "P1", "P2015-01", 35, 5),
                                                           (3, "P1", "P2015-01", 40, 0), (5, "J1", "J2018-01", 40, 0))
            ),
            drv_class_day="class_key | school_code | month | day | is_school_day | is_reported\n" + "\n".join(
                f"P1-P2015-01 | P1 | 2018-10 | 2018-10-{day:02d} | true | {str(day < 30).lower()}" for day in range(10, 32)
            ),
            attendance=marks,
        ),
        expect="""
            child_key | amount_due | meals   | present_days | over_days | over_amount
            1         | 4*18       | over    | 15           | 18-17     | 4
            2         | 4*22       | within  | 20           | .         | .
            3         | .          | unknown | 20           | .         | .
            4         | 3*20       | unknown | .            | .         | .
            5         | 4*22       | over    | 20           | 22-20     | 2*4
        """.replace("4*18", "72").replace("4*22", "88").replace("3*20", "60").replace("18-17", "1").replace("22-20", "2").replace("2*4", "8"),
        **ASKED,
    )  # fmt: skip


def test_a_county_that_names_no_town_does_not_know_the_rate_of_a_meal(engine):
    codes = """
        code_set | code | name_zh | parent
        status   | 01   | 在校    | at_school
        stage    | primary | 小学 | compulsory
    """
    check(
        engine,
        "bld_aid_judged",
        given=given(roll(pupil(1, "P1", months=("2018-10",))), code=codes, drv_pupil_month=present((1, "P1"))),
        expect="child_key | item | entitlement | rate_a_day\n1 | boarder | none | .\n1 | meals | entitled | .",
        **ASKED,
    )


SPRING = """
    calendar_id | day        | month   | school_year | term   | is_school_day
    county      | 2018-03-05 | 2018-03 | 2017        | 2017-2 | true
    county      | 2018-08-20 | 2018-08 | 2017        | .      | false
    county      | 2018-09-03 | 2018-09 | 2018        | 2018-1 | true
    county      | 2018-10-31 | 2018-10 | 2018        | 2018-1 | true
"""


def test_only_the_term_asked_for_is_looked_at_else_that_of_the_month(engine):
    """A period paid by school year lies under the autumn with all its months; August has no school day."""
    drawn = given(
        roll(pupil(1, "J1", months=("2018-03", "2018-08", "2018-09", "2018-10"))),
        aid_rate="""
            item    | stage  | amount | unit      | periods_a_year
            boarder | junior | 1250   | yuan_year | 2
            meals   | junior | 4      | yuan_day  | 200
            senior  | senior | 2500   | yuan_year | 1
        """,
    )
    drawn |= {"calendar": SPRING, "submission": "month | kind | school_code\n2018-03 | roll | P1"}
    autumn = """
        item    | period  | month   | term
        boarder | 2018-1  | 2018-09 | 2018-1
        boarder | 2018-1  | 2018-10 | 2018-1
        meals   | 2018-09 | 2018-09 | 2018-1
        meals   | 2018-10 | 2018-10 | 2018-1
        senior  | 2018    | 2018-09 | 2018-1
        senior  | 2018    | 2018-10 | 2018-1
    """
    check(engine, "bld_aid_period", given=drawn, expect=autumn, **ASKED)
    check(engine, "bld_aid_period", given=drawn, expect=autumn, month="2018-03", as_of="2018-10-31", period="2018-1")
    spring = "item | period | month\nboarder | 2017-2 | 2018-03\nmeals | 2018-03 | 2018-03"
    check(engine, "bld_aid_period", given=drawn, expect=spring, period="2017-2", **ASKED)
    check(engine, "bld_aid_period", given=drawn, expect=spring, month="2018-08", as_of="2018-10-31")
    whole = "item | period | month | term\nsenior | 2017 | 2018-03 | 2017-1"
    check(engine, "bld_aid_period", given=drawn, expect=whole, period="2017-1", **ASKED)


def test_a_list_of_a_period_without_school_is_shown_with_its_reason(engine):
    """August has no school day: every day claimed (1) is over, and a claim without days (2) cannot be judged; nobody
    knows whom the roll of a spring held that nobody sent (3). Q1 has no list row of August at all, and is in no list."""
    drawn = given(
        roll(pupil(1, "P1"), pupil(2, "P1"), pupil(3, "J1", "true", "true")),
        aid="""
            month   | period  | item    | school_code | child_key | amount | days
            2018-09 | 2018-08 | meals   | P1          | 1         | 80     | 20
            2018-09 | 2018-08 | meals   | P1          | 2         | 40     | .
            2018-09 | 2017-2  | boarder | J1          | 3         | 625    | .
        """,
        aid_list="""
            month   | period  | item    | school_code | rows_n | waiting_n | received_on
            2018-09 | 2018-08 | meals   | P1          | 2      | 0         | 2018-09-10
            2018-09 | 2017-2  | boarder | J1          | 1      | 0         | 2018-09-10
        """,
    )
    drawn["calendar"] = SPRING
    check(
        engine,
        "fct_aid_paid",
        given=drawn,
        expect="""
            child_key | period  | term   | entitlement | why       | meals   | over_days | over_amount | presence
            1         | 2018-08 | 2017-2 | by_presence | no_school | over    | 20        | 80          | .
            2         | 2018-08 | 2017-2 | unknown     | no_school | unknown | .         | .           | .
            3         | 2017-2  | 2017-2 | unknown     | no_period | .       | .         | .           | unknown
        """,
        period="2017-2",
        **ASKED,
    )
    check(
        engine,
        "bld_aid_list",
        given=drawn,
        expect="""
            list     | child_key | why       | gap | present_days | since
            meals    | 1         | no_school | 80  | 0            | 2018-09-10
            unjudged | 2         | no_school | 40  | 0            | 2018-09-10
            unjudged | 3         | no_period | 625 | .            | 2018-09-10
        """,
        period="2017-2",
        **ASKED,
    )
    check(engine, "bld_aid_list", given=drawn, expect="list | child_key", **ASKED)
    check(
        engine, "pg_aid_terms", given=drawn, expect="term | is_now | lists_n\n2018-1 | 1 | 0\n2017-2 | 0 | 2", **ASKED
    )

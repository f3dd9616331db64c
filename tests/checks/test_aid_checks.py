"""Aid against entitlement, boarding, presence and other schools' lists: the planted row, the sound row, what was not compared."""

from tests.facts.aid_county import ASKED, given, pupil, roll
from tests.spec import check

LIST = """
    list       | child_key | item    | period  | school_code | class_key   | is_in_kind | amount | amount_due | why      | since      | days | present_days | absent_days
    unpaid     | 1         | boarder | 2018-1  | J1          | J1-J2018-01 | 0          | 0.0    | 625.0      | .        | 2018-11-15 | .    | .            | .
    short      | 2         | boarder | 2018-1  | J1          | J1-J2018-01 | 0          | 300.0  | 625.0      | .        | 2018-11-15 | .    | .            | .
    unpaid     | 3         | meals   | 2018-10 | J1          | J1-J2018-01 | 1          | 0.0    | .          | .        | 2018-11-10 | .    | .            | .
    unentitled | 4         | boarder | 2018-1  | J1          | J1-J2018-01 | 0          | 625.0  | 625.0      | label    | 2018-11-15 | .    | .            | .
    unentitled | 5         | boarder | 2018-1  | J1          | J1-J2018-01 | 0          | 625.0  | 625.0      | boarding | 2018-11-15 | .    | .            | .
    over       | 6         | boarder | 2018-1  | J1          | J1-J2018-01 | 0          | 1250.0 | 625.0      | .        | 2018-11-15 | .    | .            | .
    unjudged   | 7         | boarder | 2018-1  | J1          | .           | 0          | 625.0  | .          | no_period | 2018-11-15 | .   | .            | .
    unjudged   | 8         | boarder | 2018-1  | J1          | J1-J2018-01 | 0          | 625.0  | 625.0      | boarding | 2018-11-15 | .    | .            | .
    absent     | 9         | boarder | 2018-1  | J1          | J1-J2018-01 | 0          | 625.0  | 625.0      | absent   | .          | .    | 2.0          | 20.5
    meals      | 10        | meals   | 2018-10 | J1          | J1-J2018-01 | 1          | 88.0   | 88.0       | .        | 2018-11-10 | 22   | 19.5         | .
    double     | 11        | boarder | 2018-1  | J1          | J1-J2018-01 | 0          | 625.0  | 625.0      | .        | 2018-11-15 | .    | .            | .
    double     | 11        | boarder | 2018-1  | P1          | J1-J2018-01 | 0          | 500.0  | 625.0      | .        | 2018-11-16 | .    | .            | .
"""
PAID = """
    child_key | item   | period  | school_code | is_in_kind | presence | meals   | paid_on    | received_on
    9         | boarder | 2018-1 | J1          | 0          | absent   | .       | .          | 2018-11-15
    21        | boarder | 2018-1 | H1          | 0          | unknown  | .       | 2018-11-12 | 2018-11-15
    22        | boarder | 2018-1 | H1          | 0          | unknown  | .       | .          | 2018-11-15
    23        | meals  | 2018-10 | P1          | 1          | .        | unknown | .          | 2018-11-20
    24        | meals  | 2018-10 | P1          | 1          | .        | within  | .          | 2018-11-20
"""
ENTITLED = """
    child_key | item    | period | school_code | class_key   | entitlement | why      | is_reported | is_paid
    1         | boarder | 2018-1 | J1          | J1-J2018-01 | entitled    | .        | 1           | 0
    31        | boarder | 2018-1 | J1          | J1-J2018-01 | unknown     | label    | 1           | 0
    32        | boarder | 2018-1 | J1          | J1-J2018-01 | unknown     | boarding | 1           | 1
    33        | boarder | 2018-1 | K1          | J1-J2018-01 | unknown     | label    | 0           | 0
    34        | boarder | 2018-1 | J1          | J1-J2018-01 | earlier     | .        | 1           | 0
"""
SILENT = """
    school_code | item    | period  | is_in_kind | needs_boarder | entitled_n | state       | waiting_n | received_on
    P1          | boarder | 2018-1  | 0          | 1             | 12         | missing     | 0         | .
    P2          | meals   | 2018-10 | 1          | 0             | 40         | in_progress | 0         | .
    K1          | kindergarten | 2018-1 | 0      | 0             | 3          | waiting     | 2         | 2018-11-18
    V1          | vocational | 2018-1 | 0        | 0             | 5          | nil         | 0         | 2018-11-18
"""
GIVEN = {"bld_aid_list": LIST, "fct_aid_paid": PAID, "fct_aid_entitled": ENTITLED, "bld_aid_silent": SILENT}


def test_entitled_and_unpaid_or_paid_too_little(engine):
    """33 stands in a school without a list, which is one row of its own; V1 says that it paid nobody: compared."""
    check(
        engine,
        "chk_aid_unpaid",
        given=GIVEN,
        month="2018-11",
        expect="""
            child_key | school_code | month   | found                | expected           | since      | is_compared
            1         | J1          | 2018-11 | 未发放               | 应发 625.00 元     | 2018-11-15 | 1
            2         | J1          | 2018-11 | 已发 300.00 元       | 应发 625.00 元     | 2018-11-15 | 1
            3         | J1          | 2018-10 | 未列入营养餐名册     | 到校每天有营养餐   | 2018-11-10 | 1
            31        | J1          | 2018-11 | 建档立卡未填         | 能判断是否应享     | .          | 0
            .         | P1          | 2018-11 | 未报名册,应享 12 人 | 资助发放名册       | .          | 0
            .         | P2          | 2018-10 | 未报名册,应享 40 人 | 资助发放名册       | .          | 0
            .         | K1          | 2018-11 | 名册有 2 行待修改    | 资助发放名册       | 2018-11-18 | 0
        """,
    )


def test_paid_and_not_entitled_or_more_than_was_due(engine):
    check(
        engine,
        "chk_aid_unentitled",
        given=GIVEN,
        expect="""
            child_key | school_code | found           | expected       | is_compared
            4         | J1          | 不是建档立卡    | 符合资助条件   | 1
            6         | J1          | 已发 1250.00 元 | 应发 625.00 元 | 1
            7         | J1          | 该期没有学籍    | 能判断是否应享 | 0
            .         | P1          | 未报名册,应享 12 人 | 资助发放名册 | 0
            .         | P2          | 未报名册,应享 40 人 | 资助发放名册 | 0
            .         | K1          | 名册有 2 行待修改   | 资助发放名册 | 0
        """,
    )


def test_boarding_aid_of_a_day_pupil(engine):
    """Only lists of aid that needs boarding are missed; 8's boarding is not stated."""
    check(
        engine,
        "chk_aid_day_pupil",
        given=GIVEN,
        expect="""
            child_key | school_code | found                | is_compared
            5         | J1          | 走读,已发 625.00 元 | 1
            8         | J1          | 就读方式未填         | 0
            .         | P1          | 未报名册,应享 12 人 | 0
        """,
    )


def test_paid_while_absent(engine):
    """A school without any attendance is one row: nobody knows whether its two pupils were present."""
    check(
        engine,
        "chk_aid_absent",
        given=GIVEN,
        expect="""
            child_key | school_code | found                           | since      | is_compared
            9         | J1          | 旷课 20.5 天,已发 625.00 元    | .          | 1
            .         | H1          | 没有考勤可比对,已发 2 人次     | 2018-11-12 | 0
            .         | P1          | 未报名册,应享 12 人            | .          | 0
            .         | K1          | 名册有 2 行待修改               | 2018-11-18 | 0
        """,
    )


def test_meals_claimed_over_the_days_present(engine):
    check(
        engine,
        "chk_aid_meals",
        given=GIVEN,
        expect="""
            child_key | school_code | month   | found                       | expected       | is_compared
            10        | J1          | 2018-10 | 申报 22 天                  | 到校 19.5 天   | 1
            .         | P1          | 2018-10 | 没有考勤可比对,已发 1 人次 | 不超过到校天数 | 0
            .         | P2          | 2018-10 | 未报名册,应享 40 人        | 资助发放名册   | 0
        """,
    )


def test_paid_by_two_schools(engine):
    check(
        engine,
        "chk_aid_double",
        given=GIVEN,
        expect="""
            child_key | school_code | found                                 | since      | is_compared
            11        | J1          | 另一校也在发放,本校已发 625.00 元    | 2018-11-15 | 1
            11        | P1          | 另一校也在发放,本校已发 500.00 元    | 2018-11-16 | 1
            .         | P1          | 未报名册,应享 12 人                  | .          | 0
            .         | P2          | 未报名册,应享 40 人                  | .          | 0
            .         | K1          | 名册有 2 行待修改                     | 2018-11-18 | 0
        """,
    )


def test_a_check_reads_the_term_of_its_month(engine):
    """1 left unpaid in autumn: a list of spring says nothing of it; P2 sent no list for its poor boarder."""
    drawn = given(
        roll(pupil(1, "J1", "true", "true"), pupil(2, "P2", "true", "true")),
        aid_list="""
            month   | period | item    | school_code | rows_n | waiting_n | received_on
            2018-09 | 2018-1 | boarder | J1          | 0      | 0         | 2018-11-15
            2018-03 | 2017-2 | boarder | P2          | 0      | 0         | 2018-05-15
        """,
        aid_rate="""
            item    | stage   | amount | unit      | periods_a_year | needs_poor | needs_boarder | area_kind
            boarder | junior  | 1250   | yuan_year | 2              | true       | true          | all
            boarder | primary | 1000   | yuan_year | 2              | true       | true          | all
        """,
    )
    check(
        engine,
        "chk_aid_unpaid",
        given=drawn,
        expect="""
            child_key | school_code | found               | since      | is_compared
            1         | J1          | 未发放              | 2018-11-15 | 1
            .         | P2          | 未报名册,应享 1 人 | .          | 0
        """,
        **ASKED,
    )

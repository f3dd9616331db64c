"""Household register × student register × identity register: the planted row, the sound row, what was not compared."""

from tests.spec import check

PLACES = """
    child_key | month   | whereabouts       | said    | is_registered | is_poor | due_on     | refuted_on | school_code | class_key
    1         | 2018-12 | in_county         | county  | 1             | true    | .          | . | . | .
    2         | 2018-12 | never_enrolled    | none    | 1             | true    | .          | . | . | .
    3         | 2018-12 | out_of_school     | none    | 1             | .       | .          | . | . | .
    4         | 2018-12 | unverified        | unknown | 1             | false   | .          | . | . | .
    5         | 2018-12 | unverified        | county  | 1             | false   | .          | . | . | .
    6         | 2018-12 | unverified        | outside | 1             | false   | 2018-10-15 | . | . | .
    7         | 2018-12 | unverified        | outside | 1             | false   | 2018-10-15 | 2018-11-20 | . | .
    8         | 2018-12 | elsewhere_pending | outside | 1             | false   | 2018-10-15 | . | . | .
    9         | 2018-12 | elsewhere_proved  | outside | 1             | false   | 2018-10-15 | . | . | .
    10        | 2018-12 | out_of_school     | .       | 0             | false   | .          | . | . | .
    2         | 2018-11 | in_county         | county  | 1             | true    | .          | . | . | .
"""


def test_of_age_on_the_register_and_nowhere_at_school(engine):
    check(
        engine,
        "chk_not_enrolled",
        given={
            "fct_whereabouts": PLACES,
            "area": "area_code | level | name\n610830100201 | village | 王家坪村\n610830100202 | village | 李家沟村\n610830100 | township | 镇",
            "children": "month | child_key | village_code\n2018-12 | 1 | 610830100201",
        },
        expect="""
            child_key | found               | is_compared | village_code
            2         | 未在校              | 1           | .
            3         | 未在校              | 1           | .
            4         | 去向不明            | 1           | .
            .         | 未报登记表 李家沟村 | 0           | 610830100202
        """,
    )


def test_an_approved_deferral_answers_for_the_child_until_its_last_day(engine):
    """2 waits until August, 3's approval ended, 4's states no last day and runs for the allowed maximum."""
    check(
        engine,
        "chk_not_enrolled",
        given={
            "fct_whereabouts": PLACES,
            "area": "area_code | level | name\n610830100201 | village | 王家坪村",
            "children": "month | child_key | village_code\n2018-12 | 1 | 610830100201",
            "bld_last_closing": """
                child_key | closed_on  | outcome    | until_on
                2         | 2018-09-12 | suspension | 2018-12-20
                3         | 2018-09-12 | suspension | 2018-12-19
                4         | 2018-09-12 | suspension | .
            """,
        },
        expect="child_key | found\n3 | 未在校",
    )


def test_at_school_elsewhere_without_a_proof_of_the_term(engine):
    check(
        engine,
        "chk_elsewhere_unproved",
        given={"fct_whereabouts": PLACES},
        expect="""
            child_key | found  | since      | is_compared
            6         | 无证明 | 2018-10-15 | 1
            7         | 不实   | 2018-11-20 | 1
            8         | 无证明 | 2018-10-15 | 0
        """,
    )


def test_poor_and_out_of_school(engine):
    """2 by the register; 3's label is not known; 11 has an open case of dropping out, 12 is suspected only, 13 is not poor;
    15 left the roll with the label, 16 without it, and of 17 nobody ever said; 1 is at school by a closing on paper alone."""
    check(
        engine,
        "chk_poor_out",
        given={
            "fct_whereabouts": PLACES,
            "fct_case": """
                child_key | is_open | tier        | opened_on  | is_poor
                11        | 1       | dropped_out | 2018-11-05 | true
                12        | 1       | suspected   | 2018-11-05 | true
                13        | 1       | dropped_out | 2018-11-05 | false
                14        | 0       | dropped_out | 2018-11-05 | true
                15        | 1       | dropped_out | 2018-11-05 | true
                16        | 1       | dropped_out | 2018-11-05 | false
                17        | 1       | dropped_out | 2018-11-05 | .
            """,
            "dim_household_child": """
                child_key | month   | school_code | class_key | is_poor
                11        | 2018-12 | S1          | C1        | true
                12        | 2018-12 | S1          | C1        | true
                13        | 2018-12 | S1          | C1        | false
                14        | 2018-12 | S1          | C1        | true
            """,
            "bld_case_out": "child_key | month\n1 | 2018-12\n11 | 2018-12\n13 | 2018-12\n18 | 2018-12",
        },
        expect="""
            child_key | since      | is_compared
            1         | .          | 1
            2         | .          | 1
            3         | .          | 0
            11        | 2018-11-05 | 1
            15        | 2018-11-05 | 1
            17        | 2018-11-05 | 0
        """,
    )


PUPILS = """
    child_key | month   | school_code | class_key | stage   | is_at_school | is_disabled | placement | sex | birth_month
    1         | 2018-12 | S1          | C1        | primary | 1            | true        | ordinary  | 1   | 2008-03
    2         | 2018-12 | S1          | C1        | primary | 1            | true        | inclusive | 1   | 2008-03
    3         | 2018-12 | S1          | C1        | primary | 1            | false       | ordinary  | 1   | 2008-03
    4         | 2018-12 | S2          | C2        | junior  | 1            | .           | ordinary  | 1   | 2008-03
    5         | 2018-12 | S2          | C2        | junior  | 0            | true        | ordinary  | 1   | 2008-03
    6         | 2018-10 | S1          | C1        | primary | 1            | false       | ordinary  | 2   | 2009-05
    7         | 2018-12 | S1          | C1        | primary | 1            | false       | ordinary  | 2   | 2009-05
    8         | 2018-12 | S1          | C1        | primary | 1            | false       | ordinary  | 1   | 2009-05
"""
FLAGS = """
    child_key | number_kind | has_phone
    1         | G           | 1
    2         | .           | 1
    3         | J           | 0
    5         | .           | 0
    6         | L           | 1
    7         | G           | 1
    8         | L           | 1
"""


def test_disabled_and_placed_as_any_other(engine):
    check(engine, "chk_disabled_placement", given={"dim_child": PUPILS},
          expect="child_key | school_code | found | is_compared\n1 | S1 | 普通就读 | 1\n. | S2 | 残疾未填 1 人 | 0")  # fmt: skip


def test_no_student_number_and_no_phone_in_the_identity_register(engine):
    """4 is in no identity register: not compared. 5 is not at school."""
    given = {"dim_child": PUPILS, "child_flag": FLAGS}
    check(engine, "chk_number_missing", given=given, expect="child_key | is_compared\n2 | 1\n4 | 0")
    check(engine, "chk_phone_missing", given=given, expect="child_key | is_compared\n3 | 1\n4 | 0")


def test_a_temporary_number_that_became_permanent_without_a_link(engine):
    """6 left in October with an L number; 7, of the same name, sex and month, came in December with a G number. 8 still
    bears a temporary number."""
    names = "child_key | name | pinyin_key\n6 | 李红 | lh\n7 | 李红 | lh\n8 | 张明 | zm\n1 | 李红 | lh"
    check(engine, "chk_number_unlinked", given={"dim_child": PUPILS, "child_flag": FLAGS, "child_name": names},
          expect="child_key | since | is_compared\n7 | 2018-12-01 | 1\n8 | 2018-12-01 | 0")  # fmt: skip


def test_which_village_never_sent_a_register(engine):
    """SENT is carried, LISTED's rows are another viewer's children, WAITING's all wait; MERGED went into SENT in August."""
    check(
        engine,
        "bld_register_silent",
        given={
            "area": """
                area_code | level   | name | valid_from | valid_to   | successor_code
                SENT      | village | 一村 | 2000-01-01 | 9999-12-31 | .
                LISTED    | village | 二村 | 2000-01-01 | 9999-12-31 | .
                WAITING   | village | 三村 | 2000-01-01 | 9999-12-31 | .
                NONE      | village | 四村 | 2000-01-01 | 9999-12-31 | .
                MERGED    | village | 五村 | 2000-01-01 | 2018-08-31 | SENT
                T         | township | 镇  | 2000-01-01 | 9999-12-31 | .
            """,
            "calendar": "calendar_id | day | month\ncounty | 2018-10-08 | 2018-10\ncounty | 2018-12-03 | 2018-12",
            "submission": "month | kind | school_code\n2018-10 | roll | S",
            "children": "month | child_key | village_code | carried_from\n2018-12 | 1 | SENT | 2018-10",
            "register_list": """
                month   | village_code | rows_n | waiting_n
                2018-10 | SENT         | 1      | 0
                2018-10 | LISTED       | 3      | 1
                2018-10 | WAITING      | 0      | 4
            """,
        },
        expect="village_code | name\nWAITING | 三村\nNONE | 四村",
    )

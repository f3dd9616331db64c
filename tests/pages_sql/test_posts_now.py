"""Who acts for whom and why a post is empty, on the day looked at."""

from tests.spec import check, leaves, parameters

POSTS = """
    seq | post_id | head            | person_name | phone | area_code    | school_code | class_key | valid_from | valid_to
    1   | t1      | township_head   | 刘建国      | 1391  | 610830100    | .           | .         | 2017-09-01 | 9999-12-31
    2   | t2      | township_head   | 师学义      | 1392  | 610830101    | .           | .         | 2017-09-01 | 9999-12-31
    3   | t3      | township_head   | 贺文军      | 1393  | 610830102    | .           | .         | 2017-09-01 | 9999-12-31
    4   | z1      | clerk_township  | 王芳        | 1394  | 610830100    | .           | .         | 2017-09-01 | 9999-12-31
    5   | z2      | clerk_township  | 高秀珍      | 1395  | 610830101    | .           | .         | 2017-09-01 | 9999-12-31
    6   | w1      | clerk_village   | 李晓芳      | .     | 610830101200 | .           | .         | 2017-09-01 | 9999-12-31
    7   | p1      | principal       | 马海燕      | 1396  | .            | S1          | .         | 2017-09-01 | .
    8   | x1      | clerk_school    | 白卫东      | 1397  | .            | S1          | .         | 2017-09-01 | 2018-12-20
    9   | p2      | principal       | 郝红梅      | 1398  | .            | S2          | .         | 2017-09-01 | 9999-12-31
    10  | x2      | clerk_school    | 前任        | 1399  | .            | S2          | .         | 2017-09-01 | 2018-12-19
    11  | v1      | village_head    | 王永平      | 1390  | 610830101200 | .           | .         | 2017-09-01 | 2018-08-31
    12  | k1      | class_teacher   | 霍雪梅      | 1380  | .            | S1          | S1-C1     | 2018-09-01 | 2018-12-20
"""
DELEGATIONS = """
    seq | post_id | delegate_post_id | valid_from | valid_to
    1   | t1      | z1               | 2017-09-01 | 2018-11-30
    2   | t2      | z2               | 2017-09-01 | 9999-12-31
    3   | t2      | w1               | 2018-12-01 | 9999-12-31
    4   | t3      | x2               | 2018-09-01 | 9999-12-31
    5   | p1      | t1               | 2018-12-21 | 9999-12-31
    6   | k1      | p1               | 2018-12-20 | 2018-12-20
"""
GAPS = """
    seq | head          | unit_code    | reason   | valid_from
    1   | village_head  | 610830101200 | 换届中   | 2018-09-01
    2   | village_head  | 610830101200 | 待任命   | 2018-10-01
    3   | village_head  | 610830101200 | 以后的   | 2018-12-21
    4   | village_head  | 610830100200 | 从未有人 | 2018-01-01
    5   | principal     | S3           | 同日甲   | 2018-09-01
    6   | principal     | S3           | 同日乙   | 2018-09-01
    7   | clerk_school  | S2           | 以前空缺 | 2017-01-01
    8   | clerk_school  | S2           | 当天离任 | 2018-12-19
    9   | class_teacher | S1-C1        | 另有任用 | 2018-12-20
"""


def test_by_delegation_else_the_clerk_of_the_place_by_office(engine):
    """The newest of two delegations; one that has ended leaves the office's clerk, one to somebody gone or of tomorrow
    counts for nothing; a clerk who leaves today still acts today."""
    check(
        engine,
        "bld_delegate_now",
        given={"post": POSTS, "delegation": DELEGATIONS},
        expect="""
            post_id | person_name | phone | is_delegated
            t1      | 王芳        | 1394  | 0
            t2      | 李晓芳      | .     | 1
            p1      | 白卫东      | 1397  | 0
            k1      | 马海燕      | 1396  | 1
        """,
    )


def test_the_reason_of_a_vacancy_is_the_newest_since_the_last_holder(engine):
    """Of a day the later entry; none of a former vacancy that somebody filled since."""
    check(
        engine,
        "bld_gap_now",
        given={"post": POSTS, "post_gap": GAPS},
        expect="""
            head         | unit_code    | reason
            village_head | 610830101200 | 待任命
            village_head | 610830100200 | 从未有人
            principal    | S3           | 同日乙
        """,
    )


def test_on_a_day_before_anything_was_entered_nobody_acts_and_no_reason_stands(engine):
    given = leaves({"post": POSTS, "delegation": DELEGATIONS, "post_gap": GAPS})
    for query in ("bld_delegate_now", "bld_gap_now"):
        assert engine.ask(query, given, parameters(as_of="2016-12-20")).num_rows == 0

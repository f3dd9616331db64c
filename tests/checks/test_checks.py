"""Cross-checks: each finds the planted row, leaves the sound rows alone and says what it could not compare."""

from tests.spec import check

THRESHOLDS = """
    name   | value | valid_from | valid_to
    sound  | 3     | 2000-01-01 | 2017-12-31
    sound  | 4     | 2018-01-01 | 9999-12-31
    lapped | 3     | 2000-01-01 | 2018-01-01
    lapped | 4     | 2018-01-01 | 9999-12-31
    twice  | 3     | 2000-01-01 | 9999-12-31
    twice  | 4     | 2000-01-01 | 9999-12-31
    gapped | 3     | 2000-01-01 | 2017-12-30
    gapped | 4     | 2018-01-01 | 9999-12-31
"""


def test_a_threshold_has_one_row_for_every_day_from_its_first_on(engine):
    check(
        engine,
        "chk_threshold_overlap",
        given={"threshold": THRESHOLDS},
        expect="found | is_compared\nlapped | 1\ntwice | 1\ngapped | 1",
        month="2018-12",
    )


def test_the_thresholds_as_shipped_pass(engine):
    check(engine, "chk_threshold_overlap", given={}, expect="found | is_compared", month="2018-12")


def test_one_child_on_two_rolls_unless_one_of_them_ended(engine):
    check(
        engine,
        "chk_two_rolls",
        given={
            "roll": """
                month   | child_key | school_code | class_key | status | status_since | on_roll_to
                2018-12 | 1         | S1          | S1-P2015  | 01     | 2018-09-01   | .
                2018-12 | 1         | S2          | S2-P2015  | 01     | 2018-11-05   | .
                2018-12 | 2         | S1          | S1-P2015  | 01     | 2018-09-01   | 2018-12-03
                2018-12 | 2         | S2          | S2-P2015  | 01     | 2018-12-04   | .
                2018-11 | 3         | S1          | S1-P2015  | 01     | 2018-09-01   | .
                2018-12 | 3         | S2          | S2-P2015  | 01     | 2018-12-01   | .
            """
        },
        expect="""
            child_key | school_code | since      | is_compared
            1         | S1          | 2018-09-01 | 1
            1         | S2          | 2018-11-05 | 1
        """,
        month="2018-12",
    )


def test_grade_against_age_says_whose_birth_is_not_stated(engine):
    check(
        engine,
        "chk_grade_age",
        given={
            "dim_child": """
                month   | child_key | school_code | class_key | grade | birth_month | is_at_school | stage
                2018-12 | 1         | S1          | S1-P2018  | 1     | 2012-03     | 1            | primary
                2018-12 | 2         | S1          | S1-P2018  | 1     | 2005-03     | 1            | primary
                2018-12 | 3         | S1          | S1-P2015  | 4     | .           | 1            | primary
                2018-12 | 4         | S1          | S1-P2015  | .     | 2005-03     | 1            | primary
                2018-12 | 5         | S1          | S1-K2015  | .     | 2014-03     | 1            | kindergarten
                2018-12 | 6         | S1          | S1-P2015  | .     | 2005-03     | 0            | primary
            """
        },
        expect="child_key | is_compared\n2 | 1\n3 | 0\n4 | 0",
        month="2018-12",
        as_of="2018-12-20",
    )


def test_a_calendar_misses_no_day_and_repeats_none(engine):
    check(
        engine,
        "chk_calendar_gap",
        given={
            "calendar": """
                calendar_id | day
                sound       | 2018-12-01
                sound       | 2018-12-02
                gap         | 2018-12-01
                gap         | 2018-12-03
                twice       | 2018-12-01
                twice       | 2018-12-01
                masked      | 2018-12-01
                masked      | 2018-12-03
                masked      | 2018-12-03
            """
        },
        expect="found | is_compared\ngap 2 天 | 1\ntwice 2 天 | 1\nmasked 3 天 | 1",
        month="2018-12",
    )


def test_a_row_missing_on_a_reported_day(engine):
    check(
        engine,
        "chk_missing_rows",
        given={
            "drv_pupil_month": """
                month   | child_key | missing_halves
                2018-12 | 1         | 0
                2018-12 | 2         | 4
            """
        },
        expect="child_key | is_compared\n2 | 1",
        month="2018-12",
    )


def test_a_school_stands_in_a_registered_township_not_in_a_village_or_nowhere(engine):
    check(
        engine,
        "chk_school_area",
        given={
            "area": """
                area_code    | level
                610830100    | township
                610830100001 | village
            """,
            "school": """
                school_code | area_code
                S1          | 610830100
                S2          | 610830100001
                S3          | 610830999
            """,
        },
        expect="school_code | is_compared\nS2 | 1\nS3 | 1",
        month="2018-12",
    )


def test_a_death_that_only_a_roll_states_stands_until_a_document_settles_it(engine):
    """1 stands so since November, 2 from December on, by a date before it; 3 has a case that a document closed, 4 one closed
    otherwise; 5 came back to life, 6 is of a kindergarten; QUIET has sent no roll."""
    check(
        engine,
        "chk_death_unproved",
        given={
            "roll": """
                month   | child_key | school_code | class_key | stage        | status | status_since | carried_from
                2018-11 | 1         | S1          | C         | primary      | 11     | 2018-11-05   | .
                2018-12 | 1         | S1          | C         | primary      | 11     | 2018-11-05   | .
                2018-11 | 2         | S1          | C         | primary      | 01     | 2015-09-01   | .
                2018-12 | 2         | S1          | C         | primary      | 11     | 2018-11-29   | .
                2018-12 | 3         | S1          | C         | primary      | 11     | 2018-12-03   | .
                2018-12 | 4         | S1          | C         | primary      | 11     | .            | .
                2018-11 | 5         | S1          | C         | primary      | 11     | 2018-11-05   | .
                2018-12 | 5         | S1          | C         | primary      | 01     | 2015-09-01   | .
                2018-12 | 6         | K1          | K         | kindergarten | 11     | 2018-12-03   | .
                2018-11 | 7         | QUIET       | C         | primary      | 01     | 2015-09-01   | .
                2018-12 | 7         | QUIET       | C         | primary      | 01     | 2015-09-01   | 2018-11
            """,
            "bld_last_closing": "child_key | closed_on | outcome\n3 | 2018-12-10 | death\n4 | 2018-10-10 | returned",
        },
        expect="""
            child_key | school_code | class_key | since      | found                          | is_compared
            1         | S1          | C         | 2018-11-05 | 花名册写死亡,日期 2018-11-05 | 1
            2         | S1          | C         | 2018-11-29 | 花名册写死亡,日期 2018-11-29 | 1
            4         | S1          | C         | 2018-12-01 | 花名册写死亡,日期 2018-12-01 | 1
            .         | QUIET       | .         | .          | 未报花名册,在册 1 人         | 0
        """,
        month="2018-12",
        as_of="2018-12-20",
    )


def test_a_closing_that_the_data_contradict_is_a_doubt_and_one_without_evidence_too(engine):
    """A by seat, B by roll, C lacks its evidence; D holds, E relapsed after a true closing, F is open, G was closed later, of H
    no data can prove the outcome."""
    status = dict(A="closed_contradicted", B="closed_contradicted", C="closed_no_evidence", D="closed_holding",
                  E="closed_relapsed", F="open_overdue", G="closed_contradicted", H="closed_no_evidence")  # fmt: skip
    days = {name: "2.5" if name == "A" else "0.0" for name in status}
    ended = dict.fromkeys(status, "2018-11-20") | {"F": ".", "G": "2018-12-05"}
    check(
        engine,
        "chk_closing_doubtful",
        given={
            "fct_closing": "case_no | closing_status | contradicting_days | can_be_proved\n"
            + "\n".join(f"{name} | {word} | {days[name]} | {int(name != 'H')}" for name, word in status.items()),
            "fct_case": "case_no | child_key | school_code | class_key | closed_on\n"
            + "\n".join(f"{name} | {n} | S | C | {ended[name]}" for n, name in enumerate(status, 1)),
        },
        expect="""
            child_key | day        | found          | is_compared
            1         | 2018-11-20 | 旷课 2.5 天    | 1
            2         | 2018-11-20 | 学籍与销号相反 | 1
            3         | 2018-11-20 | 销号缺依据     | 1
        """,
        month="2018-11",
        as_of="2018-12-20",
    )

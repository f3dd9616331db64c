"""Kindergarten, senior and vocational rolls beside compulsory education: at school where of age, and nowhere else."""

from tests.spec import check

SUBMISSION = "month | kind | school_code\n2018-09 | roll | S1"
CALENDAR = """
    calendar_id | day        | month   | school_year | term   | is_school_day
    county      | 2018-09-03 | 2018-09 | 2018        | 2018-1 | true
"""
AREA = """
    area_code    | name   | level    | parent_code
    610830       | 清涧县 | county   | .
    610830100    | 宽州镇 | township | 610830
    610830100201 | 王家坪 | village  | 610830100
"""
SCHOOL = """
    school_code | name | short_name | kind         | area_code | sort
    S1          | 小学 | 小学       | primary      | 610830100 | 1
    J1          | 初中 | 初中       | junior       | 610830100 | 2
    K1          | 幼儿 | 幼儿       | kindergarten | 610830100 | 3
    H1          | 高中 | 高中       | senior       | 610830100 | 4
    V1          | 职中 | 职中       | vocational   | 610830100 | 5
"""
ROLL = """
    month   | child_key | school_code | class_key | stage        | grade | birth_month | household_area | status_since
    2018-09 | 1         | S1          | S1-C1     | primary      | 6     | 2006-09     | 610830100201   | .
    2018-09 | 2         | K1          | K1-C1     | kindergarten | .     | 2012-08     | 610830100201   | .
    2018-09 | 3         | K1          | K1-C1     | kindergarten | .     | 2013-09     | 610830100201   | .
    2018-09 | 4         | H1          | H1-C1     | senior       | .     | 2002-10     | 610830100201   | .
    2018-09 | 5         | H1          | H1-C1     | senior       | .     | 2001-10     | 610830100201   | .
    2018-09 | 6         | J1          | J1-C1     | junior       | 9     | 2003-10     | 610830100201   | .
    2018-09 | 6         | V1          | V1-C1     | vocational   | .     | 2003-10     | 610830100201   | 2018-09-10
    2018-09 | 7         | J1          | J1-C1     | junior       | 9     | 2003-10     | 610830100201   | .
"""
GIVEN = {"area": AREA, "school": SCHOOL, "roll": ROLL, "calendar": CALENDAR, "submission": SUBMISSION}
NEVER_SEEN = """
    child_key | class_key | school_code | month   | present_halves | reported_halves | first_day  | last_day
    6         | J1-C1     | J1          | 2018-09 | 0              | 20              | 2018-09-03 | 2018-09-28
    7         | J1-C1     | J1          | 2018-09 | 0              | 20              | 2018-09-03 | 2018-09-28
"""


def test_of_two_rolls_the_junior_one_stands_before_grade_9_ends(engine):
    check(
        engine,
        "dim_child",
        given=GIVEN,
        expect="child_key | school_code | is_school_age\n1 | S1 | 1\n2 | K1 | 1\n3 | K1 | 0\n4 | H1 | 1\n5 | H1 | 0\n6 | J1 | 1\n7 | J1 | 1",
        month="2018-09",
        as_of="2018-09-28",
    )


def test_a_child_is_disabled_where_the_register_or_the_roll_says_so(engine):
    """The village's 无 takes no child out of what the school knows to be disabled; what neither says is not known."""
    roll = "month | child_key | school_code | class_key | stage | grade | birth_month | household_area | status | is_disabled\n"
    register = "month | child_key | village_code | birth_month | is_disabled\n"
    said = ["true false", "false true", ". true", "true .", "false false", "false .", ". false", ". ."]
    check(
        engine,
        "dim_child",
        given={
            **GIVEN,
            "roll": roll
            + "\n".join(
                f"2018-09 | {n} | S1 | S1-C1 | primary | 5 | 2008-03 | 610830100201 | 01 | {words.split()[0]}"
                for n, words in enumerate(said, 1)
            ),
            "children": register
            + "\n".join(
                f"2018-09 | {n} | 610830100201 | 2008-03 | {words.split()[1]}" for n, words in enumerate(said, 1)
            ),
        },
        expect="""
            child_key | is_disabled
            1         | true
            2         | true
            3         | true
            4         | true
            5         | false
            6         | false
            7         | false
            8         | .
        """,
        month="2018-09",
        as_of="2018-09-28",
    )


def test_of_age_in_another_stage_is_at_school(engine):
    check(
        engine,
        "fct_whereabouts",
        given=GIVEN,
        expect="""
            child_key | stage   | whereabouts
            1         | primary | in_county
            2         | kindergarten | in_county
            4         | senior  | in_county
            6         | junior  | in_county
            7         | junior  | in_county
        """,
        month="2018-09",
        as_of="2018-09-28",
    )


def test_who_was_in_a_kindergarten_alone_never_entered_a_school(engine):
    check(
        engine,
        "fct_whereabouts",
        given=GIVEN
        | {
            "roll": """
                month   | child_key | school_code | class_key | stage        | birth_month | household_area | status
                2018-06 | 2         | K1          | K1-C1     | kindergarten | 2012-08     | 610830100201   | 01
                2018-09 | 2         | K1          | K1-C1     | kindergarten | 2012-08     | 610830100201   | 03
            """,
            "children": "month | child_key | village_code | birth_month | whereabouts\n2018-09 | 2 | 610830100201 | 2012-08 | none",
        },
        expect="child_key | month | whereabouts\n2 | 2018-09 | never_enrolled",
        month="2018-09",
        as_of="2018-09-28",
    )


def test_pupils_on_the_rolls_are_those_of_compulsory_education(engine):
    check(
        engine,
        "msr_on_roll",
        given=GIVEN,
        expect="""
            area_level | area_code | stage   | n
            county     | 610830    | all     | 3
            county     | 610830    | primary | 1
            county     | 610830    | junior  | 2
            township   | 610830100 | all     | 3
            township   | 610830100 | primary | 1
            township   | 610830100 | junior  | 2
            school     | S1        | all     | 1
            school     | S1        | primary | 1
            school     | J1        | all     | 2
            school     | J1        | junior  | 2
        """,
        month="2018-09",
    )


def test_no_attendance_is_due_from_them(engine):
    check(
        engine, "bld_due", given=GIVEN, expect="child_key | class_key\n1 | S1-C1\n6 | J1-C1\n7 | J1-C1", month="2018-09"
    )


def test_a_vocational_pupil_is_no_ghost_on_the_junior_roll_has_no_seat_and_no_second_roll(engine):
    given = GIVEN | {
        "drv_pupil_month": NEVER_SEEN,
        "class_day": "class_key | month | day\nJ1-C1 | 2018-09 | 2018-09-28",
    }
    asked = dict(month="2018-09", as_of="2018-09-28")
    check(engine, "bld_ghost", given=given, expect="child_key\n7", **asked)
    check(engine, "chk_ghost", given=given, expect="child_key | is_compared\n7 | 1", **asked)
    check(engine, "bld_seat", given=given, expect="child_key | stage | seat\n1 | all | unknown\n1 | primary | unknown\n7 | all | not_seen\n7 | junior | not_seen", **asked)  # fmt: skip
    check(engine, "chk_two_rolls", given=given, expect="child_key", **asked)


def test_a_vocational_list_says_where_a_child_is_for_the_term_in_which_it_was_sent(engine):
    """1 is on a list of June, 2 on one of September, 3 on one of January; 4 sits in grade 4 as well: a mistake. Until 15 October
    the list of the term before still stands, and no older one."""
    months = ("2018-01", "2018-06", "2018-09", "2018-10", "2018-11")
    head = "month | child_key | school_code | class_key | stage | grade | carried_from\n"
    rows = [f"{m} | {n} | V1 | V1-C1 | vocational | . | {'.' if m == sent else sent}"
            for n, sent in ((1, "2018-06"), (2, "2018-09"), (3, "2018-01"), (4, "2018-09")) for m in months if m >= sent]  # fmt: skip
    rows += [f"{m} | 4 | S1 | S1-C1 | primary | 4 | ." for m in months]
    days = ("2018-01-10", "2018-06-10", "2018-09-10", "2018-10-10", "2018-10-31", "2018-11-10")
    given = {
        "roll": head + "\n".join(rows),
        "submission": "month | kind | school_code\n2018-01 | roll | S1",
        "calendar": "calendar_id | day | month | school_year | term | is_school_day\n"
        + "\n".join(f"county | {day} | {day[:7]} | 2018 | 2018-1 | true" for day in days),
    }
    always = "child_key | month\n1 | 2018-06\n1 | 2018-09\n2 | 2018-09\n2 | 2018-10\n3 | 2018-01\n"
    for as_of, more in (("2018-10-10", "1 | 2018-10"), ("2018-11-10", "2 | 2018-11")):
        check(engine, "bld_vocational", given=given, expect=always + more, month="2018-11", as_of=as_of)


def test_movements_of_other_stages_are_none_of_the_monthly_report(engine):
    later = ROLL.replace("2018-09 |", "2018-10 |") + "    2018-10 | 8 | S1 | S1-C1 | primary | 1 | 2012-01 | 610830100201 | .\n    2018-10 | 9 | K1 | K1-C1 | kindergarten | . | 2014-01 | 610830100201 | .\n"  # fmt: skip
    both = ROLL + "\n".join(later.strip("\n").splitlines()[1:])
    check(
        engine,
        "fct_roll_move",
        given=GIVEN | {"roll": both},
        expect="child_key | kind\n8 | in",
        month="2018-10",
        as_of="2018-10-31",
    )


def test_the_form_prints_no_row_for_a_school_that_reports_no_month(engine):
    rows = check(engine, "bld_report_unit", given=GIVEN, expect="line | unit_code | stage\n" + "\n".join(
        f"{line} | {unit} | {stage}" for line, unit in (("household", "610830100"), ("household", "610830100201"),
        ("student", "610830100"), ("student", "S1"), ("student", "J1")) for stage in ("all", "primary", "junior")),
        area="610830100", month="2018-09")  # fmt: skip
    assert rows.num_rows == 15

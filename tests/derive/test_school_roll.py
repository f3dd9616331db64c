"""What is known of a school's roll of a month without its children: whether one is at school, and whether it was sent."""

from tests.spec import check


def test_one_child_at_school_and_one_class_sent_are_enough(engine):
    """S: 2 has left, S2 is carried forward; of its junior stage 3 is suspended; T is carried forward whole."""
    check(
        engine,
        "drv_school_roll",
        given={
            "roll": """
                month   | child_key | school_code | class_key | stage   | status | carried_from
                2018-10 | 1         | S           | S1        | primary | 01     | .
                2018-10 | 1         | S           | S2        | primary | 01     | 2018-09
                2018-10 | 2         | S           | S1        | primary | 10     | .
                2018-10 | 3         | S           | S9        | junior  | 02     | 2018-09
                2018-10 | 4         | T           | T1        | primary | 01     | 2018-09
                2018-11 | 4         | T           | T1        | primary | 01     | .
            """
        },
        expect="""
            school_code | month   | stage   | is_at_school | is_sent
            S           | 2018-10 | primary | 1            | 1
            S           | 2018-10 | junior  | 0            | 0
            T           | 2018-10 | primary | 1            | 0
            T           | 2018-11 | primary | 1            | 1
        """,
    )


def test_no_roll_is_no_row(engine):
    check(engine, "drv_school_roll", given={"roll": "month | child_key"}, expect="school_code | month | is_sent")


def test_a_grade_is_sent_with_one_class_and_whole_with_all(engine):
    """Of grade 4 one class is carried forward; of S5 only a child whose row waits; T's grade is not stated.
    S's kindergarten and T's senior class owe no roll of the month: carried forward, they make no grade less whole."""
    check(
        engine,
        "drv_school_grade",
        given={
            "roll": """
                month   | child_key | school_code | class_key | stage        | grade | carried_from
                2018-10 | 1         | S           | S4        | primary      | 4     | .
                2018-10 | 2         | S           | S4b       | primary      | 4     | 2018-09
                2018-10 | 3         | S           | S5        | primary      | 5     | .
                2018-10 | 4         | S           | S5        | primary      | 5     | 2018-09
                2018-10 | 5         | S           | S6        | primary      | 6     | 2018-09
                2018-10 | 6         | T           | T0        | special      | .     | .
                2018-10 | 7         | S           | SK        | kindergarten | .     | 2018-06
                2018-10 | 8         | T           | TG        | senior       | .     | 2018-06
            """
        },
        expect="""
            school_code | month   | grade | is_sent | is_whole
            S           | 2018-10 | 4     | 1       | 0
            S           | 2018-10 | 5     | 1       | 1
            S           | 2018-10 | 6     | 0       | 0
            T           | 2018-10 | 0     | 1       | 1
        """,
    )


def test_a_whole_roll_tells_of_every_grade_once_it_was_due(engine):
    """P sent all its classes, Q carries one. P has no junior class, so it tells of grades 7 to 9 at once."""
    given = {
        "submission": "month | kind | school_code | due_on\n2018-10 | roll | P | 2018-11-05\n2018-10 | roll | Q | 2018-11-05",
        "roll": """
            month   | child_key | school_code | class_key | grade | carried_from
            2018-10 | 1         | P           | P4        | 4     | .
            2018-10 | 2         | Q           | Q4        | 4     | .
            2018-10 | 3         | Q           | Q5        | 5     | 2018-09
        """,
    }
    told = "school_code | month | grade\nP | 2018-10 | {}\nQ | 2018-10 | 4".format
    sent = [4, 7, 8, 9]
    check(engine, "bld_grade_sent", given, told("\nP | 2018-10 | ".join(map(str, sent))), as_of="2018-11-05")
    check(engine, "bld_grade_sent", given, told("\nP | 2018-10 | ".join(map(str, range(1, 10)))), as_of="2018-11-06")


def test_a_carried_kindergarten_class_keeps_no_school_from_having_told(engine):
    """P sent its only compulsory class; its kindergarten and its senior class owe no month. K has none but a kindergarten."""
    given = {
        "submission": "month | kind | school_code | due_on\n2018-10 | roll | P | 2018-11-05",
        "roll": """
            month   | child_key | school_code | class_key | stage        | grade | carried_from
            2018-10 | 1         | P           | P4        | primary      | 4     | .
            2018-10 | 2         | P           | PK        | kindergarten | .     | 2018-06
            2018-10 | 3         | P           | PG        | senior       | .     | 2018-06
            2018-10 | 4         | K           | KK        | kindergarten | .     | 2018-06
        """,
    }
    grades = "\n".join(f"P | 2018-10 | {n}\nK | 2018-10 | {n}" for n in range(1, 10))
    check(engine, "bld_grade_sent", given, f"school_code | month | grade\n{grades}", as_of="2018-11-06")


def test_a_stage_taken_over_from_a_closed_school_is_not_told_before_its_day(engine):
    """P has no junior class yet, but it answers for J, which closed; N had a junior class in June."""
    given = {
        "school": """
            school_code | valid_from | valid_to   | successor_code
            P           | 2000-01-01 | 9999-12-31 | .
            N           | 2000-01-01 | 9999-12-31 | .
            J           | 2000-01-01 | 2018-08-31 | P
        """,
        "submission": """
            month   | kind | school_code | due_on
            2018-06 | roll | J           | 2018-12-31
            2018-06 | roll | N           | 2018-12-31
            2018-09 | roll | P           | 2018-10-08
            2018-09 | roll | N           | 2018-10-08
        """,
        "roll": """
            month   | child_key | school_code | class_key | stage   | grade | carried_from
            2018-06 | 1         | J           | J8        | junior  | 8     | .
            2018-06 | 2         | N           | N9        | junior  | 9     | .
            2018-09 | 3         | P           | P4        | primary | 4     | .
            2018-09 | 4         | N           | N2        | primary | 2     | .
        """,
    }
    june = (
        "\n".join(f"J | 2018-06 | {n}\nN | 2018-06 | {n}" for n in range(1, 7)) + "\nJ | 2018-06 | 8\nN | 2018-06 | 9"
    )
    for as_of, told in (
        ("2018-10-08", "P | 2018-09 | 4\nN | 2018-09 | 2"),
        ("2018-10-09", "\n".join(f"P | 2018-09 | {n}\nN | 2018-09 | {n}" for n in range(1, 10))),
    ):
        check(engine, "bld_grade_sent", given, f"school_code | month | grade\n{june}\n{told}", as_of=as_of)

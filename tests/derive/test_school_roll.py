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
    """Of grade 4 one class is carried forward; of S5 only a child whose row waits; T's grade is not stated."""
    check(
        engine,
        "drv_school_grade",
        given={
            "roll": """
                month   | child_key | school_code | class_key | grade | carried_from
                2018-10 | 1         | S           | S4        | 4     | .
                2018-10 | 2         | S           | S4b       | 4     | 2018-09
                2018-10 | 3         | S           | S5        | 5     | .
                2018-10 | 4         | S           | S5        | 5     | 2018-09
                2018-10 | 5         | S           | S6        | 6     | 2018-09
                2018-10 | 6         | T           | T0        | .     | .
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

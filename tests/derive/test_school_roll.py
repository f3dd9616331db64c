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

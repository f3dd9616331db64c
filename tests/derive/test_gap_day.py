"""Days of a class on which a pupil due has no row."""

from tests.spec import check


def test_a_reported_day_lacks_a_row_of_a_pupil_due_on_it(engine):
    """1 has every row; 2 has come since the sheet; 3 came on the 4th, 4 left on the 4th, 5 is taught at home, 6 away since."""
    check(
        engine,
        "bld_gap_day",
        given={
            "code": "code_set | code | parent\nstage | primary | compulsory\nstatus | 01 | at_school\nstatus | 10 | left",
            "roll": """
                month   | child_key | school_code | class_key | stage   | status | placement | status_since | on_roll_from | on_roll_to
                2018-12 | 1         | S           | C         | primary | 01     | ordinary  | .            | .            | .
                2018-12 | 1         | S           | WHOLE     | primary | 01     | ordinary  | .            | .            | .
                2018-12 | 2         | S           | C         | primary | 01     | ordinary  | .            | 2018-12-05   | .
                2018-12 | 3         | S           | WHOLE     | primary | 01     | ordinary  | .            | 2018-12-04   | .
                2018-12 | 4         | S           | WHOLE     | primary | 01     | ordinary  | .            | .            | 2018-12-03
                2018-12 | 5         | S           | WHOLE     | primary | 01     | home      | .            | .            | .
                2018-12 | 6         | S           | WHOLE     | primary | 10     | ordinary  | 2018-12-04   | .            | .
                2018-12 | 7         | S           | SILENT    | primary | 01     | ordinary  | .            | .            | .
            """,
            "class_day": """
                class_key | day        | taken
                C         | 2018-12-04 | true
                C         | 2018-12-05 | true
                C         | 2018-12-06 | true
                WHOLE     | 2018-12-03 | true
                WHOLE     | 2018-12-04 | true
                SILENT    | 2018-12-03 | false
            """,
            "attendance": """
                month   | child_key | school_code | class_key | day        | origin | mark_am | mark_pm
                2018-12 | 1         | S           | C         | 2018-12-04 | sheet  | P       | P
                2018-12 | 1         | S           | C         | 2018-12-05 | sheet  | A       | A
                2018-12 | 1         | S           | C         | 2018-12-06 | sheet  | P       | P
                2018-12 | 2         | S           | C         | 2018-12-06 | sheet  | .       | .
                2018-12 | 1         | S           | WHOLE     | 2018-12-03 | sheet  | P       | P
                2018-12 | 1         | S           | WHOLE     | 2018-12-04 | sheet  | P       | P
                2018-12 | 3         | S           | WHOLE     | 2018-12-04 | sheet  | P       | P
                2018-12 | 4         | S           | WHOLE     | 2018-12-03 | sheet  | P       | P
                2018-12 | 6         | S           | WHOLE     | 2018-12-03 | sheet  | P       | P
            """,
        },
        expect="class_key | day\nC | 2018-12-05",
        month="2018-12",
    )

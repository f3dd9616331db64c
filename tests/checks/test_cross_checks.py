"""Roll against seat, sheet against call, report against run: the planted row, the sound row, what was not compared."""

from tests.spec import check


def pupil_months(*rows: str) -> str:
    return (
        "month | child_key | school_code | class_key | first_day | last_day | reported_halves | present_halves | sick_halves | personal_halves\n"
        + "\n".join(rows)
    )


def test_a_class_without_one_reported_day(engine):
    check(
        engine,
        "chk_class_silent",
        given={
            "drv_class_day": """
                month   | class_key | school_code | day        | is_reported | pupils
                2018-12 | silent    | S1          | 2018-12-03 | false       | 30
                2018-12 | silent    | S1          | 2018-12-04 | false       | 31
                2018-12 | once      | S1          | 2018-12-03 | false       | 30
                2018-12 | once      | S1          | 2018-12-04 | true        | 30
                2018-12 | empty     | S1          | 2018-12-03 | false       | 0
                2018-12 | later     | S1          | 2018-12-21 | false       | 30
                2018-11 | before    | S1          | 2018-11-21 | false       | 30
            """
        },
        expect="class_key | day | found | is_compared\nsilent | 2018-12-03 | 未报,应到 31 人 | 1",
    )


def test_school_days_that_a_class_left_out(engine):
    """A hole between reported days at once; a sheet that stops early only once the month's sheets were due."""
    days = """
        month   | class_key | school_code | day        | is_school_day | is_reported | pupils
        2018-11 | hole      | S1          | 2018-11-28 | true          | true        | 30
        2018-11 | hole      | S1          | 2018-11-29 | true          | false       | 30
        2018-11 | hole      | S1          | 2018-11-30 | true          | true        | 30
        2018-11 | stops     | S1          | 2018-11-28 | true          | true        | 20
        2018-11 | stops     | S1          | 2018-11-29 | true          | false       | 20
        2018-11 | stops     | S1          | 2018-11-30 | true          | false       | 21
        2018-11 | silent    | S1          | 2018-11-28 | true          | false       | 30
        2018-11 | sunday    | S1          | 2018-11-24 | false         | false       | 30
        2018-11 | sunday    | S1          | 2018-11-28 | true          | true        | 30
        2018-11 | empty     | S1          | 2018-11-28 | true          | true        | 1
        2018-11 | empty     | S1          | 2018-11-29 | true          | false       | 0
        2018-12 | stops     | S1          | 2018-12-03 | true          | true        | 20
        2018-12 | stops     | S1          | 2018-12-04 | true          | false       | 20
    """
    due = "month | kind | school_code | due_on\n2018-11 | attendance | S1 | 2018-12-03\n2018-12 | attendance | S1 | 2019-01-03"
    given = {"drv_class_day": days, "submission": due}
    hole, stops = "hole | 2018-11-29 | 1 | 30", "stops | 2018-11-29 | 2 | 21"
    head = "class_key | first_day | days | pupils\n"
    check(engine, "bld_class_gap", given=given, as_of="2018-12-03", expect=head + hole)
    check(engine, "bld_class_gap", given=given, as_of="2018-12-20", expect=head + hole + "\n" + stops)
    check(
        engine,
        "chk_days_unreported",
        given=given,
        month="2018-11",
        expect="""
            class_key | day        | found | is_compared
            hole      | 2018-11-29 | 漏报 1 个上课日,2018-11-29 至 2018-11-29,应到 30 人 | 1
            stops     | 2018-11-29 | 漏报 2 个上课日,2018-11-29 至 2018-11-30,应到 21 人 | 1
        """,
    )


def test_a_closed_school_keeps_no_pupils(engine):
    check(
        engine,
        "chk_closed_school",
        given={
            "school": """
                school_code | valid_from | valid_to
                CLOSED      | 2000-01-01 | 2018-08-31
                RENAMED     | 2000-01-01 | 2018-08-31
                RENAMED     | 2018-09-01 | 9999-12-31
                MIDWAY      | 2000-01-01 | 2018-12-14
            """,
            "roll": """
                month   | child_key | school_code | class_key
                2018-12 | 1         | CLOSED      | C
                2018-08 | 2         | CLOSED      | C
                2018-12 | 3         | RENAMED     | C
                2018-12 | 4         | MIDWAY      | C
            """,
        },
        expect="child_key | since | is_compared\n1 | 2018-08-31 | 1",
    )


def test_roll_call_against_sheet_counts_the_days_it_could_not_compare(engine):
    check(
        engine,
        "chk_daily_sheet",
        given={
            "attendance": """
                month   | school_code | class_key | child_key | day        | origin | mark_am | mark_pm
                2018-12 | S           | C         | 1         | 2018-12-03 | daily  | P       | P
                2018-12 | S           | C         | 1         | 2018-12-03 | sheet  | A       | P
                2018-12 | S           | C         | 2         | 2018-12-03 | daily  | A       | .
                2018-12 | S           | C         | 2         | 2018-12-03 | sheet  | A       | .
                2018-12 | S           | C         | 3         | 2018-12-03 | daily  | P       | P
                2018-12 | S           | C         | 4         | 2018-12-03 | sheet  | P       | P
                2018-12 | S           | C         | 1         | 2018-12-04 | daily  | P       | P
                2018-12 | S           | C         | 2         | 2018-12-04 | daily  | P       | P
                2018-12 | S           | C         | 1         | 2018-12-05 | sheet  | P       | P
                2018-12 | S           | D         | 5         | 2018-12-05 | sheet  | P       | P
                2018-11 | S           | C         | 1         | 2018-11-05 | daily  | P       | P
            """,
            "class_day": """
                month   | school_code | class_key | day        | origin
                2018-12 | S           | C         | 2018-12-03 | daily
                2018-12 | S           | C         | 2018-12-03 | sheet
                2018-12 | S           | D         | 2018-12-05 | sheet
                2018-12 | S           | D         | 2018-12-06 | sheet
                2018-11 | S           | E         | 2018-11-05 | sheet
            """,
        },
        expect="""
            child_key | class_key | day        | found            | expected       | is_compared
            1         | C         | 2018-12-03 | 月表 AP          | 点名 PP        | 1
            3         | C         | 2018-12-03 | 月表没有这名学生 | 点名与月表都有 | 0
            4         | C         | 2018-12-03 | 点名没有这名学生 | 点名与月表都有 | 0
            .         | C         | 2018-12-04 | 只有点名,没有月表 | 点名与月表都有 | 0
            .         | C         | 2018-12-05 | 只有月表,没有点名 | 点名与月表都有 | 0
            .         | D         | 2018-12-05 | 整月没有点名     | 点名与月表都有 | 0
        """,
    )


def test_a_class_without_a_single_mark_all_month(engine):
    days = [f"2018-12-{d:02d}" for d in (3, 4, 5)]
    rows = [f"2018-12 | full | S | {d} | true | 0 | 0 | 0" for d in days]
    rows += [f"2018-12 | late | S | {d} | true | 0 | 0 | 1" for d in days]
    rows += [
        "2018-12 | silent | S | 2018-12-04 | false | 0 | 0 | 0",
        "2018-12 | short | S | 2018-12-03 | true | 0 | 0 | 0",
        "2018-12 | short | S | 2018-12-04 | false | 0 | 0 | 0",
    ]
    check(
        engine,
        "chk_full_attendance",
        given={
            "threshold": "name | value | valid_from | valid_to\nfull_attendance_days | 3 | 2017-09-01 | 2018-12-05\n"
            "full_attendance_days | 1 | 2018-12-06 | 9999-12-31",
            "drv_class_day": "month | class_key | school_code | day | is_reported | absent_halves | leave_halves | late_pupils | pupils\n"
            + "\n".join(row + " | 30" for row in rows),
        },
        expect="class_key | day | is_compared\nfull | 2018-12-03 | 1\nshort | 2018-12-03 | 0\nsilent | 2018-12-04 | 0",
    )


def test_never_in_the_seat_whatever_class_and_leave_in_a_month_that_still_runs_cannot_be_told(engine):
    rows = (
        "2018-12 | 1 | S | C | 2018-12-03 | 2018-12-07 | 10 | 0 | 0 | 0",
        "2018-12 | 2 | S | C | 2018-12-03 | 2018-12-07 | 10 | 1 | 0 | 0",
        "2018-12 | 3 | S | C | 2018-12-03 | 2018-12-06 | 8 | 0 | 0 | 0",
        "2018-12 | 4 | S | C | 2018-12-03 | 2018-12-07 | 10 | 0 | 4 | 6",
        "2018-12 | 5 | S | C | 2018-12-03 | 2018-12-10 | 12 | 0 | 1 | 1",
        "2018-12 | 6 | S | C | 2018-12-03 | 2018-12-07 | 10 | 0 | 0 | 0",
        "2018-12 | 6 | S | D | 2018-12-10 | 2018-12-14 | 10 | 9 | 0 | 0",
        "2018-11 | 7 | S | C | 2018-11-05 | 2018-11-09 | 10 | 0 | 0 | 0",
    )
    given = {
        "drv_pupil_month": pupil_months(*rows),
        "drv_class_day": """
            class_key | month   | day        | is_school_day | is_reported | pupils
            C         | 2018-12 | 2018-12-07 | true          | true        | 30
            C         | 2018-12 | 2018-12-19 | true          | false       | 30
            SILENT    | 2018-12 | 2018-12-03 | true          | false       | 30
            SILENT    | 2018-11 | 2018-11-05 | true          | false       | 30
        """,
    }
    head = "child_key | is_compared\n. | 0\n1 | 1\n3 | 0\n5 | 1\n"
    check(engine, "chk_ghost", given, head + "4 | 0", as_of="2018-12-18")
    check(engine, "chk_ghost", given, head + "4 | 1", as_of="2018-12-20")


def test_a_household_nobody_recognised(engine):
    check(
        engine,
        "chk_household_unknown",
        given={
            "dim_child": """
                month   | child_key | school_code | class_key | is_at_school | village_code | is_outside
                2018-12 | 1         | S           | C         | 1            | .            | 0
                2018-12 | 2         | S           | C         | 1            | 610830100201 | 0
                2018-12 | 3         | S           | C         | 0            | .            | 0
                2018-11 | 4         | S           | C         | 1            | .            | 0
                2018-12 | 5         | S           | C         | 1            | .            | 1
            """
        },
        expect="child_key | is_compared\n1 | 1",
    )


def test_leave_of_the_term_up_to_the_month_unless_the_child_is_suspended_by_now(engine):
    months = "\n".join(
        f"county | {m}-03 | {m} | {t}"
        for m, t in (("2018-06", "2017-2"), ("2018-09", "2018-1"), ("2018-11", "2018-1"), ("2018-12", "2018-1"))
    )
    check(
        engine,
        "chk_long_leave",
        given={
            "calendar": "calendar_id | day | month | term\n" + months,
            "roll": "month | child_key | school_code | class_key | status\n2018-11 | 4 | S | C | 02",
            "drv_class_day": """
                class_key | month   | day        | is_reported | pupils
                QUIET     | 2018-09 | 2018-09-03 | false       | 30
                QUIET     | 2018-11 | 2018-11-05 | true        | 30
                BEFORE    | 2018-06 | 2018-06-05 | false       | 30
            """,
            "drv_pupil_month": pupil_months(
                "2018-09 | 1 | S | C | 2018-09-03 | 2018-09-28 | 42 | 0 | 42 | 0",
                "2018-11 | 1 | S | C | 2018-11-01 | 2018-11-30 | 44 | 0 | 0 | 39",
                "2018-11 | 2 | S | C | 2018-11-01 | 2018-11-30 | 44 | 0 | 40 | 40",
                "2018-06 | 3 | S | C | 2018-06-01 | 2018-06-29 | 42 | 0 | 42 | 0",
                "2018-11 | 3 | S | C | 2018-11-01 | 2018-11-30 | 44 | 0 | 44 | 0",
                "2018-12 | 3 | S | C | 2018-12-03 | 2018-12-20 | 28 | 0 | 28 | 0",
                "2018-11 | 4 | S | C | 2018-11-01 | 2018-11-30 | 90 | 0 | 90 | 0",
            ),
        },
        expect="child_key | class_key | since | is_compared\n1 | C | 2018-09-03 | 1\n. | QUIET | 2018-09-03 | 0",
        month="2018-11",
    )


def test_a_false_nil_report_and_one_that_nothing_can_be_held_against(engine):
    """Children 1, 2 and 7 by their absence, 7 beside a case open since November; 4 and 5 by the case that the month
    opened, 4 on no roll of it; 6 opened the month before; OTHER declared nothing; 8 came to FALSE after the month."""
    check(
        engine,
        "chk_nil_contradicted",
        given={
            "submission": """
                month   | kind       | school_code | state    | is_nil | classes_reported
                2018-12 | roll       | FALSE       | received | false  | 2
                2018-12 | attendance | FALSE       | nil      | true   | 2
                2018-12 | roll       | TRUE        | nil      | true   | 2
                2018-12 | attendance | TRUE        | received | false  | 2
                2018-12 | roll       | SILENT      | nil      | true   | 2
                2018-12 | attendance | SILENT      | missing  | false  | 0
                2018-12 | attendance | OTHER       | received | false  | 2
                2018-11 | attendance | OTHER       | nil      | true   | 2
            """,
            "bld_absence_reached": """
                child_key | reason | first_day  | reached_on | school_code | class_key
                1         | run    | 2018-12-03 | 2018-12-05 | FALSE       | C
                1         | month  | 2018-12-04 | 2018-12-05 | FALSE       | C
                2         | run    | 2018-12-03 | 2018-12-05 | OTHER       | C
                3         | run    | 2018-11-05 | 2018-11-07 | TRUE        | C
                7         | month  | 2018-12-03 | 2018-12-14 | FALSE       | C
            """,
            "bld_case_state": """
                child_key | suspicion | run_first_day | opened_on
                1         | run       | 2018-12-03    | 2018-12-05
                2         | run       | 2018-12-03    | 2018-12-05
                4         | no_show   | 2018-12-03    | 2018-12-05
                5         | reported  | 2018-12-10    | 2018-12-12
                6         | run       | 2018-11-10    | 2018-11-12
                7         | run       | 2018-11-10    | 2018-11-14
                8         | vanished  | 2018-12-01    | 2018-12-11
                9         | no_record | 2018-12-01    | 2018-12-01
            """,
            "dim_child": """
                month   | child_key | school_code | class_key
                2018-12 | 1         | FALSE       | C
                2018-12 | 2         | OTHER       | C
                2018-11 | 4         | FALSE       | C
                2018-12 | 5         | FALSE       | C
                2018-12 | 6         | TRUE        | C
                2018-12 | 7         | FALSE       | C
                2018-11 | 8         | OTHER       | C
                2019-01 | 8         | FALSE       | C
            """,
        },
        expect="""
            school_code | child_key | day        | since      | is_compared
            FALSE       | 1         | 2018-12-05 | 2018-12-03 | 1
            FALSE       | 4         | 2018-12-05 | 2018-12-03 | 1
            FALSE       | 5         | 2018-12-12 | 2018-12-10 | 1
            FALSE       | 7         | 2018-12-14 | 2018-12-03 | 1
            SILENT      | .         | .          | .          | 0
        """,
    )


CARRIED = """
    month   | child_key | school_code | class_key | stage        | status | carried_from
    2018-12 | 21        | QUIET       | C         | primary      | 01     | 2018-11
    2018-12 | 22        | QUIET       | C         | primary      | 01     | 2018-11
    2018-12 | 23        | QUIET       | C         | primary      | 10     | 2018-11
    2018-12 | 24        | SENT        | C         | primary      | 01     | .
    2018-11 | 25        | EARLIER     | C         | primary      | 01     | 2018-10
    2018-12 | 26        | NURSERY     | K         | kindergarten | 01     | 2018-09
    2018-12 | 27        | HIGH        | H         | senior       | 01     | 2018-09
"""


LATER = "child_key | month | day | kind | school_code | other_school | is_outside | stage\n1 | 2019-01 | 2019-01-02 | out | SENT | x | 0 | x"


def test_a_school_without_a_roll_of_the_month_could_not_be_compared(engine):
    for name in ("chk_two_rolls", "chk_not_received"):
        check(
            engine,
            name,
            given={"roll": CARRIED, "bld_unreceived": LATER},
            expect="child_key | school_code | found | expected | is_compared\n. | QUIET | 未报花名册,在册 2 人 | 当月花名册 | 0",
        )


def test_who_left_a_roll_and_stands_on_no_other(engine):
    """Child 10 is closed since; 4 went to a code that the county does not know; 11 leaves later than the month; 12 is at
    school elsewhere by the household register; 13 and 14 left a senior school and a kindergarten."""
    check(
        engine,
        "chk_not_received",
        given={
            "bld_unreceived": """
                child_key | month   | day        | kind | school_code | other_school | is_outside | stage
                1         | 2018-12 | 2018-12-03 | out  | 2161083001  | .            | 0 | .
                2         | 2018-11 | 2018-11-01 | gone | 2161083001  | .            | 0 | junior
                4         | 2018-12 | 2018-12-03 | out  | 2161083001  | 3161020001   | 1 | .
                5         | 2018-12 | 2018-12-03 | out  | 2161083001  | 2161083002   | 0 | .
                6         | 2018-03 | 2018-03-05 | out  | 2161083001  | .            | 0 | .
                8         | 2018-12 | 2018-12-03 | out  | 2161083001  | 外地学校     | 0 | .
                10        | 2018-10 | 2018-10-01 | gone | 2161083001  | .            | 0 | junior
                11        | 2019-01 | 2019-01-02 | gone | 2161083001  | .            | 0 | junior
                12        | 2018-12 | 2018-12-03 | out  | 2161083001  | 3161020001   | 1 | .
                13        | 2018-09 | 2018-09-01 | gone | 2161083009  | .            | 0 | senior
                14        | 2018-09 | 2018-09-01 | gone | 2161083008  | .            | 0 | kindergarten
            """,
            "bld_last_closing": "child_key | closed_on\n10 | 2018-11-20",
            "bld_elsewhere_today": "child_key | whereabouts\n12 | elsewhere_proved",
            "roll": CARRIED,
        },
        expect="""
            child_key | found                          | expected             | is_compared
            1         | out                            | 在另一所学校的花名册上 | 1
            2         | gone                           | 在另一所学校的花名册上 | 1
            4         | 转往县外学校 3161020001,无证明 | 县外就读的证明       | 1
            5         | out                            | 在另一所学校的花名册上 | 1
            6         | out                            | 在另一所学校的花名册上 | 1
            8         | out                            | 在另一所学校的花名册上 | 1
            .         | 未报花名册,在册 2 人           | 当月花名册           | 0
        """,
    )


def test_a_transfer_to_a_code_that_the_county_does_not_know_is_elsewhere_unproved(engine):
    """1 is past its days, of 2 they run, 3 went to words, of 4 the register says elsewhere and judges, 5 is closed since, 6
    leaves later than the month; 7 is elsewhere by the register alone, refuted."""
    check(
        engine,
        "chk_elsewhere_unproved",
        given={
            "bld_transfer": """
                child_key | school_code | since      | transfer_to | is_outside | reached_on
                1         | S           | 2018-11-05 | 3161020001  | 1          | 2018-12-05
                2         | S           | 2018-12-03 | 0000000000  | 1          | 2019-01-02
                3         | S           | 2018-11-05 | 外地学校    | 0          | 2018-12-05
                4         | S           | 2018-11-05 | 3161020001  | 1          | 2018-12-05
                5         | S           | 2018-11-05 | 3161020001  | 1          | 2018-12-05
                6         | S           | 2019-01-02 | 3161020001  | 1          | 2019-02-01
            """,
            "fct_whereabouts": """
                child_key | month   | said    | whereabouts       | due_on     | refuted_on
                1         | 2018-12 | county  | unverified        | .          | .
                2         | 2018-11 | outside | elsewhere_pending | 2018-10-15 | .
                4         | 2018-12 | outside | elsewhere_proved  | 2018-10-15 | .
                7         | 2018-12 | abroad  | unverified        | 2018-10-15 | 2018-11-20
            """,
            "bld_last_closing": "child_key | closed_on\n1 | 2018-03-01\n5 | 2018-11-20",
        },
        expect="""
            child_key | school_code | found                          | expected       | since      | is_compared
            1         | S           | 转往县外学校 3161020001,无证明 | 县外就读的证明 | 2018-11-05 | 1
            2         | S           | 转往县外学校 0000000000,无证明 | 县外就读的证明 | 2018-12-03 | 0
            7         | .           | 不实                           | 本学期的证明   | 2018-11-20 | 1
        """,
    )


def test_in_the_seat_of_a_class_on_whose_roll_the_child_is_not(engine):
    check(
        engine,
        "chk_seat_without_roll",
        given={
            "roll": """
                month   | child_key | school_code | class_key | carried_from
                2018-12 | 1         | S           | C         | .
                2018-12 | 2         | S           | C         | .
                2018-11 | 3         | S           | C         | .
                2018-12 | 5         | QUIET       | C         | 2018-11
                2018-12 | 7         | HALF        | C         | .
                2018-12 | 8         | HALF        | D         | 2018-11
            """,
            "class_day": "class_key | day\n",
            "attendance": """
                month   | school_code | class_key | child_key | day        | mark_am
                2018-12 | S           | C         | 1         | 2018-12-03 | P
                2018-12 | S           | D         | 2         | 2018-12-04 | P
                2018-12 | S           | D         | 2         | 2018-12-05 | P
                2018-12 | S           | C         | 3         | 2018-12-05 | P
                2018-11 | S           | C         | 4         | 2018-11-05 | P
                2018-12 | QUIET       | C         | 6         | 2018-12-06 | P
                2018-12 | HALF        | C         | 9         | 2018-12-06 | P
            """,
        },
        expect="child_key | class_key | since | is_compared\n2 | D | 2018-12-04 | 1\n3 | C | 2018-12-05 | 1\n6 | C | 2018-12-06 | 0\n9 | C | 2018-12-06 | 1",
    )


def test_a_suspension_over_by_the_end_of_the_month_and_one_without_an_end(engine):
    given = {
        "roll": """
            month   | child_key | school_code | class_key | status | status_since | status_until
            2018-11 | 1         | S           | C         | 02     | 2018-03-05   | 2018-11-29
            2018-11 | 2         | S           | C         | 02     | 2018-03-05   | 2018-12-05
            2018-11 | 3         | S           | C         | 02     | 2018-03-05   | .
            2018-11 | 4         | S           | C         | 02     | 2017-11-06   | .
            2018-11 | 5         | S           | C         | 02     | 2017-11-06   | 2020-08-31
            2018-11 | 6         | S           | C         | 02     | .            | .
            2018-11 | 7         | S           | C         | 02     | .            | 2018-11-05
            2018-11 | 8         | S           | C         | 01     | 2017-03-05   | 2018-11-05
        """
    }
    expect = """
        child_key | day        | is_compared
        1         | 2018-11-29 | 1
        3         | 2019-03-05 | 0
        4         | 2018-11-06 | 1
        5         | 2018-11-06 | 1
        6         | .          | 0
        7         | 2018-11-05 | 1
    """
    check(engine, "chk_suspension_expired", given, expect, month="2018-11", as_of="2018-12-20")
    earlier = expect.replace("1         | 2018-11-29 | 1\n", "")
    check(engine, "chk_suspension_expired", given, earlier, month="2018-11", as_of="2018-11-20")


def test_a_suspension_is_over_by_its_first_day_unless_an_approval_prolongs_it(engine):
    """1 and 2 write each month's first day, 2 with an approval in force; the approval of 3 is over, 4 states its last day."""
    months = [f"{2017 + (n + 8) // 12}-{(n + 8) % 12 + 1:02d}" for n in range(15)]
    rolls = [f"{m} | {n} | S | C | 02 | {m}-01 | ." for m in months for n in (1, 2, 3)]
    rolls += [f"{m} | 4 | S | C | 02 | {m}-01 | 2019-08-31" for m in months[6:]]
    check(
        engine,
        "chk_suspension_expired",
        {
            "roll": "month | child_key | school_code | class_key | status | status_since | status_until\n"
            + "\n".join(rolls),
            "bld_deferral": "child_key | from_day | to_day\n2 | 2018-09-10 | 2019-08-31\n3 | 2018-09-10 | 2018-11-15",
        },
        "child_key | day | is_compared\n1 | 2018-09-01 | 1\n3 | 2018-09-01 | 1",
        month="2018-11",
        as_of="2018-12-20",
    )


def test_here_by_the_registers_word_and_on_no_roll(engine):
    """1 names a school that sent its roll, 2 one that did not, 3 none; 4 is elsewhere, 5 was of last month."""
    check(
        engine,
        "chk_register_word",
        given={
            "fct_whereabouts": """
                child_key | month   | whereabouts      | said
                1         | 2018-12 | unverified       | county
                2         | 2018-12 | unverified       | county
                3         | 2018-12 | unverified       | county
                4         | 2018-12 | unverified       | outside
                5         | 2018-11 | unverified       | county
                6         | 2018-12 | in_county        | county
                7         | 2018-12 | may_wait         | county
                10        | 2018-12 | may_wait         | none
            """,
            "children": """
                month   | child_key | village_code | school_code | school_words
                2018-12 | 1         | V1           | SENT        | 某小学
                2018-12 | 2         | V1           | SILENT      | 另一小学
                2018-12 | 3         | V1           | .           | .
                2018-12 | 4         | V1           | .           | 某校
                2018-11 | 5         | V2           | SENT        | 某小学
                2018-12 | 6         | V1           | SENT        | 某小学
                2018-12 | 7         | V1           | SENT        | 又一小学
                2018-12 | 10        | V1           | .           | .
            """,
            "area": "area_code | level | name\nV1 | village | 王家坪村\nV2 | village | 李家沟村\nT1 | township | 镇",
            "roll": """
                month   | child_key | school_code | carried_from
                2018-12 | 9         | SENT        | .
                2018-12 | 8         | SILENT      | 2018-11
            """,
        },
        expect="child_key | found | is_compared\n1 | 某小学 | 1\n2 | 另一小学 | 0\n3 | 未写学校 | 1\n7 | 又一小学 | 1\n. | 未报登记表 李家沟村 | 0",
    )


def test_a_register_s_word_is_compared_with_the_grade_that_it_means(engine):
    """P has sent grade 5 and carries grade 4: 1 is of grade 5 by age, 2 by the register's word, 3 would be in grade 1."""
    check(
        engine,
        "chk_register_word",
        given={
            "fct_whereabouts": """
                child_key | month   | whereabouts | said
                1         | 2018-12 | unverified  | county
                2         | 2018-12 | unverified  | county
                3         | 2018-12 | unverified  | county
            """,
            "children": """
                month   | child_key | village_code | birth_month | grade | school_code | school_words
                2018-12 | 1         | V1           | 2008-08     | .     | P           | 某小学
                2018-12 | 2         | V1           | 2008-09     | 5     | P           | 某小学
                2018-12 | 3         | V1           | 2012-08     | .     | P           | 某小学
            """,
            "roll": """
                month   | child_key | school_code | class_key | grade | carried_from
                2018-12 | 9         | P           | P5        | 5     | .
                2018-12 | 8         | P           | P4        | 4     | 2018-11
            """,
        },
        expect="child_key | is_compared\n1 | 1\n2 | 1\n3 | 0",
    )


def test_a_register_s_word_of_a_closed_school_is_compared_with_its_successor_s_roll(engine):
    """P answers for OLD and has told of grade 5, not of 4; nobody answers for GONE."""
    check(
        engine,
        "chk_register_word",
        given={
            "fct_whereabouts": """
                child_key | month   | whereabouts | said
                1         | 2018-12 | unverified  | county
                2         | 2018-12 | unverified  | county
                3         | 2018-12 | unverified  | county
            """,
            "children": """
                month   | child_key | village_code | grade | school_code | school_words
                2018-12 | 1         | V1           | 5     | OLD         | 原小学
                2018-12 | 2         | V1           | 4     | OLD         | 原小学
                2018-12 | 3         | V1           | 4     | GONE        | 另一小学
            """,
            "school": """
                school_code | valid_from | valid_to   | successor_code
                P           | 2000-01-01 | 9999-12-31 | .
                OLD         | 2000-01-01 | 2018-08-31 | P
                GONE        | 2000-01-01 | 2018-08-31 | .
            """,
            "roll": """
                month   | child_key | school_code | class_key | grade | carried_from
                2018-12 | 9         | P           | P5        | 5     | .
                2018-12 | 8         | P           | P4        | 4     | 2018-11
            """,
        },
        expect="child_key | found | is_compared\n1 | 原小学 | 1\n2 | 原小学 | 0\n3 | 另一小学 | 1",
    )


def test_a_case_whose_marks_no_longer_reach_the_limit_has_lost_its_ground(engine):
    check(
        engine,
        "chk_case_ground",
        given={
            "fct_case": """
                case_no | child_key | school_code | class_key | suspicion | run_first_day | opened_on  | state
                N1      | 1         | S           | C         | run       | 2018-10-08    | 2018-10-10 | suspected
                N2      | 2         | S           | C         | run       | 2018-10-08    | 2018-10-10 | suspected
                N3      | 3         | S           | C         | run       | 2018-10-08    | 2018-10-10 | closed
                N4      | 4         | S           | C         | month     | 2018-10-08    | 2018-10-26 | returned
                N5      | 5         | S           | C         | month     | 2018-10-08    | 2018-10-26 | returned
                N6      | 6         | S           | C         | run       | 2018-10-08    | 2018-10-10 | suspected
                N7      | 7         | S           | C         | run       | 2018-10-08    | 2018-10-10 | cleared
                N8      | 8         | S           | C         | no_show   | 2018-09-03    | 2018-09-05 | suspected
                N9      | 9         | S           | C         | run       | 2018-12-03    | 2018-12-05 | suspected
            """,
            "drv_absence": """
                child_key | day        | absent_halves | run_first_day
                1         | 2018-10-08 | 2             | 2018-10-08
                1         | 2018-10-09 | 2             | 2018-10-08
                1         | 2018-10-10 | 2             | 2018-10-08
                2         | 2018-10-08 | 1             | 2018-10-08
                2         | 2018-10-10 | 2             | 2018-10-10
                4         | 2018-10-08 | 8             | 2018-10-08
                4         | 2018-10-26 | 2             | 2018-10-26
                5         | 2018-10-08 | 8             | 2018-10-08
            """,
            "drv_pupil_month": """
                child_key | first_day  | last_day
                1         | 2018-10-08 | 2018-10-31
                2         | 2018-10-08 | 2018-10-31
                3         | 2018-10-08 | 2018-10-31
                4         | 2018-10-08 | 2018-10-31
                5         | 2018-10-08 | 2018-10-31
            """,
        },
        expect="""
            child_key | found      | expected | is_compared
            2         | 旷课 0.5 天 | 3 天     | 1
            3         | 旷课 0 天   | 3 天     | 1
            5         | 旷课 4 天   | 5 天     | 1
            6         | 旷课 0 天   | 3 天     | 0
        """,
        month="2018-11",
    )


def test_grade_six_that_nobody_received_and_whose_junior_schools_are_silent(engine):
    given = {
        "fct_handover": """
            child_key | school_year | school_code | class_key | first_day  | term
            1         | 2018        | S           | C         | 2018-09-03 | missing
            2         | 2018        | S           | C         | 2018-09-03 | unreported
            3         | 2018        | S           | C         | 2018-09-03 | registered
            4         | 2017        | S           | C         | 2017-09-01 | missing
        """
    }
    found = "child_key | found | since | is_compared\n1 | 没有去向 | 2018-09-03 | 1\n2 | 应接初中未报花名册 | 2018-09-03 | 0"
    check(engine, "chk_handover", given, found, month="2018-12")
    check(engine, "chk_handover", given, found, month="2019-06", as_of="2019-06-20")
    check(engine, "chk_handover", given, "child_key | is_compared\n4 | 1", month="2018-08", as_of="2018-08-20")

"""Suspected by the roll: transfers nobody received, suspensions that ran out, children who did not report, the lost."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.spec import DuckEngine, check, leaves, parameters


def calendar(first: date, last: date, holidays: tuple[tuple[date, date], ...] = ()) -> str:
    """Weekdays are school days and working days, except in holidays; the autumn term opens in August or September."""
    rows, school_no, day = [], 0, first
    while day <= last:
        is_off = day.weekday() > 4 or any(a <= day <= b for a, b in holidays)
        school_no += not is_off
        year = day.year if day.month >= 8 else day.year - 1
        term = f"{year}-{1 if day.month >= 8 or day.month == 1 else 2}"
        rows.append(f"county | {day} | {day:%Y-%m} | {term} | {str(not is_off).lower()} | {school_no}")
        day += timedelta(1)
    return "calendar_id | day | month | term | is_school_day | school_day_no\n" + "\n".join(rows)


SUMMER = (date(2018, 7, 7), date(2018, 9, 2))
CALENDAR = calendar(date(2018, 3, 1), date(2018, 12, 31), (SUMMER, (date(2018, 10, 1), date(2018, 10, 7))))
HEAD = "month | child_key | school_code | class_key | stage | grade | status | status_since | status_until | transfer_to | carried_from\n"
SCHOOL = """
    school_code | valid_from | valid_to   | successor_code
    A           | 2000-01-01 | 9999-12-31 | .
    B           | 2000-01-01 | 9999-12-31 | .
    0000000007  | 2000-01-01 | 9999-12-31 | .
    OLD         | 2000-01-01 | 2018-08-31 | B
    GONE        | 2000-01-01 | 2018-08-31 | .
"""


def roll(*rows: str) -> str:
    """``month child school [status [since [until [to [carried [stage [grade]]]]]]]``, blanks as dots."""
    lines = []
    for row in rows:
        month, child, school, *rest = row.split()
        status, since, until, to, carried, stage, grade = (
            rest + ["01", ".", ".", ".", ".", "primary", "3"][len(rest) :]
        )[:7]
        lines.append(
            f"{month} | {child} | {school} | {school}1 | {stage} | {grade} | {status} | {since} | {until} | {to} | {carried}"
        )
    return HEAD + "\n".join(lines)


def found(engine, rolls: tuple[str, ...], expect: str, as_of: str = "2018-12-20", **more: str):
    check(
        engine,
        "bld_suspicion_roll",
        given={"calendar": CALENDAR, "school": SCHOOL, "roll": roll(*rolls), **more},
        expect="child_key | reason | first_day | reached_on\n" + expect,
        month=as_of[:7],
        as_of=as_of,
    )


def test_a_transfer_is_received_by_a_roll_sent_since_and_by_nothing_else(engine):
    found(
        engine,
        (
            "2018-10 1 A 10 2018-10-12",  # nobody has the child
            "2018-10 2 A 10 2018-10-12",  # another school shows the child in a later month
            "2018-11 2 B 01 2018-11-01",
            "2018-10 3 A 10 2018-10-12",  # only a roll carried forward shows the child
            "2018-09 3 B 01 .",
            "2018-10 3 B 01 . . . 2018-09",
            "2018-10 4 A 10 2018-10-12",  # came back to the same school
            "2018-11 4 A 01 2018-11-12",
            "2018-10 5 A 10 2018-10-12 . 3161020001",  # a code that the county does not know proves nothing
            "2018-10 12 A 10 2018-10-12 . 3161020001",  # the household register holds the child elsewhere, proved
            "2018-10 13 A 10 2018-10-12 . 0000000000",
            "2018-10 6 A 10 2018-10-12 . 外地学校",
            "2018-10 7 A 10 2018-10-12 . 0000000007",  # a school of the county that has not sent its roll
            "2018-10 8 A 10 .",  # no date: from the first day of the month that showed it
            "2018-10 9 A 10 2019-10-12",  # a date not yet come is no date
            "2018-10 10 A 10 2018-10-12 . . . kindergarten",
            "2018-09 11 B 01 .",  # B had the child before A; A's word is newer
            "2018-10 11 A 10 2018-10-12",
        ),
        """
            1 | transfer_lost | 2018-10-12 | 2018-11-11
            3 | transfer_lost | 2018-10-12 | 2018-11-11
            5 | transfer_lost | 2018-10-12 | 2018-11-11
            6 | transfer_lost | 2018-10-12 | 2018-11-11
            7 | transfer_lost | 2018-10-12 | 2018-11-11
            8 | transfer_lost | 2018-10-01 | 2018-10-31
            9 | transfer_lost | 2018-10-01 | 2018-10-31
            11 | transfer_lost | 2018-10-12 | 2018-11-11
            13 | transfer_lost | 2018-10-12 | 2018-11-11
        """,
        bld_elsewhere_today="child_key | whereabouts\n12 | elsewhere_proved",
    )


WRITTEN = (
    st.none()
    | st.from_regex(r"[0-9]{10}", fullmatch=True)
    | st.sampled_from(["A", "0000000007", "外地学校", "3161020001"])
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(1, 30), WRITTEN), min_size=1, max_size=6))
def test_whatever_is_written_as_the_receiving_school_nobody_is_lost_to_sight(tmp_path_factory, leavers):
    """A transfer of October that no roll received is suspected 30 days on, or its days run; no word changes that."""
    rolls = [f"2018-10 {child} A 10 2018-10-{day:02d} . {to or '.'}" for child, (day, to) in enumerate(leavers, 1)]
    given_rows = {"calendar": CALENDAR, "school": SCHOOL, "roll": roll(*rolls)}
    engine = DuckEngine(tmp_path_factory.mktemp("transfers"))
    answer = engine.ask("bld_suspicion_roll", leaves(given_rows), parameters("2018-11", "2018-11-20")).to_pylist()
    due = {child: date(2018, 10, day) + timedelta(30) for child, (day, _) in enumerate(leavers, 1)}
    assert {row["child_key"]: row["reached_on"] for row in answer} == {
        child: day for child, day in due.items() if day <= date(2018, 11, 20)
    }


def test_a_second_transfer_of_a_child_who_was_received_once(engine):
    found(
        engine,
        (
            "2018-03 1 A 10 2018-03-05",
            "2018-03 1 B 01 2018-03-05",
            "2018-05 1 A 01 2018-05-07",
            "2018-05 1 B 10 2018-05-07",
            "2018-10 1 A 10 2018-10-12",
        ),
        "1 | transfer_lost | 2018-10-12 | 2018-11-11",
    )


def test_transfers_of_the_summer_run_from_the_first_of_september(engine):
    rolls = ("2018-07 1 A 10 2018-07-09", "2018-08 2 A 10 2018-08-31", "2018-06 3 A 10 2018-06-30")
    expect = "3 | transfer_lost | 2018-06-30 | 2018-07-30\n"
    found(engine, rolls, expect, as_of="2018-09-30")
    both = "1 | transfer_lost | 2018-07-09 | 2018-10-01\n2 | transfer_lost | 2018-08-31 | 2018-10-01\n"
    found(engine, rolls, expect + both, as_of="2018-10-01")


def test_a_date_before_the_calendar_and_before_the_first_limit_drops_nobody(engine):
    found(
        engine,
        ("2018-10 1 A 10 2015-03-02", "2018-10 2 A 02 2014-03-03"),
        "1 | transfer_lost | 2015-03-02 | 2015-04-01\n2 | suspension_expired | 2015-03-03 | 2015-03-04",
    )


THRESHOLD = """
    name                  | value | unit          | valid_from | valid_to
    transfer_receive_days | 30    | calendar_days | 2017-09-01 | 2018-10-31
    transfer_receive_days | 10    | calendar_days | 2018-11-01 | 9999-12-31
    suspension_max_days   | 365   | calendar_days | 2017-09-01 | 2018-10-31
    suspension_max_days   | 20    | calendar_days | 2018-11-01 | 9999-12-31
    suspected_run_days    | 3     | school_days   | 2017-09-01 | 2018-10-31
    suspected_run_days    | 1     | school_days   | 2018-11-01 | 9999-12-31
"""


def test_a_limit_is_that_of_the_day_judged_so_a_new_row_never_restates_the_past(engine):
    found(
        engine,
        (
            "2018-06 5 A",
            "2018-09 9 A",
            "2018-10 1 A 10 2018-10-31",
            "2018-11 2 A 10 2018-11-01",
            "2018-10 3 A 02 2018-10-31",
            "2018-11 4 A 02 2018-11-01",
        ),
        """
            1 | transfer_lost | 2018-10-31 | 2018-11-30
            2 | transfer_lost | 2018-11-01 | 2018-11-11
            4 | suspension_expired | 2018-11-21 | 2018-11-22
            5 | no_show | 2018-09-03 | 2018-09-05
            9 | vanished | 2018-10-01 | 2018-10-31
        """,
        threshold=THRESHOLD,
    )


def test_a_suspension_ends_on_its_day_but_never_later_than_the_maximum(engine):
    found(
        engine,
        (
            "2018-11 1 A 02 2018-03-05 2018-11-05",
            "2018-11 2 A 02 2017-11-06",  # no end stated: the maximum
            "2018-11 3 A 02 2017-11-06 2020-08-31",  # an end beyond the maximum
            "2018-11 4 A 02 . 2018-11-05",  # no first day, past its end
            "2018-11 5 A 02 2018-03-05 2018-12-20",  # its last day is today
            "2018-11 6 A 02 2018-03-05 2018-07-10",  # ends in the holidays: nobody can be back before they end
            "2018-11 7 A 02 2018-03-05 2018-11-05",  # sits elsewhere
            "2018-11 7 B",
            "2018-11 8 A 02 2018-03-05 2018-11-05",  # back since
            "2018-12 8 A 05 2018-12-03",
            "2018-10 9 A 02 2018-03-05 2018-11-05",  # struck off without a word
            "2018-10 10 B",  # was elsewhere before, and is no more
            "2018-11 10 A 02 2018-03-05 2018-11-05",
            "2018-12 11 A 02 2018-03-05 2018-11-05 . 2018-10",  # the school is silent
            "2018-11 12 A 02 2018-03-05 2018-11-05 . . senior .",
        ),
        """
            1 | suspension_expired | 2018-11-05 | 2018-11-06
            2 | suspension_expired | 2018-11-06 | 2018-11-07
            3 | suspension_expired | 2018-11-06 | 2018-11-07
            4 | suspension_expired | 2018-11-05 | 2018-11-06
            6 | suspension_expired | 2018-07-10 | 2018-09-03
            9 | suspension_expired | 2018-11-05 | 2018-11-06
            10 | suspension_expired | 2018-11-05 | 2018-11-06
            11 | suspension_expired | 2018-11-05 | 2018-11-06
        """,
    )


def test_a_suspension_without_any_date_runs_from_the_first_month_that_showed_it(engine):
    rolls = ("2018-03 1 A", "2018-04 1 A 02", "2018-05 1 A 02", "2018-06 1 A 02 . . . 2018-05")
    found(engine, rolls, "", as_of="2018-12-20")
    found(engine, rolls, "1 | suspension_expired | 2018-04-21 | 2018-04-23", threshold=THRESHOLD.replace("365", "20"))


@pytest.mark.parametrize("term_roll", ["2018-09", "2018-10"])
def test_who_did_not_report_is_known_by_the_first_roll_sent_in_the_term(engine, term_roll):
    found(
        engine,
        (
            "2018-06 1 A",  # on no roll of the term
            "2018-06 2 A",
            f"{term_roll} 2 A",
            "2018-06 3 A",  # the new school's roll shows the child
            f"{term_roll} 3 B",
            "2018-06 4 B",  # the school is silent: not reported is not absent
            "2018-09 4 B . . . . 2018-06",
            "2018-10 4 B . . . . 2018-06",
            "2018-06 5 A 01 . . . . primary 6",  # the last grade: no junior school has sent a roll
            "2018-06 6 A 01 . . . . kindergarten .",
            "2018-06 7 A 01 . . . . special .",
            "2018-06 8 A",  # came late
            "2018-12 8 B",
            "2018-06 9 A",  # marked present in the term, gone from the roll later
            "2018-06 10 A 02 2018-03-05 2019-03-05",
            "2018-06 11 A",  # the roll of the term names the child: the days of a transfer run
            f"{term_roll} 11 A 10 2018-09-03 . 3161020001",
        )
        + (("2018-09 1 A 01 . . . 2018-06",) if term_roll == "2018-10" else ()),
        "1 | no_show | 2018-09-03 | 2018-09-05\n7 | no_show | 2018-09-03 | 2018-09-05\n"
        "11 | transfer_lost | 2018-09-03 | 2018-10-03\n"
        + {"2018-09": "9 | vanished | 2018-09-01 | 2018-10-01", "2018-10": "9 | vanished | 2018-10-01 | 2018-10-31"}[
            term_roll
        ],
        drv_child_run="child_key | month | last_present\n9 | 2018-09 | 2018-09-12\n1 | 2018-09 | 2018-06-29",
    )


def test_grade_six_is_handed_over_by_name_once_the_junior_schools_of_the_township_have_sent(engine):
    """小升初: June grade 6 must stand on some roll in September."""
    school = """
        school_code | area_code
        A           | T1
        B           | T1
        J1          | T1
        J2          | T2
        C           | T3
    """
    june = (
        "2018-06 1 A 01 . . . . primary 6",  # on no roll
        "2018-06 2 A 01 . . . . primary 6",  # at the junior school
        "2018-06 3 A 01 . . . . primary 6",  # at a junior school elsewhere
        "2018-06 4 A 01 . . . . primary 6",  # the roll says transferred
        "2018-06 5 C 01 . . . . primary 6",  # a township without a junior school
        "2018-06 6 A 01 . . . . junior 9",  # has finished
        "2018-06 7 J1 01 . . . . junior 7",
        "2018-06 8 J2 01 . . . . junior 7",
    )
    september = (
        "2018-09 2 J1 01 . . . . junior 7",
        "2018-09 4 J1 10 2018-09-03 . 3161020001 . junior 7",
        "2018-09 7 J1 01 . . . . junior 8",
        "2018-09 9 A",
        "2018-09 9 C",
    )
    found(engine, (*june, "2018-09 7 J1 01 . . . 2018-06 junior 8", "2018-09 9 A"), "", school=school)
    missing = "3 | no_show | 2018-09-03 | 2018-09-05\n"
    one = "1 | no_show | 2018-09-03 | 2018-09-05\n4 | transfer_lost | 2018-09-03 | 2018-10-03\n"
    found(engine, (*june, *september), one + missing, school=school)
    other = ("2018-09 3 J2 01 . . . . junior 7", "2018-09 8 J2 01 . . . . junior 8")
    found(engine, (*june, *september, *other), one + "5 | no_show | 2018-09-03 | 2018-09-05\n", school=school)


def test_who_vanishes_from_a_roll_in_the_middle_of_a_term(engine):
    found(
        engine,
        (
            *(f"2018-{month} {child} A" for month in ("09", "10") for child in (1, 2, 3, 4, 5)),
            "2018-11 2 B",  # received
            "2018-11 3 A",
            "2018-12 3 A",
            "2018-12 4 A",  # back on the same roll
            "2018-11 5 A 10 2018-11-05",  # the roll says transferred: the days of a transfer run
            "2018-12 6 A",
            "2018-09 7 B",  # the school is silent: not reported is not gone
            "2018-10 7 B 01 . . . 2018-09",
            "2018-05 8 A 01 . . . . junior 9",  # has finished
            "2018-06 9 A",
        ),
        """
            1 | vanished      | 2018-11-01 | 2018-12-01
            5 | transfer_lost | 2018-11-05 | 2018-12-05
            7 | vanished      | 2018-11-01 | 2018-12-01
            9 | no_show       | 2018-09-03 | 2018-09-05
        """,
    )


def test_who_left_a_roll_and_was_not_seen_since(engine):
    rolls = (
        *(f"2018-{month} {child} A" for month in ("09", "10") for child in (1, 2, 3, 4)),
        "2018-11 2 B",  # received
        "2018-11 3 A 10 2018-11-05 . 3161020001",
        "2018-12 4 A",  # back on the same roll
        "2018-11 5 A",
        "2018-09 6 B",  # the school is silent in October
        "2018-10 6 B 01 . . . 2018-09",
        "2018-05 7 A 01 . . . . junior 9",  # has finished
        "2018-06 8 A 01 . . . . primary 6",  # the hand-over judges grade 6
        "2018-07 9 A",
    )
    check(
        engine,
        "bld_unreceived",
        given={"calendar": CALENDAR, "school": SCHOOL, "roll": roll(*rolls)},
        expect="""
            child_key | school_code | kind | month   | day        | other_school | is_outside
            1         | A           | gone | 2018-11 | 2018-11-01 | .            | 0
            3         | A           | out  | 2018-11 | 2018-11-05 | 3161020001   | 1
            5         | A           | gone | 2018-12 | 2018-12-01 | .            | 0
            6         | B           | gone | 2018-11 | 2018-11-01 | .            | 0
            9         | A           | gone | 2018-09 | 2018-09-01 | .            | 0
        """,
        as_of="2018-12-20",
    )


def test_pupils_of_a_closed_school_report_where_its_successor_stands(engine):
    rolls = ("2018-08 1 OLD", "2018-08 2 OLD", "2018-08 3 GONE", "2018-08 4 GONE", "2018-09 4 A")
    found(engine, rolls, "3 | no_show | 2018-09-03 | 2018-09-05", as_of="2018-09-30")
    found(
        engine,
        (*rolls, "2018-09 2 B"),
        "1 | no_show | 2018-09-03 | 2018-09-05\n3 | no_show | 2018-09-03 | 2018-09-05",
        as_of="2018-09-30",
    )


def test_pupils_of_a_school_that_closed_before_the_holidays_ended_are_still_awaited(engine):
    """A closed school is carried no further: its pupils stand on no roll of August, and the term begins all the same."""
    school = SCHOOL.replace("2018-08-31", "2018-07-31")
    last = ("2018-07 1 OLD", "2018-07 2 OLD", "2018-07 3 GONE", "2018-07 4 GONE", "2018-07 5 OLD 10 2018-07-02 . B")
    august = ("2018-08 8 B 01 . . . 2018-06", "2018-08 9 A 01 . . . 2018-06")
    rolls = (*last, *august, "2018-09 2 B", "2018-09 4 A", "2018-09 5 B", "2018-09 8 B", "2018-09 9 A")
    expect = "1 | no_show | 2018-09-03 | 2018-09-05\n3 | no_show | 2018-09-03 | 2018-09-05"
    found(engine, rolls, expect, school=school, as_of="2018-10-31")


def test_pupils_of_a_school_that_closed_in_the_middle_of_a_term_are_not_lost_without_a_word(engine):
    school = SCHOOL.replace("2018-08-31", "2018-10-31")
    old = [
        f"{month} {n} {code}"
        for month in ("2018-09", "2018-10")
        for n, code in enumerate(("OLD",) * 6 + ("GONE",) * 2, 1)
    ]
    new = (
        "2018-11 2 B",  # the successor has the child
        "2018-11 3 A",  # another school has the child, for a month; then it loses it
        "2018-12 9 A",
        "2018-11 4 B 11 2018-11-02",  # the successor says what became of the child
        "2018-11 5 B 10 2018-11-05 . A",  # a transfer of the successor, with its own days
        "2018-11 8 A",
        "2018-12 8 A",
    )
    expect = """
        1 | vanished      | 2018-11-01 | 2018-12-01
        5 | transfer_lost | 2018-11-05 | 2018-12-05
        6 | vanished      | 2018-11-01 | 2018-12-01
        7 | vanished      | 2018-11-01 | 2018-12-01
    """
    found(engine, (*old, *new), expect, school=school)
    silent = tuple(row for row in new if " B" not in row)  # the successor has sent nothing: not reported is not gone
    found(engine, (*old, *silent), "7 | vanished | 2018-11-01 | 2018-12-01", school=school)


def test_a_row_of_the_successor_without_a_status_has_not_lost_the_pupil(engine):
    """As at its own school: the row names the child, what it says of it is asked elsewhere."""
    school = SCHOOL.replace("2018-08-31", "2018-10-31")
    old = ("2018-10 1 OLD", "2018-10 2 OLD")
    found(engine, (*old, "2018-11 1 B .", "2018-11 9 B"), "2 | vanished | 2018-11-01 | 2018-12-01", school=school)


def test_pupils_of_a_closed_school_whose_successor_closed_too_are_asked_of_the_last_one(engine):
    """OLD and B both closed in summer, A answers for both; where B named nobody, any school's roll tells."""
    school = SCHOOL.replace("B           | 2000-01-01 | 9999-12-31 | .", "B           | 2000-01-01 | 2018-08-31 | A")
    rolls = ("2018-06 1 OLD", "2018-06 2 OLD", "2018-06 3 B", "2018-06 9 A")
    both = "1 | no_show | 2018-09-03 | 2018-09-05\n3 | no_show | 2018-09-03 | 2018-09-05"
    found(engine, (*rolls, "2018-09 2 A", "2018-09 9 A"), both, school=school, as_of="2018-09-30")
    found(
        engine, (*rolls, "2018-09 2 0000000007", "2018-09 9 A 01 . . . 2018-06"), "", school=school, as_of="2018-09-30"
    )
    ended = school.replace("2018-08-31 | A", "2018-08-31 | .")
    found(engine, (*rolls, "2018-09 2 0000000007"), both, school=ended, as_of="2018-09-30")
    later = ("2018-09 1 OLD", "2018-09 2 OLD", "2018-09 9 A", "2018-10 9 A", "2018-11 2 A", "2018-11 9 A")
    closing = school.replace("2018-08-31", "2018-10-31")
    found(engine, later, "1 | vanished | 2018-11-01 | 2018-12-01", school=closing)


def test_a_successor_that_sent_another_grade_has_lost_no_pupil_of_a_closed_school(engine):
    """OLD's pupils of grade 3 are in grade 4 of B, which has sent its grade 1; on 9 October B's roll is due and tells of every grade."""
    submission = "month | kind | school_code | due_on\n2018-09 | roll | B | 2018-10-08\n2018-10 | roll | B | 2018-11-05"
    rolls = ("2018-06 1 OLD", "2018-06 2 OLD", "2018-09 8 B 01 . . . . primary 1")
    found(engine, rolls, "", submission=submission, as_of="2018-10-08")
    lost = "1 | no_show | 2018-09-03 | 2018-09-05"
    found(engine, (*rolls, "2018-09 2 B 01 . . . . primary 4"), lost, submission=submission, as_of="2018-09-30")
    found(engine, rolls, lost + "\n2 | no_show | 2018-09-03 | 2018-09-05", submission=submission, as_of="2018-10-09")


def test_a_successor_s_kindergarten_class_hides_no_pupil_of_a_closed_school(engine):
    """B sends its only compulsory class every month; its kindergarten class was last sent in June."""
    submission = "month | kind | school_code | due_on\n2018-09 | roll | B | 2018-10-08\n2018-10 | roll | B | 2018-11-05"
    small = [f"2018-{month} 9 B 01 . . . 2018-06 kindergarten ." for month in ("09", "10")]
    rows = roll("2018-06 1 OLD", "2018-06 2 OLD", *(f"2018-{month} 8 B 01 . . . . primary 1" for month in ("09", "10")))
    rows += "\n" + roll(*small).removeprefix(HEAD).replace("B1", "BK")
    lost = "1 | no_show | 2018-09-03 | 2018-09-05\n2 | no_show | 2018-09-03 | 2018-09-05"
    check(engine, "bld_suspicion_roll", given={"calendar": CALENDAR, "school": SCHOOL, "roll": rows, "submission": submission},
          expect="child_key | reason | first_day | reached_on\n" + lost, month="2018-10", as_of="2018-10-20")  # fmt: skip


def test_a_junior_school_that_merged_into_a_primary_one_is_awaited_until_the_roll_is_due(engine):
    """B, a primary school until now, sends its primary classes first; the junior ones of OLD come by 8 October."""
    submission = "month | kind | school_code | due_on\n2018-09 | roll | B | 2018-10-08"
    rolls = ("2018-06 1 OLD 01 . . . . junior 7", "2018-06 8 B", "2018-09 8 B 01 . . . . primary 4")
    found(engine, rolls, "", submission=submission, as_of="2018-10-08")
    lost = "1 | no_show | 2018-09-03 | 2018-09-05"
    found(engine, rolls, lost, submission=submission, as_of="2018-10-09")


def test_pupils_of_closed_schools_were_pupils_at_the_start_of_the_year(engine):
    """OLD and B both closed in summer: 1, 2 and 3 are asked of A's September roll, which names 2; 4's school has nobody who
    answers, so that no roll drops it."""
    school = SCHOOL.replace("B           | 2000-01-01 | 9999-12-31 | .", "B           | 2000-01-01 | 2018-08-31 | A")
    rolls = ("2018-06 1 OLD", "2018-06 2 OLD", "2018-06 3 B", "2018-06 4 GONE", "2018-06 9 A")
    given = {"calendar": CALENDAR, "school": school}
    expect = "child_key | month | school_code\n1 | 2018-09 | A\n3 | 2018-09 | A"
    rows = roll(*rolls, "2018-09 2 A", "2018-09 9 A")
    check(engine, "bld_roll_dropped", given={**given, "roll": rows}, expect=expect, as_of="2018-09-30")
    silent = roll(*rolls, "2018-09 2 0000000007", "2018-09 9 A 01 . . . 2018-06")
    check(engine, "bld_roll_dropped", given={**given, "roll": silent}, expect="child_key | month\n", as_of="2018-09-30")


def test_a_term_that_opens_in_august_is_judged_by_the_roll_of_september(engine):
    found(
        engine,
        (
            "2018-07 1 A",
            "2018-07 2 A 01 . . . . junior 9",
            "2018-08 1 A",
            "2018-08 2 A 01 . . . . junior 9",
            "2018-09 3 A",
        ),
        "1 | no_show | 2018-08-30 | 2018-09-03",
        calendar=calendar(date(2018, 3, 1), date(2018, 12, 31), ((date(2018, 7, 7), date(2018, 8, 29)),)),
    )


def test_a_school_that_writes_lost_or_withdrawn_has_reported_the_child(engine):
    found(
        engine,
        (
            "2018-11 1 A 06 2018-11-05",
            "2018-11 2 A 15 .",
            "2018-11 3 A 03 2018-11-05",  # at another school
            "2018-11 3 B",
            "2018-11 4 A 04 2018-11-05",  # back
            "2018-12 4 A",
            "2018-11 5 A 07 2018-11-05",
            "2018-11 6 A 03 2018-11-05 . . . vocational .",
        ),
        "1 | reported | 2018-11-05 | 2018-11-05\n2 | reported | 2018-11-01 | 2018-11-01",
    )


def closing(child: int, on: str, outcome: str) -> str:
    head = "seq | recorded_at | effective_on | child_key | case_no | episode_no | event | resulting_state | outcome\n"
    return head + (
        f"1 | 2018-10-04 09:00 | 2018-10-04 | {child} | K | 1 | opened | suspected | .\n"
        f"2 | 2018-10-04 09:00 | {on} | {child} | K | 1 | closed | closed | {outcome}"
    )


@pytest.mark.parametrize(
    "on, outcome, is_found",
    [
        ("2018-10-20", "elsewhere", False),  # says where the child is
        ("2018-10-20", "returned", True),  # says that the child sits there: the roll says not
        ("2018-10-11", "elsewhere", True),  # the transfer came after it
        ("2018-11-11", "returned", False),  # reached on the day of the closing
    ],
)
def test_a_closing_answers_what_it_says(engine, on, outcome, is_found):
    found(
        engine,
        ("2018-10 1 A 10 2018-10-12",),
        "1 | transfer_lost | 2018-10-12 | 2018-11-11" if is_found else "",
        case_event=closing(1, on, outcome),
    )


CLOSED = """
    child_key | closed_on  | outcome    | until_on
    1         | 2018-09-10 | suspension | 2018-11-30
    2         | 2018-09-10 | suspension | 2018-12-20
    3         | 2018-09-10 | suspension | .
    4         | 2017-11-06 | suspension | .
    5         | 2018-09-10 | suspension | 2018-09-10
    6         | 2018-09-10 | unfit      | 2018-11-30
    7         | 2018-09-10 | suspension | 2018-11-30
    8         | 2018-09-10 | suspension | 2018-11-30
    9         | 2018-09-10 | suspension | 2018-11-30
    10        | 2018-09-10 | suspension | 2018-11-30
    11        | 2018-09-10 | suspension | 2018-11-30
    12        | 2018-09-10 | suspension | 2018-11-30
    13        | 2018-03-10 | suspension | 2018-07-10
    14        | 2018-09-10 | suspension | 2018-11-30
    15        | 2016-01-04 | suspension | 2017-02-03
"""
WHEREABOUTS = """
    child_key | month   | is_registered | said | was_enrolled | refuted_on | whereabouts
    10        | 2018-12 | 1             | .    | 1            | .          | elsewhere_proved
    12        | 2018-12 | 1             | .    | 1            | .          | finished
    14        | 2018-11 | 1             | .    | 1            | .          | finished
    14        | 2018-12 | 1             | .    | 0            | .          | never_enrolled
"""


def test_an_approved_deferral_that_ended_wakes_the_case(engine):
    """A six-year-old whose deferral ended (1); today is the last day (2); no day stated: the maximum has not passed (3), has
    (4); an approval that was over when it was given is judged by its proof (5)."""
    check(
        engine,
        "bld_suspicion_roll",
        given={
            "calendar": CALENDAR,
            "school": SCHOOL,
            "bld_last_closing": CLOSED,
            "fct_whereabouts": WHEREABOUTS,
            "bld_month": "month\n2018-11\n2018-12",
            "roll": roll(
                "2018-12 7 A",  # back
                "2018-10 8 A",  # was at school before the end, and is no more
                "2018-12 9 A 01 . . . 2018-10",  # the school is silent: nobody says that the child is back
                "2018-12 11 A 02 2018-12-01 2019-12-01",  # prolonged by the roll
            ),
        },
        expect="""
            child_key | reason             | first_day  | reached_on
            1         | suspension_expired | 2018-11-30 | 2018-12-03
            4         | suspension_expired | 2018-11-06 | 2018-11-07
            8         | suspension_expired | 2018-11-30 | 2018-12-03
            9         | suspension_expired | 2018-11-30 | 2018-12-03
            13        | suspension_expired | 2018-07-10 | 2018-09-03
            14        | suspension_expired | 2018-11-30 | 2018-12-03
            15        | suspension_expired | 2017-02-03 | 2017-02-04
        """,
    )


@pytest.mark.parametrize(
    ("status", "grade", "said_in", "is_found"),
    [
        ("07", "3", "2018-12", True), ("07", "6", "2018-12", True), ("07", "9", "2018-12", True),
        ("07", "6", "2018-06", False), ("08", "9", "2018-07", False), ("09", "9", "2018-07", False),
        ("12", "6", "2018-12", True), ("13", "6", "2018-12", True), ("11", "3", "2018-12", False),
    ],
)  # fmt: skip
def test_a_deferral_that_ended_is_settled_by_a_word_that_says_where_the_child_is(
    engine, status, grade, said_in, is_found
):
    stage = "junior" if grade > "6" else "primary"
    months = [f"2018-{month:02}" for month in range(6, 13) if f"2018-{month:02}" >= said_in]
    check(
        engine,
        "bld_deferral_expired",
        given={
            "calendar": CALENDAR,
            "bld_last_closing": "child_key | closed_on | outcome | until_on\n1 | 2018-03-10 | suspension | 2018-11-30",
            "fct_whereabouts": "child_key | month | is_registered | said | was_enrolled | refuted_on | whereabouts",
            "bld_month": "month\n2018-11\n2018-12",
            "roll": roll(*(f"{month} 1 A {status} . . . . {stage} {grade}" for month in months)),
        },
        expect="child_key | first_day | reached_on\n" + ("1 | 2018-11-30 | 2018-12-03" if is_found else ""),
    )


@pytest.mark.parametrize("status", ["07", "08", "09", "12", "13"])
@pytest.mark.parametrize(
    ("grade", "last", "is_found"),
    [("3", "2018-10", True), ("6", "2018-10", True), ("9", "2018-10", True), ("9", "2018-05", False)],
)
def test_a_school_that_writes_a_pupil_off_as_finished_or_away_in_mid_term_has_lost_it(
    engine, status, grade, last, is_found
):
    """毕业, 结业, 肄业 are a word at the end of grade 6 and 9 alone; a place kept or a stay abroad says of nobody where it is."""
    stage = "junior" if grade == "9" else "primary"
    after = "2018-06" if last == "2018-05" else "2018-11"
    rows = [f"{month} 1 A 01 . . . . {stage} {grade}" for month in ("2018-04", last)]
    written_off = [f"{month} 1 A {status} {after}-05 . . . {stage} {grade}" for month in (after, "2018-12")]
    kept = [f"{month} 9 A" for month in ("2018-04", last, after, "2018-12")]
    expect = f"1 | vanished | {after}-01 | 2018-12-01" if is_found else ""
    found(engine, (*rows, *written_off, *kept), expect, as_of="2018-12-20")

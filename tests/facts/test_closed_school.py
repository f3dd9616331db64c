"""Pupils of a school that closed: who is asked for them, what older and newer words of other schools say of them."""

from datetime import date

import pytest

from tests.facts.test_suspicion_roll import CALENDAR, SCHOOL, SUMMER, calendar, found, roll
from tests.spec import check

YEAR = calendar(
    date(2018, 3, 1),
    date(2019, 6, 30),
    (
        (date(2018, 7, 7), date(2018, 9, 2)),
        (date(2018, 10, 1), date(2018, 10, 7)),
        (date(2019, 1, 12), date(2019, 2, 24)),
    ),
)
MONTHS = ("2018-09", "2018-10", "2018-11", "2018-12", "2019-01", "2019-02", "2019-03", "2019-04")
VANISHED = "{} | vanished | 2018-11-01 | 2018-12-01\n"
NO_SHOW = "{} | no_show | 2019-02-25 | 2019-02-27\n"


def test_what_the_successor_wrote_before_the_closing_and_repeats_hides_nobody(engine):
    """B transferred 1 out to OLD in June and lists the row for good, silent in October, under a new class since; 2 is the same
    without such a row. 3 left B in October for OLD; of 4 B says since December that it died, undated, of 5 so in the month after
    the closing, of 6 in October, while OLD's roll was carried forward."""
    school = SCHOOL.replace("2018-08-31 | B", "2018-10-31 | B")
    rows = ["2018-06 1 B", *(f"{month} {child} OLD" for month in MONTHS[:2] for child in (1, 2, 3, 4, 5))]
    rows += ["2018-09 6 OLD", "2018-10 6 OLD 01 . . . 2018-09"]
    rows += [f"{m} 1 B 10 2018-06-20 . OLD {'2018-09' if m == '2018-10' else '.'}" for m in MONTHS]
    rows += [f"{m} 3 B 10 2018-10-08 . OLD" for m in MONTHS[1:]]
    rows += [f"{m} 4 B 11" for m in MONTHS[3:]] + [f"{m} 5 B 11 2018-11-02" for m in MONTHS[2:]]
    rows += [f"{m} 6 B 11 2018-10-12" for m in MONTHS[1:]] + [f"{m} 8 B" for m in MONTHS]
    lost = "".join(map(VANISHED.format, (1, 2, 3)))
    found(engine, tuple(rows), lost, as_of="2018-12-20", school=school, calendar=YEAR)
    lost += "".join(map(NO_SHOW.format, (1, 2, 3)))
    found(engine, tuple(rows), lost, as_of="2019-04-30", school=school, calendar=YEAR)
    given = {"calendar": YEAR, "school": school, "roll": roll(*rows)}
    check(
        engine,
        "fct_term_start",
        given=given,
        expect="""
            child_key | term   | school_code | state
            1         | 2017-2 | B           | unreported
            1         | 2018-1 | OLD         | unreported
            2         | 2018-1 | OLD         | unreported
            3         | 2018-1 | OLD         | unreported
            4         | 2018-1 | OLD         | unreported
            5         | 2018-1 | OLD         | unreported
            6         | 2018-1 | OLD         | unreported
            8         | 2018-1 | B           | unreported
            1         | 2018-2 | OLD         | not_reported
            2         | 2018-2 | OLD         | not_reported
            3         | 2018-2 | OLD         | not_reported
            8         | 2018-2 | B           | unreported
        """,
        as_of="2019-04-30",
    )


@pytest.mark.parametrize("status", ["07", "08", "09", "12", "13"])
def test_that_a_pupil_of_grade_three_finished_is_no_word_of_the_successor_either(engine, status):
    school = SCHOOL.replace("2018-08-31 | B", "2018-10-31 | B")
    rows = ("2018-10 1 OLD", "2018-11 8 B", f"2018-11 1 B {status} 2018-11-05")
    found(engine, rows, VANISHED.format(1), school=school)


def test_a_row_that_another_school_repeats_hides_nobody_who_did_not_report(engine):
    """X wrote 1 out to A in spring and repeats it; of 2 it says so in September, where the child came and left."""
    school = SCHOOL + "    X | 2000-01-01 | 9999-12-31 | .\n"
    rows = ("2018-06 1 A", "2018-06 2 A", "2018-06 8 A", "2018-09 8 A", "2018-06 1 X 10 2018-04-02 . A")
    rows += ("2018-09 1 X 10 2018-04-02 . A", "2018-09 2 X 10 2018-09-05 . 3161020001")
    expect = "1 | no_show | 2018-09-03 | 2018-09-05\n2 | transfer_lost | 2018-09-05 | 2018-10-05"
    found(engine, rows, expect, as_of="2018-10-20", school=school)


CLOSED_IN_MAY = SCHOOL.replace("OLD         | 2000-01-01 | 2018-08-31 | B", "OLD         | 2000-01-01 | 2018-05-31 | B")
MOVED_ON = (
    *(f"2018-05 {child} OLD" for child in (1, 2, 3, 4, 5, 6)),
    "2018-05 12 B",
    "2018-06 1 B",
    "2018-06 2 B 10 2018-06-20 . 3161020001",
    "2018-06 3 B 11 2018-06-15",
    "2018-06 4 A",
    "2018-06 5 B",
    "2018-06 12 B 10 2018-06-20 . 3161020001",
    "2018-07 1 B",
    "2018-07 4 A 10 2018-07-10 . 3161020001",
    "2018-07 5 B 10 2018-07-10 . 3161020001",
)
TRANSFERS = "2 | transfer_lost | 2018-06-20 | 2018-07-20\n12 | transfer_lost | 2018-06-20 | 2018-07-20\n"
"""OLD closed in May into B. 1 is B's pupil since; 2, 4 and 5 moved on, 4 from another school; 3 died; no roll names 6 since.
12 was B's own and moved on with 2."""


def test_who_moved_on_after_the_closing_is_judged_by_that_newer_word(engine):
    september = ("2018-09 1 B 01 . . . . primary 4", "2018-09 20 A")
    rows = (*MOVED_ON, *september)
    gone = TRANSFERS + "6 | no_show | 2018-09-03 | 2018-09-05\n6 | vanished | 2018-06-01 | 2018-07-01\n"
    found(engine, rows, gone, as_of="2018-09-20", school=CLOSED_IN_MAY)
    later = "4 | transfer_lost | 2018-07-10 | 2018-10-01\n5 | transfer_lost | 2018-07-10 | 2018-10-01\n"
    found(engine, rows, gone + later, as_of="2018-10-01", school=CLOSED_IN_MAY)


def test_who_moved_on_or_died_after_the_closing_is_not_awaited_at_the_silent_successor(engine):
    check(
        engine,
        "fct_term_start",
        given={"calendar": calendar(date(2018, 8, 1), date(2018, 12, 31), (SUMMER,)), "school": CLOSED_IN_MAY, "roll": roll(*MOVED_ON, "2018-09 1 B 01 . . . 2018-07", "2018-09 20 A")},
        expect="child_key | school_code | state | is_on_roll\n1 | B | unreported | 1\n20 | A | unreported | 1\n6 | B | unreported | 0",
        as_of="2018-09-20",
    )  # fmt: skip


def test_a_row_repeated_since_before_the_closing_is_no_newer_word(engine):
    """B wrote 1 out to OLD in April and repeats it in June and July: the child is awaited all the same."""
    b = [f"2018-0{m} 1 B 10 2018-04-03 . OLD" for m in (5, 6, 7, 9)]
    rows = ("2018-05 1 OLD", *(f"2018-0{m} 8 B" for m in (5, 6, 7)), *b, "2018-09 8 B 01 . . . . primary 4")
    expect = "1 | no_show | 2018-09-03 | 2018-09-05\n1 | vanished | 2018-06-01 | 2018-07-01"
    found(engine, rows, expect, as_of="2018-09-20", school=CLOSED_IN_MAY)


def test_without_anybody_who_answers_the_first_roll_of_the_term_tells(engine):
    """GONE closed in summer without a successor. Rolls carried forward tell nothing; until one is sent the child is not reported."""
    rows = ("2018-08 3 GONE", "2018-08 9 A", "2018-09 9 A 01 . . . 2018-08")
    found(engine, rows, "", as_of="2018-09-20")
    check(
        engine,
        "fct_term_start",
        given={"calendar": CALENDAR, "school": SCHOOL, "roll": roll(*rows)},
        expect="child_key | school_code | state\n3 | GONE | unreported\n9 | A | unreported",
        as_of="2018-09-20",
    )
    found(engine, (*rows, "2018-09 8 B"), "3 | no_show | 2018-09-03 | 2018-09-05", as_of="2018-09-20")

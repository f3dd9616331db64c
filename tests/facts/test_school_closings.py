"""Schools that close, hand on and open again: who answers for their pupils, and who of them is a pupil at the year's start."""

from datetime import date

import pytest

from tests.facts.test_suspicion_roll import CALENDAR, calendar, roll
from tests.spec import check

HEAD = "school_code | area_code | valid_from | valid_to | successor_code\n"


def schools(*rows: str) -> str:
    """``code from to successor``; ``open`` stands for the days that bound a school without a first or last day."""
    lines = []
    for row in rows:
        code, first, last, heir = row.split()
        first, last = first.replace("open", "2000-01-01"), last.replace("open", "9999-12-31")
        lines.append(f"{code} | 610830100 | {first} | {last} | {heir}")
    return HEAD + "\n".join(lines)


def test_a_school_is_closed_from_its_last_day_until_it_opens_again(engine):
    """MOVED has two rows without a day between them, AGAIN two closings, LONG an old row inside a longer one."""
    check(
        engine,
        "bld_school_closed",
        {
            "school": schools(
                "OLD open 2018-08-31 B", "GONE open 2018-08-31 .", "B open open .", "MOVED open 2017-08-31 B",
                "MOVED 2017-09-01 open .", "AGAIN open 2018-12-31 B", "AGAIN 2019-09-01 2020-08-31 C", "LONG open 2019-08-31 B",
                "LONG 2018-01-01 2018-06-30 C",
            )
        },
        """
        school_code | last_day   | from_day   | until_day  | heir_code
        OLD         | 2018-08-31 | 2018-09-01 | 9999-12-31 | B
        GONE        | 2018-08-31 | 2018-09-01 | 9999-12-31 | .
        AGAIN       | 2018-12-31 | 2019-01-01 | 2019-08-31 | B
        AGAIN       | 2020-08-31 | 2020-09-01 | 9999-12-31 | C
        LONG        | 2019-08-31 | 2019-09-01 | 9999-12-31 | B
        """,
    )  # fmt: skip


CLOSED_IN_MAY = schools("A open open .", "B open open .", "OLD open 2018-05-31 B")
SINCE_MAY = (
    *(f"2018-05 {child} OLD" for child in (1, 2, 3, 4, 5, 6, 7)),
    "2018-05 8 OLD 02 2018-05-10",
    "2018-05 9 OLD 10 2018-05-10",
    *(f"{month} 7 A 10 2018-03-02" for month in ("2018-04", "2018-05", "2018-06", "2018-07")),
    "2018-06 1 B",
    "2018-06 2 B 10 2018-06-20 . 3161020001",
    "2018-06 3 B 11 2018-06-15",
    "2018-06 4 A 01 . . . 2018-05",
    "2018-06 9 A",
)


def test_pupils_of_a_closed_school_are_awaited_unless_a_newer_word_says_where_they_are(engine):
    """B took over 1, wrote 2 off and says that 3 has died; of 4 a silent school repeats what it said before; 7 has an old 转出 at
    a school that goes on listing it; 8 is suspended, 9 had left before."""
    check(
        engine,
        "bld_closed_pupil",
        {"calendar": CALENDAR, "school": CLOSED_IN_MAY, "roll": roll(*SINCE_MAY)},
        "child_key | school_code | term | term_month | month | status\n"
        + "\n".join(f"{child} | OLD | 2018-1 | 2018-09 | 2018-05 | {'02' if child == 8 else '01'}" for child in (4, 5, 6, 7, 8)),
        as_of="2018-09-30",
        month="2018-09",
    )  # fmt: skip


@pytest.mark.parametrize("last_day", ["2018-05-31", "2018-06-30", "2018-07-15", "2018-08-31"])
def test_whenever_a_school_closed_its_pupils_were_pupils_at_the_start_of_the_year(engine, last_day):
    """The others' rolls of summer are held: 1 stands nowhere since, 2 at the successor; 3 was in grade 6, 4 went to A in June."""
    held = [month for month in ("2018-05", "2018-06", "2018-07", "2018-08") if month <= last_day[:7]]
    rows = [f"{month} {child} OLD" for month in held for child in (1, 2)]
    rows += [f"{month} 3 OLD 01 . . . . primary 6" for month in held]
    rows += [f"{month} 8 B" for month in ("2018-05", "2018-06", "2018-07", "2018-08")]
    rows += ["2018-05 4 OLD", "2018-06 4 A 10 2018-06-20", "2018-09 2 B 01 . . . . primary 4", "2018-09 8 B"]
    check(
        engine,
        "bld_roll_dropped",
        {"calendar": CALENDAR, "school": schools("A open open .", "B open open .", f"OLD open {last_day} B"), "roll": roll(*rows)},
        "child_key | month | stage | school_code\n1 | 2018-09 | primary | B",
        as_of="2018-09-30",
        month="2018-09",
    )  # fmt: skip


def test_a_school_that_closed_before_the_spring_term_is_of_that_term(engine):
    """Who did not come then had dropped out in the year before."""
    rows = ("2018-01 1 OLD", "2018-01 8 B", "2018-06 8 B", "2018-09 8 B")
    given = {"calendar": CALENDAR, "school": schools("B open open .", "OLD open 2018-01-31 B"), "roll": roll(*rows)}
    check(engine, "bld_roll_dropped", given, "child_key | month\n", as_of="2018-09-30", month="2018-09")


def test_the_dropout_rate_holds_a_child_of_a_school_that_closed_in_june(engine):
    rows = (
        "2018-06 1 OLD",
        "2018-06 2 OLD",
        *(f"{month} 8 B" for month in ("2018-06", "2018-07", "2018-08", "2018-09")),
        "2018-09 2 B",
    )
    check(
        engine,
        "msr_dropout_rate",
        {
            "calendar": CALENDAR,
            "school": schools("B open open .", "OLD open 2018-06-30 B"),
            "roll": roll(*rows),
            "area": "area_code | level | parent_code\n610830 | county | .\n610830100 | township | 610830",
            "case_event": """
                seq | recorded_at      | effective_on | child_key | case_no | event     | resulting_state | reason
                1   | 2018-09-05 09:00 | 2018-09-05   | 1         | K1      | opened    | suspected       | no_show
                2   | 2018-09-20 09:00 | 2018-09-20   | 1         | K1      | confirmed | dropped_out     | .
            """,
            "submission": "month | kind | school_code | due_on\n2018-09 | roll | B | 2018-10-08",
        },
        "area_code | stage | n | d | value\n"
        + "\n".join(f"{area} | {stage} | 1 | 1+2 | 0.333333" for area in ("610830", "610830100", "B") for stage in ("all", "primary")),
        as_of="2018-09-30",
        month="2018-09",
    )  # fmt: skip


AGAIN = schools("A open open .", "B open open .", "C open open .", "OLD open 2018-12-31 B", "OLD 2019-09-01 open .")


@pytest.mark.parametrize(
    ("rows", "answers"),
    [
        (("OLD open 2018-12-31 B", "OLD 2019-09-01 open ."), "OLD | B | 2019-01-01\nOLD | OLD | 2019-09-01"),
        # closed for a second time: by another school, and by none
        (
            ("OLD open 2018-12-31 B", "OLD 2019-09-01 2020-08-31 C"),
            "OLD | B | 2019-01-01\nOLD | OLD | 2019-09-01\nOLD | C | 2020-09-01",
        ),
        (("OLD open 2018-12-31 B", "OLD 2019-09-01 2020-08-31 ."), "OLD | B | 2019-01-01\nOLD | OLD | 2019-09-01"),
        # the successor closes for half a year, and then answers again
        (
            ("OLD open 2018-12-31 B", "B open 2019-02-28 C", "B 2019-09-01 open .", "C open open ."),
            "OLD | B | 2019-01-01\nOLD | C | 2019-03-01\nOLD | B | 2019-09-01\nB | C | 2019-03-01\nB | B | 2019-09-01",
        ),
        # the two change places
        (
            ("OLD open 2018-12-31 B", "OLD 2019-09-01 open .", "B open 2019-08-31 OLD"),
            "OLD | B | 2019-01-01\nOLD | OLD | 2019-09-01\nB | OLD | 2019-09-01",
        ),
    ],
)
def test_a_school_that_opens_again_answers_for_itself_again(engine, rows, answers):
    check(engine, "bld_school_heir", {"school": schools(*rows)}, f"school_code | heir_code | from_day\n{answers}")


@pytest.mark.parametrize(("as_of", "expect"), [("2018-12-31", ""), ("2019-08-31", "OLD | B"), ("2019-09-01", "")])
def test_the_successor_answers_while_the_school_is_closed(engine, as_of, expect):
    check(
        engine,
        "bld_school_heir_now",
        {"school": AGAIN},
        f"school_code | heir_code\n{expect}",
        as_of=as_of,
        month=as_of[:7],
    )


YEARS = calendar(
    date(2018, 9, 1), date(2019, 12, 31), ((date(2019, 1, 12), date(2019, 2, 24)), (date(2019, 7, 6), date(2019, 9, 1)))
)


def test_each_month_is_asked_of_the_school_that_answers_in_it(engine):
    """Of the second closing nobody; a successor that is closed itself answers for nobody until it opens again."""
    months = [f"2018-{m:02d}" for m in (12,)] + [f"2019-{m:02d}" for m in (1, 3, 8, 9, 11)]
    school = schools(
        "OLD open 2018-12-31 B", "OLD 2019-09-01 2019-10-31 .", "B open 2019-02-15 .", "B 2019-07-01 open ."
    )  # fmt: skip
    check(
        engine,
        "bld_heir_day",
        {"calendar": CALENDAR, "school": school, "roll": roll(*(f"{month} 1 C" for month in months))},
        """
        school_code | day        | heir_code
        OLD         | 2019-01-01 | B
        OLD         | 2019-03-01 | .
        OLD         | 2019-08-01 | B
        OLD         | 2019-11-01 | .
        B           | 2019-03-01 | .
        """,
        as_of="2019-11-30",
        month="2019-11",
    )


@pytest.mark.parametrize("school", [AGAIN, schools("B open open .", "OLD open 2018-12-31 B")])
def test_a_school_that_opens_again_has_lost_who_went_missing_in_between(engine, school):
    """1 is on no roll since December, 2 at the successor; when OLD opens again, or is known to, changes nothing."""
    rows = [
        "2018-12 1 OLD",
        "2018-12 2 OLD",
        *(f"2019-{m:02d} 2 B" for m in range(1, 6)),
        *(f"2019-{m:02d} 8 B" for m in range(1, 6)),
    ]
    due = [f"2019-{m:02d} | roll | B | 2019-{m + 1:02d}-05" for m in range(1, 6)]
    check(
        engine,
        "bld_suspicion_roll",
        {
            "calendar": YEARS,
            "school": school,
            "roll": roll(*rows),
            "submission": "month | kind | school_code | due_on\n" + "\n".join(due),
        },
        """
        child_key | reason   | first_day
        1         | vanished | 2019-01-01
        1         | no_show  | 2019-02-25
        """,
        as_of="2019-05-31",
        month="2019-05",
    )


def test_a_roll_of_a_closed_school_is_told_whatever_opened_later(engine):
    given = {"school": AGAIN, "roll": roll("2018-12 1 OLD", "2019-03 1 OLD", "2019-09 1 OLD")}
    for month, expect in (("2018-12", ""), ("2019-03", "1 | OLD | 2018-12-31"), ("2019-09", "")):
        check(
            engine,
            "chk_closed_school",
            given,
            f"child_key | school_code | since\n{expect}",
            month=month,
            as_of=f"{month}-28",
        )

"""Schools that close, hand on and open again: who answers for their pupils, and who of them is a pupil at the year's start."""

import pytest

from tests.facts.test_suspicion_roll import CALENDAR, roll
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

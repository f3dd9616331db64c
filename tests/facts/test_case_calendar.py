"""Which calendar the days of a case are counted by: that of the child's school and grade of the time, whatever it is by now."""

from datetime import date, timedelta

from tests.spec import check

SUMMER = (date(2019, 7, 6), date(2019, 9, 1))


def calendar(name: str, *off: tuple[str, str]) -> list[str]:
    """June to October 2019: weekdays outside the summer's holidays, less the days from and to of ``off``."""
    lines, number = [], 0
    for n in range(150):
        day = date(2019, 6, 1) + timedelta(n)
        works = day.weekday() < 5
        taught = works and not SUMMER[0] <= day <= SUMMER[1] and not any(a <= str(day) <= b for a, b in off)
        number += taught
        lines.append(f"{name} | {day} | {day:%Y-%m} | {str(taught).lower()} | {str(works).lower()} | {number} | 0")
    return lines


HEAD = "calendar_id | day | month | is_school_day | is_working_day | school_day_no | working_day_no"
CALENDAR = "\n".join([
    HEAD, *calendar("county"), *calendar("g8", ("2019-06-18", "2019-06-18")), *calendar("g9", ("2019-06-15", "2019-07-05"))
])  # fmt: skip
FOLLOWED = """
    school_code | grade | calendar_id | valid_from | valid_to
    S           | 8     | g8          | 2000-01-01 | 9999-12-31
    S           | 9     | g9          | 2000-01-01 | 9999-12-31
    T           | 9     | county      | 2000-01-01 | 2019-09-30
    T           | 9     | g9          | 2019-10-01 | 9999-12-31
"""
ROLL = """
    month   | child_key | class_key | school_code | stage  | grade
    2019-06 | 1         | C         | S           | junior | 8
    2019-07 | 1         | C         | S           | junior | 8
    2019-09 | 1         | C         | S           | junior | 9
    2019-10 | 1         | C         | S           | junior | 9
    2019-06 | 2         | C         | S           | junior | 8
    2019-09 | 2         | D         | T           | junior | 9
    2019-10 | 3         | E         | U           | junior | 8
"""
EVENTS = """
    seq | recorded_at      | effective_on | child_key | case_no | event   | resulting_state | reason | run_first_day | outcome
    1   | 2019-06-19 09:00 | 2019-06-19   | 1         | K1      | opened  | suspected       | run    | 2019-06-17    | .
    2   | 2019-06-25 09:00 | 2019-06-25   | 1         | K1      | cleared | cleared         | .      | .             | mark_error
    3   | 2019-06-19 09:00 | 2019-06-19   | 2         | K2      | opened  | suspected       | run    | 2019-06-17    | .
    4   | 2019-06-19 09:00 | 2019-06-19   | 3         | K3      | opened  | suspected       | run    | 2019-06-17    | .
    5   | 2019-06-19 09:00 | 2019-06-19   | 4         | K4      | opened  | suspected       | run    | 2019-06-17    | .
"""
SENT = "month | kind | school_code | due_on\n2019-09 | attendance | S | 2019-10-08"
GIVEN = {"calendar": CALENDAR, "school_calendar": FOLLOWED, "roll": ROLL, "case_event": EVENTS}


def marks(*runs: tuple[str, str, str]) -> str:
    """Sheets of child 1: a mark on every weekday from and to."""
    lines = ["month | school_code | class_key | child_key | day | origin | mark_am | mark_pm"]
    for first, last, mark in runs:
        day = date.fromisoformat(first)
        while str(day) <= last:
            if day.weekday() < 5:
                lines.append(f"{day:%Y-%m} | S | C | 1 | {day} | sheet | {mark} | {mark}")
            day += timedelta(1)
    return "\n".join(lines)


def closing(engine, marked: str, as_of: str, expected: str, roll: str = ROLL) -> None:
    seats = "child_key | month | class_key | school_code\n" + "\n".join(
        f"1 | 2019-{m} | C | S" for m in ("06", "07", "09", "10")
    )
    opened = [line for n, line in enumerate(EVENTS.strip().splitlines()) if n < 3]
    given = {
        **GIVEN,
        "roll": roll,
        "case_event": "\n".join(opened),
        "attendance": marked,
        "drv_child_run": seats,
        "submission": SENT,
    }
    check(engine, "fct_closing", given, f"case_no | closing_status\nK1 | {expected}", as_of=as_of, month=as_of[:7])


def test_a_child_follows_the_calendar_of_its_school_and_grade_of_the_time(engine):
    """Child 1 goes up at S; child 2 to a school that changes calendars; of U no calendar is known; child 4 was on no roll."""
    check(
        engine,
        "bld_case_calendar",
        GIVEN,
        """
        child_key | from_day   | to_day     | calendar_id
        1         | 2000-01-01 | 2019-08-31 | g8
        1         | 2019-09-01 | 9999-12-31 | g9
        2         | 2000-01-01 | 2019-08-31 | g8
        2         | 2019-09-01 | 2019-09-30 | county
        2         | 2019-10-01 | 9999-12-31 | g9
        3         | 1900-01-01 | 9999-12-31 | county
        4         | 1900-01-01 | 9999-12-31 | county
        """,
        as_of="2019-10-20",
        month="2019-10",
    )


def test_days_left_blank_stay_blank_when_the_child_goes_up_a_grade(engine):
    """In grade 9 there was no school in those days of June: that says nothing of the grade 8 of then."""
    blank = marks(
        ("2019-06-03", "2019-06-14", "P"), ("2019-06-20", "2019-07-05", "P"), ("2019-09-02", "2019-10-18", "P")
    )
    for as_of in ("2019-06-28", "2019-09-28", "2019-10-20"):
        closing(engine, blank, as_of, "closed_no_evidence")


def test_a_day_without_school_then_need_not_be_reported_later(engine):
    """Grade 8 of S had no school on the 18th of June; grade 9 of T, where the child goes in September, had."""
    told = marks(("2019-06-03", "2019-06-17", "P"), ("2019-06-19", "2019-07-05", "P"))
    moved = ROLL.replace("2019-09 | 1         | C         | S", "2019-09 | 1         | D         | T")
    for as_of in ("2019-06-28", "2019-09-28"):
        closing(engine, told, as_of, "closed_holding", moved)


def test_silence_since_a_closing_is_counted_in_the_school_days_of_then(engine):
    """Eight school days of grade 8 after the 25th of June, of which grade 9 had none; then those of autumn."""
    check(
        engine,
        "bld_case_after",
        {**GIVEN, "submission": SENT},
        "case_no | school_days_since | reported_days_since | silent_days\nK1 | 3+5+21+14 | 0 | 21",
        as_of="2019-10-20",
        month="2019-10",
    )


def test_a_deadline_goes_by_the_calendar_of_the_day_it_started(engine):
    """Three school days after the 19th of June, whatever the child's grade has been since."""
    for as_of in ("2019-06-30", "2019-10-20"):
        check(
            engine,
            "fct_duty",
            {**GIVEN, "case_event": "\n".join(EVENTS.strip().splitlines()[:2])},
            "case_no | state | due_on\nK1 | suspected | 2019-06-24",
            as_of=as_of,
            month=as_of[:7],
        )

"""开学报到: who is due, on which school day each was first seen, and what a silent class leaves unknown."""

from tests.facts.test_suspicion_roll import CALENDAR
from tests.spec import check

SCHOOL = """
    school_code | area_code | valid_from | valid_to
    A           | T1        | 2000-01-01 | 9999-12-31
    B           | T1        | 2000-01-01 | 9999-12-31
    C           | T1        | 2000-01-01 | 9999-12-31
"""
ROLL = "month | child_key | school_code | class_key | stage | grade | status | placement | carried_from\n"
MARK = "month | school_code | class_key | child_key | day | origin | mark_am | mark_pm\n"
TAKEN = "month | school_code | class_key | day | origin | taken\n"


def roll(*rows: str) -> str:
    """``month child school [grade [status [placement [carried]]]]``; a class of each school."""
    lines = []
    for row in rows:
        month, child, school, *rest = row.split()
        grade, status, placement, carried = rest + ["3", "01", "ordinary", "."][len(rest) :]
        lines.append(
            f"{month} | {child} | {school} | {school}1 | primary | {grade} | {status} | {placement} | {carried}"
        )
    return ROLL + "\n".join(lines)


def marks(*rows: str) -> str:
    """``child school day am [pm]``, of September."""
    lines = []
    for row in rows:
        child, school, day, am, *rest = row.split()
        lines.append(
            f"2018-09 | {school} | {school}1 | {child} | 2018-09-{day} | sheet | {am} | {rest[0] if rest else am}"
        )
    return MARK + "\n".join(lines)


def taken(school: str, *days: str) -> str:
    return TAKEN + "\n".join(f"2018-09 | {school} | {school}1 | 2018-09-{day} | sheet | true" for day in days)


def started(engine, expect: str, as_of: str = "2018-09-07", **given: str) -> None:
    check(engine, "fct_term_start", given={"calendar": CALENDAR, "school": SCHOOL, **given}, expect=expect,
          month="2018-09", as_of=as_of)  # fmt: skip


def test_each_pupil_is_seen_on_the_first_day_with_a_present_half(engine):
    """1 at once, 2 on the third day, 3 came in the afternoon of the second, 4 is on leave, 5 was never seen, 6 is taught
    at home and 7 suspended; 8 was on leave first and then missed."""
    started(
        engine,
        """
            child_key | state        | reported_no | reported_on | is_on_roll
            1         | reported     | 1           | 2018-09-03  | 1
            2         | reported     | 3           | 2018-09-05  | 1
            3         | reported     | 2           | 2018-09-04  | 1
            4         | on_leave     | .           | .           | 1
            5         | not_reported | .           | .           | 1
            8         | not_reported | .           | .           | 1
        """,
        roll=roll(*(f"2018-09 {child} A" for child in (1, 2, 3, 4, 5, 8)), "2018-09 6 A 3 01 home", "2018-09 7 A 3 02"),
        attendance=marks(
            "1 A 03 P", "2 A 03 A", "2 A 04 A", "2 A 05 L", "3 A 03 A", "3 A 04 A P", "4 A 03 S", "4 A 05 R", "5 A 03 A",
            "5 A 05 A", "8 A 03 S", "8 A 05 A",
        ),
        class_day=taken("A", "03", "04", "05"),
    )  # fmt: skip


def test_not_reported_is_neither_seen_nor_missing(engine):
    """B sent a roll and no day; C sent nothing and its roll is carried: grade 6 and 9 of a carried roll are not due."""
    started(
        engine,
        "child_key | school_code | state | class_no\n1 | B | unreported | .\n2 | C | unreported | .",
        roll=roll("2018-08 2 C 3", "2018-09 1 B", "2018-09 2 C 3 01 ordinary 2018-08",
                  "2018-09 3 C 6 01 ordinary 2018-08"),
    )  # fmt: skip


def test_who_is_on_no_roll_is_due_where_he_comes_from_until_somebody_acts(engine):
    """1 and 2 were on A's roll in summer and are on none in September; 2 was verified on the fifth day. By 10 September
    the days of 1 have run out; 3 is at school elsewhere with proof by the register, so was not due."""
    rolls = roll(*(f"2018-08 {child} A 3" for child in (1, 2, 3)), "2018-09 9 A")
    events = "seq | child_key | effective_on | case_no | event | resulting_state\n1 | 1 | 2018-09-05 | K1 | opened | suspected\n2 | 2 | 2018-09-07 | K2 | verified | verified"
    for as_of, overdue in (("2018-09-10", 0), ("2018-09-11", 1)):
        started(
            engine,
            f"""
                child_key | state        | is_on_roll | verify_on  | verified_on | is_overdue
                1         | not_reported | 0          | 2018-09-10 | .           | {overdue}
                2         | not_reported | 0          | 2018-09-10 | 2018-09-07  | 0
                9         | reported     | 1          | 2018-09-10 | .           | 0
            """,
            as_of=as_of,
            roll=rolls,
            attendance=marks("9 A 03 P"),
            class_day=taken("A", "03"),
            case_event=events,
            submission="month | kind | school_code | state | due_on\n2018-08 | roll | A | received | 2018-09-03",
            area="area_code | level | parent_code | name\n610830100201 | village | 610830100 | 村",
            children="month | child_key | village_code | whereabouts | birth_month | proof | proof_on\n2018-09 | 3 | 610830100201 | outside | 2009-03 | register | 2018-09-01",
        )  # fmt: skip


def test_a_pupil_who_comes_after_the_days_watched_is_seen_by_the_runs(engine):
    started(
        engine,
        "child_key | state | reported_no\n1 | reported | .",
        as_of="2018-10-20",
        roll=roll("2018-09 1 A", "2018-10 1 A"),
        attendance=marks("1 A 03 A"),
        class_day=taken("A", "03"),
        drv_child_run="child_key | school_code | month | last_present\n1 | A | 2018-10 | 2018-10-15",
    )


def test_before_the_first_day_nobody_is_due(engine):
    started(engine, "child_key | state", as_of="2018-09-02", roll=roll("2018-08 1 A"))


def test_pupils_of_a_closed_school_are_not_reported_where_its_successor_has_not_told_of_their_grade(engine):
    """OLD closed into B, whose grade 1 came first: 1 is awaited there, unreported; 2 sits in A by its roll, 3 was taught at
    home, so is not awaited; 4 finished grade 6. Once B sends grade 4 without 1 and 3, no roll holds them: they are missing."""
    old = ("2018-08 1 OLD", "2018-08 2 OLD", "2018-08 3 OLD 3 01 home", "2018-08 4 OLD 6")
    given = {
        "school": SCHOOL + "    OLD | T1 | 2000-01-01 | 2018-08-31 | B\n",
        "submission": "month | kind | school_code | state | due_on\n2018-09 | roll | B | received | 2018-10-08",
        "attendance": marks("8 B 03 P", "2 A 03 P"),
        "class_day": taken("A", "03") + "\n" + taken("B", "03").removeprefix(TAKEN),
    }
    given["school"] = (
        given["school"].replace("valid_to\n", "valid_to   | successor_code\n").replace("9999-12-31", "9999-12-31 | .")
    )
    rolls = (*old, "2018-09 2 A 4", "2018-09 8 B 1")
    reported = "\n2 | A | reported | 1 | 1\n8 | B | reported | 1 | 1"
    head = "child_key | school_code | state | is_on_roll | class_no\n"
    started(engine, head + "1 | B | unreported | 0 | ." + reported, roll=roll(*rolls), as_of="2018-09-04", **given)
    started(engine, head + "1 | B | unreported | 0 | ." + reported, roll=roll(*rolls), as_of="2018-09-20", **given)
    told = roll(*rolls, "2018-09 9 B 4")
    missing = (
        head
        + "1 | OLD | not_reported | 0 | 1\n3 | OLD | not_reported | 0 | 1"
        + reported
        + "\n9 | B | not_reported | 1 | 1"
    )
    started(
        engine,
        missing,
        roll=told,
        as_of="2018-09-20",
        **given | {"attendance": marks("8 B 03 P", "2 A 03 P", "9 B 03 A")},
    )

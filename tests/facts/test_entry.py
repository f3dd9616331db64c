"""Grade 1 against the household register: every child who turns six once, and pupils whom no register knows."""

from tests.facts.test_suspicion_roll import CALENDAR
from tests.spec import check

SUBMISSION = "month | kind | school_code | state | due_on\n2018-09 | roll | P | received | 2018-10-08"
AREA = """
    area_code    | level    | parent_code | name
    610830       | county   | .           | 县
    610830100    | township | 610830      | 镇
    610830100201 | village  | 610830100   | 王家坪村
    610830100202 | village  | 610830100   | 李家沟村
"""
ROLL = "month | child_key | school_code | class_key | stage | grade | birth_month | status | placement | household_area | carried_from\n"


def register(*rows: str) -> str:
    """``child said [born [school [proof_on [disabled]]]]``, all of village 201."""
    lines = []
    for row in rows:
        child, said, *rest = row.split()
        born, school, on, disabled = rest + ["2012-03", ".", ".", "."][len(rest) :]
        proof = "register" if on != "." else "."
        lines.append(f"2018-09 | {child} | 610830100201 | {said} | {born} | {school} | {proof} | {on} | {disabled}")
    return (
        "month | child_key | village_code | whereabouts | birth_month | school_code | proof | proof_on | is_disabled\n"
        + "\n".join(lines)
    )


def roll(*rows: str) -> str:
    """``child school grade [placement [area [stage [carried]]]]``."""
    lines = []
    for row in rows:
        child, school, grade, *rest = row.split()
        placement, area, stage, carried = rest + ["ordinary", "610830100201", "primary", "."][len(rest) :]
        lines.append(
            f"2018-09 | {child} | {school} | {school}{grade} | {stage} | {grade} | 2012-03 | 01 | {placement} | {area} | {carried}"
        )
    return ROLL + "\n".join(lines)


def entering(engine, expect: str, children: str, rolls: str, as_of: str = "2018-09-30", **more: str) -> None:
    check(
        engine,
        "fct_entry",
        given={
            "calendar": CALENDAR, "submission": SUBMISSION, "area": AREA, "children": children, "roll": rolls,
            "school": "school_code | area_code\nP | 610830100\nZ | 610830100",
        } | more,
        expect=expect,
        month=as_of[:7],
        as_of=as_of,
    )  # fmt: skip


def test_the_register_is_held_against_the_rolls_child_by_child(engine):
    """9 and 10 are a month too young and too old; 11 is in a school that has sent nothing, 12 in one that has."""
    entering(
        engine,
        """
            child_key | term              | line      | unit_code
            1         | enrolled_here     | household | 610830100201
            2         | kindergarten      | household | 610830100201
            3         | home_teaching     | household | 610830100201
            4         | elsewhere_proved  | household | 610830100201
            5         | elsewhere_pending | household | 610830100201
            6         | not_enrolled      | household | 610830100201
            7         | may_wait          | household | 610830100201
            8         | not_enrolled      | household | 610830100201
            11        | unreported        | household | 610830100201
            12        | not_enrolled      | household | 610830100201
        """,
        register(
            "1 county", "2 none", "3 county", "4 outside 2012-08 . 2018-09-03", "5 province", "6 none", "7 none 2012-03 . . true",
            "8 unknown", "9 none 2012-09", "10 none 2011-08", "11 county 2012-03 Z", "12 county 2011-09 P",
        ),
        roll("1 P 1", "2 P 1 ordinary 610830100201 kindergarten", "3 P 1 home"),
    )  # fmt: skip


def test_a_school_that_sent_another_class_has_turned_nobody_away(engine):
    """12 is of P by the register's word; P has sent grade 5 alone. Once the roll is due, one of which no class is carried forward tells
    that there is no grade 1."""
    word, fifth = register("12 county 2012-03 P"), roll("50 P 5")
    due = SUBMISSION.replace("2018-10-08", "2018-09-29")
    waits = "child_key | term\n12 | unreported"
    entering(engine, waits, word, fifth)
    entering(engine, "child_key | term\n12 | not_enrolled", word, fifth, submission=due)
    entering(engine, "child_key | term\n12 | not_enrolled\n1 | register_gap", word, roll("50 P 5", "1 P 1"))
    entering(engine, waits, word, roll("50 P 5", "51 P 4 ordinary 610830100201 primary 2018-06"), submission=due)


def test_pupils_of_grade_one_on_no_register_stand_beside_by_school(engine):
    """Another county's child; one whom village 201 forgot; one of village 202, which never sent a register."""
    entering(
        engine,
        """
            child_key | term            | line      | unit_code
            1         | enrolled_here   | household | 610830100201
            2         | incoming        | student   | P
            3         | register_gap    | student   | P
            4         | register_unsent | student   | P
            5         | register_gap    | student   | P
        """,
        register("1 county"),
        roll(
            "1 P 1", "2 P 1 ordinary outside", "3 P 1", "4 P 1 ordinary 610830100202", "5 P 1 ordinary .", "6 P 2"
        ),
    )  # fmt: skip


def test_an_approved_deferral_holds_until_its_last_day(engine):
    span = "case_no | child_key | seq | effective_on | is_open | state\nK1 | 1 | 2 | 2018-09-12 | 0 | cleared"
    event = (
        "seq | child_key | case_no | effective_on | event | resulting_state | outcome | promise_on\n"
        "2 | 1 | K1 | 2018-09-12 | cleared | cleared | suspension | {until}"
    )
    for until, term in (("2019-08-31", "deferred"), ("2018-09-30", "deferred"), ("2018-09-29", "not_enrolled")):
        entering(engine, f"child_key | term\n1 | {term}", register("1 none"), roll("9 P 2"),
                 fct_case_span=span, case_event=event.format(until=until))  # fmt: skip


def test_after_the_date_who_is_elsewhere_unproved_is_unverified(engine):
    check_rows = register("1 outside").replace("2018-09", "2018-10")
    entering(engine, "child_key | term | due_on\n1 | unverified | 2018-10-15", check_rows,
             ROLL + "2018-10 | 9 | P | P1 | primary | 2 | 2010-03 | 01 | ordinary | . | .", as_of="2018-10-16")  # fmt: skip


def test_a_register_that_names_a_closed_school_waits_for_its_successor(engine):
    """OLD closed into P, GONE without a successor, LAST into Z, which has told of no grade 1; Y closes in November."""
    schools = """
        school_code | area_code | valid_from | valid_to   | successor_code
        P           | 610830100 | 2000-01-01 | 9999-12-31 | .
        Z           | 610830100 | 2000-01-01 | 9999-12-31 | .
        OLD         | 610830100 | 2000-01-01 | 2018-08-31 | P
        GONE        | 610830100 | 2000-01-01 | 2018-08-31 | .
        LAST        | 610830100 | 2000-01-01 | 2018-08-31 | Z
        Y           | 610830100 | 2000-01-01 | 2018-11-30 | P
    """
    entering(
        engine,
        """
            child_key | term
            1         | not_enrolled
            2         | not_enrolled
            3         | unreported
            4         | unreported
            50        | register_gap
        """,
        register(*(f"{n} county 2012-03 {code}" for n, code in enumerate(("OLD", "GONE", "LAST", "Y"), 1))),
        roll("50 P 1"),
        school=schools,
    )

"""Where each child of school age is: roll first, then the register with a proof of the term, then nothing is assumed."""

import pytest

from tests.facts.test_suspicion_roll import CALENDAR, THRESHOLD
from tests.spec import check

SUBMISSION = "month | kind | school_code | state | due_on\n2018-03 | roll | S1 | received | 2018-04-03"
AREA = """
    area_code    | level    | parent_code | name
    610830       | county   | .           | 清涧县
    610830100    | township | 610830      | 宽州镇
    610830100201 | village  | 610830100   | 王家坪村
    610830100202 | village  | 610830100   | 李家沟村
"""
ROLL = (
    "month | child_key | school_code | class_key | stage | grade | birth_month | status | placement | household_area\n"
)
NOBODY = ROLL + "2017-12 | 99 | S1 | S1-P2013-01 | primary | 5 | 1999-03 | 10 | ordinary | ."
REGISTER = "month | child_key | village_code | whereabouts | birth_month | grade | proof | proof_on\n"
CHECKS = "seq | effective_on | child_key | step | result | proof\n"


def register(*rows: str) -> str:
    """``child whereabouts [proof proof_on [month [born [grade]]]]``, blanks as dots."""
    lines = []
    for row in rows:
        child, said, *rest = row.split()
        proof, on, month, born, grade = rest + [".", ".", "2018-12", "2008-03", "5"][len(rest) :]
        lines.append(f"{month} | {child} | 610830100201 | {said} | {born} | {grade} | {proof} | {on}")
    return REGISTER + "\n".join(lines)


def roll(*rows: str) -> str:
    """``child status [placement [month [grade [born [area]]]]]``."""
    lines = []
    for row in rows:
        child, status, *rest = row.split()
        placement, month, grade, born, area = (
            rest + ["ordinary", "2018-12", "5", "2008-03", "610830100202"][len(rest) :]
        )
        stage = "junior" if grade in "789" else "primary"
        lines.append(
            f"{month} | {child} | S1 | S1-P2013-01 | {stage} | {grade} | {born} | {status} | {placement} | {area}"
        )
    return ROLL + "\n".join(lines)


def placed(engine, expect: str, children: str, rolls: str = NOBODY, as_of: str = "2018-12-20", **more: str) -> None:
    check(
        engine,
        "fct_whereabouts",
        given={
            "calendar": CALENDAR, "submission": SUBMISSION, "area": AREA, "children": children, "roll": rolls, **more
        },
        expect=expect,
        month=as_of[:7],
        as_of=as_of,
    )  # fmt: skip


def test_the_roll_says_first_and_the_register_for_the_others(engine):
    """In the county by a roll although the village says otherwise; the village's word alone proves nobody here.
    Child 7 belongs to another county; 10 left the roll and stands on no register; 11 is over age."""
    placed(
        engine,
        """
            child_key | month   | whereabouts    | household_unit
            5         | 2018-09 | in_county      | 610830100202
            1         | 2018-12 | in_county      | 610830100201
            2         | 2018-12 | home_teaching  | 610830100201
            3         | 2018-12 | suspended      | 610830100201
            4         | 2018-12 | out_of_school  | 610830100201
            5         | 2018-12 | out_of_school  | 610830100201
            6         | 2018-12 | unverified     | 610830100201
            8         | 2018-12 | never_enrolled | 610830100201
            9         | 2018-12 | unverified     | 610830100201
            12        | 2018-12 | in_county      | unknown
        """,
        register("1 none", "2 county", "3 county", "4 none", "5 none", "6 county", "8 none", "9 unknown",
                 "11 none . . 2018-12 2001-01"),
        roll("1 01", "2 01 home", "3 02", "4 06", "5 01 ordinary 2018-09", "7 01 ordinary 2018-12 5 2008-03 outside",
             "10 10", "12 01 ordinary 2018-12 5 2008-03 ."),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("until", "again", "state"),
    [("2019-08-31", "", "suspended"), ("2018-12-20", "", "suspended"), ("2018-12-19", "", "never_enrolled"),
     (".", "", "suspended"), ("2019-08-31", "3 | 1 | K2 | 2018-12-03 | 1 | suspected", "never_enrolled")],
)  # fmt: skip
def test_an_approved_deferral_is_a_suspension_while_it_is_in_force(engine, until, again, state):
    """On no roll, closed as 缓学: to its last day (without one the maximum), never beyond the child's next case."""
    spans = "seq | child_key | case_no | effective_on | is_open | state\n2 | 1 | K1 | 2018-09-12 | 0 | cleared\n"
    events = (
        "seq | child_key | case_no | effective_on | event | resulting_state | outcome | promise_on\n"
        f"2 | 1 | K1 | 2018-09-12 | cleared | cleared | suspension | {until}"
    )
    placed(
        engine, f"child_key | month | whereabouts\n1 | 2018-12 | {state}", register("1 none"), threshold=THRESHOLD,
        fct_case_span=spans + again, case_event=events,
    )  # fmt: skip


@pytest.mark.parametrize(
    "as_of, on, state",
    [
        ("2018-10-15", ".", "elsewhere_pending"),
        ("2018-10-16", ".", "unverified"),
        ("2018-12-20", "2018-09-20", "elsewhere_proved"),
        ("2018-12-20", "2018-07-01", "elsewhere_proved"),
        ("2018-12-20", "2018-06-30", "unverified"),
        ("2018-10-10", "2018-06-30", "elsewhere_pending"),
        ("2018-12-20", "2018-12-21", "unverified"),
        ("2018-12-20", "2018-12-20", "elsewhere_proved"),
        ("2018-04-15", "2018-01-31", "elsewhere_pending"),
        ("2018-04-16", "2018-01-31", "unverified"),
        ("2018-04-16", "2018-02-01", "elsewhere_proved"),
        ("2018-08-31", "2018-03-02", "elsewhere_proved"),
        ("2018-09-01", "2018-03-02", "elsewhere_pending"),
    ],
)
def test_a_proof_counts_in_its_term_and_without_one_the_date_decides(engine, as_of, on, state):
    proof = "." if on == "." else "certificate"
    placed(
        engine, f"child_key | whereabouts\n1 | {state}", register(f"1 outside {proof} {on} {as_of[:7]}"), as_of=as_of
    )


@pytest.mark.parametrize("said", ["province", "outside", "abroad"])
def test_every_place_beyond_the_county_needs_a_dated_proof(engine, said):
    placed(
        engine,
        "child_key | whereabouts | proved_on\n1 | elsewhere_proved | 2018-09-20\n2 | unverified | .",
        register(f"1 {said} register 2018-09-20", f"2 {said} guardian ."),
    )


@pytest.mark.parametrize(
    "acts, state",
    [
        (["1 2018-10-20 1 checked confirmed certificate"], "elsewhere_proved"),
        (["1 2018-10-20 1 checked unreached ."], "unverified"),
        (["1 2018-10-20 1 reviewed confirmed .", "2 2018-11-02 1 called_back refuted ."], "unverified"),
        (["1 2018-10-20 1 reviewed refuted .", "2 2018-11-02 1 checked confirmed register"], "elsewhere_proved"),
        (["1 2018-10-20 1 reviewed confirmed .", "2 2018-10-20 1 called_back refuted ."], "unverified"),
        (["1 2018-06-20 1 checked confirmed register"], "unverified"),
        (["1 2018-12-21 1 checked confirmed register"], "unverified"),
        (["2000000 2018-10-20 1 checked confirmed register"], "unverified"),
    ],
)
def test_an_act_proves_from_its_day_and_a_later_refutation_outweighs(engine, acts, state):
    """Of an earlier term, of a later day, or numbered above the ledger number asked for: as if it were not."""
    drawn = CHECKS + "\n".join(" | ".join(act.split()) for act in acts)
    placed(engine, f"child_key | whereabouts\n1 | {state}", register("1 outside"), whereabouts_check=drawn)


def test_a_refutation_counts_before_the_date_too(engine):
    acts = CHECKS + "1 | 2018-09-20 | 1 | reviewed | refuted | ."
    placed(engine, "child_key | whereabouts\n1 | unverified", register("1 outside certificate 2018-09-10 2018-09"),
           as_of="2018-09-30", whereabouts_check=acts)  # fmt: skip


def test_who_finished_grade_nine_is_out_of_both_by_the_roll_or_by_age(engine):
    """1 was in grade 9 in June; 2 graduated in July; 3 by the village's word at 15; 4 by its word at 12 is not proven;
    5 was lost in grade 9; 6 repeats grade 9; 7 goes on in grade 8, though the village calls it finished."""
    placed(
        engine,
        """
            child_key | month   | whereabouts
            1         | 2018-06 | in_county
            6         | 2018-06 | in_county
            5         | 2018-06 | out_of_school
            1         | 2018-12 | finished
            2         | 2018-12 | finished
            3         | 2018-12 | finished
            4         | 2018-12 | unverified
            5         | 2018-12 | out_of_school
            6         | 2018-12 | in_county
            7         | 2018-12 | in_county
        """,
        register("1 none . . 2018-12 2003-03", "2 county . . 2018-12 2003-03", "3 finished . . 2018-12 2003-08",
                 "4 finished . . 2018-12 2006-03", "5 none . . 2018-12 2003-03", "7 finished . . 2018-12 2004-03"),
        roll("1 01 ordinary 2018-06 9 2003-03", "2 07 ordinary 2018-07 9 2003-03", "5 06 ordinary 2018-06 9 2003-03",
             "6 01 ordinary 2018-06 9 2003-03", "6 01 ordinary 2018-12 9 2003-03", "7 01 ordinary 2018-12 8 2004-03"),
    )  # fmt: skip


def suspected(engine, expect: str, children: str, rolls: str = NOBODY, as_of: str = "2018-12-20", **more: str) -> None:
    check(
        engine,
        "bld_suspicion_household",
        given={
            "calendar": CALENDAR, "submission": SUBMISSION, "area": AREA, "children": children, "roll": rolls, **more
        },
        expect="child_key | reason | first_day | reached_on\n" + expect,
        month=as_of[:7],
        as_of=as_of,
    )  # fmt: skip


def test_suspected_are_the_unverified_after_the_date_the_unknown_and_those_the_village_reports(engine):
    """5 is proved, 6 sits in a class; 7 was unknown in October, found in November, unknown again since December."""
    suspected(
        engine,
        """
            1 | unverified       | 2018-10-15 | 2018-10-16
            2 | unverified       | 2018-10-15 | 2018-10-16
            3 | no_record        | 2018-11-01 | 2018-11-01
            4 | village_reported | 2018-12-01 | 2018-12-01
            7 | no_record        | 2018-12-01 | 2018-12-01
        """,
        register("1 outside", "2 county", "3 unknown", "3 unknown . . 2018-11", "4 none", "5 outside register 2018-09-03",
                 "6 none", "7 unknown", "7 outside register 2018-09-03 2018-11", "7 unknown . . 2018-10"),
        roll("6 01"),
    )  # fmt: skip


def test_who_left_a_roll_is_judged_by_the_rolls_reasons_and_not_by_the_registers_old_word(engine):
    """Transferred out in November, 在县内 by the register: 30 days to be received run; said to be unknown, nobody waits."""
    rolls = roll("1 01 ordinary 2018-11", "1 10", "2 01 ordinary 2018-11", "2 10")
    suspected(
        engine,
        "2 | no_record | 2018-12-01 | 2018-12-01",
        register("1 county", "2 county . . 2018-11", "2 unknown"),
        rolls,
    )


def test_before_the_date_nobody_is_suspected_of_being_elsewhere(engine):
    children = register("1 outside . . 2018-10", "2 county . . 2018-10", "3 unknown . . 2018-10")
    suspected(engine, "3 | no_record | 2018-10-01 | 2018-10-01", children, as_of="2018-10-15")
    suspected(
        engine,
        "1 | unverified | 2018-10-15 | 2018-10-16\n2 | unverified | 2018-10-15 | 2018-10-16\n3 | no_record | 2018-10-01 | 2018-10-01",
        children,
        as_of="2018-10-16",
    )


def test_a_refuted_place_is_suspected_from_that_day(engine):
    suspected(
        engine,
        "1 | unverified | 2018-11-02 | 2018-11-02",
        register("1 outside register 2018-09-03"),
        whereabouts_check=CHECKS + "1 | 2018-11-02 | 1 | called_back | refuted | .",
    )


def test_what_a_closing_answered_is_not_found_again_until_the_next_term(engine):
    span = "case_no | child_key | seq | effective_on | is_open | state\nK1 | 1 | 2 | 2018-11-20 | 0 | closed"
    events = "seq | child_key | case_no | effective_on | event | resulting_state | outcome\n2 | 1 | K1 | 2018-11-20 | closed | closed | elsewhere"
    suspected(engine, "", register("1 outside"), fct_case_span=span, case_event=events)


def test_a_deferral_that_ended_is_the_same_spell_unless_the_child_sat_in_a_class_since(engine):
    """Out of school by the village's word from September to December; 缓学 from 12 September to 31 October, whose end wakes
    the case. Child 2 sat in a class in November: out of school since is another matter."""
    months = ("2018-09", "2018-10", "2018-11", "2018-12")
    span = "seq | child_key | case_no | effective_on | is_open | state\n2 | 1 | K1 | 2018-09-12 | 0 | cleared\n3 | 2 | K2 | 2018-09-12 | 0 | cleared"
    events = (
        "seq | child_key | case_no | effective_on | event | resulting_state | outcome | promise_on\n"
        "2 | 1 | K1 | 2018-09-12 | cleared | cleared | suspension | 2018-10-31\n"
        "3 | 2 | K2 | 2018-09-12 | cleared | cleared | suspension | 2018-10-31"
    )
    suspected(
        engine,
        "2 | village_reported | 2018-12-01 | 2018-12-01",
        register(*(f"{child} none . . {month}" for child in (1, 2) for month in months)),
        roll("2 01 ordinary 2018-11", "99 01 ordinary 2018-12"),
        fct_case_span=span,
        case_event=events,
    )


def test_a_proof_stands_until_the_date_of_the_next_term_and_falls_with_a_call_back(engine):
    """Proved in the term; only before, within the time (2) and past it (3); refuted after (4) and before the proof (5); a
    refusal without a proof (6); never proved (7); the newest month that holds the child speaks, not an older one (8)."""
    check(
        engine,
        "bld_proved_elsewhere",
        given={
            "bld_verified": """
                child_key | month   | due_on     | judged_on  | proved_on  | refuted_on
                1         | 2018-12 | 2018-10-15 | 2018-12-20 | 2018-09-20 | .
                2         | 2018-04 | 2018-04-15 | 2018-04-30 | 2018-03-20 | .
                2         | 2018-09 | 2018-10-15 | 2018-09-30 | .          | .
                3         | 2018-04 | 2018-04-15 | 2018-04-30 | 2018-03-20 | .
                3         | 2018-12 | 2018-10-15 | 2018-12-20 | .          | .
                4         | 2018-12 | 2018-10-15 | 2018-12-20 | 2018-09-20 | 2018-11-20
                5         | 2018-12 | 2018-10-15 | 2018-12-20 | 2018-11-20 | 2018-09-20
                6         | 2018-12 | 2018-10-15 | 2018-12-20 | .          | 2018-11-20
                7         | 2018-09 | 2018-10-15 | 2018-09-30 | .          | .
                8         | 2018-11 | 2018-10-15 | 2018-11-30 | 2018-09-20 | .
                8         | 2018-12 | 2018-10-15 | 2018-12-20 | 2018-09-20 | 2018-12-03
            """
        },
        expect="child_key | is_proved\n1 | 1\n2 | 1\n3 | 0\n4 | 0\n5 | 1\n6 | 0\n7 | 0\n8 | 0",
    )

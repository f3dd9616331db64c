"""Before a roll is due, a child is missed only where no class that may hold it, and no row that may be it, can still come."""

from datetime import date

from tests.facts import test_entry, test_handover
from tests.facts.test_suspicion_roll import CALENDAR, HEAD, SCHOOL, SUMMER, calendar
from tests.spec import check

SCHOOLS = SCHOOL.replace("OLD         | 2000-01-01 | 2018-08-31", "OLD         | 2000-01-01 | 2018-07-31")
AUTUMN = calendar(date(2018, 8, 1), date(2018, 12, 31), (SUMMER,))
DUE = "2018-10-08"


def roll(*rows: str) -> str:
    """``month child school class [carried]``: the class is ``41`` for 4(1), without a grade ``x1``; all are at school."""
    lines = []
    for row in rows:
        month, child, school, name, *rest = row.split()
        grade = name[0] if name[0].isdigit() else "."
        stage = "." if grade == "." else "junior" if int(grade) > 6 else "primary"
        entered = int(month[:4]) - (int(name[0]) if name[0].isdigit() else 0) + (month[5:] >= "09")
        lines.append(
            f"{month} | {child} | {school} | {school}{entered}{name[1:]} | {stage.replace('.', 'special')} | {grade} | 01 | . | . | . | {(rest or ['.'])[0]}"
        )
    return HEAD + "\n".join(lines)


def submission(waiting: int = 0, months: tuple[str, ...] = ("2018-09",)) -> str:
    head = "month | kind | school_code | state | due_on | rows_waiting\n"
    return head + "\n".join(
        f"{m} | roll | {s} | received | {DUE} | {waiting}" for m in months for s in ("A", "B", "J", "P")
    )


def suspected(engine, rows: tuple[str, ...], children: str, as_of: str = "2018-09-10", waiting: int = 0) -> None:
    """Those of ``children`` did not report, nobody else is suspected of anything."""
    expect = "".join(f"{child} | no_show | 2018-09-03 | 2018-09-05\n" for child in children)
    check(engine, "bld_suspicion_roll",
          given={"calendar": CALENDAR, "school": SCHOOLS, "roll": roll(*rows), "submission": submission(waiting)},
          expect="child_key | reason | first_day | reached_on\n" + expect, month=as_of[:7], as_of=as_of)  # fmt: skip


def placed(engine, rows: tuple[str, ...], expect: str, as_of: str = "2018-09-10") -> None:
    check(engine, "fct_term_start",
          given={"calendar": AUTUMN, "school": SCHOOLS, "roll": roll(*rows), "submission": submission()},
          expect="child_key | school_code | state | is_on_roll\n" + expect, month=as_of[:7], as_of=as_of)  # fmt: skip


REMIXED = ("2018-06 1 B 31", "2018-06 2 B 31", "2018-06 3 B 32", "2018-06 4 B 41", "2018-09 2 B 41")
"""1 was in 3(1), and is not in 4(1), which was sent."""


def test_a_pupil_whose_classes_were_mixed_anew_is_awaited_until_the_other_class_of_its_grade_is_sent(engine):
    carried = (*REMIXED, "2018-09 3 B 42 2018-06", "2018-09 4 B 51 2018-06")
    for as_of in ("2018-09-10", DUE):
        suspected(engine, carried, "", as_of=as_of)
    placed(
        engine,
        carried,
        "1 | B | unreported | 0\n2 | B | unreported | 1\n3 | B | unreported | 1\n4 | B | unreported | 1",
    )
    suspected(engine, carried, "1", as_of="2018-10-09")
    suspected(engine, (*REMIXED, "2018-09 3 B 42", "2018-09 4 B 51 2018-06"), "1")
    suspected(engine, (*REMIXED, "2018-09 3 B 42", "2018-09 1 B 42", "2018-09 4 B 51 2018-06"), "")


def test_who_sends_the_whole_book_is_judged_at_once_also_of_a_grade_that_is_no_more(engine):
    """1 has no class of its grade any more, 5 never had a grade; B's other classes were all sent."""
    rows = ("2018-06 1 B 31", "2018-06 5 B x1", "2018-06 4 B 41", "2018-09 4 B 51")
    suspected(engine, rows, "15")
    suspected(engine, (*rows, "2018-06 6 B 51", "2018-09 6 B 61 2018-06"), "5")  # any class tells of who has no grade
    suspected(engine, (*rows, "2018-06 6 B 51", "2018-09 6 B 61 2018-06"), "15", as_of="2018-10-09")


def test_a_row_that_waits_may_be_any_child_until_the_roll_is_due(engine):
    rows = (*REMIXED, "2018-09 3 B 42", "2018-09 4 B 51")
    suspected(engine, rows, "1")
    for as_of in ("2018-09-10", DUE):
        suspected(engine, rows, "", as_of=as_of, waiting=1)
    suspected(engine, rows, "1", as_of="2018-10-09", waiting=1)


def test_of_a_grade_taken_over_nobody_knows_the_classes_so_the_whole_roll_tells(engine):
    """OLD's 1 and 2 are of grade 4 at B, whose own classes of it were both sent; a third may come as long as 5(1) has not."""
    rows = (
        "2018-06 1 OLD 31",
        "2018-06 2 OLD 31",
        "2018-06 3 B 31",
        "2018-06 4 B 41",
        "2018-06 7 B 32",
        "2018-09 3 B 41",
    )
    for carried in (("2018-09 7 B 42 2018-06", "2018-09 4 B 51"), ("2018-09 7 B 42", "2018-09 4 B 51 2018-06")):
        suspected(engine, (*rows, *carried), "")
        suspected(engine, (*rows, *carried), "12", as_of="2018-10-09")
    suspected(engine, (*rows, "2018-09 7 B 42", "2018-09 4 B 51", "2018-09 2 B 43"), "1")


def test_a_junior_school_that_sent_one_class_of_its_new_pupils_may_have_another(engine):
    rows = ("2018-06 1 P 61", "2018-06 2 P 61", "2018-06 90 J 71", "2018-06 91 J 81", "2018-06 50 P 41", "2018-09 50 P 51",
            "2018-09 2 J 71", "2018-09 90 J 81")  # fmt: skip
    school = "school_code | area_code\nP | T1\nJ | T1"

    def handed_over(rolls: tuple[str, ...], term: str, as_of: str = "2018-09-10", waiting: int = 0) -> None:
        given = {"calendar": CALENDAR, "school": school, "area": test_handover.AREA, "submission": submission(waiting)}
        check(engine, "fct_handover", given={**given, "roll": roll(*rolls)},
              expect=f"child_key | term\n1 | {term}\n2 | registered", month=as_of[:7], as_of=as_of)  # fmt: skip

    carried = (*rows, "2018-09 91 J 91 2018-06")
    handed_over(carried, "unreported")
    handed_over(carried, "missing", as_of="2018-10-09")
    whole = (*rows, "2018-09 91 J 91")
    handed_over(whole, "missing")
    handed_over(whole, "unreported", waiting=1)
    handed_over(whole, "missing", as_of="2018-10-09", waiting=1)


def test_a_six_year_old_may_sit_in_a_class_that_was_not_sent_yet(engine):
    register = test_entry.register("1 county 2012-03 P", "2 county 2012-03 P")
    due = test_entry.SUBMISSION.replace(DUE, "2018-09-20")
    for carried, as_of, term in (
        ("2018-06", "2018-09-20", "unreported"),
        ("2018-06", "2018-09-21", "not_enrolled"),
        (".", "2018-09-20", "not_enrolled"),
    ):
        rolls = test_entry.roll("2 P 1", f"9 P 3 ordinary 610830100201 primary {carried}")
        expect = f"child_key | term\n1 | {term}\n2 | enrolled_here\n"
        test_entry.entering(engine, expect, register, rolls, as_of, submission=due)


def test_who_vanishes_in_the_middle_of_a_term_may_sit_in_a_class_that_was_not_sent_yet(engine):
    """In October 1 and 2 are not in 3(1) any more, where 3 stays; the days of a transfer end with October, before the roll is due."""
    rows = (*(f"2018-09 {child} B 31" for child in (1, 2, 3)), "2018-09 4 B 32", "2018-09 5 B 41", "2018-10 3 B 31")
    given = {
        "calendar": CALENDAR,
        "school": SCHOOLS,
        "submission": f"month | kind | school_code | due_on\n2018-09 | roll | B | {DUE}\n2018-10 | roll | B | 2018-11-05",
    }
    carried = (*rows, "2018-10 4 B 32 2018-09", "2018-10 5 B 41 2018-09")
    lost = "{} | vanished | 2018-10-01 | 2018-10-31\n"
    for as_of, rolls, gone in (
        ("2018-11-05", carried, ""),
        ("2018-11-06", carried, lost.format(1) + lost.format(2)),
        ("2018-10-31", (*rows, "2018-10 4 B 32", "2018-10 2 B 32", "2018-10 5 B 41 2018-09"), lost.format(1)),
    ):
        check(engine, "bld_suspicion_roll", given={**given, "roll": roll(*rolls)},
              expect="child_key | reason | first_day | reached_on\n" + gone, month=as_of[:7], as_of=as_of)  # fmt: skip


def test_of_whom_a_roll_told(engine):
    """A is whole and clear; of B grade 4 is whole, of J one class of grade 8 was sent, and a row of P waits. All
    but J answer for a school that closed."""
    rows = (
        "2018-09 1 A 21",
        "2018-09 2 B 41",
        "2018-09 3 B 51 2018-06",
        "2018-09 4 J 81",
        "2018-09 5 J 82 2018-06",
        "2018-09 6 P 31",
    )
    school = "school_code | valid_to | successor_code\n" + "\n".join(f"OLD{s} | 2018-07-31 | {s}" for s in "ABP")
    given = {
        "school": school,
        "calendar": CALENDAR,
        "roll": roll(*rows),
        "submission": submission().replace(f"P | received | {DUE} | 0", f"P | waiting | {DUE} | 1"),
    }
    own = [f"A | {grade} | 1" for grade in range(10)] + ["B | 0 | 1", "B | 4 | 1", "J | 0 | 1"]
    others = ["A | 0 | 0", "A | 2 | 0", *(f"A | {grade} | 0" for grade in (7, 8, 9)), "B | 4 | 0"]
    check(
        engine, "bld_roll_told", given, "\n".join(["school_code | grade | is_own", *own, *others]), as_of="2018-09-10"
    )
    own = [f"{school} | {grade} | 1" for grade in range(10) for school in "ABJP"]
    others = [f"{school} | {grade} | 0" for grade in range(10) for school in "AP"] + ["B | 4 | 0", "B | 0 | 0"]
    check(
        engine, "bld_roll_told", given, "\n".join(["school_code | grade | is_own", *own, *others]), as_of="2018-10-09"
    )

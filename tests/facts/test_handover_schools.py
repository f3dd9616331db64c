"""Which junior schools await June's grade 6: those of the township as it stands in autumn, closed and new ones too."""

from tests.facts.test_handover import AREA, SUBMISSION, roll
from tests.facts.test_suspicion_roll import CALENDAR
from tests.spec import check

HEAD = "school_code | kind | area_code | valid_from | valid_to | successor_code\n"
STANDING = HEAD + "P | primary | T1 | 2000-01-01 | 9999-12-31 | .\nK | junior | T3 | 2000-01-01 | 9999-12-31 | .\n"
JUNE = ("2018-06 1 P 6", "2018-06 2 P 6", "2018-06 80 P 4", "2018-06 90 J 8", "2018-06 91 K 8")
"""Town 1 has a primary school and the junior school J, town 3 the junior school K."""
TOLD = ("2018-09 80 P 5", "2018-09 91 K 9", "2018-09 95 K 7")
"""The primary school and K have sent September."""
NONE = "child_key | first_day | reached_on"


def awaited(
    engine, schools: str, rolls, expect: str, suspected: str = NONE, as_of: str = "2018-09-10", submission=SUBMISSION
):
    given = {"calendar": CALENDAR, "school": schools, "area": AREA, "submission": submission, "roll": roll(*rolls)}
    check(engine, "fct_handover", given=given, expect=expect, month=as_of[:7], as_of=as_of)
    check(engine, "bld_no_show", given=given, expect=suspected, month=as_of[:7], as_of=as_of)


UNREPORTED = "child_key | term | judged_in\n1 | unreported | .\n2 | unreported | ."
ONE_MISSING = "child_key | term | judged_in | junior_code\n1 | missing | 2018-09 | .\n2 | registered | 2018-09 | "
ONE_SUSPECTED = NONE + "\n1 | 2018-09-03 | 2018-09-05"


def test_a_school_under_a_new_code_is_waited_for(engine):
    """J is N from September on: town 1 still has a junior school, and it is silent."""
    schools = (
        STANDING + "J | junior | T1 | 2000-01-01 | 2018-08-31 | N\nN | junior | T1 | 2018-09-01 | 9999-12-31 | .\n"
    )
    awaited(engine, schools, JUNE + TOLD, UNREPORTED)
    awaited(engine, schools, (*JUNE, *TOLD, "2018-09 2 N 7", "2018-09 90 N 9"), ONE_MISSING + "N", ONE_SUSPECTED)


def test_the_successor_in_another_town_is_waited_for(engine):
    """J of town 1 was merged into K of town 3; L of town 1 has told of its grade 7, K has not."""
    schools = (
        STANDING + "J | junior | T1 | 2000-01-01 | 2018-08-31 | K\nL | junior | T1 | 2000-01-01 | 9999-12-31 | .\n"
    )
    rolls = (
        *JUNE,
        "2018-06 92 L 8",
        "2018-09 92 L 9",
        "2018-09 80 P 5",
        "2018-09 90 L 9",
        "2018-09 94 L 7",
        "2018-09 2 L 7",
    )
    awaited(engine, schools, rolls, "child_key | term | judged_in\n1 | unreported | .\n2 | registered | .")
    awaited(engine, schools, (*rolls, "2018-09 91 K 9", "2018-09 95 K 7"), ONE_MISSING + "L", ONE_SUSPECTED)


def test_a_school_that_closes_in_autumn_is_told_of_by_its_successor(engine):
    """J never sent grade 7; its successor K tells of it from October on. Closed without one, it is waited for no more, and
    K is all that the county has."""
    schools = STANDING + "J | junior | T1 | 2000-01-01 | 2018-09-30 | "
    due = SUBMISSION + "\n2018-09 | roll | J | received | 2018-10-08"
    september = (*JUNE, *TOLD, "2018-09 90 J 9")
    rolls = (*september, "2018-10 90 K 9", "2018-10 91 K 9", "2018-10 95 K 7", "2018-10 80 P 5")
    suspected = NONE + "\n1 | 2018-09-03 | 2018-09-05\n2 | 2018-09-03 | 2018-09-05"
    for heir, told in ("K", "2018-10"), (".", "2018-09"):
        missing = f"child_key | term | judged_in\n1 | missing | {told}\n2 | missing | {told}"
        awaited(engine, f"{schools}{heir}\n", september, UNREPORTED, submission=due)
        awaited(engine, f"{schools}{heir}\n", rolls, missing, suspected, as_of="2018-10-06", submission=due)


def test_a_school_that_opens_its_first_grade_7_is_waited_for(engine):
    """P becomes a nine-year school, and N opens in town 1; J has told. Of P the primary classes came first."""
    nine = STANDING.replace("P | primary", "P | nine_year") + "J | junior | T1 | 2000-01-01 | 9999-12-31 | .\n"
    rolls = (*JUNE, *TOLD, "2018-09 90 J 9", "2018-09 94 J 7", "2018-09 2 J 7")
    due = SUBMISSION + "\n2018-09 | roll | P | received | 2018-10-08"
    waiting = "child_key | term | judged_in\n1 | unreported | .\n2 | registered | ."
    awaited(engine, nine, rolls, waiting, submission=due)
    awaited(engine, nine, (*rolls, "2018-09 96 P 7"), ONE_MISSING + "J", ONE_SUSPECTED, submission=due)
    awaited(engine, nine, rolls, ONE_MISSING + "J", ONE_SUSPECTED, as_of="2018-10-09", submission=due)
    new = nine.replace("nine_year", "primary") + "N | junior | T1 | 2018-09-01 | 9999-12-31 | .\n"
    awaited(engine, new, rolls, waiting)
    awaited(engine, new, (*rolls, "2018-09 96 N 7"), ONE_MISSING + "J", ONE_SUSPECTED)


def test_the_township_is_that_of_autumn(engine):
    """Town 3 was merged into town 1 in August: P and its neighbours are J's town, whatever it was called in June."""
    schools = (
        HEAD
        + """
        P | primary | T3 | 2000-01-01 | 2018-07-31 | .
        P | primary | T1 | 2018-08-01 | 9999-12-31 | .
        J | junior  | T1 | 2000-01-01 | 9999-12-31 | .
        K | junior  | T3 | 2000-01-01 | 9999-12-31 | .
    """
    )
    awaited(engine, schools, JUNE + TOLD, UNREPORTED)
    swapped = schools.replace("T3", "TX").replace("T1", "T3").replace("TX", "T1")
    awaited(engine, swapped, (*JUNE, *TOLD, "2018-09 90 J 9", "2018-09 2 J 7"), ONE_MISSING + "J", ONE_SUSPECTED)

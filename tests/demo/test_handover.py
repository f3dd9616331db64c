"""The answer key of the hand-over: grade 6 of June 2018 on the third school day, five days later, and in December."""

from collections import Counter
from datetime import datetime

from baoxue.demo.handover import FIRST_COUNT, SECOND_COUNT
from baoxue.ledger import catalogue
from baoxue.wiring import close_all, ledger_of, open_figures
from tests.conftest import AS_OF

ELSEWHERE = "handed over to a school elsewhere, proved"
PENDING = "handed over to a school elsewhere, proved in October"
STAYING = {"suspended": "suspended through the hand-over", "home_teaching": "taught at home through the hand-over"}
MISSING = "grade 6 in summer, on no roll in September"
FOUND_HERE, FOUND_OUTSIDE = "missing at the hand-over, found here", "missing at the hand-over, found elsewhere"


def line(home, on: datetime) -> dict[str, int]:
    """Term → children of the county's line as it stood at the end of a day, by the newest snapshot of that day."""
    with ledger_of(home).read() as connection:
        fitting = [row.n for row in catalogue.snapshots(connection) if row.data_through <= on]
    rows = open_figures(home, max(fitting)).aggregate("pg_handover", as_of=on, area="610830").rows
    terms = {row["term"]: row["n"] for row in rows if row["is_total"]}
    assert sum(terms.values()) == rows[0]["total"]
    return {term: n for term, n in terms.items() if n}


def end_of(day) -> datetime:
    return datetime(day.year, day.month, day.day, 23, 59, 59)


def test_the_line_of_each_day_is_the_one_told(county):
    told = Counter(e.story for e in county.built.expected)
    first, second = line(county.home, end_of(FIRST_COUNT)), line(county.home, end_of(SECOND_COUNT))
    stays = {term: told[story] for term, story in STAYING.items()}
    beside = {"elsewhere_proved": told[ELSEWHERE], "elsewhere_pending": told[PENDING], **stays}
    assert first == {"registered": first["registered"], **beside, "missing": told[MISSING] + 2}
    assert second == {
        **first,
        "registered": first["registered"] + 1,
        "elsewhere_proved": first["elsewhere_proved"] + 1,
        "missing": first["missing"] - 2,
    }
    december = line(county.home, AS_OF)
    proved = second["elsewhere_proved"] + second.pop("elsewhere_pending")
    assert december == {**second, "elsewhere_proved": proved}
    close_all()


def test_the_names_behind_each_term_are_those_told(county):
    from baoxue.access import Scope, Viewer

    everywhere = Viewer(("bureau",), "白雪", "bureau_clerk", (Scope("county"),))
    rows = open_figures(county.home).children("pg_handover_children", everywhere, as_of=AS_OF, area="610830").rows
    found = {row["child_key"]: row["term"] for row in rows}
    keys = county.built.keys
    for told in county.built.expected:
        if told.story in (ELSEWHERE, PENDING, FOUND_OUTSIDE):
            assert found[keys[told.child]] == "elsewhere_proved"
        if told.story == MISSING:
            assert found[keys[told.child]] == "missing"
        if told.story == FOUND_HERE:
            assert found[keys[told.child]] == "registered"
    close_all()

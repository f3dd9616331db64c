"""The answer key of the checks: each has a planted case, every planted case is found by its checks, and nothing else is."""

from collections import Counter
from functools import cache

from baoxue.access import Scope, Viewer
from baoxue.demo.entry import DEFERRED, ENDED, MAY_WAIT, NEVER, REGISTER_FAULTS
from baoxue.demo.faults import FOUND_BY
from baoxue.wiring import close_all, open_figures
from tests.conftest import AS_OF
from tests.spec import shipped_queries

EVERYWHERE = Viewer(("bureau",), "白雪", "bureau_clerk", (Scope("county"),))
MONTHS = ("2018-10", "2018-11", "2018-12")
CHECKS = {name for name in shipped_queries().files if name.startswith("chk_")}
BY_LEAK = {
    "unpaid": "chk_aid_unpaid", "short": "chk_aid_unpaid", "unentitled": "chk_aid_unentitled", "over": "chk_aid_unentitled",
    "absent": "chk_aid_absent", "double": "chk_aid_double", "meals": "chk_aid_meals",
}  # fmt: skip
ABOUT_CLASSES = {"chk_class_silent", "chk_days_unreported", "chk_full_attendance"}
DOUBTFUL = ("closed_contradicted", "closed_no_evidence")
LOST = {"no_show", "transfer_lost", "vanished", "suspension_expired"}
"""Suspicions of children whom no register holds at school, and who are out of school while the case is open."""
CANNOT = {
    "chk_calendar_gap": "blocks publishing",
    "chk_missing_rows": "blocks publishing",
    "chk_school_area": "blocks publishing",
    "chk_threshold_overlap": "blocks publishing",
    "chk_death_unproved": "nobody dies in the invented county",
    "chk_daily_sheet": "needs roll calls of the day, which no sheet brings in",
}
"""Checks that no county can be published with, or of which nothing is sent."""


@cache
def rows_of(home) -> list[dict]:
    """Compared rows of every check in the months of the term, asked for as the page does: one check at a time."""
    figures = open_figures(home)
    asked = dict(as_of=AS_OF, area="610830", period="2018-1")
    rows = [
        row
        for name in sorted(CHECKS - CANNOT.keys())
        for month in MONTHS
        for row in figures.children("pg_check_rows", EVERYWHERE, month=month, check_name=name, **asked).rows
    ]
    close_all()
    return [r for r in rows if r["is_compared"]]


def assert_checks(home, built) -> None:
    key = built.keys
    told = {(check, key[e.child]): e.story for e in built.expected for check in FOUND_BY.get(e.story, ())}
    day_pupils = {key[e.child] for e in built.expected if "chk_aid_day_pupil" in FOUND_BY.get(e.story, ())}
    leaks = {
        (BY_LEAK[leak.list], key[leak.child]): f"leak {leak.list}"
        for leak in built.leaks
        if key[leak.child] not in day_pupils
    }
    told |= leaks
    told |= {("chk_closing_doubtful", key[e.child]): e.story for e in built.expected if e.closing in DOUBTFUL}
    dropped = {
        key[e.child] for e in built.expected if e.story.startswith(("dropped out since", "hidden by the school"))
    }
    lost = {key[e.child] for e in built.expected if e.reason in LOST}
    story: dict[int, list[str]] = {}
    for e in built.expected:
        story.setdefault(key[e.child], []).append(e.story)
    found = {(r["check_name"], r["child_key"]) for r in rows_of(home) if r["check_name"] not in ABOUT_CLASSES}
    poor = {child for check, child in found if check == "chk_poor_out"}
    found -= {("chk_poor_out", child) for child in poor}
    wrong = [f"{told[k]}: not found by {k[0]}" for k in told.keys() - found]
    extra = [f"{k[0]} lists child {k[1]}: {story.get(k[1], 'no story')}" for k in found - told.keys()]
    assert not wrong + extra, "\n".join(sorted(wrong + extra))
    assert poor and poor <= dropped | lost
    gaps = {(r["class_key"], r["month"]) for r in rows_of(home) if r["check_name"] == "chk_days_unreported"}
    assert gaps == built.left_out.keys() and gaps


def test_every_planted_case_is_found_by_its_checks_and_nothing_else_is(county):
    assert_checks(county.home, county.built)


def test_what_a_register_may_not_say_is_told_when_it_comes_in(county):
    found = Counter((f.code, f.severity) for r in county.built.receipts for f in r.findings if "户籍" in f.file)
    assert found == REGISTER_FAULTS


def test_six_year_olds_stand_under_the_term_told(county):
    figures = open_figures(county.home)
    rows = figures.children("pg_entry_children", EVERYWHERE, as_of=AS_OF, area="610830", month="2018-12").rows
    close_all()
    found = {r["child_key"]: (r["term"], r["until_on"] and r["until_on"].isoformat()) for r in rows}
    of = {
        e.story: found[county.built.keys[e.child]]
        for e in county.built.expected
        if e.story in (NEVER, DEFERRED, ENDED, MAY_WAIT)
    }
    assert of == {
        NEVER: ("not_enrolled", None),
        DEFERRED: ("deferred", "2019-08-31"),
        ENDED: ("not_enrolled", None),
        MAY_WAIT: ("may_wait", None),
    }

"""Re-checking: only the county finds, only the unit objects, somebody else decides; hidden is who was not reported."""

from datetime import date

import pytest

from baoxue.access import viewer_of
from baoxue.desk import permits
from baoxue.desk import review as desk
from baoxue.desk.review import Subject
from baoxue.ledger import Refused, cases, identity
from baoxue.ledger.posts import posts
from baoxue.wiring import ledger_of, open_figures
from tests.conftest import AS_OF

MONTH = "2018-12"


def viewer(home, post):
    with ledger_of(home).read() as connection:
        return viewer_of(posts(connection).to_pylist(), post, AS_OF.date())


def sample(home):
    return (
        open_figures(home)
        .children("pg_review_sample", viewer(home, "bureau_clerk"), month=MONTH, as_of=AS_OF, area="610830")
        .rows
    )


def drawn(home, standing=None):
    """A drawn school whose principal holds the post, with what is known of its re-check."""
    row = next(
        r
        for r in sample(home)
        if r["subject"] == "school" and r["standing"] == standing and viewer(home, f"principal-{r['unit_code']}").name
    )
    return Subject(MONTH, row["unit_code"], "school", row["unit_code"])


def standing(home, about):
    rows = [r for r in sample(home) if (r["unit_code"], r["subject"]) == (about.unit, about.kind)]
    return rows[0]["standing"]


def unreported(home):
    """A child at school who stands in no case."""
    rows = (
        open_figures(home)
        .children("pg_school_age", viewer(home, "bureau_clerk"), month=MONTH, as_of=AS_OF, area="610830")
        .rows
    )
    return next(r for r in rows if r["case_no"] is None and r["school_code"])


def code_of(act) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


def test_a_finding_is_objected_to_by_its_unit_and_decided_by_another(home):
    about, clerk = drawn(home, "agreed"), viewer(home, "bureau_clerk")
    principal = viewer(home, f"principal-{about.unit}")
    number = desk.find(home, clerk, about, "not_agreed", "清点少 2 人")
    assert desk.find(home, clerk, about, "not_agreed", "清点少 2 人") == number
    assert standing(home, about) == "open"
    (said,) = [f for f in desk.findings(home, principal, MONTH, about.unit) if f["subject"] == "school"]
    assert (said["reason"], said["actor"], said["on_behalf"]) == ("清点少 2 人", "白雪", "王立平")
    desk.object_to(home, principal, about, "两人当天请假")
    assert standing(home, about) == "objected"
    assert code_of(lambda: desk.decide(home, clerk, about, "upheld", "没有假条")) == "own_finding"
    desk.decide(home, viewer(home, "director"), about, "withdrawn", "假条属实")
    assert standing(home, about) == "withdrawn"
    assert code_of(lambda: desk.object_to(home, principal, about, "再次申辩")) == "nothing_open"


def test_who_may_do_what(home):
    about, clerk = drawn(home, "open"), viewer(home, "bureau_clerk")
    principal, other = viewer(home, f"principal-{about.unit}"), viewer(home, "principal-2161083000")
    director, town = viewer(home, "director"), viewer(home, "township_head-610830100")
    assert code_of(lambda: desk.find(home, director, about, "agreed")) == "not_the_clerk"
    assert code_of(lambda: desk.find(home, principal, about, "agreed")) == "not_the_clerk"
    if other != principal:
        assert code_of(lambda: desk.object_to(home, other, about, "x")) == "no_objecting"
    assert code_of(lambda: desk.decide(home, principal, about, "upheld", "x")) == "no_deciding"
    assert code_of(lambda: desk.decide(home, director, about, "upheld", "x")) == "no_objection"
    assert code_of(lambda: desk.findings(home, town, MONTH, about.unit)) == "no_review"
    assert code_of(lambda: desk.findings(home, principal, MONTH)) == "no_ranks"
    assert permits.can_recheck(clerk) and permits.can_decide(director) and permits.can_see_rank(director)
    assert permits.can_object(principal, about.unit) and not permits.can_see_rank(principal)
    assert not any(permits.can_see_review(v, about.unit) for v in (town,))


def test_nothing_is_recorded_without_a_reason_or_of_what_was_not_drawn(home):
    about, clerk = drawn(home, "agreed"), viewer(home, "bureau_clerk")
    codes = {r["subject_code"] for r in sample(home)}
    undrawn = next(c for c in (f"216108300{n}" for n in range(9)) if c not in codes)
    before = len(desk.findings(home, clerk, MONTH))
    assert code_of(lambda: desk.find(home, clerk, about, "not_agreed", " ")) == "no_reason"
    assert code_of(lambda: desk.find(home, clerk, about, "hidden", "x")) == "no_code"
    assert code_of(lambda: desk.find(home, clerk, Subject(MONTH, undrawn, "school", undrawn), "agreed")) == "not_drawn"
    assert len(desk.findings(home, clerk, MONTH)) == before


def test_a_hidden_child_enters_the_ledger_at_once_and_who_is_on_file_is_not_hidden(home):
    clerk, row = viewer(home, "bureau_clerk"), unreported(home)
    about = Subject(MONTH, row["school_code"], "child", row["school_code"], row["child_key"])
    number = desk.find(home, clerk, about, "hidden", "入户未见")
    assert desk.find(home, clerk, about, "hidden", "入户未见") == number
    with ledger_of(home).read() as connection:
        head = cases.heads(connection, [row["child_key"]])[row["child_key"]]
        last = cases.events(connection, head.last_seq - 1).to_pylist()[0]
    assert head.is_open and head.opened_on == date(2018, 12, 20) and last["post_id"] == "bureau_clerk"
    (unit,) = open_figures(home).aggregate("pg_review_units", area=about.unit, month=MONTH, as_of=AS_OF).rows
    assert unit["hidden_n"] == 0  # not before the time for objection is over
    held = next(
        r for r in open_figures(home).children("pg_ledger", clerk, as_of=AS_OF, area="610830").rows if r["is_open"]
    )
    other = Subject(MONTH, about.unit, "child", about.unit, held["child_key"])
    assert code_of(lambda: desk.find(home, clerk, other, "hidden", "x")) == "on_file"
    nobody = Subject(MONTH, about.unit, "child", about.unit, 10**9)
    assert code_of(lambda: desk.find(home, clerk, nobody, "hidden", "x")) == "no_child"


def test_a_hidden_child_chosen_by_a_double_record_enters_the_ledger_as_the_child_that_stands(home):
    clerk, row = viewer(home, "bureau_clerk"), unreported(home)
    child, unit = row["child_key"], row["school_code"]
    with ledger_of(home).write() as connection:
        of_cases = set(connection.exec_driver_sql("select child_key from case_head").scalars())
        double = next(key for key in range(child + 1, child + 99) if key not in of_cases)
        identity.merge(connection, double, child, "户口簿", "基教股", AS_OF)
    desk.find(home, clerk, Subject(MONTH, unit, "child", unit, double), "hidden", "入户未见")
    with ledger_of(home).read() as connection:
        heads = cases.heads(connection, [double, child])
    assert list(heads) == [child] and heads[child].is_open


def test_a_nil_report_is_judged_by_the_county_and_only_one_that_facts_contradict(home):
    """The finding stands open to objection: until it is decided the month counts neither way, withdrawn it counts by its day."""
    row = next(r for r in sample(home) if r["subject"] == "nil")
    assert (row["standing"], row["children_n"]) == ("final", 1)
    about, clerk = Subject(MONTH, row["unit_code"], "nil", row["subject_code"]), viewer(home, "bureau_clerk")
    school = viewer(home, f"clerk_school-{about.unit}")

    def reports() -> tuple:
        rows = open_figures(home).aggregate("pg_review_points", area=about.unit, month=MONTH, as_of=AS_OF).rows
        (one,) = [r for r in rows if r["criterion"] == "reports"]
        return one["lost"], one["n_found"], one["n_pending"]

    (lost, found, pending) = reports()
    assert (lost, found) == (15, 1)
    desk.find(home, clerk, about, "not_agreed", "再次核实:漏报属实")
    assert reports() == (0, 0, pending + 1)
    desk.object_to(home, school, about, "家长当天补了假条")
    assert reports() == (0, 0, pending + 1)
    desk.decide(home, viewer(home, "director"), about, "withdrawn", "假条属实")
    assert reports() == (0, 0, pending)
    other = Subject(MONTH, about.unit, "nil", "2018-10")
    assert code_of(lambda: desk.find(home, clerk, other, "not_agreed", "x")) == "not_drawn"

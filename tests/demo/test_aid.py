"""The answer key of aid: every planted leak is found in its list, and nothing else is; a silent school stays silent."""

from baoxue.demo.aid import TERM
from baoxue.engine import Instance, bind
from baoxue.engine.queries import queries
from baoxue.ledger import open_ledger
from baoxue.settings import ROOT
from baoxue.snapshots import open_snapshot
from tests.conftest import AS_OF

SILENT = "3161083002"


def asked(home, *names: str) -> list[list[dict]]:
    ledger = open_ledger(home)
    snapshot = open_snapshot(home, ledger)
    ledger.close()
    instance = Instance(snapshot.files, queries(ROOT / "queries"))
    params = bind("2018-12", AS_OF, 10**9, area="610830", period=TERM)
    try:
        return [instance.ask(name, params).to_pylist() for name in names]
    finally:
        instance.close()


def test_every_leak_is_found_and_nothing_else(county):
    (rows,) = asked(county.home, "bld_aid_list")
    told = {(leak.list, county.built.keys.get(leak.child), leak.item, leak.period) for leak in county.built.leaks}
    found = {(r["list"], r["child_key"], r["item"], r["period"]) for r in rows}
    names = {(leak.list, county.built.keys.get(leak.child)): leak for leak in county.built.leaks}
    assert not told ^ found, "\n".join(
        [f"told, not found: {names[t[:2]]} {t}" for t in sorted(told - found, key=str)]
        + [f"found, not told: {r}" for r in rows if (r["list"], r["child_key"], r["item"], r["period"]) not in told]
    )
    assert {leak.list for leak in county.built.leaks} == {
        "unpaid", "short", "unentitled", "over", "double", "absent", "meals"
    }  # fmt: skip


def test_a_school_without_a_list_is_not_reported_and_its_children_are_not_unpaid(county):
    reports, entitled = asked(county.home, "pg_aid_reports", "fct_aid_entitled")
    silent = [r for r in reports if r["school_code"] == SILENT]
    assert [(r["item"], r["state"]) for r in silent] == [("kindergarten", "in_progress")] and silent[0][
        "entitled_n"
    ] > 0
    owed = [r for r in entitled if r["school_code"] == SILENT]
    assert owed and {r["is_reported"] for r in owed} == {0}


def test_coverage_from_kindergarten_to_vocational_school(county):
    (rows,) = asked(county.home, "pg_aid")
    term = {(r["item"], r["stage"]): r for r in rows if r["period"] == TERM}
    assert {"kindergarten", "junior", "senior", "vocational"} <= {stage for _, stage in term}
    assert term["senior", "senior"]["coverage"] == 1.0 and term["kindergarten", "kindergarten"]["lists_n"] == 1
    assert 0 < term["boarder", "junior"]["coverage"] < 1


def test_pupils_of_other_stages_stand_in_no_figure_of_compulsory_education(county):
    ledger = open_ledger(county.home)
    snapshot = open_snapshot(county.home, ledger)
    ledger.close()
    instance = Instance(snapshot.files, queries(ROOT / "queries"))
    params = bind("2018-12", AS_OF, 10**9)
    others = {county.built.keys[n] for n in county.built.keys if n >= 2_000_000}
    rows = instance.ask("bld_roll_child", params).to_pylist()
    compulsory = {r["child_key"] for r in rows if r["is_compulsory"] == 1}
    age = {r["child_key"] for r in instance.ask("bld_school_age_child", params).to_pylist()}
    instance.close()
    assert len(others) > 150 and not others & compulsory and not others & age

"""The answer key: every planted story is found as told, and nothing else is."""

from collections import Counter

from baoxue.demo.list_above import ANSWERS, FOUND
from baoxue.demo.stories import BROKEN
from baoxue.engine import Instance, bind
from baoxue.engine.queries import queries
from baoxue.ledger import lists, newest_number, open_ledger
from baoxue.ledger.cases import events
from baoxue.settings import ROOT
from baoxue.snapshots import open_snapshot
from tests.conftest import AS_OF


def found_in(home) -> dict:
    """(child_key, episode) → (reason, first day, reached on, closing status)."""
    ledger = open_ledger(home)
    snapshot = open_snapshot(home, ledger)
    instance = Instance(snapshot.files, queries(ROOT / "queries"))
    with ledger.read() as connection:
        instance.insert("case_event", events(connection))
        params = bind("2018-12", AS_OF, newest_number(connection))
    closing = {r["case_no"]: r["closing_status"] for r in instance.ask("fct_closing", params).to_pylist()}
    cases = instance.ask("fct_case", params).to_pylist()
    instance.close()
    ledger.close()
    return {
        (c["child_key"], c["episode_no"]): (c["suspicion"], c["run_first_day"], c["opened_on"], closing[c["case_no"]])
        for c in cases
    }


def assert_key(home, built) -> None:
    told = {
        (built.keys[e.child], e.episode): (e.reason, e.first_day, e.reached_on, e.closing)
        for e in built.expected
        if e.reason
    }
    story = {(built.keys[e.child], e.episode): e.story for e in built.expected}
    found = found_in(home)
    wrong = [f"{story[k]}: told {told[k]}, found {found.get(k)}" for k in told if found.get(k) != told[k]]
    extra = [f"{story.get(k, 'no story')}: found {found[k]}" for k in found.keys() - told.keys()]
    assert not wrong + extra, "\n".join(wrong + extra)


def test_small_county(county):
    assert_key(county.home, county.built)
    assert len({e.closing for e in county.built.expected if e.closing}) == 9  # every closing status is told
    assert {e.reason for e in county.built.expected} >= {
        "run",
        "month",
        "no_show",
        "transfer_lost",
        "suspension_expired",
        "ghost",
        "vanished",
        None,
    }


def test_a_case_whose_observation_was_broken_goes_back_to_its_tier_once(county):
    told = {county.built.keys[e.child] for e in county.built.expected if e.story == BROKEN}
    ledger = open_ledger(county.home)
    with ledger.read() as connection:
        rows = [row for row in events(connection).to_pylist() if row["child_key"] in told]
    ledger.close()
    by_child: dict[int, list] = {}
    for row in rows:
        by_child.setdefault(row["child_key"], []).append((row["event"], row["resulting_state"], row["case_no"]))
    assert told and by_child.keys() == told
    for happened in by_child.values():
        assert [e[:2] for e in happened] == [("opened", "returned"), ("broken", "suspected")]
        assert len({e[2] for e in happened}) == 1


def lines_in(home) -> list[dict]:
    """``fct_list_line`` over the newest snapshot, as of the demo's last day."""
    ledger = open_ledger(home)
    snapshot = open_snapshot(home, ledger)
    instance = Instance(snapshot.files, queries(ROOT / "queries"))
    with ledger.read() as connection:
        instance.insert("case_event", events(connection))
        instance.insert("list_above", lists.above_rows(connection))
        instance.insert("list_line", lists.line_rows(connection))
        instance.insert("list_answer", lists.answer_rows(connection))
        params = bind("2018-12", AS_OF, newest_number(connection))
    found = instance.ask("fct_list_line", params).to_pylist()
    instance.close()
    ledger.close()
    return found


def assert_list(home, built, pupils: int) -> None:
    """Every line ends by the answer told of; what is left open has an owner, a day and exactly one open case."""
    found = lines_in(home)
    assert Counter(r["code"] for r in found) == {
        code: max(1, round(n * pupils / 15_000)) for code, n in ANSWERS.items()
    }
    assert not [r for r in found if r["evidence_state"] == "contradicted" or r["match"] == "question"]
    left = [r for r in found if r["state"] != "answered"]
    assert {r["code"] for r in left} == {"lost", "dropped_out"} == {r["code"] for r in found if not r["is_clearing"]}
    assert all(r["owner"] and r["due_on"] and r["case_no"] for r in left)
    assert len({r["case_no"] for r in left}) == len(left)
    opened = [built.keys[e.child] for e in built.expected if e.story == FOUND]
    assert len(opened) == 1 and opened[0] in {r["child_key"] for r in left}
    assert sum(r["is_drawn"] for r in found) >= 5
    assert not [r for r in found if r["is_drawn"] and r["needs_each"]]


def assert_ledger(home, built) -> None:
    """Every line of the old ledger ends as told: by its number, or in doubt at its cell; no case comes or goes by it."""
    found: dict[int, list[str]] = {}
    for one in built.ledger_receipt.receipt.findings:
        found.setdefault(one.row - 2, []).append(one.code)
    assert {n: tuple(codes) for n, codes in found.items()} == {n: told.codes for n, told in enumerate(built.ledger)}
    assert built.ledger_receipt.receipt.rows_waiting == sum(told.waits for told in built.ledger)
    assert built.ledger_receipt.count("opened") == 0
    ledger = open_ledger(home)
    with ledger.read() as connection:
        rows = [r for r in events(connection).to_pylist() if r["note"] and "答应12.24返校" in r["note"]]
    ledger.close()
    joined = {built.keys[told.child] for told in built.ledger if not told.waits}
    assert {r["child_key"] for r in rows} == joined and {str(r["promise_on"]) for r in rows} == {"2018-12-24"}
    assert {code for told in built.ledger for code in told.codes} >= {
        "case_joined", "id_damaged", "child_question", "outcome_unknown", "date_unknown"}  # fmt: skip


def test_the_old_ledger_is_taken_over_as_told(county):
    assert_ledger(county.home, county.built)


def test_the_list_from_above_is_worked_off_as_told(county):
    assert_list(county.home, county.built, county.pupils)


def test_what_came_in_is_counted(county):
    for receipt in county.built.receipts:
        assert receipt.state in ("accepted", "waiting"), receipt
    assert sum(r.rows_waiting for r in county.built.receipts) > 0

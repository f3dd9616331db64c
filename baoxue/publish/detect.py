"""From suspicions to cases: what the queries find on the staged files becomes events, once."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime

import pyarrow as pa
import pyarrow.compute as pc

from baoxue.engine import Instance, bind
from baoxue.ledger.cases import PROGRAM, Event, Head


def suspicions(instance: Instance, month: str, at: datetime, ledger_seq: int) -> pa.Table:
    """``fct_suspicion`` over the staged snapshot: child_key, reason, first_day, reached_on, run_days, is_back."""
    return instance.ask("fct_suspicion", bind(month, at, ledger_seq))


def broken(instance: Instance, month: str, at: datetime, ledger_seq: int) -> pa.Table:
    """``fct_broken``: case_no, child_key, highest_tier, run_first_day, reached_on."""
    return instance.ask("fct_broken", bind(month, at, ledger_seq))


def without(found: pa.Table, child_keys: Collection[int]) -> pa.Table:
    """What was found of other children than these."""
    return found.filter(pc.invert(pc.is_in(found["child_key"], pa.array(sorted(child_keys), pa.int64()))))


def set_back(found: pa.Table, heads: dict[int, Head], at: datetime, snapshot: int) -> list[Event]:
    """Events that take a case whose observation was broken back to its tier: the same case, never a new one.

    What was entered since the break, a closing asked for, stays what it was; the break takes effect after it.
    """
    return [
        Event(
            child_key=row["child_key"],
            event="broken",
            resulting_state=row["highest_tier"],
            effective_on=max(row["reached_on"], head.last_on),
            recorded_at=at,
            actor=PROGRAM,
            case_no=row["case_no"],
            run_first_day=row["run_first_day"],
            discovered_on=at.date(),
            snapshot=snapshot,
        )
        for row in sorted(found.to_pylist(), key=lambda r: (r["reached_on"], r["child_key"]))
        if (head := heads.get(row["child_key"])) and (head.case_no, head.state) == (row["case_no"], "returned")
    ]


def openings(found: pa.Table, heads: dict[int, Head], at: datetime, snapshot: int) -> list[Event]:
    """Events that open a case: one a child, the suspicion reached first, only after its last closing.

    A child who is back in the seat when five days in a month are found opens under observation, unless something else is
    suspected as well: a run of days on the way to the five is not made milder by them.
    """
    reached: dict[int, list[dict]] = defaultdict(list)
    for row in found.to_pylist():
        head = heads.get(row["child_key"])
        if head is None or not (head.is_open or row["reached_on"] <= head.last_on):
            reached[row["child_key"]].append(row)
    first = [(min(rows, key=_order), all(row["is_back"] for row in rows)) for rows in reached.values()]
    return [
        Event(
            child_key=row["child_key"],
            event="opened",
            resulting_state="returned" if is_back else "suspected",
            effective_on=row["reached_on"],
            recorded_at=at,
            actor=PROGRAM,
            reason=row["reason"],
            run_first_day=row["first_day"],
            discovered_on=at.date(),
            snapshot=snapshot,
        )
        for row, is_back in sorted(first, key=lambda one: (one[0]["reached_on"], one[0]["child_key"]))
    ]


def _order(row: dict) -> tuple[date, bool, str]:
    """The suspicion reached first; of those of one day, one that says that the child is not back."""
    return row["reached_on"], bool(row["is_back"]), row["reason"]

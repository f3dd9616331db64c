"""What an answer to a list from above does to the ledger: a case is opened once, or gets the event that ends it.

Clearing means that a suspicion proved wrong; a child who is back after real absence is observed, never cleared.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from baoxue.ledger import cases
from baoxue.ledger.cases import Event, Head
from baoxue.ledger.tables import case_event
from baoxue.ledger.transitions import STATES

_OPENS = {"dropped_out": "verified", "lost": "suspected", "unverified": "suspected"}
"""Answers that leave the line open → the state in which their case opens."""

_ENDS = {
    "wrong_record": ("cleared", "wrong_record"), "empty_household": ("cleared", "empty_household"),
    "no_such_person": ("cleared", "no_such_person"), "dead": ("closed", "death"),
    "at_county_school": ("cleared", "already_here"), "in_province": ("cleared", "in_province"),
    "out_of_province": ("cleared", "out_province"), "no_register": ("cleared", "no_register"),
    "over_age": ("closed", "over_age"), "under_age": ("cleared", "under_age"), "completed": ("closed", "completed"),
    "abroad": ("closed", "abroad"), "home_teaching": ("closed", "home_teaching"), "suspended": ("closed", "suspension"),
    "special": ("closed", "special"), "detained": ("closed", "custody"), "leave_added": ("cleared", "leave_added"),
    "mark_error": ("cleared", "mark_error"), "merged": ("cleared", "merged"),
}  # fmt: skip
"""Answers that clear the line → (event, outcome) of the ledger."""

_ELSEWHERE = frozenset({"in_province", "out_of_province"})
_ABSENT = frozenset({"run", "month", "no_show", "ghost"})
"""Suspicions of children who were really away: at school again is a return."""


@dataclass(frozen=True)
class Actors:
    """Who proposed an answer and who lets it hold, each with the post that entered it; ``approver_for``: the leader whom the
    approver acts for."""

    proposer: str
    proposer_post: str | None
    approver: str
    approver_post: str | None
    approver_for: str | None = None


def hold(
    connection: sa.Connection, child_key: int, said: dict[str, Any], why: str, actors: Actors, now: datetime
) -> str | None:
    """The case that an answer which holds opens, links to, moves or ends; None where it touches none.

    ``said``: code and cause; ``why``: what stands in the event's note.
    """
    head = cases.heads(connection, [child_key]).get(child_key)
    is_open = head is not None and head.is_open
    if said["code"] in _OPENS:
        if head is None or not is_open:
            head = _opened(
                connection, child_key, _OPENS[said["code"]], f"{why} {said.get('cause') or ''}".strip(), actors, now
            )
        elif _OPENS[said["code"]] == "verified" and head.state == "suspected":
            cases.append(connection, [_verified(head, why, actors, now)])
        return head.case_no
    if head is None or not is_open:
        return None
    cases.append(connection, _ending(connection, head, said["code"], why, actors, now))
    return head.case_no


def _opened(connection: sa.Connection, key: int, state: str, note: str, actors: Actors, now: datetime) -> Head:
    event = Event(key, "opened", state, now.date(), now, actors.approver, reason="list", discovered_on=now.date(),
                  note=note, post_id=actors.approver_post, on_behalf=actors.approver_for)  # fmt: skip
    cases.append(connection, [event])
    return cases.heads(connection, [key])[key]


def _verified(head: Head, why: str, actors: Actors, now: datetime) -> Event:
    """Whoever found the child out of school has verified what was suspected."""
    return Event(head.child_key, "verified", "verified", max(now.date(), head.last_on), now, actors.approver, case_no=head.case_no,
                 on_behalf=actors.approver_for, note=why, post_id=actors.approver_post)  # fmt: skip


def _ending(connection: sa.Connection, head: Head, code: str, why: str, actors: Actors, now: datetime) -> list[Event]:
    """A request in the proposer's name and the end in the approver's; or the return that starts an observation."""
    day = max(now.date(), head.last_on)

    def event(name: str, state: str, by: tuple[str, str | None, str | None], outcome: str | None = None) -> Event:
        return Event(head.child_key, name, state, day, now, by[0], case_no=head.case_no, outcome=outcome, note=why,
                     post_id=by[1], on_behalf=by[2])  # fmt: skip

    proposer = (actors.proposer, actors.proposer_post, None)
    approver = (actors.approver, actors.approver_post, actors.approver_for)
    tier = STATES[head.state].tier
    if code == "at_county_school" and (tier != "suspected" or _reason(connection, head.case_no) in _ABSENT):
        return [] if head.state == "returned" else [event("returned", "returned", approver)]
    end, outcome = _ENDS[code]
    if code in _ELSEWHERE and tier == "dropped_out":
        end, outcome = "closed", "elsewhere"
    return [event("requested", head.state, proposer), event(end, end, approver, outcome)]


def _reason(connection: sa.Connection, case_no: str) -> str | None:
    query = sa.select(case_event.c.reason).where(case_event.c.case_no == case_no, case_event.c.event == "opened")
    return connection.execute(query).scalar()

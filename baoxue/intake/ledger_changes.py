"""A line of the 台账 whose case the ledger holds already: what it says otherwise now.

What is new becomes events of the case, what contradicts a closing waits, what cannot be taken is told. Nothing is passed
over in silence, and what a line leaves out takes nothing back.
"""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from baoxue.ledger import cases
from baoxue.ledger.transitions import STATES

ENDS = ("closed", "cleared")
_RAISED_FROM = ("suspected", "verified")
_BETWEEN, _OF = " | ", ":"
_TOLD_BY = ("opened", "corrected")


def written(said: dict[str, str]) -> str | None:
    """The words of a line as the note of an event: ``编号:1 | 原因:厌学``."""
    return _BETWEEN.join(f"{word}{_OF}{text}" for word, text in said.items() if text) or None


@dataclass(frozen=True)
class Held:
    """A case before the line is taken: its newest cause, how it ended, and the newest words of its notes."""

    case_no: str
    is_open: bool
    is_dropped_out: bool
    cause: str | None
    closed_on: date | None
    outcome: str | None
    words: dict[str, str]

    def new_words(self, said: dict[str, str]) -> dict[str, str]:
        return {word: text for word, text in said.items() if text and self.words.get(word) != text}

    def ended_so(self, closed: date | None, outcome: str | None) -> bool:
        return (closed, outcome) == (self.closed_on, self.outcome)


def held_case(connection: sa.Connection, case_no: str) -> Held:
    rows = cases.history(connection, case_no)
    last = rows[-1]
    is_open = STATES[last.resulting_state].is_open
    words: dict[str, str] = {}
    for row in rows:
        if row.event in _TOLD_BY and row.note:
            words |= dict(part.split(_OF, 1) for part in row.note.split(_BETWEEN) if _OF in part)
    return Held(
        case_no,
        is_open,
        any(STATES[row.resulting_state].tier == "dropped_out" for row in rows),
        next((row.cause for row in reversed(rows) if row.cause), None),
        None if is_open else last.effective_on,
        None if is_open else last.outcome,
        words,
    )


def can_be_raised(head: cases.Head, until: date) -> bool:
    """Whether a case can become one of 辍学 by ``until``: it is suspected, and nothing later was entered."""
    return head.state in _RAISED_FROM and head.last_on <= until

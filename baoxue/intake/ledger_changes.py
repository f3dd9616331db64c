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
_ONE_IS_TRUE = ("原因", "结果")


def written(said: dict[str, str]) -> str | None:
    """The words of a line as the note of an event: ``编号:1 | 原因:厌学``."""
    return _BETWEEN.join(f"{word}{_OF}{text}" for word, text in said.items() if text) or None


@dataclass(frozen=True)
class Held:
    """A case before the line is taken: its newest cause, how it ended, and what its notes ever said, word by word, the newest
    last. Town and school keep books of their own about one case, so what was said before says nothing new."""

    case_no: str
    is_open: bool
    is_dropped_out: bool
    cause: str | None
    closed_on: date | None
    outcome: str | None
    words: dict[str, list[str]]

    def new_words(self, said: dict[str, str]) -> dict[str, str]:
        return {word: text for word, text in said.items() if text and text not in self.words.get(word, [])}

    def taken_back(self, said: dict[str, str]) -> dict[str, str]:
        """What was said before and reads otherwise since."""
        return {word: said[word] for word in _ONE_IS_TRUE if said[word] in self.words.get(word, [])[:-1]}

    def ended_so(self, closed: date | None, outcome: str | None) -> bool:
        return (closed, outcome) == (self.closed_on, self.outcome)


def held_case(connection: sa.Connection, case_no: str) -> Held:
    rows = cases.history(connection, case_no)
    last = rows[-1]
    is_open = STATES[last.resulting_state].is_open
    words: dict[str, list[str]] = {}
    for row in rows:
        if row.event in _TOLD_BY and row.note:
            for word, text in (part.split(_OF, 1) for part in row.note.split(_BETWEEN) if _OF in part):
                words.setdefault(word, []).append(text)
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

"""The states of a case, and which may follow which: one table, exported as relations ``state`` and ``transition``.

Evidence and deadlines are not here: they are SQL over events, and acts read their result.
"""

from dataclasses import dataclass

NONE = "none"
"""The state before a child's first case, and between cases."""


@dataclass(frozen=True)
class State:
    """``tier`` is how reports count an open case; ``holder`` the post that must act; ``deadline`` the threshold
    with the days allowed in the state (None: the state has no clock of its own)."""

    name: str
    is_open: bool
    tier: str
    holder: str | None
    duty: str | None
    deadline: str | None


STATES = {
    s.name: s
    for s in (
        State("suspected", True, "suspected", "principal", "verify", "deadline_suspected"),
        State("verified", True, "suspected", "bureau", "confirm", "deadline_verified"),
        State("dropped_out", True, "dropped_out", "township", "persuade", "deadline_dropped_out"),
        State("persuading", True, "dropped_out", "township", "serve_notice", "deadline_persuading"),
        State("notice_served", True, "dropped_out", "township", "follow_notice", "deadline_notice_served"),
        State("legal", True, "dropped_out", "bureau", "legal_step", "deadline_legal"),
        State("returned", True, "observation", "class_teacher", "observe", "deadline_returned"),
        State("closed", False, "none", None, None, None),
        State("cleared", False, "none", None, None, None),
    )
}

_WORK = ("suspected", "verified", "dropped_out", "persuading", "notice_served", "legal", "returned")

TRANSITIONS: dict[str, tuple[str, ...]] = {
    NONE: ("suspected", "verified", "dropped_out", "persuading", "returned"),
    "suspected": (*_WORK, "closed", "cleared"),
    "verified": ("verified", "dropped_out", "persuading", "notice_served", "returned", "closed", "cleared"),
    "dropped_out": ("dropped_out", "persuading", "notice_served", "legal", "returned", "closed", "cleared"),
    "persuading": ("dropped_out", "persuading", "notice_served", "legal", "returned", "closed", "cleared"),
    "notice_served": ("persuading", "notice_served", "legal", "returned", "closed", "cleared"),
    "legal": ("persuading", "legal", "returned", "closed", "cleared"),
    "returned": (*_WORK, "closed", "cleared"),
    "closed": (),
    "cleared": (),
}
"""A closed or cleared case never moves again: a relapse is a new episode, a new case linked to the old one."""

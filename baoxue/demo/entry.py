"""Planted stories of the year that enters grade 1, and of registers that rolls contradict: who never enrolled, whose deferral
holds, whose deferral ended, who is disabled and may start at seven; a child whom the village writes into a school that knows nobody of the name."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from baoxue.demo.children import Child
from baoxue.demo.plan import Expected, Plan, first_of
from baoxue.demo.posts import Acting

_YEAR = 2018
_REGISTERED, _PUBLISHED = date(2018, 9, 1), date(2018, 9, 5)
_DUE = date(2018, 10, 15)
_ASKED, _APPROVED = date(2018, 9, 11), date(2018, 9, 12)
_STILL, _OVER = date(2019, 8, 31), date(2018, 11, 30)
_NOWHERE = {"at_school": "否", "school": "", "place": "", "proof": "", "proof_on": "", "disability": ""}

NEVER = "six years old, never enrolled in grade 1"
DEFERRED, ENDED = "six years old, deferral approved until August", "six years old, deferral ended in November"
MAY_WAIT = "six years old, disabled, may start at seven"
WRITTEN_IN = "the village writes a school of the county, on no roll"

Plant = Callable[..., Child]
"""``plant(story, reason, first, reached, fits=…, **cells)``: a child elsewhere by the register, of whom the village writes this."""

REGISTER_FAULTS = {("child_elsewhere", "wait"): 1, ("id_checksum", "wait"): 1, ("phone_damaged", "note"): 1}
"""(code, severity) → how often the registers are told so when they come in."""
_EXTRA = 9_000_000
"""Number of a child whom only a row that waits for correction names."""


def tell_entry(plan: Plan, plant: Plant, school: str, people: Acting) -> None:
    """``school``: the name of the school that a village writes in error; ``people``: who acts by a post."""
    plant(NEVER, "village_reported", _REGISTERED, _REGISTERED, fits=_is_six, cause="家长不重视", **_NOWHERE)
    waits = {"at_school": "缓学", "cause": "因病"}
    child = plant(
        DEFERRED, "village_reported", _REGISTERED, _REGISTERED, "closed_holding", fits=_is_six, **(_NOWHERE | waits)
    )
    _defer(plan, child, _STILL, people)
    child = plant(
        ENDED, "village_reported", _REGISTERED, _REGISTERED, "closed_relapsed", fits=_is_six, **(_NOWHERE | waits)
    )
    _defer(plan, child, _OVER, people)
    again = Expected(
        "the deferral ended", child.n, "suspension_expired", _OVER, date(2018, 12, 3), "open_overdue", episode=2
    )
    plan.expected.append(again)
    written = {"at_school": "是", "school": school, "place": "", "proof": "", "proof_on": "", "disability": ""}
    plant(WRITTEN_IN, "unverified", _DUE, date(2018, 10, 16), **written)
    plant(MAY_WAIT, None, fits=_is_six, **(_NOWHERE | {"disability": "智力残疾", "cause": "残疾"}))


def faulty_rows(free: Iterator[Child], villages: Sequence[str]) -> list[tuple[Child, Child]]:
    """Rows of registers that intake must not take as they stand, each with the child whose cells it repeats: one child in a
    second village of a township that reports later, an ID number whose last digit is wrong, a phone damaged by the sheet."""
    town, last = villages[0][:9], [v for v in villages if v[:9] == villages[-1][:9]]
    twice = first_of(c for c in free if c.area[:9] == town)
    mistyped = first_of(free)
    wrong = str((int(mistyped.id_number[-1].replace("X", "0")) + 1) % 10)
    other = replace(mistyped, n=_EXTRA, name=mistyped.name + "华", id_number=mistyped.id_number[:-1] + wrong)
    damaged = first_of(free)
    return [(replace(twice, area=last[0]), twice), (other, mistyped), (replace(damaged, phone="1.39E+10"), damaged)]


def _is_six(child: Child) -> bool:
    return child.entry == _YEAR


def _defer(plan: Plan, child: Child, until: date, people: Acting) -> None:
    """Asked for by the township with a doctor's letter, approved by the bureau until a day."""
    told: dict[str, Any] = {"outcome": "suspension", "promise_on": until}
    town = f"clerk_township-{child.area[:9]}"
    plan.act(
        child, _ASKED, "requested", "suspected", known=_PUBLISHED, **people.by(town, _ASKED), **told
    )  # fmt: skip
    plan.act(child, _APPROVED, "closed", "closed", note="县医院诊断证明,批准缓学",
             **people.by("bureau_clerk", _APPROVED), **told)  # fmt: skip

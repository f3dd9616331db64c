"""The planted hand-over: grade 6 of June 2018 child by child, the first days of the term, a transfer to another county.

Of 1604 at the default size 1566 are registered here, 27 elsewhere with proof, 3 without, 2 suspended, 1 taught at home
and 5 missing on the third school day; five days later two of the five are found, one here and one elsewhere.
"""

from datetime import date, datetime

import sqlalchemy as sa

from baoxue.demo.children import Child
from baoxue.demo.stories import Teller
from baoxue.ledger import whereabouts
from baoxue.ledger.whereabouts import Check

ENTRY = 2012
FIRST_COUNT, SECOND_COUNT = date(2018, 9, 5), date(2018, 9, 10)
PROVED, PENDING, SUSPENDED, MISSING = 27, 3, 2, 3
"""How many at the default size; one more each is taught at home, found here and found elsewhere."""

_EVER, _SUMMER = "9999-12", "2018-09"
_FIRST_DAY = date(2018, 9, 3)
_PLACES = (("省内", "西安市雁塔区第一中学"), ("省内", "榆林市第七中学"), ("省外", "内蒙古鄂尔多斯市某中学"))
_UNSENT = 17
"""The village that never sends a register: whoever is elsewhere lives in another."""
_MONTHLY = 20, 3
"""Every so many villages, from which on, send a register each month."""


def hand_over(t: Teller) -> None:
    """Without a roll of the summer nobody can be missing from it."""
    _elsewhere(t)
    _staying(t)
    if t.knows_summer:
        _missing(t)
        _found(t)
    _late(t)


def _leaver(t: Teller) -> Child:
    unsent = list(t.county.villages)[_UNSENT]
    child = t.take(lambda c: c.entry == ENTRY and c.area != unsent)
    return child


def _gone(t: Teller) -> Child:
    child = _leaver(t)
    t.plan.patches[child.n].append((_SUMMER, _EVER, None))
    return child


def _said(i: int, proof_on: date | None) -> dict[str, str]:
    place, school = _PLACES[i % len(_PLACES)]
    proof = {"proof": ("学籍系统", "就读证明")[i % 2], "proof_on": f"{proof_on:%Y%m%d}"} if proof_on else {}
    return {"school": school, "place": place, **proof}


def _elsewhere(t: Teller) -> None:
    for i in t.many(PROVED):
        child = _gone(t)
        t.plan.registered[child.n] = [(FIRST_COUNT, _said(i, date(2018, 8, 20)))]
        t.expect("handed over to a school elsewhere, proved", child, None)
    pending = []
    for i in t.many(PENDING):
        child = _gone(t)
        t.plan.registered[child.n] = [(FIRST_COUNT, _said(i, None))]
        t.expect("handed over to a school elsewhere, proved in October", child, None)
        pending.append(child)
    at = datetime(2018, 10, 8, 12)

    def check(connection: sa.Connection, keys: dict[int, int]) -> None:
        acts = [Check(keys[c.n], "checked", "confirmed", at.date(), at, "村文书", "certificate") for c in pending]
        whereabouts.record(connection, acts)

    t.plan.acts.append((at, check))


def _staying(t: Teller) -> None:
    ill = {"status": "休学", "status_since": "2018-05-07", "status_until": "2019-05-06"}
    for _ in t.many(SUSPENDED):
        child = _leaver(t)
        t.plan.patches[child.n].append(("2018-05", _EVER, ill))
        t.expect("suspended through the hand-over", child, None)
    child = _leaver(t)
    t.plan.patches[child.n].append(("2017-09", _EVER, {"inclusive": "送教上门", "disability": "肢体残疾"}))
    t.expect("taught at home through the hand-over", child, None)


def _missing(t: Teller) -> None:
    for _ in t.many(MISSING):
        t.expect("grade 6 in summer, on no roll in September", _gone(t), "no_show", _FIRST_DAY, FIRST_COUNT, "open_overdue")  # fmt: skip


def _found(t: Teller) -> None:
    """One whom the junior school takes in after five days, closed after observation; one found in another county."""
    child = _leaver(t)
    came = date(2018, 9, 7)
    t.plan.arrives[child.n] = came
    t.plan.patches[child.n].append(("2018-09", "2018-09", {"on_roll_from": came.isoformat()}))
    t.act(child, came, "returned", "returned", known=SECOND_COUNT)
    t.act(child, date(2018, 9, 27), "requested", "returned")
    t.act(child, date(2018, 9, 28), "closed", "closed", outcome="returned")
    t.expect("missing at the hand-over, found here", child, "no_show", _FIRST_DAY, FIRST_COUNT, "closed_holding")
    child = _gone(t)
    school = t.county.schools[child.junior[:10]].name
    t.plan.registered[child.n] = [(FIRST_COUNT, {"school": school}), (SECOND_COUNT, _said(0, date(2018, 9, 8)))]
    t.act(child, SECOND_COUNT, "requested", "suspected")
    t.act(
        child, SECOND_COUNT, "cleared", "cleared", outcome="in_province", note="西安市雁塔区第一中学在读,学籍系统可查"
    )
    t.expect("missing at the hand-over, found elsewhere", child, "no_show", _FIRST_DAY, FIRST_COUNT, "closed_holding")


def _late(t: Teller) -> None:
    """Two days late at term start, nothing since."""
    child = t.take(lambda c: c.class_in(2018) == c.primary)
    t.plan.absent(child, t.between(_FIRST_DAY, date(2018, 9, 4)))
    t.expect("reported on the third day of the term", child, None)


def transfer_proved(t: Teller) -> None:
    """Transferred to a school code that the county does not know; the village registers the child there, with proof."""
    every, first = _MONTHLY
    monthly = set(list(t.county.villages)[first::every])
    child = t.take(lambda c: c.entry != ENTRY and c.area in monthly)
    out = {"status": "转出", "status_since": "2018-10-12", "transfer_to": "3161020001"}
    t.plan.patches[child.n].append(("2018-10", _EVER, out))
    t.plan.registered[child.n] = [(date(2018, 10, 15), _said(0, date(2018, 10, 15)))]
    t.expect("transferred to a school of another county, proved by the register", child, None)

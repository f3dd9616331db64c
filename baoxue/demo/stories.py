"""The planted stories and their answer key: every way a child slips away, and every way a closing is true or not.

Days are of autumn 2018; the county is looked at on 2018-12-20. Ordinary months cannot trigger anything, so what is
found must be exactly what is told here.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import chain
from typing import Any

from baoxue.contracts.classes import class_key
from baoxue.demo.children import Child, id_number
from baoxue.demo.county import County, special_schools
from baoxue.demo.plan import Expected, Plan, TooSmall, first_of
from baoxue.demo.posts import Acting

LAST_DAY = date(2018, 12, 20)
TERM_START = date(2018, 9, 1)
_EVER = "9999-12"
_STEPS = (997, 1009, 1013, 1019, 1021, 1031, 1033, 1039, 1049, 1051)
"""Ways of going through the children: in a small county not each leaves room for every story."""


class Teller:
    """Hands out children to stories, each child to one, and writes plan and key together."""

    def __init__(self, county: County, children: list[Child], school_days: list[date], first_day: date, way: int):
        self.county, self.children, self.days, self.first_day = county, children, school_days, first_day
        self.scale = len(children) / 16_700
        self.knows_summer = first_day < TERM_START  # rolls of which somebody can be missing in September are held
        self.plan = Plan()
        self._spread = self._candidates(way)
        self._seats = Counter(child.class_in(2018) for child in children)
        self.people = Acting(county, children)

    def _candidates(self, way: int) -> Iterator[Child]:
        """Children at school in all months told of, spread over the county; never from a school with a story."""
        apart = {school.code for school in special_schools(self.county).values()}
        self.fit = [c for c in self.children if 2010 <= c.entry <= 2016 and c.primary[:10] not in apart]
        step = [n for n in _STEPS if len(self.fit) % n][way]
        return (self.fit[(i * step) % len(self.fit)] for i in range(len(self.fit)))

    def take(self, fits: Callable[[Child], bool] = lambda c: True) -> Child:
        """A child that fits and has no story. Raises TooSmall where there is none, and stays as it was."""
        skipped: list[Child] = []
        for child in self._spread:
            if fits(child) and child.n not in self.plan.taken:
                self.plan.taken.add(child.n)
                self._spread = chain(skipped, self._spread)
                return child
            skipped.append(child)
        self._spread = iter(skipped)
        raise TooSmall

    def is_missed(self, child: Child) -> bool:
        """Whether a roll without the child still has the class: one that nobody sends is carried, and nobody is gone."""
        return self._seats[child.class_in(2018)] > 3

    def many(self, whole: int) -> range:
        """How often a story is told in a county of this size, at least once."""
        return range(max(1, round(whole * self.scale)))

    def between(self, first: date, last: date) -> list[date]:
        return [d for d in self.days if first <= d <= last]

    def after(self, day: date, many: int) -> list[date]:
        return [d for d in self.days if d > day][:many]

    def expect(self, story: str, child: Child, reason: str | None, *rest, **more) -> None:
        self.plan.expected.append(Expected(story, child.n, reason, *rest, **more))

    def act(self, child: Child, on: date, event: str, state: str, known: date | None = None, **more) -> None:
        by = self._by(child, event, max(on, known or on))
        self.plan.act(child, on, event, state, known, **by, **more)

    def _by(self, child: Child, event: str, on: date) -> dict[str, Any]:
        """Who enters an act: the school a return and the request to close, the township persuades and serves, the bureau does
        the rest."""
        school = (child.class_in(2018) or child.junior)[:10]
        own = [f"clerk_school-{school}", f"principal-{school}"]
        asked = {"returned": own, "requested": own,
                 "persuaded": [f"clerk_township-{child.area[:9]}"],
                 "notice_served": [f"clerk_township-{child.area[:9]}"]}  # fmt: skip
        post = next((p for p in asked.get(event, ()) if p in self.people), "bureau_clerk")
        return self.people.by(post, on)


def tell(
    county: County,
    children: list[Child],
    school_days: list[date],
    first_day: date,
    more: Sequence[Callable[[Teller], None]] = (),
) -> Plan:
    """The plan of the county with all its stories that begin on or after the first day held; ``more``: told last. Where a way
    through the children leaves no room for one of them, the next is tried. Raises TooSmall where none does."""
    for way in range(len(_STEPS) - 1):
        told = list(children)
        teller = Teller(county, told, school_days, first_day, way)
        try:
            for story in (_absence, _dropped_out, _closings, _older, _rolls, _schools, _classes, _gaps, *more):
                story(teller)
        except TooSmall:
            continue
        children[:] = told
        teller.plan.acts.sort(key=lambda pair: pair[0])
        return teller.plan
    raise TooSmall


def _absence(t: Teller) -> None:
    holiday = [date(2018, 9, 28), date(2018, 9, 29), date(2018, 9, 30), date(2018, 10, 8)]
    for _ in t.many(2):
        child = t.take()
        t.plan.absent(child, holiday)
        t.expect("run across month end, swapped weekend and holiday", child, "run", holiday[0], holiday[2], "closable")
    for _ in t.many(7):
        child = t.take()
        days = t.between(date(2018, 12, 18), LAST_DAY)
        t.plan.absent(child, days)
        t.expect("three days in a row, today", child, "run", days[0], days[2], "open_on_time")
    for _ in t.many(5):
        child = t.take()
        days = t.between(date(2018, 12, 5), LAST_DAY)
        t.plan.absent(child, days)
        t.expect("away since 5 December, nobody verified", child, "run", days[0], days[2], "open_overdue")
    for _ in t.many(3):
        child = t.take()
        days = [date(2018, 11, d) for d in (5, 8, 13, 20, 27)]
        t.plan.absent(child, days)
        t.expect("five days in a month, back since", child, "month", days[0], days[4], "closable")
    for _ in t.many(4):
        child = t.take()
        days = [date(2018, 12, d) for d in (3, 5, 7, 11, 13)]
        t.plan.absent(child, days)
        t.expect("five days in December, five days back", child, "month", days[0], days[4], "observing")
    for _ in t.many(3):
        child = t.take()
        t.plan.absent(child, [date(2018, 12, 6), date(2018, 12, 11)])
        t.plan.absent(child, t.between(date(2018, 12, 12), date(2018, 12, 14)), ("S", "S"))
        t.expect("two unexcused days and sick leave", child, None)


def _dropped_out(t: Teller) -> None:
    def poor(child: Child) -> bool:
        return child.is_poor and child.entry <= 2014

    def not_poor(child: Child) -> bool:
        return not child.is_poor and child.entry <= 2014

    for i in t.many(6):
        child = t.take(poor if i % 2 == 0 else not_poor)
        days = t.between(date(2018, 11, 1), LAST_DAY)
        t.plan.absent(child, days)
        t.act(child, date(2018, 12, 7), "confirmed", "dropped_out", cause="04" if i % 3 == 0 else "01")
        t.act(
            child,
            date(2018, 12, 10),
            "persuaded",
            "persuading",
            met="父",
            promise_on=date(2018, 12, 13),
            note="家访 见父 答应返校",
        )
        if i % 2:
            t.act(child, date(2018, 12, 17), "notice_served", "notice_served", note="责令限期返校通知书 送达")
        status = "open_on_time" if i % 2 else "open_overdue"
        t.expect("dropped out since 1 November", child, "run", days[0], days[2], status)
    for _ in t.many(2):
        child = t.take(lambda c: c.entry <= 2014)
        days = t.between(date(2018, 10, 15), date(2018, 11, 16))
        t.plan.absent(child, days)
        t.act(child, date(2018, 11, 6), "confirmed", "dropped_out", cause="02")
        t.act(child, date(2018, 11, 8), "persuaded", "persuading", met="母", note="劝返 见母")
        t.act(child, date(2018, 11, 19), "returned", "returned")
        t.expect("dropped out and back for more than 20 days", child, "run", days[0], days[2], "closable")


def _closings(t: Teller) -> None:
    def closed(
        many: int, story: str, status: str, last: date, on: date, back: date, more: Sequence[date] = ()
    ) -> list[Child]:
        told = []
        for _ in t.many(many):
            child = t.take()
            days = t.between(date(2018, 10, 8), last)
            t.plan.absent(child, [*days, *more])
            t.act(child, back, "returned", "returned", known=_published(days[2]))
            _close(t, child, on)
            t.expect(story, child, "run", days[0], days[2], status)
            told.append(child)
        return told

    closed(
        6, "closed on ten days of presence", "closed_holding", date(2018, 10, 12), date(2018, 11, 6), date(2018, 10, 15)
    )
    again = t.between(date(2018, 10, 22), date(2018, 10, 25))
    closed(
        2,
        "closed although absent",
        "closed_contradicted",
        date(2018, 10, 12),
        date(2018, 11, 6),
        date(2018, 10, 15),
        again,
    )
    closed(2, "closed after two days", "closed_no_evidence", date(2018, 11, 2), date(2018, 11, 7), date(2018, 11, 5))
    relapse = t.between(date(2018, 12, 3), date(2018, 12, 6))
    for child in closed(
        2, "closed, relapsed", "closed_relapsed", date(2018, 10, 12), date(2018, 11, 6), date(2018, 10, 15), relapse
    ):
        t.expect("relapse", child, "run", relapse[0], relapse[2], "observing", episode=2)
    for _ in t.many(1):
        child = t.take(lambda c: c.class_in(2018) == c.primary)
        days = t.between(date(2018, 11, 12), date(2018, 11, 14))
        t.plan.before_correction[child.n, "2018-11"] = dict.fromkeys(days, ("A", "A"))
        t.plan.absent(child, days, ("S", "S"))
        t.plan.corrected.append((datetime(2018, 12, 5, 10), child.primary[:10], "2018-11"))
        on = date(2018, 12, 6)
        t.act(child, on, "requested", "suspected", note="补交医院证明")
        t.act(child, on, "cleared", "cleared", outcome="leave_added", note="补交医院证明")
        t.expect("cleared, leave added later", child, "run", days[0], days[2], "closed_holding")


def _close(t: Teller, child: Child, on: date) -> None:
    before = max(d for d in t.days if d < on)
    t.act(child, before, "requested", "returned")
    t.act(child, on, "closed", "closed", outcome="returned")


def _older(t: Teller) -> None:
    """Last school year's cases, so that last year's figures exist."""
    for i in t.many(8):
        child = t.take()
        start = date(2017, 10, 9) + timedelta(days=21 * i)
        if start < t.first_day:
            continue
        days = t.after(start, 4)
        back = t.after(days[-1], 1)[0]
        closing = t.after(back, 26)[-1]
        t.plan.absent(child, days)
        t.act(child, back, "returned", "returned", known=_published(days[2]))
        _close(t, child, max(closing, _published(days[2]) + timedelta(days=2)))
        t.expect("last school year, closed and holding", child, "run", days[0], days[2], "closed_holding")


def _published(day: date) -> date:
    """The day after the publication of a day's month."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=3)


def _not_handed_over(child: Child) -> bool:
    """Not of the grade 6 whose hand-over is told child by child."""
    return child.entry != 2012


def _rolls(t: Teller) -> None:
    child = t.take(lambda c: c.class_in(2018) == c.primary)
    away = first_of(c.primary for c in t.fit if c.entry == child.entry and c.primary[:9] != child.primary[:9])
    school = t.county.schools[away[:10]]
    t.plan.moves[child.n] += [("2018-10", away)]
    t.plan.patches[child.n].append(
        ("2018-10", "2018-10", {"status_since": "2018-10-08", "transfer_from": child.primary[:10]})
    )
    t.expect(f"transferred to {school.code} and received", child, None)
    child = t.take()
    gone = {"status": "转出", "status_since": "2018-10-12", "transfer_to": "外地学校"}
    t.plan.patches[child.n].append(("2018-10", _EVER, gone))
    t.expect(
        "transferred out, received nowhere",
        child,
        "transfer_lost",
        date(2018, 10, 12),
        date(2018, 11, 11),
        "open_overdue",
    )
    child = t.take()
    outside = gone | {"transfer_to": "3161020001"}
    t.plan.patches[child.n].append(("2018-10", _EVER, outside))
    t.expect("transferred to a school code that the county does not know", child, "transfer_lost",
             date(2018, 10, 12), date(2018, 11, 11), "open_overdue")  # fmt: skip
    child = t.take(lambda c: c.class_in(2018) == c.primary)
    second = first_of(c.primary for c in t.fit if c.entry == child.entry and c.primary[:9] != child.primary[:9])
    t.plan.also[second].append(("2018-11", child.n))
    t.expect("on two rolls, present on one", child, None)
    child = t.take(_not_handed_over)
    away_ill = {"status": "休学", "status_since": "2017-11-06", "status_until": "2018-11-05"}
    t.plan.patches[child.n].append(("2017-11", _EVER, away_ill))
    t.expect("suspension expired", child, "suspension_expired", date(2018, 11, 5), date(2018, 11, 6), "open_overdue")
    if t.knows_summer:
        child = t.take(lambda c: c.entry <= 2016 and c.class_in(2018) == c.primary and t.is_missed(c))
        t.plan.patches[child.n].append(("2018-09", _EVER, None))
        t.expect("did not report at term start", child, "no_show", date(2018, 9, 3), date(2018, 9, 5), "open_overdue")
    child = t.take(_not_handed_over)
    t.plan.patches[child.n].append(("2017-09", _EVER, {"inclusive": "送教上门", "disability": "肢体残疾"}))
    t.expect("home teaching has no daily marks", child, None)
    child = t.take()
    days = t.between(date(2018, 9, 3), LAST_DAY)
    t.plan.absent(child, days)
    t.expect("on the roll, never in the seat", child, "run", days[0], days[2], "open_overdue")
    child = t.take(lambda c: c.class_in(2018) == c.primary)
    permanent = f"G{id_number('610830', child.born, 900 + (1 if child.sex == '男' else 0))}"
    t.plan.numbers[child.n] += [("2017-09", f"L610830{child.born:%Y%m%d}0001"), ("2018-09", permanent)]
    t.children[child.n] = replace(child, id_number=permanent[1:])
    t.expect("temporary number became permanent", child, None)


def _schools(t: Teller) -> None:
    apart = special_schools(t.county)
    silent, late, nil, silent_roll = (apart[k].code for k in ("silent", "late", "nil_true", "silent_roll"))
    inside = [c for c in t.children if c.primary[:10] == silent and 2014 <= c.entry <= 2016]
    child = first_of(inside)
    t.plan.taken.add(child.n)
    days = t.between(date(2018, 10, 8), date(2018, 10, 12))
    t.plan.absent(child, days)
    t.act(child, date(2018, 10, 15), "returned", "returned", known=_published(days[2]))
    _close(t, child, date(2018, 11, 6))
    t.expect("closed, then the school fell silent", child, "run", days[0], days[2], "closed_unreported")
    t.plan.silent["attendance", silent] |= {"2018-11", "2018-12"}
    t.plan.silent["roll", silent_roll] |= {"2018-11", "2018-12"}
    t.plan.late["attendance", late, "2018-10"] = datetime(2018, 11, 12, 9)
    t.plan.nil |= {(nil, "2018-11"), (nil, "2018-10")}
    child = t.take(lambda c: c.class_in(2018) == c.primary)
    days = t.between(date(2018, 11, 19), date(2018, 11, 23))
    t.plan.absent(child, days)
    t.plan.nil.add((child.primary[:10], "2018-11"))
    t.expect("hidden by a nil report", child, "run", days[0], days[2], "closable")


def _classes(t: Teller) -> None:
    halves = special_schools(t.county)["halves"]
    inside = [c for c in t.children if c.primary[:10] == halves.code and 2014 <= c.entry <= 2016]
    child, other = first_of(inside), first_of(inside[1:])
    t.plan.taken |= {child.n, other.n}
    t.plan.marks[child.n] |= {
        date(2018, 12, 3): ("P", "A"),
        date(2018, 12, 4): ("A", "A"),
        date(2018, 12, 5): ("A", "A"),
        date(2018, 12, 6): ("A", "P"),
    }
    t.expect("six half days in a row", child, "run", date(2018, 12, 3), date(2018, 12, 6), "closable")
    t.plan.absent(other, t.between(date(2018, 12, 3), date(2018, 12, 6)), ("A", "P"))
    t.expect("four mornings, afternoons present", other, None)
    mover = t.take(lambda c: c.class_in(2018) == c.primary)
    target = class_key(mover.primary[:10], "primary", mover.entry, int(mover.primary[-2:]) + 1)
    t.plan.mid_month[mover.n] = ("2018-10", date(2018, 10, 19), date(2018, 10, 22), target)
    t.plan.absent(mover, [date(2018, 10, 18), date(2018, 10, 19), date(2018, 10, 22), date(2018, 10, 23)])
    t.expect("changed class in the middle of a run", mover, "run", date(2018, 10, 18), date(2018, 10, 22), "closable")
    big = [c for c in t.children if c.primary == mover.primary and c.n != mover.n]
    for split in big[::2]:
        if split.n not in t.plan.taken:
            t.plan.moves[split.n].append(("2018-10", target))
    for closed in (s for s in t.county.schools.values() if s.successor):
        for child in t.children:
            if child.primary[:10] == closed.code and child.class_in(2018) == child.primary:
                t.plan.moves[child.n].append(("2018-09", (closed.successor or "") + child.primary[10:-2] + "09"))
    spoiled = special_schools(t.county)["nil_true"].code
    key = first_of(c.primary for c in t.children if c.primary[:10] == spoiled and c.entry == 2016)
    t.plan.spoiled[key, "2018-12"] = "totals"


LATE = "closed in November, entered in December after November's report"
BROKEN = "observation broken by a new absence: the same case, back to its tier"


def _gaps(t: Teller) -> None:
    for _ in t.many(2):
        child = t.take(lambda c: c.class_in(2018) == c.primary and t.is_missed(c))
        t.plan.patches[child.n].append(("2018-11", _EVER, None))
        t.expect("gone from the roll in November without a word", child, "vanished", date(2018, 11, 1),
                 date(2018, 12, 1), "open_overdue")  # fmt: skip
    for _ in t.many(2):
        child = t.take()
        days = [date(2018, 11, d) for d in (6, 9, 14, 21, 28)]
        t.plan.absent(child, [*days, *t.between(date(2018, 12, 12), LAST_DAY)])
        t.expect(BROKEN, child, "month", days[0], days[4], "open_on_time")
    child = t.take()
    days = t.between(date(2018, 10, 8), date(2018, 10, 11))
    t.plan.absent(child, days)
    t.act(child, date(2018, 10, 12), "returned", "returned", known=_published(days[2]))
    t.act(child, date(2018, 11, 20), "requested", "returned")
    t.act(
        child,
        date(2018, 11, 21),
        "closed",
        "closed",
        known=date(2018, 12, 11),
        outcome="returned",
    )
    t.expect(LATE, child, "run", days[0], days[2], "closed_holding")
    for _ in t.many(2):
        child = t.take()
        t.plan.absent(child, t.between(date(2018, 11, 1), LAST_DAY), ("S", "S"))
        t.expect("on leave all November, seen by nobody", child, "ghost", date(2018, 11, 1), date(2018, 11, 30),
                 "open_overdue")  # fmt: skip

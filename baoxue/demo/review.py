"""What the quarterly reviews of the invented county rest on: a school without a case, one that reported its own case in time,
one that reported late, one that hid a poor child whom a re-check found; and the county's re-checks.

Schools are chosen among those that no other story touches, so that their scores must be exactly what is told here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from baoxue.demo.children import Child
from baoxue.demo.county import County, special_schools
from baoxue.demo.plan import Expected, Plan
from baoxue.demo.posts import Acting
from baoxue.ledger import cases, review
from baoxue.ledger.cases import Event
from baoxue.ledger.review import Recheck

CLERK, DIRECTOR = "白雪", "王立平"
QUARTERS = {"2018-Q3": 8075, "2018-Q4": 8076}
_NOT_AGREED = "到校清点与花名册不符"


@dataclass(frozen=True)
class Reviewed:
    """One line of the answer key: score of a school in the fourth quarter, and points earned by criterion (None: nothing to
    count). ``drawn``: whether the re-check has seen the school."""

    story: str
    school: str
    score: float
    points: dict[str, float | None] = field(default_factory=dict)


def is_drawn(number: int, quarter_no: int) -> bool:
    """The published rule of the sample, with the tracked seed 1 and share of 30 % of the schools."""
    return (number * 7919 + (quarter_no + 1) * 104729) % 10007 * 100 < 10007 * 30


def plant(county: County, children: Sequence[Child], plan: Plan, school_days: Sequence[date]) -> list[Reviewed]:
    """Add the stories to the plan; answers the key of their reviews. Fewer than four untouched schools, or nobody poor in those
    left for the one that hides a child: nothing is planted."""
    apart = _untouched(county, children, plan)
    poor = {key[:10] for c in children if c.is_poor and _is_told_of(c) and (key := c.class_in(2018))}
    ordered = sorted(apart, key=lambda code: (not is_drawn(int(code), QUARTERS["2018-Q4"]), code))
    hidden = next((code for code in ordered[3:] if code in poor), None)
    if hidden is None:
        return []
    chosen = [*ordered[:3], hidden]
    none, in_time, late, _ = chosen
    teller = _Teller(children, plan, school_days, Acting(county, children))
    teller.reported(
        in_time, "reported by the school in time", datetime(2018, 11, 23, 9), date(2018, 11, 27), closes=True
    )
    teller.reported(late, "reported by the school itself, late", datetime(2018, 11, 28, 9), date(2018, 11, 30))
    teller.hidden(hidden)
    teller.re_check(county, chosen, none, hidden)
    for school, month in sorted(plan.nil - {(special_schools(county)["nil_true"].code, f"2018-{m}") for m in (10, 11)}):
        teller.false_nil(school, month)
    plan.acts.sort(key=lambda pair: pair[0])
    return [
        _key("without a case", none, {"reports": 15, "written_reports": 15, "checks": 10}),
        _key(
            "its own case in time",
            in_time,
            {"reports": 15, "written_reports": 15, "visits": 20, "evidence": 10, "checks": 10},
        ),
        _key(
            "its own case late",
            late,
            {"reports": 15, "written_reports": 15 - 15 * 0.25 / 2, "visits": 20 - 20 * 0.25, "checks": 10},
        ),
        Reviewed(
            "hid a poor child",
            hidden,
            0,
            {"reports": 15, "written_reports": 0, "visits": 0, "checks": 10, "recheck": 0},
        ),
    ]


def _key(story: str, school: str, points: dict[str, float | None]) -> Reviewed:
    """The score is what was earned of what could be counted, out of a hundred; the re-check agreed."""
    points = {**points, "recheck": 20}
    full = {"reports": 15, "written_reports": 15, "visits": 20, "evidence": 10, "checks": 10, "recheck": 20}
    countable = sum(full[criterion] for criterion in points)
    return Reviewed(story, school, 100 * sum(v or 0 for v in points.values()) / countable, points)


def _untouched(county: County, children: Sequence[Child], plan: Plan) -> set[str]:
    """Schools with pupils that no story knows: none of their children taken, no sheet late, silent, spoiled or nil."""
    touched = {key[:10] for c in children if c.n in plan.taken and (key := c.class_in(2018))}
    touched |= {key[:10] for moves in plan.moves.values() for _, key in moves} | {key[:10] for key in plan.also}
    touched |= {school.code for school in special_schools(county).values()} | {school for school, _ in plan.nil}
    held = {key[:10] for c in children if _is_told_of(c) and (key := c.class_in(2018))}
    return {code for code in held - touched if county.schools[code].kind != "point"}


def _is_told_of(child: Child) -> bool:
    """Not of the two years that entered last: their classes are told of by nobody."""
    return child.entry <= 2016


class _Teller:
    def __init__(self, children: Sequence[Child], plan: Plan, school_days: Sequence[date], people: Acting):
        self.children, self.plan, self.days, self.people = children, plan, school_days, people
        self.number = {c.n: c for c in children}

    def reported(self, school: str, story: str, at: datetime, last: date, closes: bool = False) -> None:
        """A run of November that the school itself reports, verifies in time, and that ends."""
        child = self._take(school, lambda c: True)
        days = self._between(date(2018, 11, 20), last)
        for day in days:
            self.plan.marks[child.n][day] = ("A", "A")
        opening = {"reason": "reported", "run_first_day": days[0], "discovered_on": days[2]}
        own = self.people.by(f"clerk_school-{school}", at.date())
        self._event(child, at, days[2], "opened", "suspected", **opening, **own)
        verified = next(d for d in self.days if d > at.date())
        self._event(child, _noon(verified), verified, "verified", "verified", note="校长与村干部同访", **own)
        back = next(d for d in self.days if d > last)
        self._event(child, _noon(back), back, "returned", "returned", **own)
        status = "closable"
        if closes:
            self._event(child, _noon(date(2018, 12, 13)), date(2018, 12, 13), "requested", "returned", **own)
            self._event(child, _noon(date(2018, 12, 14)), date(2018, 12, 14), "closed", "closed", outcome="returned",
                        **self.people.by("bureau_clerk", date(2018, 12, 14)))  # fmt: skip
            status = "closed_holding"
        self.plan.expected.append(Expected(story, child.n, "reported", days[0], days[2], status))

    def hidden(self, school: str) -> None:
        """Marked present until the re-check of 5 December found the child gone; the objection is heard and fails."""
        child = self._take(school, lambda c: c.is_poor)
        found = date(2018, 12, 5)
        for day in self._between(found, self.days[-1]):
            self.plan.marks[child.n][day] = ("A", "A")

        def act(on: date, result: str, reason: str, actor: str, on_behalf: str | None = None) -> None:
            self._recheck(
                _noon(on),
                lambda keys: ("child", school, keys[child.n]),
                school,
                "2018-Q4",
                result,
                reason,
                actor,
                on_behalf,
            )

        self._event(child, _noon(found), found, "opened", "suspected", reason="recheck", discovered_on=found,
                    note="入户见祖父,学生10月起在外务工", **self.people.by("bureau_clerk", found))  # fmt: skip
        act(found, "hidden", "入户见祖父,学生10月起在外务工,考勤一直记到校", CLERK, DIRECTOR)
        act(date(2018, 12, 7), "objected", "班主任称学生请假", "校长")
        act(date(2018, 12, 13), "upheld", "没有假条,同学证实未到校", DIRECTOR)
        for on, event, state in ((date(2018, 12, 7), "verified", "verified"), (date(2018, 12, 10), "confirmed", "dropped_out"),
                                 (date(2018, 12, 12), "persuaded", "persuading"), (date(2018, 12, 14), "notice_served", "notice_served")):  # fmt: skip
            self._event(child, _noon(on), on, event, state, cause="02" if event == "confirmed" else None,
                        **self.people.by("bureau_clerk", on))  # fmt: skip
        story = "hidden by the school, found by a re-check"
        self.plan.expected.append(Expected(story, child.n, "recheck", None, found, "open_on_time"))

    def re_check(self, county: County, seen: Sequence[str], none: str, hidden: str) -> None:
        """October looks at the third quarter: every drawn school, one not agreed with. December has begun with the fourth: one
        finding still open to objection, one withdrawn after it."""
        for quarter, day in (("2018-Q3", date(2018, 10, 18)), ("2018-Q4", date(2018, 12, 12))):
            drawn = [code for code in county.schools if is_drawn(int(code), QUARTERS[quarter])]
            other = [code for code in drawn if code not in seen]
            if quarter == "2018-Q4":
                drawn = [code for code in drawn if code in seen and code != hidden] + other[: max(2, len(other) // 2)]
            for code in drawn:
                differs = code in other[:2] if quarter == "2018-Q4" else code == other[-1:][0] if other else False
                on = date(2018, 12, 18) if differs and code == other[0] and quarter == "2018-Q4" else day
                self._school(
                    on,
                    code,
                    quarter,
                    "not_agreed" if differs else "agreed",
                    _NOT_AGREED if differs else None,
                    CLERK,
                    DIRECTOR,
                )
                if differs and quarter == "2018-Q4" and on == day:
                    self._school(date(2018, 12, 14), code, quarter, "objected", "清点当天该班外出活动", "校长")
                    self._school(date(2018, 12, 19), code, quarter, "withdrawn", "活动方案和照片属实", DIRECTOR)

    def false_nil(self, school: str, month: str) -> None:
        """The county asked, and nobody objected: what the comparison of data says of a nil report is now a finding."""
        reason = "电话核实:考勤表连续旷课属实,零报告漏报"
        self._recheck(
            _noon(date(2018, 12, 5)),
            lambda keys: ("nil", month, None),
            school,
            "2018-Q4",
            "not_agreed",
            reason,
            CLERK,
            DIRECTOR,
        )

    def _school(
        self, on: date, code: str, quarter: str, result: str, reason: str | None, actor: str, behalf: str | None = None
    ) -> None:
        self._recheck(_noon(on), lambda keys: ("school", code, None), code, quarter, result, reason, actor, behalf)

    def _recheck(
        self, at: datetime, about: Callable[[dict[int, int]], tuple[str, str, int | None]], unit: str, quarter: str, result: str,
        reason: str | None, actor: str, on_behalf: str | None = None,
    ) -> None:  # fmt: skip
        def record(connection: sa.Connection, keys: dict[int, int]) -> None:
            subject, code, child_key = about(keys)
            act = Recheck(quarter, unit, subject, code, result, at.date(), at, actor, child_key, reason, on_behalf)
            review.record(connection, act)

        self.plan.acts.append((at, record))

    def _event(self, child: Child, at: datetime, on: date, event: str, state: str, **more: Any) -> None:
        def record(connection: sa.Connection, keys: dict[int, int]) -> None:
            key = keys[child.n]
            head = cases.heads(connection, [key]).get(key)
            told = Event(
                key, event, state, on, at, case_no=head.case_no if head and event != "opened" else None, **more
            )
            cases.append(connection, [told])

        self.plan.acts.append((at, record))

    def _take(self, school: str, fits: Callable[[Child], bool]) -> Child:
        inside = (
            c for c in self.children if (key := c.class_in(2018)) and key[:10] == school and c.n not in self.plan.taken
        )
        child = next(c for c in inside if fits(c) and _is_told_of(c))
        self.plan.taken.add(child.n)
        return child

    def _between(self, first: date, last: date) -> list[date]:
        return [d for d in self.days if first <= d <= last]


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12)

"""The invented county: months of rolls and attendance, sent, published and worked on as in life.

It enters behind the workbook reader and passes every check that a school's file passes. Nobody in it exists.
"""

import gc
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import sqlalchemy as sa

from baoxue import clock
from baoxue.demo import children as people
from baoxue.demo import county as places
from baoxue.demo import posts as offices
from baoxue.demo import targets
from baoxue.demo.aid import Aid, Leak
from baoxue.demo.books import Month
from baoxue.demo.faults import tell_faults
from baoxue.demo.handover import FIRST_COUNT, SECOND_COUNT, hand_over, transfer_proved
from baoxue.demo.households import Households
from baoxue.demo.ledger import Told, lines_of, take_over
from baoxue.demo.list_above import ListFromAbove
from baoxue.demo.plan import Expected, Plan
from baoxue.demo.review import Reviewed
from baoxue.demo.review import plant as plant_reviews
from baoxue.demo.stories import LAST_DAY, tell
from baoxue.engine.parameters import month_before, month_bounds
from baoxue.engine.queries import queries
from baoxue.homes import is_empty, is_unfinished
from baoxue.intake import Receipt, Sending, submit_many
from baoxue.intake.accepting import Memory
from baoxue.intake.form_reception import submit_forms
from baoxue.intake.ledger_taken import LedgerReceipt
from baoxue.ledger import open_ledger, submissions
from baoxue.ledger.posts import appoint
from baoxue.ledger.tables import child_number
from baoxue.publish import Published, publish
from baoxue.reference import load, overlay
from baoxue.settings import ROOT
from baoxue.words import Message, Saying, msg

AS_OF = datetime(2018, 12, 20, 18, 30)
INTERIM = {
    "2018-09": [FIRST_COUNT, SECOND_COUNT],
    "2018-11": [date(2018, 11, 15)],
    "2018-12": [date(2018, 12, 10), LAST_DAY],
}
"""Days in mid-month on which the schools sent what they had, and it was published."""


@dataclass(frozen=True)
class Built:
    """What was made: the answer keys of cases, of aid, of sheets with days left out and of the old ledger, and child number → child_key."""

    expected: list[Expected]
    keys: dict[int, int]
    receipts: list[Receipt]
    reviews: list[Reviewed]
    leaks: list[Leak]
    left_out: dict[tuple[str, str], list[date]]
    ledger: list[Told]
    ledger_receipt: LedgerReceipt


class NotEmpty(Saying):
    """The home holds data already; the invented county is never mixed with them."""


class TooFew(Saying):
    """Fewer months than the planted stories need."""


def build(
    home: Path,
    pupils: int = 15_000,
    months: int = 16,
    seed: int = 1,
    progress: Callable[[Message], None] = lambda line: None,
) -> Built:
    """Build the county into an empty home, up to 2018-12-20. Raises NotEmpty where anything stands, TooFew below 4 months."""
    if months < 4:
        raise TooFew(msg("演示的情节从 2018 年 9 月开始,至少需要 4 个月"))
    if is_unfinished(home):
        raise NotEmpty(msg("{home} 中的演示县没有建完。请删除这个文件夹后重来,或另选 BAOXUE_HOME。", home=home))
    if not is_empty(home):
        raise NotEmpty(msg("{home} 已有数据,演示数据不与真实数据混放。请另选 BAOXUE_HOME。", home=home))
    (home / clock.DEMO).touch()
    usual = gc.get_threshold()
    _collect_seldom()
    try:
        built = _County(home, pupils, months, seed, progress).build()
    finally:
        gc.set_threshold(*usual)
    (home / clock.DEMO).write_text(AS_OF.isoformat(), encoding="utf-8")
    return built


class _County:
    def __init__(self, home: Path, pupils: int, months: int, seed: int, say: Callable[[Message], None]):
        self.home, self.say = home, say
        self.county = places.invent(pupils)
        places.write_reference(self.county, overlay(home))
        targets.write_reference(overlay(home))
        self.calendar = load(home)["calendar"].to_pylist()
        self.months = _last_months(months)
        self.children = people.invent(self.county, pupils, seed)
        days = [r["day"] for r in self.calendar if r["calendar_id"] == "county" and r["is_school_day"]]
        self.plan: Plan = tell(
            self.county, self.children, days, month_bounds(self.months[0])[0], [hand_over, transfer_proved, tell_faults]
        )
        self.households = Households(self.county, self.children, self.plan, pupils, seed)
        self.above = ListFromAbove(self.county, self.children, self.plan, self.households, pupils, seed)
        self.reviews = plant_reviews(self.county, self.children, self.plan, [d for d in days if d <= LAST_DAY])
        self.aid = Aid(self.county, self.children, self.plan, self.households.incoming)
        self.aid.write_schools(overlay(home))
        self.draw = np.random.default_rng(seed + 1)
        self.receipts: list[Receipt] = []
        self.memory = Memory(home)
        self.acted, self.known_numbers = 0, 0
        self.keys: dict[int, int] = {}
        self.held_back: list[Sending] = []
        self.publisher = ProcessPoolExecutor(1, get_context("spawn"))
        self.publishing: deque[Future[Published]] = deque()
        say(msg("虚构 {schools} 所学校, {children} 名学生, {stories} 个情节", schools=len(self.county.schools),
                children=len(self.children), stories=len(self.plan.expected)))  # fmt: skip

    def build(self) -> Built:
        self.publisher.submit(_make_ready, self.home)
        self.ledger = open_ledger(self.home)
        try:
            with self.ledger.write() as connection:
                offices.enter(connection, self.county, self.children)
                appoint(connection, self.aid.posts())
            for month in self.months:
                for day in INTERIM.get(month, []):
                    self._report(month, datetime(day.year, day.month, day.day, 16), day)
                if month < "2018-12":
                    last = month_bounds(month)[1]
                    self._report(month, datetime(last.year, last.month, last.day, 16), last)
                self._correct(month)
            self._wait()
            with self.ledger.write() as connection:
                targets.report_targets(connection)
            lines, told = lines_of(self.children, self.plan)
            taken = take_over(self.home, lines)
            return Built(self.plan.expected, self._keys(), self.receipts, self.reviews, self.aid.leaks, self.plan.left_out,
                         told, taken)  # fmt: skip
        finally:
            self.publisher.shutdown()
            self.ledger.close()

    def _report(self, month: str, at: datetime, through: date) -> None:
        """Every school sends the month as far as it has come; then it is published while the next month is made."""
        roll = Month(self.children, self.plan, month, through)
        schools = self._changed(roll) if through == SECOND_COUNT else list(self.county.schools)
        sendings = [
            Sending(roll.roll_book(code), code, month, self._sender(code), at)
            for code in schools
            if month not in self.plan.silent["roll", code] and roll.by_school[code]
        ]
        days = self._days(month, through)
        sendings += [s for code in schools for s in self._attendance(roll, code, month, at, days)]
        sendings += [s for s in self.held_back if (s.at or at) <= at]
        self.held_back = [s for s in self.held_back + sendings if (s.at or at) > at]
        sendings += self.aid.rolls(month, at)
        received = submit_many(self.home, [s for s in sendings if (s.at or at) <= at], memory=self.memory)
        forms = [*self.households.sendings(month, at), *self.aid.sendings(month, at)]
        received += submit_forms(self.home, forms) if forms else []
        self.receipts += received
        rows = sum(r.rows_accepted for r in received)
        waiting = sum(r.rows_waiting for r in received)
        self.say(msg("{month} 上报 {n} 份, 接收 {rows} 行, 待修改 {waiting} 行", month=month, n=len(received), rows=rows,
                     waiting=waiting))  # fmt: skip
        self._publish(at.replace(hour=18))

    def _changed(self, roll: Month) -> list[str]:
        """Schools at which a child came since the first count: they alone send their books anew."""
        came = [
            self.children[n].class_in(roll.year) or "" for n, day in self.plan.arrives.items() if day <= roll.through
        ]
        return sorted({key[:10] for key in came})

    def _attendance(self, roll: Month, code: str, month: str, at: datetime, days: dict) -> list[Sending]:
        if month in self.plan.silent["attendance", code]:
            return []
        halves = 2 if self.county.schools[code].marks_halves else 1
        book = roll.attendance_book(code, days, halves, self.draw)
        if book is None:
            return []
        at = self.plan.late.get(("attendance", code, month), at)
        return [Sending(book, code, month, self._sender(code), at, is_nil=(code, month) in self.plan.nil)]

    def _sender(self, code: str) -> str:
        school = self.county.schools[code]
        return "中心校代报" if school.kind == "point" else "学籍管理员"

    def _days(self, month: str, through: date) -> dict[int, list[date]]:
        """grade → school days of the month up to a day."""
        found: dict[int, list[date]] = {}
        for grade in range(1, 10):
            calendar = "grade9" if grade == 9 else "county"
            found[grade] = [
                r["day"]
                for r in self.calendar
                if r["calendar_id"] == calendar and r["month"] == month and r["is_school_day"] and r["day"] <= through
            ]
        return found

    def _correct(self, month: str) -> None:
        """Corrected sheets: only the classes whose marks changed; with them the roll without whom the school strikes off."""
        for at, code, corrected in self.plan.corrected:
            if corrected != month:
                continue
            changed = [key for key in self.plan.before_correction if key[1] == month]
            for key in changed:
                self.plan.before_correction.pop(key)
            classes = sorted({own for n, _ in changed if (own := self.children[n].class_in(2018))})
            struck = [n for n, of in self.plan.struck.items() if of == month]
            for n in struck:
                self.plan.patches[n].append((month, "9999-12", None))
            roll = Month(self.children, self.plan, month)
            book = roll.attendance_book(code, self._days(month, month_bounds(month)[1]), 1, self.draw, classes)
            if book is None:
                continue
            self._wait()
            self._act_until(at)
            books = [roll.roll_book(code), book] if struck else [book]
            sendings = [Sending(one, code, month, self._sender(code), at) for one in books]
            self.receipts += submit_many(self.home, sendings, memory=self.memory)
            self._publish(at.replace(hour=18))

    def _publish(self, at: datetime) -> None:
        """Queue the publication of what was sent; who acts before it acts on what the one before found."""
        if self._acts(at) or self.above.is_due(at):
            self._wait()
            self._act_until(at)
            self.above.act(self.home, at)
        with self.ledger.read() as connection:
            through = submissions.newest_id(connection)
        self.publishing.append(self.publisher.submit(publish, self.home, at, through=through, threads=1))
        while self.publishing and self.publishing[0].done():
            self._tell_published()

    def _wait(self) -> None:
        """Until the publications under way are done."""
        while self.publishing:
            self._tell_published()

    def _tell_published(self) -> None:
        done = self.publishing.popleft().result()
        if done.blocked:
            raise RuntimeError(f"a blocking check failed: {done.blocked}")
        self.say(msg("发布数据版本 {n}: {months}, 新立案 {opened} 件", n=done.n, months=", ".join(done.months),
                     opened=done.opened))  # fmt: skip

    def _acts(self, at: datetime) -> bool:
        return self.acted < len(self.plan.acts) and self.plan.acts[self.acted][0] <= at

    def _act_until(self, at: datetime) -> None:
        """What people did since the last publication."""
        keys = None
        while self._acts(at):
            keys = keys or self._keys()
            with self.ledger.write() as connection:
                self.plan.acts[self.acted][1](connection, keys)
            self.acted += 1

    def _keys(self) -> dict[int, int]:
        """Child number → child_key; looked up again when the register has gained a number."""
        with self.ledger.read() as connection:
            many = connection.execute(sa.select(sa.func.count()).select_from(child_number)).scalar_one()
            if many != self.known_numbers:
                is_asked = sa.or_(child_number.c.kind == "id", child_number.c.number.startswith("L"))
                query = sa.select(child_number.c.number, child_number.c.child_key).where(is_asked)
                owner: dict[str, int] = dict(connection.execute(query).tuples().all())
                everybody = [*self.children, *self.households.away, *self.aid.everybody]
                told = {n: numbers[-1][1] for n, numbers in self.plan.numbers.items()}
                borne = ((c.n, owner.get(c.id_number) or owner.get(told.get(c.n, ""))) for c in everybody)
                self.keys = {n: key for n, key in borne if key}
                self.known_numbers = many
        return self.keys


def _collect_seldom() -> None:
    """Millions of small objects are made here and hardly any in circles: looking for circles took a twentieth of the time."""
    gc.set_threshold(100_000, 20, 100)


def _make_ready(home: Path) -> None:
    """In the publisher: what it would read before its first publication, while the first month is made. What fails here
    fails there again, and is told."""
    _collect_seldom()
    load(home)
    queries(ROOT / "queries")


def _last_months(many: int) -> list[str]:
    found = ["2018-12"]
    while len(found) < many:
        found.insert(0, month_before(found[0]))
    return found

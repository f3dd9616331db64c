"""The slow second answer: is a closing true, and what does an open case still lack — one child, one day at a time."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from baoxue.ledger.transitions import STATES

DAY = timedelta(1)
AT_SCHOOL = {"01", "05"}
COMPULSORY = ("primary", "junior", "special")
DROPPED_OUT = {"dropped_out", "persuading", "notice_served", "legal"}
CLAIMS_SEAT = {
    "returned",
    "transferred",
    "already_here",
    "home_teaching",
    "special",
    "vocational",
    "mark_error",
    "leave_added",
}


@dataclass(frozen=True)
class Act:
    """``effective`` and ``recorded``: the day it holds from, the day it was entered."""

    case_no: str
    child: int
    episode: int
    event: str
    state: str
    effective: date
    recorded: date
    outcome: str | None = None
    run_first_day: date | None = None


@dataclass(frozen=True)
class RollRow:
    school: str
    status: str = "01"
    since: date | None = None
    placement: str = "ordinary"
    stage: str = "primary"
    is_carried: bool = False


def owes_attendance(row: RollRow) -> bool:
    return row.stage in ("primary", "junior") and row.placement != "home"


@dataclass
class County:
    """``school_days``: calendar → days; ``marks``: child → day → (morning, afternoon) as they stand now, of the school
    the child's runs are composed over; ``rolls``: child → month → row; ``limits``: name → [(from day, value)];
    ``calendar_at``: school → the calendar that all its grades follow, whatever ``calendar_of`` says of the child."""

    first: date
    last: date
    school_days: dict[str, set[date]]
    working_days: set[date]
    calendar_of: dict[int, str]
    marks: dict[int, dict[date, tuple[str | None, str | None]]]
    rolls: dict[int, dict[str, RollRow]]
    months: list[str]
    acts: list[Act]
    limits: dict[str, list[tuple[date, float]]]
    units: dict[str, str]
    due_months: dict[str, date] = field(default_factory=dict)
    calendar_at: dict[str, str] = field(default_factory=dict)

    def limit(self, name: str, day: date) -> float:
        """The value that holds on a day; before the first row, the first."""
        rows = self.limits[name]
        return ([v for since, v in rows if since <= day] or [rows[0][1]])[-1]

    def days_after(self, day: date, many: float, of: set[date]) -> date | None:
        while many > 0:
            day += DAY
            if day > self.last:
                return None
            many -= day in of
        return day


@dataclass
class Answer:
    status: str
    present_days: float
    need_days: float
    is_paused: int
    contradicting_days: float
    due_on: date | None


class Judge:
    """What is known of one case at the end of a day."""

    def __init__(self, county: County, case_no: str, as_of: date):
        self.county, self.as_of = county, as_of
        known = [(n, a) for n, a in enumerate(county.acts) if a.effective <= as_of]
        ordered = [a for _, a in sorted(known, key=lambda pair: (pair[1].effective, pair[0]))]
        self.acts = [a for a in ordered if a.case_no == case_no]
        self.child, self.episode = self.acts[0].child, self.acts[0].episode
        self.of_child = [a for a in ordered if a.child == self.child]
        ends = [a for a in self.acts if not STATES[a.state].is_open]
        self.closing = ends[-1] if ends else None
        self.judged = self.closing.effective if self.closing else as_of
        back = [a.effective for a in self.acts if a.event == "returned"]
        self.returned = max(back) if back else None
        opened = self.acts[0]
        self.begin = min(opened.run_first_day or opened.effective, opened.effective)
        self.marks = {d: m for d, m in county.marks[self.child].items() if self.begin <= d <= as_of}
        self.school_days = {
            d for name, days in county.school_days.items() for d in days if self.calendar_on(min(d, as_of)) == name
        }

    def calendar_on(self, day: date) -> str:
        """That of the school of the time, of the first one before it."""
        rows = self.county.rolls[self.child]
        row = self.newest_row(f"{day:%Y-%m}") or rows[min(rows)]
        return self.county.calendar_at.get(row.school, self.county.calendar_of[self.child])

    def need(self) -> float:
        choice = self.county.limit("observe_rule_date", self.judged)
        opened = self.acts[0].effective
        day = {1: opened, 2: self.returned or opened, 3: self.judged}[int(choice)]
        if self.episode > 1:
            name = "observe_days_repeat"
        elif any(a.state in DROPPED_OUT for a in self.acts):
            name = "observe_days_dropped_out"
        else:
            name = "observe_days_suspected"
        return self.county.limit(name, day)

    def present_halves(self) -> int:
        """An unexcused half puts the count back to nothing, and its day counts for nothing; leave and days not
        reported leave it as it is; a day before the return, or before the case, is not observed."""
        halves, opened = 0, self.acts[0].effective
        for day in sorted(d for d in self.marks if d <= self.judged):
            marks = self.marks[day]
            if "A" in marks:
                halves = 0
            elif day >= max(opened, self.returned or opened):
                halves += sum(m is not None and m in "PLE" for m in marks)
        return halves

    def contradicting_days(self) -> float:
        if not self.closing or self.closing.outcome not in ("returned", "mark_error", "leave_added"):
            return 0
        if self.closing.outcome != "returned":
            since = self._run_claimed()
        elif self.present_halves() >= 2 * self.need():
            return 0
        else:
            since = self.returned or self._claimed_from()
        return sum(m.count("A") for d, m in self.marks.items() if since <= d <= self.judged) / 2

    def _run_claimed(self) -> date:
        """The first day of which a cleared mark says that it was wrong."""
        return self.acts[0].run_first_day or self.acts[0].effective

    def _claimed_from(self) -> date:
        """As many school days as the rule needs, back from the approval; the first school day held, if fewer."""
        past = sorted(d for d in self.school_days if d <= self.judged)
        return past[-int(self.need()) :][0] if past else self.judged

    def roll_month(self) -> str | None:
        held = [m for m in self.county.months if m <= f"{self.judged:%Y-%m}" and m <= f"{self.as_of:%Y-%m}"]
        return held[-1] if held else None

    def is_on_roll(self) -> bool | None:
        month = self.roll_month()
        if month is None:
            return None
        row = self.county.rolls[self.child].get(month)
        return row is not None and (row.status in AT_SCHOOL or bool(row.since and row.since > self.judged))

    def newest_row(self, month: str | None) -> RollRow | None:
        rows = self.county.rolls[self.child]
        past = [m for m in sorted(rows) if month and m <= month]
        return rows[past[-1]] if past else None

    def words_since(self) -> list[tuple[str, RollRow]]:
        """What stands on the roll of the closing, and what rolls sent later say, oldest first."""
        since = self.roll_month()
        rows = sorted(self.county.rolls[self.child].items())
        past = [(m, row) for m, row in rows if since and since <= m <= f"{self.as_of:%Y-%m}"]
        return [(m, row) for m, row in past if m == since or not row.is_carried]

    def sent_since(self) -> list[tuple[str, RollRow]]:
        """Rolls at school that were sent from the closing on, oldest first."""
        return [(m, row) for m, row in self.words_since() if not row.is_carried and self.is_seat(row)]

    def sits_in_class(self) -> bool | None:
        """The newest school that shows the child has not written it off since, and its class owes attendance."""
        words = self.words_since()
        seats = [n for n, (_, row) in enumerate(words) if self.is_seat(row)]
        if not words or not seats:
            return False if words else None
        row = words[seats[-1]][1]
        later = [after for _, after in words[seats[-1] + 1 :] if after.school == row.school]
        return owes_attendance(row) and not later

    def begun(self) -> RollRow | None:
        """Where the child stood when the case began."""
        started = [m for m in self.county.months if m <= f"{self.acts[0].effective:%Y-%m}"]
        return self.newest_row(started[-1] if started else self.roll_month())

    def is_seat(self, row: RollRow) -> bool:
        """At school, at a stage that can follow: no kindergarten after it, no senior or vocational school after primary."""
        begun = self.begun()
        is_asked = begun is not None and begun.stage in COMPULSORY
        beyond = () if begun is not None and begun.stage == "primary" else ("senior", "vocational")
        return row.status in AT_SCHOOL and (not is_asked or row.stage in (*COMPULSORY, *beyond))

    def is_received(self) -> bool:
        begun = self.begun()
        return any(not (begun and row.school == begun.school) for _, row in self.sent_since())

    def has_proof(self) -> bool:
        row, outcome = self.newest_row(self.roll_month()), self.closing.outcome
        if outcome == "returned":
            return self.present_halves() >= 2 * self.need()
        if outcome in ("mark_error", "leave_added"):
            told = [m for d, m in self.marks.items() if self._run_claimed() <= d <= self.judged and any(m)]
            run = {d for d in self.school_days if self._run_claimed() <= d <= self.acts[0].effective}
            silent = run - {d for d, m in self.marks.items() if all(m)}
            return bool(told) and not silent and self.contradicting_days() == 0
        if outcome == "transferred":
            return self.is_received()
        if outcome == "already_here":
            return bool(self.sent_since())
        if row is None:
            return False
        if outcome == "home_teaching":
            return row.placement == "home"
        if outcome == "suspension":
            return row.status == "02"
        return outcome == "completed" and row.status in ("07", "08") and row.stage != "primary"

    def is_relapsed(self) -> bool:
        """A later episode that was not cleared."""
        last = {a.case_no: a.state for a in self.of_child if a.episode > self.episode}
        return any(state != "cleared" for state in last.values())

    def is_due_here(self) -> bool:
        """The outcome claims that the child sits in a class of the county, whose attendance is reported."""
        outcome, sits = self.closing.outcome, self.sits_in_class()
        if outcome in ("returned", "mark_error", "leave_added"):
            return sits is not False
        if outcome == "transferred" and not self.is_received():
            return False
        return outcome in ("transferred", "already_here") and sits is True

    def is_contradicted_by_roll(self) -> bool:
        """Only of a child without an open case; the present roll says nothing of an earlier episode."""
        last: dict[str, str] = {a.case_no: a.state for a in self.of_child}
        has_later = any(a.episode > self.episode for a in self.of_child)
        if has_later or any(STATES[s].is_open for s in last.values()) or self.closing.outcome == "death":
            return False
        row = self.newest_row(f"{self.as_of:%Y-%m}")
        if row is None:
            return False
        return row.status in ("06", "15") or (row.status in ("03", "04", "14") and self.closing.outcome in CLAIMS_SEAT)

    def is_silent(self) -> bool:
        """Nothing reported since the closing, or not in a whole month whose sheets are due."""
        need = self.county.limit("unreported_after_closing_days", self.judged)
        since = [d for d in self.marks if d > self.judged]
        if not since and sum(self.judged < d <= self.as_of for d in self.school_days) >= need:
            return True
        due = [m for m, day in self.county.due_months.items() if day < self.as_of]
        month = max(due, default=None)
        if month is None or month <= f"{self.judged:%Y-%m}":
            return False
        row = self.county.rolls[self.child].get(month)
        if row is None or row.status not in AT_SCHOOL or not owes_attendance(row):
            return False
        later = any(f"{d:%Y-%m}" >= month for d in since)
        return not later and sum(f"{d:%Y-%m}" == month for d in self.school_days) >= need

    def due_on(self) -> date | None:
        name = STATES[self.acts[-1].state].deadline
        if name is None:
            return None
        entered = self.acts[0]
        for before, act in zip(self.acts, self.acts[1:], strict=False):
            if act.state != before.state:
                entered = act
        known = max(entered.effective, entered.recorded)
        value, unit = self.county.limit(name, known), self.county.units[name]
        if unit == "sheet_school_days":
            return None if self.present_halves() and self.is_on_roll() is not False else self._sheet_due(known, value)
        school_days = self.county.school_days[self.calendar_on(min(known, self.as_of))]
        if unit == "calendar_days":
            return self.county.days_after(known + timedelta(value) - DAY, 1, school_days)
        return self.county.days_after(known, value, school_days if unit == "school_days" else self.county.working_days)

    def _sheet_due(self, known: date, value: float) -> date | None:
        """The due day of the month in which so many school days are over since the return was known, or the child last seen."""
        begin = max(self.acts[0].effective, self.returned or self.acts[0].effective)
        seen = [d for d, marks in self.marks.items() if d >= begin and any(m and m in "PLE" for m in marks)]
        since = max([known, *seen])
        last = self.county.days_after(since, value, self.county.school_days[self.calendar_on(min(since, self.as_of))])
        if last is None:
            return None
        day = (last.replace(day=28) + timedelta(4)).replace(day=int(self.county.limit("monthly_due_day", last)))
        return self.county.days_after(day - DAY, 1, self.county.working_days)

    def is_paused(self) -> bool:
        many = int(self.county.limit("pause_days", self.as_of))
        school_days = self.county.school_days[self.calendar_on(self.as_of)]
        return not any(self.as_of - timedelta(n) in school_days for n in range(many))

    def status(self) -> str:
        present, due = self.present_halves(), self.due_on()
        if not self.closing:
            if present >= 2 * self.need() and self.is_on_roll():
                return "closable"
            if present and self.is_on_roll() is not False:
                return "observing"
            return "open_overdue" if due and due < self.as_of else "open_on_time"
        outcome = self.closing.outcome
        limit = self.county.limit("contradiction_days", self.judged)
        if self.contradicting_days() >= limit or self.is_contradicted_by_roll():
            return "closed_contradicted"
        if outcome == "returned" and self.is_on_roll() is False:
            return "closed_contradicted"
        if self.is_relapsed():
            return "closed_relapsed"
        if not self.has_proof():
            return "closed_no_evidence"
        return "closed_unreported" if self.is_due_here() and self.is_silent() else "closed_holding"

    def answer(self) -> Answer:
        return Answer(
            self.status(),
            self.present_halves() / 2,
            self.need(),
            int(self.is_paused() and not self.closing),
            self.contradicting_days(),
            self.due_on(),
        )

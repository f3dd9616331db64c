"""Events of cases: appended, never changed. A correction is a new event, a relapse a new case.

``case_head`` is what the newest event of each case says; it is written in the same transaction, refuses a second
open case of a child, and can be rebuilt from the events.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

import pyarrow as pa
import sqlalchemy as sa

from baoxue.ledger.among import among
from baoxue.ledger.arrow import to_arrow
from baoxue.ledger.database import take_numbers
from baoxue.ledger.errors import Refused
from baoxue.ledger.tables import case_event, case_head
from baoxue.ledger.transitions import NONE, STATES, TRANSITIONS
from baoxue.words import Code, Listed, Message, msg

PROGRAM = "系统"
"""Who enters what publishing writes by itself."""


@dataclass(frozen=True)
class Event:
    """One act. ``case_no`` None opens a case; ``line_sha`` marks an imported line, so that it enters once; ``post_id``: the
    post by which it was entered, None for what the program finds and for lines of an old ledger."""

    child_key: int
    event: str
    resulting_state: str
    effective_on: date
    recorded_at: datetime
    actor: str
    case_no: str | None = None
    reason: str | None = None
    cause: str | None = None
    outcome: str | None = None
    run_first_day: date | None = None
    discovered_on: date | None = None
    on_behalf: str | None = None
    met: str | None = None
    promise_on: date | None = None
    note: str | None = None
    snapshot: int | None = None
    line_sha: str | None = None
    post_id: str | None = None


@dataclass(frozen=True)
class Head:
    """Where a case stands after its newest event."""

    case_no: str
    child_key: int
    episode_no: int
    state: str
    is_open: bool
    opened_on: date
    last_on: date
    last_seq: int
    previous_case_no: str | None = None


def heads(connection: sa.Connection, child_keys: Iterable[int] | None = None) -> dict[int, Head]:
    """The newest case of each child (of those given, else of all)."""
    query = sa.select(case_head).order_by(case_head.c.episode_no)
    query = query if child_keys is None else query.where(among(case_head.c.child_key, set(child_keys)))
    return {row.child_key: Head(*row) for row in connection.execute(query)}


def append(connection: sa.Connection, events: Sequence[Event], expected_seq: int | None = None) -> list[int]:
    """Append events in the given order and answer their numbers.

    ``expected_seq``: the newest event of the (single) case that the actor saw; Refused when another came between.
    Raises Refused when a transition is not possible on the event's own date; nothing is written then.
    """
    if not events:
        return []
    known = heads(connection, {event.child_key for event in events})
    seen = known.get(events[0].child_key)
    if expected_seq is not None and (seen is None or seen.last_seq != expected_seq):
        raise Refused(
            "conflict", msg("台账"), msg("这一个案刚刚被他人更新"), msg("以最新状态办理"), msg("请刷新后重新确认")
        )
    first = take_numbers(connection, "ledger", len(events))
    rows: list[dict] = []
    changed: dict[str, Head] = {}
    for seq, event in enumerate(events, first):
        head = known.get(event.child_key)
        if head and event.case_no == head.case_no and head.opened_on <= event.effective_on < head.last_on:
            _check_between(connection, event, rows)
        head = _next_head(connection, event, head, seq)
        known[event.child_key] = changed[head.case_no] = head
        rows.append({**asdict(event), "seq": seq, "case_no": head.case_no, "episode_no": head.episode_no})
    connection.execute(case_event.insert(), rows)
    connection.execute(case_head.delete().where(among(case_head.c.case_no, changed)))
    connection.execute(case_head.insert(), [asdict(head) for head in changed.values()])
    return list(range(first, first + len(events)))


def _next_head(connection: sa.Connection, event: Event, head: Head | None, seq: int) -> Head:
    state = STATES[event.resulting_state]
    if event.case_no is None:
        return _opened(connection, event, head, seq)
    if head is None or head.case_no != event.case_no:
        raise Refused(
            "no_case", _case(event.case_no), msg("没有这一个案"), msg("该学生最近一次立案的编号"), msg("请核对编号")
        )
    if event.effective_on < head.opened_on:
        raise Refused(
            "before_opening",
            _case(event.case_no),
            msg("{day} 早于立案日 {opened}", day=event.effective_on, opened=head.opened_on),
            msg("不早于立案日"),
            msg("请核对日期"),
        )
    if event.effective_on < head.last_on:
        if not state.is_open:
            raise Refused(
                "late_closing",
                _case(event.case_no),
                msg("{day} 的结案早于已登记的 {last} 事项", day=event.effective_on, last=head.last_on),
                msg("结案不早于最后一次登记"),
                msg("请先更正后来的登记"),
            )
        return Head(**{**asdict(head), "last_seq": seq})
    _check(head.state, event)
    return Head(
        head.case_no,
        head.child_key,
        head.episode_no,
        event.resulting_state,
        state.is_open,
        head.opened_on,
        event.effective_on,
        seq,
        head.previous_case_no,
    )


def _check_between(connection: sa.Connection, event: Event, pending: list[dict]) -> None:
    """A late entry must follow from the state on its own date, and what came after must follow from it.
    ``pending``: rows of this call that the table does not hold yet."""
    columns = (case_event.c.effective_on, case_event.c.seq, case_event.c.resulting_state)
    stored = connection.execute(sa.select(*columns).where(case_event.c.case_no == event.case_no)).all()
    added = [tuple(r[c.name] for c in columns) for r in pending if r["case_no"] == event.case_no]
    history = sorted([*map(tuple, stored), *added])
    before = [state for day, _, state in history if day <= event.effective_on]
    after = [state for day, _, state in history if day > event.effective_on]
    _check(before[-1] if before else NONE, event)
    check_can_append(
        event.resulting_state, after[0], msg("台账 {no} {day} 之后", no=event.case_no, day=event.effective_on)
    )


def _opened(connection: sa.Connection, event: Event, head: Head | None, seq: int) -> Head:
    if head and head.is_open:
        raise Refused(
            "open_case", _case(head.case_no), msg("该学生已有未销号个案"), msg("一人一案"), msg("请在原个案中登记")
        )
    if head and event.effective_on <= head.last_on:
        raise Refused(
            "before_closing",
            _case(head.case_no),
            msg("新立案日 {day} 不晚于上次结案日 {last}", day=event.effective_on, last=head.last_on),
            msg("新的旷课发生在结案之后"),
            msg("请核对日期"),
        )
    _check(NONE, event)
    year = event.effective_on.year
    number = take_numbers(connection, f"case_{year}")
    return Head(
        f"{year}-{number:04d}",
        event.child_key,
        head.episode_no + 1 if head else 1,
        event.resulting_state,
        STATES[event.resulting_state].is_open,
        event.effective_on,
        event.effective_on,
        seq,
        head.case_no if head else None,
    )


def _case(number: str) -> Message:
    return msg("台账 {no}", no=number)


def _named(state: str) -> Code | Message:
    """The state in words."""
    return msg("未立案") if state == NONE else Code("state", state)


def check_can_append(before: str, after: str, where: Message | None = None) -> None:
    """Raises Refused with the reason when ``after`` may not follow ``before``."""
    if after not in TRANSITIONS[before]:
        raise Refused(
            "transition",
            where or msg("台账"),
            msg("状态由“{before}”变为“{after}”", before=_named(before), after=_named(after)),
            Listed(tuple(_named(state) for state in TRANSITIONS[before]))
            if TRANSITIONS[before]
            else msg("不再变更(反弹另立新案)"),
            msg("请核对日期与事项"),
        )


def can_append(before: str, after: str) -> bool:
    try:
        check_can_append(before, after)
    except Refused:
        return False
    return True


def _check(before: str, event: Event) -> None:
    """``requested`` asks for a closing and says nothing of the child: it leaves the state as it is."""
    where = msg("台账 {no} {day}", no=event.case_no or msg("新立案"), day=event.effective_on)
    check_can_append(before, event.resulting_state, where)
    if event.event == "requested" and event.resulting_state != before:
        raise Refused(
            "request_state",
            where,
            msg("申请销号时状态是“{state}”", state=_named(before)),
            msg("申请销号不改变状态"),
            msg("孩子已经返校的,请先登记返校"),
        )


def events(connection: sa.Connection, after_seq: int = 0) -> pa.Table:
    """Events numbered above ``after_seq``, as the engine's leaf ``case_event`` holds them."""
    columns = [column for column in case_event.c if column.name != "line_sha"]
    return to_arrow(connection, sa.select(*columns).where(case_event.c.seq > after_seq).order_by(case_event.c.seq))


def known_lines(connection: sa.Connection) -> set[str]:
    """Hashes of the imported lines that already entered."""
    query = sa.select(case_event.c.line_sha).where(case_event.c.line_sha.is_not(None))
    return set(connection.execute(query).scalars())


def case_of_line(connection: sa.Connection, sha: str) -> str | None:
    """The case that an imported line entered."""
    return connection.execute(sa.select(case_event.c.case_no).where(case_event.c.line_sha == sha)).scalar_one_or_none()


def history(connection: sa.Connection, case_no: str) -> Sequence[sa.Row]:
    """The events of a case, in order."""
    query = sa.select(case_event).where(case_event.c.case_no == case_no)
    return connection.execute(query.order_by(case_event.c.effective_on, case_event.c.seq)).all()


def attempts(connection: sa.Connection, case_no: str) -> set[tuple[date, str | None]]:
    """Day and words of the attempts to persuade that a case holds."""
    query = sa.select(case_event.c.effective_on, case_event.c.note)
    is_held = (case_event.c.case_no == case_no) & (case_event.c.event == "persuaded")
    return {(day, note) for day, note in connection.execute(query.where(is_held))}


def state_on(connection: sa.Connection, case_no: str, day: date) -> str:
    """The state in which a case stood at the end of a day; NONE before its opening."""
    is_told = (case_event.c.case_no == case_no) & (case_event.c.effective_on <= day)
    newest = sa.select(case_event.c.resulting_state).where(is_told)
    found = connection.execute(newest.order_by(case_event.c.effective_on.desc(), case_event.c.seq.desc()).limit(1))
    return found.scalar_one_or_none() or NONE


def rebuild_heads(connection: sa.Connection) -> list[Head]:
    """The heads as the events alone say, ordered by case number."""
    rows = connection.execute(sa.select(case_event).order_by(case_event.c.effective_on, case_event.c.seq)).all()
    last_seq: dict[str, int] = {}
    found: dict[str, Head] = {}
    newest: dict[int, str] = {}
    for row in rows:
        last_seq[row.case_no] = max(last_seq.get(row.case_no, 0), row.seq)
        before = found.get(row.case_no)
        previous = before.previous_case_no if before else newest.get(row.child_key)
        found[row.case_no] = Head(
            row.case_no,
            row.child_key,
            row.episode_no,
            row.resulting_state,
            STATES[row.resulting_state].is_open,
            before.opened_on if before else row.effective_on,
            row.effective_on,
            last_seq[row.case_no],
            previous,
        )
        newest[row.child_key] = row.case_no
    return [Head(**{**asdict(h), "last_seq": last_seq[no]}) for no, h in sorted(found.items())]

"""Re-checking 复核 for the quarterly review: the county records what it found, the unit objects, the county decides.

A child whom a re-check finds out of school and hidden enters the ledger at once: helping does not wait for the
objection, only the points do.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from baoxue import clock
from baoxue.access import Scope, Viewer
from baoxue.desk.actors import name_of, on_behalf, post_of
from baoxue.desk.permits import (
    check_can_decide,
    check_can_object,
    check_can_recheck,
    check_can_see_rank,
    check_can_see_review,
)
from baoxue.ledger import Refused, cases, review
from baoxue.ledger.identity_search import canonical, people_of
from baoxue.ledger.review import DECISIONS, FINDINGS, OBJECTED, Recheck
from baoxue.settings import settings
from baoxue.wiring import end_of_today, ledger_of, open_figures
from baoxue.words import Message, msg

_LONGEST = 500
_EVERYBODY = Viewer((), "", "bureau_clerk", (Scope("county"),))


@dataclass(frozen=True)
class Subject:
    """What is re-checked. ``month``: any month of the quarter; ``unit``: the school or township that answers; ``kind``:
    school | case | nil | child; ``code``: its code, case number, the month of a nil report that facts contradict, or the unit's
    for a hidden child, with the ``child_key``."""

    month: str
    unit: str
    kind: str
    code: str
    child_key: int | None = None


def find(home: Path, viewer: Viewer, about: Subject, result: str, reason: str = "") -> int:
    """Record a finding about something that was drawn, or a child found hidden anywhere; answers its number.

    Raises Refused, and nothing is recorded: not the bureau's clerk, not drawn for the quarter, no reason where it does
    not agree, a child who is unknown or has an open case (then it is not hidden).
    """
    check_can_recheck(viewer)
    where = msg("复核 {what}", what=about.code)
    if result not in FINDINGS or (result == "hidden") != (about.kind == "child"):
        raise Refused("no_code", where, msg("没有选择结论"), msg("相符、不符,或发现瞒报"), msg("请选择复核结论"))
    if result != "agreed":
        _check_reason(reason, where)
    now = clock.now()
    quarter = quarter_of(about.month)
    row = _standing(home, about)
    if about.kind != "child" and row is None:
        raise Refused(
            "not_drawn",
            where,
            msg("不在本季度的抽样中"),
            msg("抽中的学校或个案,或与事实相反的零报告"),
            msg("请从复核清单中选择"),
        )
    child_key = about.child_key if about.kind == "child" else row["child_key"] if row else None
    with ledger_of(home).write() as connection:
        child_key = child_key and canonical(connection).get(child_key, child_key)
        act = Recheck(quarter, about.unit, about.kind, about.code, result, now.date(), now, name_of(viewer), child_key,
                      reason.strip() or None, on_behalf(connection, viewer))  # fmt: skip
        if about.kind == "child":
            if not (known := review.of_subject(connection, quarter, about.unit, "child", about.code, child_key)):
                _into_ledger(connection, child_key, act, post_of(viewer), where)
            elif known[-1].result != "withdrawn":
                return int(known[-1].seq)
        return review.record(connection, act)


def object_to(home: Path, viewer: Viewer, about: Subject, reason: str) -> int:
    """Object to a finding within the days allowed; answers its number. Raises Refused with the reason: not the unit's own
    finding, nothing to object to, or too late."""
    check_can_object(viewer, about.unit)
    where = msg("申辩 {what}", what=about.code)
    _check_reason(reason, where)
    row, now = _standing(home, about), clock.now()
    if row is None or row["standing"] not in ("open", OBJECTED):
        raise Refused("nothing_open", where, msg("没有可申辩的结论,或期限已过"), msg("结论后 5 个工作日内提出"),
                      msg("请联系县局"))  # fmt: skip
    return _append(home, viewer, about, row["child_key"], OBJECTED, reason, now)


def decide(home: Path, viewer: Viewer, about: Subject, result: str, reason: str) -> int:
    """Decide an objection; answers its number. Raises Refused with the reason: nobody objected, no reason given, or the one
    who decides is the one who found."""
    check_can_decide(viewer)
    where = msg("裁定 {what}", what=about.code)
    if result not in DECISIONS:
        raise Refused("no_code", where, msg("没有选择裁定"), msg("维持或撤销"), msg("请选择裁定"))
    _check_reason(reason, where)
    row, now = _standing(home, about), clock.now()
    if row is None or row["standing"] != OBJECTED:
        raise Refused(
            "no_objection", where, msg("没有待裁定的申辩"), msg("单位已提出申辩的结论"), msg("请刷新后重新选择")
        )
    return _append(home, viewer, about, row["child_key"], result, reason, now, decides=True)


def findings(home: Path, viewer: Viewer, month: str, unit: str | None = None) -> list[dict[str, Any]]:
    """Each finding of the quarter as it stands (``pg_review_sample``), of one unit where it is named, with what was said:
    ``reason`` of the finding, ``objection``, ``decision``, and who: ``actor``, ``on_behalf``.

    Raises Refused for another unit's findings: a reason may name a child.
    """
    if unit is None:
        check_can_see_rank(viewer)
    else:
        check_can_see_review(viewer, unit)
    at = max(end_of_today(), open_figures(home).snapshot.data_through)
    return ledger_of(home).remembered(("findings", month, unit, at), lambda read: _found(read, home, month, unit))


def _found(connection: sa.Connection, home: Path, month: str, unit: str | None) -> list[dict[str, Any]]:
    acts: dict[tuple, list[sa.Row]] = defaultdict(list)
    for act in review.of_quarter(connection, quarter_of(month), unit):
        acts[_key(act)].append(act)
    rows = [row for row in _sample(home, _EVERYBODY, month, unit) if row["result"]]
    return [{**row, **_words(acts[key_of(row)])} for row in rows]


def _words(acts: list[sa.Row]) -> dict[str, Any]:
    """The newest finding, objection and decision of acts about one thing."""
    found = next(a for a in reversed(acts) if a.result in FINDINGS)
    later = {a.result: a.reason for a in acts if a.seq > found.seq}
    decision = next((later[d] for d in DECISIONS if d in later), None)
    return {"reason": found.reason, "actor": found.actor, "on_behalf": found.on_behalf, "objection": later.get(OBJECTED),
            "decision": decision}  # fmt: skip


def _key(act: sa.Row) -> tuple:
    return (act.unit_code, act.subject, act.subject_code, act.child_key)


def key_of(row: dict[str, Any]) -> tuple:
    return (row["unit_code"], row["subject"], row["subject_code"], row["child_key"])


def quarter_of(month: str) -> str:
    """2018-11 → 2018-Q4."""
    return f"{month[:4]}-Q{(int(month[5:7]) + 2) // 3}"


def _append(
    home: Path, viewer: Viewer, about: Subject, child_key: int | None, result: str, reason: str, now: Any, decides: bool = False
) -> int:  # fmt: skip
    quarter = quarter_of(about.month)
    with ledger_of(home).write() as connection:
        known = review.of_subject(connection, quarter, about.unit, about.kind, about.code, child_key)
        finder = next((row.actor for row in reversed(known) if row.result in FINDINGS), None)
        if decides and finder == name_of(viewer):
            raise Refused("own_finding", msg("裁定 {what}", what=about.code), msg("结论由您本人登记"),
                          msg("复核与裁定由不同的人办理"), msg("请由教育局长或县领导裁定"))  # fmt: skip
        act = Recheck(quarter, about.unit, about.kind, about.code, result, now.date(), now, name_of(viewer), child_key,
                      reason.strip(), on_behalf(connection, viewer))  # fmt: skip
        return review.record(connection, act)


def _standing(home: Path, about: Subject) -> dict[str, Any] | None:
    """What was drawn or found about a subject, as it stands now: with the county's eyes, whoever acts."""
    rows = _sample(home, _EVERYBODY, about.month, about.unit)
    return next((r for r in rows if (r["subject"], r["subject_code"]) == (about.kind, about.code)
                 and (about.kind != "child" or r["child_key"] == about.child_key)), None)  # fmt: skip


def _sample(home: Path, viewer: Viewer, month: str, unit: str | None) -> list[dict[str, Any]]:
    figures = open_figures(home)
    at = max(end_of_today(), figures.snapshot.data_through)
    return figures.children("pg_review_sample", viewer, month=month, as_of=at, area=unit or settings().county).rows


def _check_reason(reason: str, where: Message) -> None:
    if not 0 < len(reason.strip()) <= _LONGEST:
        raise Refused("no_reason", where, msg("没有写明理由,或太长"), msg("{n} 字以内的理由", n=_LONGEST),
                      msg("请写明查了什么、看到什么"))  # fmt: skip


def _into_ledger(
    connection: sa.Connection, child_key: int | None, act: Recheck, post_id: str | None, where: Message
) -> None:
    if child_key is None or child_key not in people_of(connection, {child_key}):
        raise Refused("no_child", where, msg("没有选择学生"), msg("身份库中的一名学生"), msg("请从名单中选择学生"))
    head = cases.heads(connection, [child_key]).get(child_key)
    if head and head.is_open:
        raise Refused("on_file", where, msg("该学生已在台账,编号 {no}", no=head.case_no), msg("没有上报过的学生"),
                      msg("已上报的不是瞒报,请登记为不符"))  # fmt: skip
    day: date = act.effective_on
    event = cases.Event(child_key, "opened", "suspected", day, act.recorded_at, act.actor, reason="recheck",
                        discovered_on=day, on_behalf=act.on_behalf, note=act.reason, post_id=post_id)  # fmt: skip
    cases.append(connection, [event])

"""Recording how far a target of the plan is: by its owner in the bureau's chain, or by the clerk who acts for the owner."""

import math
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from baoxue import clock
from baoxue.access import Viewer
from baoxue.desk.actors import name_of
from baoxue.desk.permits import check_can_record_target
from baoxue.ledger import Refused, posts, targets
from baoxue.ledger.targets import Progress
from baoxue.settings import settings
from baoxue.wiring import ledger_of, open_figures
from baoxue.words import Message, msg

_LONGEST = 500


@dataclass(frozen=True)
class Progressed:
    """What is said of a target. ``done``: in its unit, 0 or 1 where it is yes or no; ``on``: the day on which it stood so;
    ``evidence``: needed as soon as anything is done."""

    target_id: str
    done: float
    on: date
    evidence: str = ""
    note: str = ""


def heads_of(home: Path, viewer: Viewer) -> frozenset[str]:
    """Heads of the posts that the viewer holds today, or acts for by delegation."""
    own = {*viewer.post_ids, *viewer.acts_for}
    standing = ledger_of(home).remembered(("posts", frozenset(own)), lambda read: posts.standing(read, own))
    return frozenset(p["head"] for p in _today(standing))


def record(home: Path, viewer: Viewer, said: Progressed) -> int:
    """Record progress of one target; answers the number of the row. Done twice, it is done once.

    Raises Refused with the reason, and nothing is recorded: a target that does not exist, one that is another's, a
    number that cannot be, a day to come, or something done without evidence.
    """
    today, county = clock.now().date(), settings().county
    rows = open_figures(home).aggregate("pg_targets", month=f"{today:%Y-%m}", area=county).rows
    target = next((row for row in rows if row["target_id"] == said.target_id), None)
    where = msg("年度任务 {name}", name=target["title"] if target else said.target_id)
    if target is None:
        raise Refused("no_target", where, msg("本年度没有这项任务"), msg("年度任务表中的任务"), msg("请从列表中选择"))
    check_can_record_target(viewer, heads_of(home, viewer), target["owner_head"])
    _check(said, target, where, today)
    with ledger_of(home).write() as connection:
        act = Progress(said.target_id, said.done, said.on, clock.now(), name_of(viewer), said.evidence.strip() or None,
                       said.note.strip() or None, _on_behalf(connection, viewer, target))  # fmt: skip
        return targets.record(connection, act)


def _check(said: Progressed, target: dict[str, Any], where: Message, today: date) -> None:
    is_yes_or_no = target["number"] is None
    if not math.isfinite(said.done) or said.done < 0 or (is_yes_or_no and said.done not in (0, 1)):
        expected = (
            msg("完成填 1,未完成填 0") if is_yes_or_no else msg("不小于 0 的数,单位为{unit}", unit=target["unit"])
        )
        raise Refused("done", where, msg("完成数 {done}", done=said.done), expected, msg("请核对完成数"))
    if said.on > today:
        raise Refused("day_ahead", where, msg("日期 {day} 还没有到", day=said.on), msg("不晚于今天"), msg("请核对日期"))
    if said.done > 0 and not said.evidence.strip():
        raise Refused("no_evidence", where, msg("没有佐证"), msg("例如 {evidence}", evidence=target["proof"]),
                      msg("请写明佐证材料"))  # fmt: skip
    if max(len(said.evidence), len(said.note)) > _LONGEST:
        raise Refused("too_long", where, msg("佐证或说明太长"), msg("{n} 字以内", n=_LONGEST), msg("请缩短后登记"))


def _on_behalf(connection: sa.Connection, viewer: Viewer, target: dict[str, Any]) -> str | None:
    """The owner whom the viewer acts for: by name, by office where the post is empty or held by several; None where the
    viewer is the owner."""
    owners = [p for p in _held(connection) if p["head"] == target["owner_head"]]
    if any(p["post_id"] in viewer.post_ids for p in owners):
        return None
    names = {p["person_name"] for p in owners if p["post_id"] in viewer.acts_for} or {p["person_name"] for p in owners}
    return names.pop() if len(names) == 1 else str(target["owner"])


def _held(connection: sa.Connection, only: Collection[str] | None = None) -> list[dict[str, Any]]:
    return _today(posts.standing(connection, only))


def _today(standing: list[dict[str, Any]]) -> list[dict[str, Any]]:
    today = clock.now().date()
    return [p for p in standing if p["valid_from"] <= today <= p["valid_to"]]

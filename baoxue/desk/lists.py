"""Working off a list from above: whom a line means, its answer, who owns what is left, and the list sent back.

Clearing is as hard as closing: whoever checked a line (核查人) is not the one who accepts the answer, and a proof is named.
"""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from baoxue import clock, reference
from baoxue.access import Viewer
from baoxue.desk.permits import check_can_keep_lists
from baoxue.intake.lists import import_list
from baoxue.intake.receipts import Receipt
from baoxue.ledger import Refused, cases, lists, traces
from baoxue.ledger.lists import QUESTION, ListAbove, ListLine, Standing
from baoxue.wiring import ledger_of
from baoxue.words import Message, msg

_WITH_SCHOOL = frozenset({"at_county_school", "in_province", "out_of_province", "no_register"})
_OPENS = {"dropped_out": "verified", "lost": "suspected"}
"""Answers that need a case in the ledger → the state it opens in."""


@dataclass(frozen=True)
class Answer:
    """What is said about a line. ``code``: of code set ``list_answer``; open ones need ``owner`` and ``due_on``."""

    code: str
    checked_by: str
    proof: str = ""
    school: str = ""
    cause: str = ""
    owner: str = ""
    due_on: date | None = None
    note: str = ""


@dataclass(frozen=True)
class Progress:
    """A list and how far it is: ``lines`` = cleared + left open + unanswered; ``questions`` of the unanswered."""

    about: ListAbove
    lines: int
    questions: int
    unanswered: int
    left_open: int
    cleared: int
    overdue: int


def receive(home: Path, viewer: Viewer, path: Path, name: str, received_on: date, reply_on: date) -> Receipt:
    """Take a list in. Raises Refused where the viewer may not, or the days cannot be."""
    check_can_keep_lists(viewer)
    now = clock.now()
    if not received_on <= min(reply_on, now.date()):
        raise Refused("days", msg("上级名单 {name}", name=name),
                      msg("{received} 收到,{reply} 前回复", received=received_on, reply=reply_on),
                      msg("收到日期不晚于今天和回复日期"), msg("请核对两个日期"))  # fmt: skip
    return import_list(home, path, name, received_on, reply_on, _name(viewer), now)


def resolve(home: Path, viewer: Viewer, list_id: str, line_no: int, child_key: int | None) -> None:
    """Say whom a line means; None: no child of the register."""
    check_can_keep_lists(viewer)
    with ledger_of(home).write() as connection:
        lists.resolve(connection, list_id, line_no, child_key, _name(viewer), clock.now())


def answer(home: Path, viewer: Viewer, list_id: str, line_no: int, said: Answer) -> str | None:
    """Record the answer of one line; answers the case's number where it stands in the ledger by this answer.

    Raises Refused with the reason, and nothing is recorded.
    """
    check_can_keep_lists(viewer)
    now = clock.now()
    where = msg("上级名单 {name} 第 {n} 行", name=list_id, n=line_no)
    with ledger_of(home).write() as connection:
        line = lists.line_of(connection, list_id, line_no)
        _check(said, line, where, _name(viewer), _codes(home), now.date())
        lists.answer(connection, list_id, line_no, _stated(said), now.date(), _name(viewer), now)
        if said.code in _OPENS and line.child_key is not None:
            return _in_ledger(connection, list_id, line.child_key, said, _name(viewer), now)
    return None


def progress(home: Path, viewer: Viewer) -> list[Progress]:
    """Every list, the newest first, as of today."""
    check_can_keep_lists(viewer)
    closes, today = _codes(home), clock.now().date()
    with ledger_of(home).read() as connection:
        return [
            _progress(one, lists.standing(connection, one.list_id), closes, today)
            for one in lists.known_lists(connection)
        ]


def worked(home: Path, viewer: Viewer, list_id: str) -> list[Standing]:
    """The lines of a list with their names, as the office above wrote them. Leaves a trace."""
    check_can_keep_lists(viewer)
    with ledger_of(home).write() as connection:
        _known(connection, list_id)
        traces.note(connection, clock.now(), viewer.post_ids[0], "open_list", list_id)
        return lists.standing(connection, list_id)


def reply(home: Path, viewer: Viewer, list_id: str) -> tuple[list[str], list[list[Any]]]:
    """回复表: the columns' words and the lines, in the columns and the order in which they came, filled in.

    Columns for the answer that the list lacks stand after its own. Leaves a trace.
    """
    check_can_keep_lists(viewer)
    words = {row["code"]: row["name_zh"] for row in _code_rows(home)}
    with ledger_of(home).write() as connection:
        one = _known(connection, list_id)
        traces.note(connection, clock.now(), viewer.post_ids[0], "export", list_id)
        rows = lists.standing(connection, list_id)
    labels, places = list(one.labels), dict(one.places)
    for field, label in (("result", "核查结果"), ("school", "就读学校"), ("cause", "原因"), ("proof", "佐证"),
                         ("checked_by", "核查人")):  # fmt: skip
        if field not in places:
            places[field] = len(labels)
            labels.append(label)
    return labels, [_filled(row, len(labels), places, words) for row in rows]


def _known(connection: sa.Connection, list_id: str) -> ListAbove:
    one = lists.known_list(connection, list_id)
    if one is None:
        raise Refused("no_list", msg("上级名单 {name}", name=list_id), msg("没有这份名单"), msg("已登记的名单"),
                      msg("请核对名单编号"))  # fmt: skip
    return one


def _filled(row: Standing, width: int, places: dict[str, int], words: dict[str, str]) -> list[Any]:
    cells = [*row.line.cells, *[""] * width][:width]
    said = row.said
    if not said.get("code"):
        return cells
    left = ""
    if said.get("owner") and said.get("due_on"):
        left = f"责任人:{said['owner']},{said['due_on']:%Y-%m-%d}前"
    written = {
        "result": words[said["code"]],
        "school": said.get("school_words", ""),
        "cause": ";".join(filter(None, [said.get("cause"), left])),
        "proof": said.get("proof", ""),
        "checked_by": said.get("checked_by", ""),
    }
    for field, text in written.items():
        cells[places[field]] = text
    return cells


def _progress(one: ListAbove, rows: list[Standing], closes: dict[str, bool], today: date) -> Progress:
    answered = [row for row in rows if row.said.get("code")]
    cleared = sum(closes[row.said["code"]] for row in answered)
    late = sum(not closes[row.said["code"]] and row.said["due_on"] < today for row in answered)
    unanswered = len(rows) - len(answered)
    questions = sum(row.line.match == QUESTION for row in rows if not row.said.get("code"))
    return Progress(one, len(rows), questions, unanswered, len(answered) - cleared, cleared,
                    late + (unanswered if one.reply_on < today else 0))  # fmt: skip


def _check(said: Answer, line: ListLine, where: Message, actor: str, closes: dict[str, bool], today: date) -> None:
    if line.match == QUESTION:
        raise Refused("not_resolved", where, msg("还没有确定是哪一名学生"), msg("先确定学生,或确定身份库中没有"),
                      msg("请先核对身份"))  # fmt: skip
    if said.code not in closes:
        raise Refused("no_code", where, msg("核查结果 {code}", code=said.code), msg("核查结果代码表中的代码"),
                      msg("请从代码表中选择"))  # fmt: skip
    if not said.checked_by.strip():
        raise Refused("no_checker", where, msg("没有核查人"), msg("实地核查的人"), msg("请填写核查人"))
    if not closes[said.code]:
        _check_left(said, where, today)
        return
    if said.checked_by.strip() == actor:
        raise Refused("own_check", where, msg("核查人就是登记人"), msg("核查与登记由不同的人办理"),
                      msg("请由他人核查后登记"))  # fmt: skip
    if not said.proof.strip():
        raise Refused("no_proof", where, msg("没有佐证"), msg("例如 学籍证明、死亡证明、户口簿"), msg("请填写佐证"))
    if said.code in _WITH_SCHOOL and not said.school.strip():
        raise Refused("no_school", where, msg("没有就读学校"), msg("就读学校的全称"), msg("请填写就读学校"))


def _check_left(said: Answer, where: Message, today: date) -> None:
    if not said.owner.strip() or said.due_on is None or said.due_on < today:
        raise Refused("no_owner", where, msg("未结的行没有责任人或期限"), msg("责任人,和不早于今天的期限"),
                      msg("请填写责任人和期限"))  # fmt: skip


def _in_ledger(connection: sa.Connection, list_id: str, child_key: int, said: Answer, actor: str, now: datetime) -> str:
    """The child's open case; opened where there is none. One open case a child."""
    head = cases.heads(connection, [child_key]).get(child_key)
    if head is None or not head.is_open:
        state = _OPENS[said.code]
        event = cases.Event(child_key, "opened", state, now.date(), now, actor, reason="list",
                            discovered_on=now.date(), note=f"{list_id} {said.cause}".strip())  # fmt: skip
        cases.append(connection, [event])
        head = cases.heads(connection, [child_key])[child_key]
    return head.case_no


def _stated(said: Answer) -> dict[str, Any]:
    """Empty words of an answer that replaces another are stated too, or the earlier ones would stand beside it."""
    return {
        "code": said.code, "school_words": said.school.strip(), "cause": said.cause.strip(), "proof": said.proof.strip(),
        "checked_by": said.checked_by.strip(), "owner": said.owner.strip(), "due_on": said.due_on,
        "note": said.note.strip(),
    }  # fmt: skip


def _code_rows(home: Path) -> list[dict[str, Any]]:
    return [row for row in reference.load(home)["code"].to_pylist() if row["code_set"] == "list_answer"]


def _codes(home: Path) -> dict[str, bool]:
    """Code → whether it clears the line."""
    return {row["code"]: row["parent"] == "clear" for row in _code_rows(home)}


def _name(viewer: Viewer) -> str:
    return viewer.name or "、".join(viewer.post_ids)

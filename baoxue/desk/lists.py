"""Working off a list from above: whom a line means, its answer step by step, who owns what is left, the list sent back.

Clearing is as hard as closing: school or village proposes, central school or township verifies, the bureau reviews,
each another person; what leaves a child out of school is believed at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from baoxue import clock, reference
from baoxue.access import Viewer
from baoxue.contracts.forms import LIST_ABOVE
from baoxue.desk import list_cases
from baoxue.desk.actors import is_same_person, name_of, on_behalf, post_of
from baoxue.desk.list_cases import Actors
from baoxue.desk.permits import LIST_STEPS, check_can_answer_lists, check_can_keep_lists, check_can_see_lists
from baoxue.intake.form_layout import FormBook, read_form
from baoxue.intake.lists import import_list
from baoxue.intake.receipts import Receipt
from baoxue.ledger import Refused, lists, traces
from baoxue.ledger.lists import QUESTION, ListAbove, ListLine, Step
from baoxue.settings import settings
from baoxue.wiring import ledger_of, open_figures
from baoxue.words import Message, msg

WITH_SCHOOL = frozenset({"at_county_school", "in_province", "out_of_province", "no_register"})
"""Answers that name a school."""

DATA = "数据比对"
"""Who proposes what roll, register and attendance prove by themselves."""


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

    @property
    def said(self) -> dict[str, Any]:
        return {
            "code": self.code, "school_words": self.school.strip(), "cause": self.cause.strip(), "proof": self.proof.strip(),
            "checked_by": self.checked_by.strip(), "owner": self.owner.strip(), "due_on": self.due_on,
            "note": self.note.strip(),
        }  # fmt: skip


def look(path: Path) -> FormBook:
    """What a dropped file says, before anything is kept: its lines, columns and findings."""
    return read_form(path, LIST_ABOVE)


def receive(
    home: Path, viewer: Viewer, path: Path, name: str, received_on: date, reply_on: date, at: datetime | None = None
) -> Receipt:
    """Take a list in. Raises Refused where the viewer may not, or the days cannot be."""
    check_can_keep_lists(viewer)
    now = at or clock.now()
    if not name.strip():
        raise Refused("no_name", msg("上级名单"), msg("没有名称"), msg("来文的名称,例如 省厅第一批"), msg("请填写名称"))
    if not received_on <= min(reply_on, now.date()):
        raise Refused("days", msg("上级名单 {name}", name=name),
                      msg("{received} 收到,{reply} 前回复", received=received_on, reply=reply_on),
                      msg("收到日期不晚于今天和回复日期"), msg("请核对两个日期"))  # fmt: skip
    return import_list(home, path, name.strip(), received_on, reply_on, name_of(viewer), now)


def candidates(home: Path, viewer: Viewer, list_id: str, line_no: int) -> list[dict[str, Any]]:
    """Children of the register whom a line may mean: of its name, or bearing its number. Leaves a trace.

    Each: child_key, name, birth_date, school_code, area_code, is_by_number.
    """
    check_can_keep_lists(viewer)
    with ledger_of(home).write() as connection:
        line = lists.line_of(connection, list_id, line_no)
        traces.note(connection, clock.now(), viewer.post_ids[0], "open_list", f"{list_id} {line_no}")
        return lists.candidates(connection, line)


def resolve(
    home: Path, viewer: Viewer, list_id: str, line_no: int, child_key: int | None, at: datetime | None = None
) -> None:
    """Say whom a line means; None: no child of the register."""
    check_can_keep_lists(viewer)
    with ledger_of(home).write() as connection:
        lists.resolve(connection, list_id, line_no, child_key, name_of(viewer), at or clock.now())


def answer(home: Path, viewer: Viewer, list_id: str, line_no: int, said: Answer) -> str | None:
    """Record the answer of one line as the bureau's clerk gives it; see ``answer_many``."""
    return answer_many(home, viewer, list_id, {line_no: said})[line_no]


def answer_many(
    home: Path, viewer: Viewer, list_id: str, said: Mapping[int, Answer], at: datetime | None = None
) -> dict[int, str | None]:
    """Record answers that others checked on the spot. What leaves a line open holds at once. What clears it is the
    checker's proposal, verified by the clerk: it holds, and may be drawn for a second look, unless the bureau approves
    such lines one by one; those wait for another person.

    Answers line → number of the case that it opened, moved or ended. Raises Refused, and nothing is recorded.
    """
    check_can_keep_lists(viewer)
    now, closes = at or clock.now(), _codes(home)
    touched: dict[int, str | None] = dict.fromkeys(said)
    with ledger_of(home).write() as connection:
        lines = {line.line_no: line for line in lists.lines_of(connection, list_id)}
        for line_no, one in said.items():
            _check(
                one, lists.held(lines, list_id, line_no), _where(list_id, line_no), name_of(viewer), closes, now.date()
            )
        actor = _actor(viewer, connection, now)
        steps = {
            n: actor.step(n, "verified" if closes[one.code] else "reviewed", not closes[one.code], one.said)
            for n, one in said.items()
        }
        lists.record(connection, list_id, list(steps.values()), now)
        for n in (n for n, step in steps.items() if step.stands):
            by = actor.after(said[n].checked_by, actor.post_id)
            touched[n] = _hold(connection, list_id, lines[n].child_key, said[n].said, by, now)
    clearing = [n for n, step in steps.items() if not step.stands]
    rows = {row["line_no"]: row for row in _rows(home, viewer, list_id, now)} if clearing else {}
    with ledger_of(home).write() as connection:
        holding = [n for n in clearing if n in rows and rows[n]["state"] == "verified" and not rows[n]["needs_each"]]
        lists.record(connection, list_id, [actor.step(n, "verified", True) for n in holding], now)
        for n in holding:
            by = actor.after(said[n].checked_by, actor.post_id)
            touched[n] = _hold(connection, list_id, lines[n].child_key, said[n].said, by, now)
    return touched


def propose(home: Path, viewer: Viewer, list_id: str, line_no: int, said: Answer) -> str | None:
    """Propose the answer of one of the viewer's own lines. What leaves the line open holds at once, and its case is
    answered; what clears it waits for another person. Raises Refused, and nothing is recorded."""
    check_can_answer_lists(viewer, "proposed")
    now, closes = clock.now(), _codes(home)
    where = _where(list_id, line_no)
    row = _own(home, viewer, "proposed", list_id, [line_no])[line_no]
    if row["state"] == "answered" and closes.get(said.code):
        raise Refused("answered", where, msg("已经答复"), msg("还没有答复的行"), msg("如有出入,请联系县局经办人"))
    with ledger_of(home).write() as connection:
        line = lists.line_of(connection, list_id, line_no)
        _check(said, line, where, None, closes, now.date())
        stands = not closes[said.code]
        acting = _actor(viewer, connection, now)
        step = acting.step(line_no, "proposed", stands, said.said)
        lists.record(connection, list_id, [step], now)
        if stands:
            return _hold(connection, list_id, line.child_key, said.said, acting.after(acting.name, acting.post_id), now)
    return None


def verify(
    home: Path, viewer: Viewer, list_id: str, line_nos: Sequence[int], agrees: bool = True, note: str = ""
) -> int:
    """Verify what others proposed for the viewer's lines, or give it back with a reason; answers how many.

    What the bureau must approve by itself then waits for it; the rest holds. Raises Refused, and nothing is recorded.
    """
    check_can_answer_lists(viewer, "verified")
    return _pass(home, viewer, "verified", list_id, line_nos, "verified" if agrees else "returned", ("proposed",), note)


def review(
    home: Path, viewer: Viewer, list_id: str, line_nos: Sequence[int], agrees: bool = True, note: str = "",
    at: datetime | None = None,
) -> int:  # fmt: skip
    """The bureau approves what was verified, one by one, or looks at what was drawn; or gives it back with a reason."""
    check_can_answer_lists(viewer, "reviewed")
    step = "reviewed" if agrees else "returned"
    return _pass(home, viewer, "reviewed", list_id, line_nos, step, ("verified", "answered"), note, at)


def accept_proved(home: Path, viewer: Viewer, list_id: str, at: datetime | None = None) -> int:
    """Accept together what the data prove: proposed by the comparison of data, verified by the viewer; answers how many.

    Lines that the bureau must approve one by one are left for that.
    """
    check_can_keep_lists(viewer)
    now = at or clock.now()
    figures = open_figures(home)
    rows = [r for r in _rows(home, viewer, list_id, at) if is_proved(r)]
    with ledger_of(home).write() as connection:
        known(connection, list_id)
        actor, steps = _actor(viewer, connection, now), []
        for row in rows:
            said = Answer(row["data_code"], DATA, _proof(figures.snapshot.n),
                          row["data_school"] or "").said  # fmt: skip
            steps += [Step(row["line_no"], "proposed", False, now.date(), DATA, None, said),
                      actor.step(row["line_no"], "verified", True)]  # fmt: skip
        lists.record(connection, list_id, steps, now)
    return len(rows)


def _proof(snapshot: int) -> str:
    """What stands in the reply's 佐证, which goes back in Chinese."""
    return f"数据版本{snapshot}的学籍、考勤和户籍登记"


def is_proved(row: Mapping[str, Any]) -> bool:
    """Whether a line of ``pg_list_lines`` may be accepted together with others: unanswered, proved by data, and none of
    those that the bureau approves one by one."""
    return row["state"] == "matched" and row["data_code"] is not None and not row["needs_each"]


def is_anothers(viewer: Viewer, row: Mapping[str, Any]) -> bool:
    """Whether the answer of a line of ``pg_list_lines`` was checked, proposed and verified by others, and in others' name."""
    others = (row["proposed_by"], row["verified_by"], row["checked_by"], row["in_name_of"])
    return not any(is_same_person(other, name_of(viewer)) for other in others if other)


def worked(home: Path, viewer: Viewer, list_id: str) -> list[dict[str, Any]]:
    """The viewer's lines of a list (``pg_list_lines``), with their names. Leaves a trace."""
    check_can_see_lists(viewer)
    with ledger_of(home).write() as connection:
        known(connection, list_id)
        traces.note(connection, clock.now(), viewer.post_ids[0], "open_list", list_id)
    return _rows(home, viewer, list_id)


def _pass(
    home: Path, viewer: Viewer, office: str, list_id: str, line_nos: Sequence[int], step: str, states: tuple[str, ...], note: str,
    at: datetime | None = None,
) -> int:  # fmt: skip
    now = at or clock.now()
    rows = _own(home, viewer, office, list_id, line_nos, at)
    for number, row in rows.items():
        where = _where(list_id, number)
        if row["state"] not in states or (row["state"] == "answered" and not row["is_to_review"]):
            raise Refused(
                "not_waiting", where, msg("没有等待这一步的答复"), msg("等待办理的答复"), msg("请刷新后重新选择")
            )
        if not is_anothers(viewer, row):
            raise Refused("own_check", where, msg("前一步由您本人办理"), msg("提出、复核、审批由不同的人办理"),
                          msg("请由他人办理"))  # fmt: skip
        if step == "returned" and not note.strip():
            raise Refused("no_reason", where, msg("没有退回原因"), msg("经办人看得懂的原因"), msg("请填写退回原因"))
    with ledger_of(home).write() as connection:
        acting, why = _actor(viewer, connection, now), {"note": note.strip() or None}
        steps = [
            acting.step(n, step, step == "reviewed" or (step == "verified" and not row["needs_each"]), why)
            for n, row in rows.items()
        ]
        lists.record(connection, list_id, steps, now)
        for one, (number, row) in zip(steps, rows.items(), strict=True):
            if one.stands and row["state"] != "answered":
                key = lists.line_of(connection, list_id, number).child_key
                by = acting.after(
                    row["proposed_by"], lists.answered_by(connection, list_id, number, row["proposed_by"])
                )
                _hold(connection, list_id, key, row, by, now)
    return len(steps)


def _rows(home: Path, viewer: Viewer, list_id: str, as_of: datetime | None = None) -> list[dict[str, Any]]:
    figures = open_figures(home)
    return figures.children("pg_list_lines", viewer, as_of=as_of, area=settings().county, list_id=list_id).rows


def _own(
    home: Path, viewer: Viewer, office: str, list_id: str, line_nos: Sequence[int], at: datetime | None = None
) -> dict[int, dict[str, Any]]:
    """The rows of lines that are the viewer's by the posts that do this step (``LIST_STEPS``). Raises Refused where one is not."""
    rows = {row["line_no"]: row for row in _rows(home, viewer.acting_as(LIST_STEPS[office]), list_id, at)}
    if missing := [n for n in line_nos if n not in rows]:
        raise Refused("no_line", _where(list_id, missing[0]), msg("不在您的名单中"), msg("本范围内儿童的行"),
                      msg("请刷新后重新选择"))  # fmt: skip
    return {n: rows[n] for n in line_nos}


@dataclass(frozen=True)
class _Actor:
    """Who acts now, for whom, and by which post."""

    name: str
    on_behalf: str | None
    post_id: str | None
    now: datetime

    def step(self, line_no: int, step: str, stands: bool, said: Mapping[str, Any] | None = None) -> Step:
        return Step(line_no, step, stands, self.now.date(), self.name, self.on_behalf, said or {}, self.post_id)

    def after(self, proposer: str, post_id: str | None) -> Actors:
        return Actors(proposer, post_id, self.name, self.post_id, self.on_behalf)


def _actor(viewer: Viewer, connection: sa.Connection, now: datetime) -> _Actor:
    return _Actor(name_of(viewer), on_behalf(connection, viewer), post_of(viewer), now)


def _hold(
    connection: sa.Connection, list_id: str, child_key: int | None, said: Mapping[str, Any], actors: Actors, now: datetime,
) -> str | None:  # fmt: skip
    if child_key is None:
        return None
    return list_cases.hold(connection, child_key, dict(said), list_id, actors, now)


def known(connection: sa.Connection, list_id: str) -> ListAbove:
    one = lists.known_list(connection, list_id)
    if one is None:
        raise Refused("no_list", msg("上级名单 {name}", name=list_id), msg("没有这份名单"), msg("已登记的名单"),
                      msg("请核对名单编号"))  # fmt: skip
    return one


def _where(list_id: str, line_no: int) -> Message:
    return msg("上级名单 {name} 第 {n} 行", name=list_id, n=line_no)


def _check(
    said: Answer, line: ListLine, where: Message, actor: str | None, closes: dict[str, bool], today: date
) -> None:
    """``actor``: who lets the answer hold, and so is not the one who checked; None for a proposal."""
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
    if actor and is_same_person(said.checked_by, actor):
        raise Refused("own_check", where, msg("核查人就是登记人"), msg("核查与登记由不同的人办理"),
                      msg("请由他人核查后登记"))  # fmt: skip
    if said.code == "no_such_person" and line.child_key is not None:
        raise Refused("is_known", where, msg("本县学籍或户籍登记中有这名儿童"), msg("查无此人只用于本县没有登记的人"),
                      msg("请按其去向答复;如对错了人,请先更正身份"))  # fmt: skip
    if not said.proof.strip():
        raise Refused("no_proof", where, msg("没有佐证"), msg("例如 学籍证明、死亡证明、户口簿"), msg("请填写佐证"))
    if said.code in WITH_SCHOOL and not said.school.strip():
        raise Refused("no_school", where, msg("没有就读学校"), msg("就读学校的全称"), msg("请填写就读学校"))


def _check_left(said: Answer, where: Message, today: date) -> None:
    if not said.owner.strip() or said.due_on is None or said.due_on < today:
        raise Refused("no_owner", where, msg("未结的行没有责任人或期限"), msg("责任人,和不早于今天的期限"),
                      msg("请填写责任人和期限"))  # fmt: skip


def code_rows(home: Path) -> list[dict[str, Any]]:
    return [row for row in reference.load(home)["code"].to_pylist() if row["code_set"] == "list_answer"]


def _codes(home: Path) -> dict[str, bool]:
    """Code → whether it clears the line."""
    return {row["code"]: row["parent"] == "clear" for row in code_rows(home)}

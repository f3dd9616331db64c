"""What the viewer may do with the lines of a list: settle whom they mean, accept what data prove, answer, verify, review."""

from collections.abc import Callable
from datetime import timedelta

import streamlit as st

from baoxue.desk import lists as desk
from baoxue.desk import permits
from baoxue.desk.lists import Answer
from baoxue.ui import status
from baoxue.ui.screen import current, section, sentence
from baoxue.ui.table import Column, table
from baoxue.ui.words import _, word
from baoxue.words import Saying

_SHOWN = 8
_OPEN_DAYS = 14
"""Days offered for a line that is left open."""


def acts(list_id: str, rows: list[dict]) -> None:
    """Everything that waits for the viewer, questions first."""
    viewer = current().viewer
    if permits.can_keep_lists(viewer):
        _question(list_id, [r for r in rows if r["state"] == "question"])
        _proved(list_id, [r for r in rows if desk.is_proved(r)])
    if permits.can_answer_lists(viewer, "verified"):
        _pass(list_id, "verify", [r for r in rows if r["state"] == "proposed"])
    if permits.can_answer_lists(viewer, "reviewed"):
        _pass(list_id, "review", [r for r in rows if r["state"] == "verified" or r["is_to_review"]])
    if permits.can_answer_lists(viewer, "proposed"):
        _answer(list_id, [r for r in rows if r["state"] in ("matched", "open")])


def _done(text: str, act: Callable[[], object]) -> None:
    """Do it and say so, or say why not."""
    try:
        act()
    except Saying as refused:
        sentence(refused.said(_), "bx-empty")
        return
    st.session_state["said-lists"] = text
    st.rerun()


def _called(row: dict) -> str:
    screen = current()
    parts = [
        f"{row['line_no']}",
        screen.name(row),
        row["village_name"] or row["township_name"] or "",
        row["school_name"] or "",
    ]
    return " ".join(part for part in parts if part)


def _question(list_id: str, rows: list[dict]) -> None:
    """One question at a time; nobody is chosen beforehand."""
    if not rows:
        return
    screen, row = current(), rows[0]
    section(_("请确认是谁"), _("还有 {n} 行需要确认。系统不猜测。").format(n=len(rows)))
    place = f"{row['township_name'] or ''} {row['village_name'] or ''}"
    sentence(_("第 {n} 行:{name} {place}").format(n=row["line_no"], name=row["name"], place=place))
    known = {c["child_key"]: c for c in desk.candidates(screen.home, screen.viewer, list_id, row["line_no"])}
    with st.form(f"question-{list_id}-{row['line_no']}", border=False):
        key = st.radio(_("候选学生"), [*known, 0], index=None, format_func=lambda k: _candidate(known.get(k)))
        pressed = st.form_submit_button(_("确认"), type="primary")
    if pressed and key is None:
        sentence(_("请先选择。"), "bx-empty")
    elif pressed:
        _done(_("已确认第 {n} 行。").format(n=row["line_no"]),
              lambda: desk.resolve(screen.home, screen.viewer, list_id, row["line_no"], key or None))  # fmt: skip


def _candidate(child: dict | None) -> str:
    if child is None:
        return _("都不是,库中无此人")
    screen = current()
    places = [screen.place_name(child[c]) for c in ("school_code", "area_code") if child[c]]
    born = f"{child['birth_date']:%Y-%m-%d}" if child["birth_date"] else ""
    same = _("证号相同") if child["is_by_number"] else _("同名")
    return " ".join(part for part in (child["name"], born, *places, f"({same})") if part)


def _proved(list_id: str, rows: list[dict]) -> None:
    if not rows:
        return
    screen = current()
    section(
        _("数据证实"),
        _("学籍、考勤或户籍登记已能证实;建档立卡、旷课较久、县外就读和有个案的逐条审批,不在其中。接受后每月抽查。"),
    )
    table(
        [
            Column(_("行号"), "line_no", "number"),
            Column(_("姓名"), screen.name),
            Column(_("核查结果"), lambda r: word("list_answer", r["data_code"])),
            Column(_("就读学校"), lambda r: r["data_school"] or ""),
        ],
        rows[:_SHOWN],
        caption=_("{n} 行").format(n=len(rows))
        + (_(",先显示 {most} 行").format(most=_SHOWN) if len(rows) > _SHOWN else ""),
        empty="",
    )
    if st.button(_("全部接受({n} 行)").format(n=len(rows)), type="primary", key="accept-proved"):
        _done(
            _("已接受数据证实的 {n} 行。").format(n=len(rows)),
            lambda: desk.accept_proved(screen.home, screen.viewer, list_id),
        )


def _pass(list_id: str, act: str, rows: list[dict]) -> None:
    """Verify or review what others did: agree, or give it back with a reason. The bureau looks at one at a time."""
    if not rows:
        return
    screen = current()
    known = {r["line_no"]: r for r in rows if desk.is_anothers(screen.viewer, r)}
    if own := len(rows) - len(known):
        sentence(_("另有 {n} 行的前一步由您办理,请由他人复核。").format(n=own))
    if not known:
        return
    title = _("待复核 {n} 行") if act == "verify" else _("待审批、抽查 {n} 行")
    with st.expander(title.format(n=len(known)), expanded=True):
        number = st.selectbox(
            _("行号"), list(known), format_func=lambda n: _called(known[n]), key=f"{act}-line-{list_id}"
        )
        row = known[number]
        parts = [word("list_answer", row["code"]), row["school_words"], row["cause"], row["proof"], _("核查人 {name}").format(name=row["checked_by"]),
                 _("提出 {name}").format(name=row["proposed_by"])]  # fmt: skip
        st.html(f"<p>{status.list_evidence(row)}</p>")
        sentence(" · ".join(part for part in parts if part))
        with st.form(f"{act}-{list_id}-{number}", border=False):
            why = st.text_input(_("退回原因"))
            with st.container(horizontal=True):
                agrees = st.form_submit_button(_("同意"), type="primary")
                back = st.form_submit_button(_("退回"))
        do = desk.verify if act == "verify" else desk.review
        if agrees or back:
            _done(
                _("已办理第 {n} 行。").format(n=number),
                lambda: do(screen.home, screen.viewer, list_id, [number], agrees, why),
            )


def _answer(list_id: str, rows: list[dict]) -> None:
    """Answer one line as the bureau, or propose its answer; what the data say is filled in, nothing is chosen."""
    if not rows:
        return
    screen, known = current(), {r["line_no"]: r for r in rows}
    keeps = permits.can_keep_lists(screen.viewer)
    title, key = _("答复一行 · 待办 {n} 行") if keeps else _("提出答复 · 待办 {n} 行"), f"answer-line-{list_id}"
    with st.expander(title.format(n=len(rows)), expanded=st.session_state.get(key) is not None):
        number = st.selectbox(
            _("行号"),
            list(known),
            index=None,
            placeholder=_("请选择"),
            format_func=lambda n: _called(known[n]),
            key=key,
        )
        if number is None:
            return
        row = known[number]
        if row["returned_why"]:
            sentence(_("{name} 退回:{why}").format(name=row["returned_by"], why=row["returned_why"]))
        codes = screen.codes("list_answer")
        with st.form(f"answer-{list_id}-{number}", border=False):
            code = st.selectbox(_("核查结果"), codes, index=codes.index(row["data_code"]) if row["data_code"] in codes else None,
                                placeholder=_("请选择"), format_func=lambda c: f"{word('list_answer', c)} · {word('list_evidence', c)}")  # fmt: skip
            school = st.text_input(_("就读学校"), row["data_school"] or row["school_words"] or "")
            cause = st.text_input(_("原因"), row["cause"] or "")
            proof = st.text_input(_("佐证"), row["proof"] or "")
            checked_by = st.text_input(_("核查人"), "" if keeps else screen.viewer.name)
            owner = st.text_input(_("责任人(未结时)"), row["owner"] or "")
            due_on = st.date_input(_("限期(未结时)"), screen.as_of.date() + timedelta(days=_OPEN_DAYS))
            pressed = st.form_submit_button(_("登记答复") if keeps else _("提出"), type="primary")
        if pressed:
            said = Answer(code or "", checked_by, proof, school, cause, owner, due_on)
            act = desk.answer if keeps else desk.propose
            _done(
                _("已登记第 {n} 行。").format(n=number), lambda: act(screen.home, screen.viewer, list_id, number, said)
            )

"""The re-check 复核 on the screen of the quarterly review: the drawn sample, findings, objections, decisions."""

from collections.abc import Callable

import streamlit as st

from baoxue.desk import permits
from baoxue.desk import review as desk
from baoxue.desk.review import Subject
from baoxue.ui import formats
from baoxue.ui import review_parts as parts
from baoxue.ui.kept import kept
from baoxue.ui.screen import Screen, current, section, sentence
from baoxue.ui.table import Column, table
from baoxue.ui.words import _, word
from baoxue.words import Saying, say


def rechecks(is_county: bool) -> None:
    """What was drawn and found at the place: for the county with everything to do, for a unit with its objections."""
    screen = current()
    unit = screen.place if screen.level in ("township", "school") else None
    if said := st.session_state.pop("said-recheck", None):
        sentence(said, "bx-say")
    found = desk.findings(screen.home, screen.viewer, screen.month, unit)
    if is_county:
        _sample(found)
    else:
        section(_("复核结论"), _("不服的,在 5 个工作日内申辩;期满或裁定后才计分。"))
        _table(found, _("本季度还没有复核结论。"))
    if permits.can_recheck(screen.viewer):
        _find(unit)
    _object([r for r in found if r["standing"] == "open" and permits.can_object(screen.viewer, r["unit_code"])])
    if permits.can_decide(screen.viewer):
        _decide([r for r in found if r["standing"] == "objected"])


def _sample(found: list[dict]) -> None:
    drawn = current().children("pg_review_sample").rows
    seed = next((r["seed"] for r in drawn if r["seed"] is not None), None)
    section(_("复核"), _("学校和个案由编号、季度和种子 {seed} 按公布的规则抽取,任何人重算结果相同。").format(
        seed=formats.NOT_APPLICABLE if seed is None else seed))  # fmt: skip
    sentence(_("与事实相反的零报告由数据比对列出,县局登记结论、申辩期满或裁定后才扣分。"))
    known = {desk.key_of(r): r for r in found}
    _table([known.get(desk.key_of(r), r) for r in drawn], _("本季度没有抽中的学校或个案,也没有与事实相反的零报告。"))


def _table(rows: list[dict], empty: str) -> None:
    table(
        lambda screen: [
            Column(_("对象"), _subject, link=lambda r: screen.link("case", case=r["case_no"]) if r["case_no"] else None),
            Column(_("单位"), lambda r: r["unit_name"] or r["unit_code"]),
            Column(_("结论"), lambda r: word("recheck_result", r["result"]) if r["result"] else formats.NOT_APPLICABLE),
            Column(_("状态"), parts.standing, "html"),
            Column(_("复核日"), "checked_on", "day"),
            Column(_("理由"), _reasons),
            Column(_("经办"), _who),
        ],
        rows,
        caption=_("{n} 件").format(n=len(rows)),
        empty=empty,
    )  # fmt: skip


def _subject(row: dict) -> str:
    if row["subject"] == "school":
        return word("recheck_subject", "school")
    if row["subject"] == "nil":
        left_out = _("与 {n} 名学生的情况相反").format(n=row["children_n"])
        return f"{word('recheck_subject', 'nil')} {row['subject_code']} {left_out}"
    name = current().name(row)
    return f"{word('recheck_subject', row['subject'])} {row['case_no'] or ''} {name}".replace("  ", " ").strip()


def _reasons(row: dict) -> str:
    said = ((_("结论"), row.get("reason")), (_("申辩"), row.get("objection")), (_("裁定"), row.get("decision")))
    return ";".join(f"{title}:{text}" for title, text in said if text)


def _who(row: dict) -> str:
    if not row.get("actor"):
        return ""
    return (
        _("{actor} 代 {leader}").format(actor=row["actor"], leader=row["on_behalf"])
        if row["on_behalf"]
        else row["actor"]
    )


def _find(unit: str | None) -> None:
    screen = current()
    rows = [r for r in screen.children("pg_review_sample").rows if r["subject"] != "child"]
    if rows:
        with st.expander(_("登记复核结论")), st.form("recheck", border=False):
            labels = kept(_labels, rows)
            chosen = st.selectbox(
                _("对象"), range(len(rows)), index=None, placeholder=_("请选择"), format_func=labels.__getitem__
            )
            result = st.radio(
                _("结论"), ["agreed", "not_agreed"], horizontal=True, format_func=lambda c: word("recheck_result", c)
            )
            reason = st.text_input(_("查了什么、看到什么(不符时必填)"))
            if st.form_submit_button(_("登记"), type="primary"):
                _act(
                    None if chosen is None else rows[chosen],
                    lambda about: desk.find(screen.home, screen.viewer, about, result, reason),
                )
    if unit:
        _hidden(unit)


def _labels(screen: Screen, rows: list[dict]) -> dict[int, str]:
    return {i: f"{row['unit_name'] or ''} {_subject(row)}" for i, row in enumerate(rows)}


def _hidden(unit: str) -> None:
    """A child found out of school and on no file: chosen from the unit's own children, in the ledger at once."""
    screen = current()
    with st.expander(_("登记发现的瞒报学生")), st.form("hidden", border=False):
        sentence(_("登记后立即立案跟踪;扣分和否决要等申辩期满或裁定。"))
        names = {r["child_key"]: r for r in screen.children("pg_school_age").rows}
        key = st.selectbox(_("学生"), list(names), index=None, placeholder=_("输入姓名查找"),
                           format_func=lambda k: f"{screen.name(names[k])} {names[k]['class_label'] or names[k]['village_name'] or ''}")  # fmt: skip
        reason = st.text_input(_("查了什么、看到什么"))
        if st.form_submit_button(_("登记"), type="primary"):
            row = (
                None if key is None else {"unit_code": unit, "subject": "child", "subject_code": unit, "child_key": key}
            )
            _act(row, lambda about: desk.find(screen.home, screen.viewer, about, "hidden", reason))


def _object(rows: list[dict]) -> None:
    if not rows:
        return
    screen = current()
    with st.expander(_("申辩")), st.form("object", border=False):
        chosen = st.selectbox(_("结论"), range(len(rows)), format_func=lambda i: _subject(rows[i]))
        reason = st.text_input(_("申辩理由"))
        if st.form_submit_button(_("提出申辩"), type="primary"):
            _act(rows[chosen], lambda about: desk.object_to(screen.home, screen.viewer, about, reason))


def _decide(rows: list[dict]) -> None:
    if not rows:
        return
    screen = current()
    with st.expander(_("裁定申辩")), st.form("decide", border=False):
        chosen = st.selectbox(
            _("申辩"), range(len(rows)), format_func=lambda i: f"{rows[i]['unit_name'] or ''} {_subject(rows[i])}"
        )
        result = st.radio(
            _("裁定"), ["upheld", "withdrawn"], horizontal=True, format_func=lambda c: word("recheck_result", c)
        )
        reason = st.text_input(_("裁定理由"))
        if st.form_submit_button(_("裁定"), type="primary"):
            _act(rows[chosen], lambda about: desk.decide(screen.home, screen.viewer, about, result, reason))


def _act(row: dict | None, act: Callable[[Subject], int]) -> None:
    """Do it and show the screen anew, or say why not."""
    if row is None:
        sentence(_("请先选择对象。"), "bx-empty")
        return
    try:
        act(Subject(current().month, row["unit_code"], row["subject"], row["subject_code"], row["child_key"]))
    except Saying as refused:
        sentence(str(say(refused, _)), "bx-empty")
        return
    st.session_state["said-recheck"] = _("已登记")
    st.rerun()

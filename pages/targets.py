"""年度任务: what the plan itself promised for the year, how far each is, who owns it, and what proves it."""

import streamlit as st

from baoxue.desk import permits
from baoxue.desk import targets as desk
from baoxue.ui import formats, status
from baoxue.ui.screen import current, head, section, sentence
from baoxue.ui.table import Column, Figure, figures_line, table
from baoxue.ui.words import _, word
from baoxue.words import Saying, say


def page() -> None:
    screen = current()
    head(
        _("年度任务 {year}").format(year=screen.month[:4]),
        _("县政府年度计划自身的任务。没有报过进度的不当作 0,显示未报。"),
    )
    rows = screen.aggregate("pg_targets").rows
    if not rows:
        sentence(_("{year} 年没有登记年度任务。").format(year=screen.month[:4]), "bx-empty")
        return
    _figures()
    if asked := next((r for r in rows if r["target_id"] == st.query_params.get("target")), None):
        _history(asked)
    _act(rows)
    _list(rows)


def _figures() -> None:
    (counts,) = current().aggregate("pg_target_counts").rows
    of = f"/{formats.whole(counts['targets_n'])}"
    figures_line(
        [
            Figure(word("target_state", "overdue"), counts["overdue_n"], "late"),
            Figure(word("target_state", "unreported"), counts["unreported_n"], "soon"),
            Figure(word("target_state", "reached"), counts["reached_n"], "held", note=of),
        ]
    )


def _list(rows: list[dict]) -> None:
    table(
        lambda screen: [
            Column(_("任务"), "title", link=lambda r: screen.link("targets", target=r["target_id"])),
            Column(_("完成"), status.target_done, "html"),
            Column(_("期限"), "due_on", "day"),
            Column(_("责任人"), _owner),
            Column(_("佐证"), status.target_evidence, "html"),
            Column(_("进度"), status.target, "html"),
        ],
        rows,
        caption=_("{n} 项。逾期的在前;点任务看历次登记。").format(n=len(rows)),
        empty="",
    )


def _owner(row: dict) -> str:
    return f"{word('target_owner', row['owner']) or row['owner']} {row['owner_name'] or ''}".strip()


def _history(target: dict) -> None:
    screen = current()
    section(target["title"], _("历次登记都保留;更正是新的一行,以最近日期、最后登记的为准。"))
    rows = [r for r in screen.aggregate("pg_target_history").rows if r["target_id"] == target["target_id"]]
    table(
        [
            Column(_("日期"), "effective_on", "day"),
            Column(_("完成"), "done", "days", unit=word("target_unit", target["unit"])),
            Column(_("佐证"), lambda r: r["evidence"] or formats.NOT_APPLICABLE),
            Column(_("说明"), "note"),
            Column(_("经办"), lambda r: r["actor"] + (_(" 代 {name}").format(name=r["on_behalf"]) if r["on_behalf"] else "")),
            Column(_("登记"), _recorded, "html"),
        ],
        rows,
        caption=_("{n} 次").format(n=len(rows)),
        empty=_("这项任务还没有报过进度。"),
    )  # fmt: skip


def _recorded(row: dict) -> str:
    kind, words = ("held", _("有效")) if row["stands"] else ("quiet", _("已被更新"))
    late = " " + _("补录于 {at}").format(at=formats.moment(row["recorded_at"])) if row["is_late"] else ""
    return formats.tag(kind, words + late)


def _act(rows: list[dict]) -> None:
    screen = current()
    if said := st.session_state.pop("said-targets", None):
        sentence(said, "bx-say")
    heads = desk.heads_of(screen.home, screen.viewer)
    own = {r["target_id"]: r for r in rows if permits.can_record_target(screen.viewer, heads, r["owner_head"])}
    if not own or f"{screen.as_of:%Y}" != screen.month[:4]:
        return
    asked = st.query_params.get("target")
    with st.expander(_("登记进度"), expanded=asked in own), st.form("progress", border=False):
        chosen = st.selectbox(_("任务"), list(own), index=list(own).index(asked) if asked in own else None,
                              format_func=lambda k: own[k]["title"], placeholder=_("请选择任务"))  # fmt: skip
        done = st.number_input(
            _("完成数(只问是否完成的,完成填 1,未完成填 0)"), min_value=0.0, value=None, step=1.0, format="%g"
        )
        on = st.date_input(_("截至日期"), value=screen.as_of.date(), max_value=screen.as_of.date())
        evidence = st.text_input(_("佐证材料"))
        note = st.text_input(_("说明"))
        pressed = st.form_submit_button(_("登记"), type="primary")
    if not pressed:
        return
    if chosen is None or done is None:
        sentence(_("请选择任务,并填写完成数。"), "bx-empty")
        return
    try:
        desk.record(screen.home, screen.viewer, desk.Progressed(chosen, done, on, evidence, note))
    except Saying as refused:
        sentence(str(say(refused, _)), "bx-empty")
        return
    st.session_state["said-targets"] = _("已登记:{name}").format(name=own[chosen]["title"])
    st.rerun()

"""县外就读: who is at school elsewhere, where, by what proof, verified when, and what is due next; incoming children."""

import streamlit as st

from baoxue.desk import elsewhere as desk
from baoxue.reports.home_letter import letter
from baoxue.ui import formats, status
from baoxue.ui.filters import found
from baoxue.ui.screen import current, head, section, sentence
from baoxue.ui.table import Column, Figure, figures_line, table
from baoxue.ui.words import _, word
from baoxue.words import Saying, say

_FIRST = 200


def page() -> None:
    screen = current()
    head(
        _("县外就读 {month}").format(month=screen.month),
        _("每学期核实一次,10月15日、4月15日前完成。到期仍未核实的不算入学,按疑似办理。"),
    )
    rows = screen.children("pg_elsewhere").rows
    _figures()
    _act(rows)
    _children(rows)
    _units()
    _incoming()


def _figures() -> None:
    total = next((r for r in current().aggregate("pg_elsewhere_units").rows if r["is_total"]), None)
    if total is None:
        return
    if total["registers_n"] == 0:
        sentence(_("本地还没有报送过户籍登记表,县外就读人数未知。"), "bx-empty")
        return
    figures_line(
        [
            Figure(word("whereabouts", "unverified"), total["unverified_n"], "late"),
            Figure(word("whereabouts", "elsewhere_pending"), total["pending_n"], "soon"),
            Figure(word("whereabouts", "elsewhere_proved"), total["proved_n"]),
            Figure(_("已报登记表的村"), total["registers_n"], note=f"/{formats.whole(total['registers_d'])}"),
        ]
    )


def _children(rows: list[dict]) -> None:
    screen = current()
    section(_("名单"), _("未核实和待核的在前。"))
    shown = found(rows, st.text_input(_("查找"), key="find-elsewhere", placeholder=_("姓名、拼音")))
    caption = _("{n} 人").format(n=len(shown))
    if len(shown) > _FIRST:
        caption += _(",先显示 {most} 人,请用查找缩小范围或导出全部").format(most=_FIRST)
    table(
        [
            Column(_("学生"), screen.name),
            Column(_("户籍村"), lambda r: f"{r['township_name'] or ''} {r['village_name'] or ''}"),
            Column(_("就读学校"), lambda r: r["school_words"] or word("said", r["said"])),
            Column(_("状态"), status.whereabouts, "html"),
            Column(_("证明"), lambda r: word("proof", r["proof"]) if r["proof"] else formats.NOT_APPLICABLE),
            Column(_("证明日期"), "proved_on", "day"),
            Column(_("限期"), "due_on", "day"),
            Column(word("check_step", "checked"), lambda r: _step(r, "checked")),
            Column(word("check_step", "reviewed"), lambda r: _step(r, "reviewed")),
            Column(word("check_step", "called_back"), _called),
        ],
        shown[:_FIRST],
        caption=caption,
        empty=_("没有县外就读的儿童,或登记表还没有报送。"),
    )


def _step(row: dict, step: str) -> str:
    """Day, result and who: the names stay."""
    on = row[f"{step}_on"]
    if on is None:
        return formats.NOT_APPLICABLE
    return f"{on:%m-%d} {word('check_result', row[f'{step}_result'])} {row[f'{step}_by']}"


def _called(row: dict) -> str:
    if row["called_on"] is None:
        return _("已抽中,待回访") if row["is_drawn"] else formats.NOT_APPLICABLE
    return f"{row['called_on']:%m-%d} {word('check_result', row['called_result'])} {row['called_by']}"


def _act(rows: list[dict]) -> None:
    screen = current()
    step = desk.step_of(screen.viewer)
    if said := st.session_state.pop("said-elsewhere", None):
        sentence(said, "bx-say")
    waiting = [r for r in rows if _waits(r, step)]
    if step is None or not waiting:
        return
    names = {r["child_key"]: r for r in waiting}
    with (
        st.expander(word("check_step", step) + _(" · 待办 {n} 人").format(n=len(waiting))),
        st.form("verify", border=False),
    ):
        key = st.selectbox(_("学生"), list(names), index=None, placeholder=_("请选择学生"),
                           format_func=lambda k: f"{screen.name(names[k])} {names[k]['village_name'] or ''} {names[k]['school_words'] or ''}")  # fmt: skip
        result = st.radio(
            _("结果"),
            ["confirmed", "refuted", "unreached"],
            horizontal=True,
            format_func=lambda c: word("check_result", c),
        )
        proof = st.selectbox(_("看到的证明"), ["register", "certificate", "guardian"], index=None, placeholder=_("请选择"),
                             format_func=lambda c: word("proof", c))  # fmt: skip
        note = st.text_input(_("说明"))
        pressed = st.form_submit_button(_("登记"), type="primary")
    if not pressed:
        return
    if key is None:
        sentence(_("请先选择学生。"), "bx-empty")
    else:
        try:
            desk.verify(screen.home, screen.viewer, desk.Verified(key, result, proof, note))
        except Saying as refused:
            sentence(str(say(refused, _)), "bx-empty")
            return
        st.session_state["said-elsewhere"] = _("已登记:{name}").format(name=screen.name(names[key]))
        st.rerun()


def _waits(row: dict, step: str | None) -> bool:
    """Whether a child waits for the viewer's step: unproved for the village, unreviewed for the township, drawn for the
    bureau."""
    if step == "checked":
        return row["whereabouts"] != "elsewhere_proved"
    if step == "reviewed":
        return (row["reviewed_on"] is None and row["whereabouts"] != "elsewhere_proved") or bool(
            row["checked_on"] and not row["reviewed_on"]
        )
    return bool(row["is_drawn"]) and row["called_on"] is None


def _units() -> None:
    screen = current()
    rows = screen.aggregate("pg_elsewhere_units").rows
    if len(rows) < 2:
        return
    section({"county": _("各镇"), "township": _("各村")}.get(screen.level, _("各单位")))
    table(
        [
            Column(_("单位"), "unit_name", link=lambda r: None if r["is_total"] else screen.open_place(r["unit_code"])),
            Column(_("适龄"), "school_age", "number", unit=_("人")),
            Column(word("whereabouts", "unverified"), "unverified_n", "number", unit=_("人")),
            Column(word("whereabouts", "elsewhere_pending"), "pending_n", "number", unit=_("人")),
            Column(word("whereabouts", "elsewhere_proved"), "proved_n", "number", unit=_("人")),
            Column(_("户籍登记表"), status.register, "html"),
            Column(_("已报村/应报村"), lambda r: formats.part(r["registers_n"], r["registers_d"]), "right"),
        ],
        rows,
        caption=_("{n} 个单位").format(n=len(rows) - 1),
        empty="",
        emphasis=lambda r: bool(r["is_total"]),
    )


def _incoming() -> None:
    screen = current()
    schools = screen.aggregate("pg_incoming_schools").rows
    section(_("外来就读"), _("户籍在外县、在本县就读的学生,由学校跟踪,函告户籍地。"))
    table(
        [Column(_("学校"), "school_name", link=lambda r: screen.open_place(r["school_code"])), Column(_("人数"), "n", "number", unit=_("人"))],
        schools,
        caption=_("{n} 所学校").format(n=len(schools)),
        empty=_("没有户籍在外县的学生。"),
    )  # fmt: skip
    pupils = screen.children("pg_incoming").rows
    if not pupils:
        return
    table(
        [
            Column(_("学生"), screen.name),
            Column(_("学校班级"), lambda r: f"{r['school_name'] or ''} {r['class_label'] or ''}"),
            Column(_("学籍状态"), lambda r: word("status", r["status"])),
        ],
        pupils[:_FIRST],
        caption=_("{n} 人").format(n=len(pupils)),
        empty="",
    )
    with st.expander(_("致户籍地的函(姓名已隐去)")):
        st.code(letter(pupils, screen.as_of.date(), _), language=None, wrap_lines=True)

"""招生衔接: who goes on from grade 6, who enters grade 1, who came at the start of term, whose roll moved to another township."""

import streamlit as st

from baoxue.ui import formats, handover_parts, status
from baoxue.ui.identity import identity
from baoxue.ui.screen import Screen, current, head, sentence
from baoxue.ui.start_parts import case_link, moves, start
from baoxue.ui.table import Column, Figure, figures_line
from baoxue.ui.words import _, word


def page() -> None:
    screen = current()
    head(_("招生衔接 {month}").format(month=screen.month))
    kinds = {"handover": _("小升初"), "entry": _("一年级入学"), "start": _("开学报到"), "moves": _("学籍异动")}
    asked = st.query_params.get("show", "")
    show = st.segmented_control(
        _("招生衔接"), list(kinds), default=asked if asked in kinds else "handover", format_func=lambda v: kinds[v],
        key="handover-kind", label_visibility="collapsed",
    ) or "handover"  # fmt: skip
    {"handover": _handover, "entry": _entry, "start": start, "moves": moves}[show]()


def _handover() -> None:
    rows = current().aggregate("pg_handover").rows
    total = [r for r in rows if r["is_total"]]
    sentence(
        _(
            "六月在籍的六年级逐人核对,各项相加等于六年级人数,按毕业小学统计。接收初中未报花名册的列为未报,不算到校,也不算未到。"
        )
    )
    if not total:
        sentence(_("本地没有上学年六年级的花名册。小升初按学校统计,村里的孩子见名单。"), "bx-empty")
    opened = handover_parts.opened_term(total)
    identity(_("六年级"), total, lambda t: word("handover", t), lambda t: handover_parts.link("handover", t))
    handover_parts.names("handover", total, opened, _going_on)
    handover_parts.units(rows, "handover", {"county": _("各镇"), "township": _("各校")})


def _going_on(screen: Screen) -> list[Column]:
    return [
        Column(_("学生"), screen.name, link=case_link),
        Column(_("毕业小学"), "school_name"),
        Column(_("户籍村"), handover_parts.village),
        Column(_("去向"), lambda r: status.handover(r, "handover"), "html"),
        Column(_("就读"), lambda r: f"{r['junior_name'] or r['school_words'] or ''} {r['junior_class_label'] or ''}"),
        Column(_("证明日期"), "proved_on", "day"),
        Column(_("限期"), "due_on", "day"),
    ]


def _entry() -> None:
    rows = current().aggregate("pg_entry").rows
    total = [r for r in rows if r["is_total"]]
    sentence(_("8月31日满六周岁的儿童,户籍登记表与一年级花名册逐人核对,按户籍统计。登记表查无的一年级学生按学校另列。"))
    registered = [r for r in total if r["term_group"] == "register" and r["total"] is not None]
    if total and not registered:
        sentence(_("本地还没有报送过户籍登记表,入学情况未知。"), "bx-empty")
    opened = handover_parts.opened_term(total)
    shown = [r for r in registered if r["n"] or r["term"] in ("enrolled_here", "not_enrolled")]
    identity(_("应入学"), shown, lambda t: word("entry", t), lambda t: handover_parts.link("entry", t))
    beside = [
        Figure(word("entry", r["term"]), r["n"], link=handover_parts.link("entry", r["term"]))
        for r in total
        if r["term_group"] == "roll"
    ]
    sent = [Figure(_("已报登记表的村"), r["registers_n"], note=status.registers_note(r)) for r in registered[:1]]
    figures_line([*beside, *sent])
    handover_parts.names("entry", total, opened, _entering)
    handover_parts.units(rows, "entry", {"county": _("各镇"), "township": _("各村")})


def _entering(screen: Screen) -> list[Column]:
    return [
        Column(_("学生"), screen.name, link=case_link),
        Column(_("户籍村"), handover_parts.village),
        Column(_("去向"), lambda r: status.handover(r, "entry"), "html"),
        Column(_("就读"), lambda r: f"{r['school_name'] or r['school_words'] or ''} {r['class_label'] or ''}"),
        Column(_("原因"), lambda r: word("cause", r["cause"]) if r["cause"] else ""),
        # with its year: a deferral runs into the next one
        Column(_("限期"), lambda r: formats.full_day(r["until_on"] or r["due_on"])),
    ]

"""Tables of 县外就读: by township or village, and pupils whose household is in another county."""

import streamlit as st

from baoxue.reports.home_letter import letter
from baoxue.ui import formats, status
from baoxue.ui.screen import current, section
from baoxue.ui.table import Column, table
from baoxue.ui.words import _, word

_FIRST = 200


def units() -> None:
    screen = current()
    rows = screen.aggregate("pg_elsewhere_units").rows
    if len(rows) < 2:
        return
    section({"county": _("各镇"), "township": _("各村")}.get(screen.level, _("各单位")))
    table(
        lambda screen: [
            Column(
                _("单位"),
                lambda r: r["unit_name"] or _("户籍未识别"),
                link=lambda r: None if r["is_total"] else screen.open_place(r["unit_code"]),
            ),
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


def incoming() -> None:
    screen = current()
    schools = screen.aggregate("pg_incoming_schools").rows
    section(_("外来就读"), _("户籍在外县、在本县就读的学生,由学校跟踪,函告户籍地。"))
    table(
        lambda screen: [Column(_("学校"), "school_name", link=lambda r: screen.open_place(r["school_code"])), Column(_("人数"), "n", "number", unit=_("人"))],
        schools,
        caption=_("{n} 所学校").format(n=len(schools)),
        empty=_("没有户籍在外县的学生。"),
    )  # fmt: skip
    pupils = screen.children("pg_incoming").rows
    if not pupils:
        return
    table(
        lambda screen: [
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

"""The clerk's desk of all sheets: rolls and attendance by school, household registers by village, lists of aid by school."""

from collections.abc import Sequence

import streamlit as st

from baoxue.desk import waiting
from baoxue.ui import aid_parts, clerk_desk, formats, status
from baoxue.ui.screen import current, section
from baoxue.ui.table import Column, Figure, figures_line, table
from baoxue.ui.words import _

_FIRST = 40
_CELLS = 3


def desk() -> None:
    """The desk's three tables, one at a time; what waits in registers is said beside its name."""
    screen = current()
    counts = screen.aggregate("pg_desk_register_counts").rows
    waits = counts[0]["registers_waiting"] if counts else 0
    names = {
        "sheets": _("学籍花名册、考勤表"),
        "registers": _("户籍登记表") + (f" · {status.waiting_rows(waits)}" if waits else ""),
        "aid": _("资助名册"),
    }
    chosen = st.segmented_control(
        _("看哪一类表"), list(names), default="sheets", key="desk", label_visibility="collapsed", format_func=names.__getitem__
    )  # fmt: skip
    {"registers": lambda: _registers(counts), "aid": _aid}.get(chosen or "sheets", clerk_desk.schools)()


def _registers(counts: list[dict]) -> None:
    """Each village of the place: what waits, is missing or not known stands open, the rest behind a line."""
    screen = current()
    rows = screen.aggregate("pg_desk_registers").rows
    section(
        _("户籍登记表"), _("按村:本月已报、沿用以前月份、未报;待修改的行里首次出现的儿童改好前没有记录,不计入本村。")
    )
    if not rows:
        table([], rows, caption="", empty=_("这一范围没有应报户籍登记表的村。"))
        return
    figures_line([Figure(_("已报登记表的村"), r["registers_n"], note=status.registers_note(r)) for r in counts])
    asks = [r for r in rows if r["state"] in ("missing", "waiting") or r["waiting_n"] != 0]
    listed_for = {r["unit_code"]: r["listed_for"] for r in asks if r["waiting_n"]}
    why = waiting.of_registers(screen.home, screen.figures.snapshot.n, listed_for)
    columns = [
        Column(_("村"), _village, link=lambda r: screen.open_place(r["unit_code"])),
        Column(_("镇"), "township_name"),
        Column(_("户籍登记表"), status.village_register, "html"),
        Column(_("收到"), "received_on", "day"),
    ]
    reason = Column(_("待修改原因"), lambda r: _words(why.get(r["unit_code"], ())))
    _split(
        columns, [reason] if why else [], asks, [r for r in rows if r not in asks], _("登记表都已报送,没有待修改的行。")
    )


def _aid() -> None:
    """Each school and period: lists sent, waiting, missing; what stands whole stands behind a line."""
    screen = current()
    rows = screen.aggregate("pg_desk_aid").rows
    section(_("资助名册"), _("按学校和期:本月、本学期、本学年的名册,及以前月份未报、待修改的。"))
    asks = [r for r in rows if r["state"] in ("missing", "waiting") or r["waiting_n"]]
    periods = {r["period"] for r in asks if r["waiting_n"]}
    why = waiting.of_aid(screen.home, screen.figures.snapshot.n, periods) if periods else {}
    columns = [
        Column(_("学校"), "school_name", link=lambda r: screen.open_place(r["school_code"])),
        Column(_("镇"), "township_name"),
        Column(_("期"), lambda r: aid_parts.period(r["period"])),
        Column(_("名册"), aid_parts.state, "html"),
        Column(_("已报/应报"), lambda r: formats.part(r["lists_n"], r["lists_d"]), "right"),
        Column(_("收到"), "received_on", "day"),
    ]
    reason = Column(_("待修改原因"), lambda r: _words(why.get((r["school_code"], r["period"]), ())))
    _split(columns, [reason] if why else [], asks, [r for r in rows if r not in asks], _("应报的名册都已报全。"))


def _split(columns: list[Column], reason: list[Column], asks: list[dict], others: list[dict], empty: str) -> None:
    """What asks for an answer, with the reason where rows wait; the rest behind a line."""
    caption = _("{n} 份").format(n=len(asks))
    if len(asks) > _FIRST:
        caption += _(",先显示 {most} 份,其余打开各镇查看").format(most=_FIRST)
    table([*columns, *reason], asks[:_FIRST], caption=caption, empty=empty)
    if others:
        with st.expander(_("其余 {n} 份").format(n=len(others))):
            table(columns, others, caption=_("{n} 份").format(n=len(others)), empty="")


def _village(row: dict) -> str:
    return (
        row["unit_name"]
        if row["unit_level"] == "village"
        else _("{town}(没有写明村的行)").format(town=row["unit_name"])
    )


def _words(reasons: Sequence[waiting.Reason]) -> str:
    """``号码位数不足 2 行(Sheet1 C12、Sheet1 C15)``; several faults one after another."""
    return _(";").join(
        _("{fault} {n} 行({cells})").format(
            fault=_(one.fault),
            n=len(one.cells),
            cells=_("、").join(one.cells[:_CELLS]) + (_(" 等") if len(one.cells) > _CELLS else ""),
        )
        for one in reasons
    )

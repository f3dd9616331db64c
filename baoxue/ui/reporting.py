"""谁报了: every school's sheets of the month, those first about which somebody has to act."""

import streamlit as st

from baoxue.ui import formats, status
from baoxue.ui.screen import Screen, current, section
from baoxue.ui.table import Column, table
from baoxue.ui.words import _, word


def show() -> None:
    rows = current().aggregate("pg_reporting").rows
    section(_("谁报了"), _("零报告存疑、未报、待修改、有班漏报和迟报的在前。"))
    asks = sorted(filter(_asks, rows), key=_urgency)
    table(
        _columns,
        asks,
        caption=_("{n} 份").format(n=len(asks)),
        empty=_("没有未报、待修改、有班漏报或迟报的学校。") if rows else _("这一范围没有应报的学校。"),
    )
    others = [r for r in rows if not _asks(r)]
    if others:
        with st.expander(_("其余 {n} 份").format(n=len(others))):
            table(_columns, others, caption=_("{n} 份").format(n=len(others)), empty="")


def _asks(row: dict) -> bool:
    return bool(
        row["is_missing"]
        or row["state"] == "waiting"
        or row["is_on_time"] is False
        or row["nil_contradicted_n"]
        or row["classes_gap"]
    )


def _urgency(row: dict) -> tuple:
    """A nil report that attendance contradicts before what is merely missing."""
    return (
        not row["nil_contradicted_n"],
        not row["is_missing"],
        row["state"] != "waiting",
        not row["classes_gap"],
        row["sort"],
    )


def _columns(screen: Screen) -> list[Column]:
    return [
        Column(_("学校"), "school_name"),
        Column(_("镇"), "township_name"),
        Column(_("表"), lambda r: word("kind", r["kind"])),
        Column(_("状态"), status.report, "html"),
        Column(_("限期"), "due_on", "day"),
        Column(_("收到"), "first_accepted_at", "moment"),
        Column(_("已报班/应报班"), lambda r: formats.part(r["classes_reported"], r["classes_due"]), "right"),
    ]

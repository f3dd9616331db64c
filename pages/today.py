"""今日待办: what must I do, and what changed."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from baoxue.ui import columns, formats, spoken, status, today_units
from baoxue.ui.screen import Screen, current, head, section
from baoxue.ui.table import Column, Figure, figures_line, more, table
from baoxue.ui.words import _, word

_COLOURS = {"overdue": "late", "due_soon": "soon", "closed_contradicted": "late"}
_OPENS = {"open_cases": "open", "suspected": "suspected", "dropped_out": "dropped_out", "observation": "observation",
          "poor_open": "poor", "overdue": "overdue", "due_soon": "due_soon",
          "closed_contradicted": "closed_contradicted"}  # fmt: skip
_WHERE_ANY = ("unknown_area", "closed_contradicted")
_FIRST = 8
Row = Mapping[str, Any]


def page() -> None:
    head(_("今日待办"))
    counts = current().aggregate("pg_summary").first
    _figures()
    _duties()
    _silent(counts)
    _summary(counts)
    _changes(counts)
    today_units.show()


def _figures() -> None:
    screen = current()
    rows = {r["figure"]: r["n"] for r in screen.aggregate("pg_today_counts").rows}
    late = rows.pop("reports_late_days", None)
    shown = {f: n for f, n in rows.items() if n or (n is not None and f not in _WHERE_ANY)}
    notes = {"reports_missing": _("逾期 {n} 天").format(n=late) if late else ""}
    links = {f: screen.link("ledger", show=show) for f, show in _OPENS.items()}
    links["reports_missing"] = "#silent"
    figures_line([Figure(word("figure", f), n, _COLOURS.get(f, "quiet"), links.get(f), notes.get(f, ""))
                  for f, n in shown.items()])  # fmt: skip


def _duties() -> None:
    screen = current()
    rows = screen.children("pg_today_duties").rows
    mine = [r for r in rows if r["holder_post_id"] in screen.viewer.post_ids]
    others = [r for r in rows if r["holder_post_id"] not in screen.viewer.post_ids]
    section(_("待我办理"))
    table(_duty_columns, mine, caption=_("{n} 件").format(n=len(mine)), empty=_("没有待我办理的事项。"))
    if others:
        section(_("本范围待办"))
        table(_duty_columns, others[:_FIRST], caption=_("{n} 件,最急的在前").format(n=len(others)), empty="")
        more(_("全部 {n} 件").format(n=len(others)), screen.link("ledger", show="open"), len(others) > _FIRST)


def _duty_columns(screen: Screen) -> list[Column]:
    return [
        columns.child(screen, opens=True),
        *columns.places(),
        Column(_("事项"), lambda r: word("duty", r["duty"])),
        Column(_("承办"), lambda r: r["holder_name"] or _("岗位空缺")),
        Column(_("限期"), status.deadline, "html"),
    ]


def _silent(counts: Row | None) -> None:
    """Schools whose last due report is missing, with whom to call."""
    screen = current()
    if counts is None or not counts["missing_n"]:
        return
    month = counts["missing_month"]
    rows = [r for r in screen.aggregate("pg_reporting", month=month).rows if r["is_missing"]]
    st.html('<a id="silent"></a>')
    section(_("{month}未报学校").format(month=formats.month(month)))
    table(
        columns.reports,
        rows,
        caption=_("{n} 校,{m} 份").format(n=len({r["school_code"] for r in rows}), m=len(rows)),
        empty=_("没有未报的学校。"),
    )


def _summary(counts: Row | None) -> None:
    if counts is None:
        return
    section(_("汇报口径"))
    text = spoken.show(counts)
    with st.expander(_("复制用文本(姓名已隐去)")):
        st.code(text, language=None, wrap_lines=True)


def _changes(counts: Row | None) -> None:
    screen = current()
    if counts is None or counts["since"] is None:
        return
    rows = screen.aggregate("pg_changes", since=counts["since"]).rows
    section(_("上次例会以来"))
    figures_line([Figure(word("flow", row["term"]), row["n"]) for row in rows])

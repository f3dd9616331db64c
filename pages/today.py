"""今日待办: what must I do, and what changed."""

import streamlit as st

from baoxue.reports import summary
from baoxue.ui import status
from baoxue.ui.screen import current, head, section, sentence
from baoxue.ui.table import Column, figures_line, table
from baoxue.ui.words import _, word

_COLOURS = {"overdue": "late", "due_soon": "soon"}


def page() -> None:
    head(_("今日待办"))
    _figures()
    _duties()
    _summary()
    _changes()
    _units()


def _figures() -> None:
    screen = current()
    opens = {"open_cases": "ledger", "suspected": "ledger", "dropped_out": "ledger", "observation": "ledger",
             "poor_open": "ledger", "overdue": "ledger", "due_soon": "ledger", "reports_missing": "submit"}  # fmt: skip
    tabs = {"open_cases": "open", "poor_open": "poor"}
    rows = screen.aggregate("pg_today_counts").rows
    figures_line(
        [
            (
                word("figure", row["figure"]),
                row["n"],
                _COLOURS.get(row["figure"], "quiet"),
                screen.link(opens[row["figure"]], show=tabs.get(row["figure"], row["figure"]))
                if row["figure"] in opens
                else None,
            )
            for row in rows
            if row["n"] or (row["n"] is not None and row["figure"] not in ("unknown_area", "reports_late_days"))
        ]
    )


def _duties() -> None:
    screen = current()
    section(_("待我办理与本范围待办"))
    answer = screen.children("pg_today_duties")
    mine = set(screen.viewer.post_ids)
    rows = sorted(answer.rows, key=lambda r: r["holder_post_id"] not in mine)
    table(
        [
            Column(_("学生"), screen.name, link=lambda r: screen.link("case", case=r["case_no"])),
            Column(_("学校班级"), lambda r: f"{r['school_name'] or ''} {r['class_label'] or ''}"),
            Column(_("户籍村"), lambda r: f"{r['township_name'] or ''} {r['village_name'] or ''}"),
            Column(_("事项"), lambda r: word("duty", r["duty"])),
            Column(_("承办"), lambda r: r["holder_name"] or _("岗位空缺")),
            Column(_("限期"), status.deadline, "html"),
        ],
        rows,
        caption=_("{n} 件,待我办理的在前").format(n=len(rows)),
        empty=_("今天没有到期或逾期的事项。"),
    )


def _summary() -> None:
    screen = current()
    counts, urgent = screen.aggregate("pg_summary").first, screen.children("pg_urgent").first
    if counts is None:
        return
    section(_("汇报口径"))
    sentence("".join(summary.for_screen(counts, urgent, screen.viewer, _)), "bx-say")
    with st.expander(_("复制用文本(姓名已隐去)")):
        st.code(summary.for_copy(counts, urgent, screen.viewer, _), language=None, wrap_lines=True)


def _changes() -> None:
    screen = current()
    counts = screen.aggregate("pg_summary").first
    if counts is None or counts["since"] is None:
        return
    rows = screen.aggregate("pg_changes", since=counts["since"]).rows
    section(_("上次例会以来"))
    figures_line([(word("flow", row["term"]), row["n"], "quiet", None) for row in rows])


def _units() -> None:
    screen = current()
    rows = screen.aggregate("pg_today_units").rows
    if not rows:
        return
    section({"county": _("各镇"), "township": _("各村")}.get(screen.level, _("各单位")))
    table(
        [
            Column(
                _("单位"), lambda r: r["unit_name"] or _("户籍未识别"), link=lambda r: screen.open_place(r["unit_code"])
            ),
            Column(_("适龄"), "school_age", "number", unit=_("人")),
            Column(_("未销号"), "open_n", "number", unit=_("人")),
            Column(_("逾期"), "overdue_n", "number", unit=_("件")),
            Column(_("近8周新增"), _weeks, "html"),
        ],
        rows,
        caption=_("按户籍所在地"),
        empty=_("没有下级单位。"),
    )


def _weeks(row: dict) -> str:
    """Eight small bars, with their numbers for those who cannot see them."""
    values = [row[f"week_{i}"] or 0 for i in range(1, 9)]
    bars = "".join(f'<i style="height:{min(v, 6) * 16 + 4}%"></i>' for v in values)
    return f'<span class="bx-bars" role="img" aria-label="{" ".join(map(str, values))}">{bars}</span>'

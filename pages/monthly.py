"""月报: how do we stand, against last month, and did everybody report."""

import streamlit as st

from baoxue.ui import columns, county_forms, dropout_rate, formats, monthly_book, monthly_form, reporting, spoken
from baoxue.ui.kept import kept
from baoxue.ui.screen import current, head, section, sentence
from baoxue.ui.table import Column, table
from baoxue.ui.words import _, word

_SIGNS = {
    "new": "+",
    "reopened": "+",
    "moved_in": "+",
    "corrected": "±",
    "closed": "−",
    "cleared": "−",
    "moved_out": "−",
}


def page() -> None:
    screen = current()
    state = screen.aggregate("pg_month_state").first or {}
    words = word("report_state", state.get("state"))
    head(_("控辍保学月报 {month}").format(month=screen.month), _("本月{state},数据截至 {day}").format(
        state=words, day=formats.full_day(screen.figures.snapshot.data_through.date())))  # fmt: skip
    is_over = state.get("is_over") == 1
    if counts := screen.aggregate("pg_summary_then" if is_over else "pg_summary").first:
        (spoken.show_then if is_over else spoken.show)(counts)
    _flow()
    _report()
    dropout_rate.show()
    monthly_book.offer()
    county_forms.offer()
    reporting.show()


def _flow() -> None:
    screen = current()
    section(_("台账流量"), _("每一项都可点开,看到是哪些学生。"))
    opened = st.query_params.get("term")
    parts, corrected = [], False
    for row in screen.aggregate("pg_monthly_flow").rows:
        corrected |= row["term"] == "corrected" and row["n"] != 0
        sign = _SIGNS.get(row["term"], "= " if row["term"] == "open_now" else "")
        shown = formats.whole(abs(row["n"]) if sign != "±" else row["n"])
        link = screen.link("monthly", term=row["term"])
        parts.append(f'{sign}{word("flow", row["term"])} <a href="{link}" target="_self"><b>{shown}</b></a>')
    st.html(f'<p class="bx-flow">{" ".join(parts)}</p>')
    if corrected:
        sentence(_("上月末是上月报表当时的数;报表之后补录、改正的列在更正,点开看是哪些学生。"), "bx-note")
    if opened:
        _flow_children(opened)


def _flow_children(term: str) -> None:
    screen = current()
    rows = [r for r in screen.children("pg_flow_children", count_outside=True).rows if r["term"] == term]
    table(
        [
            columns.number(screen),
            columns.child(screen),
            *columns.places(),
            Column(_("日期"), "day", "day"),
            Column(_("现状"), lambda r: word("state", r["state"])),
        ],
        rows,
        caption=_("{term}: {n} 人").format(term=word("flow", term), n=len(rows)),
        empty=_("这一项没有您范围内的学生。"),
    )


def _report() -> None:
    screen = current()
    rows = screen.aggregate("pg_monthly_report").rows
    section(_("月报表"), _("一名学生按户籍只计入一个镇,按学籍只计入一所学校,两张表分别成立。— 表示没有可比的数。"))
    line = _line(screen.level)
    shown = [r for r in rows if r["line"] == line and (r["stage"] == "all" or r["is_total"])]
    if not shown:
        sentence(_("这一范围没有月报表的行。"), "bx-empty")
        return
    st.html(kept(monthly_form.html, shown))
    sentence(monthly_form.unregistered(), "bx-note")


def _line(level: str) -> str:
    """A school and its classes stand in the table by roll alone, a village in that by household."""
    if level in ("school", "class"):
        return "student"
    if level == "village":
        return "household"
    return st.segmented_control(
        _("统计口径"), ["household", "student"], default="household", key="line", label_visibility="collapsed",
        format_func=lambda v: _("按镇(户籍)") if v == "household" else _("按校(学籍)"),
    ) or "household"  # fmt: skip

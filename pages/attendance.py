"""考勤学籍: school by day, class by day, pupil by day; and who came on or left the rolls."""

from collections import defaultdict

import streamlit as st

from baoxue.ui import formats, roll_export
from baoxue.ui.grid import grid, legend, mark_cell, mark_legend
from baoxue.ui.screen import current, head, section
from baoxue.ui.table import Column, Figure, figures_line, table
from baoxue.ui.words import _, word

_SHADES = ((0.02, "p1"), (0.05, "p2"))
"""Share absent below which a cell has the shade; the darkest above."""


def page() -> None:
    screen = current()
    head(_("考勤学籍 {month}").format(month=screen.month))
    left, right = st.columns([7, 4], gap="large")
    with left:
        {"class": _pupils, "school": _classes}.get(screen.level, _schools)()
    with right:
        _rolls()


def _schools() -> None:
    screen = current()
    rows = screen.aggregate("pg_attendance_schools").rows
    section(_("各校每日旷课"), _("格内为旷课天数。点学校名称看各班。"))
    _sum_legend()
    by_day = _by_day(sorted(rows, key=lambda r: r["sort"]), "school_code")
    names = {code: (_any(days)["school_name"], screen.open_place(code)) for code, days in by_day.items()}
    grid(names, by_day, _sum_cell, _("各校每日考勤"))


def _classes() -> None:
    screen = current()
    rows = screen.aggregate("pg_attendance_classes", school=screen.place).rows
    section(_("各班每日旷课"), _("格内为旷课天数。全月无一人缺勤的班级加问号,请核实。点班级看每名学生。"))
    _sum_legend()
    by_day = _by_day(rows, "class_key")
    names = {key: (_class_name(_any(days)), screen.open_place(key)) for key, days in by_day.items()}
    grid(names, by_day, _sum_cell, _("各班每日考勤"))


def _pupils() -> None:
    screen = current()
    rows = screen.children("pg_attendance_pupils", class_key=screen.place).rows
    section(_("学生每日考勤"))
    mark_legend()
    own = {"class_key": screen.place, "school_code": screen.place[:10]}
    by_day = _by_day(rows, "child_key")
    names = {key: (screen.name({**_any(days), **own}), None) for key, days in by_day.items()}
    grid(names, by_day, mark_cell, _("学生每日考勤"))


def _any(days: dict) -> dict:
    """A row of a unit: what names the unit stands in each."""
    return next(iter(days.values()))


def _class_name(row: dict) -> str:
    return row["class_label"] + (" ?" if row["is_all_present_month"] else "")


def _by_day(rows: list[dict], key: str) -> dict:
    found: dict = defaultdict(dict)
    for row in rows:
        found[row[key]][row["day"]] = row
    return found


def _sum_legend() -> None:
    legend([("p0", "", _("无人旷课")), ("p1", "", _("旷课不到 2%")), ("p2", "", _("2% 至 5%")), ("p3", "", _("5% 及以上")),
            ("p0 bx-part", "", _("部分班级未报")), ("unreported", "", _("未报,不是 0,也不是到校"))])  # fmt: skip


def _sum_cell(row: dict) -> tuple[str, str, str]:
    """(class, text, title) of a cell of sums. A class's own row counts no classes: it has reported, or it has not."""
    reported = row.get("classes_reported", row.get("is_reported"))
    if not row["is_school_day"] and not reported:
        return "off", "", ""
    if not reported:
        return "unreported", "", _("未报")
    share = row["absent_share"] or 0
    shade = next((name for below, name in _SHADES if share < below), "p3") if row["absent_days"] else "p0"
    title = _("旷课 {a} 天,请假 {b} 天,应到 {c} 天").format(
        a=formats.days(row["absent_days"]), b=formats.days(row["leave_days"]), c=formats.days(row["due_days"])
    )
    if reported < (due := row.get("classes_due", 1)):
        shade += " bx-part"
        title += _(";{n} 个班只报了 {m} 个").format(n=due, m=reported)
    return shade, formats.days(row["absent_days"]) if row["absent_days"] else "", title


def _rolls() -> None:
    screen = current()
    terms = {"last": _("上月"), "in": _("转入"), "out": _("转出"), "corrected": _("更正"), "now": _("本月")}
    section(_("学籍变动"), _("只计两个月都报了花名册的学校。"))
    flow = screen.aggregate("pg_roll_flow").rows
    if flow:
        figures_line([Figure(terms.get(r["term"], r["term"]), r["n"]) for r in flow])
    roll_export.offer()
    rows = screen.children("pg_roll_moves").rows
    table(
        [
            Column(_("学生"), screen.name),
            Column(_("变动"), lambda r: word("roll_move", r["kind"])),
            Column(_("日期"), "day", "day"),
            Column(_("学校"), lambda r: f"{r['school_name'] or ''} {r['class_label'] or ''}"),
            Column(_("来自或去向"), "other_school_name"),
            Column(_("是否接收"), lambda r: {1: _("已接收"), 0: _("未见接收")}.get(r["is_received"], "")),
        ],
        rows[:200],
        caption=_("{n} 人次").format(n=len(rows)),
        empty=_("本月没有学籍变动。"),
    )

"""考勤学籍: school by day, class by day, pupil by day; and who came on or left the rolls."""

import streamlit as st

from baoxue.ui import attendance_grids, roll_export
from baoxue.ui.grid import mark_legend
from baoxue.ui.kept import kept
from baoxue.ui.screen import current, head, section
from baoxue.ui.table import Column, Figure, figures_line, table
from baoxue.ui.words import _, word


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
    attendance_grids.sum_legend()
    st.html(kept(attendance_grids.schools, rows))


def _classes() -> None:
    screen = current()
    rows = screen.aggregate("pg_attendance_classes", school=screen.place).rows
    section(_("各班每日旷课"), _("格内为旷课天数。全月无一人缺勤的班级加问号,请核实。点班级看每名学生。"))
    attendance_grids.sum_legend()
    st.html(kept(attendance_grids.classes, rows))


def _pupils() -> None:
    screen = current()
    rows = screen.children("pg_attendance_pupils", class_key=screen.place).rows
    section(_("学生每日考勤"))
    mark_legend()
    st.html(kept(attendance_grids.pupils, rows))


def _rolls() -> None:
    screen = current()
    terms = {
        "last": _("上月"),
        "in": _("转入"),
        "out": _("转出"),
        "gone": _("名册消失"),
        "corrected": _("更正"),
        "now": _("本月"),
    }
    section(_("学籍变动"), _("只计两个月都报了花名册的学校。"))
    flow = screen.aggregate("pg_roll_flow").rows
    if flow:
        figures_line([Figure(terms.get(r["term"], r["term"]), r["n"]) for r in flow])
    roll_export.offer()
    rows = screen.children("pg_roll_moves").rows
    table(
        lambda screen: [
            Column(_("学生"), screen.name),
            Column(_("变动"), lambda r: word("roll_move", r["kind"])),
            Column(_("日期"), "day", "day"),
            Column(_("学校"), lambda r: f"{r['school_name'] or ''} {r['class_label'] or ''}"),
            Column(_("来自或去向"), "other_school_name"),
            Column(_("是否接收"), lambda r: {1: _("已接收"), 0: _("未见接收")}.get(r["is_received"], "")),
        ],
        rows[:200],
        caption=_("{n} 条变动").format(n=len(rows)),
        empty=_("本月没有学籍变动。"),
    )

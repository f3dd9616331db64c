"""台账: every case, and is the closing true."""

import streamlit as st

from baoxue.ui import columns
from baoxue.ui.filters import Filter, chosen, found
from baoxue.ui.screen import current, head
from baoxue.ui.table import Column, table
from baoxue.ui.words import _, word

_FIRST, _MORE = 20, 40
_TIERS = ("suspected", "dropped_out")
_TESTS = {
    "all": lambda r: True,
    "open": lambda r: r["is_open"],
    "observation": lambda r: r["tier"] == "observation",
    "overdue": lambda r: r["is_overdue"],
    "due_soon": lambda r: r.get("is_due_soon"),
    "poor": lambda r: r["is_open"] and r["is_poor"],
    "closed": lambda r: not r["is_open"],
    "doubtful": lambda r: r["closing_status"] in ("closed_contradicted", "closed_no_evidence", "closed_unreported"),
}


def page() -> None:
    head(_("台账"))
    tabs = {
        "cases": _("全部个案"),
        "suspected": _("疑似"),
        "dropped_out": _("辍学"),
        "followed": _("缺勤关注"),
        "watched": _("重点关注"),
        "children": _("适龄儿童"),
    }
    asked = st.query_params.get("show", "")
    tab = st.segmented_control(
        _("台账类别"), list(tabs), default=asked if asked in _TIERS else "cases", format_func=lambda v: tabs[v],
        key="tab", label_visibility="collapsed",
    ) or "cases"  # fmt: skip
    words = st.text_input(
        _("查找"), key="find", placeholder=_("查找:姓名、拼音首字母或编号"), label_visibility="collapsed"
    )
    shown = {"followed": _followed, "watched": _watched, "children": _children}.get(tab)
    if shown:
        shown(words.strip().lower())
    else:
        _cases(tab, words.strip().lower())


def _cases(tab: str, wanted: str) -> None:
    screen = current()
    rows = [r for r in screen.children("pg_ledger").rows if tab not in _TIERS or r["tier"] == tab]
    labels = {
        "all": _("全部"), "open": _("未销号"), "overdue": _("逾期"), "due_soon": _("今明到期"), "observation": word("tier", "observation"),
        "poor": _("建档立卡"), "doubtful": _("销号待查"), "closed": _("已销号"),
    }  # fmt: skip
    asked = st.query_params.get("show", "all")
    with st.container(horizontal=True, key="chips"):
        shown = st.pills(_("筛选"), list(labels), default=asked if asked in labels else "all",
                         format_func=lambda v: labels[v], key="show", label_visibility="collapsed")  # fmt: skip
        rows = chosen([r for r in rows if _TESTS[shown or "all"](r)], _filters())
    rows = found(rows, wanted)
    table(
        columns.case(screen),
        rows[: st.session_state.get("cases-shown", _FIRST)],
        caption=_("{n} 件,销号存疑和逾期的在前").format(n=len(rows)),
        empty=_("没有符合条件的个案。请放宽筛选,或换一个地方。"),
    )
    left = len(rows) - st.session_state.get("cases-shown", _FIRST)
    if left > 0:
        st.button(_("再显示 {n} 件").format(n=min(left, _MORE)), key="more", on_click=_show_more)


def _show_more() -> None:
    st.session_state["cases-shown"] = st.session_state.get("cases-shown", _FIRST) + _MORE


def _filters() -> list[Filter]:
    return [
        Filter(_("销号状态"), "closing_status", lambda r: word("closing_status", r["closing_status"])),
        Filter(_("学段"), "stage", lambda r: word("stage", r["stage"])),
        Filter(_("镇"), "township_code", lambda r: r["township_name"] or _("户籍未识别")),
        Filter(_("学校"), "school_code", lambda r: r["school_name"] or r["school_code"]),
        Filter(_("线索"), "suspicion", lambda r: word("suspicion", r["suspicion"])),
        Filter(_("承办"), "holder_post_id", lambda r: r["holder_name"] or r["holder_post_id"]),
    ]


def _followed(wanted: str) -> None:
    screen = current()
    rows = found(screen.children("pg_followed").rows, wanted)
    shown = [
        columns.child(screen),
        *columns.places(),
        Column(_("连续旷课"), "absent_days", "days", unit=_("上课日")),
        Column(_("从"), "first_day", "day"),
        Column(_("最近报送"), "last_reported_day", "day"),
    ]
    table(shown, rows, caption=_("{n} 人,未立案").format(n=len(rows)), empty=_("没有正在缺勤而未立案的学生。"))


def _watched(wanted: str) -> None:
    screen = current()
    rows = found(screen.children("pg_watched").rows, wanted)
    shown = [
        columns.child(screen),
        *columns.places(),
        Column(_("迹象"), lambda r: word("sign", r["sign"])),
        Column(_("数"), "found", "days"),
    ]
    table(shown, rows, caption=_("{n} 人").format(n=len(rows)), empty=_("没有达到关注线的学生。"))


def _children(wanted: str) -> None:
    screen = current()
    rows = found(screen.children("pg_school_age").rows, wanted)
    most = 300
    shown = [
        columns.child(screen),
        *columns.places(),
        Column(_("就学状况"), lambda r: word("whereabouts", r["whereabouts"])),
        Column(_("学籍状态"), lambda r: word("status", r["status"])),
        Column(_("个案"), "case_no", link=lambda r: screen.link("case", case=r["case_no"])),
    ]
    note = _("共 {n} 人").format(n=len(rows)) + (
        _(",先显示 {most} 人,请用查找缩小范围或导出全部").format(most=most) if len(rows) > most else ""
    )
    table(shown, rows[:most], caption=note, empty=_("没有符合条件的适龄儿童。"))

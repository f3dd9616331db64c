"""台账: every case, and is the closing true."""

import streamlit as st

from baoxue.ui import columns, ledger_tabs
from baoxue.ui.filters import Filter, chosen, found
from baoxue.ui.screen import current, head
from baoxue.ui.table import table
from baoxue.ui.words import _, word

_FIRST, _MORE = 20, 40
_TIERS = ("suspected", "dropped_out")
_DOUBTS = ("closed_contradicted", "closed_no_evidence")
_TESTS = {
    "all": lambda r: True,
    "open": lambda r: r["is_open"],
    "observation": lambda r: r["tier"] == "observation",
    "overdue": lambda r: r["is_overdue"],
    "due_soon": lambda r: r.get("is_due_soon"),
    "poor": lambda r: r["is_open"] and r["is_poor"],
    "closed": lambda r: not r["is_open"],
    "closed_contradicted": lambda r: r["closing_status"] == "closed_contradicted",
    "closed_no_evidence": lambda r: r["closing_status"] == "closed_no_evidence",
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
    shown = {"followed": ledger_tabs.followed, "watched": ledger_tabs.watched, "children": ledger_tabs.children}.get(
        tab
    )
    if shown:
        shown(words.strip().lower())
    else:
        _cases(tab, words.strip().lower())


def _cases(tab: str, wanted: str) -> None:
    screen = current()
    rows = [r for r in screen.children("pg_ledger").rows if tab not in _TIERS or r["tier"] == tab]
    labels = {
        "all": _("全部"), "open": _("未销号"), "overdue": _("逾期"), "due_soon": _("今明到期"), "observation": word("tier", "observation"),
        "poor": _("建档立卡"), "doubtful": _("销号待查"), **{s: word("closing_status", s) for s in _DOUBTS}, "closed": _("已销号"),
    }  # fmt: skip
    asked = st.query_params.get("show", "all")
    with st.container(horizontal=True, key="chips"):
        shown = st.pills(_("筛选"), list(labels), default=asked if asked in labels else "all",
                         format_func=lambda v: labels[v], key="show", label_visibility="collapsed")  # fmt: skip
        rows = chosen([r for r in rows if _TESTS[shown or "all"](r)], _filters())
    rows = found(rows, wanted)
    table(
        columns.case,
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

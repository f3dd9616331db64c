"""台账: every case, and is the closing true."""

import streamlit as st

from baoxue.ui import status
from baoxue.ui.screen import current, head
from baoxue.ui.table import Column, table
from baoxue.ui.words import _, word

_TESTS = {
    "all": lambda r: True,
    "open": lambda r: r["is_open"],
    "suspected": lambda r: r["tier"] == "suspected",
    "dropped_out": lambda r: r["tier"] == "dropped_out",
    "observation": lambda r: r["tier"] == "observation",
    "overdue": lambda r: r["is_overdue"],
    "due_soon": lambda r: r.get("is_due_soon"),
    "poor": lambda r: r["is_open"] and r["is_poor"],
    "closed": lambda r: not r["is_open"],
    "doubtful": lambda r: r["closing_status"] in ("closed_contradicted", "closed_no_evidence", "closed_unreported"),
}


def page() -> None:
    head(_("台账"), _("销号存疑的在前。姓名、拼音首字母或编号均可查。"))
    tabs = {
        "cases": _("疑似与辍学"),
        "followed": _("缺勤关注"),
        "watched": _("重点关注"),
        "children": _("适龄儿童"),
    }
    tab = st.segmented_control(
        _("台账类别"),
        list(tabs),
        default="cases",
        format_func=lambda v: tabs[v],
        key="tab",
        label_visibility="collapsed",
    )
    wanted = st.text_input(_("查找"), key="find", placeholder=_("姓名、拼音首字母或编号")).strip().lower()
    {"cases": _cases, "followed": _followed, "watched": _watched, "children": _children}[tab or "cases"](wanted)


def _found(rows: list[dict], wanted: str) -> list[dict]:
    if not wanted:
        return rows
    return [
        r for r in rows
        if wanted in (r["name"] or "") or wanted in (r["pinyin_key"] or "") or wanted in (r.get("case_no") or "")
    ]  # fmt: skip


def _cases(wanted: str) -> None:
    screen = current()
    labels = {
        "all": _("全部"), "open": _("未销号"), "suspected": _("疑似"), "dropped_out": _("辍学"), "observation": _("返校观察"),
        "overdue": _("逾期"), "poor": _("建档立卡"), "closed": _("已销号"), "doubtful": _("销号待查"),
    }  # fmt: skip
    asked = st.query_params.get("show", "all")
    shown = st.pills(_("筛选"), list(labels), default=asked if asked in labels else "all", format_func=lambda v: labels[v],
                     key="show", label_visibility="collapsed")  # fmt: skip
    rows = _found([r for r in screen.children("pg_ledger").rows if _TESTS[shown or "all"](r)], wanted)
    table(
        [
            Column(_("编号"), "case_no", link=lambda r: screen.link("case", case=r["case_no"])),
            Column(_("学生"), screen.name, link=lambda r: screen.link("case", case=r["case_no"])),
            Column(_("学校班级"), lambda r: f"{r['school_name'] or ''} {r['class_label'] or ''}"),
            Column(_("户籍村"), lambda r: f"{r['township_name'] or ''} {r['village_name'] or ''}"),
            Column(_("立案"), "opened_on", "day"),
            Column(
                _("状态"),
                lambda r: (
                    word("state", r["state"])
                    + (f" · {_('第{n}次').format(n=r['episode_no'])}" if r["episode_no"] > 1 else "")
                ),
            ),
            Column(_("承办"), lambda r: r["holder_name"] or (_("岗位空缺") if r["is_open"] and r["holder"] else "")),
            Column(_("限期"), status.deadline, "html"),
            Column(_("佐证"), status.evidence, "html"),
            Column(_("销号状态"), status.closing, "html"),
        ],
        rows,
        caption=_("{n} 件").format(n=len(rows)),
        empty=_("没有符合条件的个案。"),
    )


def _place_columns(screen) -> list[Column]:
    return [
        Column(_("学生"), screen.name),
        Column(_("学校班级"), lambda r: f"{r['school_name'] or ''} {r['class_label'] or ''}"),
        Column(_("户籍村"), lambda r: f"{r['township_name'] or ''} {r['village_name'] or ''}"),
    ]


def _followed(wanted: str) -> None:
    screen = current()
    rows = _found(screen.children("pg_followed").rows, wanted)
    columns = [
        *_place_columns(screen),
        Column(_("连续旷课"), "absent_days", "days", unit=_("上课日")),
        Column(_("从"), "first_day", "day"),
        Column(_("最近报送"), "last_reported_day", "day"),
    ]
    table(columns, rows, caption=_("{n} 人,未立案").format(n=len(rows)), empty=_("没有正在缺勤而未立案的学生。"))


def _watched(wanted: str) -> None:
    screen = current()
    rows = _found(screen.children("pg_watched").rows, wanted)
    columns = [
        *_place_columns(screen),
        Column(_("迹象"), lambda r: word("sign", r["sign"])),
        Column(_("数"), "found", "days"),
    ]
    table(columns, rows, caption=_("{n} 人").format(n=len(rows)), empty=_("没有达到关注线的学生。"))


def _children(wanted: str) -> None:
    screen = current()
    rows = _found(screen.children("pg_school_age").rows, wanted)
    most = 300
    columns = [
        *_place_columns(screen),
        Column(_("就学状况"), lambda r: word("whereabouts", r["whereabouts"])),
        Column(_("学籍状态"), lambda r: word("status", r["status"])),
        Column(_("个案"), "case_no", link=lambda r: screen.link("case", case=r["case_no"])),
    ]
    note = _("共 {n} 人").format(n=len(rows)) + (
        _(",先显示 {most} 人,请用查找缩小范围或导出全部").format(most=most) if len(rows) > most else ""
    )
    table(columns, rows[:most], caption=note, empty=_("没有符合条件的适龄儿童。"))

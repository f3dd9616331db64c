"""资助: who is entitled and unpaid, paid and not entitled, paid while absent; meals over presence; sums in yuan."""

from functools import partial

import streamlit as st

from baoxue.ui import aid_parts as parts
from baoxue.ui import aid_policy
from baoxue.ui.filters import found
from baoxue.ui.screen import current, head, section, sentence
from baoxue.ui.table import Column, figures_line, table
from baoxue.ui.words import _, word

_FIRST = 200
_FIRST_SILENT = 40


def page() -> None:
    screen = current()
    terms = {r["term"]: r for r in screen.aggregate("pg_aid_terms").rows}
    head(_("资助"), _("按学校、项目、学期对照:应享未享、享而不应、缺勤领取。没有报送名册的是未报,不是没有发放。"))
    if not terms:
        sentence(_("还没有任何学期的学籍。"), "bx-empty")
        return
    term = _term(terms)
    if screen.level in ("village", "class"):
        sentence(_("金额按学校汇总;这里只列您负责的学生。"))
    else:
        rows = screen.aggregate("pg_aid", period=term).rows
        units = screen.aggregate("pg_aid_units", period=term).rows
        _sums(rows, units, terms[term]["lists_n"])
    _children(term)
    if screen.level not in ("village", "class"):
        _units(units)
        _silent(term)
    aid_policy.policy()


def _term(terms: dict[str, dict]) -> str:
    now = next((place for place, row in enumerate(terms.values()) if row["is_now"]), 0)
    return st.selectbox(_("学期"), list(terms), index=now, key="term", format_func=parts.period, width=240)


def _sums(rows: list[dict], units: list[dict], lists_n: int) -> None:
    if not lists_n:
        sentence(_("这一学期还没有任何学校报送资助发放名册:应享多少已列出,发放多少未知。"), "bx-empty")
    elif units:
        figures_line(parts.figures(units[0]))
    section(_("覆盖率"), _("分母只含已报送名册的学校的应享学生;未报的学校列在下方。"))
    staged = [r for r in rows if r["stage"] != parts.ALL_STAGES]
    table(parts.coverage, staged, caption=_("{n} 行").format(n=len(staged)), empty=_("这里没有应享资助的学生。"))
    paid = [r for r in rows if r["stage"] == parts.ALL_STAGES and r["paid_amount"] is not None]
    section(_("金额"), _("按发放学校所在地合计。"))
    table(parts.paid, paid, caption=_("{n} 项").format(n=len(paid)), empty=_("没有发放记录。"))


def _children(term: str) -> None:
    screen = current()
    rows = screen.children("pg_aid_lists", period=term).rows
    counted = {name: sum(r["list"] == name for r in rows) for name in parts.LISTS}
    held = [name for name in parts.LISTS if counted[name]]
    section(_("名单"), _("只列您负责的学生;姓名对其他人隐去。"))
    if not held:
        sentence(_("没有需要核实的学生。未报的名册不在其中。"), "bx-empty")
        return
    chosen = st.segmented_control(
        _("名单"), held, default=held[0], key="aid-list", label_visibility="collapsed",
        format_func=lambda name: f"{word('aid_list', name)} {counted[name]}",
    )  # fmt: skip
    name = chosen if chosen in held else held[0]
    shown = found(
        [r for r in rows if r["list"] == name],
        st.text_input(_("查找"), key="find-aid", placeholder=_("姓名、拼音")),
    )
    caption = _("{n} 人次").format(n=len(shown))
    if len(shown) > _FIRST:
        caption += _(",先显示 {most} 人,请用查找缩小范围或导出全部").format(most=_FIRST)
    table(partial(parts.children, name=name), shown[:_FIRST], caption=caption, empty=_("没有符合的学生。"))


def _units(rows: list[dict]) -> None:
    if len(rows) < 2:
        return
    section(_("各单位"))
    table(
        parts.of_units, rows, caption=_("{n} 个单位").format(n=len(rows) - 1), empty="", emphasis=lambda r: bool(r["is_total"])
    )  # fmt: skip


def _silent(term: str) -> None:
    screen = current()
    rows = screen.aggregate("pg_aid_reports", period=term).rows
    section(_("没有报全的名册"), _("有应享学生而没有报送、零发放或还有待修改行的学校。"))
    table(
        lambda screen: [
            Column(_("学校"), "school_name", link=lambda r: screen.open_place(r["school_code"])),
            Column(_("项目"), lambda r: word("aid_item", r["item"])),
            Column(_("期"), lambda r: parts.period(r["period"])),
            Column(_("应享"), "entitled_n", "number", unit=_("人")),
            Column(_("名册"), parts.state, "html"),
        ],
        rows[:_FIRST_SILENT],
        caption=_("{n} 份名册").format(n=len(rows)),
        empty=_("应报的名册都已报全。"),
    )

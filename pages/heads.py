"""七长责任: who holds what. The two lines face each other, parents beneath."""

from html import escape

import streamlit as st

from baoxue.ui import columns, formats, status
from baoxue.ui.posts_import import posts_import
from baoxue.ui.screen import Screen, current, head, section
from baoxue.ui.table import Column, table
from baoxue.ui.words import _, word

_FACING = (("county_head", "director"), ("township_head", "principal"), ("village_head", "class_teacher"))
_ORDER = (*(h for pair in _FACING for h in pair), "parent")


def page() -> None:
    screen = current()
    head(_("七长责任"))
    posts_import()
    rows = screen.aggregate("pg_seven_heads").rows
    held = {h: [r for r in rows if r["head"] == h] for h in _ORDER}
    if not rows:
        table(
            [], [], caption="", empty=_("还没有登记岗位。请县局登记七长名册(本页,或 python -m baoxue posts import)。")
        )
        return
    known = [h for h in _ORDER if held[h]]
    asked = st.query_params.get("head", "")
    chosen = asked if asked in known else next((h for h in known if h in ("township_head", "village_head")), known[0])
    _facing(held, chosen)
    _people(chosen, held[chosen])
    if post := st.query_params.get("post"):
        _cases(post)


def _facing(held: dict[str, list[dict]], chosen: str) -> None:
    """Two columns of posts: the administrative line by household, the education line by school."""
    pairs = "".join(f"<div>{_post(a, held[a], chosen)}{_post(b, held[b], chosen)}</div>" for a, b in _FACING)
    st.html(
        f'<nav class="bx-facing" aria-label="{escape(_("七长"))}"><div class="bx-lines"><span>{escape(_("行政线 · 按户籍"))}</span>'
        f"<span>{escape(_('教育线 · 按学籍'))}</span></div>{pairs}<div>{_post('parent', held['parent'], chosen)}</div></nav>"
    )


def _post(name: str, rows: list[dict], chosen: str) -> str:
    title = f"<b>{escape(word('head', name))}</b>"
    if not rows:
        return f"<span>{title}<small>{escape(_('本范围没有'))}</small></span>"
    vacant = [r for r in rows if r["gap_reason"] == "vacant"]
    silent = [r for r in vacant if not r["gap_note"]]
    note = _("{n} 岗").format(n=len(rows)) + (_(" · 空缺 {n}").format(n=len(vacant)) if vacant else "")
    note += _("(未说明 {n})").format(n=len(silent)) if silent else ""
    note = "" if name == "parent" else note
    mark = ' aria-current="true"' if name == chosen else ""
    address = escape(current().link("heads", head=name))
    return f'<a href="{address}" target="_self"{mark}>{title}<small>{escape(note)}</small></a>'


def _people(name: str, rows: list[dict]) -> None:
    section(word("head", name))
    table(
        _columns,
        rows,
        caption=_("空缺的在前,没有说明原因的最先;按未办事项排列,不作排名。点姓名看其个案,点电话拨打。"),
        empty=_("这一范围没有该岗位。"),
    )


def _columns(screen: Screen) -> list[Column]:
    """What is open and overdue is of now, also beside the duties of a month that is over: the heading says so."""
    is_past = screen.month < f"{screen.as_of:%Y-%m}"
    return [
        Column(_("姓名"), status.holder, "html",
               link=lambda r: screen.link("heads", head=r["head"], post=r["post_id"]) if r["post_id"] else None),
        Column(_("单位"), lambda r: f"{r['school_name'] or ''} {r['unit_name'] or ''}".strip()),
        Column(_("电话"), lambda r: formats.phone(r["phone"]), "html"),
        Column(_("经办"), lambda r: f"{escape(r['delegate_name'] or '')} {formats.phone(r['delegate_phone'])}", "html"),
        Column(_("责任学生"), "in_care", "number", unit=_("人")),
        Column(_("现未销号") if is_past else _("未销号"), "open_n", "number", unit=_("人")),
        Column(_("现逾期") if is_past else _("逾期"), "overdue_n", "number", unit=_("件")),
        Column(_("当月应办") if is_past else _("本月应办"), "due_n", "number", unit=_("件")),
        Column(_("已办"), "done_n", "number", unit=_("件")),
        Column(_("办结中位"), "median_days", "days", unit=_("天")),
    ]  # fmt: skip


def _cases(post: str) -> None:
    screen = current()
    rows = screen.children("pg_head_cases", post_id=post).rows
    section(_("该岗位的个案"))
    table(
        [
            columns.number(screen),
            columns.child(screen),
            *columns.places(),
            Column(_("状态"), lambda r: word("state", r["state"])),
            Column(_("限期"), status.deadline, "html"),
            Column(_("销号状态"), status.closing, "html"),
        ],
        rows,
        caption=_("{n} 件").format(n=len(rows)),
        empty=_("这一岗位没有您范围内待办的个案。"),
    )

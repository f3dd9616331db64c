"""个案: what happened to this child, and what next."""

from html import escape

import streamlit as st

from baoxue.desk.open_case import opened
from baoxue.ui import case_parts, formats, status
from baoxue.ui.grid import mark_legend, strip
from baoxue.ui.screen import current, head, section, sentence
from baoxue.ui.table import Column, table
from baoxue.ui.words import _, word


def page() -> None:
    screen = current()
    case_no = st.query_params.get("case", "")
    row = screen.children("pg_case", case_no=case_no).first if case_no else None
    if row is None:
        head(_("个案"))
        sentence(_("没有这一个案,或不在您的职责范围内。请从台账打开。"), "bx-empty")
        return
    opened(screen.home, screen.post_id, case_no)
    head(_("第 {no} 号  {name}").format(no=case_no, name=screen.name(row)))
    st.html(f'<p class="bx-who">{case_parts.who(row)}</p><p class="bx-now">{_now(row)}</p>')
    left, right = st.columns([3, 2], gap="large")
    with left:
        _days(case_no, row)
    with right:
        _evidence(case_no, row)
    _heads(case_no)
    _events(case_no)


def _now(row: dict) -> str:
    """State → holder · duty · deadline; below it what became of the closing, and the other episodes."""
    screen = current()
    text = f"<b>{escape(word('state', row['state']))}</b>"
    if row["is_open"] and row["holder"]:
        holder = f"{word('holder', row['holder'])} {row['holder_name'] or _('岗位空缺')}"
        text += " → " + escape(_("由 {holder} 承办").format(holder=holder))
        text += f" · <b>{escape(word('duty', row['duty']))}</b> · {status.deadline(row)}"
    text += f"<br><small>{escape(_('销号状态'))}</small> {status.closing(row)}"
    for key, label in (("previous_case_no", _("上一次")), ("next_case_no", _("下一次"))):
        if row[key]:
            address = escape(screen.link("case", case=row[key]))
            text += f' · {escape(label)} <a href="{address}" target="_self">{escape(row[key])}</a>'
    return text


def _days(case_no: str, row: dict) -> None:
    screen = current()
    section(_("出勤(本学年,每格一个上课日,数字为日期)"))
    rows = [r for r in screen.children("pg_case_days", case_no=case_no).rows if r["is_school_day"] or r["is_reported"]]
    if not rows:
        sentence(_("本学期还没有上课日。"), "bx-empty")
        return
    if case_parts.is_seatless(row) and not any(r["is_reported"] for r in rows):
        sentence(case_parts.no_roll_call(), "bx-empty")
        return
    mark_legend(numbered=True)
    months = sorted({r["month"] for r in rows})
    st.html("".join(strip(month, [r for r in rows if r["month"] == month]) for month in months))


def _evidence(case_no: str, row: dict) -> None:
    screen = current()
    section(_("销号证据"), _("缺的、未报的都不算具备。"))
    rows, seatless = screen.children("pg_case_evidence", case_no=case_no).rows, case_parts.is_seatless(row)
    table(
        [
            Column(_("证据"), lambda r: word("evidence", r["evidence"])),
            Column(_("需要"), lambda r: formats.days(r["needed"]) if r["needed"] is not None else "", "right"),
            Column(_("已有"), lambda r: formats.days(r["found"]) if r["found"] is not None else "", "right"),
            Column(_("状态"), lambda r: case_parts.evidence_state(r, seatless), "html"),
        ],
        rows,
        caption=_("{n} 项").format(n=len(rows)),
        empty=_("没有需要的证据。"),
    )


def _heads(case_no: str) -> None:
    screen = current()
    section(_("七长"), _("点电话号码即可拨打。"))
    rows = screen.children("pg_case_heads", case_no=case_no).rows
    st.html(f'<dl class="bx-people">{"".join(case_parts.person(r) for r in rows)}</dl>')


def _events(case_no: str) -> None:
    screen = current()
    section(_("经过(新的在上)"))
    rows = screen.children("pg_case_events", case_no=case_no).rows
    st.html(f'<ul class="bx-steps">{"".join(case_parts.event(r) for r in rows)}</ul>')

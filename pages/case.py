"""个案: what happened to this child, and what next."""

from html import escape

import streamlit as st

from baoxue.desk.open_case import opened
from baoxue.ui import formats, status
from baoxue.ui.screen import current, head, section, sentence
from baoxue.ui.table import Column, table
from baoxue.ui.words import _, word

_FLAGS = ("is_poor", "is_left_behind", "is_migrant", "is_disabled")


def page() -> None:
    screen = current()
    case_no = st.query_params.get("case", "")
    row = screen.children("pg_case", case_no=case_no).first if case_no else None
    if row is None:
        head(_("个案"))
        sentence(_("没有这一个案,或不在您的职责范围内。请从台账打开。"), "bx-empty")
        return
    opened(screen.home, screen.post_id, case_no)
    head(_("第 {no} 号  {name}").format(no=case_no, name=screen.name(row)), _who(row))
    st.html(f'<p class="bx-say">{_now(row)}</p>')
    left, right = st.columns([3, 2], gap="large")
    with left:
        _days(case_no)
    with right:
        _evidence(case_no)
    _heads(case_no)
    _events(case_no)


def _who(row: dict) -> str:
    flags = " ".join(word("group", f) for f in _FLAGS if row.get(f))
    episode = _("第 {n} 次").format(n=row["episode_no"]) if row["episode_no"] > 1 else ""
    age = _("{n} 岁").format(n=row["age"]) if row["age"] is not None else ""
    parts = [
        word("sex", row["sex"]),
        age,
        row["school_name"],
        row["class_label"],
        _("户籍"),
        row["township_name"],
        row["village_name"],
        flags,
        episode,
    ]
    return " ".join(p for p in parts if p)


def _now(row: dict) -> str:
    screen = current()
    text = f"{escape(_('状态'))} <b>{escape(word('state', row['state']))}</b>"
    if row["is_open"] and row["holder"]:
        holder = row["holder_name"] or _("岗位空缺")
        text += f" · {escape(_('由'))} {escape(word('holder', row['holder']))} {escape(holder)} {escape(_('承办'))}"
        text += f" · {escape(word('duty', row['duty']))} · {status.deadline(row)}"
    text += f" · {status.closing(row)}"
    for key, label in (("previous_case_no", _("上一次")), ("next_case_no", _("下一次"))):
        if row[key]:
            text += f' · {escape(label)} <a href="{escape(screen.link("case", case=row[key]))}" target="_self">{escape(row[key])}</a>'
    return text


def _days(case_no: str) -> None:
    screen = current()
    section(_("出勤(每格一个上课日)"), _("■到  □旷课  ▨请假  斜纹未报"))
    rows = [r for r in screen.children("pg_case_days", case_no=case_no).rows if r["is_school_day"] or r["is_reported"]]
    if not rows:
        sentence(_("本学期还没有上课日。"), "bx-empty")
    for month in sorted({r["month"] for r in rows}):
        cells = "".join(_cell(r) for r in rows if r["month"] == month)
        st.html(f'<div class="bx-note">{escape(month)}</div><div class="bx-strip">{cells}</div>')


def _cell(row: dict) -> str:
    marks = [m for m in (row["mark_am"], row["mark_pm"]) if m]
    if not row["is_reported"] or not marks:
        return f'<span class="bx-unreported" title="{row["day"]:%m-%d} {escape(_("未报"))}"></span>'
    mark = "A" if "A" in marks else marks[0]
    half = len(set(marks)) > 1
    title = f"{row['day']:%m-%d} " + "/".join(word("mark", m) for m in marks)
    return f'<span class="bx-{mark}" title="{escape(title)}">{"½" if half else ""}</span>'


def _evidence(case_no: str) -> None:
    screen = current()
    section(_("销号证据"))
    kinds = {"met": "held", "contradicted": "late", "missing": "quiet", "unreported": "soon", "paused": "ok"}
    rows = screen.children("pg_case_evidence", case_no=case_no).rows
    table(
        [
            Column(_("证据"), lambda r: word("evidence", r["evidence"])),
            Column(_("需要"), lambda r: formats.days(r["needed"]) if r["needed"] is not None else ""),
            Column(_("已有"), lambda r: formats.days(r["found"]) if r["found"] is not None else ""),
            Column(_("状态"), lambda r: formats.tag(kinds[r["state"]], word("evidence_state", r["state"])), "html"),
        ],
        rows,
        caption=_("未具备的证据不视为具备"),
        empty=_("没有需要的证据。"),
    )


def _heads(case_no: str) -> None:
    screen = current()
    section(_("七长"))
    rows = screen.children("pg_case_heads", case_no=case_no).rows
    cells = "".join(
        f"<div class='bx-figure'><dt>{escape(word('head', r['head']))}</dt>"
        f"<dd style='font-size:1rem'>{escape(r['person_name'] or word('gap', r['gap_reason']))}<br><small>{escape(r['phone'] or '')}</small></dd></div>"
        for r in rows
    )
    st.html(f'<dl class="bx-figures">{cells}</dl>')


def _events(case_no: str) -> None:
    screen = current()
    section(_("经过(新的在上)"))
    items = []
    for r in screen.children("pg_case_events", case_no=case_no).rows:
        words = [
            word("event", r["event"]),
            word("suspicion", r["reason"]),
            word("cause", r["cause"]),
            word("outcome", r["outcome"]),
        ]
        words += [_("见 {met}").format(met=r["met"]) if r["met"] else "", r["note"] or ""]
        words += [_("答应 {day} 返校").format(day=formats.day(r["promise_on"])) if r["promise_on"] else ""]
        who = r["actor"] + (_(" 代 {name}").format(name=r["on_behalf"]) if r["on_behalf"] else "")
        late = _(" · 补录于 {at}").format(at=formats.moment(r["recorded_at"])) if r["is_late"] else ""
        items.append(
            f"<li><time>{r['effective_on']:%Y-%m-%d}</time>{escape(' '.join(w for w in words if w))}<br><small>{escape(who + late)}</small></li>"
        )
    st.html(f'<ul class="bx-steps">{"".join(items)}</ul>')

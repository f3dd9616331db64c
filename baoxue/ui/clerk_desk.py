"""The clerk's desk on a screen: schools by state, one line a school, and the words to press those that are late."""

from html import escape

import streamlit as st

from baoxue.reports import reminders
from baoxue.ui import formats, status
from baoxue.ui.screen import current, section
from baoxue.ui.table import Column, Figure, figures_line, table
from baoxue.ui.words import _, word

_ALWAYS = ("received", "waiting", "nil", "late", "missing")
_KINDS = {"contradicted": "late", "missing": "late", "waiting": "soon", "returned": "soon", "gap": "soon"}


def _asked() -> str:
    """The state whose schools are shown, from the address; all where none is named."""
    return st.query_params.get("state", "")


def counts() -> None:
    """Schools by state; each number opens its schools."""
    screen = current()
    rows = screen.aggregate("pg_desk_counts").rows
    shown = [r for r in rows if r["state"] in _ALWAYS or r["n"]]
    figures_line(
        [
            Figure(word("submission_state", r["state"]), r["n"], _KINDS.get(r["state"], "quiet"), screen.link("submit", state=r["state"]))
            for r in sorted(shown, key=lambda r: r["state"] != "contradicted")
        ]
    )  # fmt: skip


def schools() -> None:
    """One line a school: what presses first, with whom to call."""
    screen, asked = current(), _asked()
    everything = screen.aggregate("pg_desk").rows
    rows = [
        r for r in everything if not asked or r["state"] == asked or (asked == "contradicted" and r["is_contradicted"])
    ]
    section(_("各校上报情况"), _("零报告与考勤相反的在前,其次未报、退回、待修改、有班漏报。附联系人,可直接催报。"))
    if asked:
        back = formats.link(screen.link("submit"), _("显示全部"))
        only = escape(_("只看:{state}").format(state=word("submission_state", asked)))
        st.html(f'<p class="bx-note">{only} · {back}</p>')
    table(
        lambda screen: [
            Column(_("学校"), "school_name", link=lambda r: screen.open_place(r["school_code"])),
            Column(_("镇"), "township_name"),
            Column(_("状态"), status.school_report, "html"),
            Column(_("学籍花名册"), lambda r: status.sheet(r, "roll"), "html"),
            Column(_("考勤表"), lambda r: status.sheet(r, "attendance"), "html"),
            Column(_("班级"), lambda r: f"{r['classes_reported']}/{r['classes_due']}", unit=_("已报/应报")),
            Column(_("联系人"), lambda r: f"{r['contact_name'] or ''} {r['contact_phone'] or ''}".strip()),
        ],
        rows,
        caption=_("{n} 校").format(n=len(rows)),
        empty=_("没有应报的学校。"),
    )
    remind(rows)


def remind(rows: list[dict]) -> None:
    """催报: one text for all, one for each, ready to be copied."""
    screen = current()
    chased = reminders.to_chase(rows)
    if not chased:
        return
    with st.expander(_("催报文本({n} 校)").format(n=len(chased))):
        st.code(reminders.for_all(chased, screen.month, _), language=None, wrap_lines=True)
        one = st.selectbox(_("只催一所学校"), range(len(chased)), index=None, placeholder=_("请选择学校"),
                           format_func=lambda i: chased[i]["school_name"], key="remind")  # fmt: skip
        if one is not None:
            st.code(reminders.for_one(chased[one], screen.month, _), language=None, wrap_lines=True)

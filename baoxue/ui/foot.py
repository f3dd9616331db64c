"""The line at the foot of every screen: what the figures stand on, how they are counted, and what can be taken along."""

import hashlib
from dataclasses import replace
from functools import partial
from html import escape

import pyarrow as pa
import streamlit as st

from baoxue.figures.answers import Answer
from baoxue.reports.tables import workbook
from baoxue.ui import export_words, formats
from baoxue.ui.screen import Screen
from baoxue.ui.words import Words, _, codes, language

_MAIN = {"today": "pg_today_duties", "monthly": "pg_monthly_report", "heads": "pg_seven_heads", "ledger": "pg_ledger",
         "case": "pg_case_events", "attendance": "pg_attendance_schools", "checks": "pg_checks", "submit": "pg_desk",
         "elsewhere": "pg_elsewhere", "handover": "pg_handover_children", "review": "pg_review_units", "targets": "pg_targets",
         "lists": "pg_list_lines", "aid": "pg_aid_lists"}  # fmt: skip
"""Screen → the table that people take along, offered first."""
_WITH = {"pg_checks": "pg_aid_checks"}
"""Query → another of the same columns: the screen shows both as one table, so the export holds both."""


def foot(screen: Screen) -> None:
    if not screen.asked:
        return
    known = next(iter(screen.asked.values())).foot
    texts = {
        _("数据截至"): formats.moment(known.data_through),
        _("数据版本"): known.snapshot,
        _("台账号"): known.ledger_seq,
        _("口径"): known.query_sha[:8],
    }
    st.html('<p class="bx-foot">' + " · ".join(f"{escape(k)} {escape(str(v))}" for k, v in texts.items()) + "</p>")
    with st.expander(_("口径与导出")):
        names = sorted(screen.asked, key=lambda name: name != _MAIN.get(screen.page))
        labels = {name: _(screen.figures.header(name)["title"]) for name in names}
        chosen = st.selectbox(_("查看哪一个数"), names, format_func=lambda n: f"{labels[n]} ({n})", key="how")
        how = screen.figures.how(chosen)
        headings = {"counts": _("计什么"), "grain": _("一行是什么"), "line": _("统计线"), "in": _("计入"), "out": _("不计入"),
                    "source": _("依据")}  # fmt: skip
        said = {w: _(how.fields[h]) for h, w in headings.items() if how.fields.get(h, "-") != "-"}
        lines = "".join(f"<dt>{escape(w)}</dt><dd>{escape(text)}</dd>" for w, text in said.items())
        st.html(f'<dl class="bx-how">{lines}</dl>')
        if st.toggle(_("看查询原文(SQL)"), key="how-sql"):
            st.code(how.sql, language="sql")
        _export(screen, chosen, labels[chosen])


def _export(screen: Screen, name: str, title: str) -> None:
    """Offer the rows as a workbook, made when it is asked for."""
    answer = _shown(screen, name)
    st.download_button(
        _("导出 Excel"),
        partial(_content, answer, title, language(), _words(screen, answer)),
        file_name(title, answer, screen.post_id, screen.place, screen.month, language()),
        key="export",
    )


def _shown(screen: Screen, name: str) -> Answer:
    """The rows that stand on the screen, as this viewer asked for them."""
    answer, more = screen.asked[name], screen.asked.get(_WITH.get(name, ""))
    if more is None:
        return answer
    rows = pa.concat_tables([answer.table, more.table.select(answer.table.column_names)])
    return replace(answer, table=rows.sort_by([("n", "descending")]), kept=None)


def _words(screen: Screen, answer: Answer) -> Words:
    """Codes in words; a check is called by the title of its query, as on the screen."""
    checks = set(answer.table["check_name"].to_pylist()) if "check_name" in answer.table.column_names else set()
    titles = {name: _(screen.figures.header(name)["title"]) for name in checks}
    return {**codes(), **{("check_name", name): (title, title) for name, title in titles.items()}}


def file_name(title: str, answer: Answer, *asked: str) -> str:
    """The name of an export says all that its content depends on: two different exports never share an address."""
    depends = repr((answer.name, answer.foot, asked, answer.table.num_rows))
    return f"{title}-{hashlib.sha256(depends.encode()).hexdigest()[:16]}.xlsx"


def _content(answer: Answer, title: str, language: str, words: Words) -> bytes:
    """Children carry 张某某 in what leaves the screen. Runs outside the session, so it asks nothing of it."""
    heads, rows = export_words.said(answer, language, words)
    return workbook(title, heads, rows, answer.foot.query_sha[:8])

"""疑点数据: what contradicts what, why it matters, what to do, and how much could not be compared."""

from collections.abc import Mapping
from functools import partial
from html import escape

import streamlit as st

from baoxue.ui import formats
from baoxue.ui.screen import Screen, current, head, section
from baoxue.ui.table import Column, table
from baoxue.ui.words import _, phrase, word


def page() -> None:
    screen = current()
    head(_("疑点数据"), _("疑点只是线索,核查之后才是结论。"))
    rows = [*screen.aggregate("pg_checks").rows, *screen.aggregate("pg_aid_checks").rows]
    how = _how(screen, rows)
    chosen = st.query_params.get("check", "")
    if chosen in how:
        _rows(chosen, how[chosen])
        section(_("全部疑点"))
    table(
        partial(_columns, rows=rows),
        sorted(rows, key=lambda r: (r["n"] == 0, -r["n"])),
        caption=_("未能比对的不视为没有问题。点名称看明细和办法。"),
        empty=_("没有疑点检查。"),
    )


def _how(screen: Screen, rows: list[dict]) -> dict[str, Mapping[str, str]]:
    """Check → what its header says."""
    return {r["check_name"]: screen.figures.header(r["check_name"]) for r in rows}


def _columns(screen: Screen, rows: list[dict]) -> list[Column]:
    how = _how(screen, rows)
    return [
        Column(
            _("疑点"),
            lambda r: _(how[r["check_name"]]["title"]),
            link=lambda r: screen.link("checks", check=r["check_name"]),
        ),
        Column(_("级别"), lambda r: word("severity", how[r["check_name"]]["severity"])),
        Column(_("条数"), "n", "number"),
        Column(_("未能比对"), "not_compared_n", "number"),
        Column(_("最早"), "since", "day"),
        Column(_("说明"), lambda r: _(how[r["check_name"]]["what"])),
    ]


def _rows(name: str, fields: Mapping[str, str]) -> None:
    screen = current()
    section(_(fields["title"]))
    said = {_("是什么"): fields["what"], _("为什么重要"): fields["why"], _("怎么办"): fields["resolve"]}
    lines = "".join(f"<dt>{escape(title)}</dt><dd>{escape(_(text))}</dd>" for title, text in said.items())
    st.html(f'<dl class="bx-how">{lines}</dl>')
    rows = screen.children("pg_check_rows", check_name=name).rows
    table(
        lambda screen: [
            Column(_("学生"), lambda r: screen.name(r) if r["child_key"] else "",
                   link=lambda r: screen.link("case", case=r["case_no"]) if r["case_no"] else None),
            Column(_("学校"), "school_name"),
            Column(_("班级"), "class_label"),
            Column(_("月份"), "month"),
            Column(_("日期"), "day", "day"),
            Column(_("现在是"), lambda r: word("roll_move", phrase(r["found"]))),
            Column(_("应当是"), lambda r: phrase(r["expected"])),
            Column(_("从"), lambda r: formats.full_day(r["since"])),
            Column(_("比对"), lambda r: "" if r["is_compared"] else _("未能比对")),
        ],
        rows[:300],
        caption=_("{n} 条在您的范围内").format(n=len(rows)),
        empty=_("您的范围内没有条目,不需要办理。"),
    )  # fmt: skip

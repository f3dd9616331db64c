"""What the lists of who goes on and who enters share: the children of a term, the units, the term opened."""

from collections import defaultdict
from collections.abc import Callable

import streamlit as st

from baoxue.ui import formats
from baoxue.ui.filters import found
from baoxue.ui.identity import by_unit, term_columns
from baoxue.ui.screen import Screen, current, section
from baoxue.ui.table import Column, table
from baoxue.ui.words import _, word

_FIRST = 200
_SETTLED = ("registered", "enrolled_here", "elsewhere_proved", "home_teaching")
"""Terms of which nothing is to be done: their children are listed when the term is opened."""


def names(show: str, total: list[dict], opened: str | None, columns: Callable[[Screen], list[Column]]) -> None:
    """The children under the term opened, else those of whom something is to be done."""
    answer = current().children(f"pg_{show}_children")
    section(word(show, opened) if opened else _("待跟踪"))
    listed = answer.made(_by_term).get(opened, []) if opened else answer.made(_to_do)
    shown = found(
        listed,
        st.text_input(_("查找"), key=f"find-{show}", placeholder=_("查找:姓名、拼音"), label_visibility="collapsed"),
    )
    caption = _("{n} 人").format(n=len(shown))
    if opened:
        caption += _(",本地共 {n} 人").format(n=formats.whole(next(r["n"] for r in total if r["term"] == opened)))
    table(columns, shown[:_FIRST], caption=caption, empty=_("这一项没有您范围内的学生。"))


def _by_term(rows: list[dict]) -> dict[str, list[dict]]:
    listed: dict[str, list[dict]] = defaultdict(list)
    for row in rows:
        listed[row["term"]].append(row)
    return listed


def _to_do(rows: list[dict]) -> list[dict]:
    return [row for row in rows if row["term"] not in _SETTLED]


def units(rows: list[dict], show: str, titles: dict[str, str]) -> None:
    screen = current()
    units = by_unit(rows)
    if len(units) < 2:
        return
    section(titles.get(screen.level, _("各单位")))
    columns = [
        Column(_("单位"), "unit_name", link=lambda r: None if r["is_total"] else screen.open_place(r["unit_code"])),
        Column(_("合计"), "total", "number"),
        *term_columns(units, lambda t: word(show, t)),
    ]
    table(columns, units, caption=_("单位:人"), empty="", wide=True, emphasis=lambda r: bool(r["is_total"]))


def opened_term(total: list[dict]) -> str | None:
    asked = st.query_params.get("term")
    return asked if asked in {r["term"] for r in total} else None


def link(show: str, term: str) -> str:
    return current().link("handover", show=show, term=term)


def village(row: dict) -> str:
    return f"{row['township_name'] or ''} {row['village_name'] or ''}"

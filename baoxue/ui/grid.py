"""A grid of rows by days: four kinds of nothing stay apart, every cell says in words what it shows."""

from collections.abc import Callable, Mapping
from datetime import date
from html import escape
from typing import Any

import streamlit as st

from baoxue.ui.words import _

Cell = Callable[[Any], tuple[str, str, str]]


def grid(
    names: Mapping[Any, tuple[str, str | None]], rows: Mapping[Any, Mapping[date, Any]], cell: Cell, caption: str
) -> None:
    """``names``: key → (words, address); ``rows``: key → day → row; ``cell``: row → (class, text, title)."""
    days = sorted({day for by_day in rows.values() for day in by_day})
    if not days:
        st.html(f'<p class="bx-empty">{escape(_("本月没有上课日。"))}</p>')
        return
    heads = "".join(f'<th scope="col">{day.day}</th>' for day in days)
    body = "".join(
        f'<tr><th scope="row" class="bx-row">{_named(*names[key])}</th>'
        + "".join(_cell(rows[key].get(day), cell) for day in days)
        + "</tr>"
        for key in names
    )
    st.html(
        f'<div class="bx-grid" tabindex="0" role="region" aria-label="{escape(caption)}"><table>'
        f'<thead><tr><th scope="col" class="bx-row"><span>{escape(_("日"))}</span></th>{heads}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def _named(words: str, address: str | None) -> str:
    text = escape(words)
    return f'<a href="{escape(address)}" target="_self">{text}</a>' if address else text


def _cell(row: Any, cell: Cell) -> str:
    if row is None:
        return '<td class="bx-off"></td>'
    kind, text, title = cell(row)
    return f'<td class="bx-{kind}" title="{row["day"]:%m-%d} {escape(title)}">{escape(text)}</td>'

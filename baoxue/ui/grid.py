"""Days as cells: a grid of rows by days, a strip of one child's days. Four kinds of nothing stay apart, a legend says
what each cell means, and every cell says it in words."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from html import escape
from itertools import pairwise
from typing import Any

import streamlit as st

from baoxue.ui import formats
from baoxue.ui.words import _, word

Cell = Callable[[Any], tuple[str, str, str]]
"""Row → (class, text, title)."""
_WEEK = ' class="bx-week"'
SHORT = {"A": "旷", "S": "病", "R": "事", "L": "迟", "E": "退"}


def grid(
    names: Mapping[Any, tuple[str, str | None]], rows: Mapping[Any, Mapping[date, Any]], cell: Cell, caption: str
) -> str:
    """``names``: key → (words, address); ``rows``: key → day → row; a gap stands before each new week."""
    days = sorted({day for by_day in rows.values() for day in by_day})
    if not days:
        return f'<p class="bx-empty">{escape(_("本月没有上课日。请在页首换一个月份。"))}</p>'
    weeks = {after for before, after in pairwise(days) if _week(before) != _week(after)}
    heads = "".join(f'<th scope="col"{_WEEK if day in weeks else ""}>{day.day}</th>' for day in days)
    columns = [(day, f"{day:%m-%d}", " bx-week" if day in weeks else "") for day in days]
    body = "".join(
        f'<tr><th scope="row" class="bx-row">{_named(*names[key])}</th>{_across(rows[key], columns, cell)}</tr>'
        for key in names
    )
    return (
        f'<div class="bx-grid" tabindex="0" role="region" aria-label="{escape(caption)}"><table>'
        f'<thead><tr><th scope="col" class="bx-row"><span>{escape(_("日"))}</span></th>{heads}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def legend(parts: Sequence[tuple[str, str, str]]) -> None:
    """What the cells mean: (class, text inside, words)."""
    items = "".join(
        f'<li><i class="bx-c bx-{kind}" aria-hidden="true">{escape(text)}</i>{escape(words)}</li>'
        for kind, text, words in parts
    )
    st.html(f'<ul class="bx-legend">{items}</ul>')


def mark_legend(*, numbered: bool = False) -> None:
    """The marks of a pupil's day. ``numbered``: cells carry the day of the month in place of the mark's sign."""
    marks = [(m, "" if numbered else _(SHORT.get(m, "")) if m != "P" else "", word("mark", m)) for m in "PASRLE"]
    legend([*marks, ("unreported", "", _("未报"))])


def mark_cell(row: Mapping[str, Any]) -> tuple[str, str, str]:
    """A pupil's day: absence first, ½ where both halves differ."""
    marks = [m for m in (row["mark_am"], row["mark_pm"]) if m]
    if not row["is_reported"] or not marks:
        return "unreported", "", _("未报")
    mark = "A" if "A" in marks else next((m for m in marks if m != "P"), "P")
    text = _(SHORT[mark]) if mark in SHORT else ""
    return mark, text + ("½" if len(set(marks)) > 1 else ""), "/".join(word("mark", m) for m in marks)


def strip(month: str, rows: Sequence[Mapping[str, Any]]) -> str:
    """One month of one child's school days, a gap before each week; cells carry the day of the month."""
    cells, before = "", None
    for row in rows:
        kind, text, title = mark_cell(row)
        gap = " bx-week" if before and _week(before) != _week(row["day"]) else ""
        half = "<sup>½</sup>" if "½" in text else ""
        cells += f'<span class="bx-c bx-{kind}{gap}" title="{row["day"]:%m-%d} {escape(title)}">{row["day"].day}{half}</span>'
        before = row["day"]
    return f'<div class="bx-strip"><b>{escape(formats.month(month))}</b>{cells}</div>'


def _week(day: date) -> tuple[int, int]:
    return day.isocalendar()[:2]


def _named(words: str, address: str | None) -> str:
    text = escape(words)
    return f'<a href="{escape(address)}" target="_self">{text}</a>' if address else text


def _across(by_day: Mapping[date, Any], columns: Sequence[tuple[date, str, str]], cell: Cell) -> str:
    """One unit over all days."""
    cells = []
    for day, said, week in columns:
        row = by_day.get(day)
        if row is None:
            cells.append(f'<td class="bx-c bx-off{week}"></td>')
            continue
        kind, text, title = cell(row)
        cells.append(f'<td class="bx-c bx-{kind}{week}" title="{said} {escape(title)}">{escape(text)}</td>')
    return "".join(cells)

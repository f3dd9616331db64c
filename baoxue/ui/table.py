"""Tables as HTML: readable by machines and people, printable, and cards on a phone. Every value is escaped here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from operator import itemgetter
from typing import Any

import streamlit as st

from baoxue.ui import formats
from baoxue.ui.kept import kept
from baoxue.ui.screen import Screen

Row = Any
"""A row of an answer, or any object that the columns know how to read."""


@dataclass(frozen=True)
class Column:
    """``kind``: text | number | yuan | rate | days | change | right (a text set like a number) | day | moment | html and html_right (made by
    this package alone). ``value`` computes nothing: it picks and words. ``link``: row → address that opens what the
    cell stands for. ``group``: heading over this and the neighbouring columns of the same group. ``is_folded``: left out of the
    card on a phone, since what the card opens shows it."""

    title: str
    value: str | Callable[[Row], Any]
    kind: str = "text"
    link: Callable[[Row], str | None] | None = None
    unit: str = ""
    group: str = ""
    is_folded: bool = False


_FORMATS: dict[str, Callable[[Any], str]] = {
    # two words of which neither is known are nothing: a phone shows no line for an empty cell
    "text": lambda v: escape("" if v is None else str(v).strip()),
    "number": formats.whole,
    "yuan": formats.yuan,
    "rate": formats.percent,
    "days": formats.days,
    "change": formats.change,
    "right": lambda v: escape("" if v is None else str(v)),
    "moment": lambda v: escape(formats.moment(v)),
    "html": lambda v: v or "",
    "html_right": lambda v: v or "",
}
_LONG = 6
"""A heading of more characters gets the width of five: by two it would stand in five lines."""
_RIGHT = {"number", "yuan", "rate", "days", "change", "right", "html_right"}


def table(
    columns: Sequence[Column] | Callable[[Screen], Sequence[Column]],
    rows: Sequence[Row],
    *,
    caption: str,
    empty: str,
    wide: bool = False,
    emphasis: Callable[[Row], bool] = lambda row: False,
) -> None:
    """Show rows. ``caption`` is read aloud and stands over the table; ``empty`` stands where there are none;
    ``wide`` marks a table that may scroll sideways on a phone, others become cards. Where a function gives the columns of
    a screen, the table of an answer's rows is composed once and kept (see ``kept``)."""
    if not rows:
        st.html(f'<p class="bx-empty">{escape(empty)}</p>')
    elif callable(columns):
        st.html(kept(_composed, rows, columns, caption, wide, emphasis))
    else:
        st.html(table_html(columns, rows, caption=caption, wide=wide, emphasis=emphasis))


def _composed(
    screen: Screen,
    rows: Sequence[Row],
    columns: Callable[[Screen], Sequence[Column]],
    caption: str,
    wide: bool,
    emphasis: Callable[[Row], bool],
) -> str:
    return table_html(columns(screen), rows, caption=caption, wide=wide, emphasis=emphasis)


def table_html(
    columns: Sequence[Column],
    rows: Sequence[Row],
    *,
    caption: str,
    wide: bool = False,
    emphasis: Callable[[Row], bool] = lambda row: False,
) -> str:
    cells = [_cells(c, rows) for c in columns]
    body = "".join(
        f'<tr class="{"bx-total" if emphasis(row) else ""}">{"".join(across)}</tr>'
        for row, across in zip(rows, zip(*cells, strict=True), strict=True)
    )
    kind = "bx-wide" if wide else "bx-cards"
    return (
        f'<div class="bx-table {kind}" tabindex="0" role="region" aria-label="{escape(caption)}"><table>'
        f"<caption>{escape(caption)}</caption><thead>{_heads(columns)}</thead><tbody>{body}</tbody></table></div>"
    )


def _heads(columns: Sequence[Column]) -> str:
    """One row of headings, or two where columns stand in groups, as the printed form has them."""
    if not any(c.group for c in columns):
        return f"<tr>{''.join(_head(c) for c in columns)}</tr>"
    top = ""
    for group, run in groupby(columns, lambda c: c.group):
        members = list(run)
        if group:
            top += f'<th scope="colgroup" colspan="{len(members)}" class="bx-group">{escape(group)}</th>'
        else:
            top += "".join(_head(c, ' rowspan="2"') for c in members)
    return f"<tr>{top}</tr><tr>{''.join(_head(c) for c in columns if c.group)}</tr>"


def _head(column: Column, more: str = "") -> str:
    kind = f"{_class(column)} bx-long".strip() if len(column.title) > _LONG else _class(column)
    return f'<th scope="col" class="{kind}"{more}>{escape(column.title)}{_unit(column)}</th>'


def _class(column: Column) -> str:
    return "bx-right" if column.kind in _RIGHT else "bx-day" if column.kind == "day" else ""


def _unit(column: Column) -> str:
    return f"<small>{escape(column.unit)}</small>" if column.unit else ""


def _cells(column: Column, rows: Sequence[Row]) -> list[str]:
    """A column downwards: what its cells share is made once."""
    read = column.value if callable(column.value) else itemgetter(column.value)
    values = list(map(read, rows))
    show = _days_in(values) if column.kind == "day" else _FORMATS[column.kind]
    label = escape(f"{column.group} {column.title}".strip())
    kind = f"{_class(column)} bx-folded".strip() if column.is_folded else _class(column)
    opened = f'<td class="{kind}" data-label="{label}">'
    if column.link is None:
        return [f"{opened}{show(value)}</td>" for value in values]
    return [f"{opened}{_linked(show(value), column.link(row))}</td>" for value, row in zip(values, rows, strict=True)]


def _days_in(values: Sequence[Any]) -> Callable[[Any], str]:
    """Days of a column, in the newest of their years without being told."""
    year = max((day.year for day in values if day), default=None)
    return lambda day: escape(formats.day(day, year))


def _linked(shown: str, address: str | None) -> str:
    if not address or shown in ("", formats.NOT_APPLICABLE):
        return shown
    return f'<a href="{escape(address)}" target="_self">{shown}</a>'


def more(text: str, address: str, is_more: bool = True) -> None:
    """A way to all rows under a table that shows the first ones."""
    if is_more:
        st.html(f'<p class="bx-more"><a href="{escape(address)}" target="_self">{escape(text)} ›</a></p>')


@dataclass(frozen=True)
class Figure:
    """A number (or what stands for one, ready worded) with its word. ``kind``: colour of a number above zero; ``note``: a few words beside it."""

    title: str
    number: Any
    kind: str = "quiet"
    link: str | None = None
    note: str = ""


def figures_line(figures: Sequence[Figure]) -> None:
    """A row of figures. A zero is plain: colour says that there is something to do."""
    cells = []
    for figure in figures:
        shown = escape(figure.number) if isinstance(figure.number, str) else formats.whole(figure.number)
        inner = (
            f'<a href="{escape(figure.link)}" target="_self">{shown}</a>' if figure.link and figure.number else shown
        )
        note = f"<small>{escape(figure.note)}</small>" if figure.note else ""
        kind = figure.kind if figure.number else "quiet"
        cells.append(f'<div class="bx-figure bx-{kind}"><dt>{escape(figure.title)}</dt><dd>{inner}{note}</dd></div>')
    st.html(f'<dl class="bx-figures">{"".join(cells)}</dl>')

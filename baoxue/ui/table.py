"""Tables as HTML: readable by machines and people, printable, and cards on a phone. Every value is escaped here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import streamlit as st

from baoxue.ui import formats

Row = Any
"""A row of an answer, or any object that the columns know how to read."""


@dataclass(frozen=True)
class Column:
    """``kind``: text | number | rate | days | day | moment | change | html (made by this package alone).
    ``value`` computes nothing: it picks and words. ``link``: row → address that opens what the cell stands for."""

    title: str
    value: str | Callable[[Row], Any]
    kind: str = "text"
    link: Callable[[Row], str | None] | None = None
    unit: str = ""

    def cell(self, row: Row) -> Any:
        return self.value(row) if callable(self.value) else row[self.value]


_FORMATS: dict[str, Callable[[Any], str]] = {
    "text": lambda v: escape("" if v is None else str(v)),
    "number": formats.whole,
    "rate": formats.percent,
    "days": formats.days,
    "change": formats.change,
    "day": lambda v: escape(formats.day(v)),
    "moment": lambda v: escape(formats.moment(v)),
    "html": lambda v: v or "",
}
_RIGHT = {"number", "rate", "days", "change"}


def table(
    columns: Sequence[Column],
    rows: Sequence[Row],
    *,
    caption: str,
    empty: str,
    wide: bool = False,
    emphasis: Callable[[Row], bool] = lambda row: False,
) -> None:
    """Show rows. ``caption`` is read aloud and stands over the table; ``empty`` stands where there are none;
    ``wide`` marks a table that may scroll sideways on a phone, others become cards."""
    if not rows:
        st.html(f'<p class="bx-empty">{escape(empty)}</p>')
        return
    st.html(table_html(columns, rows, caption=caption, wide=wide, emphasis=emphasis))


def table_html(
    columns: Sequence[Column],
    rows: Sequence[Row],
    *,
    caption: str,
    wide: bool = False,
    emphasis: Callable[[Row], bool] = lambda row: False,
) -> str:
    heads = "".join(f'<th scope="col" class="{_class(c)}">{escape(c.title)}{_unit(c)}</th>' for c in columns)
    body = "".join(
        f'<tr class="{"bx-total" if emphasis(row) else ""}">' + "".join(_cell(c, row) for c in columns) + "</tr>"
        for row in rows
    )
    kind = "bx-wide" if wide else "bx-cards"
    return (
        f'<div class="bx-table {kind}" tabindex="0" role="region" aria-label="{escape(caption)}"><table>'
        f"<caption>{escape(caption)}</caption><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _class(column: Column) -> str:
    return "bx-right" if column.kind in _RIGHT else ""


def _unit(column: Column) -> str:
    return f"<small>{escape(column.unit)}</small>" if column.unit else ""


def _cell(column: Column, row: Row) -> str:
    shown = _FORMATS[column.kind](column.cell(row))
    address = column.link(row) if column.link else None
    if address and shown not in ("", formats.NOT_APPLICABLE):
        shown = f'<a href="{escape(address)}" target="_self">{shown}</a>'
    return f'<td class="{_class(column)}" data-label="{escape(column.title)}">{shown}</td>'


def figures_line(pairs: Sequence[tuple[str, Any, str, str | None]]) -> None:
    """A row of figures: (word, number, kind of tag, address)."""
    cells = []
    for title, number, kind, address in pairs:
        shown = formats.whole(number)
        inner = f'<a href="{escape(address)}" target="_self">{shown}</a>' if address and number else shown
        cells.append(f'<div class="bx-figure bx-{kind}"><dt>{escape(title)}</dt><dd>{inner}</dd></div>')
    st.html(f'<dl class="bx-figures">{"".join(cells)}</dl>')

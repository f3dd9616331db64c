"""A whole that is the sum of its terms: one line that adds up, each term opening its children, and the same by unit."""

from collections.abc import Callable, Sequence
from html import escape
from itertools import groupby

import streamlit as st

from baoxue.ui import formats
from baoxue.ui.table import Column

Row = dict


def identity(title: str, rows: Sequence[Row], called: Callable[[str], str], link: Callable[[str], str]) -> None:
    """``title total = term n + term n …`` of the terms of one place; a term of group more only where it counts."""
    if not rows:
        return
    parts = [
        f'{escape(called(r["term"]))} <a href="{escape(link(r["term"]))}" target="_self"><b>{formats.whole(r["n"])}</b></a>'
        for r in rows
        if r["term_group"] != "more" or r["n"]
    ]
    st.html(f'<p class="bx-flow">{escape(title)} <b>{formats.whole(rows[0]["total"])}</b> = {" + ".join(parts)}</p>')


def by_unit(rows: Sequence[Row]) -> list[Row]:
    """One row a unit, with its terms under ``terms``: term → n."""
    found = []
    for _code, run in groupby(rows, lambda r: r["unit_code"]):
        lines = list(run)
        found.append({**lines[0], "terms": {line["term"]: line["n"] for line in lines}})
    return found


def term_columns(units: Sequence[Row], called: Callable[[str], str]) -> list[Column]:
    """A column for each term that counts somewhere, in the order of the terms."""
    counted = [t for t in units[0]["terms"] if any(u["terms"].get(t) for u in units)]
    return [Column(called(t), lambda r, t=t: r["terms"].get(t), "number") for t in counted]  # type: ignore[misc]

"""Filters over rows that are already the viewer's: each offers the values that occur, none hides what it does not know."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from baoxue.ui.kept import kept
from baoxue.ui.screen import Screen
from baoxue.ui.words import _

Row = dict[str, Any]


@dataclass(frozen=True)
class Filter:
    """``column`` of the rows; ``words``: row → what the value is called."""

    title: str
    column: str
    words: Callable[[Row], str]


def chosen(rows: Sequence[Row], filters: Sequence[Filter]) -> list[Row]:
    """The rows that every filter lets through; the filters stand behind one button that says how many are set."""
    wanted: dict[str, Any] = {}
    set_n = sum(st.session_state.get(f"filter-{f.column}") is not None for f in filters)
    with st.popover(_("筛选") + (f" · {set_n}" if set_n else ""), icon=":material/filter_list:"):
        for one in filters:
            wanted[one.column] = _asked(one, rows)
    return [r for r in rows if all(v is None or r[c] == v for c, v in wanted.items())]


def _asked(one: Filter, rows: Sequence[Row]) -> Any:
    named = kept(_worded, rows, one.column, one.words)

    def called(value: Any) -> str:
        return named.get(value, str(value))

    return st.selectbox(
        one.title, list(named), index=None, format_func=called, placeholder=_("全部"), key=f"filter-{one.column}"
    )  # fmt: skip


def _worded(screen: Screen, rows: Sequence[Row], column: str, worded: Callable[[Row], str]) -> dict[Any, str]:
    """The values of a column that occur, each with its word, by their words."""
    named = {r[column]: worded(r) for r in rows if r[column] is not None}
    return dict(sorted(named.items(), key=lambda pair: pair[1]))


def found(rows: Sequence[Row], wanted: str) -> list[Row]:
    """Rows whose name, pinyin or case number holds the words looked for."""
    if not wanted:
        return list(rows)
    return [r for r in rows if any(wanted in (r.get(c) or "") for c in ("name", "pinyin_key", "case_no"))]

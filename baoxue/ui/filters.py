"""Filters over rows that are already the viewer's: each offers the values that occur, none hides what it does not know."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

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
    named = {r[one.column]: one.words(r) for r in rows if r[one.column] is not None}

    def called(value: Any) -> str:
        return named.get(value, str(value))

    return st.selectbox(
        one.title, sorted(named, key=called), index=None, format_func=called, placeholder=_("全部"), key=f"filter-{one.column}"
    )  # fmt: skip


def found(rows: Sequence[Row], wanted: str) -> list[Row]:
    """Rows whose name, pinyin or case number holds the words looked for."""
    if not wanted:
        return list(rows)
    return [r for r in rows if any(wanted in (r.get(c) or "") for c in ("name", "pinyin_key", "case_no"))]

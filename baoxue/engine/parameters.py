"""The parameters of queries: what a caller gives, and what follows from it."""

from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

SELECTORS = (
    "area",
    "school",
    "class_key",
    "case_no",
    "child_key",
    "post_id",
    "check_name",
    "since",
    "list_id",
    "period",
    "child_set",
)


@cache
def month_bounds(month: str) -> tuple[date, date]:
    """First and last day of a ``YYYY-MM``."""
    first = date.fromisoformat(f"{month}-01")
    following = (first + timedelta(days=31)).replace(day=1)
    return first, following - timedelta(days=1)


@cache
def month_before(month: str) -> str:
    first, _ = month_bounds(month)
    return (first - timedelta(days=1)).strftime("%Y-%m")


@cache
def school_year_first(month: str) -> date:
    """1 September of the school year in which the month lies."""
    first, _ = month_bounds(month)
    return date(first.year if first.month >= 9 else first.year - 1, 9, 1)


def bind(month: str, as_of: datetime, ledger_seq: int, **selectors: Any) -> dict[str, Any]:
    """Every parameter that queries know: ``month``, ``as_of``, ``ledger_seq`` and what is derived from them,
    and the page selectors (None where not given). An instance drops those that a query does not use."""
    if unknown := selectors.keys() - set(SELECTORS):
        raise TypeError(f"unknown selectors {sorted(unknown)}; known are {SELECTORS}")
    first, last = month_bounds(month)
    return {
        "month": month,
        "month_first": first,
        "month_last": last,
        "prev_month": month_before(month),
        "year_first": school_year_first(month),
        "as_of": as_of,
        "as_of_day": as_of.date(),
        "ledger_seq": ledger_seq,
        **{name: selectors.get(name) for name in SELECTORS},
    }

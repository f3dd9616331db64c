"""Aid as lists write it: what an item is called, and the period that is paid.

A period is a school year (``2018``), a term of one (``2018-1`` autumn, ``2018-2`` spring) or a month (``2018-11``).
"""

import re
from dataclasses import dataclass

from baoxue.contracts.cells import fold
from baoxue.contracts.classes import school_year
from baoxue.contracts.dates import arabic, read_month

YEAR, TERM, MONTH = "year", "term", "month"

_ITEM_WORDS = (
    (re.compile(r"学前|幼儿"), "kindergarten"),
    (re.compile(r"寄宿|生活补[助贴]|一补"), "boarder"),
    (re.compile(r"营养|膳食|供餐|午餐|餐补"), "meals"),
    (re.compile(r"普高|高中"), "senior"),
    (re.compile(r"中职|职教|职高|职业"), "vocational"),
)
_TERM_WORDS = (
    (re.compile(r"(20\d\d)年?(秋)"), 0),
    (re.compile(r"(20\d\d)年?(春)"), -1),
    (re.compile(r"(20\d\d)(?:[-—–~至/](?:20)?\d\d)?学年度?(?:第)?(一|1|上|秋|二|2|下|春)"), 0),
)
_FIRST = {"秋", "一", "1", "上"}
_MONTHS_OF = {YEAR: (9, 8), "1": (9, 1), "2": (2, 8)}


@dataclass(frozen=True)
class AidItem:
    """An item of the rates. ``paid_by``: year | term | month, what one payment is for."""

    code: str
    name: str
    paid_by: str


def paid_by(unit: str, periods_a_year: int) -> str:
    """What one payment is for: by the day is counted month by month."""
    if unit == "yuan_day":
        return MONTH
    return {1: YEAR, 2: TERM}.get(periods_a_year, MONTH)


def items_in(words: str) -> set[str]:
    """Codes of the items that the words name, by the words that lists use everywhere."""
    text = fold(words)
    return {code for pattern, code in _ITEM_WORDS if pattern.search(text)}


def periods_in(words: str, by: str) -> set[str]:
    """The periods that the words name, in what the item is paid by; a month alone is no term."""
    text = arabic(fold(words))
    if by == MONTH:
        month = read_month(text)
        return {month} if month else set()
    terms = set()
    for pattern, shift in _TERM_WORDS:
        for year, word in pattern.findall(text):
            terms.add(f"{int(year) + shift}-{1 if word in _FIRST else 2}")
    if by == TERM:
        return terms
    years = {int(y) for y in re.findall(r"(20\d\d)(?:[-—–~至/](?:20)?\d\d)?学年", text)} or {int(t[:4]) for t in terms}
    return {str(year) for year in years}


def period_of(month: str, by: str) -> str:
    """The period in which a month lies."""
    if by == MONTH:
        return month
    year = school_year(month)
    if by == YEAR:
        return str(year)
    return f"{year}-1" if month[5:] in ("09", "10", "11", "12", "01") else f"{year}-2"


def months_of(period: str) -> tuple[str, str]:
    """First and last month (YYYY-MM) of a period."""
    if len(period) == len("2018-11"):
        return period, period
    year, part = int(period[:4]), period[5:] or YEAR
    first, last = _MONTHS_OF[part]
    begins = year if first == _MONTHS_OF[YEAR][0] else year + 1
    return f"{begins}-{first:02d}", f"{year + 1}-{last:02d}"

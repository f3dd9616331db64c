"""Numbers, days and the four kinds of nothing, as HTML-safe text."""

from datetime import date, datetime
from html import escape
from typing import Any

from baoxue.ui.words import _

NOT_APPLICABLE = "—"
MONTHS = ("一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "十一月", "十二月")
WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


def whole(value: Any) -> str:
    """A count, below 0 with a minus and no hyphen; — where there is nothing to count."""
    return NOT_APPLICABLE if value is None else f"{value:,.0f}".replace("-", "−")


def yuan(value: Any) -> str:
    """An amount of money, cents only where there are some; — where nothing is known or due."""
    return NOT_APPLICABLE if value is None else f"{value:,.2f}".removesuffix(".00")


def days(value: Any) -> str:
    """Days with a half where there is one."""
    return NOT_APPLICABLE if value is None else f"{value:g}"


def percent(value: Any) -> str:
    """A rate of 0 to 1 with two decimals; — where it has no denominator."""
    return NOT_APPLICABLE if value is None else f"{100 * value:.2f}"


def change(value: Any) -> str:
    """▲ or ▼ with its size; no sign where nothing changed."""
    if value is None:
        return NOT_APPLICABLE
    return f"▲{value:g}" if value > 0 else f"▼{-value:g}" if value < 0 else "0"


def day(value: date | None, year: int | None = None) -> str:
    """``12-18 周二``; the year, ``2017-12-18``, only where it is not ``year``, the newest one shown."""
    if value is None:
        return ""
    if year is not None and value.year != year:
        return full_day(value)
    return f"{value:%m-%d} {_(WEEKDAYS[value.weekday()])}"


def month(value: str) -> str:
    """``2018-09`` as 九月."""
    return _(MONTHS[int(value[-2:]) - 1])


def part(*numbers: Any) -> str:
    """``5/6``, ``1/0/2``; — where all are unknown, and for a part of nothing."""
    of_nothing = len(numbers) == 2 and numbers[1] == 0
    return NOT_APPLICABLE if of_nothing or all(n is None for n in numbers) else "/".join(map(whole, numbers))


def full_day(value: date | None) -> str:
    return f"{value:%Y-%m-%d}" if value else ""


def moment(value: datetime | None) -> str:
    return f"{value:%m-%d %H:%M}" if value else ""


def not_reported() -> str:
    """未报: a state of its own, never a number."""
    return f'<span class="bx-none">{escape(_("未报"))}</span>'


_LONG_TAG = 24
"""A word of more characters stands in several lines where its cell is narrow, a shorter one never."""


def tag(kind: str, text: str) -> str:
    """A word with its colour and symbol; ``kind``: late | soon | ok | held | quiet."""
    symbols = {"late": "!", "soon": "◔", "ok": "○", "held": "✓", "quiet": "·"}
    long = " bx-long" if len(text) > _LONG_TAG else ""
    return f'<span class="bx-tag bx-{kind}{long}"><i aria-hidden="true">{symbols[kind]}</i>{escape(text)}</span>'


def link(address: str, text: str) -> str:
    """Words that open an address in the same window."""
    return f'<a class="bx-link" href="{escape(address)}" target="_self">{escape(text)}</a>'


def phone(number: str | None) -> str:
    """A number to tap; nothing where there is none."""
    return f'<a href="tel:{escape(number)}">{escape(number)}</a>' if number else ""

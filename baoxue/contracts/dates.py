"""Dates and months as schools write them."""

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from baoxue.contracts.cells import fold

_PLAIN_MONTH = re.compile(r"20\d{2}-(?:0[1-9]|1[0-2])")

_CHINESE = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
_SERIAL_ZERO = date(1899, 12, 30)
_SERIALS = range(14610, 73051)  # 1940 to 2099
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_PARTED = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?(?:\d{1,2}:\d{2}(:\d{2})?)?")
_MONTH = re.compile(r"(?<!\d)((?:19|20)\d{2})[-./年](\d{1,2})(?!\d)(?:月|(?=[^-./\d年月]|$))")
_COMPACT_MONTH = re.compile(r"((?:19|20)\d{2})(\d{2})")
_TENS = "一二三四五六七八九十"
_CHINESE_MONTH = re.compile(rf"(?<![{_TENS}])(?:十[一二]?|[一二三四五六七八九])(?=月)")
_CHINESE_DATE = re.compile(rf"([〇○零一二三四五六七八九]{{4}})年([{_TENS}]{{1,3}})月(?:([{_TENS}]{{1,3}})日)?")


@lru_cache(maxsize=65536)
def read_date(value: str | float | int | bool) -> date | None:
    """The day a cell means, or None: ISO text (a real date cell), a serial number, ``20110101``,
    ``2018.9.1``, ``2018-9-1``, ``2018/9/1``, ``2018年9月1日``, ``二〇一八年九月一日``. Never guesses a missing day."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _from_number(value)
    text = arabic(fold(value))
    found = _COMPACT.fullmatch(text) or _PARTED.fullmatch(text)
    if found:
        return _day(found[1], found[2], found[3])
    return _from_number(float(text)) if re.fullmatch(r"\d{5}(\.0+)?", text) else None


@lru_cache(maxsize=4096)
def read_month(text: str) -> str | None:
    """The one month (YYYY-MM) that words name; None where they name none, or several."""
    plain = arabic(fold(text))
    months = {(int(y), int(m)) for y, m in _MONTH.findall(plain)}
    if found := _COMPACT_MONTH.fullmatch(plain):
        months.add((int(found[1]), int(found[2])))
    named = {f"{y}-{m:02d}" for y, m in months if 1 <= m <= 12}
    return named.pop() if len(named) == 1 else None


def days_in(month: str) -> int:
    """Number of days of a month (YYYY-MM)."""
    return monthrange(int(month[:4]), int(month[5:7]))[1]


def arabic(text: str) -> str:
    """``二〇一八年九月一日`` → ``2018年9月1日``, ``2018年十月`` → ``2018年10月``; other words stay."""
    return _CHINESE_MONTH.sub(lambda found: str(number_of(found[0])), _CHINESE_DATE.sub(_digits, text))


def number_of(word: str) -> int | None:
    """``十二`` → 12, ``12`` → 12; None for what is neither (up to 99)."""
    if word.isascii() and word.isdigit():
        return int(word)
    tens, ten, units = word.rpartition("十")
    if any(c not in _CHINESE for c in tens + units) or len(tens) > 1 or len(units) > 1 or not word:
        return None
    high = (int(_CHINESE[tens]) if tens else 1) if ten else 0
    return high * 10 + (int(_CHINESE[units]) if units else 0)


def _digits(found: re.Match[str]) -> str:
    year = "".join(_CHINESE[c] for c in found[1])
    day = f"{number_of(found[3])}日" if found[3] else ""
    return f"{year}年{number_of(found[2])}月{day}"


def _from_number(value: float) -> date | None:
    if not float(value).is_integer():
        return None
    whole = int(value)
    if whole in _SERIALS:
        return _SERIAL_ZERO + timedelta(days=whole)
    return read_date(str(whole)) if 19000101 <= whole <= 20991231 else None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def is_month(text: str) -> bool:
    """``2018-09``: a month as every door of the program writes it."""
    return bool(_PLAIN_MONTH.fullmatch(text))

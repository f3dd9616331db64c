"""How the heading of a column names a day of the month: ``9``, ``11月9日``, ``9(五)``, ``周五9``, ``9(补)``, ``9上午``, a date."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from baoxue.contracts.dates import arabic, number_of, read_date

HALVES = {"上午": 0, "上": 0, "午前": 0, "am": 0, "AM": 0, "早上": 0, "下午": 1, "下": 1, "午后": 1, "pm": 1, "PM": 1}
"""Heading or cell → half of the day."""

_ORDER = "一二三四五六日天"
WEEKDAYS = {f"{p}{d}": min(n, 7) for p in ("", "周", "星期", "礼拜") for n, d in enumerate(_ORDER, 1)}
"""Heading → day of the week, Monday is 1."""

_WEEK = "(?:周|星期|礼拜)"
_DAY = re.compile(
    rf"(?:{_WEEK}(?P<before>[{_ORDER}])|\({_WEEK}?(?P<bracketed>[{_ORDER}])\))?"
    r"(?:(?:(?P<year>\d{4})[-./年])?(?P<month>1[0-2]|0?[1-9])[-./月])?(?P<day>[12]\d|3[01]|0?[1-9])[日号]?[、.,]?"
    rf"(?:\(?{_WEEK}?(?P<after>[{_ORDER}])\)?)?(?P<made_up>\([补调班][^()]*\)|补课?)?"
    rf"(?:\(?(?P<half>{'|'.join(sorted(HALVES, key=len, reverse=True))})\)?)?"
)
_SERIAL = re.compile(r"\d{5}|20\d{6}")
_FIRST_SERIAL = date(2000, 1, 1)
_IN_WORDS = re.compile(r"(?<=月)[一二三四五六七八九十]{1,3}(?=[日号])")
_LIKE = re.compile(
    rf"(?=.*[\d{_ORDER[:6]}七八九十])[\W\dA-Za-z第年月日号天{_ORDER}七八九十廿周星期礼拜补调上课班早中下午]*"
)


@dataclass(frozen=True)
class DayWords:
    """``month``: as a title would say it (``2018年11月``), empty where the heading says none; ``weekday``: 1 to 7, None where
    none is said, or another day's is made up."""

    day: int
    month: str = ""
    half: int | None = None
    weekday: int | None = None


@lru_cache(maxsize=4096)
def read_day(label: str) -> DayWords | None:
    """The day that a folded word of a heading names; None where it is not certain."""
    label = label.removesuffix("00:00:00")
    if _SERIAL.fullmatch(label):
        day = read_date(label)  # a date cell whose format was lost, or all of a date in figures
        return DayWords(day.day, f"{day.year}年{day.month}月") if day and day >= _FIRST_SERIAL else None
    if "月" in label:
        label = _IN_WORDS.sub(lambda said: str(number_of(said[0]) or said[0]), arabic(label))
    found = _DAY.fullmatch(label)
    if not found:
        return None
    year, month = found["year"], found["month"]
    said = found["before"] or found["bracketed"] or found["after"]
    return DayWords(
        int(found["day"]),
        (f"{year}年" if year else "") + (f"{int(month)}月" if month else ""),
        HALVES[found["half"]] if found["half"] else None,
        WEEKDAYS[said] if said and not found["made_up"] else None,
    )


def is_like_day(label: str) -> bool:
    """Words that may mean a day and leave it open: ``第9天``, ``九``, ``D9``, a weekday alone."""
    return _LIKE.fullmatch(label) is not None

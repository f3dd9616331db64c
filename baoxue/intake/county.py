"""What checking knows of the county: schools by name, areas by name, school days by grade."""

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache

import pyarrow as pa
import pyarrow.compute as pc

from baoxue.contracts.aid import AidItem, paid_by
from baoxue.contracts.cells import as_text, fold
from baoxue.contracts.places import PROVINCES
from baoxue.contracts.platform import OUTSIDE_WORDS

_OUTER = re.compile(r"^(?:.{2,3}省)?(?:.{2,4}市)?(?:(.{1,4}(?:县|(?<![社小地])区)))?")
_OURS = ("本县", "我县")
_VILLAGE_TAIL = re.compile(r"(?:村民委员会|居民委员会|村委会|居委会|社区|村)$")
_TOWN_TAIL = re.compile(r"(?:街道办事处|街道办|街道|镇|乡)$")
OUTSIDE = "outside"
"""Household of a child of another county."""
COUNTY_CALENDAR = "county"
_CODE_DIGITS = 12
_TOWN_ZEROS, _COUNTY_ZEROS = "000", "000000"
HOME_PLACE = "home_place"
AID_ITEM = "aid_item"
AGE_GAP = "grade_age_gap_years"
AT_SCHOOL = ("status", "at_school")


@dataclass(frozen=True)
class School:
    code: str
    name: str
    kind: str


@dataclass(frozen=True)
class County:
    """Reference rows prepared for checking; built once for many files.

    ``villages``: (township word, village word) → 12-digit code, without 镇 and 村; ``codes``: all 12-digit
    codes; ``days``: (calendar, month) → school days of the month; ``follows``: (school, grade) → [(from, to,
    calendar)]; ``at_school``: statuses with a seat in the classroom; ``home_places``: names of places near by, which
    people write without their province → 6-digit code; ``aid_items``: items of aid by code; ``age_gaps``: [(from, to,
    years)] by which a grade and an age may differ.
    """

    county_code: str
    county_name: str
    schools: dict[str, School]
    school_names: dict[str, str]
    towns: dict[str, str]
    villages: dict[tuple[str, str], str]
    codes: frozenset[str]
    days: dict[tuple[str, str], frozenset[int]]
    at_school: frozenset[str]
    follows: dict[tuple[str, int], list[tuple[date, date, str]]] = field(default_factory=dict)
    home_places: dict[str, str] = field(default_factory=dict)
    aid_items: dict[str, AidItem] = field(default_factory=dict)
    age_gaps: list[tuple[date, date, float]] = field(default_factory=list)

    @cached_property
    def _names_pattern(self) -> re.Pattern[str]:
        longest = sorted(self.school_names, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, longest)) or r"(?!)")

    def schools_in(self, words: str) -> set[str]:
        """Codes of the schools that the words name; a longer name hides the shorter one within it."""
        return {self.school_names[found] for found in self._names_pattern.findall(fold(words))}

    def without_schools(self, words: str) -> str:
        """The words, folded, with every school's name cut out: 第一小学 names no grade."""
        return self._names_pattern.sub("|", fold(words))

    def as_ours(self, words: str, school_code: str) -> str:
        """The words, folded, with 本校 for every name of the school."""
        names = self.school_names
        return self._names_pattern.sub(lambda name: "本校" if names[name[0]] == school_code else name[0], fold(words))

    def school_of(self, value: object) -> str | None:
        """The code of a school given by code or full name; None where the county has no such school."""
        text = fold(as_text(value))
        return text if text in self.schools else self.school_names.get(text)

    def place_name(self, code: str) -> str:
        """镇名村名 of a village or township; the code itself where the county has no such place."""
        town = next((name for name, held in self.towns.items() if held == code[:9]), "")
        village = next((name for (_, name), held in self.villages.items() if held == code), "")
        return town + village or code

    def area_of(self, value: str | float) -> tuple[str | None, bool]:
        """(12-digit area, True), (None, True) for a place outside the county or an empty cell, (None, False)
        where the words name a place of the county that is not recognised."""
        return _area_of(self, fold(as_text(value)))

    def township_of(self, value: str | float) -> str | None:
        """9-digit township that a code or a place of the county names, also where its village is not recognised."""
        text = fold(as_text(value))
        if text.isdigit():
            return text[:9] if text[:9] in self.towns.values() else None
        outer = _OUTER.match(text)
        rest = text[outer.end() :] if outer else text
        if self._names_another(outer) or not rest.startswith(tuple(self.towns)):
            return None
        return self.towns[max((town for town in self.towns if rest.startswith(town)), key=len)]

    def is_outside(self, value: str | float) -> bool:
        """Whether a household is certainly another county's: its code, its county or its province says so."""
        text = fold(as_text(value))
        if text == OUTSIDE_WORDS:
            return True
        if text.isdigit():
            return not self.is_no_code(text) and not text.startswith(self.county_code)
        outer = _OUTER.match(text)
        if outer and outer[1]:
            return self._names_another(outer)
        return any(text.startswith(name) for code, name in PROVINCES.items() if code != self.county_code[:2])

    def is_no_code(self, value: str | float) -> bool:
        """Whether a number is no division code that says where a household is: of this county but no place of it; else
        not 12 digits, of no province, or of a province or city that holds this county too."""
        text = fold(as_text(value))
        if not text.isdigit():
            return False
        if text.startswith(self.county_code):
            return text not in self._places
        city, below = text[2:4], text[4:]
        is_formed = len(text) == _CODE_DIGITS and text[:2] in PROVINCES and (city != "00" or not below.strip("0"))
        return not is_formed or self.county_code.startswith(text.rstrip("0"))

    @cached_property
    def _places(self) -> frozenset[str]:
        """Codes of the county's places as people write them: villages, townships and the county, short or with zeros."""
        towns = self.towns.values()
        county = {self.county_code, self.county_code + _COUNTY_ZEROS}
        return self.codes | county | {*towns, *(town + _TOWN_ZEROS for town in towns)}

    def _names_another(self, outer: re.Match[str] | None) -> bool:
        """Whether the beginning of an address names a county, and it is not this one (``榆林清涧县`` is)."""
        named: str = (outer[1] if outer else None) or ""
        return bool(named) and named not in _OURS and not (self.county_name and named.endswith(self.county_name))

    def age_gap(self, month: str) -> float | None:
        """Years by which grade and age may differ in a month; None where the county sets none."""
        first = date(int(month[:4]), int(month[5:7]), 1)
        return next((years for begin, end, years in self.age_gaps if begin <= first <= end), None)

    def school_days(self, school_code: str, grade: int | None, month: str) -> frozenset[int]:
        """Days of the month that are school days for a grade of a school."""
        first = date(int(month[:4]), int(month[5:7]), 1)
        rows = self.follows.get((school_code, grade or 0), [])
        calendar = next((c for begin, end, c in rows if begin <= first <= end), COUNTY_CALENDAR)
        return self.days.get((calendar, month), frozenset())

    def __hash__(self) -> int:
        return id(self)


def county_of(tables: dict[str, pa.Table], county_code: str) -> County:
    """The county from its reference relations ``school``, ``area``, ``code``, ``calendar``, ``school_calendar``,
    ``aid_rate``, ``threshold``."""
    schools = {r["school_code"]: School(r["school_code"], r["name"], r["kind"]) for r in tables["school"].to_pylist()}
    names: dict[str, set[str]] = {}
    for row in tables["school"].to_pylist():
        for name in {fold(row["name"]), fold(row["short_name"])}:
            names.setdefault(name, set()).add(row["school_code"])
    areas = tables["area"].to_pylist()
    towns = {_TOWN_TAIL.sub("", fold(a["name"])): a["area_code"] for a in areas if a["level"] == "township"}
    town_of = {code: name for name, code in towns.items()}
    villages = {
        (town_of.get(a["area_code"][:9], ""), _VILLAGE_TAIL.sub("", fold(a["name"]))): a["area_code"]
        for a in areas
        if a["level"] == "village"
    }
    return County(
        county_code,
        next((fold(a["name"]) for a in areas if a["level"] == "county"), ""),
        schools,
        {name: codes.pop() for name, codes in names.items() if len(codes) == 1 and len(name) > 2},
        towns,
        villages,
        frozenset(a["area_code"] for a in areas if a["level"] == "village"),
        _days(tables["calendar"]),
        at_school(tables["code"]),
        _follows(tables["school_calendar"]),
        {c["name_zh"]: c["code"] for c in tables["code"].to_pylist() if c["code_set"] == HOME_PLACE},
        _aid_items(tables["code"], tables["aid_rate"]),
        _age_gaps(tables["threshold"]),
    )


@lru_cache(maxsize=65536)
def _area_of(county: County, text: str) -> tuple[str | None, bool]:
    if not text or text == OUTSIDE_WORDS:
        return None, True
    if text.isdigit():
        return (text, True) if text in county.codes else (None, not text.startswith(county.county_code))
    outer = _OUTER.match(text)
    rest = text[outer.end() :] if outer else text
    if county._names_another(outer):
        return None, True
    if not rest.startswith(tuple(county.towns)):
        return None, bool(outer and outer.end() and not outer[1])
    town = max((t for t in county.towns if rest.startswith(t)), key=len)
    village = re.sub(r"^(?:街道办事处|街道办|街道|镇|乡)", "", rest[len(town) :])
    named = {v for t, v in county.villages if t == town and village.startswith(v) and v}
    exact = _VILLAGE_TAIL.sub("", village)
    code = county.villages.get((town, exact))
    if code is None and named:
        code = county.villages[town, max(named, key=len)] if _ends_village(village, max(named, key=len)) else None
    return code, code is not None


def _ends_village(words: str, village: str) -> bool:
    """After the village's name come its own tail word, a group or a house number, not more of a name."""
    return bool(re.match(r"村|社区|[\d一二三四五六七八九十]+[组号队]|自然村", words[len(village) :]))


def at_school(codes: pa.Table) -> frozenset[str]:
    """Statuses with a seat in the classroom."""
    return frozenset(c["code"] for c in codes.to_pylist() if (c["code_set"], c["parent"]) == AT_SCHOOL)


def _aid_items(codes: pa.Table, rates: pa.Table) -> dict[str, AidItem]:
    names = {c["code"]: c["name_zh"] for c in codes.to_pylist() if c["code_set"] == AID_ITEM}
    return {
        r["item"]: AidItem(r["item"], names.get(r["item"], r["item"]), paid_by(r["unit"], r["periods_a_year"]))
        for r in rates.to_pylist()
    }


def _age_gaps(thresholds: pa.Table) -> list[tuple[date, date, float]]:
    """The first row holds for earlier days too."""
    rows = sorted((r for r in thresholds.to_pylist() if r["name"] == AGE_GAP), key=lambda r: r["valid_from"])
    return [(r["valid_from"] if n else date.min, r["valid_to"], r["value"]) for n, r in enumerate(rows)]


def _days(calendar: pa.Table) -> dict[tuple[str, str], frozenset[int]]:
    found: dict[tuple[str, str], set[int]] = {}
    open_days = calendar.filter(pc.field("is_school_day")).select(["calendar_id", "month", "day"])
    for row in open_days.to_pylist():
        found.setdefault((row["calendar_id"], row["month"]), set()).add(row["day"].day)
    return {key: frozenset(days) for key, days in found.items()}


def _follows(table: pa.Table) -> dict[tuple[str, int], list[tuple[date, date, str]]]:
    found: dict[tuple[str, int], list[tuple[date, date, str]]] = {}
    for row in table.to_pylist():
        period = (row["valid_from"], row["valid_to"], row["calendar_id"])
        found.setdefault((row["school_code"], row["grade"]), []).append(period)
    return found

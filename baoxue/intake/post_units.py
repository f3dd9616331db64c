"""What a post is for: the county, a township, a village, a school or a class, as lists of people in office write it."""

import re
from collections.abc import Set
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from baoxue.contracts.cells import fold
from baoxue.contracts.classes import class_key, find_class, school_year
from baoxue.intake.county import County
from baoxue.intake.form_layout import Line
from baoxue.intake.rolls import Rolls
from baoxue.store import Store

_MANY = re.compile(r"[、,,;;\n]+")
_TAIL = re.compile(r"(?:街道办事处|街道办|街道|镇|乡)$")
CLASS_KEY = re.compile(r"\d{10}-[A-Z]\d{4}-\d{2}")

Fault = tuple[str, Line, str, str]
"""Code of the findings' catalogue, line, field, what stands there."""


@dataclass(frozen=True)
class Unit:
    """``code``: class, else school, else area."""

    code: str
    area: str | None = None
    school: str | None = None
    class_key: str | None = None


class Classes:
    """Classes of the schools' newest rolls; read once a school."""

    def __init__(self, connection: sa.Connection, store: Store, county: County, today: date) -> None:
        self._connection, self._rolls = connection, Rolls(store, county.at_school)
        self._month = f"{today:%Y-%m}"
        self._known: dict[str, frozenset[str]] = {}

    def of(self, school: str) -> frozenset[str]:
        """Class keys with pupils; empty where the school never sent a roll."""
        if school not in self._known:
            view = self._rolls.view(self._connection, school, self._month)
            self._known[school] = frozenset(p.class_key for p in view.pupils) if view else frozenset()
        return self._known[school]


def units_of(county: County, classes: Classes, place: str, line: Line, day: date) -> tuple[list[Unit], Fault | None]:
    """The units that a line names, or the fault. ``place``: county | town | village | school | class. Leaders of areas,
    cadres and inspectors name several towns or schools in one cell."""
    if place == "county":
        return [Unit(county.county_code, area=county.county_code)], None
    if place in ("town", "village"):
        return _areas(county, place, line)
    words = [w for w in _MANY.split(line.text("school")) if w.strip()]
    schools = [county.school_of(word) for word in words]
    if not schools or None in schools:
        return [], ("school_word", line, "school", line.text("school"))
    if place == "school":
        return [Unit(s, school=s) for s in schools if s], None
    return _class(county, classes, line, schools[0] or "", day)


def empty_posts(
    county: County, classes: Classes, named: Set[tuple[str, str]], held: Set[tuple[str, str]]
) -> list[tuple[str, str]]:
    """(head, unit) of posts that nobody holds, among the units that a list is about: its own, and their sisters: the
    other villages of its townships, the other classes of its schools, and every township and school where it names several."""
    heads = {
        h: {u for head, u in named if head == h}
        for h in ("township_head", "village_head", "principal", "class_teacher")
    }
    should = {(h, u) for h, u in named if h in ("county_head", "director", "central_school", *heads)}
    if len(heads["township_head"]) > 1:
        should |= {("township_head", town) for town in county.towns.values()}
    if len(heads["principal"]) > 1:
        should |= {("principal", school) for school in county.schools}
    towns = {village[:9] for village in heads["village_head"]}
    should |= {("village_head", village) for village in county.codes if village[:9] in towns}
    for school in {key[:10] for key in heads["class_teacher"]}:
        should |= {("class_teacher", key) for key in classes.of(school)}
    return sorted(should - held)


def _areas(county: County, place: str, line: Line) -> tuple[list[Unit], Fault | None]:
    field = next((f for f in ("area", "village", "town") if line.text(f)), "area")
    fault = ("post_area_unknown", line, field, " ".join(filter(None, map(line.text, ("area", "town", "village")))))
    if place == "village":
        code = _village(county, line)
        return ([Unit(code, area=code)], None) if code else ([], fault)
    words = [w for w in _MANY.split(line.text("area") or line.text("town")) if w.strip()]
    codes = [_town(county, word) for word in words]
    if not codes or None in codes:
        return [], fault
    return [Unit(c, area=c) for c in codes if c], None


def _town(county: County, word: str) -> str | None:
    text = fold(word).removeprefix(county.county_name)
    return text if text in county.towns.values() else county.towns.get(_TAIL.sub("", text))


def _village(county: County, line: Line) -> str | None:
    """By code, by township and village, or by the village's name alone where the county has one of that name."""
    whole = line.text("area") or f"{line.text('town')}{line.text('village')}"
    code, _ = county.area_of(whole)
    if code:
        return code
    alone = fold(line.text("village") or whole).removesuffix("村")
    found = {c for (town, village), c in county.villages.items() if village == alone}
    return found.pop() if len(found) == 1 and not line.text("town") else None


def _class(county: County, classes: Classes, line: Line, school: str, day: date) -> tuple[list[Unit], Fault | None]:
    fault = ("post_class_unknown", line, "class", line.text("class"))
    text, known = line.text("class").strip(), classes.of(school)
    year = school_year(f"{day:%Y-%m}")
    if CLASS_KEY.fullmatch(text):
        key = text if text.startswith(school) else None
    else:
        named = find_class(text, year, county.schools[school].kind)
        key = _key(school, named, known) if named else None
    if key is None or (known and key not in known and _is_current(key, year)):
        return [], fault
    return [Unit(key, school=school, class_key=key)], None


def _key(school: str, named: tuple, known: frozenset[str]) -> str | None:
    """The class of a grade; without a number the only one that the roll has."""
    grade, number = named
    key = class_key(school, grade.stage, grade.entry_year, number or 0)
    if number:
        return key
    same = [k for k in known if k[:-2] == key[:-2]]
    return same[0] if len(same) == 1 else None


def _is_current(key: str, year: int) -> bool:
    """Whether a class is taught this school year: one that left is on no roll any more, and its teachers stay known."""
    span = {"P": 6, "J": 3}.get(key[11], 9)
    return int(key[12:16]) > year - span

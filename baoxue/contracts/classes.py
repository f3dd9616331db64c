"""Grades and classes: the words schools use, and the key that keeps a class's identity through promotion."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from baoxue.contracts.cells import fold
from baoxue.contracts.dates import number_of

LETTERS = {"primary": "P", "junior": "J", "kindergarten": "K", "senior": "S", "vocational": "V", "special": "X"}
"""Stage → letter of the class key."""
STAGES = {letter: stage for stage, letter in LETTERS.items()}

_N = r"(十[一二]|[一二三四五六七八九十]|1[0-2]|[1-9])"
_CLASS_N = r"([一二三四五六七八九十]{1,3}|\d{1,2})"
_FORMS = [
    (re.compile(rf"{_N}(?:年级|年)"), "year"),
    (re.compile(r"小学?([一二三四五六1-6])(?:年级|年)?"), "primary"),
    (re.compile(r"(?:初中?)([一二三四1-4])(?:年级|年)?"), "junior"),
    (re.compile(r"(?:高中?)([一二三1-3])(?:年级|年)?"), "senior"),
    (re.compile(r"(?:中职|职高|职中|职)([一二三1-3])(?:年级|年)?"), "vocational"),
    (re.compile(r"(学前)(?=班|[一二三四五六\d]班|\()"), "before"),
    (re.compile(r"(?<![^园::月])([大中小])(?=班|[一二三四五六\d]班|\()"), "kindergarten"),
    (re.compile(r"(小学|初中|初|高中|高|中职|职高|幼儿园)?((?:19|20)\d{2})级"), "entry"),
]
_CLASS_FORMS = [
    re.compile(rf"第?\(?{_CLASS_N}\)?班?"),
    re.compile(r"((?:19|20)\d{2})(\d{2})班?"),
]
_CLOSE = re.compile(
    r"(?<![\d一二三四五六七八九十年月日级周期.第-])([一二三四五六七八九](?=\d)|[1-9](?=\.))\.?(\d{1,2})班"
)
"""六1班 and 6.1班; 1-6班 are six classes, and 61班 may be a class numbered so."""
_YEAR_STAGES = {
    "小学": "primary",
    "初中": "junior",
    "初": "junior",
    "高中": "senior",
    "高": "senior",
    "中职": "vocational",
    "职高": "vocational",
    "幼儿园": "kindergarten",
}
_NURSERY = {"大": 2, "中": 1, "小": 0}
SPAN = {"primary": 6, "junior": 3, "senior": 3, "vocational": 3, "special": 9, "kindergarten": 3}
"""Stage → years."""
_BEFORE_SCHOOL = re.compile(r"(?:学前)?(?:大|学前)班|学前(?:一年|教育)?")
_NURSERY_HEAD = re.compile(r"^(?:幼儿园|幼儿)(?=.)")


@dataclass(frozen=True)
class Grade:
    """``grade``: 1-9 in primary, junior and special, else None. ``entry_year``: September of entering the stage.
    ``written``: the grade that the words name by themselves, where only the school's kind makes it another (三年级 of a
    junior school is grade 9)."""

    stage: str
    grade: int | None
    entry_year: int
    written: int | None = field(default=None, compare=False)


def class_key(school_code: str, stage: str, entry_year: int, class_no: int) -> str:
    """``2161083001-P2013-02``."""
    return f"{school_code}-{LETTERS[stage]}{entry_year}-{class_no:02d}"


def school_year(month: str) -> int:
    """The year of the September in which the school year of a month (YYYY-MM) began."""
    year, number = int(month[:4]), int(month[5:7])
    return year if number >= 9 else year - 1


@lru_cache(maxsize=8192)
def read_grade(words: str, year: int, kind: str = "") -> Grade | None:
    """The grade that a cell names, in school year ``year``; ``kind`` is the school's (special, junior …). 学前班, the
    year before school, is a kindergarten's last."""
    text = _NURSERY_HEAD.sub("", fold(words))
    if _BEFORE_SCHOOL.fullmatch(text):
        return Grade("kindergarten", None, year - _NURSERY["大"])
    if text[:1] in _NURSERY and text[1:] == "班":
        return Grade("kindergarten", None, year - _NURSERY[text[0]])
    for form, sense in _FORMS:
        if found := form.fullmatch(text):
            return _grade(found, sense, year, kind)
    plain = number_of(text)
    return _of_year(plain, year, kind) if plain and text else None


@lru_cache(maxsize=8192)
def read_class_no(words: str) -> int | None:
    """``1班``, ``(1)班``, ``第1班``, ``一班``, ``1``, ``201801`` → the number; words that also hold a grade: ``find_class``."""
    text = fold(words)
    if found := _CLASS_FORMS[0].fullmatch(text):
        return number_of(found[1]) or None
    if found := _CLASS_FORMS[1].fullmatch(text):
        return int(found[2]) or None
    return None


@lru_cache(maxsize=8192)
def find_class(words: str, year: int, kind: str = "") -> tuple[Grade, int | None] | None:
    """Grade and class number named in a title or cell: ``六(2)班``, ``六2班``, ``6.2班``, ``六年级2班``,
    ``初一(3)班``, ``2017级三班``.

    None where the words name no grade, or more than one class.
    """
    text = fold(words)
    seen = []
    for form, sense in _FORMS:
        pattern = re.compile(rf"(?<![\d一二三四五六七八九十第]){form.pattern}(?:第?\(?{_CLASS_N}\)?班|班)?")
        seen += [(f.span(), f, sense) for f in pattern.finditer(text)]
    short = re.compile(rf"(?<![\d年月日.第])([一二三四五六七八九]|[1-9])\({_CLASS_N}\)班?")
    seen += [(f.span(), f, "year") for pattern in (short, _CLOSE) for f in pattern.finditer(text)]
    widest = [s for s in seen if not any(_inside(s[0], other[0]) for other in seen)]
    read = {(_grade(f, sense, year, kind), _number(f)) for _, f, sense in widest}
    named = {(grade, number) for grade, number in read if grade}
    whole = {n for n in named if n[1]} or named
    return whole.pop() if len(whole) == 1 else None  # type: ignore[return-value]


def class_label(key: str, year: int) -> str:
    """``六(2)班`` for a class key in a school year."""
    letter, entry, number = key[-8], int(key[-7:-3]), int(key[-2:])
    age = year - entry + 1 + (6 if letter == "J" else 0)
    if letter == "K":
        return f"{'小中大'[min(max(year - entry, 0), 2)]}({number})班"
    words = {"S": "高", "V": "职", "X": "特"}.get(letter, "")
    names = "一二三四五六七八九"
    return f"{words}{names[age - 1] if 1 <= age <= 9 else entry}({number})班"


def _number(found: re.Match[str]) -> int | None:
    last = found[found.re.groups]
    return number_of(last) if last else None


def _inside(small: tuple[int, int], large: tuple[int, int]) -> bool:
    return small != large and large[0] <= small[0] and small[1] <= large[1]


def _grade(found: re.Match[str], sense: str, year: int, kind: str) -> Grade | None:
    if sense in ("year", "primary"):
        return _of_year(number_of(found[1]), year, "" if sense == "primary" else kind)
    if sense == "before":
        return Grade("kindergarten", None, year - _NURSERY["大"])
    if sense == "kindergarten":
        return Grade("kindergarten", None, year - _NURSERY[found[1]])
    if sense == "entry":
        return _of_entry(_YEAR_STAGES.get(found[1] or "", kind), int(found[2]), year)
    number = number_of(found[1])
    if not number or number > SPAN[sense]:
        return None
    return Grade(sense, number + 6 if sense == "junior" else None, year - number + 1)


def _of_year(number: int | None, year: int, kind: str) -> Grade | None:
    if not number or number > 9:
        return None
    if kind == "special":
        return Grade("special", number, year - number + 1)
    if kind in ("senior", "vocational"):
        return Grade(kind, None, year - number + 1, number) if number <= 3 else None
    if kind == "junior" and number <= 3:
        return Grade("junior", number + 6, year - number + 1, number)
    if number > 6:
        return Grade("junior", number, year - number + 7)
    return Grade("primary", number, year - number + 1)


def _of_entry(stage: str, entry: int, year: int) -> Grade | None:
    if stage not in LETTERS:
        stage = "primary" if stage in ("central", "point") else ""
    number = year - entry + 1
    if not stage or not 1 <= number <= SPAN[stage]:
        return None
    grade = {"primary": number, "junior": number + 6, "special": number}.get(stage)
    return Grade(stage, grade, entry)

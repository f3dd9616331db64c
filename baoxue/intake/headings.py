"""Finds the headings of a sheet: rows that name a pupil's column, over one to three rows, merged or not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from baoxue.contracts.cells import fold, folded, is_blank
from baoxue.contracts.forms import FORM_HEADINGS, FORM_NAMES
from baoxue.contracts.marks import TOTALS
from baoxue.contracts.workbooks import FOOT_WORDS, NAME_HEADINGS, ROLL_HEADINGS
from baoxue.intake.book import Cell, Sheet
from baoxue.intake.day_words import HALVES, WEEKDAYS, read_day

_GROUPS = re.compile(r"日期|星期|周次|统计|汇总|合计|家庭|成员|监护|父|母|基本|信息|学籍|考勤|号数|月")
_FAMILY = re.compile(r"(?:家庭)?成员|家长|监护人?|父亲|母亲")
_SECOND = re.compile(r"[2二]|母")
_TIMES = r"(?:日期|时间|星期|礼拜|周次|[日号周])"
_CORNER = re.compile(rf"(?:{_TIMES}[\\/|、]*)*(?:学生)?姓名(?:[\\/|、]*{_TIMES})*")
"""The cell of a slanted heading: names below it, days to the right (``日期\\姓名``)."""
_TIME = re.compile(_TIMES)
_FOOT = re.compile("|".join(map(re.escape, FOOT_WORDS)))
_NOTES = re.compile(r"\(.*?\)|\[.*?\]")
_EVENING = re.compile(r"晚(?:上|自习|修)?")
_MONTH = re.compile(r"(?:20\d{2}年)?(?:1[0-2]|0?[1-9])月份?")
_MOST_ROWS = 3
_LEAST_DAYS = 3
"""Days, or weekdays, of a row that heads columns with them."""
_LONGEST_GROUP = 8
"""Characters of a word over a group of columns."""
_LEAST_DIGITS = 6
"""Digits that no word of a heading has: a pupil's number, birth, class or telephone."""
_NAMES = NAME_HEADINGS | FORM_NAMES


@dataclass(frozen=True)
class Heading:
    """``top`` and ``bottom``: 0-based rows; ``labels``: for each column its words from top to bottom, folded; ``broken``:
    columns one of whose cells is an error or a formula without a result → that cell."""

    top: int
    bottom: int
    labels: list[list[str]]
    broken: dict[int, tuple[int, int]] = field(default_factory=dict)


def headings(sheet: Sheet) -> list[Heading]:
    """Every heading of the sheet, from top to bottom."""
    found: list[Heading] = []
    for row in _name_rows(sheet.rows):
        if not found or row > found[-1].bottom:
            top, bottom = _extent(sheet, row, found[-1].bottom + 1 if found else 0)
            labels = _labels(sheet, top, bottom)
            broken = {at[1]: at for at in sorted(sheet.broken) if top <= at[0] <= bottom} if sheet.broken else {}
            found.append(Heading(top, bottom, labels, broken))
    return found


def field_of(labels: list[str]) -> str | None:
    """The roll's field that a column's words name; family members belong to ``guardian`` fields only."""
    if not labels:
        return None
    if len(labels) > 1 and _FAMILY.search(labels[0]):
        return None if _SECOND.search(labels[0]) else _known(f"成员1{labels[-1]}")
    tries = ["".join(labels), labels[-1], *labels[:-1]]
    return next((field for field in map(_known, tries) if field), None)


def fields_of(heading: Heading) -> set[str]:
    """The roll's fields that a heading names."""
    return {field for labels in heading.labels if (field := field_of(labels))}


def day_of(labels: list[str]) -> int | None:
    """The day of the month that a column's words name."""
    return next((said.day for label in labels if (said := read_day(label))), None)


def month_words(labels: list[str]) -> str:
    """The month that a day's heading carries (``9月1日``, ``2018-09-01``), as a title would say it; else empty."""
    return next((said.month for label in labels if (said := read_day(label)) and said.month), "")


def weekday_of(labels: list[str]) -> int | None:
    """The day of the week that a column's words name."""
    stands_alone = next((WEEKDAYS[label] for label in labels if label in WEEKDAYS), None)
    if stands_alone is not None:
        return stands_alone
    return next((said.weekday for label in labels if (said := read_day(label)) and said.weekday), None)


def half_of(labels: list[str]) -> int | None:
    """The half of the day that a column's words name."""
    stands_alone = next((HALVES[label] for label in labels if label in HALVES), None)
    if stands_alone is not None:
        return stands_alone
    return next((said.half for label in labels if (said := read_day(label)) and said.half is not None), None)


def is_foot(row: list[Cell], name_place: int) -> bool:
    """A row of totals, signatures or explanations."""
    name = row[name_place] if name_place < len(row) else ""
    first = row[0] if row and row[0] else next((c for c in row if c != ""), "")
    return _begins_foot(first) or _begins_foot(name)


def words(row: list[Cell]) -> str:
    """A row's words, for titles and legends."""
    return " ".join([text for c in row if isinstance(c, str) and (text := c.strip())])


def _begins_foot(cell: Cell) -> bool:
    return isinstance(cell, str) and _FOOT.match(fold(cell)) is not None


def _known(label: str) -> str | None:
    known = ROLL_HEADINGS.get(label) or ROLL_HEADINGS.get(_NOTES.sub("", label))
    return known or ("name" if "姓名" in label and _CORNER.fullmatch(label) else None)


def _is_name(text: str) -> bool:
    return _NOTES.sub("", text) in _NAMES or _CORNER.fullmatch(text) is not None


def _name_rows(rows: list[list[Cell]]) -> Iterator[int]:
    for number, row in enumerate(rows):
        for cell in row:
            if cell.__class__ is str and "名" in cell and _is_name(folded(cell)):  # type: ignore[operator]
                yield number
                break


def _extent(sheet: Sheet, row: int, first: int) -> tuple[int, int]:
    """The heading's rows. A cell merged down from it may reach past it, beside the first pupils: rows are taken in only
    while they say nothing but headings."""
    rows, top, bottom = sheet.rows, row, row
    place = next(i for i, c in enumerate(rows[row]) if _is_name(folded(c)))
    merged = [(up, low) for up, _, low, _ in sheet.merged if up <= row <= low and low - up < _MOST_ROWS]
    lowest = min(max((low for _, low in merged), default=row), len(rows) - 1)
    while bottom < lowest and _is_below(rows[bottom + 1], place):
        bottom += 1
    highest = max(min((up for up, _ in merged), default=row), first)
    while top > highest and bottom - top + 1 < _MOST_ROWS and not _is_title(rows[top - 1], place):
        top -= 1
    while bottom - top + 1 < _MOST_ROWS and bottom + 1 < len(rows) and _is_part(rows[bottom + 1], place):
        bottom += 1
    while (
        top > first
        and bottom - top + 1 < _MOST_ROWS
        and _is_part(rows[top - 1], place)
        and not _says_month(rows[top - 1])
    ):
        top -= 1
    return top, bottom


def _is_below(row: list[Cell], name_place: int) -> bool:
    """A row into which the heading is merged: nobody's name stands in it, and no number or sign that a pupil has."""
    return is_blank(row[name_place]) and not any(_is_pupils(text) for c in row if (text := folded(c)))


def _is_pupils(text: str) -> bool:
    is_sign = len(text) == 1 and not text.isalnum()
    return not _is_heading_word(text) and (is_sign or sum(map(str.isdigit, text)) >= _LEAST_DIGITS)


def _is_title(row: list[Cell], name_place: int) -> bool:
    """Words over the whole sheet, not a group of its columns: they begin at or left of the names."""
    text = next((text for c in row[: name_place + 1] if (text := folded(c))), "")
    return len(text) > _LONGEST_GROUP and not _is_heading_word(text)


def _is_part(row: list[Cell], name_place: int) -> bool:
    """A row of a heading beside the one with 姓名: its own name cell is empty or says 日期 or 星期, every word is a heading's,
    or most are weekdays, among which a made-up day or a holiday may say so."""
    if name_place < len(row) and row[name_place] != "" and not _TIME.fullmatch(folded(row[name_place])):
        return False
    labels = [text for c in row if (text := folded(c))]
    weekdays = sum(text in WEEKDAYS for text in labels)
    if weekdays >= _LEAST_DAYS and weekdays * 2 > len(labels):
        return True
    return len(labels) >= 2 and all(_is_heading_word(text) for text in labels)


def _says_month(row: list[Cell]) -> bool:
    """A row over the heading with the sheet's month in a cell of its own, ``年月 | 2018-11-01``: no run of days or weekdays."""
    labels = [text for c in row if (text := folded(c))]
    days = sum(read_day(text) is not None for text in labels)
    weekdays = sum(text in WEEKDAYS for text in labels)
    return max(days, weekdays) < _LEAST_DAYS and (days > 0 or any(map(_MONTH.fullmatch, labels)))


def _is_heading_word(text: str) -> bool:
    return bool(
        _known(text) or text in FORM_HEADINGS or text in HALVES or text in WEEKDAYS or _EVENING.fullmatch(text) or text in TOTALS or read_day(text)
        or (_GROUPS.search(text) and len(text) <= _LONGEST_GROUP)
    )  # fmt: skip


def _labels(sheet: Sheet, top: int, bottom: int) -> list[list[str]]:
    grid = [list(map(folded, row)) for row in sheet.rows[top : bottom + 1]]
    for upper, left, _, right in sheet.merged:
        if top <= upper <= bottom:
            grid[upper - top][left : right + 1] = [grid[upper - top][left]] * (min(right + 1, len(grid[0])) - left)
    for upper_row, lower_row in pairwise(grid):
        _fill_groups(upper_row, lower_row)
    return [[text for text in column if text] for column in zip(*grid, strict=True)]


def _fill_groups(upper: list[str], lower: list[str]) -> None:
    """A group's word stands once, over its first column: it holds for the next ones that have a word below."""
    for place in range(1, len(upper)):
        if not upper[place] and lower[place] and lower[place - 1]:
            upper[place] = upper[place - 1]

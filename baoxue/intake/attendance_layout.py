"""Lays a sheet out as 考勤表 blocks: days, halves, totals on the right, pupils of one or two rows, the legend."""

from baoxue.contracts.cells import as_text, folded, is_blank
from baoxue.contracts.dates import read_date
from baoxue.contracts.legend import is_legend, narrowed, read_legend, says_legend
from baoxue.contracts.marks import sign_of, total_of
from baoxue.contracts.workbooks import NUMBER_HEADINGS
from baoxue.intake.book import NAME, AttendanceBlock, Cell, Sheet
from baoxue.intake.day_words import HALVES
from baoxue.intake.headings import (
    Heading,
    day_of,
    field_of,
    fields_of,
    half_of,
    is_foot,
    month_words,
    weekday_of,
    words,
)
from baoxue.intake.title_words import title_words
from baoxue.intake.unread_days import unread_days

_LEAST_DAYS = 3
_LEAST_FIELDS = 3
"""Fields of a heading without a day that make it a roll's."""
_UNITS = {"天", "天数", "次", "次数", "日", "日数"}
_SENDER = ("单位", "填报单位")
"""Beginnings of a foot that also begin a title."""


def is_attendance(heading: Heading) -> bool:
    """The heading holds the pupils' names and a run of days, some of which may be formulas that nobody counted."""
    days = {d for labels in heading.labels if (d := day_of(labels))}
    fields = fields_of(heading)
    uncounted = sum(day_of(heading.labels[place]) is None for place in heading.broken)
    is_run = len(days) >= _LEAST_DAYS or (
        len(days) + uncounted >= _LEAST_DAYS and (bool(days) or len(fields) < _LEAST_FIELDS)
    )
    return is_run and "name" in fields


def attendance_block(sheet: Sheet, heading: Heading, title: str, end: int) -> tuple[AttendanceBlock, str]:
    """The block under ``heading`` up to row ``end``, and the words after its pupils (the next title)."""
    name_place = next(i for i, labels in enumerate(heading.labels) if field_of(labels) == "name")
    by_columns = _day_columns(heading)
    half_place = _half_column(sheet, heading, min(by_columns.values(), default=len(heading.labels)), end)
    first, second, skipped, tail = _pupil_rows(sheet, heading, name_place, half_place, end)
    two_rows = half_place is not None
    halves = 2 if two_rows or any(half is not None for _, half in by_columns) else 1
    days = list(dict.fromkeys(day for day, _ in by_columns))
    places = [_place(by_columns, day, half, two_rows) for day in days for half in range(halves)]
    signs = [_signs(sheet, places, pair, two_rows) for pair in zip(first, second, strict=True)]
    rows = [sheet.rows[n] for n in first]
    totals = _total_places(heading)
    above = sheet.rows[max(heading.top - 6, 0) : heading.top]
    said = [words(r) for r in above if not _is_marked(r, name_place, _day_places(heading))] + [words(r) for r in tail]
    block = AttendanceBlock(
        sheet=sheet.name, title=title, day_months=_day_months(heading), weekdays=_weekdays(heading), days=days, halves=halves,
        names=[as_text(row[name_place]) for row in rows], signs=signs, numbers=_numbers(heading, rows),
        totals={word: [row[place] for row in rows] for word, place in totals.items()}, total_places=totals,
        legend=_legend(said), rows=first,
        second_rows=second if two_rows else [], places=places, name_place=name_place, skipped=skipped,
    )  # fmt: skip
    if sheet.broken:
        block.broken.update(_broken(sheet, block))
    known = set(block.legend).union(*signs)
    all_rows = [n for pair in zip(first, second, strict=True) for n in pair if n is not None]
    block.heading_faults.extend(unread_days(sheet, heading, name_place, all_rows, known))
    return block, title_words([row for row in tail if _may_be_title(title_words([row]))])


def _may_be_title(text: str) -> bool:
    """Words under the pupils that may head the next block: no legend, no date, no signature."""
    is_signature = is_foot([text], 0) and not folded(text).startswith(_SENDER)
    return not (is_signature or is_legend(text) or read_date(text) is not None)


def _day_places(heading: Heading) -> list[int]:
    return [place for place, labels in enumerate(heading.labels) if day_of(labels) is not None]


def _day_columns(heading: Heading) -> dict[tuple[int, int | None], int]:
    """(day, half) → column; the half of a column that says none is None. A day whose column stands twice is none."""
    found: dict[tuple[int, int | None], int] = {}
    for place, labels in enumerate(heading.labels):
        day = day_of(labels)
        if day is not None and "晚" not in labels[-1]:
            half = half_of(labels)
            rivals = [(day, half), (day, None)] + [(day, other) for other in (0, 1) if half is None]
            found[(day + 100, half) if any(key in found for key in rivals) else (day, half)] = place
    return found


def _place(by_columns: dict[tuple[int, int | None], int], day: int, half: int, two_rows: bool) -> int:
    """The column of a half day; one that says no half is both."""
    whole = by_columns.get((day, None), -1)
    return by_columns.get((day, 0), whole) if two_rows else by_columns.get((day, half), whole)


def _half_column(sheet: Sheet, heading: Heading, before: int, end: int) -> int | None:
    """The column left of the days that says 上午 and 下午, where a pupil has two rows."""
    for place in range(before):
        said = [folded(row[place]) for row in sheet.rows[heading.bottom + 1 : end]]
        halves = [HALVES[text] for text in said if text in HALVES]
        if len(halves) >= 2 and {0, 1} <= set(halves):
            return place
    return None


def _pupil_rows(
    sheet: Sheet, heading: Heading, name_place: int, half_place: int | None, end: int
) -> tuple[list[int], list[int | None], int, list[list[Cell]]]:
    first: list[int] = []
    second: list[int | None] = []
    skipped = 0
    tail: list[list[Cell]] = []
    day_places = _day_places(heading)
    for number in range(heading.bottom + 1, end):
        row = sheet.rows[number]
        half = HALVES.get(folded(row[half_place])) if half_place is not None else None
        if (number, name_place) in sheet.broken and half != 1:
            first.append(number)
            second.append(None)
        elif all(is_blank(c) for c in row):
            continue
        elif is_foot(row, name_place) or (not _is_marked(row, name_place, day_places) and is_legend(words(row))):
            skipped += 1
            tail.append(row)
        elif half == 1 and first and second[-1] is None and _same_pupil(sheet, first[-1], row, name_place):
            second[-1] = number
        elif not is_blank(row[name_place]) or _is_nameless(row, day_places):
            first.append(number)
            second.append(None)
        else:
            skipped += 1
            tail.append(row)
    return first, second, skipped, tail


def _is_nameless(row: list[Cell], day_places: list[int]) -> bool:
    """Marks under the days without a name: no day of signing, whose figures stand in cells of their own."""
    return sum(not is_blank(row[place]) for place in day_places) > 2 and read_date(title_words([row])) is None


def _broken(sheet: Sheet, block: AttendanceBlock) -> dict[tuple[int, int], str]:
    cells = [(pupil, place) for pupil in range(block.size) for place in (NAME, *range(len(block.places)))]
    return {at: said for at in cells if (said := sheet.broken.get(block.cell(*at))) is not None}


def _same_pupil(sheet: Sheet, first: int, row: list[Cell], name_place: int) -> bool:
    return is_blank(row[name_place]) or folded(row[name_place]) == folded(sheet.rows[first][name_place])


def _is_marked(row: list[Cell], name_place: int, day_places: list[int]) -> bool:
    """A pupil's name, and marks under the days: two different words among them explain no sign."""
    name = row[name_place]
    if len(folded(name)) < 2 or says_legend(as_text(name)):
        return False
    cells = [row[place] for place in day_places]
    return any(c != "" for c in cells) and not any(isinstance(c, str) and len(c) > 4 and is_legend(c) for c in cells)


def _signs(sheet: Sheet, places: list[int], pair: tuple[int, int | None], two_rows: bool) -> list[str]:
    rows = [sheet.rows[n] if n is not None else None for n in pair]
    return [
        "" if place < 0 or (row := rows[i % 2 if two_rows else 0]) is None else sign_of(as_text(row[place]))
        for i, place in enumerate(places)
    ]


def _numbers(heading: Heading, rows: list[list[Cell]]) -> list[str]:
    place = next((i for i, labels in enumerate(heading.labels) if labels and labels[-1] in NUMBER_HEADINGS), None)
    return [] if place is None else [as_text(row[place]) for row in rows]


def _total_places(heading: Heading) -> dict[str, int]:
    """Heading → column of the totals on the right; where it says 天 or 次 below the word, both."""
    places = {}
    for place, labels in enumerate(heading.labels):
        if labels and day_of(labels) is None:
            word = "".join(labels[-2:]) if labels[-1] in _UNITS else labels[-1]
            if total_of(word):
                places[word] = place
    return places


def _day_months(heading: Heading) -> list[str]:
    return sorted({m for labels in heading.labels if day_of(labels) and (m := month_words(labels))})


def _weekdays(heading: Heading) -> dict[int, int]:
    return {day: weekday for labels in heading.labels if (day := day_of(labels)) and (weekday := weekday_of(labels))}


def _legend(said: list[str]) -> dict[str, str]:
    legend: dict[str, str] = {}
    for text in said:
        if is_legend(text):
            for sign, mark in read_legend(text):
                legend[sign] = narrowed(legend.get(sign, mark), mark)
    return legend

"""Columns of an attendance sheet that hold marks under a heading that is no certain day: they are never passed over."""

from baoxue.contracts.cells import as_text, folded
from baoxue.contracts.marks import REST, TOTALS, WORDS, sign_of, total_of
from baoxue.intake.book import HeadingFault, Sheet
from baoxue.intake.day_words import HALVES, WEEKDAYS, is_like_day, read_day
from baoxue.intake.findings import UNCOUNTED
from baoxue.intake.headings import Heading, day_of, field_of

_ASIDE = ("计", "备注", "签", "说明", "晚", "次数", "天数", "率")
"""In the word of a column beside the days: sums of a week, remarks, evening lessons that are not registered."""
_STROKES = set("/\\|-—–―·.、")


def unread_days(
    sheet: Sheet, heading: Heading, name_place: int, rows: list[int], signs: set[str]
) -> list[HeadingFault]:
    """What is wrong with the headings over the pupils' ``rows``. ``signs``: those of the legend and of the days that are
    read. Between the days every column of marks is a day. Outside, one is whose word is like a day's, or which stands next
    to the days without a word and is marked for most pupils."""
    days = [place for place, labels in enumerate(heading.labels) if day_of(labels) is not None]
    known = {sign for sign in signs | set(WORDS) if sign and WORDS.get(sign) != REST}
    faults: list[HeadingFault] = []
    beside = {days[-1] + 1, days[0] - 1} if days else set()
    shared = {label for place in days for label in heading.labels[place]}
    for place in range(name_place + 1, len(heading.labels)):
        labels = heading.labels[place]
        own = [label for label in labels if label not in shared]
        if day_of(labels) is not None or _is_known(own):
            continue
        cells = _marks(sheet, rows, place)
        if cells and place in heading.broken and not own:
            at = heading.broken[place]
            faults.append(("cell_error", sheet.broken[at] or UNCOUNTED, at))
        elif cells and days and _is_day(own, cells, known, days[0] < place < days[-1], place in beside, len(rows)):
            faults.append(("day_unread", " ".join(labels), (_day_row(sheet, heading, days[0]), place)))
        else:
            continue
        beside |= {place + 1}
    return faults


def _is_known(labels: list[str]) -> bool:
    """A field of the roll, a total, or something else that is no day."""
    word = labels[-1] if labels else ""
    return bool(word) and (
        field_of(labels) is not None or bool(total_of("".join(labels[-2:]))) or any(aside in word for aside in _ASIDE)
        or (any(total in word for total in TOTALS) and not any(map(str.isdigit, word)))
    )  # fmt: skip


def _marks(sheet: Sheet, rows: list[int], place: int) -> list[str]:
    """What stands in the column, without words for a day off and for a half of the day."""
    said = [text for row in rows if (text := sign_of(as_text(sheet.rows[row][place])))]
    return [text for text in said if WORDS.get(text) != REST and text not in HALVES]


def _is_day(labels: list[str], cells: list[str], known: set[str], is_between: bool, is_beside: bool, size: int) -> bool:
    marked = sum(text in known for text in cells)
    if not labels:
        is_legend = len(cells) > 2 and len(set(cells)) == len(cells)
        at_edge = is_beside and marked * 2 >= size and not is_legend
        return (marked > 0 or any(map(_is_sign, cells))) if is_between else at_edge
    is_like = is_like_day(labels[-1])
    if not is_between:
        return marked > 0 and (is_like or labels[-1] in WEEKDAYS)
    return marked > 0 or (is_like and not all(map(str.isdecimal, cells)))


def _is_sign(text: str) -> bool:
    """A sign that nobody explains, for one; no number and no stroke through a cell that is left out."""
    return len(text) <= 2 and not text.isalnum() and not set(text) <= _STROKES


def _day_row(sheet: Sheet, heading: Heading, place: int) -> int:
    """The row in which the days stand."""
    rows = range(heading.top, heading.bottom + 1)
    return next((row for row in rows if read_day(folded(sheet.rows[row][place]))), heading.bottom)

"""A class whose sheet goes over several printed pages: the heading stands again, the serial numbers go on."""

import re
from dataclasses import replace

from baoxue.contracts.cells import as_text, folded
from baoxue.contracts.legend import narrowed
from baoxue.intake.book import AttendanceBlock, Block, Cell, Sheet
from baoxue.intake.headings import Heading, field_of

_PAGE = re.compile(
    r"[(\[]?(?:第?[一二三四五六七八九十\d]+页(?:[共/]?[一二三四五六七八九十\d]+页)?|续表?[一二三四五六七八九十\d]*|[接转][上下]页)[)\]]?"
    r"|[(\[]\d+/\d+[)\]]"
)


def continued(sheet: Sheet, heading: Heading, upper: Block | None, lower: Block) -> AttendanceBlock | None:
    """Both blocks as one where ``lower``, under ``heading``, is the next page of ``upper``: it has its columns and its title
    or none, and its serial numbers begin where those end. Two classes of one title each begin with 1."""
    if not isinstance(upper, AttendanceBlock) or not isinstance(lower, AttendanceBlock):
        return None
    serial = next((place for place, labels in enumerate(heading.labels) if field_of(labels) == "number"), None)
    if serial is None or not upper.rows or not lower.rows or _columns(upper) != _columns(lower):
        return None
    last, first = (_count(sheet.rows[row][serial]) for row in (upper.rows[-1], lower.rows[0]))
    is_same = _bare(lower.title) in ("", _bare(upper.title))
    return _joined(upper, lower) if is_same and last is not None and first == last + 1 else None


def _joined(upper: AttendanceBlock, lower: AttendanceBlock) -> AttendanceBlock:
    legend = dict(upper.legend)
    for sign, mark in lower.legend.items():
        legend[sign] = narrowed(legend.get(sign, mark), mark)
    return replace(
        upper,
        names=upper.names + lower.names,
        signs=upper.signs + lower.signs,
        numbers=upper.numbers + lower.numbers,
        totals={word: cells + lower.totals[word] for word, cells in upper.totals.items()},
        legend=legend,
        rows=upper.rows + lower.rows,
        second_rows=upper.second_rows + lower.second_rows,
        skipped=upper.skipped + lower.skipped,
        heading_faults=upper.heading_faults + lower.heading_faults,
        broken=upper.broken | {(pupil + upper.size, place): said for (pupil, place), said in lower.broken.items()},
    )


def _columns(block: AttendanceBlock) -> tuple[object, ...]:
    return (
        block.days, block.halves, block.places, block.name_place, block.total_places, block.day_months,
        bool(block.numbers), bool(block.second_rows),
    )  # fmt: skip


def _bare(title: str) -> str:
    return _PAGE.sub("", folded(title))


def _count(cell: Cell) -> int | None:
    text = as_text(cell).strip()
    return int(text) if text.isdecimal() else None

"""Columns of a roll beside 学生状态 that say of a pupil, at school by its status, that it has left: remarks, and columns that
the template does not have."""

from collections.abc import Iterator
from typing import Any

from baoxue.contracts.cells import as_text
from baoxue.contracts.leaving_words import FINISHED, asks, leaving
from baoxue.intake.context import Context
from baoxue.intake.roll_sense import LAST_GRADES, SUMMER
from baoxue.intake.sheet_check import SheetCheck

_NOTHING: frozenset[str] = frozenset()


def refuse_unheard(sheet: SheetCheck, columns: dict[str, list[Any]], context: Context) -> None:
    """Rows whose status does not say what another of their cells does. That a last grade has finished is true all
    summer, while it is still on the roll."""
    is_summer = context.month[5:] in SUMMER
    for name, heading, cells in _columns(sheet):
        told = {cell: codes for cell in set(cells) if (codes := leaving(heading, _ours(cell, context), context.month))}
        for row, cell in enumerate(cells) if told else ():
            status, codes = columns["status"][row], told.get(cell, _NOTHING)
            if not codes or status is None or status in codes:
                continue
            if not (codes == FINISHED and is_summer and columns["grade"][row] in (*LAST_GRADES, None)):
                sheet.fault(row, "leaving_beside", name, f"{heading}:{as_text(cell)}" if heading else cell)


def _ours(cell: Any, context: Context) -> Any:
    """A transfer to the school that sends the roll is none away from it."""
    is_asked = cell.__class__ is str and "转" in cell
    return context.county.as_ours(cell, context.school_code) if is_asked else cell


def _columns(sheet: SheetCheck) -> Iterator[tuple[str | int, str, list[Any]]]:
    """(field or sheet column, heading, cells); a number is read only under a heading that asks."""
    yield "note", "", sheet.cells("note")
    for place, (heading, cells) in sheet.block.beside.items():
        yield place, heading, cells if asks(heading) else [cell if isinstance(cell, str) else "" for cell in cells]

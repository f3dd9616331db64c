"""What a sign means in one sheet: the clerk's answer, else the file's legend, else the school's saved one."""

from collections.abc import Iterable
from dataclasses import dataclass

from baoxue.contracts.marks import BLANK, WORDS
from baoxue.intake.attendance_layout import CONTRADICTED
from baoxue.intake.book import AttendanceBlock
from baoxue.intake.context import Context


@dataclass(frozen=True)
class Legend:
    """``marks``: sign → mark (``contracts.marks``; ``""`` → blank = present, where that is stated).
    ``faults``: (code, sign, what both sides say) that keep the class waiting. ``new``: signs the file defines
    and the school had not saved."""

    marks: dict[str, str]
    faults: list[tuple[str, str, str]]
    new: dict[str, str]


def legend_of(block: AttendanceBlock, context: Context) -> Legend:
    """The legend that holds for a block; a contradiction is asked about, never resolved here."""
    stated, saved, own = context.stated_legend, context.saved_legend, block.legend
    faults = [("legend_doubled", sign, "") for sign, mark in own.items() if mark == CONTRADICTED and sign not in stated]
    faults += [
        ("legend_contradicts", sign, f"{saved[sign]} ≠ {mark}")
        for sign, mark in own.items()
        if sign not in stated and mark != CONTRADICTED and saved.get(sign, mark) != mark
    ]
    decided = own if own else saved
    marks = {**WORDS, **decided, **stated}
    known = {**own, **stated}
    new = {sign: mark for sign, mark in known.items() if mark != CONTRADICTED and saved.get(sign) != mark}
    return Legend({s: m for s, m in marks.items() if m != CONTRADICTED}, faults, new)


def unknown_signs(signs: Iterable[str], legend: Legend) -> set[str]:
    """Signs of a sheet that nothing explains; an empty cell is never one of them."""
    return {s for s in signs if s != BLANK and s not in legend.marks}

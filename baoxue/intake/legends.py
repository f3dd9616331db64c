"""What a sign means in one sheet: the clerk's answer, else the sheet's legend, else the book's, else the school's
saved one. Emptiness is presence only where the sheet itself, or the clerk, says so."""

from collections.abc import Iterable
from dataclasses import dataclass

from baoxue.contracts.legend import CONTRADICTED, UNCLEAR, is_certain, narrowed
from baoxue.contracts.marks import BLANK, REST, WORDS
from baoxue.intake.book import AttendanceBlock
from baoxue.intake.context import Context


@dataclass(frozen=True)
class Legend:
    """``marks``: sign → mark (``contracts.marks``; ``""`` → blank = present, where that is stated).
    ``faults``: (code, sign, what both sides say) that keep the class waiting. ``new``: signs the file defines
    and the school had not saved. ``is_empty``: nobody has explained any sign."""

    marks: dict[str, str]
    faults: list[tuple[str, str, str]]
    new: dict[str, str]
    is_empty: bool


def book_legend(blocks: Iterable[AttendanceBlock]) -> dict[str, str]:
    """What the sheets of one book say together; a sign that two of them explain differently is contradicted."""
    shared: dict[str, str] = {}
    for block in blocks:
        for sign, meaning in block.legend.items():
            shared[sign] = narrowed(shared.get(sign, meaning), meaning)
    shared.pop(BLANK, None)
    return shared


def legend_of(block: AttendanceBlock, shared: dict[str, str], context: Context) -> Legend:
    """The legend that holds for a block of a book whose sheets say ``shared``; what is open is asked, never resolved
    here."""
    stated, saved = context.stated_legend, {s: m for s, m in context.saved_legend.items() if s != BLANK}
    own = {sign: shared[sign] for sign in block.legend if sign in shared} if block.legend else shared
    faults: list[tuple[str, str, str]] = []
    held: dict[str, str] = {}
    for sign, meaning in own.items():
        if sign in stated:
            continue
        if meaning == CONTRADICTED:
            faults.append(("legend_doubled", sign, ""))
        elif is_certain(meaning):
            held[sign] = meaning
            if saved.get(sign, meaning) != meaning:
                faults.append(("legend_contradicts", sign, f"{saved[sign]} ≠ {meaning}"))
        elif (known := saved.get(sign)) and known in meaning:
            held[sign] = known
        elif known and meaning != UNCLEAR:
            faults.append(("legend_contradicts", sign, f"{known} ≠ {meaning}"))
        elif any(sign in signs for signs in block.signs):
            faults.append(("legend_unclear", sign, ""))
    answered = {sign: mark for sign, mark in stated.items() if sign != BLANK}
    marks = {**WORDS, **(held if own else saved), **answered, **_blank(block, stated)}
    new = {sign: mark for sign, mark in {**held, **answered}.items() if saved.get(sign) != mark}
    return Legend(marks, faults, new, not (block.legend or own or saved or stated))


def _blank(block: AttendanceBlock, stated: dict[str, str]) -> dict[str, str]:
    """What emptiness means, where it means a mark."""
    meaning = stated.get(BLANK, block.legend.get(BLANK, REST))
    return {BLANK: meaning} if is_certain(meaning) and meaning != REST else {}


def unknown_signs(signs: Iterable[str], legend: Legend) -> set[str]:
    """Signs of a sheet that nothing explains and no fault of the legend names; an empty cell is never one of them."""
    asked = {sign for _, sign, _ in legend.faults}
    return {s for s in signs if s != BLANK and s not in legend.marks and s not in asked}

"""Findings: every fault says where it is, what was found, what is expected, and what to do.

A finding carries a code and values; its words are looked up when it is shown, in the reader's language. Findings carry cell values: they go back to
the school that sent the file, never to a log.
"""

from dataclasses import dataclass

from baoxue.intake.catalogue import CATALOGUE, NOTE, REFUSE, WAIT
from baoxue.intake.details import DETAILS
from baoxue.trouble import log_fault
from baoxue.words import Message, Translate, as_written, msg, say

__all__ = ["NOTE", "REFUSE", "UNCOUNTED", "WAIT", "Finding", "Words", "cell_name", "finding", "not_foreseen"]

UNCOUNTED = msg("公式没有存下结果")
"""Found in a cell whose formula no program has counted yet."""


@dataclass(frozen=True)
class Words:
    """A finding as it is read: the fault, what stands there, what should stand there, what to do."""

    fault: str
    found: str
    expected: str
    todo: str


@dataclass(frozen=True)
class Finding:
    """``severity``: refuse = the whole file; wait = this row (or class) waits for correction; note = accepted.

    ``cell`` is as the spreadsheet names it (``C12``), empty when the fault belongs to the sheet or file. ``class_key``:
    the class, or the part of a form, that the row belongs to. ``children``: of a roll's row that waits, whom of the
    school's former roll it may be; ``has_left``: it says that they are at school no more; ``former``: their classes there, where its
    own cannot be read.
    """

    file: str
    sheet: str
    cell: str
    code: str
    found: str | Message
    severity: str
    class_key: str | None = None
    row: int | None = None
    detail: str | Message = ""
    children: tuple[int, ...] = ()
    has_left: bool = False
    former: tuple[str, ...] = ()

    def words(self, _: Translate = as_written) -> Words:
        """The finding in words; what should stand there is followed by what the data say, if they say something."""
        _severity, fault, expected, todo = CATALOGUE[self.code]
        against = say(DETAILS.get(self.detail, self.detail), _)
        shown = _(expected) + (f" ({against})" if against else "")
        return Words(_(fault), str(say(self.found, _)), shown, _(todo))


def finding(
    code: str,
    found: object = "",
    *,
    file: str = "",
    sheet: str = "",
    cell: str = "",
    detail: str | Message = "",
    class_key: str | None = None,
    row: int | None = None,
) -> Finding:
    """A finding with the severity that the catalogue gives its code; ``found`` is cut to what a cell can show."""
    shown = found if isinstance(found, Message) else _short(str(found))
    return Finding(file, sheet, cell, code, shown, CATALOGUE[code][0], class_key, row, detail)


def not_foreseen(file: str, error: Exception) -> Finding:
    """The refusal of a file over which the program itself failed; the fault goes to the log under the number told."""
    return finding("file_unforeseen", log_fault(error), file=file)


def _short(text: str) -> str:
    return text if len(text) <= 200 else text[:199] + "…"


def cell_name(row: int, column: int) -> str:
    """``C12`` for 0-based row 11, column 2."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"

"""Findings: every fault says where it is, what was found, what is expected, and what to do.

Words are looked up by code, so that no program reads a sentence. Findings carry cell values: they go back to
the school that sent the file, never to a log.
"""

from dataclasses import dataclass

from baoxue.intake.catalogue import CATALOGUE, NOTE, REFUSE, WAIT

__all__ = ["NOTE", "REFUSE", "WAIT", "Finding", "cell_name", "finding"]


@dataclass(frozen=True)
class Finding:
    """``severity``: refuse = the whole file; wait = this row (or class) waits for correction; note = accepted.

    ``cell`` is as the spreadsheet names it (``C12``), empty when the fault belongs to the sheet or file.
    """

    file: str
    sheet: str
    cell: str
    code: str
    found: str
    severity: str
    class_key: str | None = None
    row: int | None = None
    detail: str = ""

    @property
    def what(self) -> str:
        """The fault in words (msgid)."""
        return CATALOGUE[self.code][1]

    @property
    def expected(self) -> str:
        """What should stand there (msgid), followed by what the data say, if they say something."""
        return CATALOGUE[self.code][2]

    @property
    def todo(self) -> str:
        """What the school should do (msgid)."""
        return CATALOGUE[self.code][3]


def finding(
    code: str,
    found: object = "",
    *,
    file: str = "",
    sheet: str = "",
    cell: str = "",
    detail: str = "",
    class_key: str | None = None,
    row: int | None = None,
) -> Finding:
    """A finding with the severity that the catalogue gives its code; ``found`` is cut to what a cell can show."""
    text = str(found)
    shown = text if len(text) <= 200 else text[:199] + "…"
    return Finding(file, sheet, cell, code, shown, CATALOGUE[code][0], class_key, row, detail)


def cell_name(row: int, column: int) -> str:
    """``C12`` for 0-based row 11, column 2."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"

"""Lays a workbook out as lines of the existing ledger 台账."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from baoxue.contracts.cells import as_text, is_blank
from baoxue.contracts.ledger_book import HEADINGS, MUST, is_attempts
from baoxue.intake.archive import Refusal
from baoxue.intake.book import Sheet
from baoxue.intake.findings import Finding, cell_name, finding
from baoxue.intake.headings import Heading, headings, is_foot
from baoxue.intake.reader import sheets_of

_LEAST_FIELDS = 4


@dataclass(frozen=True)
class Line:
    """One line: ``cells`` by field as they stand, ``attempts`` the cells of the attempts' columns, and its place."""

    cells: dict[str, Any]
    attempts: list[str]
    sheet: str = ""
    row: int = 0
    places: dict[str, int] = field(default_factory=dict)

    def text(self, name: str) -> str:
        return as_text(self.cells.get(name, "")).strip()

    def cell(self, name: str) -> str:
        """Where a field stands in the workbook; empty where there is none."""
        return cell_name(self.row, self.places[name]) if name in self.places else ""


def read_lines(path: Path) -> tuple[list[Line], list[Finding], int]:
    """(lines, findings, rows skipped). A file that cannot be read as a ledger comes with a ``refuse`` finding."""
    try:
        sheets, unseen = sheets_of(path)
    except Refusal as refusal:
        return [], [finding(refusal.code, refusal.found, file=path.name)], 0
    findings = [finding("sheet_hidden", name, file=path.name, sheet=name) for name in unseen]
    lines: list[Line] = []
    skipped = 0
    for sheet in sheets:
        for heading in headings(sheet)[:1]:
            if len({f for labels in heading.labels if (f := _field(labels))}) >= _LEAST_FIELDS:
                found, passed = _lines(sheet, heading)
                lines += found
                skipped += passed
    if not lines:
        findings.append(finding("no_ledger", file=path.name))
    elif missing := [name for name in MUST if name not in lines[0].places]:
        words = {field: heading for heading, field in reversed(HEADINGS.items())}
        findings += [finding("column_missing", words[name], file=path.name) for name in missing]
    return lines, findings, skipped


def _field(labels: list[str]) -> str | None:
    tries = ["".join(labels), *labels[-1:], *labels[:1]]
    return next((HEADINGS[text] for text in tries if text in HEADINGS), None)


def _lines(sheet: Sheet, heading: Heading) -> tuple[list[Line], int]:
    places: dict[str, int] = {}
    attempts = [i for i, labels in enumerate(heading.labels) if labels and is_attempts(labels[-1])]
    for place, labels in enumerate(heading.labels):
        if (name := _field(labels)) and place not in attempts:
            places.setdefault(name, place)
    lines, skipped = [], 0
    for number in range(heading.bottom + 1, len(sheet.rows)):
        row = sheet.rows[number]
        if is_foot(row, places["name"]) or is_blank(row[places["name"]]):
            skipped += any(not is_blank(c) for c in row)
            continue
        said = [as_text(row[i]) for i in attempts if not is_blank(row[i])]
        lines.append(Line({n: row[p] for n, p in places.items()}, said, sheet.name, number, places))
    return lines, skipped

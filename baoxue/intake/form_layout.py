"""Lays a workbook out as blocks of lines of a form: the existing ledger, the household register, aid, posts, lists."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from baoxue.contracts.cells import as_text, fold, is_blank
from baoxue.contracts.form import Form
from baoxue.contracts.forms import AID, FORMS, HOUSEHOLD, POSTS
from baoxue.intake.archive import Refusal
from baoxue.intake.book import Book, Sheet
from baoxue.intake.findings import Finding, cell_name, finding, not_foreseen
from baoxue.intake.headings import Heading, headings, is_foot, words
from baoxue.intake.headings import field_of as roll_field
from baoxue.intake.reader import sheets_of
from baoxue.trouble import log_fault

_SERIAL = ("number", "line")
"""Fields that only count the lines: what is wrong there harms nobody."""
_SURE = 2
"""Columns by which a form must be ahead of the others to be recognised."""

_AHEAD = 2
"""Columns that only a roll has for each that only the form has, in a roll with some of the form's."""
_HOUSEHOLDS = frozenset({"head", "relation"})
"""Columns that no roll has."""
_ROLLS = frozenset({"status", "entry_way", "source", "on_roll_from", "on_roll_to", "transfer_from", "transfer_to"})
"""Columns that no list of aid has: one names class, contacts and address like a roll does."""
_PAID = re.compile("资助|补助|补贴|助学|营养|发放|一补")


@dataclass(frozen=True)
class Line:
    """One line: ``cells`` by field as they stand, ``repeated`` the cells of columns that stand several times, and its
    place: 0-based ``row`` of the sheet, ``places`` the column of each field. ``broken``: field → as in ``Sheet``."""

    cells: dict[str, Any]
    repeated: list[str]
    sheet: str = ""
    row: int = 0
    places: dict[str, int] = field(default_factory=dict)
    broken: dict[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        return as_text(self.cells.get(name, "")).strip()

    def cell(self, name: str) -> str:
        """Where a field stands in the workbook; empty where there is none."""
        return cell_name(self.row, self.places[name]) if name in self.places else ""


@dataclass(frozen=True)
class FormBlock:
    """The lines under one heading. ``title``: the words above it; ``labels``: its columns' words, in order; ``foots``:
    0-based row → cells of totals and signatures under it."""

    sheet: str
    title: str
    lines: list[Line]
    labels: list[str]
    places: dict[str, int]
    skipped: int = 0
    foots: dict[int, list[Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class FormBook:
    """A file read as a form. Not readable as one: no blocks, and a ``refuse`` finding."""

    file: str
    blocks: list[FormBlock] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        return [line for block in self.blocks for line in block.lines]

    @property
    def skipped(self) -> int:
        return sum(block.skipped for block in self.blocks)


def read_form(path: Path, form: Form) -> FormBook:
    """The lines of a file; never raises for what a file holds."""
    try:
        sheets, unseen = sheets_of(path)
    except Refusal as refusal:
        return FormBook(path.name, findings=[finding(refusal.code, refusal.found, file=path.name)])
    return lay_out(path.name, sheets, unseen, form)


def lay_out(file: str, sheets: Sequence[Sheet], unseen: Iterable[str], form: Form) -> FormBook:
    """The blocks of a form that these sheets hold; ``unseen`` are hidden sheets, which are named and not read."""
    findings = [finding("sheet_hidden", name, file=file, sheet=name) for name in unseen]
    blocks: list[FormBlock] = []
    try:
        for sheet in sheets:
            blocks += _blocks(sheet, form)
    except Exception as error:  # one book nobody foresaw must not take the others with it
        return FormBook(file, [], [not_foreseen(file, error)], list(sheets))
    if not any(block.lines for block in blocks):
        wanted = "、".join(c.headings[0] for c in form.columns.values() if c.need != "optional")
        if blocks:
            findings.append(finding("form_empty", file=file, sheet=blocks[0].sheet))
        else:
            findings.append(finding("no_form", file=file, detail=wanted))
        return FormBook(file, [], findings, list(sheets))
    for block in blocks:
        for column in form.columns.values():
            if column.field not in block.places and column.need != "optional":
                code = "form_column_missing" if column.need == "must" else "form_column_absent"
                findings.append(finding(code, file=file, sheet=block.sheet, detail=column.headings[0]))
    return FormBook(file, blocks, findings, list(sheets))


def form_of(book: Book) -> tuple[str, FormBook] | None:
    """The kind of form that a file's sheets hold, and its lines; None where they are no form's."""
    form = recognise_form(book.sheets)
    unseen = [found.sheet for found in book.findings if found.code == "sheet_hidden"]
    return (form.kind, lay_out(book.file, book.sheets, unseen, form)) if form else None


def recognise_form(sheets: Sequence[Sheet]) -> Form | None:
    """The form whose columns the sheets' headings name best; None where none is clearly ahead."""
    try:
        labels = [label for sheet in sheets for heading in headings(sheet)[:1] for label in heading.labels]
    except Exception as error:  # read as a school's sheet, it is refused and says so
        log_fault(error)
        return None
    named = {form.kind: {f for label in labels if (f := field_of(label, form))} for form in FORMS.values()}
    scores = sorted(
        ((len(fields) if fields & FORMS[kind].own else 0, kind) for kind, fields in named.items()), reverse=True
    )
    (best, kind), (second, _) = scores[0], scores[1]
    if best < FORMS[kind].least or best - second < _SURE or _is_rolls(sheets, labels, FORMS[kind]):
        return None
    return FORMS[kind]


def _is_rolls(sheets: Sequence[Sheet], labels: list[list[str]], form: Form) -> bool:
    """The headings are a school's roll's, which has a column or two of the form's besides: 是否在校, 金额."""
    rolls = {f for label in labels if (f := roll_field(label)) and not field_of(label, form)}
    forms = {f for label in labels if (f := field_of(label, form)) and not roll_field(label)}
    is_ahead = "name" not in forms and len(rolls) >= _AHEAD * len(forms)
    if form is HOUSEHOLD:
        return not forms & _HOUSEHOLDS and (is_ahead or ("class" in rolls and "school" not in forms))
    return form is AID and is_ahead and "item" not in forms and bool(rolls & _ROLLS) and not _names_aid(sheets)


def _names_aid(sheets: Sequence[Sheet]) -> bool:
    """A tab, or the words above a heading, that says what is paid."""
    above = (words(row) for sheet in sheets for top in headings(sheet)[:1] for row in sheet.rows[: top.top])
    return any(_PAID.search(fold(said)) for said in (*above, *(sheet.name for sheet in sheets)))


def _beside(row: list[Any], places: dict[str, int], form: Form) -> list[Any]:
    """The row without its post: 校长 and 班主任 begin a signature elsewhere, and a line of a list of people in office."""
    return [("" if form is POSTS and place == places.get("head") else cell) for place, cell in enumerate(row)]


def field_of(labels: list[str], form: Form) -> str | None:
    """The form's field that a column's words name."""
    tries = ["".join(labels), *labels[-1:], *labels[:1]]
    return next((form.headings[text] for text in tries if text in form.headings), None)


def _blocks(sheet: Sheet, form: Form) -> list[FormBlock]:
    tops = [
        h for h in headings(sheet) if len({f for labels in h.labels if (f := field_of(labels, form))}) >= form.least
    ]
    blocks, above = [], 0
    for number, heading in enumerate(tops):
        end = tops[number + 1].top if number + 1 < len(tops) else len(sheet.rows)
        title = " ".join(words(row) for row in sheet.rows[above : heading.top])
        blocks.append(_block(sheet, heading, title, end, form))
        above = max((line.row for line in blocks[-1].lines), default=heading.bottom) + 1
    return blocks


def _block(sheet: Sheet, heading: Heading, title: str, end: int, form: Form) -> FormBlock:
    places: dict[str, int] = {}
    repeated = [i for i, labels in enumerate(heading.labels) if labels and form.is_repeated(labels[-1])]
    for place, labels in enumerate(heading.labels):
        if (name := field_of(labels, form)) and place not in repeated:
            places.setdefault(name, place)
    lines: list[Line] = []
    foots: dict[int, list[Any]] = {}
    for number in range(heading.bottom + 1, end):
        row = sheet.rows[number]
        broken = {
            n: sheet.broken[number, p] for n, p in places.items() if n not in _SERIAL and (number, p) in sheet.broken
        }
        is_named = "name" in places and (not is_blank(row[places["name"]]) or "name" in broken)
        if not is_named or is_foot(_beside(row, places, form), places["name"]):
            if any(not is_blank(c) for c in row):
                foots[number] = row
            continue
        said = [as_text(row[i]) for i in repeated if not is_blank(row[i])]
        lines.append(Line({n: row[p] for n, p in places.items()}, said, sheet.name, number, places, broken))
    return FormBlock(sheet.name, title, lines, ["".join(labels) for labels in heading.labels], places,
                     len(foots), foots)  # fmt: skip

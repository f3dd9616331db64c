"""A form under check: what it is checked against, the rows that passed, and what a kind of form has to say of itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from baoxue.contracts.form import Form
from baoxue.contracts.relation import Relation
from baoxue.intake.book import RollBlock
from baoxue.intake.county import County
from baoxue.intake.findings import REFUSE, Finding, finding
from baoxue.intake.form_layout import FormBlock, FormBook
from baoxue.intake.sheet_check import SheetCheck
from baoxue.intake.titles import title_month
from baoxue.ledger.identity import Incoming


@dataclass(frozen=True)
class FormContext:
    """What a form is checked against. ``unit``: who it is of: a village, township or school; ``known_on``: the day it
    came in; nothing after it can have been observed; ``told``: what the sender answered when asked, by field."""

    county: County
    unit: str
    month: str
    known_on: date
    told: Mapping[str, str] = field(default_factory=dict)


@dataclass
class FormRows:
    """Rows that passed. ``columns``: the relation's without child_key and carried_from, of equal length; ``people``:
    the child that each row is about; ``places``: (sheet, 0-based row, 0-based column of the name) of each; ``empty``:
    part → month of parts that the sheet declares to hold nobody."""

    columns: dict[str, list[Any]] = field(default_factory=dict)
    people: list[Incoming] = field(default_factory=list)
    places: list[tuple[str, int, int]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    waiting: int = 0
    skipped: int = 0
    empty: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class FormKind:
    """``parts``: columns whose values name what a new file replaces; ``columns``: reads a block's columns, faults on
    the sheet; ``unit_faults``: what is wrong with the unit stated; ``sheet``: its title; ``may_create``: children
    whom nobody knows are registered; ``is_one_part_a_child``: a child stands in one part alone (a second village's row
    waits); ``renews``: details of known children that follow it; ``choices``: drop-downs of its template by field;
    ``parts_relation``: one row for every part that stands, whoever is in it; ``is_of_roll``: the unit is a school, and
    a row without a number is found by name and class on its roll (column class_key); ``has_own_month``: rows say
    their month themselves; ``settle``: what the rows of a file come to together."""

    name: str
    relation: Relation
    form: Form
    parts: tuple[str, ...]
    columns: Callable[[SheetCheck, FormBlock, FormContext], tuple[dict[str, list[Any]], list[Incoming]]]
    unit_faults: Callable[[FormBook, FormContext], list[Finding]]
    sheet: str
    may_create: bool = False
    is_one_part_a_child: bool = False
    renews: frozenset[str] = frozenset()
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    parts_relation: Relation | None = None
    is_of_roll: bool = False
    has_own_month: bool = False
    settle: Callable[[FormRows, str], None] | None = None


def part_of(kind: FormKind, columns: dict[str, list[Any]], row: int) -> str:
    """The part that a row belongs to."""
    return "|".join(str(columns[name][row]) for name in kind.parts)


def check_form(book: FormBook, kind: FormKind, context: FormContext) -> FormRows:
    """Every rule that one file and the county's published data can answer; all faults at once."""
    months = [] if kind.has_own_month else _wrong_month(book, context)
    rows = FormRows(findings=[*book.findings, *months, *kind.unit_faults(book, context)])
    if any(f.severity == REFUSE for f in rows.findings):
        return rows
    for block in book.blocks:
        _add(rows, SheetCheck(book.file, _as_columns(block, kind.form)), block, kind, context)
    if kind.settle:
        kind.settle(rows, book.file)
    return rows


def _add(rows: FormRows, sheet: SheetCheck, block: FormBlock, kind: FormKind, context: FormContext) -> None:
    columns, people = kind.columns(sheet, block, context)
    good = [row for row in range(sheet.size) if row not in sheet.faults and row not in sheet.dropped]
    for name, values in columns.items():
        rows.columns.setdefault(name, []).extend(values[row] for row in good)
    rows.people += [people[row] for row in good]
    rows.places += [(block.sheet, block.lines[row].row, block.places["name"]) for row in good]
    rows.empty |= {part_of(kind, columns, row): columns["month"][row] for row in sheet.dropped}
    for row in sorted(sheet.faults):
        rows.findings += [replace(f, class_key=part_of(kind, columns, row)) for f in sheet.faults[row]]
    rows.findings += sheet.notes
    rows.waiting += len(sheet.faults)
    rows.skipped += block.skipped + len(sheet.dropped)


def _as_columns(block: FormBlock, form: Form) -> RollBlock:
    """The block column by column, as rows are checked everywhere."""
    held = [name for name in form.columns if name in block.places]
    columns = {name: [line.cells.get(name, "") for line in block.lines] for name in held}
    broken = {(row, name): said for row, line in enumerate(block.lines) for name, said in line.broken.items()}
    rows = [line.row for line in block.lines]
    return RollBlock(block.sheet, columns, rows, block.places, block.title, broken=broken)


def _wrong_month(book: FormBook, context: FormContext) -> list[Finding]:
    named = [(block, title_month(block.title)) for block in book.blocks]
    return [
        finding("wrong_month", month, file=book.file, sheet=block.sheet, detail=context.month)
        for block, month in named
        if month and not context.month.endswith(month)
    ]

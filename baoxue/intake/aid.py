"""Checks the aid list 资助发放名册 of a school: who was paid what, by item and period."""

import re
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from typing import Any

from baoxue.contracts import aid as words
from baoxue.contracts.cells import as_text, fold, folded, is_blank
from baoxue.contracts.classes import LETTERS, class_key, find_class, school_year
from baoxue.contracts.dates import read_date
from baoxue.contracts.identifiers import birth_of, looks_cut, read_id, read_name, read_student_number, sex_of
from baoxue.intake.context import Context
from baoxue.intake.county import County
from baoxue.intake.findings import Finding, cell_name, finding
from baoxue.intake.form_layout import FormBlock, FormBook
from baoxue.intake.form_rows import FormContext, FormRows
from baoxue.intake.roll_classes import read_class
from baoxue.intake.sheet_check import BAD, SheetCheck
from baoxue.ledger.identity import Incoming

_NOBODY = {"无", "无人", "无发放", "本期无", "本期无人", "本期无发放", "零发放"}
_AMOUNT = re.compile(r"[¥¥]?(-?)[¥¥]?(\d{1,7}(?:\.\d{1,2})?)元?整?")
_BRACKETED = re.compile(r"\((\d[\d.]*)\)")
_LARGER_UNIT = re.compile(r"单位:?(?:人[、,])?[千万百]元|\([千万百]元\)")
_MOST_DAYS = 31
_CENT = 0.005


def aid_columns(
    sheet: SheetCheck, block: FormBlock, context: FormContext
) -> tuple[dict[str, list[Any]], list[Incoming]]:
    """Relation ``aid`` of one block with ``class_key`` beside it, and the child that each row is about; faults stay on
    the sheet. A row 无 in the name's place says that nobody was paid."""
    item = item_of(block, sheet.file, context)
    items = sheet.each("item", lambda cell: item or BAD if is_blank(cell) else _item_in(as_text(cell), context.county) or BAD,
                       "item_unknown")  # fmt: skip
    periods = _periods(sheet, block, items, context)
    sheet.dropped |= {row for row, cell in enumerate(sheet.cells("name")) if folded(cell) in _NOBODY}
    for row in sheet.dropped:
        sheet.faults.pop(row, None)
    kept = [row for row in range(sheet.size) if row not in sheet.dropped]
    people = _people(sheet, kept)
    columns: dict[str, list[Any]] = {
        "month": [period and words.months_of(period)[0] for period in periods],
        "period": periods,
        "item": items,
        "school_code": [context.unit] * sheet.size,
        "amount": _each(sheet, kept, "amount", read_amount, "amount_unknown"),
        "days": _each(sheet, kept, "days", _days, "days_unknown"),
        "paid_on": _each(sheet, kept, "paid_on", lambda cell: _past(cell, context.known_on), "date_unknown"),
        "class_key": _classes(sheet, block, context),
    }
    _check_totals(sheet, block)
    incoming = [
        Incoming(name or "", number, student, sex_of(number) if number else "0", birth_of(number) if number else None, context.unit)
        for name, number, student in people
    ]  # fmt: skip
    return columns, incoming


def aid_unit(book: FormBook, context: FormContext) -> list[Finding]:
    """Refusals: no school of the county, another school's list, sums in another unit than yuan, an item or period that nothing names, one to come, or
    months that are none of those stated."""
    county, unit = context.county, context.unit
    if unit not in county.schools:
        return [finding("school_unknown", unit, file=book.file)]
    found = []
    for block in book.blocks:
        where: dict[str, Any] = {"file": book.file, "sheet": block.sheet}
        named = county.schools_in(block.title)
        if named and unit not in named:
            names = "、".join(sorted(county.schools[code].name for code in named))
            found.append(finding("wrong_school", names, **where, detail=county.schools[unit].name))
        if said := _LARGER_UNIT.search(fold(" ".join([block.title, *block.labels]))):
            found.append(finding("aid_money_unit", said.group(), **where))
            continue
        has_items = "item" in block.places
        item = item_of(block, book.file, context)
        if item is None and not has_items:
            found.append(finding("aid_item_unsaid", block.title or block.sheet, **where))
            continue
        if "period" in block.places:
            continue
        period = period_of(block, book.file, item, context) if item else None
        if period is None and item:
            found.append(finding("aid_period_unsaid", block.title or block.sheet, **where))
        elif period and words.months_of(period)[0] > f"{context.known_on:%Y-%m}":
            found.append(finding("aid_period_later", period, **where))
    return found + _months_beside(book, context)


def settle_aid(rows: FormRows, file: str) -> None:
    """Refunds are taken off what the same child was paid in the same list; one that stands alone waits."""
    amounts = rows.columns.get("amount", [])
    refunds = [row for row, amount in enumerate(amounts) if amount is not None and amount < 0]
    if not refunds:
        return
    paid: dict[tuple, list[int]] = defaultdict(list)
    for row, amount in enumerate(amounts):
        if amount is not None and amount >= 0:
            paid[_whose(rows, row)].append(row)
    for row in refunds:
        same = paid.get(_whose(rows, row), [])
        code = "refund_netted" if len(same) == 1 else "refund_alone"
        if len(same) == 1 and amounts[same[0]] + amounts[row] < -_CENT:
            code = "refund_exceeds"
        if code == "refund_netted":
            amounts[same[0]] = round(amounts[same[0]] + amounts[row], 2)
            rows.skipped += 1
        else:
            rows.waiting += 1
        sheet, line, column = rows.places[row]
        part = "|".join(str(rows.columns[name][row]) for name in ("school_code", "item", "period"))
        rows.findings.append(
            finding(code, f"{rows.people[row].name} {amounts[row]:g}", file=file, sheet=sheet, cell=cell_name(line, column),
                    row=line + 1, class_key=part)
        )  # fmt: skip
    kept = [row for row in range(len(amounts)) if row not in set(refunds)]
    for name, values in rows.columns.items():
        rows.columns[name] = [values[row] for row in kept]
    rows.people = [rows.people[row] for row in kept]
    rows.places = [rows.places[row] for row in kept]


def item_of(block: FormBlock, file: str, context: FormContext) -> str | None:
    """The item of a block: as its title says, else its sheet's name, else the file's, else as the sender answered."""
    county = context.county
    for text in (block.title, block.sheet, file):
        if item := _item_in(county.without_schools(text), county):
            return item
    told = context.told.get("item")
    return told if told in county.aid_items else _item_in(told or "", county)


def period_of(block: FormBlock, file: str, item: str, context: FormContext) -> str | None:
    """The period of a block for its item: title, sheet, file, the sender's answer, else the one of the stated month."""
    by = context.county.aid_items[item].paid_by
    for text in (block.title, block.sheet, file, context.told.get("period", "")):
        found = words.periods_in(context.county.without_schools(text), by)
        if len(found) == 1:
            return found.pop()
        if found:
            return None
    told = context.told.get("period", "")
    return told if told and _is_period(told, by) else words.period_of(context.month, by)


def read_amount(cell: Any) -> Any:
    """Yuan with two decimals: a number, or its text with ¥, 元 and thousands; (500) and -500 are refunds."""
    if isinstance(cell, bool):
        return BAD
    if isinstance(cell, int | float):
        return round(float(cell), 2) if abs(cell) < 1e7 and abs(cell * 100 - round(cell * 100)) < 1e-6 else BAD
    text = folded(cell).replace(",", "")
    if found := _BRACKETED.fullmatch(text):
        text = f"-{found[1]}"
    found = _AMOUNT.fullmatch(text.replace("−", "-").replace("—", "-"))
    return float(found[1] + found[2]) if found else BAD


def _item_in(text: str, county: County) -> str | None:
    """The one item that the words name: by the county's own name of it, else by the usual words."""
    plain = fold(text)
    exact = {item.code for item in county.aid_items.values() if plain and fold(item.name) == plain}
    found = exact or (words.items_in(text) & county.aid_items.keys())
    return found.pop() if len(found) == 1 else None


def _periods(sheet: SheetCheck, block: FormBlock, items: list[str | None], context: FormContext) -> list[str | None]:
    """Period of each row: its own cell, else the block's for its item."""
    cells = sheet.cells("period")
    known = {pair: _period(*pair, sheet.file, block, context) for pair in set(zip(cells, items, strict=True))}
    read = [known[pair] for pair in zip(cells, items, strict=True)]
    latest = f"{context.known_on:%Y-%m}"
    for row, period in enumerate(read):
        if items[row] and (period is None or words.months_of(period)[0] > latest):
            sheet.fault(row, "period_unknown", "period", cells[row] or block.title)
    return read


def _period(cell: Any, item: str | None, file: str, block: FormBlock, context: FormContext) -> str | None:
    if item is None:
        return None
    if is_blank(cell):
        return period_of(block, file, item, context)
    by = context.county.aid_items[item].paid_by
    text = as_text(cell)
    found = words.periods_in(text, by) or ({text.strip()} if _is_period(text.strip(), by) else set())
    if not found and (day := read_date(cell)):
        found = {words.period_of(f"{day:%Y-%m}", by)}
    return found.pop() if len(found) == 1 else None


def _is_period(text: str, by: str) -> bool:
    shape = {words.YEAR: r"20\d\d", words.TERM: r"20\d\d-[12]", words.MONTH: r"20\d\d-(0[1-9]|1[0-2])"}[by]
    return bool(re.fullmatch(shape, text))


def _months_beside(book: FormBook, context: FormContext) -> list[Finding]:
    """Where every month that the titles name is another than the stated one, one of the two is wrong."""
    named = {month for block in book.blocks for month in words.periods_in(block.title, words.MONTH)}
    if not named or context.month in named or "period" in context.told:
        return []
    return [finding("wrong_month", "、".join(sorted(named)), file=book.file, detail=context.month)]


def _people(sheet: SheetCheck, kept: list[int]) -> list[tuple[str | None, str | None, str | None]]:
    """Name, ID number and student number; a number that was damaged, or cut, is a fault."""
    found: list[tuple[str | None, str | None, str | None]] = [(None, None, None)] * sheet.size
    cells = [sheet.cells(name) for name in ("name", "id_number", "student_number")]
    for row in kept:
        name, name_fault = read_name(cells[0][row])
        number, id_fault = read_id(cells[1][row])
        student, student_fault = read_student_number(cells[2][row])
        for fault, field, cell in zip((name_fault, id_fault, student_fault), ("name", "id_number", "student_number"), cells,
                                      strict=True):  # fmt: skip
            if fault:
                sheet.fault(row, fault, field, cell[row])
        if number and looks_cut(number) and student != f"G{number}":
            sheet.fault(row, "id_damaged", "id_number", number)
        found[row] = name, number, student
    return found


def _each(sheet: SheetCheck, kept: list[int], name: str, read: Callable[[Any], Any], code: str) -> list[Any]:
    found: list[Any] = [None] * sheet.size
    cells = sheet.cells(name)
    for row in kept:
        value = read(cells[row])
        if value is BAD:
            sheet.fault(row, code, name, cells[row])
        else:
            found[row] = value
    return found


def _classes(sheet: SheetCheck, block: FormBlock, context: FormContext) -> list[str | None]:
    """Class key of each row, ending in 00 where no class number is given; None where no class is named."""
    county, school = context.county, context.county.schools[context.unit]
    place = Context(county, context.unit, context.month, context.known_on)
    year = school_year(context.month)
    title = find_class(county.without_schools(block.title), year, school.kind) or (None, None)
    pairs = list(zip(sheet.cells("grade"), sheet.cells("class"), strict=True))
    known = {pair: read_class(*pair, title, place) for pair in set(pairs)}
    keys = {
        pair: class_key(context.unit, grade.stage, grade.entry_year, number or 0) if grade and not code else None
        for pair, (grade, number, code) in known.items()
        if grade is None or grade.stage in LETTERS
    }
    return [keys.get(pair) for pair in pairs]


def _check_totals(sheet: SheetCheck, block: FormBlock) -> None:
    """A total under the block against the sum of its rows; a sum of money without a name."""
    place = block.places.get("amount")
    if place is None:
        return
    rows = [value for cell in sheet.cells("amount") if (value := read_amount(cell)) is not BAD]
    for line, cells in block.foots.items():
        amount = read_amount(cells[place]) if place < len(cells) and not is_blank(cells[place]) else BAD
        if amount is BAD:
            continue
        label = next((folded(cell) for cell in cells if isinstance(cell, str) and not is_blank(cell)), "")
        where: dict[str, Any] = {"file": sheet.file, "sheet": block.sheet, "cell": cell_name(line, place)}
        if re.match(r"合计|总计|共计", label):
            if abs(amount - sum(rows)) > _CENT:
                sheet.notes.append(finding("aid_total_differs", f"{amount:g}", **where, detail=f"{sum(rows):g}"))
        elif not label.startswith("小计"):
            sheet.notes.append(finding("aid_row_nameless", f"{amount:g}", **where))


def _whose(rows: FormRows, row: int) -> tuple:
    person = rows.people[row]
    part = tuple(rows.columns[name][row] for name in ("item", "period"))
    who = person.id_number or person.student_number or (person.name, rows.columns["class_key"][row])
    return (*part, who)


def _days(cell: Any) -> Any:
    if is_blank(cell):
        return None
    try:
        days = float(folded(cell).removesuffix("天"))
    except ValueError:
        return BAD
    return int(days) if days.is_integer() and 0 <= days <= _MOST_DAYS else BAD


def _past(cell: Any, known_on: date) -> Any:
    day = None if is_blank(cell) else read_date(cell) or BAD
    return BAD if isinstance(day, date) and day > known_on else day

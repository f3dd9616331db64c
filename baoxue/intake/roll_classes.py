"""Which class each row of a roll belongs to: from its grade and class cells, the title, or the sheet's name."""

from collections import defaultdict
from typing import Any, Protocol

from baoxue.contracts.cells import as_text, is_blank
from baoxue.contracts.classes import Grade, class_key, find_class, read_class_no, read_grade
from baoxue.intake.book import RollBlock
from baoxue.intake.context import Context
from baoxue.intake.roll_sense import ENTRY_AGE, OTHER_STAGE
from baoxue.intake.titles import class_of
from baoxue.words import msg

_ONLY = 0
"""Class number of a row that names a grade alone: class 1, where the file numbers no class of that grade."""

_CONTRADICTS = "class_contradicts"
_YEARS_BEFORE = {"junior": 6, "senior": 9, "vocational": 9}
"""Stage → school years before it."""
Named = tuple[Grade | None, int | None, str]
"""(grade, class number, fault code)."""


class Faulty(Protocol):
    """What a sheet under check offers here."""

    size: int

    def cells(self, name: str) -> list[Any]: ...
    def fault(self, row: int, code: str, name: str, found: object) -> None: ...


def read_classes(sheets: list[tuple[Any, RollBlock]], columns: list[dict[str, list[Any]]], context: Context) -> None:
    """Adds class_key, stage and grade to each sheet's columns; faults where a row's class is not certain."""
    named = [_named(sheet, block, context) for sheet, block in sheets]
    numbered: dict[Grade, set[int]] = defaultdict(set)
    for rows in named:
        for grade, number, _ in set(rows):
            if grade and number:
                numbered[grade].add(number)
    for (sheet, block), rows, into in zip(sheets, named, columns, strict=True):
        keys = {row: _key(row, numbered, context.school_code) for row in set(rows)}
        into["class_key"] = [keys[row][0] for row in rows]
        into["stage"] = [grade.stage if grade else None for grade, _, _ in rows]
        into["grade"] = [grade.grade if grade else None for grade, _, _ in rows]
        for number, row in enumerate(rows) if any(code for _, code in keys.values()) else ():
            if code := keys[row][1]:
                name = "grade" if code == "grade_unknown" else "class"
                both = f"{block.title} / {block.sheet}"
                sheet.fault(number, code, name, both if code == _CONTRADICTS else sheet.cells(name)[number])
        _refuse_other_stage(sheet, block, rows, into, context)


def _refuse_other_stage(
    sheet: Faulty, block: RollBlock, rows: list[Named], columns: dict[str, list[Any]], context: Context
) -> None:
    """三年级 is grade 9 of a junior school. A class so written most of whose pupils are nearer in age to grade 3 is another
    school's; nobody is that young by being early, and who is late is older."""
    classes: dict[str, list[int]] = defaultdict(list)
    for row, (grade, _, _) in enumerate(rows):
        if grade and grade.written and columns["class_key"][row]:
            classes[columns["class_key"][row]].append(row)
    for members in classes.values():
        young = [
            2 * (context.year - int(birth[:4]) - ENTRY_AGE) < 2 * grade.written + _YEARS_BEFORE[grade.stage]
            for row in members
            if (grade := rows[row][0]) and grade.written
            if (birth := columns["birth_month"][row]) and birth <= context.month
        ]
        if 2 * sum(young) <= len(young):
            continue
        for row in members:
            name = next((name for name in ("grade", "class") if not is_blank(sheet.cells(name)[row])), "grade")
            said = as_text(sheet.cells(name)[row]) or block.title or block.sheet
            found = msg("{said}:{all} 人中 {young} 人是小学的年龄", said=said, all=len(young), young=sum(young))
            sheet.fault(row, OTHER_STAGE, name, found)


def _named(sheet: Faulty, block: RollBlock, context: Context) -> list[Named]:
    pairs = list(zip(sheet.cells("grade"), sheet.cells("class"), strict=True))
    if _title_contradicts(block, context):
        read = {pair: _by_cells(*pair, context) for pair in set(pairs)}
    else:
        from_title = class_of(block, context) or (None, None)
        read = {pair: read_class(*pair, from_title, context) for pair in set(pairs)}
    return [read[pair] for pair in pairs]


def _title_contradicts(block: RollBlock, context: Context) -> bool:
    """Title and sheet's name are two classes: one of them was copied. ``1-6年级`` and the like name none."""
    titled = find_class(context.county.without_schools(block.title), context.year, context.kind)
    named = find_class(block.sheet, context.year, context.kind)
    if titled is None or named is None:
        return False
    if titled[1] and named[1]:
        return titled != named
    is_sure = named[1] or read_grade(block.sheet, context.year, context.kind)
    return bool(is_sure) and titled[0] != named[0]


def _by_cells(grade_cell: Any, class_cell: Any, context: Context) -> Named:
    """As ``read_class`` where neither title nor sheet's name can say what the cells do not."""
    grade, number, code = read_class(grade_cell, class_cell, (None, None), context)
    if is_blank(class_cell) and (grade or is_blank(grade_cell)):
        return grade, None, _CONTRADICTS
    return (None, None, _CONTRADICTS) if code == "grade_unknown" and is_blank(grade_cell) else (grade, number, code)


def read_class(grade_cell: Any, class_cell: Any, title: tuple[Grade | None, int | None], context: Context) -> Named:
    """Grade and class number that a row's two cells name, the title's where they are empty; 0 = no number."""
    grade = read_grade(as_text(grade_cell), context.year, context.kind)
    if grade is None and not is_blank(grade_cell):
        return None, None, "grade_unknown"
    grade = grade or title[0]
    if is_blank(class_cell):
        same = grade == title[0]
        number = title[1] if same and title[1] else _ONLY
    else:
        inside = find_class(as_text(class_cell), context.year, context.kind)
        number_alone = read_class_no(as_text(class_cell))
        if inside and (grade is None or inside[0] == grade):
            grade, number = grade or inside[0], inside[1] or _ONLY
        elif inside or number_alone is None or _another_year(as_text(class_cell), grade):
            return grade, None, "class_unknown"
        else:
            number = number_alone
    return (grade, number, "") if grade else (None, None, "grade_unknown")


def _another_year(class_cell: str, grade: Grade | None) -> bool:
    """``201801`` names 2018 as the year of entry: it must be the grade's."""
    plain = class_cell.strip()
    return len(plain) >= 6 and plain[:4].isdigit() and grade is not None and int(plain[:4]) != grade.entry_year


def _key(row: Named, numbered: dict[Grade, set[int]], school_code: str) -> tuple[str | None, str]:
    grade, number, code = row
    if code or grade is None:
        return None, code
    if number == _ONLY:
        if numbered.get(grade):
            return None, "class_unknown"
        number = 1
    return class_key(school_code, grade.stage, grade.entry_year, number or 1), ""

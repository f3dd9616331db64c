"""What a sheet's own words say about its school, month and class, against what was stated."""

import re

from baoxue.contracts.cells import fold
from baoxue.contracts.classes import Grade, find_class
from baoxue.contracts.dates import arabic, read_month
from baoxue.intake.book import AttendanceBlock, Block, Book, RollBlock
from baoxue.intake.context import Context
from baoxue.intake.county import County
from baoxue.intake.findings import Finding, finding

_FILLED_IN = re.compile(r"(?:填[表报写制]|制表|上报|打印|导出|统计)(?:日期|时间)[::]?[\d年月日.\-/]*")
_MONTH_ALONE = re.compile(r"(?<!\d)(1[0-2]|0?[1-9])月")


def wrong_place_or_time(book: Book, context: Context) -> list[Finding]:
    """Refusals where a title or column names another school or month than stated."""
    found: list[Finding] = []
    for block in book.blocks:
        schools = _schools(block, context.county)
        if schools and context.school_code not in schools:
            names = "、".join(sorted(_school_name(context.county, code) for code in schools))
            found.append(
                finding(
                    "wrong_school",
                    names,
                    file=book.file,
                    sheet=block.sheet,
                    detail=_school_name(context.county, context.school_code),
                )
            )
        month = title_month(block.title)
        if month and not context.month.endswith(month):
            found.append(finding("wrong_month", month, file=book.file, sheet=block.sheet, detail=context.month))
    return found


def title_month(title: str) -> str | None:
    """``2018-09``, or ``-09`` where the words name no year; None where they name no month, or several."""
    words = _FILLED_IN.sub("", arabic(fold(title)))
    if month := read_month(words):
        return month
    named = {int(m) for m in _MONTH_ALONE.findall(words)}
    return f"-{named.pop():02d}" if len(named) == 1 else None


def class_of(block: AttendanceBlock | RollBlock, context: Context) -> tuple[Grade, int | None] | None:
    """The class that the title names, or else the sheet's name."""
    words = context.county.without_schools(block.title)
    return find_class(words, context.year, context.kind) or find_class(block.sheet, context.year, context.kind)


def recognise(book: Book, county: County) -> tuple[str | None, str | None, str | None, bool]:
    """(school, month, kind, certain) as the file itself says; ``certain`` where every block agrees on both."""
    schools: set[str] = set()
    months: set[str | None] = set()
    silent = False
    for block in book.blocks:
        named = _schools(block, county)
        silent = silent or not named
        schools |= named
        months.add(title_month(block.title))
    file_schools = schools or county.schools_in(book.file)
    dated = {m for m in months if m and len(m) == 7}
    school = next(iter(file_schools)) if len(file_schools) == 1 else None
    month = dated.pop() if len(dated) == 1 else title_month(book.file)
    certain = school is not None and month is not None and len(month) == 7 and not silent and not (months - {month})
    return school, month if month and len(month) == 7 else None, book.kind, certain


def _schools(block: Block, county: County) -> set[str]:
    named = county.schools_in(block.title)
    if isinstance(block, RollBlock):
        for value in set(block.columns.get("school_code", [])) - {""}:
            named.add(county.school_of(value) or str(value))
    return named


def _school_name(county: County, code: str) -> str:
    school = county.schools.get(code)
    return school.name if school else code

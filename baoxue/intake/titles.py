"""What a sheet's own words say about its school, month and class, against what was stated."""

import re
import unicodedata
from collections import Counter
from datetime import date
from itertools import pairwise

from baoxue.contracts.cells import fold
from baoxue.contracts.classes import Grade, find_class
from baoxue.contracts.dates import arabic, days_in, is_month, number_of
from baoxue.intake.book import AttendanceBlock, Block, Book, RollBlock
from baoxue.intake.context import Context
from baoxue.intake.county import County
from baoxue.intake.findings import Finding, finding

_FILLED_IN = re.compile(r"(?:填[表报写制]|制表|上报|打印|导出|统计)(?:日期|时间)[::]?[\d年月日.\-/]*")
_SIGNED = re.compile(
    r"(?:班主任|审核|校长|负责人|填[表报]|制表|报送|签[字名章])[^\d年月]{0,12}20\d{2}[年./\-]\d{1,2}[月./\-]\d{1,2}日?"
)
_SPAN = re.compile(r"(?:(20\d{2})[年.](\d{1,2})月?|(\d{1,2})月)[-—–~至到]+(20\d{2})[年.](\d{1,2})月?")
_TERM_MONTHS = 4
"""A span of as many months names the term."""
_TENS = "一二三四五六七八九十"
_AND = "-—–~至到、,/和与及"
_ONE = r"(?:1[0-2]|0?[1-9])"
_NUMBERED = ("级", "件", "表", "第", "号")
"""What has a number of its own, before the month."""
_ADJOINING = re.compile(rf"(?<![{_TENS}初高])({'|'.join(map(''.join, pairwise(_TENS)))})(?=月)")
_IN_WORDS = re.compile(
    rf"(?<![{_TENS}])(?:十[一二]?|[{_TENS[:-1]}])(?=(?:[{_AND}](?:十[一二]?|[{_TENS[:-1]}]|{_ONE}))+月)"
)
_LISTED = re.compile(
    rf"(?:(?<!\d)((?:19|20)\d{{2}})[-./年]|(?<![\d月./\-{_TENS}初高]))((?:{_ONE}[{_AND}]+)+{_ONE})月(?!份?\d+[日号])"
)
_MONTH = re.compile(
    r"(?:(?<!\d)((?:19|20)\d{2})[-./年])?(?<!\d)(1[0-2]|0?[1-9])月份?(\d{1,2}[日号])?"
    r"|(?<!\d)(?<!\d{4}[-—–~])((?:19|20)\d{2})[-./年](1[0-2]|0?[1-9])(?=[^-./\d年月班级届]|$)(?!学期)"
)
_FULL = r"(20\d{2})[-./](\d{1,2})[-./](\d{1,2})(?![\d./:-])"
_PRINTED = re.compile(r"20\d{2}[-./]\d{1,2}[-./]\d{1,2}[ T]+\d{1,2}:\d{2}(?::\d{2})?")
_DAYS = re.compile(rf"(?<!\d)(20\d{{2}})[-./](\d{{1,2}})[-./]\d{{1,2}} *[-—–~至到]+ *{_FULL}")
_PARTS = r"[\s_\"'“”‘’()\[\]【】〔〕「」]"
"""What a form prints around a number that is filled in."""
_SPELLED = [
    (re.compile(rf"(?<!\d)(20\d{{2}}){_PARTS}*年{_PARTS}*([\d{_TENS}]{{1,3}}){_PARTS}*月"), r"\1年\2月"),
    (re.compile(rf"[_\"'“‘【]+({_ONE}|[{_TENS}]{{1,2}})[_\"'”’】]+月"), r" \1月"),
    (re.compile(rf"(?<!附表)(?<![级件第号\d{_TENS}])\(({_ONE})\)月"), r" \1月"),
    (re.compile(r"(?<!\d)(20\d{2}) +(1[0-2]|0?[1-9]) *(?=月)"), r"\1年\2"),
    (re.compile(r"(?<![\d—–―-])(20\d{2}) *[—–―] *(1[0-2]|0?[1-9])(?![\d年月日班级届.—–―~至到-]|学期)"), r"\1年\2月"),
    (re.compile(r"(?<![\d/])(1[0-2]|0?[1-9])/(20\d{2})(?![\d/])"), r"\2年\1月"),
    (re.compile(r"(?<!\d)(20\d{2})([-./])(1[0-2]|0?[1-9])(?:\2)0?1(?![\d./:-])"), r"\1年\3月1日"),
]
"""A month in other spellings → 年 and 月. Of whole dates only the first of a month, as a date cell holds it, names one."""
_POINTED = re.compile(
    rf"(?:(?<!\d)(20\d{{2}})\.|(?<![\d./]))({_ONE})\.(\d{{1,2}})日? *[-—–~至到]+ *\2\.(\d{{1,2}})日?(?![\d./])"
)
"""``10.8-10.31``: days of a month, hours of a day, or points."""
_CLAUSE = re.compile(r"[;。,、]|(?<=[表册勤])\(")
_BESIDE, _MOST_DAYS = 8, 31
_SHEETS = re.compile(
    r"[\s;。,、()\[\]【】]|$|[共止周第初小\d一二三四五六七八九]|期间|学[生期]|考勤|[出缺]勤|点名|登记|统计|名册|花名|报表|月报"
)
"""What may follow the days that a sheet is about."""
_OTHER_DAYS = re.compile(
    "假|(?:国庆|五一)(?![小中学])|中秋|元旦|端午|清明|劳动节|春节|双休|调休|补[课休班]|运动会|军训|家长会|考试|测试|报[名到]|"
    r"[早晚午夜]|作息|时刻|时段|点名(?![册表登])|签到|[上放]学(?!期)|上课|[到离]校|自习|[阅诵]读|[做课两]操|[满得评]分|分[数值]?:?$"
)
"""Beside days or hours that the sheet is not about."""
_COMPACT = re.compile(r"(?<!\d)(20\d{2})(0[1-9]|1[0-2])(?!\d)")
_CLASS_LABEL = re.compile(r"(?:班级|班号)[::]?$|班[::]$")
_CLASS_UNIT = re.compile(r"\)?(?:班|级|届|号|入学)")
_NEAR, _FAR = 3, 12
"""Months between the stated one and another that is written like a class: unless the class is named besides, a near one."""
_TAB_MONTH = re.compile(r"(20\d{2})[-./](1[0-2]|0?[1-9])")
_TAB = re.compile(r"[\d一二三四五六七八九十〇零○年月份班级初高小中学生考勤出登记统计表花名册籍打印()\[\]._—\-]+")
_LEAST_WEEKDAYS = 3


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
        found += _wrong_month(book.file, block, context)
        found += _wrong_weekdays(book.file, block, context.month)
    return found + _wrong_file(book, context)


def _wrong_file(book: Book, context: Context) -> list[Finding]:
    """A refusal where no sheet names a school and the file's name is another one's. A central school reports for its
    teaching points under its own name."""
    county = context.county
    named = county.schools_in(book.file)
    if len(named) != 1 or context.school_code in named or any(_schools(block, county) for block in book.blocks):
        return []
    (other,) = named
    if context.kind == "point" and county.schools[other].kind == "central":
        return []
    mine = _school_name(county, context.school_code)
    return [finding("file_of_other", _school_name(county, other), file=book.file, detail=mine)]


def _wrong_month(file: str, block: Block, context: Context) -> list[Finding]:
    """Title and headings of days are judged apart: either may have been left from the month before."""
    month = context.month
    named = months_in(block.title) or _compact_months(block.title, context) or _tab_months(block, context)
    if isinstance(block, RollBlock):
        named = {only} if (only := _only(named)) else set()
    wrong = {m for m in named if not month.endswith(m)}
    code = "wrong_month" if len(wrong) == len(named) else "months_several"
    shown = sorted(wrong if code == "wrong_month" else named, key=lambda m: (m[-2:], m))
    faults = [(code, "、".join(map(_said, shown)))] if wrong else []
    faults += [("wrong_month", _said(m)) for m in _day_months(block) if not month.endswith(m)]
    return [finding(c, m, file=file, sheet=block.sheet, detail=month) for c, m in dict.fromkeys(faults)]


def _wrong_weekdays(file: str, block: Block, month: str) -> list[Finding]:
    """The weekdays over most days are those of another month. Those of a few made-up days never are."""
    if not isinstance(block, AttendanceBlock) or not is_month(month):
        return []
    year, number = int(month[:4]), int(month[5:])
    shifts = {
        day: (weekday - date(year, number, day).isoweekday()) % 7
        for day, weekday in block.weekdays.items()
        if day <= days_in(month)
    }
    shift, many = Counter(shifts.values()).most_common(1)[0] if shifts else (0, 0)
    if not shift or many < _LEAST_WEEKDAYS or many * 2 <= len(shifts):
        return []
    said = "、".join(f"{day}({'一二三四五六日'[block.weekdays[day] - 1]})" for day, by in shifts.items() if by == shift)
    return [finding("weekdays_differ", said, file=file, sheet=block.sheet, detail=month)]


def _tab_months(block: Block, context: Context | None = None) -> set[str]:
    """The months that the sheet's tab names, where no heading of a day does: a tab is often left as it was."""
    tab = fold(block.sheet)
    if not _TAB.fullmatch(tab) or _day_months(block):
        return set()
    if "月" in tab:
        return months_in(tab)
    dated = _TAB_MONTH.fullmatch(tab)  # 2018-1 may be a term, so it is judged like 201801
    return _compact_months(f"{dated[1]}{int(dated[2]):02d}" if dated else tab, context) if context else set()


def _compact_months(title: str, context: Context) -> set[str]:
    """``201810``, where it is not taken for a class: 201801 may be the first class of 2018."""
    words = context.county.without_schools(title)
    months = set()
    for found in _COMPACT.finditer(words) if is_month(context.month) else ():
        before, after = words[: found.start()], words[found.end() :]
        if _CLASS_LABEL.search(before) or _CLASS_UNIT.match(after):
            continue
        named = find_class(f"{before}|{after}", context.year, context.kind)
        away = (int(found[1]) - int(context.month[:4])) * 12 + int(found[2]) - int(context.month[5:])
        if abs(away) <= (_FAR if named and named[1] else _NEAR):
            months.add(f"{found[1]}-{found[2]}")
    return months


def _said(month: str) -> str:
    """A month as a sheet says it."""
    return month if len(month) == 7 else f"{int(month[1:])}月"


def _day_months(block: Block) -> list[str]:
    words = block.day_months if isinstance(block, AttendanceBlock) else []
    return sorted({m for said in words for m in months_in(said)})


def months_in(title: str) -> set[str]:
    """The months that a sheet's words are about: ``2018-09``, or ``-09`` where they name no year. The day on which it
    was filled in or signed and the span of the term name none, and a full date only where no month stands alone."""
    spelled = _DAYS.sub(_period, _PRINTED.sub(" ", unicodedata.normalize("NFKC", title)))
    spelled = _POINTED.sub(_own_days, spelled)
    for form, plain in _SPELLED:
        spelled = form.sub(plain, spelled)
    words = _SIGNED.sub(" ", _FILLED_IN.sub("", arabic(_ADJOINING.sub(lambda said: "、".join(said[0]), fold(spelled)))))
    words = _IN_WORDS.sub(lambda said: str(number_of(said[0])), words)
    words = _LISTED.sub(_each, _SPAN.sub(_ends, words))
    seen = [(f[1] or f[4], int(f[2] or f[5]), f[3] is not None) for f in _MONTH.finditer(words)]
    alone = [(year, month) for year, month, dated in seen if not dated] or [(y, m) for y, m, _ in seen]
    with_year = {month for year, month in alone if year}
    return {f"{year or ''}-{month:02d}" for year, month in alone if year or month not in with_year}


def _period(days: re.Match[str]) -> str:
    """Two whole dates: of one month, they name it as a date does; as far apart as a term, they name none."""
    months = (int(days[3]) - int(days[1])) * 12 + int(days[4]) - int(days[2]) + 1
    return f" {days[1]}年{days[2]}月1日 " if months == 1 else " " if months >= _TERM_MONTHS else days[0]


def _own_days(span: re.Match[str]) -> str:
    """The month of ``10.8-10.31`` as a date names it; nothing is changed where it is not the sheet's days: hours of school,
    points, a holiday."""
    year, month, since, until = span[1] or "", span[2], int(span[3]), int(span[4])
    after = span.string[span.end() :]
    beside = _CLAUSE.split(span.string[: span.start()])[-1][-_BESIDE:], _CLAUSE.split(after)[0][:_BESIDE]
    if any(_OTHER_DAYS.search(fold(words)) for words in beside) or not _SHEETS.match(after):
        return span[0]
    return f" {year and f'{year}年'}{month}月1日 " if 0 < since < until <= _MOST_DAYS else span[0]


def _ends(span: re.Match[str]) -> str:
    """The months from which and to which a sheet says that it goes; nothing where the span is the term's."""
    month, until, year = int(span[2] or span[3]), int(span[5]), int(span[4])
    since = int(span[1] or (year if month <= until else year - 1))
    months = (year - since) * 12 + until - month + 1
    return " " if months >= _TERM_MONTHS else f" {since}年{month}月 {year}年{until}月 "


def _each(listed: re.Match[str]) -> str:
    """Months of which only the last says 月, one by one. Without a year ``1、10月`` is October under a number of a list,
    ``六年级1-10月`` October of a class, ``附件2-9月`` September in an annex."""
    months = [int(number) for number in re.findall(r"\d+", listed[2])]
    is_numbered = "、" in listed[2] or listed.string[: listed.start()].rstrip().endswith(_NUMBERED)
    if not listed[1] and is_numbered and any(b - a not in (1, -11) for a, b in pairwise(months)):
        return listed[0]
    year = int(listed[1] or 0)
    years = [year + (month < months[0]) if year else None for month in months]
    return "".join(f" {y}年{m}月 " if y else f" {m}月 " for y, m in zip(years, months, strict=True))


def title_month(title: str) -> str | None:
    """The one month that a title names (``months_in``), a month with its year before others; None where it names none,
    or several."""
    return _only(months_in(title))


def _only(named: set[str]) -> str | None:
    full = {month for month in named if len(month) == 7}
    return next(iter(full or named)) if len(full or named) == 1 else None


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
        headed = title_month(" ".join(getattr(block, "day_months", [])))
        months |= {title_month(block.title) or headed or _only(_tab_months(block))}
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

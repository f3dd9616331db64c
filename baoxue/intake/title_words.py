"""The words over a table as a title: cells that only together name a year, month or class are put together.

``2018 | 年 | 10 | 月`` is ``2018年10月``; so is ``年月 | 2018-10-01``, whose cell is a date; ``月份: | 10`` is ``10月``. Numbers
that no neighbour explains, a count of pupils for one, are left out.
"""

import re

from baoxue.contracts.cells import as_text, fold
from baoxue.contracts.dates import read_date
from baoxue.intake.book import Cell

_YEAR, _NUMBER, _MONTH = (re.compile(p) for p in (r"20\d{2}", r"\d{1,2}", r"0?[1-9]|1[0-2]"))
_OF_MONTH = "考勤|出勤(?!率)|学生|名册|登记|点名|统计|报表|上报|[班级]"
_UNITS = [(re.compile(r"年(?!级|龄)"), _YEAR),
          (re.compile(rf"月(?!考(?!勤))[份度]?(?:$|[\d:,;、()]|.*(?:{_OF_MONTH}))"), _MONTH),
          (re.compile(r"年级|班(?=$|级|考勤|出勤|学生|花名册)|日$"), _NUMBER), (re.compile(r"级"), _YEAR)]  # fmt: skip
"""Beginning of a cell → the number before it that it counts."""
_WHOSE = (
    "其中|[全本)\\d一二三四五六七八九十]班|年级|学生|在[校籍册读]|(?:住校|[住寄]宿|走读)生?|留守|[应实]到|[现共]有|合计"
)
_COUNT_LABEL = re.compile(
    rf".{{0,4}}(?:人数|应到|实到|合计|学生数|班额)(?:\(人\))?:?|(?:.{{0,4}}(?:{_WHOSE})[:,、(]?)?[男女]+生?数?\)?(?:\(人\))?:?"
)
"""Before a number: how many pupils, so it is no month's. Of boys or girls only words of a class come before 男 or 女, since
the class teacher's name may end in either."""
_YEAR_LABEL = re.compile(r".{0,4}(?:年份?|年度):?")
_MONTH_LABEL = re.compile(r"(?!.*(?:出生|入学|毕业)).{0,6}(?:年月|月份?|月度):?")
_BEGINS_MONTH = re.compile(r"(?:0?[1-9]|1[0-2])月")
_COMPACT = re.compile(r"(20\d{2})[-./]?(0[1-9]|1[0-2])")
_JOINS = "年月日级班"
"""A number that ends one cell and one of these that begins the next are no one's."""


def title_words(rows: list[list[Cell]]) -> str:
    """The words of the rows above a heading, or under a table."""
    said, is_open = "", False
    for row in rows:
        cells = [cell for cell in row if cell.__class__ is not bool and as_text(cell).strip()]
        plain = ["", *(fold(as_text(cell)) for cell in cells), "", ""]
        for place, cell in enumerate(cells, 1):
            is_counted = _is_unit(plain, place + 1)
            text = as_text(cell).strip() if is_counted else _explained(plain, place)
            if text is None:
                if cell.__class__ is not str:
                    continue
                text = as_text(cell).strip()
            said += text if is_open or not said else _between(said[-1], text[0]) + text
            is_open = is_counted
    return said


def _is_unit(plain: list[str], place: int) -> bool:
    """The cell begins with the unit of the number before it: 月 of ``10 | 月``."""
    label, number, word = plain[place - 2], plain[place - 1], plain[place]
    if word.startswith("月") and _COUNT_LABEL.fullmatch(label):
        return False
    if "份" in word and _MONTH_LABEL.fullmatch(word) and _month(plain[place + 1]):
        return False
    return any(unit.match(word) and fits.fullmatch(number) for unit, fits in _UNITS)


def _explained(plain: list[str], place: int) -> str | None:
    """The year or month that a cell is by its neighbours; None where they do not say."""
    before, word, after = plain[place - 1 : place + 2]
    if _YEAR.fullmatch(word):
        is_followed = _BEGINS_MONTH.match(after) or (_MONTH.fullmatch(after) and _is_unit(plain, place + 2))
        return f"{word}年" if is_followed or _YEAR_LABEL.fullmatch(before) else None
    if not _MONTH_LABEL.fullmatch(before) or _is_unit(plain, place - 1):
        return None
    is_open = ":" not in before and place > 1 and _MONTH.fullmatch(plain[place - 2]) and _MONTH.fullmatch(word)
    return None if is_open else _month(word)


def _month(word: str) -> str | None:
    """The month that a cell says beside a label for months."""
    if _MONTH.fullmatch(word):
        return f"{int(word)}月"
    if found := _COMPACT.fullmatch(word):
        return f"{found[1]}年{int(found[2])}月"
    day = read_date(word) if word[:1].isdigit() else None
    return f"{day.year}年{day.month}月" if day else None


def _between(last: str, first: str) -> str:
    return " ; " if last.isdigit() and (first.isdigit() or first in _JOINS) else " "

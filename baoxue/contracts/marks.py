"""Attendance marks: codes, the words and signs that schools use for them, and how a legend is read."""

import re
from functools import lru_cache

from baoxue.contracts.cells import plain

MARKS = ("P", "L", "E", "S", "R", "A")
"""present, late, left early, sick leave, personal leave, unexcused."""
REST = "-"
"""A sign for "no school": the cell stands for no half day at all."""
BLANK = ""
"""The sign of an empty cell; in a legend only where the school states 空白=…"""

WORDS = {
    "出勤": "P", "到校": "P", "在校": "P", "正常": "P", "到": "P", "全勤": "P", "出": "P", "实到": "P",
    "迟到": "L", "迟": "L",
    "早退": "E", "早": "E", "退": "E",
    "病假": "S", "病": "S", "因病请假": "S",
    "事假": "R", "事": "R", "因事请假": "R",
    "旷课": "A", "旷": "A", "缺勤": "A", "缺课": "A", "缺席": "A", "无故缺席": "A",
    "休": REST, "休息": REST, "放假": REST, "节假日": REST, "假日": REST, "周末": REST, "双休": REST, "不上课": REST,
}  # fmt: skip
"""Words that mean the same in every school; in a cell they need no legend."""

TOTALS = {
    "出勤": "P", "出勤天数": "P", "实到": "P", "实出勤": "P", "实出勤天数": "P", "到校天数": "P", "出勤日数": "P",
    "迟到": "L", "迟到次数": "L", "早退": "E", "早退次数": "E",
    "病假": "S", "病假天数": "S", "事假": "R", "事假天数": "R", "请假": "SR", "请假天数": "SR",
    "旷课": "A", "旷课天数": "A", "缺勤": "A", "缺课": "A", "缺勤天数": "A", "旷课次数": "A",
}  # fmt: skip
"""Headings of the columns on the right → the marks they count."""

_ALIKE = str.maketrans(
    {
        "✓": "√",
        "✔": "√",
        "∨": "√",
        "✕": "×",
        "✖": "×",
        "╳": "×",
        "X": "×",
        "x": "×",
        "ⅹ": "×",
        "✗": "×",
        "✘": "×",
        "◯": "○",
        "〇": "○",
        "O": "○",
        "o": "○",
        "∆": "△",
        "Δ": "△",
        "▵": "△",
        "／": "/",
        "∕": "/",
        "╱": "/",
        "☉": "⊙",
    }
)
_GAP = r"[\s::=\-—–―~,,]*(?:表示|代表|为|即|指)?[\s::=]*"
_SIGN = r"([^\s\w::=\-—–―~,,;;。、()\[\]【】〔〕|]|[A-Za-z]|空白|空格|空|不填|(?<![\d.])\d(?![\d.]))"
_WORD = "(" + "|".join(sorted((w for w in WORDS if len(w) > 1), key=len, reverse=True)) + "|休)"
_MARK_WORD = re.compile(_WORD)
_SIGN_FIRST = re.compile(_SIGN + r"[\])】〕]?" + _GAP + r"[((]?" + _WORD)
_WORD_FIRST = re.compile(_WORD + _GAP + r"[((\[【〔]?" + _GAP + _SIGN)
_SAYS = re.compile(r"图例|符号|标记|记号|说明|注[::明]|表示|代表")
_QUOTES = re.compile(r"[“”\"‘’'「」『』]")
_EMPTY = {"空白", "空格", "空", "不填"}


@lru_cache(maxsize=4096)
def sign_of(cell: str) -> str:
    """The sign in a cell, with look-alikes made equal (✓ and √, X and ×, O and ○); empty for a blank cell."""
    return plain(cell).translate(_ALIKE)


def is_legend(text: str) -> bool:
    """Words that explain signs: they say so, or hold two explanations."""
    pairs = read_legend(text)
    return len(pairs) >= 2 or (bool(pairs) and bool(_SAYS.search(text)))


@lru_cache(maxsize=4096)
def read_legend(text: str) -> tuple[tuple[str, str], ...]:
    """(sign, mark) in the order of the text: ``√出勤 ×旷课``, ``出勤:√``, ``空白=出勤``, ``休(放假)``.

    Both ways of writing are tried; the one that explains more words holds, or else the one that starts first.
    A sign given twice with different marks appears twice: the caller refuses it.
    """
    text = _QUOTES.sub("", text)
    if not _MARK_WORD.search(text):
        return ()  # a pupil's line of signs: seeking what each sign means takes twenty times longer
    before = [(f.start(), f[1], f[2]) for f in _SIGN_FIRST.finditer(text)]
    after = [(f.start(), f[2], f[1]) for f in _WORD_FIRST.finditer(text)]
    if not before and not after:
        return ()
    chosen = after if (len(after), -_first(after)) > (len(before), -_first(before)) else before
    pairs = [(BLANK if sign in _EMPTY else sign_of(sign), WORDS[word]) for _, sign, word in chosen]
    return tuple(dict.fromkeys(pairs))


def _first(found: list[tuple[int, str, str]]) -> int:
    return found[0][0] if found else 10**9

"""Attendance marks: codes, and the words and signs that schools use for them."""

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
_IN_DAYS = re.compile(r"\((?:天数?|次数?|日数?|人次)\)$|[天次日]$")

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


@lru_cache(maxsize=4096)
def sign_of(cell: str) -> str:
    """The sign in a cell, with look-alikes made equal (✓ and √, X and ×, O and ○); empty for a blank cell."""
    return plain(cell).translate(_ALIKE)


@lru_cache(maxsize=4096)
def total_of(heading: str) -> str:
    """The marks that a total counts, ``旷课(天)`` like ``旷课``; empty for another heading, or one in lessons."""
    return TOTALS.get(heading) or TOTALS.get(_IN_DAYS.sub("", heading), "")

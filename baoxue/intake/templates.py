"""Workbooks to fill in, with drop-downs: what they hold passes the intake as it stands."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name

from baoxue.contracts.dates import days_in
from baoxue.contracts.form import Form
from baoxue.contracts.forms import POSTS
from baoxue.contracts.ledger_book import CAUSE_CHOICES, LEDGER, OUTCOME_CHOICES
from baoxue.contracts.post_words import HEADS
from baoxue.contracts.workbooks import ROLL
from baoxue.intake.form_kinds import KINDS as FORM_KINDS

_YES = ["是", "否"]
_GRADES = [f"{n}年级" for n in "一二三四五六七八九"]
_CHOICES = {
    "sex": ["男", "女"],
    "id_type": ["居民身份证", "其他"],
    "household_kind": ["农业", "非农业"],
    "boarding": ["走读", "住校"],
    "left_behind": ["非留守儿童", "单亲留守儿童", "双亲留守儿童"],
    "inclusive": ["否", "随班就读", "特教班", "送教上门"],
    "grade": _GRADES,
    "status": ["在校", "休学", "复学", "转出", "退学", "毕业", "结业", "肄业", "死亡", "下落不明"],
    **dict.fromkeys(("migrant", "orphan", "poor", "needs_aid", "gets_aid", "overseas"), _YES),
}
_LEFT_OUT = {"note", "auxiliary_number", "name_pinyin", "former_name", "martyr", "distance", "transport", "school_bus"}
_SIGNS = {"√": "出勤", "⊙": "迟到", "◇": "早退", "○": "病假", "△": "事假", "×": "旷课", "休": "不上课"}
_COUNTED = {"出勤": "√", "迟到": "⊙", "早退": "◇", "病假": "○", "事假": "△", "旷课": "×"}
_ROWS = 2000
_PUPILS = 60
_FORMS: dict[str, tuple[Form, str, Mapping[str, Sequence[str]]]] = {
    **{name: (kind.form, kind.sheet, kind.choices) for name, kind in FORM_KINDS.items()},
    "posts": (POSTS, "七长名册", {"head": [words[0] for words in HEADS.values()]}),
    "ledger": (LEDGER, "控辍保学台账", {"tier": ["疑似", "辍学"], "cause": CAUSE_CHOICES, "result": OUTCOME_CHOICES}),
}
"""Kind → form, its sheet's title, its drop-downs by field."""
_OWN_WORDS = {"cause", "result"}
"""Drop-downs beside which other words may be written."""
_REPEATED = {"ledger": ["第1次劝返", "第2次劝返", "第3次劝返"]}
"""Kind → columns that a form reads together, however many there are."""

KINDS = ("roll", "attendance", *_FORMS)


def template(
    kind: str, path: Path, school: str = "", month: str = "", classes: Sequence[tuple[str, Sequence[str]]] = ()
) -> Path:
    """A workbook of ``kind`` (roll | attendance, or a form's) at ``path``.

    ``school``: name for the title, of a village's or township's form its own; ``month``: YYYY-MM; ``classes``: for attendance, (class label, names) for a
    sheet each. Raises ValueError for another kind.
    """
    if kind not in KINDS:
        raise ValueError(f"{kind}: {' | '.join(KINDS)}")
    with path.open("wb") as file, xlsxwriter.Workbook(file, {"strings_to_formulas": False}) as workbook:
        if kind == "roll":
            _roll(workbook, school, _month_words(month))
        elif kind in _FORMS:
            _form(workbook, *_FORMS[kind], f"{school}{_month_words(month)}", _REPEATED.get(kind, []))
        else:
            for label, names in classes or [("六(1)班", [])]:
                _attendance(workbook, label, names, school, month)
    return path


def _roll(workbook: xlsxwriter.Workbook, school: str, month: str) -> None:
    page = workbook.add_worksheet("学籍花名册")
    text, head, title = _formats(workbook)
    columns = [c for c in ROLL.values() if c.field not in _LEFT_OUT]
    page.write_string(0, 0, f"{school}{month}学籍花名册", title)
    for place, column in enumerate(columns):
        star = "" if column.need == "optional" else "★"
        page.write_string(1, place, column.headings[0] + star, head)
        page.set_column(place, place, 20 if "number" in column.field else 12, text)
        if choices := _CHOICES.get(column.field):
            page.data_validation(2, place, _ROWS, place, {"validate": "list", "source": choices})
    page.freeze_panes(2, 3)


def _form(
    workbook: xlsxwriter.Workbook,
    form: Form,
    name: str,
    choices_of: Mapping[str, Sequence[str]],
    whose: str,
    repeated: Sequence[str],
) -> None:
    page = workbook.add_worksheet(name)
    text, head, title = _formats(workbook)
    page.write_string(0, 0, f"{whose}{name}", title)
    for place, column in enumerate(form.columns.values()):
        page.write_string(1, place, column.headings[0], head)
        page.set_column(place, place, 20 if "number" in column.field else 12, text)
        if choices := choices_of.get(column.field):
            stops = {"error_type": "information"} if column.field in _OWN_WORDS else {}
            page.data_validation(2, place, _ROWS, place, {"validate": "list", "source": list(choices), **stops})
    for place, heading in enumerate(repeated, len(form.columns)):
        page.write_string(1, place, heading, head)
        page.set_column(place, place, 24, text)
    page.freeze_panes(2, 3)


def _attendance(workbook: xlsxwriter.Workbook, label: str, names: Sequence[str], school: str, month: str) -> None:
    page = workbook.add_worksheet(label.translate(str.maketrans("[]:*?/\\", "_______"))[:31])
    text, head, title = _formats(workbook)
    days = days_in(month) if month else 31
    page.write_string(0, 0, f"{school} {label} {_month_words(month)}考勤表", title)
    for place, heading in enumerate(["序号", "姓名", "学籍号", *map(str, range(1, days + 1)), *_COUNTED]):
        page.write_string(1, place, heading, head)
    page.set_column(1, 1, 10, text)
    page.set_column(2, 2, 22, text)
    page.set_column(3, 2 + days, 3, text)
    rows = max(len(names), _PUPILS if not names else 0)
    for number in range(rows):
        if names:
            page.write_number(2 + number, 0, number + 1)
            page.write_string(2 + number, 1, names[number], text)
        marks = f"D{number + 3}:{xl_col_to_name(2 + days)}{number + 3}"
        for place, sign in enumerate(_COUNTED.values()):
            count = f'COUNTIF({marks},"{sign}")'
            page.write_formula(2 + number, 3 + days + place, f'=IF({count}=0,"",{count})', None, "")
    page.data_validation(2, 3, 1 + rows, 2 + days, {"validate": "list", "source": list(_SIGNS)})
    page.write_string(2 + rows, 0, "图例:" + " ".join(f"{sign}{word}" for sign, word in _SIGNS.items()))
    page.write_string(3 + rows, 0, "班主任签字:")
    page.freeze_panes(2, 3)


def _formats(workbook: xlsxwriter.Workbook) -> tuple[Format, Format, Format]:
    return (
        workbook.add_format({"num_format": "@"}),
        workbook.add_format({"bold": True, "border": 1, "align": "center", "text_wrap": True, "num_format": "@"}),
        workbook.add_format({"bold": True, "font_size": 14}),
    )


def _month_words(month: str) -> str:
    return f"{int(month[:4])}年{int(month[5:7])}月" if month else ""

"""The columns of the printed monthly form, as the screen shows them."""

from html import escape

from baoxue.reports.monthly_form import FORM, UNREGISTERED, FormColumn, unit_name
from baoxue.ui import formats
from baoxue.ui.screen import Screen
from baoxue.ui.table import Column, table_html
from baoxue.ui.words import _, word

_HIDDEN = {"attendance_rate": "rate_hidden", "enrolment_rate": "enrolment_hidden"}
_BY_ATTENDANCE = {"at_school": formats.whole, "roll_seat_differs": formats.whole, "attendance_rate": formats.percent}
"""Figures that a unit without one reported class cannot have, and how they are written where it has."""


def html(screen: Screen, rows: list[dict]) -> str:
    """The form as a table; its headings alone where no unit has a row."""
    return table_html(columns(screen), rows, caption=_("单位:人、人次、份、%。向右滑动看全表。"), wide=True,
                      emphasis=lambda r: r["is_total"])  # fmt: skip


def columns(screen: Screen) -> list[Column]:
    """The unit, then 适龄(户籍) · 学籍 · 台账 · 工作, and the same figure earlier."""
    place = Column(_("单位"), _unit, link=lambda r: None if r["is_total"] else screen.open_place(r["unit_code"]))
    return [place, *[_column(column) for column in FORM]]


def _column(column: FormColumn) -> Column:
    group, title = column.group.said(_), column.title.said(_)
    if column.kind == "part":
        return Column(title, lambda r: formats.part(*(r[figure] for figure in column.figures)), "right", group=group)
    (figure,) = column.figures
    if figure in _BY_ATTENDANCE:
        unit = "%" if column.kind == "rate" else ""
        return Column(title, lambda r: _by_attendance(r, figure), "html_right", unit=unit, group=group)
    if figure.startswith("reports_"):
        return Column(title, lambda r: _of_reports(r, figure), "right", group=group)
    if column.kind == "number":
        return Column(title, figure, "number", group=group)
    return Column(title, lambda r: _open(r, figure), "rate", unit="%", group=group)


def _open(row: dict, figure: str) -> float | None:
    """The figure, unless so few stand behind it that the form keeps it to itself."""
    hidden = _HIDDEN.get(figure)
    return None if hidden and row[hidden] else row[figure]


def _by_attendance(row: dict, figure: str) -> str:
    if row["classes_due"] and not row["classes_reported"]:
        if row["is_holiday"]:
            return escape(_("假期"))
        return escape(_("进行中")) if row["state"] == "in_progress" else formats.not_reported()
    return _BY_ATTENDANCE[figure](_open(row, figure))


def _of_reports(row: dict, figure: str) -> str:
    """While no report of the month is due yet there is nothing to count: no zeros."""
    if row["state"] == "in_progress" and row["reports_due"] == 0:
        return _("进行中")
    return formats.whole(row[figure])


def unregistered() -> str:
    """What the printed form asks for besides and nothing holds yet."""
    titles = _("、").join(column.title.said(_) for column in UNREGISTERED)
    return _("{titles}:系统尚无这几项的登记,不是 0,表中不列。").format(titles=titles)


def _unit(row: dict) -> str:
    if not row["is_total"]:
        return unit_name(row, _)
    return _("合计") if row["stage"] == "all" else f"{_('合计')} {word('stage', row['stage'])}"

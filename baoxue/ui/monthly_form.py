"""The columns of the printed monthly form, as the screen shows them."""

from baoxue.reports.monthly_form import FORM, FormColumn
from baoxue.ui import formats
from baoxue.ui.screen import Screen
from baoxue.ui.table import Column
from baoxue.ui.words import _, word

_HIDDEN = {"attendance_rate": "rate_hidden"}


def columns(screen: Screen) -> list[Column]:
    """The unit, then 适龄(户籍) · 学籍 · 台账 · 工作, and the same figure earlier."""
    place = Column(_("单位"), _unit, link=lambda r: None if r["is_total"] else screen.open_place(r["unit_code"]))
    return [place, *[_column(column) for column in FORM]]


def _column(column: FormColumn) -> Column:
    group, title = column.group.said(_), column.title.said(_)
    if column.kind == "part":
        return Column(title, lambda r: formats.part(*(r[figure] for figure in column.figures)), "right", group=group)
    (figure,) = column.figures
    if column.kind == "number":
        return Column(title, figure, "number", group=group)
    hidden = _HIDDEN.get(figure)
    return Column(title, lambda r: None if hidden and r[hidden] else r[figure], "rate", unit="%", group=group)


def _unit(row: dict) -> str:
    name = row["unit_name"] or _("户籍未识别")
    if not row["is_total"]:
        return name
    return _("合计") if row["stage"] == "all" else f"{_('合计')} {word('stage', row['stage'])}"

"""The units below a place, with what is open and overdue in each: areas by household, the classes of a school by roll."""

from baoxue.ui import status
from baoxue.ui.screen import Screen, current, section
from baoxue.ui.table import Column, table
from baoxue.ui.words import _


def show() -> None:
    screen = current()
    rows = screen.aggregate("pg_today_units").rows
    if not rows:
        return
    titles = {"county": _("各镇"), "township": _("各村"), "school": _("各班")}
    section(titles.get(screen.level, _("各单位")))
    caption = _("按学籍所在班") if screen.level == "school" else _("按户籍所在地")
    table(_columns, rows, caption=caption, empty=_("没有下级单位。"))


def _columns(screen: Screen) -> list[Column]:
    is_school = screen.level == "school"
    return [
        Column(
            _("班级") if is_school else _("单位"),
            lambda r: r["unit_name"] or _("户籍未识别"),
            link=lambda r: screen.open_place(r["unit_code"]),
        ),
        Column(_("学籍数") if is_school else _("适龄"), "school_age", "number", unit=_("人")),
        Column(_("未销号"), "open_n", "number", unit=_("人")),
        Column(_("逾期"), "overdue_n", "number", unit=_("件")),
        Column(_("近8周新增"), status.weeks, "html"),
    ]

"""Grids of attendance: school by day, class by day, pupil by day; what a cell of sums says."""

from collections import defaultdict

from baoxue.ui import formats
from baoxue.ui.grid import grid, legend, mark_cell
from baoxue.ui.screen import Screen
from baoxue.ui.words import _

_SHADES = ((0.02, "p1"), (0.05, "p2"))
"""Share absent below which a cell has the shade; the darkest above."""


def schools(screen: Screen, rows: list[dict]) -> str:
    by_day = _by_day(sorted(rows, key=lambda r: r["sort"]), "school_code")
    names = {code: (_any(days)["school_name"], screen.open_place(code)) for code, days in by_day.items()}
    return grid(names, by_day, sum_cell, _("各校每日考勤"))


def classes(screen: Screen, rows: list[dict]) -> str:
    by_day = _by_day(rows, "class_key")
    names = {key: (_class_name(_any(days)), screen.open_place(key)) for key, days in by_day.items()}
    return grid(names, by_day, sum_cell, _("各班每日考勤"))


def pupils(screen: Screen, rows: list[dict]) -> str:
    own = {"class_key": screen.place, "school_code": screen.place[:10]}
    by_day = _by_day(rows, "child_key")
    names = {key: (screen.name({**_any(days), **own}), None) for key, days in by_day.items()}
    return grid(names, by_day, mark_cell, _("学生每日考勤"))


def _any(days: dict) -> dict:
    """A row of a unit: what names the unit stands in each."""
    return next(iter(days.values()))


def _class_name(row: dict) -> str:
    return row["class_label"] + (" ?" if row["is_all_present_month"] else "")


def _by_day(rows: list[dict], key: str) -> dict:
    found: dict = defaultdict(dict)
    for row in rows:
        found[row[key]][row["day"]] = row
    return found


def sum_legend() -> None:
    legend([("p0", "", _("无人旷课")), ("p1", "", _("旷课不到 2%")), ("p2", "", _("2% 至 5%")), ("p3", "", _("5% 及以上")),
            ("p0 bx-part", "", _("部分班级未报")), ("unreported", "", _("未报,不是 0,也不是到校"))])  # fmt: skip


def sum_cell(row: dict) -> tuple[str, str, str]:
    """(class, text, title) of a cell of sums. A class's own row counts no classes: it has reported, or it has not."""
    reported = row.get("classes_reported", row.get("is_reported"))
    if not row["is_school_day"] and not reported:
        return "off", "", ""
    if not reported:
        return "unreported", "", _("未报")
    shade = next((name for below, name in _SHADES if row["absent_share"] < below), "p3") if row["absent_days"] else "p0"
    title = _("旷课 {a} 天,请假 {b} 天,应到 {c} 天").format(
        a=formats.days(row["absent_days"]), b=formats.days(row["leave_days"]), c=formats.days(row["due_days"])
    )
    if reported < (due := row.get("classes_due", 1)):
        shade += " bx-part"
        title += _(";{n} 个班只报了 {m} 个").format(n=due, m=reported)
    return shade, formats.days(row["absent_days"]) if row["absent_days"] else "", title

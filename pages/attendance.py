"""考勤学籍: school by day, class by day, pupil by day; and who came on or left the rolls."""

from collections import defaultdict

from baoxue.ui.grid import grid
from baoxue.ui.screen import current, head, section
from baoxue.ui.table import Column, figures_line, table
from baoxue.ui.words import _, word


def page() -> None:
    screen = current()
    head(_("考勤学籍 {month}").format(month=screen.month), _("斜纹表示未报,不是 0,也不是到校。"))
    {"class": _pupils, "school": _classes}.get(screen.level, _schools)()
    _rolls()


def _schools() -> None:
    screen = current()
    rows = screen.aggregate("pg_attendance_schools").rows
    section(_("各校每日缺勤"), _("格内为旷课半日数;颜色越深,旷课占应到的比例越高。"))
    names = {
        code: (r["school_name"], screen.open_place(code))
        for code, r in sorted({r["school_code"]: r for r in rows}.items(), key=lambda item: item[1]["sort"])
    }
    grid(names, _by_day(rows, "school_code"), _sum_cell, _("各校每日考勤"))


def _classes() -> None:
    screen = current()
    rows = screen.aggregate("pg_attendance_classes", school=screen.place).rows
    section(_("各班每日缺勤"), _("全月无一人缺勤的班级加问号,请核实。"))
    names = {
        r["class_key"]: (
            r["class_label"] + (" ?" if r["is_all_present_month"] else ""),
            screen.open_place(r["class_key"]),
        )
        for r in rows
    }
    grid(names, _by_day(rows, "class_key"), _sum_cell, _("各班每日考勤"))


def _pupils() -> None:
    screen = current()
    rows = screen.children("pg_attendance_pupils", class_key=screen.place).rows
    section(_("学生每日考勤"))
    names = {
        r["child_key"]: (screen.name({**r, "class_key": screen.place, "school_code": screen.place[:10]}), None)
        for r in rows
    }
    grid(names, _by_day(rows, "child_key"), _mark_cell, _("学生每日考勤"))


def _by_day(rows: list[dict], key: str) -> dict:
    found: dict = defaultdict(dict)
    for row in rows:
        found[row[key]][row["day"]] = row
    return found


def _sum_cell(row: dict) -> tuple[str, str, str]:
    """(class, text, title) of a cell of sums."""
    reported = row.get("classes_reported", row.get("is_reported"))
    if not row["is_school_day"] and not reported:
        return "off", "", ""
    if not reported:
        return "unreported", "", _("未报")
    part = row["absent_halves"] * 100 / row["due_halves"] if row["due_halves"] else 0
    shade = "p0" if row["absent_halves"] == 0 else "p1" if part < 2 else "p2" if part < 5 else "p3"
    title = _("旷课 {a} 请假 {b} 应到 {c}(半日)").format(
        a=row["absent_halves"], b=row["leave_halves"], c=row["due_halves"]
    )
    return shade, str(row["absent_halves"] or ""), title


def _mark_cell(row: dict) -> tuple[str, str, str]:
    marks = [m for m in (row["mark_am"], row["mark_pm"]) if m]
    if not row["is_reported"] or not marks:
        return "unreported", "", _("未报")
    mark = "A" if "A" in marks else next((m for m in marks if m != "P"), "P")
    text = {"A": "旷", "S": "病", "R": "事", "L": "迟", "E": "退"}.get(mark, "")
    half = "½" if len(set(marks)) > 1 else ""
    return mark, text + half, "/".join(word("mark", m) for m in marks)


def _rolls() -> None:
    screen = current()
    terms = {"last": _("上月"), "in": _("转入"), "out": _("转出"), "corrected": _("更正"), "now": _("本月")}
    flow = screen.aggregate("pg_roll_flow").rows
    section(_("学籍变动"), _("只计两个月都报了花名册的学校。"))
    if flow:
        figures_line([(terms.get(r["term"], r["term"]), r["n"], "quiet", None) for r in flow])
    rows = screen.children("pg_roll_moves").rows
    table(
        [
            Column(_("学生"), screen.name),
            Column(_("变动"), lambda r: word("roll_move", r["kind"])),
            Column(_("日期"), "day", "day"),
            Column(_("学校"), lambda r: f"{r['school_name'] or ''} {r['class_label'] or ''}"),
            Column(_("来自或去向"), "other_school_name"),
            Column(_("是否接收"), lambda r: {1: _("已接收"), 0: _("未见接收")}.get(r["is_received"], "")),
        ],
        rows[:200],
        caption=_("{n} 人次").format(n=len(rows)),
        empty=_("本月没有学籍变动。"),
    )

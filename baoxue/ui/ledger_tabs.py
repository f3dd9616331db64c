"""The tabs of the ledger beside its cases: absences followed, early signs, every child of school age."""

from baoxue.ui import columns
from baoxue.ui.filters import found
from baoxue.ui.screen import current
from baoxue.ui.table import Column, table
from baoxue.ui.words import _, word


def followed(wanted: str) -> None:
    screen = current()
    rows = found(screen.children("pg_followed").rows, wanted)
    shown = [
        columns.child(screen),
        *columns.places(),
        Column(_("连续旷课"), "absent_days", "days", unit=_("上课日")),
        Column(_("从"), "first_day", "day"),
        Column(_("最近报送"), "last_reported_day", "day"),
    ]
    table(shown, rows, caption=_("{n} 人,未立案").format(n=len(rows)), empty=_("没有正在缺勤而未立案的学生。"))


def watched(wanted: str) -> None:
    screen = current()
    rows = found(screen.children("pg_watched").rows, wanted)
    shown = [
        columns.child(screen),
        *columns.places(),
        Column(_("迹象"), lambda r: word("sign", r["sign"])),
        Column(_("数"), "found", "days"),
    ]
    table(shown, rows, caption=_("{n} 人").format(n=len(rows)), empty=_("没有达到关注线的学生。"))


def children(wanted: str) -> None:
    screen = current()
    rows = found(screen.children("pg_school_age").rows, wanted)
    most = 300
    shown = [
        columns.child(screen),
        *columns.places(),
        Column(_("就学状况"), lambda r: word("whereabouts", r["whereabouts"])),
        Column(_("学籍状态"), lambda r: word("status", r["status"])),
        Column(_("个案"), "case_no", link=lambda r: screen.link("case", case=r["case_no"])),
    ]
    note = _("共 {n} 人").format(n=len(rows)) + (
        _(",先显示 {most} 人,请用查找缩小范围或导出全部").format(most=most) if len(rows) > most else ""
    )
    table(shown, rows[:most], caption=note, empty=_("没有符合条件的适龄儿童。"))

"""Columns that several screens share: who and where, and the row of a case."""

from baoxue.ui import status
from baoxue.ui.screen import Screen
from baoxue.ui.table import Column
from baoxue.ui.words import _, word


def places(*, is_folded: bool = False) -> list[Column]:
    """School and class, and the village of the household, which a phone may leave to the child's file."""
    return [
        Column(_("学校班级"), lambda r: seat(r)),
        Column(_("户籍村"), lambda r: f"{r['township_name'] or ''} {r['village_name'] or ''}", is_folded=is_folded),
    ]


def seat(row: dict) -> str:
    """School and class; marked where they are the last known ones of a child who is on no roll now."""
    words = f"{row['school_name'] or ''} {row['class_label'] or ''}".strip()
    if not words:
        return _("无学籍")
    return _("原就读 {seat}").format(seat=words) if row.get("is_former") else words


def child(screen: Screen, *, opens: bool = False) -> Column:
    """The name as the viewer may read it; ``opens``: it leads to the child's file."""
    return Column(_("学生"), screen.name, link=(lambda r: screen.link("case", case=r["case_no"])) if opens else None)


def number(screen: Screen) -> Column:
    return Column(_("编号"), "case_no", link=lambda r: screen.link("case", case=r["case_no"]))


def case(screen: Screen) -> list[Column]:
    """The ledger's row."""
    return [
        number(screen),
        child(screen, opens=True),
        *places(is_folded=True),
        Column(_("立案"), "opened_on", "day", is_folded=True),
        Column(_("状态"), _state),
        Column(_("承办"), _holder, is_folded=True),
        Column(_("限期"), status.deadline, "html"),
        Column(_("佐证"), status.evidence, "html", is_folded=True),
        Column(_("销号状态"), status.closing, "html"),
    ]


def reports(screen: Screen) -> list[Column]:
    """A school's report and whom to call about it."""
    return [
        Column(_("学校"), "school_name", link=lambda r: screen.open_place(r["school_code"])),
        Column(_("镇"), "township_name"),
        Column(_("表"), lambda r: word("kind", r["kind"])),
        Column(_("状态"), status.report, "html"),
        Column(_("联系人"), lambda r: f"{r['clerk_name'] or ''} {r['clerk_phone'] or ''}".strip()),
    ]


def _state(row: dict) -> str:
    again = f" · {_('第{n}次').format(n=row['episode_no'])}" if row["episode_no"] > 1 else ""
    return word("state", row["state"]) + again


def _holder(row: dict) -> str:
    return row["holder_name"] or (_("岗位空缺") if row["is_open"] and row["holder"] else "")

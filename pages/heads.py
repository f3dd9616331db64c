"""七长责任: who holds what."""

import streamlit as st

from baoxue.ui import status
from baoxue.ui.screen import current, head, section
from baoxue.ui.table import Column, figures_line, table
from baoxue.ui.words import _, word

_PAIRS = (("county_head", "director"), ("township_head", "principal"), ("village_head", "class_teacher"), ("parent",))


def page() -> None:
    screen = current()
    head(_("七长责任"), _("行政线按户籍:县长—镇长—村长;教育线按学籍:教育局长—校长—师长;家长在下。空缺的岗位在前。"))
    rows = screen.aggregate("pg_seven_heads").rows
    held = [h for pair in _PAIRS for h in pair if any(r["head"] == h for r in rows)]
    if not held:
        table([], [], caption="", empty=_("还没有登记岗位。"))
        return
    chosen = st.segmented_control(
        _("哪一长"), held, default=held[min(2, len(held) - 1)], format_func=lambda h: word("head", h), key="head",
        label_visibility="collapsed",
    )  # fmt: skip
    _people([r for r in rows if r["head"] == (chosen or held[0])])
    if post := st.query_params.get("post"):
        _cases(post)


def _people(rows: list[dict]) -> None:
    screen = current()
    vacant = [r for r in rows if r["gap_reason"]]
    figures_line(
        [
            (_("岗位"), len(rows), "quiet", None),
            (_("空缺"), len(vacant), "soon" if vacant else "quiet", None),
        ]
    )
    table(
        [
            Column(_("姓名"), lambda r: r["person_name"] or word("gap", r["gap_reason"]),
                   link=lambda r: screen.link("heads", post=r["post_id"]) if r["post_id"] else None),
            Column(_("单位"), lambda r: f"{r['school_name'] or ''} {r['unit_name'] or ''}".strip()),
            Column(_("电话"), "phone"),
            Column(_("责任学生"), "in_care", "number", unit=_("人")),
            Column(_("未销号"), "open_n", "number", unit=_("人")),
            Column(_("逾期"), "overdue_n", "number", unit=_("件")),
            Column(_("本月应办"), "due_n", "number", unit=_("件")),
            Column(_("已办"), "done_n", "number", unit=_("件")),
            Column(_("办结中位"), "median_days", "days", unit=_("天")),
        ],
        rows,
        caption=_("按未办事项排列,责任学生数并列显示,不作排名"),
        empty=_("这一范围没有该岗位。"),
    )  # fmt: skip


def _cases(post: str) -> None:
    screen = current()
    rows = screen.children("pg_head_cases", post_id=post).rows
    section(_("该岗位的个案"))
    table(
        [
            Column(_("编号"), "case_no", link=lambda r: screen.link("case", case=r["case_no"])),
            Column(_("学生"), screen.name),
            Column(_("学校班级"), lambda r: f"{r['school_name'] or ''} {r['class_label'] or ''}"),
            Column(_("状态"), lambda r: word("state", r["state"])),
            Column(_("限期"), status.deadline, "html"),
            Column(_("销号状态"), status.closing, "html"),
        ],
        rows,
        caption=_("{n} 件").format(n=len(rows)),
        empty=_("没有您范围内的个案。"),
    )

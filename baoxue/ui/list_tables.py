"""The lines of a list from above as tables: what is left, all of them, and counts by unit."""

import streamlit as st

from baoxue.ui import status
from baoxue.ui.filters import Filter, chosen, found
from baoxue.ui.screen import Screen, current, section
from baoxue.ui.table import Column, table
from baoxue.ui.words import _, word

_FIRST = 200


def left_lines(rows: list[dict]) -> None:
    left = [r for r in rows if r["state"] == "open"]
    section(_("未结"), _("每一行有名单的责任人和跟踪限期;确属失学、失联、待核的学生在台账中,个案另有办理限期。"))
    table(
        lambda screen: [
            *_who(screen),
            Column(_("核查结果"), lambda r: word("list_answer", r["code"])),
            Column(_("原因"), "cause"),
            Column(_("名单责任人"), "owner"),
            Column(_("名单跟踪限期"), status.line_due, "html"),
            Column(_("台账"), "case_no", link=lambda r: screen.link("case", case=r["case_no"])),
            Column(_("个案限期"), status.case_due, "html"),
        ],
        left,
        caption=_("{n} 行").format(n=len(left)),
        empty=_("没有未结的行。"),
    )


def all_lines(rows: list[dict]) -> None:
    section(_("明细"), _("待确认、逾期、与数据相反的在前。"))
    shown = found(rows, st.text_input(_("查找"), key="find-lists", placeholder=_("姓名、拼音")))
    shown = chosen(
        shown,
        [
            Filter(_("进度"), "state", lambda r: word("list_state", r["state"])),
            Filter(_("核查结果"), "code", lambda r: word("list_answer", r["code"])),
            Filter(_("镇"), "township_code", lambda r: r["township_name"] or r["township_code"]),
            Filter(_("依据"), "evidence_state", lambda r: word("list_evidence_state", r["evidence_state"])),
        ],
    )
    caption = _("{n} 行").format(n=len(shown))
    if len(shown) > _FIRST:
        caption += _(",先显示 {most} 行,请用查找缩小范围或导出全部").format(most=_FIRST)
    table(
        lambda screen: [
            *_who(screen),
            Column(_("进度"), status.list_state, "html"),
            Column(_("核查结果"), lambda r: word("list_answer", r["code"])),
            Column(_("就读学校"), lambda r: r["school_words"] or ""),
            Column(_("依据"), status.list_evidence, "html"),
            Column(_("核查人"), lambda r: r["checked_by"] or ""),
        ],
        shown[:_FIRST],
        caption=caption,
        empty=_("没有这样的行。"),
    )


def _who(screen: Screen) -> list[Column]:
    return [
        Column(_("行号"), "line_no", "number"),
        Column(_("姓名"), screen.name),
        Column(_("户籍村"), lambda r: f"{r['township_name'] or ''} {r['village_name'] or ''}".strip()),
    ]


def units(list_id: str) -> None:
    screen = current()
    rows = screen.aggregate("pg_list_units", list_id=list_id).rows
    if len(rows) < 2:
        return
    section({"county": _("各镇"), "township": _("各村")}.get(screen.level, _("各单位")))
    table(
        lambda screen: [
            Column(_("单位"), lambda r: r["unit_name"] or _("户籍地不明"), link=lambda r: None if r["is_total"] else screen.open_place(r["unit_code"])),
            *(Column(title, column, "number", unit=_("行")) for title, column in _numbers()),
        ],
        rows,
        caption=_("{n} 个单位").format(n=len(rows) - 1),
        empty="",
        emphasis=lambda r: bool(r["is_total"]),
    )  # fmt: skip


def _numbers() -> list[tuple[str, str]]:
    return [(_("名单"), "lines_n"), (word("list_state", "question"), "questions_n"), (word("list_state", "matched"), "matched_n"),
            (_("待复核、审批"), "waiting_n"), (_("未结"), "open_n"), (_("已答复"), "answered_n"), (_("逾期"), "overdue_n")]  # fmt: skip

"""上级名单: lists of suspected children from above: taken in, worked off line by line, what is left, sent back."""

import streamlit as st

from baoxue.desk import permits
from baoxue.ui import list_acts, list_intake, status
from baoxue.ui.filters import Filter, chosen, found
from baoxue.ui.screen import current, head, section, sentence
from baoxue.ui.table import Column, Figure, figures_line, table
from baoxue.ui.words import _, word

_FIRST = 200


def page() -> None:
    screen = current()
    head(_("上级名单"), _("按时限回复;排除与销号一样严:学校或村提出,中心校和镇复核,县局审批,各由不同的人办理。"))
    lists = screen.aggregate("pg_lists").rows
    with st.container():  # always in place: an element more or less would close what stands open below
        if said := st.session_state.pop("said-lists", None):
            sentence(said, "bx-say")
    if permits.can_keep_lists(screen.viewer):
        with st.expander(_("登记新名单"), expanded=not lists):
            list_intake.drop()
    if not lists:
        sentence(_("没有收到过涉及本地的上级名单。"), "bx-empty")
        return
    _one(_picked(lists))


def _picked(lists: list[dict]) -> dict:
    """The list looked at: the newest, or the one chosen; the choice stands in the address."""
    ids = [row["list_id"] for row in lists]
    names = {row["list_id"]: row["list_name"] for row in lists}
    asked = st.query_params.get("list", ids[0])
    if len(ids) > 1:
        asked = st.selectbox(
            _("名单"), ids, index=ids.index(asked) if asked in ids else 0, format_func=lambda i: names[i]
        )
        st.query_params["list"] = asked or ids[0]
    return next((row for row in lists if row["list_id"] == asked), lists[0])


def _one(about: dict) -> None:
    screen = current()
    section(
        about["list_name"],
        _("{day} 收到,共 {n} 行。").format(day=f"{about['received_on']:%Y-%m-%d}", n=about["lines_n"]),
    )
    st.html(f"<p>{status.reply_due(about)}</p>")
    figures_line(
        [
            Figure(_("逾期"), about["overdue_n"], "late"),
            Figure(word("list_state", "question"), about["questions_n"], "soon"),
            Figure(word("list_state", "matched"), about["matched_n"]),
            Figure(_("待复核、审批"), about["proposed_n"] + about["verified_n"]),
            Figure(_("未结"), about["open_n"]),
            Figure(_("已答复"), about["answered_n"]),
            Figure(_("数据相反"), about["contradicted_n"], "late"),
        ]
    )
    rows = screen.children("pg_list_lines", list_id=about["list_id"]).rows
    if len(rows) < about["lines_n"]:
        sentence(_("另有 {n} 行不在您的范围。").format(n=about["lines_n"] - len(rows)))
    list_acts.acts(about["list_id"], rows)
    _left(rows)
    if permits.can_keep_lists(screen.viewer):
        list_intake.reply(about)
    _units(about["list_id"])
    _all(rows)


def _left(rows: list[dict]) -> None:
    left = [r for r in rows if r["state"] == "open"]
    section(_("未结"), _("每一行有责任人和限期;确属失学、失联、待核的学生在台账中。"))
    table(
        [
            *_who(),
            Column(_("核查结果"), lambda r: word("list_answer", r["code"])),
            Column(_("原因"), "cause"),
            Column(_("责任人"), "owner"),
            Column(_("限期"), status.line_due, "html"),
            Column(_("台账"), "case_no", link=lambda r: current().link("case", case=r["case_no"])),
        ],
        left,
        caption=_("{n} 行").format(n=len(left)),
        empty=_("没有未结的行。"),
    )


def _all(rows: list[dict]) -> None:
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
        [
            *_who(),
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


def _who() -> list[Column]:
    return [
        Column(_("行"), "line_no", "number"),
        Column(_("姓名"), current().name),
        Column(_("户籍村"), lambda r: f"{r['township_name'] or ''} {r['village_name'] or ''}".strip()),
    ]


def _units(list_id: str) -> None:
    screen = current()
    rows = screen.aggregate("pg_list_units", list_id=list_id).rows
    if len(rows) < 2:
        return
    section({"county": _("各镇"), "township": _("各村")}.get(screen.level, _("各单位")))
    numbers = [(_("名单"), "lines_n"), (word("list_state", "question"), "questions_n"), (word("list_state", "matched"), "matched_n"),
               (_("待复核、审批"), "waiting_n"), (_("未结"), "open_n"), (_("已答复"), "answered_n"), (_("逾期"), "overdue_n")]  # fmt: skip
    table(
        [
            Column(_("单位"), lambda r: r["unit_name"] or _("户籍地不明"), link=lambda r: None if r["is_total"] else screen.open_place(r["unit_code"])),
            *(Column(title, column, "number", unit=_("行")) for title, column in numbers),
        ],
        rows,
        caption=_("{n} 个单位").format(n=len(rows) - 1),
        empty="",
        emphasis=lambda r: bool(r["is_total"]),
    )  # fmt: skip

"""上级名单: lists of suspected children from above: taken in, worked off line by line, what is left, sent back."""

import streamlit as st

from baoxue.desk import permits
from baoxue.ui import list_acts, list_intake, list_tables, status
from baoxue.ui.screen import current, head, section, sentence
from baoxue.ui.table import Figure, figures_line
from baoxue.ui.words import _, word


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
    list_tables.left_lines(rows)
    if permits.can_keep_lists(screen.viewer):
        list_intake.reply(about)
    list_tables.units(about["list_id"])
    list_tables.all_lines(rows)

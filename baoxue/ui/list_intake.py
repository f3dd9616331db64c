"""A list from above comes in as a workbook and goes back as one."""

import tempfile
from datetime import timedelta
from pathlib import Path

import streamlit as st

from baoxue.desk import lists as desk
from baoxue.desk.list_reply import reply as filled
from baoxue.reports.list_reply import list_reply
from baoxue.ui.receipt import show_findings
from baoxue.ui.screen import current, section, sentence
from baoxue.ui.words import _
from baoxue.words import Saying

_REPLY_DAYS = 20
"""Days offered for the reply; the office above says the real day."""


def drop() -> None:
    """Drop the workbook, see what it says, name it and its day, keep it."""
    turn = st.session_state.setdefault("list-round", 0)
    file = st.file_uploader(
        _("上级下发的名单(.xlsx .xls .et .csv)"), type=["xlsx", "xls", "et", "csv"], key=f"list-file-{turn}"
    )
    if file is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / Path(file.name).name
        path.write_bytes(file.getvalue())
        read = desk.look(path)
        if not read.lines:
            sentence(_("不能读取这份名单。"), "bx-empty")
            show_findings(read.findings)
            return
        columns = [label for label in read.blocks[0].labels if label]
        sentence(
            _("读到 {n} 行,{m} 列:{columns}").format(n=len(read.lines), m=len(columns), columns=_("、").join(columns))
        )
        if read.findings:
            show_findings(read.findings)
        _keep(path, read.blocks[0].title or Path(file.name).stem)


def _keep(path: Path, name: str) -> None:
    screen = current()
    today = screen.as_of.date()
    with st.form("keep-list", border=False):
        name = st.text_input(_("名单名称"), name)
        received = st.date_input(_("收到日期"), today)
        reply_on = st.date_input(_("回复日期"), today + timedelta(days=_REPLY_DAYS))
        pressed = st.form_submit_button(_("登记名单"), type="primary")
    if not pressed:
        return
    try:
        receipt = desk.receive(screen.home, screen.viewer, path, name, received, reply_on)
    except Saying as refused:
        sentence(refused.said(_), "bx-empty")
        return
    if receipt.state == "refused":
        show_findings(receipt.findings)
        return
    told = _("已登记 {n} 行,其中 {m} 行待确认是谁。").format(
        n=receipt.rows_accepted + receipt.rows_waiting, m=receipt.rows_waiting
    )
    st.session_state["said-lists"] = _("与已登记的相同,没有变化。") if receipt.is_unchanged else told
    st.session_state["list-round"] += 1
    st.query_params.pop("list", None)
    st.rerun()


def reply(about: dict) -> None:
    """The list in the very columns in which it came, with the answers that hold."""
    screen, list_id = current(), about["list_id"]
    section(_("回复表"), _("与来表同样的标题、列和顺序;多出的列原样返回。下载留痕。"))
    missing = about["lines_n"] - about["answered_n"] - about["open_n"]
    if missing:
        sentence(_("还有 {n} 行没有答复,回复表中留空。").format(n=missing))

    def made() -> bytes:
        return list_reply(*filled(screen.home, screen.viewer, list_id))

    name = f"{about['list_name'][:60]}-回复-{screen.figures.ledger_seq}.xlsx"
    st.download_button(_("下载回复表"), made, name, key=f"reply-{list_id}", on_click="ignore")

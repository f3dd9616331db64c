"""What became of a file that was sent: rows accepted, rows waiting, every finding, the marked copy."""

import streamlit as st

from baoxue.ui import formats
from baoxue.ui.screen import sentence
from baoxue.ui.table import Column, table
from baoxue.ui.words import _

_SEVERITY = {"refuse": "late", "wait": "soon", "note": "quiet"}


def show_receipt(receipt, number: int) -> None:
    """``receipt``: the answer of intake; ``number`` keeps the keys of several files apart."""
    states = {"accepted": _("已全部接收"), "waiting": _("已接收,部分待修改"), "refused": _("整份退回,未接收任何行")}
    sentence(_("{state}:接收 {a} 行,待修改 {b} 行。{same}").format(state=states[receipt.state], a=receipt.rows_accepted,
             b=receipt.rows_waiting, same=_("与上次所报相同,没有变化。") if receipt.is_unchanged else ""), "bx-say")  # fmt: skip
    table(
        [
            Column(_("位置"), lambda f: f"{f.sheet} {f.cell}".strip() or f.file),
            Column(_("问题"), lambda f: f.words(_).fault),
            Column(_("发现"), lambda f: f.words(_).found),
            Column(_("应为"), lambda f: f.words(_).expected),
            Column(_("怎么办"), lambda f: f.words(_).todo),
            Column(_("处理"), lambda f: formats.tag(_SEVERITY[f.severity], {"refuse": _("退回"), "wait": _("待修改"), "note": _("提示")}[f.severity]), "html"),
        ],
        receipt.findings[:200],
        caption=_("{n} 条").format(n=len(receipt.findings)),
        empty=_("没有发现问题。"),
    )  # fmt: skip
    if receipt.marked_copy and receipt.marked_copy.exists():
        st.download_button(
            _("下载标注副本"), receipt.marked_copy.read_bytes(), receipt.marked_copy.name, key=f"copy-{number}"
        )

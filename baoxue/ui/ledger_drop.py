"""导入台账: a dropped ledger is recognised, says what it would record and which lines wait, then is recorded."""

from collections.abc import MutableMapping, Sequence
from typing import Any

import streamlit as st

from baoxue.desk import ledger_book as desk
from baoxue.desk import permits
from baoxue.desk.ledger_book import FormBook, LedgerReceipt, Taken
from baoxue.desk.submit import Preview
from baoxue.ledger import Refused
from baoxue.ui.receipt import outcome, show_faults, show_findings
from baoxue.ui.screen import current, section, sentence
from baoxue.ui.table import Column, Figure, figures_line, table
from baoxue.ui.words import _, word

_MOST = 200
_COUNTED = ("opened", "confirmed", "persuaded", "returned", "closed", "cleared", "corrected")


def ledger_drop(files: Sequence[tuple[str, Preview, FormBook]], memory: MutableMapping[str, Any]) -> None:
    """One section for each ledger among the dropped files; what was recorded is kept in ``memory``."""
    for key, read, book in files:
        section(_("台账:{file}").format(file=read.file))
        try:
            said = _rehearsed(key, book, memory)
        except Refused as refused:
            sentence(refused.said(_), "bx-empty")
            continue
        receipt = said.receipt
        tag = outcome(receipt.state, receipt.rows_accepted, receipt.rows_waiting)
        st.html(f'<p class="bx-say">{tag}</p>')
        if receipt.state != "refused":
            _brings(said)
        if said.fresh and st.button(_("确认导入台账"), type="primary", key=f"ledger-{key}"):
            done = desk.enter(current().home, current().viewer, book)
            memory["ledgers"].append((read.file, done))
            memory["sent"].add(key)
            st.rerun()
        show_faults(key, read, receipt.findings, receipt.state)


def taken_over(done: Sequence[tuple[str, LedgerReceipt]]) -> None:
    """What was recorded of the ledgers sent."""
    for place, (file, said) in enumerate(done):
        section(_("已导入台账:{file}").format(file=file))
        _brings(said)
        if said.receipt.findings:
            show_findings(said.receipt.findings)
        copy = said.receipt.marked_copy
        if copy and copy.exists():
            st.download_button(
                _("下载标注副本"), copy.read_bytes(), copy.name, key=f"copy-ledger-{place}", on_click="ignore"
            )


def _rehearsed(key: str, book: FormBook, memory: MutableMapping[str, Any]) -> LedgerReceipt:
    """What the book would record; asked once while the file and the ledger stay the same."""
    screen = current()
    permits.check_can_import_ledger(screen.viewer)
    asked = (key, screen.figures.ledger_seq)
    if asked not in memory["rehearsed"]:
        memory["rehearsed"][asked] = desk.rehearse(screen.home, screen.viewer, book)
    said: LedgerReceipt = memory["rehearsed"][asked]
    return said


def _brings(said: LedgerReceipt) -> None:
    if said.receipt.is_unchanged:
        sentence(_("没有新的内容:能接收的行都已登记。"), "bx-say")
        return
    counts = [Figure(word("event", event), said.count(event)) for event in _COUNTED]
    counts.insert(1, Figure(_("其中反弹"), said.relapses, "soon"))
    figures_line(counts)
    table(
        [
            Column(_("姓名"), lambda line: line.name),
            Column(_("学校"), lambda line: line.school),
            Column(_("登记的内容"), _said),
            Column(_("位置"), lambda line: f"{line.sheet} {line.cell}".strip()),
        ],
        said.fresh[:_MOST],
        caption=_("{n} 行有新的内容,原样保留表中文字").format(n=len(said.fresh))
        + (_(",先显示 {most} 行").format(most=_MOST) if len(said.fresh) > _MOST else ""),
        empty="",
    )


def _said(line: Taken) -> str:
    """``12-03 立案(第 2 次) · 12-05 劝返 · 12-18 销号 复学``."""
    parts = []
    for event in line.events:
        words = f"{event.effective_on:%Y-%m-%d} {word('event', event.event)}"
        if event.event == "opened" and line.episode_no > 1:
            words += _("(第 {n} 次)").format(n=line.episode_no)
        parts.append(f"{words} {word('outcome', event.outcome)}" if event.outcome else words)
    return " · ".join(parts)

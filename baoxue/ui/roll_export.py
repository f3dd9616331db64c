"""导出学籍: the roll of the school looked at, in the national register's columns, for those who keep it."""

import hashlib
from functools import partial

import streamlit as st

from baoxue.contracts.platform import not_held
from baoxue.desk import roll_export as desk
from baoxue.ui.screen import Screen, current, sentence
from baoxue.ui.words import _


def offer() -> None:
    """Two files to download; what they leave empty is said before. Each download leaves a trace."""
    screen = current()
    if screen.level != "school" or not desk.can_export_roll(screen.viewer, screen.place):
        return
    with st.expander(_("导出学籍(全国学籍系统表式)")):
        sentence(_("含姓名、身份证号等完整信息,只供学籍管理使用;每次下载都留痕。"))
        empty = _("、").join(column.heading for column in not_held() if column.is_compulsory)
        sentence(_("系统不存的列留空,请在全国学籍系统中补填:{columns}。").format(columns=empty))
        with st.container(horizontal=True):
            for form, label in (("xlsx", _("下载 Excel")), ("csv", _("下载 CSV"))):
                made = partial(_content, screen, form)
                st.download_button(label, made, _name(screen, form), key=f"roll-{form}-{screen.place}-{screen.month}",
                                   on_click="ignore")  # fmt: skip


def _name(screen: Screen, form: str) -> str:
    """A name that says all that the content depends on: two different exports never share an address."""
    depends = repr((screen.post_id, screen.place, screen.month, screen.figures.snapshot.n, screen.figures.ledger_seq))
    sign = hashlib.sha256(depends.encode()).hexdigest()[:8]
    return f"{screen.place_name(screen.place)}-{screen.month}-学籍平台-{sign}.{form}"


def _content(screen: Screen, form: str) -> bytes:
    """Made, and traced, when it is downloaded."""
    return desk.export_roll(
        screen.home, screen.viewer, screen.figures, screen.place, screen.month, screen.as_of, form
    ).content

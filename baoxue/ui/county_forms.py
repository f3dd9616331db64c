"""县用表格: the county's own forms, filled for the place and month looked at; a form with faults says them all."""

import streamlit as st

from baoxue.contracts.county_form import Fault, Faulty
from baoxue.desk import county_forms as desk
from baoxue.ui.screen import Screen, current, section, sentence
from baoxue.ui.table import Column, table
from baoxue.ui.words import _
from baoxue.words import say


def offer() -> None:
    """Choose a form; it is filled, or its faults stand in a table, each with what to do."""
    screen = current()
    names = desk.names(screen.home)
    if not names:
        return
    section(_("县用表格"), _("按本县自己的 Excel 表式填好本月的数,表式和取数由县上自行修改。"))
    name = st.selectbox(
        _("表格"), names, index=None, placeholder=_("请选择表格"), key="county-form", label_visibility="collapsed"
    )
    if name is None:
        return
    try:
        filled = _filled(screen, name)
    except Faulty as faulty:
        sentence(
            _("这张表有 {n} 处问题,没有填写。请按下面修改取数表或样表后再试。").format(n=len(faulty.faults)), "bx-empty"
        )
        _faults(faulty.faults)
        return
    st.download_button(_("下载 {file}").format(file=filled.file), filled.content, filled.file, key=f"form-{name}",
                       type="primary", on_click="ignore")  # fmt: skip


def _filled(screen: Screen, name: str) -> desk.Filled:
    place = screen.place_name(screen.place)
    return desk.fill(screen.home, name, screen.figures, screen.place, place, screen.month, screen.as_of)


def _faults(faults: tuple[Fault, ...]) -> None:
    table(
        [
            Column(_("文件"), lambda f: f.file),
            Column(_("行号"), lambda f: f.line or "", "right"),
            Column(_("单元格"), lambda f: f.cell),
            Column(_("现在是"), lambda f: say(f.found, _)),
            Column(_("应为"), lambda f: f.expected.said(_)),
            Column(_("怎么办"), lambda f: f.todo.said(_)),
        ],
        faults,
        caption=_("{n} 处").format(n=len(faults)),
        empty="",
    )

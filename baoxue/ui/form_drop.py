"""A dropped household register or list of aid: whose it is, what it would bring and which rows wait, then it is sent."""

from collections.abc import MutableMapping, Sequence
from typing import Any

import streamlit as st

from baoxue.desk import form_books as desk
from baoxue.desk.form_books import Chosen
from baoxue.desk.submit import Preview, Receipt
from baoxue.ledger import Refused
from baoxue.ui.receipt import Result, outcome, show_faults, show_findings
from baoxue.ui.screen import current, section, sentence
from baoxue.ui.words import _, word

_NO_ITEM = "aid_item_unsaid"


def form_drop(files: Sequence[tuple[str, Preview]], memory: MutableMapping[str, Any], months: Sequence[str]) -> None:
    """One section for each such file; what was sent is kept in ``memory``, beside the schools' sheets."""
    screen = current()
    for key, read in files:
        kind = read.kind or ""
        section(_("{kind}:{file}").format(kind=word("kind", kind), file=read.file))
        if read.is_unreadable:
            show_findings((read.form or read.book).findings)
            continue
        named = desk.units(screen.viewer, kind, screen.places)
        if not named:
            sentence(_("您的岗位不上报这种表,请交县局经办人。"), "bx-empty")
            continue
        _ask(key, read, named, memory, months)
        chosen = memory["answers"].get(key)
        if isinstance(chosen, Chosen):
            _weighed(key, read, chosen, memory)


def _ask(
    key: str, read: Preview, named: dict[str, str], memory: MutableMapping[str, Any], months: Sequence[str]
) -> None:
    """Whose form, of which month; the item of aid only once the file was found not to say it."""
    known = memory["answers"].get(key)
    codes = list(named)
    first = known.unit if known else desk.guessed(read, named)
    if first is None and len(codes) == 1:
        first = codes[0]
    place = codes.index(first) if first in named else None
    with st.form(f"form-{key}", border=False):
        unit = st.selectbox(_("报送单位"), codes, index=place, format_func=lambda v: named[v],
                            placeholder=_("请选择报送单位"), key=f"unit-{key}")  # fmt: skip
        month = st.selectbox(_("月份"), months, index=0, key=f"form-month-{key}")
        told = _item(key, memory)
        if st.form_submit_button(_("核对这一份")):
            if unit is None:
                sentence(_("请选择报送单位。"), "bx-empty")
                return
            memory["answers"][key] = Chosen(unit, named[unit], month, told)


def _item(key: str, memory: MutableMapping[str, Any]) -> dict[str, str]:
    if not any(f.code == _NO_ITEM for said in _said_of(key, memory) for f in said.findings):
        return {}
    items = [row["code"] for row in current().aggregate("pg_codes").rows if row["code_set"] == "aid_item"]
    item = st.selectbox(_("资助项目(表中没有写明)"), items, index=None, format_func=lambda v: word("aid_item", v),
                        placeholder=_("请选择"), key=f"item-{key}")  # fmt: skip
    return {"item": item} if item else {}


def _said_of(key: str, memory: MutableMapping[str, Any]) -> list[Receipt]:
    return [said for asked, said in memory["rehearsed"].items() if asked[0] == key]


def _weighed(key: str, read: Preview, chosen: Chosen, memory: MutableMapping[str, Any]) -> None:
    screen = current()
    asked = (key, chosen.unit, chosen.month, tuple(sorted(chosen.told.items())))
    try:
        if asked not in memory["rehearsed"]:
            memory["rehearsed"][asked] = desk.rehearse(screen.home, screen.viewer, read, chosen)
            st.rerun()
        said: Receipt = memory["rehearsed"][asked]
        st.html(f'<p class="bx-say">{outcome(said.state, said.rows_accepted, said.rows_waiting)}</p>')
        if said.state != "refused" and st.button(_("确认并上报"), type="primary", key=f"send-{key}"):
            done = desk.enter(screen.home, screen.viewer, read, chosen)
            memory["results"].append(Result(read.file, chosen.unit_name, done))
            memory["sent"].add(key)
            st.rerun()
    except Refused as refused:
        sentence(refused.said(_), "bx-empty")
        return
    show_faults(key, read, said.findings, said.state)

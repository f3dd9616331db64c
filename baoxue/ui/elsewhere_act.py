"""Acts on 县外就读 on a screen: one step of verifying, by the person whose step it is."""

import streamlit as st

from baoxue.desk import elsewhere as desk
from baoxue.figures.answers import Answer
from baoxue.ui.kept import kept
from baoxue.ui.screen import Screen, current, sentence
from baoxue.ui.words import _, word
from baoxue.words import Saying, say


def act(answer: Answer) -> None:
    screen = current()
    step = desk.step_of(screen.viewer)
    if said := st.session_state.pop("said-elsewhere", None):
        sentence(said, "bx-say")
    waiting = answer.made(_WAITING.get(step or "", _to_call))
    if step is None or not waiting:
        return
    names = {r["child_key"]: r for r in waiting}
    labels = kept(_labels, waiting)
    with (
        st.expander(word("check_step", step) + _(" · 待办 {n} 人").format(n=len(waiting))),
        st.form("verify", border=False),
    ):
        key = st.selectbox(_("学生"), list(names), index=None, placeholder=_("请选择学生"),
                           format_func=labels.__getitem__)  # fmt: skip
        result = st.radio(
            _("结果"),
            ["confirmed", "refuted", "unreached"],
            horizontal=True,
            format_func=lambda c: word("check_result", c),
        )
        proof = st.selectbox(_("看到的证明"), ["register", "certificate", "guardian"], index=None, placeholder=_("请选择"),
                             format_func=lambda c: word("proof", c))  # fmt: skip
        note = st.text_input(_("说明"))
        pressed = st.form_submit_button(_("登记"), type="primary")
    if not pressed:
        return
    if key is None:
        sentence(_("请先选择学生。"), "bx-empty")
    else:
        try:
            desk.verify(screen.home, screen.viewer, desk.Verified(key, result, proof, note))
        except Saying as refused:
            sentence(str(say(refused, _)), "bx-empty")
            return
        st.session_state["said-elsewhere"] = _("已登记:{name}").format(name=screen.name(names[key]))
        st.rerun()


def _labels(screen: Screen, rows: list[dict]) -> dict[int, str]:
    return {r["child_key"]: f"{screen.name(r)} {r['village_name'] or ''} {r['school_words'] or ''}" for r in rows}


def _to_check(rows: list[dict]) -> list[dict]:
    """Unproved: for the village."""
    return [r for r in rows if r["whereabouts"] != "elsewhere_proved"]


def _to_review(rows: list[dict]) -> list[dict]:
    """Not reviewed, unproved or checked: for the township."""
    return [r for r in rows if r["reviewed_on"] is None and (r["whereabouts"] != "elsewhere_proved" or r["checked_on"])]


def _to_call(rows: list[dict]) -> list[dict]:
    """Drawn and not called back: for the bureau."""
    return [r for r in rows if r["is_drawn"] and r["called_on"] is None]


_WAITING = {"checked": _to_check, "reviewed": _to_review}

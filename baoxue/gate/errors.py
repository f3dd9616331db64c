"""A fault of the program reaches a visitor as a number, and the log as a trace without anybody's data."""

import logging
from html import escape
from uuid import uuid4

import streamlit as st

from baoxue.words import DEFAULT, msg, translator

_log = logging.getLogger("baoxue")


def on_script_error(error: Exception) -> bool:
    """Show our own text with an error number; True keeps Streamlit's trace from the page."""
    number = uuid4().hex[:8]
    frames, step = [], error.__traceback__
    while step:
        frames.append(f"{step.tb_frame.f_code.co_filename}:{step.tb_lineno}")
        step = step.tb_next
    _log.error("error %s: %s at %s", number, type(error).__name__, " < ".join(reversed(frames)))
    said = msg("这一页出了故障,编号 {number}。已记录;请把编号告诉管理员,其他页面可继续使用。", number=number)
    st.html(f'<p class="bx-empty">{escape(said.said(translator(st.query_params.get("lang", DEFAULT))))}</p>')
    return True

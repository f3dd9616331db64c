"""A fault of the program reaches a visitor as a number, and the log as a trace without anybody's data."""

from html import escape

import streamlit as st

from baoxue.trouble import log_fault
from baoxue.words import DEFAULT, msg, translator


def on_script_error(error: Exception) -> bool:
    """Show our own text with an error number; True keeps Streamlit's trace from the page."""
    said = msg("这一页出了故障,编号 {number}。已记录;请把编号告诉管理员,其他页面可继续使用。", number=log_fault(error))
    st.html(f'<p class="bx-empty">{escape(said.said(translator(st.query_params.get("lang", DEFAULT))))}</p>')
    return True

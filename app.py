"""The web app: Streamlit's frame behind ordinary middleware. ``make run`` starts this, as does ``python -m baoxue.server``.

The frame's script lives in baoxue/ui, a folder without pages/: Streamlit's old discovery of pages/ would otherwise
run a page on a fresh process without the frame around it.
"""

from pathlib import Path

import streamlit as st

from baoxue.engine.allocator import keep_few_arenas
from baoxue.gate import middleware, on_script_error, routes
from baoxue.lean import arrow_without_pandas

keep_few_arenas()
arrow_without_pandas()
app = st.App(
    Path(__file__).resolve().parent / "baoxue" / "ui" / "frame.py",
    routes=routes(),
    middleware=middleware(),
    on_script_error=on_script_error,
)

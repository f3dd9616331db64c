"""What a page costs over its bare elements: its script's server time against a script that only shows the same
elements holding the same rows, both as a first run of a visitor in the same process. Processor seconds of the
script's own thread: a warm page waits for nothing, and what else runs on the machine is not the page's."""

import statistics
from typing import Any

PAGE = """
import time
import streamlit as st
from baoxue.ui.shell import run
start = time.thread_time()
run({page!r})
st.session_state["seconds"] = time.thread_time() - start
"""
_ROUNDS = 5


def ratio(page: str, post: str = "bureau_clerk") -> tuple[float, float]:
    """(seconds of a warm visit, that ÷ the bare elements): medians of some rounds, the two in turn."""
    shown = elements(_visit(page, post))
    _bare(shown)
    pairs = [(_seconds(_visit(page, post)), _seconds(_bare(shown))) for _ in range(_ROUNDS)]
    warm, bare = (statistics.median(column) for column in zip(*pairs, strict=True))
    return warm, warm / bare


def _seconds(app: Any) -> float:
    return app.session_state["seconds"]


def _visit(page: str, post: str) -> Any:
    """A visitor's run of one page. The time is taken within the script: the test harness around it costs more."""
    from streamlit.testing.v1 import AppTest

    app = AppTest.from_string(PAGE.format(page=page), default_timeout=120)
    app.query_params["as"] = post
    app.run()
    if app.exception:
        raise RuntimeError(f"{page}: {app.exception[0].value}")
    return app


def _bare(shown: list[tuple[str, Any]]) -> Any:
    from streamlit.testing.v1 import AppTest

    return AppTest.from_function(_replay, default_timeout=120, args=(shown,)).run()


def elements(app: Any) -> list[tuple[str, Any]]:
    """(kind, what it holds) of every element of a run, in order."""
    found: list[tuple[str, Any]] = []

    def walk(node: Any) -> None:
        for child in node.children.values():
            found.append((child.type, _held(child)))
            if hasattr(child, "children"):
                walk(child)

    walk(app._tree)
    return found


def _held(element: Any) -> Any:
    proto: Any = getattr(element, "proto", None)
    if element.type == "html":
        return str(proto.body)
    if element.type in ("selectbox", "button_group"):
        return [getattr(option, "content", option) for option in proto.options]
    return str(getattr(element, "label", "") or getattr(element, "value", "") or "")


def _replay(shown: list) -> None:
    """Show the same elements and nothing else; runs as a script of its own, hence the imports."""
    import time
    from collections.abc import Callable
    from functools import partial

    import streamlit as st

    def nothing() -> None:
        """A page is never run here."""

    start = time.thread_time()
    st.set_page_config(page_title="bare", layout="wide", initial_sidebar_state="collapsed")
    link = st.Page(nothing, title="bare", url_path="bare")
    st.navigation([st.Page(nothing, title="start", default=True), link], position="hidden")
    keyed: dict[str, Callable] = {
        "selectbox": partial(st.selectbox, "bare"),
        "button_group": partial(st.segmented_control, "bare"),
        "text_input": st.text_input,
        "text_area": st.text_area,
        "checkbox": st.checkbox,
        "button": st.button,
        "file_uploader": st.file_uploader,
        "download_button": partial(st.download_button, data=b""),
    }
    plain: dict[str, Callable] = {"html": st.html, "code": st.code, "caption": st.caption, "expander": st.expander,
             "page_link": lambda held: st.page_link(link, label=held)}  # fmt: skip
    for number, (kind, held) in enumerate(shown):
        if kind in plain:
            plain[kind](held)
        elif kind in keyed:
            keyed[kind](held, key=f"k{number}")
    st.session_state["seconds"] = time.thread_time() - start

"""What a page costs over its bare elements: its script's server time against a script that only shows the same
elements holding the same rows, both as a first run of a visitor in the same process. Processor seconds of the
script's own thread: a warm page waits for nothing, and what else runs on the machine is not the page's."""

import logging
import statistics
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from baoxue.access import PAGES

SCRIPT = """
import time
import streamlit as st
from baoxue.ui.shell import run
start = time.thread_time()
run({page!r})
st.session_state["seconds"] = time.thread_time() - start
"""
_ROUNDS = 21


def ratio(page: str, post: str = "bureau_clerk") -> tuple[float, float]:
    """(seconds of a warm visit, that ÷ the bare elements): medians of some rounds, each of both in turn. The ratio is that of
    a round: a machine that is slow for a moment is slow for both."""
    # it warns at every run outside a server, which these are on purpose
    logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context").disabled = True
    shown = elements(_visit(page, post))
    _bare(shown)
    pairs = [(_seconds(_visit(page, post)), _seconds(_bare(shown))) for _ in range(_ROUNDS)]
    return statistics.median(warm for warm, _ in pairs), statistics.median(warm / bare for warm, bare in pairs)


def _seconds(app: Any) -> float:
    return app.session_state["seconds"]


def _visit(page: str, post: str) -> Any:
    """A visitor's run of one page. The time is taken within the script: the test harness around it costs more."""
    from streamlit.testing.v1 import AppTest

    app = AppTest.from_string(SCRIPT.format(page=page), default_timeout=120)
    app.query_params["as"] = post
    app.run()
    if app.exception:
        raise RuntimeError(f"{page}: {app.exception[0].value}")
    return app


def _bare(shown: "tuple[Shown, ...]") -> Any:
    from streamlit.testing.v1 import AppTest

    bare = AppTest.from_function(_replay, default_timeout=120, args=(shown, list(PAGES))).run()
    if bare.exception:
        raise RuntimeError(bare.exception[0].value)
    return bare


@dataclass(frozen=True)
class Shown:
    """An element of a run: its kind, what it holds (words, markup, options, an address), and the elements inside it."""

    kind: str
    held: Any
    inside: "tuple[Shown, ...]"


def elements(app: Any) -> tuple[Shown, ...]:
    """Every element of a run, in order, as it is nested."""
    return _inside(app._tree)


def _inside(node: Any) -> tuple[Shown, ...]:
    return tuple(
        Shown(child.type, _held(child), _inside(child) if hasattr(child, "children") else ())
        for child in node.children.values()
    )


def _held(element: Any) -> Any:
    proto: Any = getattr(element, "proto", None)
    if element.type == "html":
        return str(proto.body)
    if element.type in ("selectbox", "button_group", "radio"):
        return [getattr(option, "content", option) for option in proto.options]
    if element.type == "page_link":
        return str(proto.label), dict(parse_qsl(str(proto.query_string)))
    return str(getattr(element, "label", "") or getattr(element, "value", "") or "")


def _replay(shown: tuple, names: list[str]) -> None:
    """Show the same elements and nothing else, in an app of as many pages; runs as a script of its own, hence the imports."""
    import time
    from collections.abc import Callable
    from functools import partial
    from itertools import count

    import streamlit as st

    def nothing() -> None:
        """A page is never run here."""

    def link(held: tuple[str, dict[str, str]]) -> None:
        label, address = held
        st.page_link(pages[-1], label=label, query_params=address)

    pages = [st.Page(nothing, title="start", default=True)]
    pages += [st.Page(nothing, title=name, url_path=name) for name in names]
    start = time.thread_time()
    st.set_page_config(page_title="bare", layout="wide", initial_sidebar_state="collapsed")
    st.navigation(pages, position="hidden")
    keyed: dict[str, Callable] = {
        "selectbox": partial(st.selectbox, "bare"),
        "button_group": partial(st.segmented_control, "bare"),
        "radio": partial(st.radio, "bare"),
        "text_input": st.text_input,
        "text_area": st.text_area,
        "number_input": st.number_input,
        "date_input": st.date_input,
        "checkbox": st.checkbox,
        "file_uploader": st.file_uploader,
        "download_button": partial(st.download_button, data=b""),
    }
    plain: dict[str, Callable] = {"html": st.html, "code": st.code, "caption": st.caption,
             "page_link": link}  # fmt: skip
    around: dict[str, Callable] = {
        "popover": lambda held: st.popover(held or "bare"),
        "expander": lambda held: st.expander(held or "bare"),
        "flex_container": lambda held: st.container(horizontal=True, gap="medium"),
        "form": lambda held: st.form(f"form{next(numbers)}", border=False),
    }
    numbers = count()

    def show(elements: tuple, in_form: bool) -> None:
        for element in elements:
            if element.kind in plain:
                plain[element.kind](element.held)
            elif element.kind == "button":
                name = f"k{next(numbers)}"
                (st.form_submit_button if in_form else st.button)(element.held or "bare", key=name)
            elif element.kind in keyed:
                keyed[element.kind](element.held, key=f"k{next(numbers)}")
            elif element.kind in around:
                with around[element.kind](element.held):
                    show(element.inside, in_form or element.kind == "form")
            else:
                show(element.inside, in_form)

    show(shown, False)
    st.session_state["seconds"] = time.thread_time() - start

"""The frame around every screen: whose eyes, which place and month, the menu. Runs before any page, always."""

from base64 import b64encode
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path

import streamlit as st

from baoxue import access, clock
from baoxue.figures.places import stands
from baoxue.settings import settings
from baoxue.ui import people, screen, words
from baoxue.ui.foot import foot
from baoxue.ui.words import LANGUAGES, _
from baoxue.wiring import end_of_day, open_figures
from baoxue.words import Saying
from pages import (
    aid,
    attendance,
    case,
    checks,
    elsewhere,
    handover,
    heads,
    ledger,
    lists,
    monthly,
    review,
    submit,
    targets,
    today,
)

ICONS = {"today": "today", "monthly": "summarize", "heads": "groups", "ledger": "list_alt", "case": "person",
         "attendance": "grid_on", "checks": "troubleshoot", "submit": "upload_file", "elsewhere": "travel_explore",
         "targets": "flag", "review": "fact_check", "lists": "checklist", "handover": "moving", "aid": "payments"}  # fmt: skip
PAGES = {"today": today, "monthly": monthly, "heads": heads, "ledger": ledger, "case": case,
         "attendance": attendance, "checks": checks, "submit": submit, "elsewhere": elsewhere, "targets": targets, "review": review,
         "lists": lists, "handover": handover, "aid": aid}  # fmt: skip


_HERE = Path(__file__).parent
ICON = "data:image/svg+xml;base64," + b64encode((_HERE / "icon.svg").read_bytes()).decode()
"""Carried along: a named icon would be fetched from outside the county."""
STYLE = f"<style>{(_HERE / 'style.css').read_text(encoding='utf-8')}</style>"
START = "today"
OF_TODAY = frozenset({"today"})
"""Screens of the day: they show the newest month, whichever was looked at before."""
OF_SCHOOLS = frozenset({"monthly"})
"""Screens that know no class: they show its school."""
_IN_ONE_LINE = {"zh": 8, "en": 6}
"""Entries of the menu that stand beside each other at 1280 px; the others stand behind one button."""


def titles() -> dict[str, str]:
    """Page → its title in this run's language."""
    return _titles(words.language())


@cache
def _titles(language: str) -> dict[str, str]:
    return {
        "today": _("今日待办"),
        "monthly": _("月报"),
        "heads": _("七长责任"),
        "ledger": _("台账"),
        "case": _("个案"),
        "attendance": _("考勤学籍"),
        "checks": _("疑点数据"),
        "submit": _("上报"),
        "elsewhere": _("县外就读"),
        "lists": _("上级名单"),
        "handover": _("招生衔接"),
        "targets": _("年度任务"),
        "aid": _("资助"),
        "review": _("季评"),
    }


def run(opened: str | None = None) -> None:
    """One run of the app: bind the pages, then show one inside the frame: that of the address, or ``opened``."""
    st.set_page_config(page_title="保学", page_icon=ICON, layout="wide", initial_sidebar_state="collapsed")
    words.use(st.query_params.get("lang", "zh"), [])
    start, named = _pages(words.language())
    chosen = st.navigation([start, *named.values()], position="hidden")
    if opened:
        chosen = named[opened]
    name = next((name for name, page in named.items() if page is chosen), START)
    st.html(STYLE)
    try:
        shown, register = _screen(name)
    except Saying as refused:
        _without_data(refused.said(_))
        return
    screen.show(shown)
    _menu(shown, named, register)
    if not register.choices:
        screen.head(titles()[name])
        screen.sentence(
            _("还没有人在岗,谁也不能查看。首批岗位用带 post_id 列的 CSV 登记:python -m baoxue posts import 岗位.csv"),
            "bx-empty",
        )
        return
    # of the class that the post itself is for, the first roll may still have to come
    place = st.query_params.get("at", _start(shown.viewer))
    if place != _start(shown.viewer) and not stands(shown.figures, place, shown.places, shown.as_of):
        screen.head(titles()[name])
        screen.sentence(_("没有 {place} 这个地区、学校或班级。请从上方选择地方。").format(place=place), "bx-empty")
        return
    if not access.may_see_page(shown.viewer, name):
        screen.head(titles()[name])
        screen.sentence(_("这一页不在您的职责范围内。请从上方菜单选择,或换一个身份查看。"), "bx-empty")
        return
    try:
        PAGES[name].page()
    except Saying as refused:
        screen.sentence(refused.said(_), "bx-empty")
    foot(shown)


@cache
def _pages(language: str) -> tuple[st.Page, dict[str, st.Page]]:
    """The start and every page by name, for a run in the language: Streamlit's marks of addresses, the same for everybody."""
    said = _titles(language)
    named = {name: st.Page(_page(name), title=said[name], icon=f":material/{ICONS[name]}:", url_path=name)
             for name in PAGES}  # fmt: skip
    return st.Page(_page("start"), title="保学", default=True), named


def _page(name: str) -> Callable[[], None]:
    """A function under a name of its own, by which Streamlit tells pages apart. The frame shows the page itself,
    never Streamlit: so a page without the frame around it shows nothing."""

    def page() -> None:
        raise RuntimeError("a page runs inside the frame only")

    page.__name__ = name
    return page


def _without_data(reason: str) -> None:
    """No snapshot yet: the one thing to do is to submit, so nothing else is offered."""
    st.html('<div class="bx-head"><h1>保学</h1></div>')
    screen.sentence(reason, "bx-empty")


def _screen(page: str) -> tuple[screen.Screen, people.Register]:
    home, now = settings().home, clock.now()
    figures = open_figures(home)
    as_of = max(end_of_day(now), figures.snapshot.data_through)
    months = _months(figures.snapshot.months, as_of)
    asked = st.query_params.get("month", months[-1])
    month = asked if asked in months and page not in OF_TODAY else months[-1]
    words.use(st.query_params.get("lang", "zh"), figures.aggregate("pg_codes", as_of=as_of).made(words.by_code))
    listed = figures.aggregate("pg_places", month=month, as_of=as_of)
    places = listed.made(_by_place)
    register = people.register(home, figures.ledger_seq, now.date())
    post_id = st.query_params.get("as") or (register.choices[0]["post_id"] if register.choices else "")
    viewer = register.viewer(post_id, as_of.date(), listed.made(access.answered_for))
    start = _start(viewer)
    head = register.by_id.get(post_id, {}).get("head")
    shown = screen.Screen(page, home, figures, viewer, post_id, start, month, as_of, places, head)
    place = st.query_params.get("at", start)
    if page in OF_SCHOOLS:
        place = place.split("-")[0]
    if place != start and place.split("-")[0] in places and shown.may_open(place):
        shown.place = place
    return shown, register


def _start(viewer: access.Viewer) -> str:
    """The place that a viewer sees first."""
    return access.home_place(viewer, settings().county) or settings().county


def _months(held: Sequence[str], as_of: datetime) -> list[str]:
    """Those that have begun."""
    newest = f"{as_of:%Y-%m}"
    return [month for month in held if month <= newest]


def _by_place(rows: list[dict]) -> dict[str, dict]:
    return {row["place"]: row for row in rows}


def _menu(shown: screen.Screen, named: dict, register: people.Register) -> None:
    kept = {"as": shown.post_id, "month": shown.month, "at": shown.place, "lang": words.language()}
    with st.container(horizontal=True, gap="medium", vertical_alignment="center", key="menu"):
        pages = access.pages_for(shown.viewer.role)
        first, rest = pages[: (n := _IN_ONE_LINE[words.language()])], pages[n:]
        for name in first:
            st.page_link(named[name], label=titles()[name], query_params=kept)
        if rest:
            with st.popover(titles()[shown.page] if shown.page in rest else _("更多")):
                for name in rest:
                    st.page_link(named[name], label=titles()[name], query_params=kept)
        label = (
            _("换地方、身份") if shown.page in OF_TODAY else _("{month} · 换月份、地方、身份").format(month=shown.month)
        )
        with st.popover(label, icon=":material/tune:"):
            _choosers(shown, register)


def _choosers(shown: screen.Screen, register: people.Register) -> None:
    if shown.page not in OF_TODAY:
        _choose(_("月份"), "month", _months(shown.figures.snapshot.months, shown.as_of)[::-1], shown.month, str)
    around = _around(shown)
    _choose(_("地方"), "at", around, shown.place, lambda code: shown.place_name(code))
    posts = {p["post_id"]: p for p in register.choices}
    if shown.post_id in register.by_id:
        posts.setdefault(shown.post_id, register.by_id[shown.post_id])
    if not posts:
        return
    _choose(_("以谁的身份查看"), "as", list(posts), shown.post_id, register.labels(posts, shown.places).get)
    _choose(_("语言"), "lang", list(LANGUAGES), words.language(), LANGUAGES.get)
    st.caption(_("登录尚未启用。这里可用任一岗位的身份查看,看到的范围与其本人一致。"))


def _around(shown: screen.Screen) -> list[str]:
    """Where one can go from here: up, here, and down one step to what stands in the month, as far as the viewer may."""
    here = shown.places.get(shown.place.split("-")[0], {})
    below = [code for code, row in shown.places.items() if row["parent_code"] == shown.place and row["is_open"]]
    up = here.get("parent_code")
    return [c for c in dict.fromkeys([up, shown.place, *below]) if c and (c == shown.place or shown.may_open(c))]


def _choose(label: str, param: str, options: list, value: str, shown_as) -> None:
    def write() -> None:
        st.query_params[param] = st.session_state[f"choose_{param}"]
        if param == "as":
            st.query_params.pop("at", None)

    wanted = value if value in options else options[0]
    if st.session_state.get(f"choose_{param}") != wanted:
        st.session_state[f"choose_{param}"] = wanted
    st.selectbox(label, options, format_func=shown_as, key=f"choose_{param}", on_change=write)

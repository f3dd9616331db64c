"""What every screen knows: whose eyes, which place and month, and the door to figures. One object a run."""

from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, lru_cache
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import streamlit as st

from baoxue import access
from baoxue.access import Viewer
from baoxue.figures import Figures
from baoxue.figures.answers import Answer, Refused
from baoxue.ui import formats, people
from baoxue.ui.words import _, language, post_title, word
from baoxue.words import msg

_current: ContextVar["Screen"] = ContextVar("screen")
_quoted = lru_cache(4096)(quote_plus)


@dataclass
class Screen:
    """``page``: name of the screen; ``place``: code of the place looked at; ``places``: code → row of ``pg_places``; ``post_head``: the office
    of the post looked through; ``asked``: queries this run asked, for the foot line."""

    page: str
    home: Path
    figures: Figures
    viewer: Viewer
    post_id: str
    place: str
    month: str
    as_of: datetime
    places: dict[str, dict]
    post_head: str | None = None
    asked: dict[str, Answer] = field(default_factory=dict)

    def children(self, name: str, **selectors: Any) -> Answer:
        """Rows about the viewer's children, cut to them. Raises Refused where no page of the role shows them."""
        self._check_may_ask(name)
        answer = self.figures.children(name, self.viewer, month=self.month, as_of=self.as_of, **self._with(selectors))
        self.asked.setdefault(name, answer)
        return answer

    def aggregate(self, name: str, **selectors: Any) -> Answer:
        """Rows of sums, the same for everybody whose pages show them. Raises Refused for others."""
        self._check_may_ask(name)
        asked = {"month": self.month, "as_of": self.as_of, **self._with(selectors)}
        answer = self.figures.aggregate(name, **asked)
        self.asked.setdefault(name, answer)
        return answer

    def _check_may_ask(self, name: str) -> None:
        if not access.may_ask(self.viewer, name):
            raise Refused(msg("这一页不在您的职责范围内。请从上方菜单选择,或换一个身份查看。"))

    def _with(self, selectors: dict) -> dict:
        return {"area": self.place, **selectors}

    def name(self, row: dict) -> str:
        """A child's name in full for those responsible, masked for others."""
        full = row.get("name") or ""
        return full if access.shows_full_name(self.viewer, row) else access.mask(full)

    def link(self, page: str, **params: Any) -> str:
        """The address of a screen for the same eyes, place, month and language."""
        kept = {"as": self.post_id, "at": self.place, "month": self.month, **params}
        if language() != "zh":
            kept.setdefault("lang", language())
        return f"/{page}?" + "&".join([f"{k}={_quoted(str(v))}" for k, v in kept.items() if v is not None])

    def open_place(self, code: str | None) -> str | None:
        """The address of this screen at another place; None where the viewer may not open it."""
        if not code or code == "unknown" or not self.may_open(code):
            return None
        return self.link(self.page, at=code)

    def may_open(self, code: str) -> bool:
        return access.may_open_place(self.viewer, code, self._township_of_school)

    @cached_property
    def _township_of_school(self) -> dict[str, str]:
        return {c: row["parent_code"] for c, row in self.places.items() if row["place_level"] == "school"}

    def codes(self, code_set: str) -> list[str]:
        """The shown codes of a set, in order."""
        return [
            r["code"]
            for r in self.figures.aggregate("pg_codes", as_of=self.as_of).rows
            if r["code_set"] == code_set and r["is_shown"]
        ]

    def place_name(self, code: str) -> str:
        """The name of an area or a school; of a class, its school and what the class is called in the month."""
        known = self.places.get(code.split("-")[0])
        return f"{known['place_name']} {people.class_name(code, self.month)}".strip() if known else code

    @property
    def level(self) -> str:
        """county | township | village | school | class."""
        if "-" in self.place:
            return "class"
        known = self.places.get(self.place)
        return known["place_level"] if known else "county"


def current() -> Screen:
    """The screen of this run, set by the frame."""
    return _current.get()


def show(screen: Screen) -> None:
    _current.set(screen)


def head(title: str, note: str = "") -> None:
    """Title, where I am, and the day looked at."""
    screen = current()
    parts = " ▸ ".join(_trail(screen))
    stamp = f"{screen.as_of:%Y-%m-%d} {_(formats.WEEKDAYS[screen.as_of.weekday()])}"
    st.html(
        f'<div class="bx-head"><h1>{escape(title)}</h1><span class="bx-place">{parts}</span>'
        f'<span class="bx-when">{escape(_who(screen))} · {stamp}</span></div>'
        + (f'<p class="bx-note">{escape(note)}</p>' if note else "")
    )


def _who(screen: Screen) -> str:
    """The title of the post looked through, never its place: 镇长 张海燕."""
    title = post_title(screen.post_head) or word("role", screen.viewer.role)
    return f"{title} {screen.viewer.name}".strip()


def _trail(screen: Screen) -> list[str]:
    codes: list[str] = []
    code = screen.place.split("-")[0]
    while code and code in screen.places:
        codes.insert(0, code)
        code = screen.places[code]["parent_code"]
    shown = []
    for code in codes:
        address = screen.open_place(code) if code != screen.place else None
        text = escape(screen.places[code]["place_name"])
        shown.append(f'<a href="{escape(address)}" target="_self">{text}</a>' if address else text)
    label = people.class_name(screen.place, screen.month)
    return shown + ([escape(label)] if label else [])


def section(title: str, note: str = "") -> None:
    st.html(f'<h2 class="bx-h2">{escape(title)}</h2>' + (f'<p class="bx-note">{escape(note)}</p>' if note else ""))


def sentence(text: str, kind: str = "bx-note") -> None:
    st.html(f'<p class="{kind}">{escape(text)}</p>')

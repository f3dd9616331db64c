"""Until sign-in exists, a visitor looks through the eyes of somebody who holds a post."""

import re
from collections import defaultdict
from datetime import date
from pathlib import Path

from baoxue.access import Viewer, viewer_of
from baoxue.access.viewers import ROLE_OF_HEAD
from baoxue.contracts.classes import class_label, school_year
from baoxue.ledger.posts import standing, standing_delegations
from baoxue.ui.words import language, post_title
from baoxue.wiring import ledger_of

_ORDER = ("bureau_clerk", "county_head", "director", "township_head", "central_school", "principal", "class_teacher",
          "village_head", "inspector", "clerk_school", "clerk_township", "clerk_village", "contact_cadre",
          "deputy_director", "area_leader")  # fmt: skip
_CLASS_KEY = re.compile(r"\d+-[A-Z]\d{4}-\d{2}")
_cache: dict[tuple[Path, int, date], "Register"] = {}


class Register:
    """Posts and delegations as they stand in the register, as of one number of the ledger and one day."""

    def __init__(self, entries: list[dict], given: list[dict], on: date):
        self.entries, self.given, self.on = entries, given, on
        self.choices = choices(entries, on)
        self.by_id = {post["post_id"]: post for post in entries}
        self._labels: dict[str, tuple[Places, dict[str, str]]] = {}
        self._viewers: dict[tuple[str, date], tuple[Schools, Viewer]] = {}

    def viewer(self, post_id: str, on: date, schools: "Schools") -> Viewer:
        """The person who holds the post on the day, with the scopes that the person's posts and delegations give."""
        known = self._viewers.get((post_id, on))
        if known is None or known[0] is not schools:
            known = self._viewers[post_id, on] = schools, viewer_of(self.entries, post_id, on, schools, self.given)
        return known[1]

    def labels(self, posts: dict[str, dict], places: "Places") -> dict[str, str]:
        """post_id → how the post is called in this run's language, each worded once."""
        kept = self._labels.get(language())
        if kept is None or kept[0] is not places:
            kept = self._labels[language()] = places, {}
        for post_id in posts.keys() - kept[1].keys():
            kept[1][post_id] = label(posts[post_id], places, f"{self.on:%Y-%m}")
        return kept[1]


Places = dict[str, dict]
"""Code → row of ``pg_places``."""
Schools = dict[str, list[str]]
"""Central school → the schools that it answers for."""


def register(home: Path, ledger_seq: int, on: date) -> Register:
    """The register of posts, read anew when the ledger advanced to ``ledger_seq``; ``on``: the day of the choices."""
    found = _cache.get((home, ledger_seq, on))
    if found is None:
        with ledger_of(home).read() as connection:
            found = Register(standing(connection), standing_delegations(connection), on)
        _cache.clear()
        _cache[home, ledger_seq, on] = found
    return found


def choices(entries: list[dict], on: date, most: int = 12) -> list[dict]:
    """Posts to look through, the first of each kind first, at most ``most`` of a kind."""
    held: dict[str, list[dict]] = defaultdict(list)
    for post in entries:
        if post["valid_from"] <= on <= post["valid_to"] and post["head"] in ROLE_OF_HEAD:
            held[post["head"]].append(post)
    return [post for head in _ORDER for post in held[head][:most]]


def label(post: dict, names: Places, month: str) -> str:
    """``镇长 刘建国 宽州镇``; a class as it is called in the month."""
    code = post["class_key"] or post["school_code"] or post["area_code"] or ""
    place = names.get(code.split("-")[0], {}).get("place_name", "")
    return f"{post_title(post['head'])} {post['person_name']} {place} {class_name(code, month)}".strip()


def class_name(code: str, month: str) -> str:
    """``六(1)班`` for the key of a class in the school year of a month; the code where it is no such key, nothing for
    other places."""
    if "-" not in code:
        return ""
    return class_label(code, school_year(month)) if _CLASS_KEY.fullmatch(code) else code.split("-", 1)[1]

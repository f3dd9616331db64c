"""Until sign-in exists, a visitor looks through the eyes of somebody who holds a post."""

from collections import defaultdict
from datetime import date
from pathlib import Path

from baoxue.access import Viewer, viewer_of
from baoxue.access.viewers import ROLE_OF_HEAD
from baoxue.ledger import newest_number
from baoxue.ledger.posts import posts
from baoxue.ui.words import word
from baoxue.wiring import ledger_of

_ORDER = ("bureau_clerk", "county_head", "director", "township_head", "central_school", "principal", "class_teacher",
          "village_head", "inspector", "clerk_school", "clerk_township", "clerk_village", "contact_cadre")  # fmt: skip
_cache: dict[tuple[Path, int], list[dict]] = {}


def all_posts(home: Path) -> list[dict]:
    """Every entry of the register of posts, read anew when the ledger advanced."""
    ledger = ledger_of(home)
    with ledger.read() as connection:
        key = (home, newest_number(connection))
        if key not in _cache:
            _cache.clear()
            _cache[key] = posts(connection).to_pylist()
    return _cache[key]


def choices(home: Path, on: date, most: int = 12) -> list[dict]:
    """Posts to look through, the first of each kind first, at most ``most`` of a kind."""
    held: dict[str, list[dict]] = defaultdict(list)
    for post in all_posts(home):
        if post["valid_from"] <= on <= post["valid_to"] and post["head"] in ROLE_OF_HEAD:
            held[post["head"]].append(post)
    return [post for head in _ORDER for post in held[head][:most]]


def label(post: dict, names: dict[str, dict]) -> str:
    """``镇长 刘建国 宽州镇``."""
    code = post["class_key"] or post["school_code"] or post["area_code"] or ""
    place = names.get(code.split("-")[0], {}).get("place_name", "")
    tail = f" {code.split('-', 1)[1]}" if "-" in code else ""
    return f"{word('head', post['head'])} {post['person_name']} {place}{tail}".strip()


def viewer(home: Path, post_id: str, on: date, schools: dict[str, list[str]]) -> Viewer:
    """The person who holds the post on the day, with the scopes that the person's posts give."""
    return viewer_of(all_posts(home), post_id, on, schools)

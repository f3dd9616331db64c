"""责任人 of a line of the existing ledger against the register of posts: told, never guessed, never a reason to wait.

The responsible post of a case is derived from posts and delegations; what the line says stays a text of the opening.
"""

import re
from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from baoxue.contracts.cells import fold
from baoxue.contracts.names import normal_name
from baoxue.contracts.post_words import HEAD_WORDS, HEADS, PLACE
from baoxue.intake.county import County
from baoxue.intake.form_layout import Line
from baoxue.intake.ledger_people import Say
from baoxue.ledger import posts
from baoxue.ledger.identity_search import Known, people_of
from baoxue.ledger.posts import Post
from baoxue.words import Message, msg

_MANY = re.compile(r"[、,,;;\n/]+")
_BETWEEN = re.compile(r"[\s:：()()]+")
_BY_LENGTH = sorted(HEAD_WORDS, key=len, reverse=True)
_MOST = 3


def heads_in(cell: str) -> list[tuple[str | None, str]]:
    """(head, name) of everybody whom a cell names: ``镇长 刘建国、王芳(村文书)``; None where no post is said."""
    found = []
    for part in _MANY.split(cell):
        plain = fold(_BETWEEN.sub("", part))
        said = next((w for w in _BY_LENGTH if plain.startswith(w) or plain.endswith(w)), None)
        name = (
            plain if said is None else plain.removeprefix(said) if plain.startswith(said) else plain.removesuffix(said)
        )
        if name:
            found.append((HEAD_WORDS[said] if said else None, normal_name(name)))
    return found


class Responsible:
    """The posts as they stand, to compare lines with."""

    def __init__(self, connection: sa.Connection, county: County) -> None:
        self._connection, self._county = connection, county
        self._posts = [posts.as_post(row) for row in posts.standing(connection)]

    @property
    def is_known(self) -> bool:
        """Whether anybody's post was ever entered."""
        return bool(self._posts)

    def compare(self, line: Line, child_key: int, since: date, until: date, say: Say) -> None:
        """Says who is no holder of the post named, of this child's units on any day of the line, or in no post at all."""
        wanted = heads_in(line.text("responsible"))
        if not wanted or not self.is_known:
            return
        child = people_of(self._connection, {child_key})[child_key]
        school = self._county.school_of(line.cells.get("school", "")) or child.school_code
        held = [post for post in self._posts if post.valid_from <= until and post.valid_to >= since]
        for head, name in wanted:
            of_name = [post for post in held if normal_name(post.person_name) == name]
            near = [post for post in held if self._is_near(post, child, school) and head in (None, post.head)]
            if any(post in near for post in of_name):
                continue
            code = "responsible_differs" if of_name else "responsible_unknown"
            if near and head and PLACE[head] != "class":
                say("responsible_differs", line, "responsible", line.text("responsible"), self._named(near))
            else:
                say(code, line, "responsible", line.text("responsible"), self._named(of_name))

    def _is_near(self, post: Post, child: Known, school: str | None) -> bool:
        """Whether a post is for a unit of the child; a child without a household may be any township's."""
        place = PLACE.get(post.head)
        if place == "county":
            return True
        if place in ("town", "village"):
            return child.area_code is None or child.area_code.startswith(post.area_code or "-")
        return school is not None and post.unit.startswith(school)

    def _named(self, held: Sequence[Post]) -> str | Message:
        if not held:
            return ""
        shown = [f"{HEADS[p.head][0]} {p.person_name}" if p.head in HEADS else p.person_name for p in held]
        names = list(dict.fromkeys(shown))
        listed = "、".join(names[:_MOST])
        return msg("名册:{posts}等", posts=listed) if len(names) > _MOST else msg("名册:{posts}", posts=listed)

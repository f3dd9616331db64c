"""Who acts: the person of a viewer, and the leader whom a clerk acts for."""

import sqlalchemy as sa

from baoxue import clock
from baoxue.access import Viewer
from baoxue.ledger import posts

_LEADER_OF = {"clerk_village": "village_head", "clerk_township": "township_head", "bureau_clerk": "director",
              "clerk_school": "principal"}  # fmt: skip
"""Leaders do not type: whom a clerk acts for."""


def name_of(viewer: Viewer) -> str:
    return viewer.name or "、".join(viewer.post_ids)


def on_behalf(connection: sa.Connection, viewer: Viewer) -> str | None:
    """The leader whom a clerk acts for, by name; None where a leader acts, or the post is empty."""
    today = clock.now().date()
    rows = [p for p in posts.posts(connection).to_pylist() if p["valid_from"] <= today <= p["valid_to"]]
    own = next((p for p in rows if p["post_id"] in viewer.post_ids and p["head"] in _LEADER_OF), None)
    if own is None:
        return None
    leader, place = _LEADER_OF[own["head"]], (own["area_code"], own["school_code"])
    return next(
        (p["person_name"] for p in rows if p["head"] == leader and (p["area_code"], p["school_code"]) == place), None
    )

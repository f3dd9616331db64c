"""Who acts: the person of a viewer, and the leader whom the person acts for, by delegation or by office."""

import sqlalchemy as sa

from baoxue import clock
from baoxue.access import Viewer, represented
from baoxue.contracts.names import normal_name
from baoxue.ledger import Refused, posts
from baoxue.words import msg


def name_of(viewer: Viewer) -> str:
    return viewer.name or "、".join(viewer.post_ids)


def post_of(viewer: Viewer) -> str | None:
    """The post by which the viewer acts: the one chosen for the session, or the only one."""
    return viewer.post_id or (viewer.post_ids[0] if len(viewer.post_ids) == 1 else None)


def is_same_person(typed: str, name: str) -> bool:
    """Whether a name that somebody typed means the person: with spaces, in full width, or beside an office."""
    one, other = normal_name(typed), normal_name(name)
    return one in other or other in one


def on_behalf(connection: sa.Connection, viewer: Viewer) -> str | None:
    """The leader whom the viewer acts for, by name; None where a leader acts, or the post is empty.

    Raises Refused where the leader of a clerk delegated to somebody else.
    """
    leader, is_barred = represented(
        viewer, posts.standing(connection), posts.standing_delegations(connection), clock.now().date()
    )
    if is_barred:
        raise Refused("not_delegated", msg("代为办理"), msg("领导已授权他人经办"), msg("在授权期内的经办人"),
                      msg("请由授权的经办人办理,或请县局更新七长名册"))  # fmt: skip
    return leader["person_name"] if leader else None

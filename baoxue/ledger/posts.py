"""Who holds which post, who acts for whom, and why a post is empty: dated, appended, never changed.

The newest entry of a post and first day stands, so a post is ended by entering it anew with its last day. What was known
at an earlier ledger number reads as it did then.
"""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

import pyarrow as pa
import sqlalchemy as sa

from baoxue.ledger.arrow import to_arrow
from baoxue.ledger.database import take_numbers
from baoxue.ledger.tables import delegation, post, post_gap

OPEN = date(9999, 12, 31)


@dataclass(frozen=True)
class Post:
    """A post and its holder. ``head`` is a code of set ``head``; one of area, school and class says for what."""

    post_id: str
    head: str
    person_name: str
    valid_from: date
    valid_to: date = OPEN
    phone: str | None = None
    area_code: str | None = None
    school_code: str | None = None
    class_key: str | None = None

    @property
    def unit(self) -> str:
        """What the post is for: class, else school, else area."""
        return self.class_key or self.school_code or self.area_code or ""


@dataclass(frozen=True)
class Delegation:
    """The holder of ``post_id`` lets the holder of ``delegate_post_id`` act: 经办 X 代 镇长 Y."""

    post_id: str
    delegate_post_id: str
    valid_from: date
    valid_to: date = OPEN


@dataclass(frozen=True)
class Gap:
    """Why a post is empty from a day on. ``unit_code``: as ``Post.unit``."""

    head: str
    unit_code: str
    reason: str
    valid_from: date


@dataclass(frozen=True)
class Entry:
    """Who enters something, for whom, and when."""

    actor: str
    at: datetime
    on_behalf: str | None = None


def appoint(connection: sa.Connection, posts: Sequence[Post], by: Entry | None = None) -> int:
    """Record posts; answers the newest number used."""
    return _append(connection, post, posts, by)


def delegate(connection: sa.Connection, delegations: Sequence[Delegation], by: Entry) -> int:
    """Record delegations; answers the newest number used."""
    return _append(connection, delegation, delegations, by)


def explain(connection: sa.Connection, gaps: Sequence[Gap], by: Entry) -> int:
    """Record why posts are empty; answers the newest number used."""
    return _append(connection, post_gap, gaps, by)


def posts(connection: sa.Connection, after_seq: int = 0) -> pa.Table:
    """Entries numbered above ``after_seq``, as the engine's leaf ``post`` holds them."""
    return _entries(connection, post, after_seq)


def delegations(connection: sa.Connection, after_seq: int = 0) -> pa.Table:
    """Entries numbered above ``after_seq``, as the engine's leaf ``delegation`` holds them."""
    return _entries(connection, delegation, after_seq)


def gaps(connection: sa.Connection, after_seq: int = 0) -> pa.Table:
    """Entries numbered above ``after_seq``, as the engine's leaf ``post_gap`` holds them."""
    return _entries(connection, post_gap, after_seq)


def standing(connection: sa.Connection, only: Collection[str] | None = None) -> list[dict[str, Any]]:
    """Every post, or those with the ids of ``only``, as they stand by now, with the keys of relation ``post``: of a post
    and first day the newest entry."""
    rows = _entries(connection, post, 0, None if only is None else post.c.post_id.in_(sorted(only))).to_pylist()
    return list({(row["post_id"], row["valid_from"]): row for row in rows}.values())


def standing_delegations(connection: sa.Connection) -> list[dict[str, Any]]:
    """Every delegation as it stands by now: of the two posts and first day the newest entry."""
    rows = delegations(connection).to_pylist()
    return list({(r["post_id"], r["delegate_post_id"], r["valid_from"]): r for r in rows}.values())


def as_post(row: dict[str, Any]) -> Post:
    return Post(**{name: value for name, value in row.items() if name != "seq"})


_UNFED = {"actor", "on_behalf", "recorded_at"}


def _entries(
    connection: sa.Connection, table: sa.Table, after_seq: int, which: sa.ColumnElement[bool] | None = None
) -> pa.Table:
    columns = [column for column in table.c if column.name not in _UNFED]
    found = sa.select(*columns).where(table.c.seq > after_seq).order_by(table.c.seq)
    return to_arrow(connection, found if which is None else found.where(which))


def _append(connection: sa.Connection, table: sa.Table, rows: Sequence[Any], by: Entry | None) -> int:
    if not rows:
        return 0
    first = take_numbers(connection, "ledger", len(rows))
    said = {"actor": by.actor, "on_behalf": by.on_behalf, "recorded_at": by.at} if by else {}
    connection.execute(table.insert(), [{"seq": seq, **asdict(row), **said} for seq, row in enumerate(rows, first)])
    return first + len(rows) - 1

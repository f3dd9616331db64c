"""Who holds which post, from and to. Appointing appends; the newest entry of a post and first day stands."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

import pyarrow as pa
import sqlalchemy as sa

from baoxue.ledger.arrow import to_arrow
from baoxue.ledger.database import take_numbers
from baoxue.ledger.tables import post

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


def appoint(connection: sa.Connection, posts: Sequence[Post]) -> int:
    """Record posts; answers the newest number used."""
    if not posts:
        return 0
    first = take_numbers(connection, "ledger", len(posts))
    connection.execute(post.insert(), [{"seq": seq, **asdict(p)} for seq, p in enumerate(posts, first)])
    return first + len(posts) - 1


def posts(connection: sa.Connection, after_seq: int = 0) -> pa.Table:
    """Entries numbered above ``after_seq``, as the engine's leaf ``post`` holds them."""
    return to_arrow(connection, sa.select(post).where(post.c.seq > after_seq).order_by(post.c.seq))

"""What schools sent. Every attempt is kept; what stands is, class by class, the newest that was accepted.

Giving an attempt back is an attempt of its own (state ``returned``) in the same numbered stream: a snapshot that
names the newest attempt it knew also says which returns it knew. A returned class stands nowhere until it is sent
anew; what it once replaced does not come back, since the school itself had called that superseded.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa

from baoxue.ledger.errors import Refused
from baoxue.ledger.tables import submission
from baoxue.words import msg

STANDING = ("accepted", "waiting")
"""States of a submission that brought rows: all of them, or all but those that wait for correction."""
RETURNED = "returned"


@dataclass(frozen=True)
class Submission:
    """One attempt. ``classes``: class_key → rows accepted; ``normal_sha``: the Parquet of the good rows;
    ``state``: accepted | waiting (some rows wait for correction) | refused | returned (gives back the attempt
    ``returns``, for a ``reason``); ``is_nil``: 零报告 declared; ``on_behalf``: the school that ``sender`` acted
    for, where that is not the sender's own."""

    kind: str
    school_code: str
    month: str
    received_at: datetime
    sender: str
    file_name: str
    state: str
    file_sha: str | None = None
    normal_sha: str | None = None
    is_nil: bool = False
    classes: dict[str, int] = field(default_factory=dict)
    rows_accepted: int = 0
    rows_waiting: int = 0
    findings: list[dict] = field(default_factory=list)
    on_behalf: str | None = None
    returns: int | None = None
    reason: str | None = None


def record(connection: sa.Connection, rows: Sequence[Submission]) -> list[int]:
    """Record attempts in order; answers their ids."""
    if not rows:
        return []
    first = (connection.execute(sa.select(sa.func.max(submission.c.id))).scalar() or 0) + 1
    connection.execute(submission.insert(), [{"id": i, **vars(row)} for i, row in enumerate(rows, first)])
    return list(range(first, first + len(rows)))


def newest_id(connection: sa.Connection, kind: str | None = None) -> int:
    """Number of the newest attempt, of a kind where one is given; 0 where there is none."""
    query = sa.select(sa.func.max(submission.c.id))
    return connection.execute(query.where(submission.c.kind == kind) if kind else query).scalar() or 0


def newest_month(connection: sa.Connection, through: int) -> str | None:
    """The newest month that a sheet is about, of attempts up to one that brought rows; an old ledger names none of its own."""
    query = sa.select(sa.func.max(submission.c.month)).where(submission.c.id <= through, submission.c.kind != "ledger")
    return connection.execute(query.where(submission.c.state.in_(STANDING))).scalar()


def newest_months(connection: sa.Connection, kind: str) -> dict[str, str]:
    """school_code → the newest month for which it ever sent this kind."""
    query = sa.select(submission.c.school_code, sa.func.max(submission.c.month)).where(submission.c.kind == kind)
    return dict(connection.execute(query.group_by(submission.c.school_code)).tuples().all())


def touched(connection: sa.Connection, after_id: int, through: int) -> set[tuple[str, str]]:
    """(kind, month) of what came after a submission, up to another; a refused file touches nothing."""
    query = sa.select(submission.c.kind, submission.c.month).distinct()
    query = query.where(
        submission.c.id > after_id, submission.c.id <= through, submission.c.state.in_((*STANDING, RETURNED))
    )
    return {(row.kind, row.month) for row in connection.execute(query)}


def attempts(
    connection: sa.Connection,
    kind: str | None = None,
    month: str | None = None,
    school_code: str | None = None,
    through: int | None = None,
    after: int = 0,
    since: str = "",
) -> list[sa.Row]:
    """Attempts and returns in the order they came, numbered above ``after`` and up to ``through``, of months from
    ``since`` on."""
    query = sa.select(submission).where(submission.c.id > after).order_by(submission.c.id)
    query = query.where(submission.c.month >= since) if since else query
    query = query.where(submission.c.id <= through) if through is not None else query
    for column, wanted in (
        (submission.c.kind, kind),
        (submission.c.month, month),
        (submission.c.school_code, school_code),
    ):
        query = query.where(column == wanted) if wanted else query
    return list(connection.execute(query))


def brought_rows(row: sa.Row) -> bool:
    """Whether an attempt was accepted with at least one class, or as a nil report."""
    return row.state in STANDING and bool(row.classes or row.is_nil)


def given_back(rows: Iterable[sa.Row]) -> set[int]:
    """Ids of the attempts that some later row of ``rows`` gives back."""
    return {row.returns for row in rows if row.state == RETURNED}


def by_class(rows: Sequence[sa.Row]) -> tuple[dict[str, sa.Row], set[str]]:
    """Of one school, month and kind, in the order they came: class_key → the attempt whose rows stand, and the
    classes that were given back and not sent anew."""
    newest: dict[str, sa.Row] = {}
    for row in rows:
        if row.state in STANDING and row.normal_sha:
            newest.update(dict.fromkeys(row.classes, row))
    back = given_back(rows)
    gone = {key for key, row in newest.items() if row.id in back}
    return {key: row for key, row in newest.items() if key not in gone}, gone


def standing(connection: sa.Connection, kind: str, month: str, through: int) -> dict[str, dict[str, sa.Row]]:
    """school_code → class_key → the attempt whose rows stand; schools of which nothing stands are left out."""
    found = {school: by_class(rows)[0] for school, rows in by_school(connection, kind, month, through).items()}
    return {school: classes for school, classes in found.items() if classes}


def standing_parts(connection: sa.Connection, kind: str, month: str, through: int) -> dict[str, sa.Row]:
    """part → the attempt whose rows stand, whoever sent it: of forms whose parts belong to no one sender."""
    return by_class(attempts(connection, kind, month, through=through))[0]


def live(connection: sa.Connection, kind: str, month: str, through: int) -> list[sa.Row]:
    """The attempts in which rows may wait, in the order they came: whose parts stand, and the newest of each sender."""
    rows = attempts(connection, kind, month, through=through)
    back, newest = given_back(rows), {row.school_code: row.id for row in rows if row.state in STANDING}
    wanted = {row.id for row in by_class(rows)[0].values()} | set(newest.values())
    return [row for row in rows if row.id in wanted and row.id not in back and row.state in STANDING]


def by_school(connection: sa.Connection, kind: str, month: str, through: int) -> dict[str, list[sa.Row]]:
    """school_code → its attempts and returns, in the order they came."""
    found: dict[str, list[sa.Row]] = {}
    for row in attempts(connection, kind, month, through=through):
        found.setdefault(row.school_code, []).append(row)
    return found


def give_back(connection: sa.Connection, number: int, reason: str, actor: str, at: datetime) -> int:
    """Give an accepted attempt back to its school; answers the id of the return. Done twice, it is done once.

    Raises Refused where there is no such attempt, it brought nothing, all of it has been replaced since, or no
    reason is given; nothing is written then.
    """
    given = connection.execute(sa.select(submission).where(submission.c.id == number)).first()
    where = msg("上报 {what}", what=number)
    if given is None or not brought_rows(given):
        raise Refused("nothing_accepted", where, msg("没有接收过内容"), msg("一份已接收的上报"),
                      msg("请刷新后重新选择"))  # fmt: skip
    if not reason.strip():
        raise Refused("no_reason", where, msg("没有填写原因"), msg("学校看得懂的原因"),
                      msg("请写明哪里不对、怎样改"))  # fmt: skip
    rows = attempts(connection, given.kind, given.month, given.school_code)
    known = next((row.id for row in rows if row.state == RETURNED and row.returns == number), None)
    if known is not None:
        return known
    if given.classes and not any(row.id == number for row in by_class(rows)[0].values()):
        raise Refused("replaced", where, msg("已被后来的上报替代"), msg("仍然有效的一份"),
                      msg("请退回最近的一份"))  # fmt: skip
    returned = Submission(
        given.kind, given.school_code, given.month, at, actor, given.file_name, RETURNED, returns=number,
        reason=reason.strip(),
    )  # fmt: skip
    return record(connection, [returned])[0]

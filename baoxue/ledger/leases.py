"""One row a task that must not overlap with another: publishing and sweeping."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import psutil
import sqlalchemy as sa

from baoxue.ledger.database import Ledger
from baoxue.ledger.errors import Refused
from baoxue.ledger.tables import lease
from baoxue.words import msg

LASTS = timedelta(minutes=30)


def _moment() -> datetime:
    """Leases are about processes, not about the county's day: the true clock, never a shifted one."""
    return datetime.now(UTC).replace(tzinfo=None)


def _is_alive(owner: str) -> bool:
    pid, started, _ = owner.split(":")
    try:
        return psutil.Process(int(pid)).create_time() == float(started)
    except psutil.NoSuchProcess:
        return False


@contextmanager
def held(ledger: Ledger, name: str = "publish") -> Iterator[str]:
    """Hold a lease; gives its owner's mark. Raises Refused while another live process holds it; one of a dead
    process, or past its time, is taken over."""
    owner = f"{os.getpid()}:{psutil.Process().create_time()}:{uuid4().hex}"
    with ledger.write() as connection:
        row = connection.execute(sa.select(lease).where(lease.c.name == name)).first()
        if row and row.until > _moment() and _is_alive(row.owner):
            raise Refused(
                "busy", msg("发布"), msg("另一个发布或清理正在进行"), msg("同一时间只进行一个"), msg("请稍后再试")
            )
        connection.execute(lease.delete().where(lease.c.name == name))
        connection.execute(lease.insert().values(name=name, owner=owner, until=_moment() + LASTS))
    try:
        yield owner
    finally:
        with ledger.read() as connection:
            is_mine = _owner(connection, name) == owner
        if is_mine:
            with ledger.write() as connection:
                _give_up(connection, owner, name)


def _owner(connection: sa.Connection, name: str) -> str | None:
    return connection.execute(sa.select(lease.c.owner).where(lease.c.name == name)).scalar()


def _give_up(connection: sa.Connection, owner: str, name: str) -> None:
    connection.execute(lease.delete().where(lease.c.name == name, lease.c.owner == owner))


def spend(connection: sa.Connection, owner: str, name: str = "publish") -> None:
    """For the transaction that commits, with which the task is over: gives the lease up. Raises Refused when it ran out and
    another took it meanwhile."""
    if _owner(connection, name) != owner:
        raise Refused(
            "lease_lost",
            msg("发布"),
            msg("本次发布超时,期间另有发布或清理"),
            msg("提交时仍持有发布权"),
            msg("请重新发布"),
        )
    _give_up(connection, owner, name)

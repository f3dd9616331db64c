"""Faults of the machine under the ledger, a full disk or a damaged file, said to people; faults of the program stay as they are."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from baoxue.ledger.errors import Refused
from baoxue.words import Message, msg

_AGAIN = msg("这次没有登记;请稍后再办理一次。")
_ROOM = msg("这次没有登记;请清理磁盘,再办理一次。")
_RIGHTS = msg("请检查文件夹是否存在、是否有权限。")
_RESTORE = msg("请停用这一文件,从备份恢复。")
_BUSY = (msg("另一程序正在写入,等候后仍未轮到"), msg("一次由一个程序写入"), _AGAIN)
_SHUT = (msg("不能打开或不能写入"), msg("可以读写的文件"), _RIGHTS)
_BROKEN = (msg("文件已损坏,或者不是台账"), msg("完好的台账文件"), _RESTORE)
_FAULTS: dict[int, tuple[Message, Message, Message]] = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_FULL: (msg("磁盘已满"), msg("磁盘有余地"), _ROOM),
    sqlite3.SQLITE_READONLY: _SHUT,
    sqlite3.SQLITE_PERM: _SHUT,
    sqlite3.SQLITE_CANTOPEN: _SHUT,
    sqlite3.SQLITE_IOERR: (
        msg("读写时磁盘出错"),
        msg("可以读写的磁盘"),
        msg("请检查磁盘是否已满、是否完好,再办理一次。"),
    ),
    sqlite3.SQLITE_CORRUPT: _BROKEN,
    sqlite3.SQLITE_NOTADB: _BROKEN,
}
"""SQLite's primary result code → what was found, what is expected, what to do."""


def code_of(error: Exception) -> int:
    """SQLite's primary result code of an error, as it came or as SQLAlchemy hands it on; 0 where it has none."""
    return int(getattr(getattr(error, "orig", error), "sqlite_errorcode", None) or 0) & 0xFF


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Around work on the ledger's file at ``path``. Raises Refused for a fault of the machine; nothing was recorded."""
    try:
        yield
    except (sa.exc.DBAPIError, sqlite3.Error) as error:
        if (code := code_of(error)) not in _FAULTS:
            raise
        found, expected, todo = _FAULTS[code]
        raise Refused("ledger", msg("台账 {path}", path=path), found, expected, todo) from error

"""Correcting who a child is: another name, two records of one child. Acts of the bureau's clerk, kept with their reason."""

from pathlib import Path
from typing import Any

from baoxue import clock
from baoxue.access import Viewer
from baoxue.contracts.identifiers import read_name
from baoxue.desk.actors import name_of
from baoxue.desk.permits import check_can_correct_identity
from baoxue.ledger import Refused, identity, traces
from baoxue.wiring import ledger_of
from baoxue.words import msg

_LONGEST = 500
_SHOWN = ("child_key", "name", "sex", "birth_date", "school_code", "area_code", "id_number", "student_number")


def find(home: Path, viewer: Viewer, words: str) -> list[dict[str, Any]]:
    """Records of that name, ID number or student number, each with its numbers and the record that it reads as
    (``stands_for``). Leaves a trace. Raises Refused where the viewer may not."""
    check_can_correct_identity(viewer)
    with ledger_of(home).write() as connection:
        keys = identity.found(connection, words.strip())
        known, stands = identity.people(connection, keys), identity.canonical(connection)
        traces.note(connection, clock.now(), viewer.post_ids[0], "find_child", ",".join(map(str, keys)))
    return [{**{name: known[key][name] for name in _SHOWN}, "stands_for": stands.get(key)} for key in keys]


def acts(home: Path, viewer: Viewer, child_key: int) -> list[dict[str, Any]]:
    """What was done to a record's name and numbers, and what it was joined with, in order; of a joining ``child_key`` is the
    record that stands, ``other_key`` the one that reads as it. Leaves a trace. Raises Refused, also of no record."""
    check_can_correct_identity(viewer)
    with ledger_of(home).write() as connection:
        identity.known(connection, child_key)
        rows = [dict(row._mapping) for row in identity.links(connection, child_key)]
        traces.note(connection, clock.now(), viewer.post_ids[0], "show_child", str(child_key))
    return rows


def rename(home: Path, viewer: Viewer, child_key: int, name: str, reason: str) -> int:
    """Correct a child's name; answers the number of the act. Raises Refused with the reason, and nothing is recorded."""
    check_can_correct_identity(viewer)
    read, fault = read_name(name)
    if read is None or fault:
        raise Refused("name", msg("学生身份"), msg("姓名 {name}", name=name), msg("汉字姓名,少数民族姓名可含 ·"),
                      msg("请按户口簿填写姓名"))  # fmt: skip
    why = _reason(reason)
    with ledger_of(home).write() as connection:
        return identity.rename(connection, child_key, read, why, name_of(viewer), clock.now())


def merge(home: Path, viewer: Viewer, child_key: int, into: int, reason: str) -> int:
    """Read the record ``child_key`` as ``into``; answers the number of the act. Raises Refused with the reason, and
    nothing is recorded."""
    check_can_correct_identity(viewer)
    why = _reason(reason)
    with ledger_of(home).write() as connection:
        return identity.merge(connection, child_key, into, why, name_of(viewer), clock.now())


def _reason(reason: str) -> str:
    why = reason.strip()
    if not why or len(why) > _LONGEST:
        raise Refused("no_reason", msg("学生身份"), msg("没有写明理由,或太长"),
                      msg("依据,{n} 字以内,例如 户口簿 2018-12-03 核对", n=_LONGEST), msg("请写明依据"))  # fmt: skip
    return why

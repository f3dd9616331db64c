"""Lists of suspected children that a higher office sends: lines as they came, whom they mean, and the answers.

Nothing is changed once written: a match that a person resolves is a newer row of the line, and of the answers to a
line the newest statement of each field stands.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

import sqlalchemy as sa

from baoxue.ledger.database import take_numbers
from baoxue.ledger.errors import Refused
from baoxue.ledger.identity_search import canonical
from baoxue.ledger.tables import child, list_above, list_answer, list_line
from baoxue.words import msg

QUESTION, NONE, CHOSEN = "question", "none", "chosen"
"""How a line found its child, beside id, student and name_birth: asked about; no child of the register; by a person."""

SAID = ("code", "school_words", "cause", "proof", "checked_by", "owner", "due_on", "note")
"""What an answer may state."""


@dataclass(frozen=True)
class ListAbove:
    """A list: ``labels`` its columns' words in order, ``places`` field of the form → column."""

    list_id: str
    name: str
    received_on: date
    reply_on: date
    labels: list[str]
    places: dict[str, int]


@dataclass(frozen=True)
class ListLine:
    """A line as it came (``cells``, in the columns' order), and how it found its child."""

    line_no: int
    cells: list[Any]
    name: str
    id_number: str | None
    child_key: int | None
    match: str
    suspected_as: str | None
    area_code: str | None


@dataclass(frozen=True)
class Standing:
    """A line with what its answers say by now."""

    line: ListLine
    said: dict[str, Any]


def id_of(name: str, received_on: date) -> str:
    """The same name received the same day is the same list."""
    return f"{received_on:%Y%m%d}-{sha256(name.encode()).hexdigest()[:8]}"


def receive(connection: sa.Connection, one: ListAbove, file_sha: str, actor: str, at: datetime) -> bool:
    """Enter a list; False where it stands already. Raises Refused where it stood with another reply date or columns."""
    known = known_list(connection, one.list_id)
    if known is not None:
        if known.reply_on != one.reply_on:
            raise Refused("reply_differs", msg("上级名单 {name}", name=one.name), msg("回复日期 {day}", day=one.reply_on),
                          msg("原登记的 {day}", day=known.reply_on), msg("请核对回复日期"))  # fmt: skip
        if known.labels != one.labels:
            raise Refused("columns_differ", msg("上级名单 {name}", name=one.name), msg("表头与原名单不同"),
                          msg("原名单的各列"), msg("请按原名单的列更正,或另取名称登记"))  # fmt: skip
        return False
    connection.execute(
        list_above.insert().values(
            seq=take_numbers(connection, "ledger"), list_id=one.list_id, name=one.name, received_on=one.received_on,
            reply_on=one.reply_on, headings={"labels": one.labels, "places": one.places}, file_sha=file_sha,
            actor=actor, recorded_at=at,
        )
    )  # fmt: skip
    return True


def add_lines(connection: sa.Connection, list_id: str, lines: Sequence[ListLine], actor: str, at: datetime) -> None:
    """Append rows of lines: new lines, or known ones whose match was resolved."""
    if not lines:
        return
    first = take_numbers(connection, "ledger", len(lines))
    rows = [
        {"seq": seq, "list_id": list_id, **vars(line), "actor": actor, "recorded_at": at}
        for seq, line in enumerate(lines, first)
    ]
    connection.execute(list_line.insert(), rows)


def known_list(connection: sa.Connection, list_id: str) -> ListAbove | None:
    return next((one for one in known_lists(connection) if one.list_id == list_id), None)


def known_lists(connection: sa.Connection) -> list[ListAbove]:
    """Every list, the newest first."""
    query = sa.select(list_above).order_by(list_above.c.received_on.desc(), list_above.c.seq.desc())
    return [
        ListAbove(r.list_id, r.name, r.received_on, r.reply_on, r.headings["labels"], r.headings["places"])
        for r in connection.execute(query)
    ]


def lines_of(connection: sa.Connection, list_id: str) -> list[ListLine]:
    """The lines in their order, each with its newest match; a double record is read as the child it stands for."""
    query = sa.select(list_line).where(list_line.c.list_id == list_id).order_by(list_line.c.seq)
    merged = canonical(connection)
    newest = {
        r.line_no: ListLine(r.line_no, r.cells, r.name, r.id_number, merged.get(r.child_key, r.child_key), r.match,
                            r.suspected_as, r.area_code)
        for r in connection.execute(query)
    }  # fmt: skip
    return [newest[number] for number in sorted(newest)]


def standing(connection: sa.Connection, list_id: str) -> list[Standing]:
    """Every line with its answers: of each field the newest statement."""
    query = sa.select(list_answer).where(list_answer.c.list_id == list_id).order_by(list_answer.c.seq)
    said: dict[int, dict[str, Any]] = {}
    for row in connection.execute(query).mappings():
        stated = {name: row[name] for name in SAID if row[name] is not None}
        said.setdefault(row["line_no"], {}).update(stated)
    return [Standing(line, said.get(line.line_no, {})) for line in lines_of(connection, list_id)]


def line_of(connection: sa.Connection, list_id: str, line_no: int) -> ListLine:
    """Raises Refused where the list has no such line."""
    found = next((line for line in lines_of(connection, list_id) if line.line_no == line_no), None)
    if found is None:
        raise Refused("no_line", msg("上级名单 {name}", name=list_id), msg("没有第 {n} 行", n=line_no),
                      msg("名单中的行号"), msg("请核对行号"))  # fmt: skip
    return found


def resolve(
    connection: sa.Connection, list_id: str, line_no: int, child_key: int | None, actor: str, at: datetime
) -> None:
    """A person says whom a line means: a child of the register, or (None) nobody in it."""
    line = line_of(connection, list_id, line_no)
    if child_key is not None:
        known = connection.execute(sa.select(child.c.child_key).where(child.c.child_key == child_key)).scalar()
        if known is None:
            raise Refused("no_child", msg("上级名单 {name}", name=list_id), msg("没有编号 {key} 的学生", key=child_key),
                          msg("学生身份库中的学生"), msg("请从候选学生中选择"))  # fmt: skip
    match = NONE if child_key is None else CHOSEN
    add_lines(connection, list_id, [ListLine(**{**vars(line), "child_key": child_key, "match": match})], actor, at)


def answer(
    connection: sa.Connection,
    list_id: str,
    line_no: int,
    said: Mapping[str, Any],
    effective_on: date,
    actor: str,
    at: datetime,
) -> int:
    """Append a statement about a line (keys of ``SAID``); answers its number."""
    seq = take_numbers(connection, "ledger")
    values = {name: said.get(name) for name in SAID}
    connection.execute(
        list_answer.insert().values(
            seq=seq, list_id=list_id, line_no=line_no, effective_on=effective_on, actor=actor, recorded_at=at, **values
        )
    )
    return seq

"""Lists of suspected children that a higher office sends: lines as they came, whom they mean, and the answers.

Nothing is changed once written: a match that a person resolves is a newer row of the line, an answer is a row, and
each step that it passes is a newer row. Which answer holds is read from them in SQL (``fct_list_line``).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from typing import Any

import pyarrow as pa
import sqlalchemy as sa

from baoxue.contracts.identifiers import birth_of
from baoxue.contracts.names import normal_name, pinyin_key
from baoxue.ledger.arrow import to_arrow
from baoxue.ledger.database import take_numbers
from baoxue.ledger.errors import Refused
from baoxue.ledger.identity_search import canonical
from baoxue.ledger.tables import child, child_number, list_above, list_answer, list_line
from baoxue.words import msg

QUESTION, NONE, CHOSEN = "question", "none", "chosen"
"""How a line found its child, beside id, student and name_birth: asked about; no child of the register; by a person."""

STEPS = ("proposed", "verified", "reviewed", "returned")
"""Proposed by school or village, verified by central school or township, reviewed by the bureau; or given back."""

SAID = ("code", "school_words", "cause", "proof", "checked_by", "owner", "due_on", "note")
"""What an answer may state."""


@dataclass(frozen=True)
class ListAbove:
    """A list: ``labels`` its columns' words in order, ``places`` field of the form → column; ``title`` above them."""

    list_id: str
    name: str
    received_on: date
    reply_on: date
    labels: list[str]
    places: dict[str, int]
    title: str = ""


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
class Step:
    """One step of a line's answer. ``said``: keys of ``SAID`` where the step gives an answer, else empty, or a note;
    ``stands``: by this step the answer holds; ``effective_on``: its day;
    ``post_id``: the post that acts."""

    line_no: int
    step: str
    stands: bool
    effective_on: date
    actor: str
    on_behalf: str | None = None
    said: Mapping[str, Any] = field(default_factory=dict)
    post_id: str | None = None


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
            reply_on=one.reply_on, headings={"labels": one.labels, "places": one.places, "title": one.title}, file_sha=file_sha,
            actor=actor, recorded_at=at,
        )
    )  # fmt: skip
    return True


def add_lines(connection: sa.Connection, list_id: str, lines: Sequence[ListLine], actor: str, at: datetime) -> None:
    """Append rows of lines: new lines, or known ones whose match was resolved. A name that the register does not hold is
    spelled here, once: a server that only shows spells none."""
    if not lines:
        return
    first = take_numbers(connection, "ledger", len(lines))
    rows = [
        {"seq": seq, "list_id": list_id, **vars(line), "pinyin_key": _spelled(line), "actor": actor, "recorded_at": at}
        for seq, line in enumerate(lines, first)
    ]
    connection.execute(list_line.insert(), rows)


def _spelled(line: Any) -> str | None:
    """None where a line means a child, whose name is the register's."""
    return None if line.child_key else pinyin_key(line.name)


def known_list(connection: sa.Connection, list_id: str) -> ListAbove | None:
    return next((one for one in known_lists(connection) if one.list_id == list_id), None)


def known_lists(connection: sa.Connection) -> list[ListAbove]:
    """Every list, the newest first."""
    query = sa.select(list_above).order_by(list_above.c.received_on.desc(), list_above.c.seq.desc())
    return [
        ListAbove(
            r.list_id,
            r.name,
            r.received_on,
            r.reply_on,
            r.headings["labels"],
            r.headings["places"],
            r.headings.get("title", ""),
        )
        for r in connection.execute(query)
    ]


def lines_of(connection: sa.Connection, list_id: str, line_no: int | None = None) -> list[ListLine]:
    """The lines, or the one of that number, in their order, each with its newest match; a double record is read as the
    child it stands for."""
    query = sa.select(list_line).where(list_line.c.list_id == list_id).order_by(list_line.c.seq)
    if line_no is not None:
        query = query.where(list_line.c.line_no == line_no)
    merged = canonical(connection)
    newest = {
        r.line_no: ListLine(r.line_no, r.cells, r.name, r.id_number, merged.get(r.child_key, r.child_key), r.match,
                            r.suspected_as, r.area_code)
        for r in connection.execute(query)
    }  # fmt: skip
    return [newest[number] for number in sorted(newest)]


def line_of(connection: sa.Connection, list_id: str, line_no: int) -> ListLine:
    """Raises Refused where the list has no such line."""
    return held({line.line_no: line for line in lines_of(connection, list_id, line_no)}, list_id, line_no)


def held(lines: Mapping[int, ListLine], list_id: str, line_no: int) -> ListLine:
    """The line of that number. Raises Refused where there is none."""
    found = lines.get(line_no)
    if found is None:
        raise Refused("no_line", msg("上级名单 {name}", name=list_id), msg("没有第 {n} 行", n=line_no),
                      msg("名单中的行号"), msg("请核对行号"))  # fmt: skip
    return found


def candidates(connection: sa.Connection, line: ListLine) -> list[dict[str, Any]]:
    """Children of the register of the line's name, or who bear its number, once each: child_key, name, birth_date,
    school_code, area_code, is_by_number."""
    merged = canonical(connection)
    wanted = [number for number in (line.id_number, f"G{line.id_number}") if line.id_number]
    query = sa.select(child_number.c.child_key).where(child_number.c.number.in_(wanted))
    by_number = {merged.get(key, key) for key in connection.execute(query).scalars()}
    query = sa.select(child).where((child.c.normal_name == normal_name(line.name)) | child.c.child_key.in_(by_number))
    return [
        {"child_key": r.child_key, "name": r.name, "birth_date": r.birth_date, "school_code": r.school_code,
         "area_code": r.area_code, "is_by_number": r.child_key in by_number}
        for r in connection.execute(query.order_by(child.c.child_key))
        if r.child_key not in merged
    ]  # fmt: skip


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


def record(connection: sa.Connection, list_id: str, steps: Sequence[Step], at: datetime) -> list[int]:
    """Append steps in order; answers the number of each."""
    if not steps:
        return []
    first = take_numbers(connection, "ledger", len(steps))
    rows: list[dict[str, Any]] = [
        {
            "seq": seq, "list_id": list_id, "line_no": one.line_no, "step": one.step, "stands": one.stands,
            "effective_on": one.effective_on, "actor": one.actor, "on_behalf": one.on_behalf, "recorded_at": at,
            "post_id": one.post_id, **{name: one.said.get(name) for name in SAID},
        }
        for seq, one in enumerate(steps, first)
    ]  # fmt: skip
    connection.execute(list_answer.insert(), rows)
    return [row["seq"] for row in rows]


def answered_by(connection: sa.Connection, list_id: str, line_no: int, proposer: str) -> str | None:
    """The post by which the proposer of the newest answer of a line entered it; None where another entered it for the
    proposer, or it was entered before posts were kept."""
    query = sa.select(list_answer.c.actor, list_answer.c.post_id).where(
        list_answer.c.list_id == list_id, list_answer.c.line_no == line_no, list_answer.c.code.is_not(None)
    )
    found = connection.execute(query.order_by(list_answer.c.seq.desc()).limit(1)).first()
    return found.post_id if found and found.actor == proposer else None


def above_rows(connection: sa.Connection, after_seq: int = 0) -> pa.Table:
    """Lists numbered above ``after_seq``, as the engine's leaf holds them."""
    query = sa.select(list_above.c.seq, list_above.c.list_id, list_above.c.name.label("list_name"),
                      list_above.c.received_on, list_above.c.reply_on)  # fmt: skip
    return to_arrow(connection, query.where(list_above.c.seq > after_seq).order_by(list_above.c.seq))


def line_rows(connection: sa.Connection, after_seq: int = 0) -> pa.Table:
    """Lines numbered above ``after_seq`` as the engine's leaf holds them. One that means no child of the register is a
    person of its own, with a key below zero; its name and birth are the list's."""
    query = sa.select(list_line).where(list_line.c.seq > after_seq).order_by(list_line.c.seq)
    found = list(connection.execute(query))
    merged, own = canonical(connection) if found else {}, _own_keys(connection) if found else {}
    rows = [
        {
            "seq": r.seq, "recorded_at": r.recorded_at, "list_id": r.list_id, "line_no": r.line_no,
            "child_key": merged.get(r.child_key, r.child_key) or own[r.list_id, r.line_no], "line_name": r.name,
            "line_pinyin": r.pinyin_key or _spelled(r), "match": r.match, "suspected_as": r.suspected_as,
            "area_code": r.area_code, "birth_month": f"{born:%Y-%m}" if (born := _born(r.id_number)) else None,
        }
        for r in found
    ]  # fmt: skip
    return pa.Table.from_pylist(rows, schema=_LINE)


def answer_rows(connection: sa.Connection, after_seq: int = 0) -> pa.Table:
    """Steps numbered above ``after_seq`` as the engine's leaf holds them. ``draw_no``: what the sample is drawn by, the
    child's number, or that of a line that means none."""
    query = sa.select(list_answer).where(list_answer.c.seq > after_seq).order_by(list_answer.c.seq)
    found = list(connection.execute(query))
    drawn = _draw_numbers(connection) if found else {}
    names = [name for name in _ANSWER.names if name not in ("stands", "draw_no")]
    rows = [
        {**{name: getattr(r, name) for name in names}, "stands": int(r.stands), "draw_no": drawn[r.list_id, r.line_no]}
        for r in found
    ]
    return pa.Table.from_pylist(rows, schema=_ANSWER)


_LINE = pa.schema([
    ("seq", pa.int64()), ("recorded_at", pa.timestamp("us")), ("list_id", pa.string()), ("line_no", pa.int32()),
    ("child_key", pa.int64()), ("line_name", pa.string()), ("line_pinyin", pa.string()), ("match", pa.string()),
    ("suspected_as", pa.string()), ("area_code", pa.string()), ("birth_month", pa.string()),
])  # fmt: skip
_ANSWER = pa.schema([
    ("seq", pa.int64()), ("recorded_at", pa.timestamp("us")), ("effective_on", pa.date32()), ("list_id", pa.string()),
    ("line_no", pa.int32()), ("step", pa.string()), ("stands", pa.int32()), ("code", pa.string()),
    ("school_words", pa.string()), ("cause", pa.string()), ("proof", pa.string()), ("checked_by", pa.string()),
    ("owner", pa.string()), ("due_on", pa.date32()), ("note", pa.string()), ("actor", pa.string()),
    ("on_behalf", pa.string()), ("draw_no", pa.int64()),
])  # fmt: skip


def _own_keys(connection: sa.Connection) -> dict[tuple[str, int], int]:
    """(list, line) → the key that a line has while it means no child: its first number, below zero."""
    query = sa.select(list_line.c.list_id, list_line.c.line_no, sa.func.min(list_line.c.seq))
    rows = connection.execute(query.group_by(list_line.c.list_id, list_line.c.line_no))
    return {(list_id, line_no): -seq for list_id, line_no, seq in rows}


def _draw_numbers(connection: sa.Connection) -> dict[tuple[str, int], int]:
    found = _own_keys(connection)
    query = sa.select(list_line.c.list_id, list_line.c.line_no, list_line.c.child_key).order_by(list_line.c.seq)
    for list_id, line_no, key in connection.execute(query):
        found[list_id, line_no] = key or found[list_id, line_no]
    return {line: abs(number) for line, number in found.items()}


def _born(id_number: str | None) -> date | None:
    return birth_of(id_number) if id_number else None

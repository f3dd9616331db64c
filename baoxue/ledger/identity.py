"""The identity register: a surrogate ``child_key`` for every child, whatever happens to names and numbers.

Matching never guesses: by ID number, else by student number, else by name, birth date and school; two candidates,
or a number that belongs to another name, are a question for a person.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import pyarrow as pa
import sqlalchemy as sa

from baoxue.contracts.names import normal_name, pinyin_key
from baoxue.ledger.arrow import to_arrow
from baoxue.ledger.database import take_numbers
from baoxue.ledger.errors import Refused
from baoxue.ledger.tables import child, child_link, child_number
from baoxue.words import msg

_CHUNK = 400


@dataclass(frozen=True)
class Incoming:
    """One row of a roll, as far as identity goes. Numbers are checked and upper-case, or None."""

    name: str
    id_number: str | None
    student_number: str | None
    sex: str
    birth_date: date | None
    school_code: str
    phone: str | None = None
    guardian: str | None = None
    address: str | None = None


@dataclass(frozen=True)
class Match:
    """``kind``: new | id | student | name_birth | question. ``why`` is a code where it is a question:
    other_name (the number belongs to a child of another name), two_children (numbers of two children),
    many (several children of that name, birth date and school), same_rows (two rows sent together are one child,
    share a number, or cannot be told apart), nothing (neither number nor birth date to know a child by)."""

    kind: str
    child_key: int | None = None
    why: str = ""


@dataclass(frozen=True)
class _Known:
    child_key: int
    normal_name: str
    birth_date: date | None
    school_code: str | None


def match(connection: sa.Connection, rows: Sequence[Incoming]) -> list[Match]:
    """One answer for each row, in order. Reads only."""
    owners = _owners(connection, rows)
    unnumbered = [
        r for r in rows if not owners.get(("id", r.id_number)) and not owners.get(("student", r.student_number))
    ]
    by_name = _by_name(connection, unnumbered)
    _add_numbers_of(connection, unnumbered, owners)
    people = _people(
        connection, {k for keys in owners.values() for k in keys} | {k for ks in by_name.values() for k in ks}
    )
    matches = [_match_one(row, owners, by_name, people) for row in rows]
    alike = _alike(rows, matches)
    return [Match("question", found.child_key, "same_rows") if i in alike else found for i, found in enumerate(matches)]


def _alike(rows: Sequence[Incoming], matches: Sequence[Match]) -> set[int]:
    """Places of rows that another row sent with them claims too: the same child, the same number, or, where one
    bears no ID number, the same name, birth date and school."""
    claims: dict[tuple, list[int]] = defaultdict(list)
    for i, (row, found) in enumerate(zip(rows, matches, strict=True)):
        claims["child", found.child_key].append(i)
        claims["id", row.id_number].append(i)
        claims["student", row.student_number].append(i)
        if found.kind == "new":
            claims["person", normal_name(row.name), row.birth_date, row.school_code].append(i)
    return {
        i
        for claim, places in claims.items()
        if len(places) > 1 and claim[1] is not None
        if claim[0] != "person" or not all(rows[place].id_number for place in places)
        for i in places
    }


def _match_one(row: Incoming, owners: dict, by_name: dict, people: dict[int, _Known]) -> Match:
    by_id = owners.get(("id", row.id_number), [])
    by_student = owners.get(("student", row.student_number), [])
    keys = {*by_id, *by_student}
    if len(keys) > 1:
        return Match("question", None, "two_children")
    if keys:
        (key,) = keys
        if people[key].normal_name != normal_name(row.name):
            return Match("question", key, "other_name")
        return Match("id" if by_id else "student", key)
    if not (row.id_number or row.student_number or row.birth_date):
        return Match("question", None, "nothing")
    namesakes = [
        k
        for k in by_name.get((normal_name(row.name), row.birth_date), [])
        if row.birth_date and people[k].school_code == row.school_code and not _contradicts(row, people[k], owners)
    ]
    if len(namesakes) > 1:
        return Match("question", None, "many")
    return Match("name_birth", namesakes[0]) if namesakes else Match("new")


def _contradicts(row: Incoming, known: _Known, owners: dict) -> bool:
    """A namesake with another ID number is another child; a number that changed (L to G) is not."""
    theirs = owners.get(("id of", known.child_key))
    return bool(row.id_number and theirs and row.id_number not in theirs)


def _chunks(values: Iterable) -> Iterable[list]:
    listed = list(values)
    return (listed[i : i + _CHUNK] for i in range(0, len(listed), _CHUNK))


def _owners(connection: sa.Connection, rows: Sequence[Incoming]) -> dict[tuple[str, object], list]:
    """(kind, number) → children who bear it."""
    wanted = {n for row in rows for n in (row.id_number, row.student_number) if n}
    canonical_key = canonical(connection)
    found: dict[tuple[str, object], list] = defaultdict(list)
    for chunk in _chunks(wanted):
        query = sa.select(child_number.c.kind, child_number.c.number, child_number.c.child_key)
        for kind, number, key in connection.execute(query.where(child_number.c.number.in_(chunk))):
            found[kind, number].append(canonical_key.get(key, key))
    return found


def _add_numbers_of(connection: sa.Connection, rows: Sequence[Incoming], owners: dict) -> None:
    """("id of", child) → ID numbers of the namesakes of rows that no number identified."""
    for chunk in _chunks({normal_name(row.name) for row in rows}):
        query = (
            sa.select(child_number.c.number, child_number.c.child_key)
            .join(child, child.c.child_key == child_number.c.child_key)
            .where(child_number.c.kind == "id", child.c.normal_name.in_(chunk))
        )
        for number, key in connection.execute(query):
            owners["id of", key].append(number)


def _by_name(connection: sa.Connection, rows: Sequence[Incoming]) -> dict[tuple[str, date], list[int]]:
    found: dict[tuple[str, date], list[int]] = defaultdict(list)
    merged = canonical(connection)
    for chunk in _chunks({normal_name(row.name) for row in rows}):
        query = sa.select(child.c.child_key, child.c.normal_name, child.c.birth_date)
        for key, name, born in connection.execute(query.where(child.c.normal_name.in_(chunk))):
            if key not in merged:
                found[name, born].append(key)
    return found


def _people(connection: sa.Connection, keys: set[int]) -> dict[int, _Known]:
    found = {}
    for chunk in _chunks(keys):
        query = sa.select(child.c.child_key, child.c.normal_name, child.c.birth_date, child.c.school_code)
        for row in connection.execute(query.where(child.c.child_key.in_(chunk))):
            found[row.child_key] = _Known(*row)
    return found


def register(
    connection: sa.Connection, rows: Sequence[Incoming], matches: Sequence[Match], at: datetime, actor: str
) -> list[int | None]:
    """Take the matched rows in: new children get a key, new numbers of known children are linked. Answers the
    child_key of each row, None where the match is a question. Contact details follow the newest sheet."""
    news = [i for i, found in enumerate(matches) if found.kind == "new"]
    keys = [found.child_key if found.kind != "question" else None for found in matches]
    if news:
        first = take_numbers(connection, "child", len(news))
        for offset, i in enumerate(news):
            keys[i] = first + offset
        connection.execute(child.insert(), [_person(rows[i], keys[i], at) for i in news])
    numbers = [
        {"number": number, "kind": kind, "child_key": keys[i], "valid_from": at.date(), "valid_to": None}
        for i in news
        for kind, number in (("id", rows[i].id_number), ("student", rows[i].student_number))
        if number
    ]
    known = [
        (rows[i], found.child_key)
        for i, found in enumerate(matches)
        if found.kind in ("id", "student", "name_birth") and found.child_key is not None
    ]
    numbers += _link(connection, known, at, actor)
    if numbers:
        connection.execute(child_number.insert(), numbers)
    _renew(connection, known)
    return keys


def _person(row: Incoming, key: int | None, at: datetime) -> dict:
    return {
        "child_key": key,
        "name": row.name,
        "normal_name": normal_name(row.name),
        "pinyin_key": pinyin_key(row.name),
        "sex": row.sex,
        "birth_date": row.birth_date,
        "school_code": row.school_code,
        "phone": row.phone,
        "guardian": row.guardian,
        "address": row.address,
        "recorded_at": at,
    }


def _link(connection: sa.Connection, known: list[tuple[Incoming, int]], at: datetime, actor: str) -> list[dict]:
    """New numbers of known children, each recorded as an act; an earlier number of that kind gets its last day."""
    held: dict[int, dict[str, str]] = defaultdict(dict)
    for chunk in _chunks({key for _, key in known}):
        query = sa.select(child_number).where(child_number.c.child_key.in_(chunk), child_number.c.valid_to.is_(None))
        for borne in connection.execute(query):
            held[borne.child_key][borne.kind] = borne.number
    links, numbers = [], []
    registered = _registered(connection, [row for row, _ in known])
    for row, key in known:
        for kind, number in (("id", row.id_number), ("student", row.student_number)):
            old = held[key].get(kind)
            if not number or (kind, number) in registered:
                continue
            numbers.append(
                {"number": number, "kind": kind, "child_key": key, "valid_from": at.date(), "valid_to": None}
            )
            if old is None:
                continue
            temporary = kind == "student" and old.startswith("L")
            links.append((key, "temporary_to_permanent" if temporary else f"corrected_{kind}", old, number))
            connection.execute(
                child_number.update()
                .where(child_number.c.number == old, child_number.c.kind == kind)
                .values(valid_to=at.date())
            )
    if links:
        first = take_numbers(connection, "ledger", len(links))
        rows = [
            dict(
                seq=seq,
                child_key=key,
                other_key=None,
                kind=kind,
                old=old,
                new=new,
                reason="花名册",
                actor=actor,
                recorded_at=at,
            )
            for seq, (key, kind, old, new) in enumerate(links, first)
        ]
        connection.execute(child_link.insert(), rows)
    return numbers


def _registered(connection: sa.Connection, rows: Sequence[Incoming]) -> set[tuple[str, str]]:
    """(kind, number) that the register holds already: of the child now, earlier, or under a merged record."""
    found = set()
    for chunk in _chunks({n for row in rows for n in (row.id_number, row.student_number) if n}):
        query = sa.select(child_number.c.kind, child_number.c.number).where(child_number.c.number.in_(chunk))
        found |= {(kind, number) for kind, number in connection.execute(query)}
    return found


def _renew(connection: sa.Connection, known: list[tuple[Incoming, int]]) -> None:
    """Contact details and school as the newest sheet has them; an empty cell forgets nothing."""
    fields = ("school_code", "phone", "guardian", "address")
    current: dict[int, sa.Row] = {}
    for chunk in _chunks({key for _, key in known}):
        query = sa.select(child.c.child_key, *(child.c[f] for f in fields)).where(child.c.child_key.in_(chunk))
        current |= {found.child_key: found for found in connection.execute(query)}
    changed = [
        {"key": key, **{f: getattr(row, f) or getattr(current[key], f) for f in fields}}
        for row, key in known
        if any(getattr(row, f) and getattr(row, f) != getattr(current[key], f) for f in fields)
    ]
    if changed:
        values: dict[str, sa.BindParameter] = {f: sa.bindparam(f) for f in fields}
        connection.execute(child.update().where(child.c.child_key == sa.bindparam("key")).values(values), changed)


def merge(connection: sa.Connection, child_key: int, into: int, reason: str, actor: str, at: datetime) -> int:
    """Two records are one child: ``child_key`` is read as ``into`` from the next publication on.

    Raises Refused where the two are one record already.
    """
    stands = canonical(connection)
    if stands.get(child_key, child_key) == stands.get(into, into):
        raise Refused(
            "one_record", msg("学生身份"), msg("两条记录已是同一名学生"), msg("两条不同的记录"), msg("请核对所选的学生")
        )
    seq = take_numbers(connection, "ledger")
    connection.execute(
        child_link.insert().values(
            seq=seq,
            child_key=into,
            other_key=child_key,
            kind="double_record",
            reason=reason,
            actor=actor,
            recorded_at=at,
        )
    )
    return seq


def canonical(connection: sa.Connection) -> dict[int, int]:
    """Keys of double records → the key that stands for the child."""
    query = sa.select(child_link.c.other_key, child_link.c.child_key).where(child_link.c.kind == "double_record")
    direct = dict(connection.execute(query.order_by(child_link.c.seq)).all())

    def end(key: int) -> int:
        seen = {key}
        while key in direct and direct[key] not in seen:
            key = direct[key]
            seen.add(key)
        return key

    return {key: end(key) for key in direct}


def names(connection: sa.Connection, after: int = 0) -> pa.Table:
    """child_key, name, pinyin_key of children numbered above ``after``: the engine's leaf ``child_name``."""
    query = sa.select(child.c.child_key, child.c.name, child.c.pinyin_key).where(child.c.child_key > after)
    return to_arrow(connection, query.order_by(child.c.child_key))


def person(connection: sa.Connection, child_key: int) -> dict:
    """Everything the register holds of a child, with its numbers. The caller leaves a trace."""
    row = connection.execute(sa.select(child).where(child.c.child_key == child_key)).one()
    numbers = connection.execute(sa.select(child_number).where(child_number.c.child_key == child_key)).all()
    return {**row._mapping, "numbers": [dict(n._mapping) for n in numbers]}


def links(connection: sa.Connection, child_key: int | None = None) -> list[sa.Row]:
    """Link acts, in order; of one child where it is given."""
    query = sa.select(child_link).order_by(child_link.c.seq)
    return list(connection.execute(query.where(child_link.c.child_key == child_key) if child_key else query))


def by_name_and_school(connection: sa.Connection, name: str, school_code: str) -> list[int]:
    """Children of that name last seen on the school's roll."""
    query = sa.select(child.c.child_key).where(
        child.c.normal_name == normal_name(name), child.c.school_code == school_code
    )
    merged = canonical(connection)
    return [key for key in connection.execute(query).scalars() if key not in merged]

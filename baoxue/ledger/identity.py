"""The identity register: a surrogate ``child_key`` for every child, whatever happens to names and numbers.

Matching never guesses: by ID number, else by student number, else by name, birth date and school; two candidates,
or a number that belongs to another name, are a question for a person.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

import pyarrow as pa
import sqlalchemy as sa

from baoxue.contracts.names import normal_name, pinyin_key
from baoxue.ledger.among import among
from baoxue.ledger.arrow import to_arrow
from baoxue.ledger.database import take_numbers
from baoxue.ledger.errors import Refused
from baoxue.ledger.identity_search import (
    Incoming,
    Known,
    Match,
    add_numbers_of,
    alike,
    bearers_of,
    by_name_of,
    canonical,
    owners_of,
    people_of,
)
from baoxue.ledger.tables import case_event, case_head, child, child_link, child_number
from baoxue.words import msg


def match(connection: sa.Connection, rows: Sequence[Incoming]) -> list[Match]:
    """One answer for each row, in order. Reads only."""
    owners = owners_of(connection, rows)
    unnumbered = [row for row in rows if not any(bearers_of(row, owners))]
    by_name = by_name_of(connection, unnumbered)
    add_numbers_of(connection, unnumbered, owners)
    people = people_of(
        connection, {k for keys in owners.values() for k in keys} | {k for ks in by_name.values() for k in ks}
    )
    matches = [_match_one(row, owners, by_name, people) for row in rows]
    same = alike(rows, matches)
    return [Match("question", found.child_key, "same_rows") if i in same else found for i, found in enumerate(matches)]


def _match_one(row: Incoming, owners: dict, by_name: dict, people: dict[int, Known]) -> Match:
    by_id, by_student = bearers_of(row, owners)
    keys = by_id | by_student
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
        if row.birth_date and _same_place(row, people[k]) and not _contradicts(row, people[k], owners)
    ]
    if len(namesakes) > 1:
        return Match("question", None, "many")
    return Match("name_birth", namesakes[0]) if namesakes else Match("new")


def _same_place(row: Incoming, known: Known) -> bool:
    """At that school; a child whom only the household register knows, in that village."""
    if known.school_code is None and known.area_code is not None:
        return known.area_code == row.area_code
    return known.school_code == row.school_code


def _contradicts(row: Incoming, known: Known, owners: dict) -> bool:
    """A namesake with another ID number is another child; a number that changed (L to G) is not."""
    theirs = owners.get(("id of", known.child_key))
    return bool(row.id_number and theirs and row.id_number not in theirs)


def register(
    connection: sa.Connection,
    rows: Sequence[Incoming],
    matches: Sequence[Match],
    at: datetime,
    actor: str,
    sheet: str = "花名册",
    renews: frozenset[str] = frozenset({"school_code", "phone", "guardian", "address"}),
) -> list[int | None]:
    """Take the matched rows in: new children get a key, new numbers of known children are linked. Answers the
    child_key of each row, None where the match is a question. ``sheet``: what brought them; ``renews``: details of
    known children that follow this sheet, as the newest. The others it fills where they are empty."""
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
    numbers += _link(connection, known, at, actor, sheet)
    if numbers:
        connection.execute(child_number.insert(), numbers)
    _renew(connection, known, renews)
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
        "area_code": row.area_code,
        "recorded_at": at,
    }


def _link(
    connection: sa.Connection, known: list[tuple[Incoming, int]], at: datetime, actor: str, sheet: str
) -> list[dict]:
    """New numbers of known children, each recorded as an act; an earlier number of that kind gets its last day."""
    held: dict[int, dict[str, str]] = defaultdict(dict)
    query = sa.select(child_number).where(child_number.c.valid_to.is_(None))
    for borne in connection.execute(query.where(among(child_number.c.child_key, {key for _, key in known}))).all():
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
                reason=sheet,
                actor=actor,
                recorded_at=at,
            )
            for seq, (key, kind, old, new) in enumerate(links, first)
        ]
        connection.execute(child_link.insert(), rows)
    return numbers


def _registered(connection: sa.Connection, rows: Sequence[Incoming]) -> set[tuple[str, str]]:
    """(kind, number) that the register holds already: of the child now, earlier, or under a merged record."""
    numbers = {n for row in rows for n in (row.id_number, row.student_number) if n}
    query = sa.select(child_number.c.kind, child_number.c.number).where(among(child_number.c.number, numbers))
    return {(kind, number) for kind, number in connection.execute(query).all()}


def _renew(connection: sa.Connection, known: list[tuple[Incoming, int]], renews: frozenset[str]) -> None:
    """Details as the newest sheet has them; an empty cell forgets nothing."""
    fields = ("school_code", "phone", "guardian", "address", "area_code")
    query = sa.select(child.c.child_key, *(child.c[f] for f in fields))
    asked = connection.execute(query.where(among(child.c.child_key, {key for _, key in known}))).all()
    current = {found.child_key: found for found in asked}
    changed = []
    for row, key in known:
        held = current[key]
        said = {f: getattr(row, f) for f in fields if f in renews or getattr(held, f) is None}
        if any(value and value != getattr(held, f) for f, value in said.items()):
            changed.append({"key": key, **{f: said.get(f) or getattr(held, f) for f in fields}})
    if changed:
        values: dict[str, sa.BindParameter] = {f: sa.bindparam(f) for f in fields}
        connection.execute(child.update().where(child.c.child_key == sa.bindparam("key")).values(values), changed)


def rename(connection: sa.Connection, child_key: int, name: str, reason: str, actor: str, at: datetime) -> int:
    """The child's name was written wrongly or has changed: from now on the register knows it by ``name``. Answers the
    number of the act, which keeps the old name.

    Raises Refused where there is no such child, it reads as another record, or it bears the name already.
    """
    held = _held(connection, child_key)
    if held.name == name:
        raise Refused("same_name", msg("学生身份"), msg("登记的已是 {name}", name=name), msg("与登记不同的姓名"),
                      msg("请核对姓名"))  # fmt: skip
    records = [child_key, *(key for key, stands in canonical(connection).items() if stands == child_key)]
    _name(connection, records, name)
    return _act(connection, "renamed", child_key, None, held.name, name, reason, actor, at)


def merge(connection: sa.Connection, child_key: int, into: int, reason: str, actor: str, at: datetime) -> int:
    """Two records are one child: ``child_key`` is read as ``into``, and by its name, from the next publication on.
    Answers the number of the act, which keeps the name that the record bore.

    Raises Refused where the two are one record already, there is no such record, one reads as another already, or
    the first has a case of its own: one that is not cleared as the double of another's.
    """
    stands = canonical(connection)
    if stands.get(child_key, child_key) == stands.get(into, into):
        raise Refused(
            "one_record", msg("学生身份"), msg("两条记录已是同一名学生"), msg("两条不同的记录"), msg("请核对所选的学生")
        )
    double, standing = _held(connection, child_key), _held(connection, into)
    records = [child_key, *(key for key, stood in stands.items() if stood == child_key)]
    if case_no := _own_case(connection, records):
        raise Refused("has_case", msg("学生身份"), msg("记录 {key} 有个案 {no}", key=child_key, no=case_no),
                      msg("没有个案的记录,或个案都已按“并案重复”排除的记录"),
                      msg("请换过方向合并;两条都有个案的,先把其中一条未销号的个案按“并案重复”排除,再并入另一条;都已另行结案的不能合并"))  # fmt: skip
    _name(connection, records, standing.name)
    return _act(connection, "double_record", into, child_key, double.name, standing.name, reason, actor, at)


def _own_case(connection: sa.Connection, records: Sequence[int]) -> str | None:
    """A case that speaks of the records' own child: any but those cleared as the double of another's."""
    doubled = sa.select(case_event.c.case_no).where(
        case_event.c.resulting_state == "cleared", case_event.c.outcome == "merged"
    )
    query = sa.select(case_head.c.case_no).where(among(case_head.c.child_key, records))
    return connection.execute(query.where(case_head.c.case_no.not_in(doubled)).order_by(case_head.c.case_no)).scalar()


def known(connection: sa.Connection, child_key: int) -> sa.Row:
    """A record, whether it stands for a child or reads as another. Raises Refused where there is none."""
    found = connection.execute(sa.select(child).where(child.c.child_key == child_key)).one_or_none()
    if found is None:
        raise Refused("no_child", msg("学生身份"), msg("没有记录 {key}", key=child_key), msg("登记过的学生"),
                      msg("请按姓名或号码查找"))  # fmt: skip
    return found


def _held(connection: sa.Connection, child_key: int) -> sa.Row:
    """A record that stands for a child."""
    found = known(connection, child_key)
    if (stands := canonical(connection).get(child_key)) is not None:
        raise Refused("double_record", msg("学生身份"), msg("记录 {key} 已并入 {into}", key=child_key, into=stands),
                      msg("记录 {key}", key=stands), msg("请改用所并入的记录"))  # fmt: skip
    return found


def _name(connection: sa.Connection, records: Sequence[int], name: str) -> None:
    spelled = {"name": name, "normal_name": normal_name(name), "pinyin_key": pinyin_key(name)}
    connection.execute(child.update().where(among(child.c.child_key, records)).values(spelled))


def _act(
    connection: sa.Connection, kind: str, child_key: int, other: int | None, old: str, new: str, reason: str, actor: str,
    at: datetime,
) -> int:  # fmt: skip
    seq = take_numbers(connection, "ledger")
    said = dict(seq=seq, child_key=child_key, other_key=other, kind=kind, old=old, new=new)
    connection.execute(child_link.insert().values(**said, reason=reason, actor=actor, recorded_at=at))
    return seq


def newest_naming(connection: sa.Connection) -> int:
    """Number of the newest act that gave a known record another name, 0 before the first: what was remembered or fed of
    names before it may be wrong."""
    acts = sa.select(sa.func.max(child_link.c.seq)).where(child_link.c.kind.in_(("renamed", "double_record")))
    return connection.execute(acts).scalar() or 0


def names(connection: sa.Connection, after: int = 0) -> pa.Table:
    """child_key, name, pinyin_key of children numbered above ``after``: the engine's leaf ``child_name``."""
    query = sa.select(child.c.child_key, child.c.name, child.c.pinyin_key).where(child.c.child_key > after)
    return to_arrow(connection, query.order_by(child.c.child_key))


def flags(connection: sa.Connection, after: int = 0) -> pa.Table:
    """child_key, number_kind (first sign of the student number that holds, null without one), has_phone (0 | 1) of
    children numbered above ``after``: the engine's leaf ``child_flag``. No number leaves the register."""
    held = sa.and_(
        child_number.c.child_key == child.c.child_key,
        child_number.c.kind == "student",
        child_number.c.valid_to.is_(None),
    )
    query = (
        sa.select(
            child.c.child_key,
            sa.func.max(sa.func.substr(child_number.c.number, 1, 1)).label("number_kind"),
            sa.case((sa.func.coalesce(child.c.phone, "") != "", 1), else_=0).label("has_phone"),
        )
        .select_from(child.outerjoin(child_number, held))
        .where(child.c.child_key > after)
        .group_by(child.c.child_key, child.c.phone)
    )
    rows = connection.execute(query.order_by(child.c.child_key)).all()
    return pa.table(
        {
            "child_key": pa.array([row.child_key for row in rows], pa.int64()),
            "number_kind": pa.array([row.number_kind for row in rows], pa.string()),
            "has_phone": pa.array([row.has_phone for row in rows], pa.int32()),
        }
    )


def person(connection: sa.Connection, child_key: int) -> dict:
    """Everything the register holds of a child, with its numbers. The caller leaves a trace."""
    row = connection.execute(sa.select(child).where(child.c.child_key == child_key)).one()
    numbers = connection.execute(sa.select(child_number).where(child_number.c.child_key == child_key)).all()
    return {**row._mapping, "numbers": [dict(n._mapping) for n in numbers]}


def people(connection: sa.Connection, keys: Iterable[int]) -> dict[int, dict]:
    """Children with the numbers they bear now (``id_number``, ``student_number``, None where there is none), those of
    double records where the record has none of its own. The caller leaves a trace."""
    asked, stands = set(keys), canonical(connection)
    rows = connection.execute(sa.select(child).where(among(child.c.child_key, asked)))
    found = {row.child_key: {**row._mapping, "id_number": None, "student_number": None} for row in rows}
    doubles = {key for key, into in stands.items() if into in found}
    held = sa.select(child_number).where(child_number.c.valid_to.is_(None)).order_by(child_number.c.valid_from)
    borne = connection.execute(held.where(among(child_number.c.child_key, {*found, *doubles}))).all()
    for row in borne:
        if row.child_key in found:
            found[row.child_key][f"{row.kind}_number"] = row.number
    for row in borne:
        if row.child_key in doubles and found[stands[row.child_key]][f"{row.kind}_number"] is None:
            found[stands[row.child_key]][f"{row.kind}_number"] = row.number
    return found


def found(connection: sa.Connection, words: str) -> list[int]:
    """Records whose name, ID number or student number ``words`` are, oldest first. The caller leaves a trace."""
    numbered = sa.select(child_number.c.child_key).where(child_number.c.number == words)
    named = sa.select(child.c.child_key).where(child.c.normal_name == normal_name(words))
    return sorted({*connection.execute(numbered).scalars(), *connection.execute(named).scalars()})


def links(connection: sa.Connection, child_key: int | None = None) -> list[sa.Row]:
    """Link acts, in order; where ``child_key`` is given those of that record, its joining to another among them."""
    query = sa.select(child_link).order_by(child_link.c.seq)
    is_own = sa.or_(child_link.c.child_key == child_key, child_link.c.other_key == child_key)
    return list(connection.execute(query if child_key is None else query.where(is_own)))


def joined(connection: sa.Connection, after: int) -> set[int]:
    """Both records of each joining numbered above ``after``."""
    query = sa.select(child_link.c.child_key, child_link.c.other_key)
    rows = connection.execute(query.where(child_link.c.other_key.is_not(None), child_link.c.seq > after)).all()
    return {key for row in rows for key in row}


def by_name_and_school(connection: sa.Connection, name: str, school_code: str) -> list[int]:
    """Children of that name last seen on the school's roll."""
    query = sa.select(child.c.child_key).where(
        child.c.normal_name == normal_name(name), child.c.school_code == school_code
    )
    merged = canonical(connection)
    return [key for key in connection.execute(query).scalars() if key not in merged]

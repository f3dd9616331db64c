"""What matching looks up in the identity register: who bears a number, who bears a name, which rows claim one child."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from baoxue.contracts.names import normal_name
from baoxue.ledger.among import among
from baoxue.ledger.tables import child, child_link, child_number


@dataclass(frozen=True)
class Incoming:
    """One row of a roll or form, as far as identity goes. Numbers are checked and upper-case, or None.

    ``school_code``: the roll's school, or the one a form states; ``area_code``: 12-digit village of the household;
    ``birth_month``: YYYY-MM, where the sheet gives no day."""

    name: str
    id_number: str | None
    student_number: str | None
    sex: str
    birth_date: date | None
    school_code: str | None
    phone: str | None = None
    guardian: str | None = None
    address: str | None = None
    area_code: str | None = None
    birth_month: str | None = None


@dataclass(frozen=True)
class Match:
    """``kind``: new | id | student | name_birth | name_class | question. ``why`` is a code where it is a question:
    other_name (the number belongs to a child of another name), two_children (numbers of two children),
    many (several children of that name, birth date and school), same_rows (two rows sent together are one child,
    share a number, or cannot be told apart), nothing (neither number nor birth date to know a child by); of forms also
    other_id (the child bears another ID number), namesake (a child of that name of whom nobody can say whether it
    is this one), no_child (nobody is known by that, and the form creates no children), not_in_class and many_in_class
    (no pupil, or several, of that name in the class)."""

    kind: str
    child_key: int | None = None
    why: str = ""


@dataclass(frozen=True)
class Known:
    child_key: int
    normal_name: str
    birth_date: date | None
    school_code: str | None
    area_code: str | None = None


def alike(rows: Sequence[Incoming], matches: Sequence[Match]) -> set[int]:
    """Places of rows that another row sent with them claims too: the same child, the same number, or, where one
    bears no ID number, the same name, birth date and school."""
    claims: dict[tuple, list[int]] = defaultdict(list)
    for i, (row, found) in enumerate(zip(rows, matches, strict=True)):
        claims["child", found.child_key].append(i)
        claims["id", row.id_number or carried_id(row.student_number)].append(i)
        claims["student", row.student_number].append(i)
        if found.kind == "new":
            born = row.birth_date or row.birth_month
            claims["person", normal_name(row.name), born, row.school_code, row.area_code].append(i)
    return {
        i
        for claim, places in claims.items()
        if len(places) > 1 and claim[1] is not None
        if claim[0] != "person" or not all(rows[place].id_number for place in places)
        for i in places
    }


def carried_id(student_number: str | None) -> str | None:
    """The ID number that a permanent student number carries: G and the number."""
    return student_number[1:] if student_number and student_number.startswith("G") else None


def owners_of(connection: sa.Connection, rows: Sequence[Incoming]) -> dict[tuple[str, object], list]:
    """(kind, number) → children who bear it, of the rows' numbers and of the other form in which each may be known."""
    said = {n for row in rows for n in (row.id_number, row.student_number) if n}
    carried = {n for row in rows if (n := carried_id(row.student_number))}
    return bearers(connection, said | carried | {f"G{row.id_number}" for row in rows if row.id_number})


def bearers_of(row: Incoming, owners: dict[tuple[str, object], list]) -> tuple[set[int], set[int]]:
    """Children who bear the row's ID number, and who bear its student number: an ID number and G with it are one."""
    number, student = row.id_number, row.student_number
    by_id = {*owners.get(("id", number), ()), *(owners.get(("student", f"G{number}"), ()) if number else ())}
    carried = carried_id(student)
    by_student = {*owners.get(("student", student), ()), *(owners.get(("id", carried), ()) if carried else ())}
    return by_id, by_student


def bearers(connection: sa.Connection, numbers: Collection[str]) -> dict[tuple[str, object], list]:
    """(kind, number) → children who bear it, of these numbers."""
    canonical_key = canonical(connection)
    found: dict[tuple[str, object], list] = defaultdict(list)
    query = sa.select(child_number.c.kind, child_number.c.number, child_number.c.child_key)
    for kind, number, key in connection.execute(query.where(among(child_number.c.number, numbers))).all():
        found[kind, number].append(canonical_key.get(key, key))
    return found


def add_numbers_of(connection: sa.Connection, rows: Sequence[Incoming], owners: dict) -> None:
    """("id of", child) → ID numbers of the namesakes of rows that no number identified."""
    names = {normal_name(row.name) for row in rows}
    query = (
        sa.select(child_number.c.number, child_number.c.child_key)
        .join(child, child.c.child_key == child_number.c.child_key)
        .where(child_number.c.kind == "id", among(child.c.normal_name, names))
    )
    for number, key in connection.execute(query).all():
        owners["id of", key].append(number)


def by_name_of(connection: sa.Connection, rows: Sequence[Incoming]) -> dict[tuple[str, date], list[int]]:
    found: dict[tuple[str, date], list[int]] = defaultdict(list)
    merged = canonical(connection)
    names = {normal_name(row.name) for row in rows}
    query = sa.select(child.c.child_key, child.c.normal_name, child.c.birth_date)
    for key, name, born in connection.execute(query.where(among(child.c.normal_name, names))).all():
        if key not in merged:
            found[name, born].append(key)
    return found


def people_of(connection: sa.Connection, keys: set[int]) -> dict[int, Known]:
    found = {}
    query = sa.select(
        child.c.child_key, child.c.normal_name, child.c.birth_date, child.c.school_code, child.c.area_code
    )
    for row in connection.execute(query.where(among(child.c.child_key, keys))).all():
        found[row.child_key] = Known(*row)
    return found


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

"""Matching rows of forms that are no school's roll: a household register, aid, a list from above.

Never guesses: an ID number, else a student number, else name with birth date (or month) where exactly one child fits
and village or stated school agrees. Two candidates, or a number that contradicts, are a question for a person.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from baoxue.contracts.names import normal_name
from baoxue.ledger.among import among
from baoxue.ledger.identity_search import (
    Incoming,
    Known,
    Match,
    alike,
    bearers_of,
    canonical,
    owners_of,
    people_of,
)
from baoxue.ledger.tables import child, child_number


def match_claims(connection: sa.Connection, rows: Sequence[Incoming], may_create: bool) -> list[Match]:
    """One answer for each row, in order. Reads only. ``may_create``: a row that nobody fits is a new child."""
    owners = owners_of(connection, rows)
    unnumbered = [row for row in rows if not any(bearers_of(row, owners))]
    namesakes = _namesakes(connection, unnumbered)
    known = {key for keys in owners.values() for key in keys} | {key for keys in namesakes.values() for key in keys}
    people, ids = people_of(connection, known), _ids_of(connection, known)
    found = [_match(row, owners, namesakes, people, ids, may_create) for row in rows]
    same = alike(rows, found)
    return [Match("question", match.child_key, "same_rows") if i in same else match for i, match in enumerate(found)]


def with_classes(
    rows: Sequence[Incoming],
    found: Sequence[Match],
    classes: Sequence[str | None],
    roll: Mapping[str, Mapping[str, Sequence]],
) -> list[Match]:
    """Of rows that bear no number, the one pupil of that name in the class; of the others, nobody is new without an ID
    number. ``classes``: class key of each row, ending in 00 where the sheet gives no number: the grade's only class;
    ``roll``: class key → normalised name → pupils. Two rows that claim one pupil are a question."""
    matches = [
        _in_class(row, match, _class_of(key, roll)) for row, match, key in zip(rows, found, classes, strict=True)
    ]
    same = alike(rows, matches)
    return [Match("question", match.child_key, "same_rows") if i in same else match for i, match in enumerate(matches)]


def _in_class(row: Incoming, match: Match, pupils: Mapping[str, Sequence]) -> Match:
    if row.id_number:
        return match
    if row.student_number:
        return Match("question", None, "no_child") if match.kind == "new" else match
    named = {pupil.child_key for pupil in pupils.get(normal_name(row.name), ())}
    if len(named) != 1:
        return Match("question", None, "many_in_class" if named else "not_in_class")
    return Match("name_class", named.pop())


def _class_of(key: str | None, roll: Mapping[str, Mapping[str, Sequence]]) -> Mapping[str, Sequence]:
    if key and key.endswith("00"):
        only = [held for held in roll if held.startswith(key[:-2])]
        key = only[0] if len(only) == 1 else None
    return roll.get(key, {}) if key else {}


def _match(
    row: Incoming,
    owners: dict[tuple[str, object], list],
    namesakes: dict[str, list[int]],
    people: dict[int, Known],
    ids: dict[int, set[str]],
    may_create: bool,
) -> Match:
    by_id, by_student = bearers_of(row, owners)
    keys = by_id | by_student
    if len(keys) > 1:
        return Match("question", None, "two_children")
    if keys:
        (key,) = keys
        if people[key].normal_name != normal_name(row.name):
            return Match("question", key, "other_name")
        if row.id_number and not by_id and ids[key]:
            return Match("question", key, "other_id")
        return Match("id" if by_id else "student", key)
    return by_name(row, [people[key] for key in namesakes.get(normal_name(row.name), [])], ids, may_create)


def by_name(row: Incoming, named: list[Known], ids: dict[int, set[str]], may_create: bool) -> Match:
    """Exactly one namesake born then who lives in the village or goes to the school; others must be other children.
    ``named``: all who bear the name; ``ids``: child → ID numbers ever borne."""
    if not (row.id_number or row.student_number or row.birth_date or row.birth_month):
        return Match("question", None, "nothing")
    born = [known for known in named if _born(row, known) is not False]
    near = [known for known in born if _is_near(row, known)]
    if len(near) > 1:
        return Match("question", None, "many")
    if near:
        (known,) = near
        if row.id_number and ids[known.child_key]:
            return Match("question", known.child_key, "other_id")
        if _born(row, known) is None:
            return Match("question", known.child_key, "namesake")
        return Match("name_birth", known.child_key)
    if any(_born(row, known) and not (row.id_number and ids[known.child_key]) for known in born):
        return Match("question", None, "namesake")
    return Match("new") if may_create else Match("question", None, "no_child")


def _born(row: Incoming, known: Known) -> bool | None:
    """Whether both were born the same day, or month where the form gives no day; None where one is not known."""
    said = row.birth_date.isoformat() if row.birth_date else row.birth_month
    if known.birth_date is None or said is None:
        return None
    return known.birth_date.isoformat().startswith(said)


def _is_near(row: Incoming, known: Known) -> bool:
    same_village = row.area_code is not None and row.area_code == known.area_code
    return same_village or (row.school_code is not None and row.school_code == known.school_code)


def _namesakes(connection: sa.Connection, rows: Sequence[Incoming]) -> dict[str, list[int]]:
    """Normalised name → children who bear it; double records only once."""
    found: dict[str, list[int]] = defaultdict(list)
    merged = canonical(connection)
    names = {normal_name(row.name) for row in rows}
    query = sa.select(child.c.child_key, child.c.normal_name)
    for key, name in connection.execute(query.where(among(child.c.normal_name, names))):
        if key not in merged:
            found[name].append(key)
    return found


def _ids_of(connection: sa.Connection, keys: set[int]) -> dict[int, set[str]]:
    """Child → ID numbers ever borne; a permanent student number carries one."""
    found: dict[int, set[str]] = {key: set() for key in keys}
    query = sa.select(child_number.c.child_key, child_number.c.kind, child_number.c.number)
    for key, kind, number in connection.execute(query.where(among(child_number.c.child_key, keys))):
        if kind == "id" or number.startswith("G"):
            found[key].add(number.removeprefix("G"))
    return found

"""Matches the rows of a roll to children, and writes the roll's table. Runs inside the ledger's transaction."""

from collections import defaultdict
from datetime import datetime

import pyarrow as pa
import sqlalchemy as sa

from baoxue.contracts.names import normal_name
from baoxue.contracts.relations import RELATIONS
from baoxue.intake.book import Book, RollBlock
from baoxue.intake.county import OUTSIDE
from baoxue.intake.findings import Finding, cell_name, finding
from baoxue.intake.roll_check import RollRows, WaitingRow, changed_class
from baoxue.intake.rolls import Named, People
from baoxue.intake.rolls import people as people_of
from baoxue.ledger import identity
from baoxue.ledger.identity import Incoming

_FIELDS = (
    "name", "id_number", "student_number", "sex", "birth_date", "school_code", "phone", "guardian", "address",
)  # fmt: skip
"""Columns of the roll in the order of ``Incoming``, whose village follows them."""
SCHEMA = pa.schema([f for f in RELATIONS["roll"].schema if f.name != "carried_from"])


class Matcher:
    """Matching for many rolls: a row that came before, word for word, is the same child without asking again."""

    def __init__(self) -> None:
        self._seen: dict[tuple, tuple[int, Named]] = {}

    def forget(self) -> None:
        """Asks again of everybody: keys given in a transaction that was undone are another's next."""
        self._seen.clear()

    def match(
        self, connection: sa.Connection, book: Book, rows: RollRows, at: datetime, sender: str
    ) -> tuple[pa.Table, People]:
        """The roll's table, and child → (normalised name, numbers). Rows in question are moved to waiting."""
        villages = [None if area == OUTSIDE else area for area in rows.columns["household_area"]]
        people = list(zip(*(rows.columns[f] for f in _FIELDS), villages, strict=True))
        fresh = list(dict.fromkeys(p for p in people if p not in self._seen))
        whys = self._learn(connection, fresh, at, sender)
        found = [self._seen.get(person) for person in people]
        keys = [one[0] if one else None for one in found]
        faults = {row: ("child_question", whys.get(people[row], "")) for row, key in enumerate(keys) if key is None}
        faults |= dict.fromkeys(_doubles(rows, keys), ("child_twice", ""))
        for row, (code, why) in faults.items():
            made = _finding(book, rows.places[row], code, people[row][0], why)
            rows.findings.append(made)
            name, numbers = people[row][0], tuple(n for n in people[row][1:3] if n)
            class_key, status, last = (rows.columns[n][row] for n in ("class_key", "status", "on_roll_to"))
            place = made.sheet, made.row or 0
            rows.waits.append(WaitingRow(place, class_key, name, numbers, status, last is not None))
        rows.waiting += len(faults)
        good = [row for row in range(len(keys)) if row not in faults]
        return _table(rows, keys, good), dict(one for row, one in enumerate(found) if one and row not in faults)

    def _learn(self, connection: sa.Connection, people: list[tuple], at: datetime, sender: str) -> dict[tuple, str]:
        """Matches and registers people not seen before; answers why the uncertain ones are."""
        if not people:
            return {}
        incoming = [Incoming(*person) for person in people]
        matches = identity.match(connection, incoming)
        keys = identity.register(connection, incoming, matches, at, sender)
        known = {key for key, found in zip(keys, matches, strict=True) if key is not None and found.kind != "new"}
        borne = people_of(connection, known)
        for person, row, key in zip(people, incoming, keys, strict=True):
            if key is not None:
                numbers = [n for n in (row.id_number, row.student_number) if n]
                former = borne[key][1] if key in borne else ()
                self._seen[person] = key, (normal_name(row.name), tuple(dict.fromkeys([*numbers, *former])))
        return {person: found.why for person, found in zip(people, matches, strict=True) if found.kind == "question"}


def _doubles(rows: RollRows, keys: list[int | None]) -> list[int]:
    """Rows of a child that the roll holds twice, other than one after the other in two classes."""
    if len(set(keys)) == len(keys):
        return []
    held: dict[int, list[int]] = defaultdict(list)
    for row, key in enumerate(keys):
        if key is not None:
            held[key].append(row)
    stay = [rows.columns[name] for name in ("class_key", "on_roll_from", "on_roll_to")]
    twice = (same for same in held.values() if len(same) > 1)
    faulty = (same for same in twice if not changed_class([(stay[0][r], stay[1][r], stay[2][r]) for r in same]))
    return [row for same in faulty for row in same]


def _finding(book: Book, place: tuple[int, int], code: str, found: str, why: str) -> Finding:
    blocks = [b for b in book.blocks if isinstance(b, RollBlock)]
    block = blocks[place[0]]
    line = block.rows[place[1]]
    cell = cell_name(line, block.places["name"]) if "name" in block.places else ""
    return finding(code, found, file=book.file, sheet=block.sheet, cell=cell, row=line + 1, detail=why)


def _table(rows: RollRows, keys: list[int | None], good: list[int]) -> pa.Table:
    """Relation ``roll`` without carried_from, ordered by its grain."""
    columns = {**rows.columns, "child_key": keys}
    made = pa.table([pa.array(columns[f.name], f.type) for f in SCHEMA], schema=SCHEMA)
    grain = zip(columns["child_key"], columns["class_key"], range(len(keys)), strict=True)
    wanted = None if len(good) == len(keys) else set(good)
    order = [row for _, _, row in sorted(one for one in grain if wanted is None or one[2] in wanted)]
    return made.take(pa.array(order, pa.int64()))

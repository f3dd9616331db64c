"""Whom a line of the existing ledger means: by ID number, else the one child of that name at that school."""

from dataclasses import dataclass
from typing import Protocol

import sqlalchemy as sa

from baoxue.contracts.classes import class_key, find_class, read_grade, school_year
from baoxue.contracts.dates import read_date
from baoxue.contracts.identifiers import birth_of, read_id, read_name, sex_of
from baoxue.contracts.names import normal_name
from baoxue.intake.county import County
from baoxue.intake.form_layout import Line
from baoxue.intake.rolls import Rolls
from baoxue.ledger.claims import match_claims
from baoxue.ledger.identity import Incoming, by_name_and_school
from baoxue.words import Message


class Say(Protocol):
    """Takes a fault: its code, line, field, what stands there, what the data say against it."""

    def __call__(
        self, code: str, line: Line, name: str, found: str | Message, detail: str | Message = "", /
    ) -> None: ...


@dataclass
class Children:
    """Children as roll and register of the month ``YYYY-MM`` know them."""

    connection: sa.Connection
    county: County
    rolls: Rolls
    month: str

    def of(self, line: Line, say: Say) -> int | None:
        """The child, or None and the fault said."""
        number, fault = read_id(line.cells.get("id_number", ""))
        if fault:
            say(fault, line, "id_number", line.text("id_number"))
            return None
        return self._by_number(line, number, say) if number else self._by_name(line, say)

    def _by_number(self, line: Line, number: str, say: Say) -> int | None:
        """By the rules of every form; the number stands even where the school is no longer known."""
        name, fault = read_name(line.cells.get("name", ""))
        if name is None:
            say(fault or "", line, "name", line.text("name"))
            return None
        school = self.county.school_of(line.cells.get("school", ""))
        row = Incoming(name, number, None, sex_of(number), birth_of(number), school)
        (found,) = match_claims(self.connection, [row], may_create=False)
        if found.kind == "question":
            say("child_question", line, "id_number", line.text("id_number"), found.why)
            return None
        return found.child_key

    def _by_name(self, line: Line, say: Say) -> int | None:
        """The one child of that name at that school; a grade or class chooses between namesakes."""
        name, school = read_name(line.text("name"))[0], self.county.school_of(line.cells.get("school", ""))
        if school is None:
            say("school_word", line, "school", line.text("school"))
            return None
        view = self.rolls.view(self.connection, school, self.month)
        on_roll = [p for p in view.pupils if p.name == normal_name(name)] if view and name else []
        keys = {p.child_key for p in on_roll} | set(by_name_and_school(self.connection, name or "", school))
        if len(keys) > 1:
            prefix = self._class_prefix(line, school)
            keys = {p.child_key for p in on_roll if prefix and p.class_key.startswith(prefix)}
        if len(keys) != 1:
            say("child_question" if keys or on_roll else "child_unknown", line, "name", line.text("name"))
            return None
        return keys.pop()

    def _class_prefix(self, line: Line, school: str) -> str | None:
        since = read_date(line.cells.get("since", ""))
        words, kind = line.text("grade"), self.county.schools[school].kind
        if since is None or not words:
            return None
        year = school_year(f"{since:%Y-%m}")
        named = find_class(words, year, kind) or (read_grade(words, year, kind), None)
        if named[0] is None:
            return None
        key = class_key(school, named[0].stage, named[0].entry_year, named[1] or 0)
        return key if named[1] else key[:-2]

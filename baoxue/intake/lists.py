"""Takes a list from above 上级下发疑似失学名单 in: every line is kept as it came and matched to a child, or asked about.

A line that cannot be matched with certainty is not turned away, since it must be answered: it stands as a question.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from baoxue import reference
from baoxue.contracts.forms import LIST_ABOVE
from baoxue.contracts.identifiers import birth_of, read_id, read_name, sex_of
from baoxue.intake.catalogue import REFUSE
from baoxue.intake.county import County, county_of
from baoxue.intake.findings import UNCOUNTED, Finding, finding
from baoxue.intake.form_layout import FormBook, Line, read_form
from baoxue.intake.receipts import Receipt
from baoxue.ledger import lists
from baoxue.ledger.claims_set import columns_of, lay_out, match_set
from baoxue.ledger.database import open_ledger
from baoxue.ledger.identity_search import Incoming, Match
from baoxue.ledger.lists import NONE, QUESTION, ListAbove, ListLine
from baoxue.settings import settings
from baoxue.store import Store

_CAME = ("name", "id_number", "area", "suspected_as")
"""What the higher office wrote: two lines that agree in these are one line sent again."""


def import_list(
    home: Path, path: Path, name: str, received_on: date, reply_on: date, actor: str, at: datetime
) -> Receipt:
    """The list's lines are recorded; sent again it changes nothing, corrected it adds lines.

    Raises ledger.Refused where the list stood with another reply date or other columns.
    """
    read = read_form(path, LIST_ABOVE)
    findings = [*read.findings, *_uneven(read)]
    month = f"{at:%Y-%m}"
    if any(f.severity == REFUSE for f in findings):
        return Receipt("refused", "list", "", month, 0, 0, 0, findings, 0)
    one = ListAbove(lists.id_of(name, received_on), name, received_on, reply_on,
                    read.blocks[0].labels, read.blocks[0].places, read.blocks[0].title)  # fmt: skip
    county = county_of(reference.load(home), settings().county)
    sha = Store(home).put_bytes(path.read_bytes())
    ledger = open_ledger(home)
    try:
        with ledger.write() as connection:
            lists.receive(connection, one, sha, actor, at)
            fresh = _fresh(lists.lines_of(connection, one.list_id), read.lines, one)
            start = len(lists.lines_of(connection, one.list_id))
            rows = [_incoming(line, county) for line in fresh]
            matches = match_listed(connection, rows)
            kept = [
                _kept(number, line, row, match, read, county)
                for number, (line, row, match) in enumerate(zip(fresh, rows, matches, strict=True), start + 1)
            ]
            lists.add_lines(connection, one.list_id, kept, actor, at)
    finally:
        ledger.close()
    for line, match in zip(fresh, matches, strict=True):
        findings += _asked(path.name, line, match)
    waiting = sum(line.match == QUESTION for line in kept)
    state = "waiting" if waiting else "accepted"
    return Receipt(state, "list", "", month, len(kept) - waiting, waiting, read.skipped, findings, 0,
                   is_unchanged=not kept)  # fmt: skip


def match_listed(connection: sa.Connection, rows: Sequence[Incoming | None]) -> list[Match]:
    """One answer for each line, by the rules of every form. None, a line whose name or ID number cannot be read or is
    lost in the file, is always a question."""
    found = iter(match_set(lay_out(connection), columns_of([row for row in rows if row is not None])).matches())
    return [next(found) if row is not None else Match(QUESTION, None, "nothing") for row in rows]


def _uneven(read: FormBook) -> list[Finding]:
    """Blocks with other columns than the first: their answers could not go back in one table."""
    return [
        finding("list_columns_differ", "、".join(block.labels), file=read.file, sheet=block.sheet)
        for block in read.blocks[1:]
        if block.labels != read.blocks[0].labels
    ]


def _fresh(known: Sequence[ListLine], lines: Sequence[Line], one: ListAbove) -> list[Line]:
    """Lines that the list does not hold yet; a line that stands twice is two lines."""
    held = Counter(_key({f: line.cells[p] for f, p in one.places.items() if p < len(line.cells)}) for line in known)
    fresh = []
    for line in lines:
        key = _key(line.cells)
        if held[key]:
            held[key] -= 1
        else:
            fresh.append(line)
    return fresh


def _key(cells: dict[str, Any]) -> tuple[str, ...]:
    return tuple(Line(cells, []).text(name) for name in _CAME)


def _incoming(line: Line, county: County) -> Incoming | None:
    name, _ = read_name(line.cells.get("name", ""))
    number, fault = read_id(line.cells.get("id_number", ""))
    if name is None or fault or line.broken.keys() & {"name", "id_number"}:
        return None
    born = birth_of(number) if number else None
    area, _ = county.area_of(line.cells.get("area", ""))
    return Incoming(name, number, None, sex_of(number) if number else "0", born, None, area_code=area)


def _kept(number: int, line: Line, row: Incoming | None, match: Match, read: FormBook, county: County) -> ListLine:
    sheet = next(sheet for sheet in read.sheets if sheet.name == line.sheet)
    place = line.cells.get("area", "")
    area = county.area_of(place)[0] or county.township_of(place)
    kind = NONE if match.kind == "new" else match.kind
    key = None if kind == QUESTION else match.child_key
    suspected = line.text("suspected_as") or None
    width = len(read.blocks[0].labels)
    cells = [*sheet.rows[line.row], *[""] * width][:width]
    return ListLine(number, cells, line.text("name"), row.id_number if row else None, key, kind, suspected, area)


def _asked(file: str, line: Line, match: Match) -> list[Finding]:
    lost = [
        finding("cell_error", error or UNCOUNTED, file=file, sheet=line.sheet, cell=line.cell(name), row=line.row)
        for name, error in line.broken.items()
        if name in _CAME
    ]
    if lost or match.kind != QUESTION:
        return lost
    _, fault = read_id(line.cells.get("id_number", ""))
    _, unnamed = read_name(line.cells.get("name", ""))
    if fault or unnamed:
        field, code = ("id_number", fault) if fault else ("name", unnamed)
        return [finding(code or "", line.text(field), file=file, sheet=line.sheet, cell=line.cell(field), row=line.row)]
    return [finding("child_question", line.text("name"), file=file, sheet=line.sheet, cell=line.cell("name"),
                    detail=match.why, row=line.row)]  # fmt: skip

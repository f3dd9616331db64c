"""Lays a sheet out as 学籍花名册 blocks: which column is which field, which rows are pupils."""

from baoxue.contracts.cells import folded, is_blank
from baoxue.contracts.leaving_words import asks, speaks_of_others
from baoxue.contracts.workbooks import ROLL
from baoxue.intake.book import Cell, RollBlock, Sheet
from baoxue.intake.findings import Finding, cell_name, finding
from baoxue.intake.headings import Heading, field_of, fields_of, is_foot, words

_ONCE = {"name", "sex", "birth_date", "id_number", "student_number", "grade", "class"}
_LEAST_FIELDS = 3
_TITLE_WORDS = ("花名册", "学校", "小学", "中学", "年级", "名单", "统计", "幼儿园")


def is_roll(heading: Heading) -> bool:
    """The heading names enough columns of the roll, the pupils' names among them."""
    fields = fields_of(heading)
    return "name" in fields and len(fields) >= _LEAST_FIELDS


def roll_block(sheet: Sheet, heading: Heading, title: str, end: int, file: str) -> tuple[RollBlock, list[Finding], str]:
    """The block under ``heading`` up to row ``end``, its faults, and the words after its pupils (the next title)."""
    places, findings = _places(sheet, heading, file)
    name_place = places["name"]
    known = [place for field, place in places.items() if field not in ("number", "name")]
    numbers: list[int] = []
    tail: list[str] = []
    skipped = 0
    for number in range(heading.bottom + 1, end):
        row = sheet.rows[number]
        if (number, name_place) in sheet.broken or _is_pupil(row, name_place, known):
            numbers.append(number)
            tail = []
        elif any(not is_blank(c) for c in row):
            skipped += 1
            tail.append(words(row))
    rows = [sheet.rows[n] for n in numbers]
    columns = {field: [row[place] for row in rows] for field, place in places.items()}
    beside = _beside(heading, set(places.values()), rows)
    read: list[tuple[str | int, int]] = [
        *places.items(),
        *((place, place) for place, (label, _) in beside.items() if asks(label)),
    ]
    broken = {
        (pupil, field): sheet.broken[n, place]
        for pupil, n in enumerate(numbers if sheet.broken else ())
        for field, place in read
        if (n, place) in sheet.broken and field != "number"
    }
    block = RollBlock(sheet.name, columns, numbers, places, title, skipped, broken, beside)
    return block, findings, " ".join(tail)


def _beside(heading: Heading, taken: set[int], rows: list[list[Cell]]) -> dict[int, tuple[str, list[Cell]]]:
    """Columns that are no field, or a field for the second time, and hold words about the pupils."""
    found = {}
    for place, labels in enumerate(heading.labels):
        if place in taken or speaks_of_others(labels):
            continue
        cells = [row[place] for row in rows]
        asking = next(filter(asks, labels), None)
        if asking or any(cell.__class__ is str and cell for cell in cells):
            found[place] = (asking or "".join(labels), cells)
    return found


def _is_pupil(row: list[Cell], name_place: int, known: list[int]) -> bool:
    name = row[name_place]
    if isinstance(row[0], str) and is_foot(row, name_place):
        return False
    if is_blank(name):
        return sum(not is_blank(row[p]) for p in known) >= _LEAST_FIELDS
    for place in known:
        if row[place] != "":
            return True
    return not is_foot(row, name_place) and not any(w in folded(name) for w in _TITLE_WORDS)


def _places(sheet: Sheet, heading: Heading, file: str) -> tuple[dict[str, int], list[Finding]]:
    places: dict[str, int] = {}
    findings = []
    for place, labels in enumerate(heading.labels):
        field = field_of(labels)
        if field is None:
            continue
        if field in places:
            if field in _ONCE:
                cell = cell_name(heading.bottom, place)
                findings.append(finding("column_twice", labels[-1], file=file, sheet=sheet.name, cell=cell))
            continue
        places[field] = place
    for column in ROLL.values():
        if column.need == "compulsory" and column.field not in places:
            findings.append(finding("compulsory_missing", column.headings[0], file=file, sheet=sheet.name))
    return places, findings

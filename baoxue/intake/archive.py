"""Looks through an .xlsx archive before anything parses it: runs in the limited process.

Inflates every member once, in pieces, and stops at the first sign of a bomb, so that a file costs at most
``MOST_ALL`` bytes of inflating and no memory.
"""

import re
import zipfile
from collections.abc import Iterator
from functools import cache
from io import BytesIO

from defusedxml import ElementTree

from baoxue.intake.broken import Broken, in_xml

MOST_MEMBERS = 200
MOST_ONE = 60_000_000
MOST_ALL = 100_000_000
MOST_RATIO = 100
RATIO_FROM = 20_000_000
"""Below this many inflated bytes a high ratio harms nobody: blank styled rows compress a hundredfold."""
_PIECE = 1 << 20
_OVERLAP = 32_768
"""No shorter than the longest formula: a cell lies whole in one piece or the next."""

_REFUSED_PARTS = (
    (re.compile(r"vbaproject|macrosheets/|activex/", re.I), "file_macros"),
    (re.compile(r"externallinks/", re.I), "file_links"),
    (re.compile(r"embeddings/", re.I), "file_objects"),
)
_HIDDEN = re.compile(rb'<(?:\w+:)?row\b(?=[^>]*\shidden="(?:1|true)")[^>]*?\sr="(\d+)"')
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class Refusal(Exception):
    """The file is refused whole; ``code`` is a finding's code, ``found`` what was met."""

    def __init__(self, code: str, found: str = "") -> None:
        super().__init__(code)
        self.code, self.found = code, found


Seen = tuple[list[int], Broken]
"""Hidden rows (0-based) and broken cells of a sheet."""


def scan(data: bytes, most_rows: int, most_columns: int) -> dict[str, Seen]:
    """What is to be known of sheets beside their cells, by name of each that has some. Raises Refusal for anything a school's workbook never holds."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
            _check_members(members, archive)
            far = far_cells(most_rows, most_columns)
            seen = {}
            left = MOST_ALL
            for member in members:
                rows, broken, size = _scan_member(archive, member, far, left)
                if rows or broken:
                    seen[member.filename] = rows, broken
                left -= size
            return _by_sheet(archive, seen)
    # a compression that nobody here knows raises NotImplementedError: such a file is refused as damaged
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError, KeyError, OSError) as error:
        raise Refusal("file_damaged", type(error).__name__) from error
    except ElementTree.ParseError as error:
        raise Refusal("file_damaged", "xml") from error


def _check_members(members: list[zipfile.ZipInfo], archive: zipfile.ZipFile) -> None:
    if len(members) > MOST_MEMBERS:
        raise Refusal("file_inflates", f"{len(members)} members")
    names = [m.filename for m in members]
    for pattern, code in _REFUSED_PARTS:
        if found := next((n for n in names if pattern.search(n)), None):
            raise Refusal(code, found)
    if any(m.flag_bits & 1 for m in members):
        raise Refusal("file_encrypted")
    if "xl/workbook.xml" not in names:
        raise Refusal("file_kind", "zip")


def _scan_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, far: re.Pattern[bytes], left: int
) -> tuple[list[int], Broken, int]:
    is_sheet = "worksheets/" in member.filename
    size = 0
    rows: set[int] = set()
    broken: Broken = {}
    for piece, fresh in _pieces(archive, member):
        size += fresh
        ratio = size / max(member.compress_size, 1)
        if size > min(MOST_ONE, left) or (ratio > MOST_RATIO and size > RATIO_FROM):
            raise Refusal("file_inflates", f"{member.filename}: {size // 1_000_000} MB+")
        if _declares(piece) or (size == fresh and piece[:2] in (b"\xff\xfe", b"\xfe\xff")):
            raise Refusal("file_entities", member.filename)
        if is_sheet:
            if found := far.search(piece):
                raise Refusal("file_dimensions", found[1].decode())
            if b' hidden="' in piece:
                rows.update(int(n) - 1 for n in _HIDDEN.findall(piece))
            broken |= in_xml(piece)
    return sorted(rows), broken, size


def _declares(piece: bytes) -> bool:
    # one byte is sought twenty times faster than a word
    return b"!" in piece and (b"<!DOCTYPE" in piece or b"<!ENTITY" in piece)


def _pieces(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[tuple[bytes, int]]:
    """(piece with the end of the one before, bytes that are new)."""
    tail = b""
    with archive.open(member) as stream:
        while fresh := stream.read(_PIECE):
            yield tail + fresh, len(fresh)
            tail = fresh[-_OVERLAP:]


@cache
def far_cells(most_rows: int, most_columns: int) -> re.Pattern[bytes]:
    """Finds a cell *with content* beyond the limits; styled empty cells far down are common and harmless.

    Only the usual spelling is sought (a plain prefix is found ten times faster); the reader measures every
    sheet once more before it unfolds it. An ordinary place, of one letter and a row that is plainly near, is passed
    over at the first look.
    """
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    column, rest = "", most_columns
    while rest:
        rest, digit = divmod(rest - 1, 26)
        column = letters[digit] + column
    last = str(most_rows)
    wide, tall = _beyond(column, letters), _beyond(last, "0123456789")
    near = rf"[A-{column if len(column) == 1 else 'Z'}][0-{int(last[0]) - 1}]?[0-9]{{0,{len(last) - 1}}}"
    place = rf"(?:{wide})[0-9]+|[A-Z]+(?:{tall})"
    return re.compile(rf' r="(?!{near}")({place})"(?:[^>]*[^/>])?>(?!</)'.encode())


def _beyond(limit: str, alphabet: str) -> str:
    """A pattern for every numeral above ``limit``: longer ones, and each that first differs upwards."""
    cases = [f"[{alphabet[0]}-{alphabet[-1]}]{{{len(limit) + 1},}}"]
    for i, digit in enumerate(limit):
        if above := alphabet[alphabet.index(digit) + 1 :]:
            cases.append(f"{limit[:i]}[{above[0]}-{above[-1]}][{alphabet[0]}-{alphabet[-1]}]{{{len(limit) - i - 1}}}")
    return "|".join(cases)


def _by_sheet(archive: zipfile.ZipFile, seen: dict[str, Seen]) -> dict[str, Seen]:
    if not seen:
        return {}
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {r.get("Id"): (r.get("Target") or "").removeprefix("/xl/") for r in relations}
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    sheets = {s.get("name"): targets.get(s.get(_RELATION)) for s in book.iter() if s.tag.endswith("}sheet")}
    return {name: seen[f"xl/{target}"] for name, target in sheets.items() if name and f"xl/{target}" in seen}

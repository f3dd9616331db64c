"""Finds cells whose content is lost before any rule reads them: errors, and formulas whose result nobody stored.

The library that unfolds workbooks gives both as empty cells. Runs in the limited process, on the raw parts.
"""

import re
import struct

Broken = dict[tuple[int, int], str]
"""0-based (row, column) → the error as Excel writes it, or NO_RESULT."""
NO_RESULT = ""
ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
"""Code in a compound file → the error."""
ERROR_WORDS = frozenset(ERRORS.values())

_TAG = rb"(?:\w+:)?"
_PLACE = rb'[^>]*?\sr="([A-Z]+)(\d+)"[^>]*(?<!/)>'
_ERROR = re.compile(
    rb"<" + _TAG + rb'c\b(?=[^>]*\st="e")' + _PLACE
    + rb"(?:(?!</" + _TAG + rb"c>).)*?<" + _TAG + rb"v>\s*(#[^<]{1,20}?)\s*<", re.S
)  # fmt: skip
_UNCOUNTED = re.compile(
    rb"<" + _TAG + rb'c\b(?![^>]*\st="str")' + _PLACE
    + rb"\s*<" + _TAG + rb"f\b(?:[^>]*/>|[^>]*>[^<]*</" + _TAG + rb"f>)\s*"
    + rb"(?:<" + _TAG + rb"v\s*/>|<" + _TAG + rb"v>\s*</" + _TAG + rb"v>)?\s*</" + _TAG + rb"c>"
)  # fmt: skip
"""A stored empty text is typed ``str``: that formula has its result."""

_BOUNDSHEET, _BOF, _FORMULA, _BOOLERR = 0x85, 0x809, 0x06, 0x205
_BIFF8, _IS_ERROR = 0x0600, 2


def in_xml(piece: bytes) -> Broken:
    """The broken cells of a piece of a sheet's XML. A single byte is sought first, in a twentieth of a word's time: most
    sheets have no formula, and every error begins with #."""
    found: Broken = {}
    if b"f" in piece and (b"<f" in piece or b":f" in piece):
        found |= {_place(column, row): NO_RESULT for column, row in _UNCOUNTED.findall(piece)}
    if b"#" in piece and b' t="e"' in piece:
        found |= {_place(column, row): error.decode() for column, row, error in _ERROR.findall(piece)}
    return found


def in_records(stream: bytes, most: int) -> dict[str, Broken]:
    """Name of a sheet → its broken cells, from the BIFF records of a compound file; every formula there has a result,
    which may be an error. Raises struct.error and IndexError for what is no such stream."""
    found: dict[str, Broken] = {}
    names: dict[int, str] = {}
    place, version, here = 0, 0, ""
    for _ in range(most):
        if place + 4 > len(stream):
            break
        kind, size = struct.unpack_from("<HH", stream, place)
        body = stream[place + 4 : place + 4 + size]
        if kind == _BOF:
            version = version or struct.unpack_from("<H", body)[0]
            here = names.get(place, here)
        elif kind == _BOUNDSHEET:
            names[struct.unpack_from("<I", body)[0]] = _name(body[6:], version)
        elif kind == _BOOLERR and body[7]:
            found.setdefault(here, {})[struct.unpack_from("<HH", body)] = ERRORS.get(body[6], "#N/A")
        elif kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == _IS_ERROR:
            found.setdefault(here, {})[struct.unpack_from("<HH", body)] = ERRORS.get(body[8], "#N/A")
        place += 4 + size
    return found


def _name(text: bytes, version: int) -> str:
    if version != _BIFF8:
        return text[1 : 1 + text[0]].decode("gb18030", "replace")
    return text[2 : 2 + text[0] * 2].decode("utf-16-le") if text[1] & 1 else text[2 : 2 + text[0]].decode("latin-1")


def _place(letters: bytes, row: bytes) -> tuple[int, int]:
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return int(row) - 1, column - 1

"""Looks through an .xls or .et compound file before anything parses it: runs in the limited process."""

import struct
from io import BytesIO

import olefile

from baoxue.intake.archive import Refusal
from baoxue.intake.broken import Broken, in_records

_FILEPASS, _SUPBOOK, _BOF, _CODES = 0x2F, 0x1AE, 0x809, 4
_OWN_BOOK, _ADD_IN = 0x0401, 0x3A01
_MOST_RECORDS = 2_000_000


def scan(data: bytes) -> dict[str, Broken]:
    """The broken cells by sheet name. Raises Refusal for encryption, macros, links to other books, and for what is no workbook."""
    try:
        with olefile.OleFileIO(BytesIO(data)) as compound:
            names = {"/".join(path).lower() for path in compound.listdir(streams=True, storages=True)}
            if "encryptedpackage" in names:
                raise Refusal("file_encrypted")
            if found := next((n for n in names if n.startswith(("_vba_project", "macros")) or "/vba" in n), None):
                raise Refusal("file_macros", found)
            stream = next((n for n in ("workbook", "book") if n in names), None)
            if stream is None:
                raise Refusal("file_kind", "ole")
            records = compound.openstream(stream).read()
            _check_records(records)
            return in_records(records, _MOST_RECORDS)
    except (OSError, struct.error, IndexError, ValueError) as error:
        raise Refusal("file_damaged", type(error).__name__) from error


def _check_records(stream: bytes) -> None:
    """Walks the BIFF records of the workbook's global part (up to the first sheet's data)."""
    place, records = 0, 0
    while place + _CODES <= len(stream) and records < _MOST_RECORDS:
        kind, size = struct.unpack_from("<HH", stream, place)
        if kind == 0 and size == 0:
            return
        if kind == _FILEPASS:
            raise Refusal("file_encrypted")
        if kind == _SUPBOOK and size >= _CODES:
            (sort,) = struct.unpack_from("<H", stream, place + _CODES + 2)
            if sort not in (_OWN_BOOK, _ADD_IN):
                raise Refusal("file_links", "SUPBOOK")
        place += _CODES + size
        records += 1
    if records == 0:
        raise Refusal("file_damaged", "BIFF")

"""The reading process: small, preloaded, forked once a file, limited in memory, processor and wall time.

Whatever a file does to it, the program that asked only sees the connection close. It answers with JSON messages:
``[number of the sheet, some of its rows]`` until none are left, then ``{"sheets": [...], "hidden": [...]}``, which says
the rest about them; or with ``{"refused": [code, found]}`` alone. Rows go in batches, so that the asker unpacks some
while the next are packed, and neither holds a whole book as text.
"""

import contextlib
import csv
import encodings.cp437  # noqa: F401 - every zip's names need it: imported here once, not by every reader
import gc
import io
import json
import os
import re
import resource
import signal
import socket
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import python_calamine

from baoxue.intake import archive, compound
from baoxue.intake.archive import Refusal, Seen
from baoxue.intake.broken import ERROR_WORDS, Broken

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_KINDS = {".xlsx": (_ZIP,), ".xlsm": (_ZIP,), ".xls": (_OLE,), ".et": (_OLE, _ZIP), ".csv": ()}
_MOST_CELLS = 3_000_000
_BATCH = 500
_HEADER = 8
_LINES = re.compile(r"\r\n|\r|\n")


def serve(control: int) -> None:
    """Waits for requests over ``control``, each with a connection for its answer, and forks a reader for each, until
    the asker is gone."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    door = socket.socket(fileno=control)
    while True:
        header, fds, _, _ = socket.recv_fds(door, _HEADER, 1)
        if not header:
            return
        request = json.loads(door.recv(int.from_bytes(header, "big"), socket.MSG_WAITALL))
        archive.far_cells(request["rows"], request["columns"])  # compiled here once, not by every reader
        if os.fork() == 0:
            gc.disable()
            door.close()
            _answer(socket.socket(fileno=fds[0]), request)
            os._exit(0)
        os.close(fds[0])


def _answer(link: socket.socket, request: dict[str, Any]) -> None:
    memory, seconds = request["memory"], request["seconds"]
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    signal.alarm(seconds * 2)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    try:
        reply = read(Path(request["path"]), request["rows"], request["columns"])
    except Refusal as refusal:
        reply = {"refused": [refusal.code, refusal.found]}
    except MemoryError:
        reply = {"refused": ["file_resources", "memory"]}
    for message in _messages(reply):
        body = json.dumps(message, ensure_ascii=False, default=_plain).encode("utf-8", "replace")
        link.sendall(len(body).to_bytes(_HEADER, "big") + body)
    link.close()


def _messages(reply: dict[str, Any]) -> Iterator[Any]:
    for number, sheet in enumerate(reply.get("sheets", ())):
        rows = sheet.pop("rows")
        for first in range(0, len(rows), _BATCH):
            yield number, rows[first : first + _BATCH]
    yield reply


def read(path: Path, most_rows: int, most_columns: int) -> dict[str, Any]:
    """Every visible sheet's raw cells. Raises Refusal."""
    data = path.read_bytes()
    if not data.strip(b"\x00 \r\n"):
        raise Refusal("file_empty")
    suffix = path.suffix.lower()
    magic = next((m for m in (_ZIP, _OLE) if data.startswith(m)), b"")
    if suffix == ".csv" and not magic:
        return _csv(data, most_rows, most_columns)
    if suffix not in _KINDS or magic not in _KINDS[suffix]:
        if magic == _OLE and suffix == ".xlsx":
            compound.scan(data)
        raise Refusal("file_kind", suffix)
    if magic == _ZIP:
        return _workbook(data, archive.scan(data, most_rows, most_columns), most_rows, most_columns)
    return _workbook(data, {n: ([], broken) for n, broken in compound.scan(data).items()}, most_rows, most_columns)


def _workbook(data: bytes, seen: dict[str, Seen], most_rows: int, most_columns: int) -> dict[str, Any]:
    sheets: list[dict[str, Any]] = []
    unseen: list[str] = []
    cells = 0
    try:
        with python_calamine.load_workbook(io.BytesIO(data)) as book:
            for about in book.sheets_metadata:
                if about.typ in (python_calamine.SheetTypeEnum.MacroSheet, python_calamine.SheetTypeEnum.Vba):
                    raise Refusal("file_macros", about.name)
                if about.typ != python_calamine.SheetTypeEnum.WorkSheet:
                    continue
                if about.visible != python_calamine.SheetVisibleEnum.Visible:
                    unseen.append(about.name)
                    continue
                sheet = book.get_sheet_by_name(about.name)
                height, width = (sheet.end[0] + 1, sheet.end[1] + 1) if sheet.end else (0, 0)
                cells += height * width
                if height > most_rows or width > most_columns or cells > _MOST_CELLS:
                    raise Refusal("file_dimensions", f"{about.name}: {height} × {width}")
                sheets.append(_sheet(sheet, *seen.get(about.name, ([], {})), most_rows, most_columns))
    except python_calamine.PasswordError as error:
        raise Refusal("file_encrypted") from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise Refusal("file_damaged", type(error).__name__) from error
    return {"sheets": sheets, "hidden": unseen}


def _sheet(
    sheet: python_calamine.CalamineSheet, hidden: list[int], broken: Broken, most_rows: int, most_columns: int
) -> dict[str, Any]:
    rows = sheet.to_python(skip_empty_area=False)
    merged = [[*top, *bottom] for top, bottom in sheet.merged_cell_ranges or []]
    lost = [(r, c, said) for (r, c), said in sorted(broken.items()) if r < most_rows and c < most_columns]
    _widen(rows, lost)
    lost = [(r, c, said) for r, c, said in lost if rows[r][c] == ""]
    return {"name": sheet.name, "rows": rows, "merged": merged, "hidden": hidden, "broken": lost}


def _widen(rows: list[list[Any]], lost: list[tuple[int, int, str]]) -> None:
    """Broken cells below or right of everything else have their place too."""
    width = max([len(rows[0]) if rows else 0, *(c + 1 for _, c, _ in lost)])
    for row in rows if rows and len(rows[0]) < width else ():
        row += [""] * (width - len(row))
    rows += [[""] * width for _ in range(max((r + 1 for r, _, _ in lost), default=0) - len(rows))]


def _plain(cell: Any) -> str:
    """What JSON does not know, which are dates and durations, as ISO text (without a midnight)."""
    text = cell.isoformat(" ") if hasattr(cell, "hour") and hasattr(cell, "year") else str(cell)
    return text.removesuffix(" 00:00:00")


def _csv(data: bytes, most_rows: int, most_columns: int) -> dict[str, Any]:
    text = _decoded(data)
    if "\x00" in text:
        raise Refusal("file_kind", "NUL")
    lines = text.split("\n", 1)[0]
    delimiter = max(",\t;", key=lines.count)
    rows, begins = _csv_rows(text, delimiter, most_rows, most_columns)
    if swallowed := _swallowed(rows, begins, delimiter):
        raise Refusal("csv_quote", str(swallowed))
    width = max(map(len, rows), default=0)
    even = [row + [""] * (width - len(row)) for row in rows]
    lost = []
    for r, row in enumerate(even if "#" in text else ()):
        for c, cell in enumerate(row):
            if cell in ERROR_WORDS:
                lost.append((r, c, cell))
                row[c] = ""
    return {"sheets": [{"name": "csv", "rows": even, "merged": [], "hidden": [], "broken": lost}], "hidden": []}


def _csv_rows(text: str, delimiter: str, most_rows: int, most_columns: int) -> tuple[list[list[str]], list[int]]:
    """The rows, and the line on which each begins."""
    rows: list[list[str]] = []
    begins, line = [], 1
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            rows.append(row)
            begins.append(line)
            line = reader.line_num + 1
            if len(rows) > most_rows or len(row) > most_columns:
                raise Refusal("file_dimensions", f"{len(rows)} × {len(row)}")
    except csv.Error as error:
        raise Refusal("csv_quote", str(line)) from error
    return rows, begins


def _swallowed(rows: list[list[str]], begins: list[int], delimiter: str) -> int | None:
    """The line of the first row into which a stray quote drew the lines below it: pupils would be gone without a word.
    Then the lines of the file that make the row are rows of the table by themselves: the first, and the last or one
    between. A cell with a line break of its own cuts the row into lines that are no such rows."""
    broken = [any("\n" in cell or "\r" in cell for cell in row) for row in rows]
    whole = Counter(len(row) for row, is_broken in zip(rows, broken, strict=True) if not is_broken and len(row) > 1)
    widths = whole or Counter(len(row) for row in rows)
    usual = widths.most_common(1)[0][0] if widths else 0
    known = {width for width in widths if width * 2 > usual}
    for row, line, is_broken in zip(rows, begins, broken, strict=True):
        if is_broken:
            first, *between, last = (part.count(delimiter) + 1 for part in _LINES.split(delimiter.join(row)))
            if first in known and (last in known or usual in between):
                return line
    return None


def _decoded(data: bytes) -> str:
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        with contextlib.suppress(UnicodeDecodeError):
            return data.decode(encoding)
    raise Refusal("csv_encoding")

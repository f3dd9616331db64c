"""The county's own forms: workbooks with a mapping beside them, ours first, the county's files laid over them.

``data/reference/forms/NAME.xlsx`` and ``NAME.csv``; a file of the same name in ``BAOXUE_HOME/reference/forms``
replaces ours, each by itself: a county may keep our workbook and edit the mapping alone.
"""

import csv
from io import StringIO
from pathlib import Path

from baoxue.contracts.county_form import Fault, Faulty, Form, read_lines
from baoxue.reference.folders import TRACKED, overlay
from baoxue.words import msg


def names(home: Path) -> list[str]:
    """Forms of which a workbook or a mapping lies in either folder."""
    return sorted(
        {path.stem for folder in _folders(home) for path in folder.glob("*") if path.suffix in (".xlsx", ".csv")}
    )


def load(home: Path, name: str) -> Form:
    """The form of that name. Raises Faulty with every fault of its mapping, or where a file is missing."""
    book, mapping = _file(home, name, ".xlsx"), _file(home, name, ".csv")
    missing = [suffix for suffix, path in ((".xlsx", book), (".csv", mapping)) if path is None]
    if book is None or mapping is None:
        known = "、".join(names(home)) or "—"
        raise Faulty(Fault(f"{name}{suffix}", 0, "", msg("没有这个文件"), msg("表格和取数表各一个文件"),
                           msg("请放到 reference/forms;已有的表格:{known}", known=known)) for suffix in missing)  # fmt: skip
    faults: list[Fault] = []
    text = _text(mapping.read_bytes())
    reader = csv.DictReader(StringIO(text, newline=""))
    rows = [(reader.line_num, {k: v or "" for k, v in row.items() if isinstance(k, str) and not isinstance(v, list)})
            for row in reader]  # fmt: skip
    lines = read_lines(rows, mapping.name, faults)
    if faults:
        raise Faulty(faults)
    return Form(name, book.name, book.read_bytes(), mapping.name, lines)


def _folders(home: Path) -> tuple[Path, Path]:
    return TRACKED / "forms", overlay(home) / "forms"


def _file(home: Path, name: str, suffix: str) -> Path | None:
    """The county's file, else ours. A name that is not listed opens nothing."""
    listed = {path.name: path for folder in _folders(home) for path in sorted(folder.glob(f"*{suffix}"))}
    return listed.get(f"{name}{suffix}")


def _text(content: bytes) -> str:
    """UTF-8, or GB18030 as a Chinese spreadsheet saves its tables."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", errors="replace")

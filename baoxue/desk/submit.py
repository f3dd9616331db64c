"""Submitting a school's workbooks, declaring a nil report, and publishing: acts of a viewer."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from baoxue.intake import Book, Receipt, declare_nil, read, recognise, submit
from baoxue.settings import ROOT


@dataclass(frozen=True)
class Preview:
    """What was read of a file before it is sent: whose it seems to be, and whether that is certain."""

    file: str
    book: Book
    school: str | None
    month: str | None
    kind: str | None
    is_certain: bool


def preview(home: Path, name: str, content: bytes) -> Preview:
    """Read an uploaded file in the limited process. The name is kept as words only, never used as a path."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"upload{Path(name).suffix.lower()[:6]}"
        path.write_bytes(content)
        book = read(path)
    school, month, kind, certain = recognise(home, book)
    return Preview(name, book, school, month, kind, certain)


def send(home: Path, name: str, content: bytes, school: str, month: str, sender: str, is_nil: bool = False) -> Receipt:
    """Accept what is good of a file for a school and month; the rest stands in the receipt."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{Path(name).name[:80]}"
        path.write_bytes(content)
        return submit(home, path, school, month, sender, is_nil=is_nil)


def nil(home: Path, school: str, month: str, sender: str) -> int:
    """零报告: no suspected and no dropped-out pupil in the month."""
    return declare_nil(home, school, month, sender)


def publishing(home: Path) -> Iterator[str]:
    """Publish in a process of its own, a line for every step. The last line says how it ended."""
    process = subprocess.Popen(
        [sys.executable, "-m", "baoxue.publish"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "BAOXUE_HOME": str(home)},
    )
    yield from (line.rstrip() for line in process.stdout or [])
    yield "ok" if process.wait() == 0 else "failed"

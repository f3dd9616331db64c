"""Reference rows: the project's own, with the county's laid over them row by row.

``data/reference/*.csv`` is tracked and reviewed like code; a county puts files of the same name into
the folder that ``overlay`` names: a row of the same key replaces, another is added.
"""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pyarrow as pa

from baoxue.contracts.relations import RELATIONS
from baoxue.reference.calendars import build_calendars, school_calendars
from baoxue.reference.folders import TRACKED, overlay
from baoxue.reference.rows import Fault, read_overlaid
from baoxue.words import Message

FILES = {
    "area": "areas", "school": "schools", "threshold": "thresholds", "code": "codes",
    "aid_rate": "aid_rates", "rubric": "rubric", "target": "targets",
}  # fmt: skip
"""Relations that are rows of a file as they stand."""


def load(home: Path) -> dict[str, pa.Table]:
    """Every relation of FILES, calendar and school_calendar as their contracts say.

    Raises Fault listing every cell that cannot be read: file, line, column, found, expected.
    """
    folders = (TRACKED, overlay(home))
    return dict(_loaded(folders, tuple(_content(folders))))


def _content(folders: tuple[Path, ...]) -> Iterator[tuple[str, int, int]]:
    """What tells whether any file has changed since it was read."""
    for folder in folders:
        for path in sorted(folder.glob("*.csv")):
            found = path.stat()
            yield str(path), found.st_mtime_ns, found.st_size


@lru_cache(maxsize=4)
def _loaded(folders: tuple[Path, ...], content: tuple) -> dict[str, pa.Table]:
    faults: list[Message] = []
    tables = {
        relation: read_overlaid(RELATIONS[relation], folders, f"{file}.csv", faults) for relation, file in FILES.items()
    }
    tables["calendar"] = build_calendars(folders, faults)
    tables["school_calendar"] = school_calendars(folders, tables["school"], faults)
    if faults:
        raise Fault(faults)
    return tables


__all__ = ["TRACKED", "Fault", "load", "overlay"]

"""Signs as small numbers, totals on the right, and the rows of relations ``attendance`` and ``class_day``."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

import numpy as np
import pyarrow as pa

from baoxue.contracts.cells import as_text, fold
from baoxue.contracts.marks import BLANK, MARKS, REST, total_of
from baoxue.contracts.relations import RELATIONS
from baoxue.intake.book import AttendanceBlock, Cell
from baoxue.intake.context import Pupil

BLANK_CODE, REST_CODE = -1, -2
SHEET = "sheet"
_WORDS = pa.array(MARKS)


@dataclass(frozen=True)
class ClassMonth:
    """An accepted class: pupils × days × halves. ``taken`` and ``waiting`` are places in ``days``;
    ``waiting_rows`` are the pupils who are blank on a waiting day."""

    class_key: str
    pupils: list[Pupil]
    days: list[date]
    codes: np.ndarray
    marked: np.ndarray
    due: np.ndarray
    taken: list[int]
    waiting: list[int]
    waiting_rows: set[int]
    sheet: str = ""


def matrix(block: AttendanceBlock, marks: dict[str, str]) -> np.ndarray:
    """Pupils × days × halves of indexes into MARKS, or BLANK_CODE, REST_CODE. Every sign is known by now."""
    code = {sign: REST_CODE if mark == REST else MARKS.index(mark) for sign, mark in marks.items()}
    code[BLANK] = BLANK_CODE
    flat = [code[s] for signs in block.signs for s in signs]
    return np.array(flat, dtype=np.int8).reshape(block.size, len(block.days), block.halves)


def totals_differ(block: AttendanceBlock, codes: np.ndarray) -> Iterator[tuple[int, str, Cell, str]]:
    """(row, heading, what it says, what the marks give) where a total fits neither days nor halves.

    Schools count a late day as attended or not, and half days as 1 or 0.5: any of these fits.
    """
    for word, cells in block.totals.items():
        marks = total_of(word)
        counted = [int(n) for n in _halves(codes, marks)]
        widened = [int(n) for n in _halves(codes, "PLE")] if marks == "P" else counted
        touched = (np.isin(codes, [MARKS.index(m) for m in marks]).any(axis=2)).sum(axis=1)
        for row, cell in enumerate(cells):
            said = _number(cell)
            if said is None or math.isnan(said):
                continue
            halves = {counted[row], widened[row]}
            fits = halves | {n / block.halves for n in halves} | {int(touched[row])}
            if said not in fits:
                yield row, word, cell, as_text(counted[row] / block.halves)


def totals_unread(block: AttendanceBlock) -> Iterator[tuple[int, str, Cell]]:
    """(row, heading, what it says) of the first cell under each heading that is no number."""
    for word, cells in block.totals.items():
        unread = ((row, word, cell) for row, cell in enumerate(cells) if math.isnan(_number(cell) or 0))
        yield from islice(unread, 1)


def attendance_table(months: list[ClassMonth], month: str, school_code: str) -> pa.Table:
    """Relation ``attendance``: a row for every pupil on every taken day of the pupil's span, ordered by its grain."""
    parts = [_part(m) for m in months]
    keys = np.concatenate([p[0] for p in parts]) if parts else np.array([], dtype=np.int64)
    days = np.concatenate([p[1] for p in parts]) if parts else np.array([], dtype="datetime64[D]")
    classes = np.concatenate([np.full(len(p[0]), i) for i, p in enumerate(parts)]) if parts else np.array([], dtype=int)
    am = np.concatenate([p[2] for p in parts]) if parts else np.array([], dtype=np.int8)
    pm = np.concatenate([p[3] for p in parts]) if parts else np.array([], dtype=np.int8)
    order = np.lexsort((classes, days, keys))
    size = len(order)
    names = pa.array([m.class_key for m in months], pa.string())
    columns = {
        "month": _same(month, size),
        "school_code": _same(school_code, size),
        "class_key": names.take(pa.array(classes[order])),
        "child_key": pa.array(keys[order], pa.int64()),
        "day": pa.array(days[order], pa.date32()),
        "origin": _same(SHEET, size),
        "mark_am": _marks(am[order]),
        "mark_pm": _marks(pm[order]),
    }
    schema = RELATIONS["attendance"].schema
    return pa.table([columns[n] for n in schema.names], schema=schema)


def class_day_table(months: list[ClassMonth], month: str, school_code: str) -> pa.Table:
    """Relation ``class_day``: taken days, and days that wait because some pupils are blank."""
    rows: list[dict[str, Any]] = [
        {"month": month, "school_code": school_code, "class_key": m.class_key, "day": m.days[place], "origin": SHEET,
         "taken": place in m.taken}
        for m in months
        for place in sorted(m.taken + m.waiting)
    ]  # fmt: skip
    return pa.Table.from_pylist(rows, schema=RELATIONS["class_day"].schema).sort_by(
        [("class_key", "ascending"), ("day", "ascending")]
    )


def _part(month: ClassMonth) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """(child, day, morning, afternoon) of the due pupils on the taken days."""
    taken = np.array(month.taken, dtype=int)
    codes = month.codes[:, taken]
    mask = month.due[:, taken] & month.marked[:, taken].any(axis=2)
    keys = np.array([p.child_key for p in month.pupils], dtype=np.int64)
    days = np.array(month.days, dtype="datetime64[D]")[taken]
    rows, columns = np.nonzero(mask)
    return keys[rows], days[columns], codes[rows, columns, 0], codes[rows, columns, codes.shape[2] - 1]


def _marks(codes: np.ndarray) -> pa.Array:
    return _WORDS.take(pa.array(codes, pa.int8(), mask=codes < 0))


def _same(value: str, size: int) -> pa.Array:
    return pa.repeat(pa.scalar(value, pa.string()), size)


def _halves(codes: np.ndarray, marks: str) -> np.ndarray:
    return np.isin(codes, [MARKS.index(m) for m in marks]).sum(axis=(1, 2))  # type: ignore[no-any-return]


def _number(cell: Cell) -> float | None:
    """``3``, ``3天``, ``无``; None where nothing is said, not-a-number for other words."""
    if not isinstance(cell, str):
        return None if isinstance(cell, bool) else float(cell)
    text = fold(cell)
    if not text.strip("-—–/\\"):
        return None
    try:
        return 0.0 if text == "无" else float(text.rstrip("天次日"))
    except ValueError:
        return math.nan

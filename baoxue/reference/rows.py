"""Reading one reference file and its overlay, typed by the contract."""

import csv
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from baoxue.contracts.relations import Column, Relation


class Fault(Exception):
    """Reference rows that cannot be read; one line for each fault."""


def read_overlaid(contract: Relation, folders: Sequence[Path], file: str, faults: list[str]) -> pa.Table:
    """Rows of every folder's file, later folders replacing rows of the same grain."""
    rows: dict[tuple, dict[str, Any]] = {}
    for folder in folders:
        for line, raw in read_rows(folder / file):
            row = {
                c.name: _value(raw.get(c.name), c, f"{folder / file} 第 {line} 行", faults) for c in contract.columns
            }
            rows[tuple(row[name] for name in contract.grain)] = row
    if faults:
        return contract.schema.empty_table()
    return contract.conform(pa.Table.from_pylist(list(rows.values()), schema=contract.schema))


def read_rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """(line number, cells) of a CSV file; nothing where there is no file."""
    if not path.exists():
        return
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        for row in reader:
            yield reader.line_num, {k: (v or "").strip() for k, v in row.items() if k}


def _value(text: str | None, column: Column, where: str, faults: list[str]) -> Any:
    if not text:
        if not column.nullable:
            faults.append(f"{where} {column.name} 列为空;应填 {column.meaning}")
        return None
    try:
        if column.kind in ("int", "key"):
            return int(text)
        if column.kind == "num":
            return float(text)
        if column.kind == "bool":
            return {"true": True, "false": False}[text.lower()]
        return date.fromisoformat(text) if column.kind == "date" else text
    except (ValueError, KeyError):
        faults.append(f"{where} {column.name} 列为 '{text}';应为 {column.kind}({column.meaning})")
        return None

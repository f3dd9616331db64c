"""Reading one reference file and its overlay, typed by the contract."""

import csv
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from baoxue.contracts.relations import Column, Relation
from baoxue.words import Message, Saying, Translate, as_written, msg


class Fault(Saying):
    """Reference rows that cannot be read; one line for each fault."""

    def __init__(self, faults: Sequence[Message]):
        super().__init__(faults[0])
        self.faults = tuple(faults)

    def said(self, _: Translate = as_written) -> str:
        return "\n".join(fault.said(_) for fault in self.faults)

    def __str__(self) -> str:
        return self.said()


def read_overlaid(contract: Relation, folders: Sequence[Path], file: str, faults: list[Message]) -> pa.Table:
    """Rows of every folder's file, later folders replacing rows of the same grain."""
    rows: dict[tuple, dict[str, Any]] = {}
    for folder in folders:
        for line, raw in read_rows(folder / file):
            row = {c.name: _value(raw.get(c.name), c, _line(folder / file, line), faults) for c in contract.columns}
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


def _line(path: Path, line: int) -> Message:
    return msg("{path} 第 {line} 行", path=path, line=line)


def _value(text: str | None, column: Column, where: Message, faults: list[Message]) -> Any:
    if not text:
        if not column.nullable:
            faults.append(
                msg("{where} {column} 列为空;应填 {meaning}", where=where, column=column.name, meaning=column.meaning)
            )
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
        faults.append(msg("{where} {column} 列为 '{found}';应为 {expected}", where=where, column=column.name, found=text,
                          expected=f"{column.kind} ({column.meaning})"))  # fmt: skip
        return None

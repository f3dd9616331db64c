"""Drawn-table specs: small tables as text in, expected rows out, on both engines.

    check(engine, "msr_on_roll",
          given={"dim_child": \"\"\"
              month   | child_key | school_code
              2018-12 | 1         | S1
          \"\"\"},
          expect=\"\"\"
              area_code | n
              610830    | 1+0
          \"\"\", month="2018-12")

A cell that is empty or ``.`` is NULL. Cells are typed by the contract of the relation they are drawn for, else by
their look: numbers, dates, months, true/false, words. Expected numbers may be sums (``3+1``). Only the expected
columns are compared; rows in any order. Columns of a contract that are not drawn take a harmless default.
``code``, ``threshold``, ``rubric``, ``aid_rate``, ``state`` and ``transition`` hold the tracked reference rows unless drawn.
"""

import csv
import hashlib
import re
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from baoxue.contracts.relations import RELATIONS, Column
from baoxue.contracts.relations_derived import COMPUTED
from baoxue.engine import Instance, Queries, bind
from baoxue.engine.instance import MEMORY_LEAVES
from baoxue.ledger.transitions import STATES, TRANSITIONS

ROOT = Path(__file__).resolve().parent.parent
QUERIES = ROOT / "queries"
_DEFAULTS: dict[str, Any] = {
    "str": "x",
    "int": 0,
    "key": 0,
    "num": 0.0,
    "bool": False,
    "date": date(2018, 9, 1),
    "time": datetime(2018, 9, 1),
}
_NAMED_DEFAULTS: dict[str, Any] = {
    "valid_from": date(2000, 1, 1),
    "valid_to": date(9999, 12, 31),
    "status": "01",
    "placement": "ordinary",
    "stage": "primary",
    "sex": "1",
    "origin": "sheet",
    "taken": True,
    "is_composed": 1,
}
_MEMORY_KINDS = {"bigint": "key", "int": "int", "double": "num", "varchar": "str", "date": "date", "timestamp": "time"}


@cache
def shipped_queries() -> Queries:
    return Queries(QUERIES)


def rows_of(drawing: str) -> tuple[list[str], list[list[str]]]:
    """Header and cells of a drawing; rules (---) and blank lines are passed over."""
    lines = [line.strip().strip("|") for line in drawing.strip().splitlines()]
    cells = [[c.strip() for c in line.split("|")] for line in lines if line and not re.fullmatch(r"[-+| ]+", line)]
    header, *body = cells
    for row in body:
        assert len(row) == len(header), f"{len(row)} cells under {len(header)} headings: {row}"
    return header, body


def value(text: str, kind: str | None = None) -> Any:
    """One cell, typed by ``kind`` where the contract knows it, else by its look."""
    if text in ("", "."):
        return None
    if kind is None:
        return _by_look(text)
    if kind == "str":
        return text
    if kind in ("int", "key"):
        return sum(int(part) for part in re.findall(r"[+-]?\d+", text.replace(" ", "")))
    if kind == "num":
        return float(text)
    if kind == "bool":
        return {"true": True, "false": False}[text]
    return date.fromisoformat(text) if kind == "date" else datetime.fromisoformat(text)


def _by_look(text: str) -> Any:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return date.fromisoformat(text)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?", text):
        return datetime.fromisoformat(text)
    if text in ("true", "false"):
        return text == "true"
    if re.fullmatch(r"-?(0|[1-9]\d{0,4})(\s*[+]\s*\d+)*", text):
        return sum(int(part) for part in re.findall(r"-?\d+", text))
    if re.fullmatch(r"-?\d+\.\d+", text):
        return float(text)
    return text


def _contract(relation: str) -> dict[str, Column] | None:
    if relation == "drv_child_run_before":
        relation = "drv_child_run"
    if relation in RELATIONS:
        return {column.name: column for column in RELATIONS[relation].columns}
    if relation in MEMORY_LEAVES:
        pairs = [part.split() for part in MEMORY_LEAVES[relation].replace("\n", " ").split(",")]
        return {name: Column(name, _MEMORY_KINDS[kind], True, "") for name, kind in pairs}
    return None


def table(relation: str, drawing: str) -> pa.Table:
    """A drawn relation as Arrow. A relation without a contract is typed by the look of its cells."""
    header, body = rows_of(drawing)
    contract = _contract(relation) or _contract(relation.replace("src_", "", 1))
    if contract is None:
        columns = {name: [value(row[i]) for row in body] for i, name in enumerate(header)}
        arrays = {
            n: pa.array(v) if any(x is not None for x in v) else pa.nulls(len(v), pa.string())
            for n, v in columns.items()
        }
        return pa.table(
            {n: a.cast(pa.int32()) if a.type == pa.int64() and n != "child_key" else a for n, a in arrays.items()}
        )
    assert not (unknown := set(header) - contract.keys()), f"{relation} has no {unknown}"
    arrays = {}
    for column in contract.values():
        if column.name in header:
            at = header.index(column.name)
            given = [value(row[at], column.kind) for row in body]
        else:
            given = [_default(column)] * len(body)
        arrays[column.name] = pa.array(given, column.type)
    return pa.table(arrays)


def _default(column: Column) -> Any:
    if column.nullable:
        return None
    return _NAMED_DEFAULTS.get(column.name, _DEFAULTS[column.kind])


@cache
def reference_rows(relation: str) -> pa.Table:
    """The tracked rows of ``code``, ``threshold``, ``rubric`` and ``aid_rate``; the transition table as ``state`` and ``transition``."""
    contract = RELATIONS[relation]
    if relation == "state":
        rows = [
            dict(
                state=s.name,
                is_open=s.is_open,
                tier=s.tier,
                holder=s.holder,
                duty=s.duty,
                deadline_name=s.deadline,
                sort=i,
            )
            for i, s in enumerate(STATES.values())
        ]
        return pa.Table.from_pylist(rows, schema=contract.schema)
    if relation == "transition":
        rows = [dict(state_from=a, state_to=b) for a, following in TRANSITIONS.items() for b in following]
        return pa.Table.from_pylist(rows, schema=contract.schema)
    name = {"rubric": "rubric"}.get(relation, f"{relation}s")
    with (ROOT / "data" / "reference" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = [{c.name: value(row[c.name], c.kind) for c in contract.columns} for row in csv.DictReader(file)]
    return pa.Table.from_pylist(rows, schema=contract.schema)


def leaves(given: dict[str, str]) -> dict[str, pa.Table]:
    drawn = {name: table(name, drawing) for name, drawing in given.items()}
    for relation in ("code", "threshold", "state", "transition", "rubric", "aid_rate"):
        if relation not in drawn and f"src_{relation}" not in drawn:
            drawn[relation] = reference_rows(relation)
    return drawn


class DuckEngine:
    """Runs a query over drawn leaves in the product's own locked instance."""

    name = "duckdb"

    def __init__(self, folder: Path):
        self.folder = folder

    def ask(self, query: str, tables: dict[str, pa.Table], params: dict[str, Any], cut: bool = False) -> pa.Table:
        files = {}
        for name, rows in tables.items():
            if name not in MEMORY_LEAVES:
                path = self.folder / f"{name}.parquet"
                pq.write_table(rows, path)
                files[name] = [path]
        instance = Instance(files, shipped_queries())
        try:
            for name in tables.keys() & MEMORY_LEAVES.keys():
                instance.insert(name, tables[name])
            return instance.ask(query, params, cut)
        finally:
            instance.close()


class SailEngine:
    """Runs the same files, transpiled, over Spark Connect: one relation after the other, each answered once.

    As one text Sail would plan a relation anew for each of its readers, which takes most of the time of a spec. Nor is it
    asked twice for the same of the same rows: most relations are left empty, or as the reference has them, in every spec.
    """

    name = "sail"

    def __init__(self, spark: Any):
        self.spark = spark
        self._answers: dict[tuple, pa.Table] = {}
        self._views: dict[str, bytes] = {}

    def ask(self, query: str, tables: dict[str, pa.Table], params: dict[str, Any]) -> pa.Table:
        known = _with_empty(tables)
        marks = {name: _mark(rows) for name, rows in known.items()}
        for file in shipped_queries().chain(query, known):
            read = sorted(file.reads)
            asked = file.name, *((name, marks[name]) for name in read), *((p, params[p]) for p in sorted(file.params))
            if asked not in self._answers:
                self._answers[asked] = self.run(file.name, {name: known[name] for name in read}, params)
            known[file.name] = self._answers[asked]
            marks[file.name] = _mark(known[file.name])
        return known[query]

    def ask_whole(self, query: str, tables: dict[str, pa.Table], params: dict[str, Any]) -> pa.Table:
        """The same as one text, as an engine outside would be given it."""
        return self.run(query, _with_empty(tables), params)

    def run(self, query: str, known: dict[str, pa.Table], params: dict[str, Any]) -> pa.Table:
        from pyspark.sql.pandas.types import from_arrow_schema

        rendered = shipped_queries().render(query, {n: t.column_names for n, t in known.items()}, dialect="spark")
        for name in rendered.leaves:
            rows = _loose(known[name])
            if self._views.get(name) != (mark := _mark(rows)):
                self.spark.createDataFrame(rows, from_arrow_schema(rows.schema)).createOrReplaceTempView(name)
                self._views[name] = mark
        return self.spark.sql(rendered.sql, args={key: params[key] for key in rendered.params}).toArrow()


def _with_empty(tables: dict[str, pa.Table]) -> dict[str, pa.Table]:
    """The drawn leaves, and every other leaf without rows."""
    empty = {n: r.schema.empty_table() for n, r in RELATIONS.items() if n not in tables and n not in COMPUTED}
    for name in MEMORY_LEAVES.keys() - tables.keys():
        columns = _contract(name).values()
        empty[name] = pa.schema([(c.name, c.type) for c in columns]).empty_table()
    return {**empty, **tables}


def _mark(rows: pa.Table) -> bytes:
    """The same for the same rows in the same order."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, rows.schema) as stream:
        stream.write_table(rows.combine_chunks())
    return hashlib.sha256(sink.getvalue()).digest()


def _loose(rows: pa.Table) -> pa.Table:
    """Every column nullable: Spark refuses an empty cell under a not-null field of a drawn default."""
    return rows.cast(pa.schema([pa.field(f.name, f.type) for f in rows.schema]))


def parameters(
    month: str = "2018-12", as_of: str = "2018-12-20", ledger_seq: int = 1_000_000, **selectors: Any
) -> dict:
    stamp = datetime.fromisoformat(as_of)
    if len(as_of) == 10:
        stamp = stamp.replace(hour=23, minute=59, second=59)
    return bind(month, stamp, ledger_seq, **selectors)


def check(engine: Any, query: str, given: dict[str, str], expect: str, **params: Any) -> pa.Table:
    """Run ``query`` over the drawn leaves and compare the expected columns; returns the whole answer."""
    answer = engine.ask(query, leaves(given), parameters(**params))
    header, body = rows_of(expect)
    missing = set(header) - set(answer.column_names)
    assert not missing, f"{query} has no column {missing}; it has {answer.column_names}"
    kinds = {name: _kind(answer.schema.field(name).type) for name in header}
    wanted = sorted(
        (tuple(value(cell, kinds[n]) for n, cell in zip(header, row, strict=True)) for row in body), key=repr
    )
    found = sorted((tuple(_plain(row[n]) for n in header) for row in answer.to_pylist()), key=repr)
    assert found == wanted, _difference(header, wanted, found)
    return answer


def _kind(arrow: pa.DataType) -> str:
    if pa.types.is_boolean(arrow):
        return "bool"
    if pa.types.is_integer(arrow):
        return "int"
    if pa.types.is_floating(arrow) or pa.types.is_decimal(arrow):
        return "num"
    if pa.types.is_date(arrow):
        return "date"
    return "time" if pa.types.is_timestamp(arrow) else "str"


def _plain(cell: Any) -> Any:
    if isinstance(cell, float):
        return round(cell, 6)
    return cell.replace(tzinfo=None) if isinstance(cell, datetime) else cell


def _difference(header: list[str], wanted: list[tuple], found: list[tuple]) -> str:
    lines = [" | ".join(header)]
    lines += ["- " + " | ".join(map(str, row)) for row in wanted if row not in found]
    lines += ["+ " + " | ".join(map(str, row)) for row in found if row not in wanted]
    return "expected (-) and found (+):\n" + "\n".join(lines)

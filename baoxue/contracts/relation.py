"""What a relation is: columns with kinds, a grain, a version, and the check that a table conforms to them."""

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

ALL = "all"
"""The part of a relation that is not kept by month."""

TYPES = {
    "str": pa.string(),
    "int": pa.int32(),
    "key": pa.int64(),
    "num": pa.float64(),
    "bool": pa.bool_(),
    "date": pa.date32(),
    "time": pa.timestamp("us"),
}


class ContractError(Exception):
    """A table does not look like its relation: a fault of the program, never of a school's file."""


@dataclass(frozen=True)
class Column:
    name: str
    kind: str
    nullable: bool
    meaning: str

    @property
    def type(self) -> pa.DataType:
        return TYPES[self.kind]


@dataclass(frozen=True)
class Relation:
    """One relation of the snapshot.

    ``grain``: the columns that identify a row, also the order in which rows are written, so that the same
    content is the same file. ``by_month``: whether its parts are months.
    """

    name: str
    version: int
    grain: tuple[str, ...]
    by_month: bool
    meaning: str
    columns: tuple[Column, ...]

    @property
    def schema(self) -> pa.Schema:
        return pa.schema([pa.field(c.name, c.type, c.nullable) for c in self.columns])

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(c.name for c in self.columns)

    def conform(self, table: pa.Table) -> pa.Table:
        """The table with exactly this relation's columns, types and order of rows.

        Raises ContractError naming every column that is missing, unknown, empty where it must not be, or
        not castable, and the first rows whose grain is doubled.
        """
        faults = [f"missing column {n}" for n in self.names if n not in table.column_names]
        faults += [f"unknown column {n}" for n in table.column_names if n not in self.names]
        if faults:
            raise ContractError(f"{self.name}: " + "; ".join(faults))
        arrays = []
        for column in self.columns:
            try:
                array = table[column.name].cast(column.type)
            # no cast from this type to that, or none of this value: both are a column that breaks the contract
            except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
                faults.append(f"{column.name} is not {column.type}: {error}")
                continue
            if array.null_count and not column.nullable:
                faults.append(f"{column.name} is empty in {array.null_count} rows")
            arrays.append(array)
        if faults:
            raise ContractError(f"{self.name}: " + "; ".join(faults))
        plain = pa.schema([pa.field(c.name, c.type) for c in self.columns])
        ordered = pa.table(arrays, schema=plain).sort_by([(n, "ascending") for n in self.grain])
        self._refuse_doubles(ordered)
        return ordered.cast(self.schema).combine_chunks()

    def _refuse_doubles(self, ordered: pa.Table) -> None:
        """Ordered by the grain, equal rows stand side by side."""
        rows = ordered.num_rows
        if rows < 2:
            return
        same: pa.Array | None = None
        for name in self.grain:
            column = ordered[name].combine_chunks()
            above, below = column.slice(0, rows - 1), column.slice(1)
            both_empty = pc.and_(pc.is_null(above), pc.is_null(below))
            equal = pc.or_(pc.fill_null(pc.equal(above, below), False), both_empty)
            same = equal if same is None else pc.and_(same, equal)
        if same is None or not pc.any(same).as_py():
            return
        doubled = ordered.select(list(self.grain)).slice(0, rows - 1).filter(same).slice(0, 3).to_pylist()
        raise ContractError(f"{self.name}: more than one row for {doubled}")


def drawn(name: str, version: int, grain: str, by_month: bool, meaning: str, columns: str) -> Relation:
    """Columns are drawn one a line: name, kind (``?`` marks nullable), meaning."""
    parsed = []
    for line in columns.strip().splitlines():
        column, kind, *words = line.split(maxsplit=2)
        parsed.append(Column(column, kind.rstrip("?"), kind.endswith("?"), words[0] if words else ""))
    return Relation(name, version, tuple(grain.split()), by_month, meaning, tuple(parsed))

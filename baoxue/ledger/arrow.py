"""Rows of the ledger as Arrow tables, for the rooms that compute."""

import pyarrow as pa
import sqlalchemy as sa

_ARROW = {
    sa.BigInteger: pa.int64(),
    sa.Integer: pa.int32(),
    sa.DateTime: pa.timestamp("us"),
    sa.Date: pa.date32(),
    sa.Boolean: pa.bool_(),
    sa.Float: pa.float64(),
    sa.String: pa.string(),
}


def arrow_type(column: sa.ColumnElement) -> pa.DataType:
    """Raises TypeError for a column of a type that no relation has."""
    for kind, arrow in _ARROW.items():
        if isinstance(column.type, kind):
            return arrow
    raise TypeError(f"{column}: {column.type} has no Arrow type here")


def to_arrow(connection: sa.Connection, query: sa.Select) -> pa.Table:
    """The rows of a select over table columns, typed by those columns."""
    columns = list(query.selected_columns)
    rows = connection.execute(query).all()
    arrays = [pa.array([row[i] for row in rows], arrow_type(column)) for i, column in enumerate(columns)]
    return pa.table(arrays, names=[column.name for column in columns])

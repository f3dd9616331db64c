"""Asking for the rows of many numbers or names at once."""

import json
from collections.abc import Collection
from typing import Any

import sqlalchemy as sa


def among(column: sa.ColumnElement[Any], values: Collection[str] | Collection[int]) -> sa.ColumnElement[bool]:
    """Whether a column is one of many values. They are one parameter, a list: as a parameter each, a statement of hundreds
    was composed anew at every call, and SQLite takes no more than so many."""
    listed = sa.func.json_each(json.dumps(list(values), ensure_ascii=False)).table_valued("value")
    return column.in_(sa.select(listed.c.value))

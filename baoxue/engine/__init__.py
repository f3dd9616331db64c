"""Finds the queries, renders one WITH chain, binds parameters and runs it on a locked DuckDB.

A *leaf* is a relation that the snapshot (or memory) holds; everything else is a file under ``queries/``.
While publishing, ``drv_`` relations are rendered; when a page reads, they are leaves.
"""

from baoxue.engine.errors import QueryError
from baoxue.engine.instance import THREADS, Instance
from baoxue.engine.parameters import bind
from baoxue.engine.queries import Queries

__all__ = ["THREADS", "Instance", "Queries", "QueryError", "bind"]

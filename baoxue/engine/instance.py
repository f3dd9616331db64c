"""One locked DuckDB over the files of one snapshot, with the ledger's events and names in memory."""

import threading
import time
import warnings
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from baoxue.contracts.relations import RELATIONS, Relation
from baoxue.contracts.relations_derived import COMPUTED
from baoxue.engine.allocator import give_back
from baoxue.engine.errors import QueryError
from baoxue.engine.queries import ONE_OF, Queries, Rendered, shape
from baoxue.settings import settings

MEMORY_LEAVES = {
    "case_event": """seq bigint, recorded_at timestamp, effective_on date, child_key bigint, case_no varchar,
        episode_no int, event varchar, resulting_state varchar, reason varchar, cause varchar, outcome varchar,
        run_first_day date, discovered_on date, actor varchar, on_behalf varchar, met varchar, promise_on date,
        note varchar, snapshot int, post_id varchar""",
    "post": """seq bigint, post_id varchar, head varchar, person_name varchar, phone varchar, area_code varchar,
        school_code varchar, class_key varchar, valid_from date, valid_to date""",
    "delegation": "seq bigint, post_id varchar, delegate_post_id varchar, valid_from date, valid_to date",
    "post_gap": "seq bigint, head varchar, unit_code varchar, reason varchar, valid_from date",
    "child_name": "child_key bigint, name varchar, pinyin_key varchar",
    "child_flag": "child_key bigint, number_kind varchar, has_phone int",
    "whereabouts_check": """seq bigint, recorded_at timestamp, effective_on date, child_key bigint, step varchar,
        result varchar, proof varchar, actor varchar, on_behalf varchar""",
    "target_progress": """seq bigint, target_id varchar, done double, evidence varchar, note varchar, effective_on date,
        actor varchar, on_behalf varchar, recorded_at timestamp""",
    "list_above": "seq bigint, list_id varchar, list_name varchar, received_on date, reply_on date",
    "list_line": """seq bigint, recorded_at timestamp, list_id varchar, line_no int, child_key bigint, line_name varchar,
        line_pinyin varchar, match varchar, suspected_as varchar, area_code varchar, birth_month varchar""",
    "list_answer": """seq bigint, recorded_at timestamp, effective_on date, list_id varchar, line_no int, step varchar,
        stands int, code varchar, school_words varchar, cause varchar, proof varchar, checked_by varchar,
        owner varchar, due_on date, note varchar, actor varchar, on_behalf varchar, draw_no bigint""",
    "recheck": """seq bigint, recorded_at timestamp, effective_on date, quarter varchar, unit_code varchar, subject varchar,
        subject_code varchar, child_key bigint, result varchar, actor varchar, on_behalf varchar""",
    "viewer_child": "set_id varchar, child_key bigint",
}
"""What the ledger feeds into memory: relation → columns."""


# A parsed statement runs in two thirds of the time of a relation, which is bound twice; the copy it warns of is of few rows.
warnings.filterwarnings("ignore", "Arrow output on a DB-API result", UserWarning)

WAIT_SECONDS = 60.0
"""How long a query waits for its turn; the longest of a county takes a second."""
THREADS = 2
"""Of the machine's processors, for an engine that has them to itself."""
LARGE_SECONDS = 0.1
"""A query that took longer may have used much memory, which is then given back to the system."""

_WITHOUT = "projection_pullup"
"""Rewriting of plans that is left out: it visits the whole plan anew for every projection, and took a sixth of the time of
a query of a thousand operators to gain nothing."""

DUCKDB_TYPES = {
    "str": "varchar",
    "int": "int",
    "key": "bigint",
    "num": "double",
    "bool": "boolean",
    "date": "date",
    "time": "timestamp",
}


def ddl(relation: Relation) -> str:
    """The columns of a relation as DuckDB writes them."""
    return ", ".join(f'"{column.name}" {DUCKDB_TYPES[column.kind]}' for column in relation.columns)


@lru_cache(maxsize=512)
def _select(sql: str, name: str) -> duckdb.Statement:
    """The text as the one SELECT that it must be, parsed once."""
    statements = duckdb.extract_statements(sql)
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        raise QueryError(f"{name}: exactly one SELECT may run here")
    return statements[0]


@contextmanager
def _told(name: str, sql: str) -> Iterator[None]:
    """What the engine says against a statement, with the question's name and the text."""
    try:
        yield
    except duckdb.Error as error:
        raise QueryError(f"{name}: {error}\n\n{sql}") from error


def _bound(rendered: Rendered, params: Mapping[str, Any]) -> dict[str, Any] | None:
    return {key: params[key] for key in rendered.params} or None


def _columns(path: str) -> tuple[str, ...]:
    return tuple(pq.read_schema(path).names)


def _names(columns: str) -> tuple[str, ...]:
    """``seq bigint, day date`` → seq, day."""
    return tuple(column.split()[0] for column in columns.split(","))


class Instance:
    """Reads the given Parquet files and nothing else; cannot write, reach outside or change its settings.

    ``files``: relation → paths of one contract version. ``complete``: relations of the contract that stand as
    empty tables where no file holds them, but for those that are then computed (``COMPUTED``). Safe for threads: one
    cursor per call, ``at_once`` of them at a time, since all share ``memory`` and one that finds it taken by others
    fails. The others wait for their turn; what is larger than memory goes to ``spill/`` under the county's home, where
    the engine sweeps what a killed process left: children's rows stay in no folder that others own or nobody empties.
    """

    def __init__(
        self,
        files: Mapping[str, Sequence[Path | str]],
        queries: Queries,
        memory: str = "256MB",
        threads: int = THREADS,
        complete: Collection[str] = tuple(RELATIONS),
        at_once: int = 1,
    ):
        self.queries = queries
        self._turns = threading.BoundedSemaphore(at_once)
        self._con = con = duckdb.connect(
            ":memory:",
            config={
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
                "memory_limit": memory,
                "threads": threads,
                "disabled_optimizers": _WITHOUT,
                "temp_directory": str(settings().home / "spill"),
            },
        )
        self._lock = threading.Lock()
        for name, columns in MEMORY_LEAVES.items():
            con.execute(f'create table "{name}" ({columns})')
        empty = [name for name in complete if not files.get(name) and name not in COMPUTED]
        for name in empty:
            con.execute(f'create table "{name}" ({ddl(RELATIONS[name])})')
        paths = {name: [str(path) for path in given] for name, given in files.items() if given}
        con.execute("set allowed_paths=$paths", {"paths": [p for given in paths.values() for p in given]})
        for name, given in paths.items():
            listed = ", ".join("'" + path.replace("'", "''") + "'" for path in given)
            con.execute(f'create view "{name}" as select * from read_parquet([{listed}])')  # noqa: S608
        con.execute("set enable_external_access=false")
        con.execute("set lock_configuration=true")
        self.leaves = {name: _columns(given[0]) for name, given in paths.items()}
        self.leaves |= {name: RELATIONS[name].names for name in empty}
        self.leaves |= {name: _names(columns) for name, columns in MEMORY_LEAVES.items()}
        self._shape = shape(self.leaves)
        self._rendered: dict[tuple[str, bool], Rendered] = {}
        """Queries on these leaves: to look one up among all shapes takes longer than an answer that is known."""

    def hold(self, relation: str, rows: pa.Table) -> None:
        """Keep rows in memory as a relation of this instance: what several later questions would each compute anew."""
        with self._lock, self._turn(relation) as cursor:
            cursor.register("incoming", rows)
            cursor.execute(f'create table "{relation}" as select * from incoming')  # noqa: S608
            cursor.unregister("incoming")
            self._keep(relation, tuple(rows.column_names))

    def compute(self, name: str, params: Mapping[str, Any]) -> None:
        """Keep the rows of a query in memory under its name, as ``hold`` does, without bringing them here."""
        rendered = self.render(name)
        with self._lock, self._turn(name) as cursor:
            with _told(name, rendered.sql):
                cursor.execute(f'create table "{name}" as {rendered.sql}', _bound(rendered, params))
            self._keep(name, self.queries[name].columns)

    def insert(self, relation: str, rows: pa.Table) -> None:
        """Append rows to one of the MEMORY_LEAVES, by column name."""
        if relation not in MEMORY_LEAVES:
            raise QueryError(f"{relation} is not held in memory; known are {', '.join(MEMORY_LEAVES)}")
        with self._lock, self._turn(relation) as cursor:
            cursor.register("incoming", rows)
            cursor.execute(f'insert into "{relation}" by name select * from incoming')  # noqa: S608
            cursor.unregister("incoming")

    def clear(self, relation: str) -> None:
        """Empty one of the MEMORY_LEAVES."""
        if relation not in MEMORY_LEAVES:
            raise QueryError(f"{relation} is not held in memory")
        with self._lock, self._turn(relation) as cursor:
            cursor.execute(f'delete from "{relation}"')  # noqa: S608

    @contextmanager
    def _turn(self, name: str, seconds: float | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor, once it is this call's turn. Raises QueryError where the turn does not come in ``seconds``; who
        feeds waits as long as it takes, since a half-fed instance would be fed the same rows again."""
        if not self._turns.acquire(timeout=seconds):
            raise QueryError(f"{name}: other queries took more than {seconds:g} s; ask again later")
        try:
            begun = time.monotonic()
            try:
                with self._con.cursor() as cursor:
                    yield cursor
            finally:
                if time.monotonic() - begun > LARGE_SECONDS:
                    give_back()
        finally:
            self._turns.release()

    def _keep(self, relation: str, columns: tuple[str, ...]) -> None:
        self.leaves = {**self.leaves, relation: columns}
        self._shape = shape(self.leaves)
        self._rendered = {}

    def render(self, name: str, cut: bool = False) -> Rendered:
        known = self._rendered.get((name, cut))
        if known is None:
            known = self._rendered[name, cut] = self.queries.render_on(name, self._shape, cut)
        return known

    def ask(self, name: str, params: Mapping[str, Any], cut: bool = False) -> pa.Table:
        """The rows of a query. ``params`` may hold more than the query uses; what it uses must be there.

        Raises QueryError with the relation's name, the SQL and the engine's words.
        """
        is_picked = params.get(ONE_OF.get(name, "")) is not None
        *first, last = [self.render(name, cut)] if is_picked else self.queries.steps_on(name, self._shape, cut)
        if missing := last.params.union(*(step.params for step in first)) - params.keys():
            raise QueryError(f"{name}: no value for ${', $'.join(sorted(missing))}")
        with self._turn(name, WAIT_SECONDS) as cursor:
            for step in first:  # tables of this cursor alone, gone with it
                with _told(name, step.sql):
                    cursor.execute(f'create temp table "{step.name}" as {step.sql}', _bound(step, params))
            with _told(name, last.sql):
                return cursor.execute(_select(last.sql, name), _bound(last, params)).to_arrow_table()

    def run(self, sql: str, params: Mapping[str, Any] | None = None, name: str = "query") -> pa.Table:
        """Run exactly one SELECT: an allowed path is also writable by COPY, so nothing else may pass."""
        statement = _select(sql, name)
        with self._turn(name, WAIT_SECONDS) as cursor, _told(name, sql):
            return cursor.execute(statement, dict(params) if params else None).to_arrow_table()

    def close(self) -> None:
        self._con.close()

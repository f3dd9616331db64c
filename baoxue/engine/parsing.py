"""What a query text names. Reading SQL is dear, four seconds for all files, so what was read of the shipped ones stands
in ``queries/index.jsonl``, good for the very text that it was read from; any other text is read when it is asked for."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from baoxue.engine.errors import QueryError

INDEX = "index.jsonl"
"""A line a file: name, SHA-256 of the text, and what was read of it. ``python -m baoxue.docs`` writes it."""


@dataclass(frozen=True)
class Parsed:
    """``reads``: relations that a query names · ``params``: its ``$parameters`` · ``ctes``: names of its own steps ·
    ``columns`` of its rows, in order · ``begins``: where the text does, after the comments above it."""

    reads: frozenset[str]
    params: frozenset[str]
    ctes: frozenset[str]
    columns: tuple[str, ...]
    begins: int


def parse(path: Path, text: str) -> Parsed:
    """Raises QueryError with the file's name where the text is no SELECT."""
    import sqlglot
    from sqlglot import exp

    try:
        tree = sqlglot.parse_one(text, read="duckdb")
        begins = sqlglot.tokenize(text, read="duckdb")[0].start
    except sqlglot.errors.SqlglotError as error:
        raise QueryError(f"{path}: {error}") from error
    if not isinstance(tree, exp.Query):
        raise QueryError(f"{path}: not a SELECT")
    ctes = frozenset(cte.alias for cte in tree.find_all(exp.CTE))
    return Parsed(
        reads=frozenset(table.name for table in tree.find_all(exp.Table) if table.name) - ctes,
        params=frozenset(place.name for place in tree.find_all(exp.Placeholder)),
        ctes=ctes,
        columns=tuple(tree.named_selects),
        begins=begins,
    )


def written(text: str, dialect: str) -> str:
    """A text of ours in another dialect. Each file by itself: transpiling a whole chain hoists nested WITH and merges
    CTEs of equal name."""
    import sqlglot

    return sqlglot.parse_one(text, read="duckdb").sql(dialect=dialect, comments=False)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def index_lines(paths: Iterable[Path]) -> Iterator[str]:
    """The index of query files, read anew."""
    for path in sorted(paths, key=lambda path: path.stem):
        text = path.read_text(encoding="utf-8")
        found = parse(path, text)
        line = {
            "name": path.stem,
            "text": digest(text),
            "reads": sorted(found.reads),
            "params": sorted(found.params),
            "ctes": sorted(found.ctes),
            "columns": found.columns,
            "begins": found.begins,
        }
        yield json.dumps(line, ensure_ascii=False) + "\n"


def read_index(root: Path) -> dict[str, Parsed]:
    """Digest of a text → what it names; empty where a folder has no index."""
    path = root / INDEX
    if not path.exists():
        return {}
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return {
        line["text"]: Parsed(
            frozenset(line["reads"]),
            frozenset(line["params"]),
            frozenset(line["ctes"]),
            tuple(line["columns"]),
            line["begins"],
        )
        for line in lines
    }

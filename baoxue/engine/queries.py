"""The query files as relations: what each reads, its parameters, its header, and the rendered WITH chain."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache, cached_property, lru_cache
from pathlib import Path

from baoxue.engine.errors import QueryError
from baoxue.engine.header import Header, read_header
from baoxue.engine.parsing import Parsed, digest, parse, read_index, written

CHILD = "child_key"
VIEWER = "viewer_child"
HELD = frozenset({"bld_taken_day", "bld_due", "bld_span", "bld_odd_day", "bld_off_half", "bld_island"})
"""Small steps of the derivation that are read several times: computed once, at half the time."""
NEVER_HELD = frozenset({"attendance", "src_attendance", "src_roll", "src_children", "dim_child", "dim_household_child",
                        "bld_school_age_child", "bld_whereabouts"})  # fmt: skip
"""Too large to hold in memory where several relations of a chain read it: all marks, and every child in every month, of
which a reader wants a few columns or one month. DuckDB then reads the files again, no more of them than the reader asks
for."""


_REVIEWED = ("fct_duty", "fct_case", "bld_school_month", "bld_review_place", "bld_case_day", "bld_case_judged", "bld_nil_child",
             "fct_review_row")  # fmt: skip
_HELD_OUT = ("bld_case_stand", "bld_case_held", "bld_lost_child", "bld_may_wait", "fct_closing", "bld_case_out")
_CHECKED = ("fct_case", "bld_grade_told", "bld_leaver", "bld_away", "bld_unreceived", "bld_nil_child")
FIRST = {
    **dict.fromkeys(
        ("pg_review_children", "pg_review_points", "pg_review_rank", "pg_review_rows", "pg_review_units"), _REVIEWED
    ),
    "pg_term_start": ("bld_lost_child", "bld_may_wait", "bld_elsewhere_today", "bld_no_show"),
    "pg_term_start_children": (
        "fct_case",
        "bld_elsewhere_today",
        "bld_leaver",
        "bld_start_due",
        "bld_no_show",
        "fct_term_start",
    ),
    "pg_handover_children": ("fct_case", "bld_elsewhere_now", "bld_leaver", "bld_away"),
    "pg_checks": (*_CHECKED, *_HELD_OUT),
    "pg_check_rows": (
        *_CHECKED,
        *_HELD_OUT,
        "fct_whereabouts",
        "fct_aid_paid",
        "fct_aid_entitled",
        "bld_aid_judged",
        "chk_*",
    ),
    **dict.fromkeys(("pg_monthly_report", "pg_monthly_gaps"), (*_HELD_OUT, "bld_case_unit_month", "bld_open_case")),
    **dict.fromkeys(("pg_school_age", "pg_summary", "pg_summary_then"), _HELD_OUT),
}
"""Question → steps of its chain that are computed before it, each by itself. What the joins of one statement built stands
in memory until its end, however little it is: some hundred joins of the largest questions took half as much again."""
ONE_OF = {"pg_check_rows": "check_name"}
"""Question → parameter that picks one relation of many: given it, the engine asks that one alone, and no steps are needed."""


Shape = tuple[tuple[str, bool], ...]
"""Leaf → whether it has a child_key: all that rendering depends on."""


def shape(leaves: Mapping[str, Collection[str]]) -> Shape:
    return tuple(sorted((leaf, CHILD in columns) for leaf, columns in leaves.items()))


@dataclass(frozen=True)
class QueryFile:
    """One file under ``queries/``. ``names``: every relation that is a file, none of which a CTE may hide. ``index``:
    what texts read before name, by their digest; a text that is not there is read when it is first asked for.
    """

    name: str
    path: Path
    sql: str
    header: Header
    names: Collection[str]
    index: Mapping[str, Parsed]

    @cached_property
    def parsed(self) -> Parsed:
        """Raises QueryError where the text is no SELECT, or a CTE hides a relation."""
        found = self.index.get(digest(self.sql)) or parse(self.path, self.sql)
        if hidden := found.ctes & set(self.names):
            named = ", ".join(sorted(hidden))
            raise QueryError(f"{self.path}: the CTE {named} hides the relation of that name; rename it")
        return found

    @property
    def text(self) -> str:
        """The SELECT without the comments above it."""
        return self.sql[self.parsed.begins :].rstrip("; \n")

    @property
    def reads(self) -> frozenset[str]:
        return self.parsed.reads

    @property
    def params(self) -> frozenset[str]:
        return self.parsed.params

    @property
    def columns(self) -> tuple[str, ...]:
        return self.parsed.columns


@dataclass(frozen=True)
class Rendered:
    """SQL of one WITH chain, the parameters it binds, and the hash that stands in foot lines and seals."""

    name: str
    sql: str
    params: frozenset[str]
    relations: tuple[str, ...]
    leaves: tuple[str, ...]

    @cached_property
    def sha(self) -> str:
        return digest(self.sql)


def query_file(path: Path, names: Collection[str], index: Mapping[str, Parsed]) -> QueryFile:
    text = path.read_text(encoding="utf-8")
    return QueryFile(path.stem, path, text, read_header(path, text), names, index)


def query_text(name: str, text: str, names: Collection[str]) -> QueryFile:
    """A SELECT without a file or a header."""
    return QueryFile(name, Path(name), text, Header(), names, {})


class Queries:
    """Every query below a folder. Raises QueryError where a header is malformed or two files bear one name; a file
    that cannot be parsed raises when it is first used, or at ``parse_all``."""

    def __init__(self, root: Path):
        paths = sorted(Path(root).rglob("*.sql"))
        by_name = {path.stem: path for path in paths}
        if len(by_name) < len(paths):
            doubled = sorted({p.stem for p in paths if by_name[p.stem] != p})
            raise QueryError(f"two files of one name: {', '.join(doubled)}")
        index = read_index(Path(root))
        self.files = {name: query_file(path, by_name.keys(), index) for name, path in by_name.items()}
        self._written = lru_cache(maxsize=1024)(written)
        self._rendered = lru_cache(maxsize=512)(self._render)
        self._stepped = lru_cache(maxsize=512)(self._steps)

    def parse_all(self) -> "Queries":
        """Itself, with every file parsed. Raises QueryError for the first that cannot be."""
        for file in self.files.values():
            _ = file.parsed
        return self

    def __contains__(self, name: str) -> bool:
        return name in self.files

    def __getitem__(self, name: str) -> QueryFile:
        if name not in self.files:
            raise QueryError(f"no query {name}: queries/ has no file {name}.sql")
        return self.files[name]

    def chain(self, name: str, leaves: Collection[str]) -> list[QueryFile]:
        """The files that ``name`` needs, dependencies first, itself last."""
        ordered: dict[str, QueryFile] = {}
        above: list[str] = []

        def visit(relation: str) -> None:
            if relation in ordered or (relation in leaves and above):
                return
            if relation in above:
                raise QueryError("circle: " + " → ".join([*above, relation]))
            if relation not in self.files:
                reader = above[-1] if above else "the caller"
                raise QueryError(f"{reader} reads {relation}: no file in queries/, no relation of the snapshot")
            above.append(relation)
            for read in sorted(self.files[relation].reads):
                visit(read)
            above.pop()
            ordered[relation] = self.files[relation]

        visit(name)
        return list(ordered.values())

    def render(
        self, name: str, leaves: Mapping[str, Collection[str]], dialect: str = "duckdb", cut: bool = False
    ) -> Rendered:
        """One WITH chain whose outermost SELECT is that of ``name``.

        ``leaves``: relation → its columns. ``cut``: every leaf with a child_key is cut to the viewer's child
        set ``$child_set``; a measure in the chain is then refused, since a sum over cut rows is a wrong sum.
        """
        return self._rendered(name, shape(leaves), dialect, cut)

    def render_on(self, name: str, leaves: Shape, cut: bool = False) -> Rendered:
        """``render`` for DuckDB, on leaves whose shape is known already."""
        return self._rendered(name, leaves, "duckdb", cut)

    def steps_on(self, name: str, leaves: Shape, cut: bool = False) -> tuple[Rendered, ...]:
        """What ``render_on`` gives as it is asked: the question's steps of ``FIRST`` in order, each a table that those
        after it read, and last the question itself."""
        return self._stepped(name, leaves, cut)

    def _steps(self, name: str, leaves: Shape, cut: bool) -> tuple[Rendered, ...]:
        known, steps = dict(leaves), []
        asked = FIRST.get(name, ())
        for step in [f.name for f in self.chain(name, known)[:-1] if any(fnmatchcase(f.name, each) for each in asked)]:
            steps.append(self._rendered(step, tuple(sorted(known.items())), "duckdb", cut))
            known[step] = False  # its rows are cut already
        return (*steps, self._rendered(name, tuple(sorted(known.items())), "duckdb", cut))

    def render_text(self, sql: str, leaves: Mapping[str, Collection[str]]) -> Rendered:
        """One SELECT that is no file, over the relations of the files: the same expansion of names."""
        root = query_text("sql", sql, self.files.keys())
        chain: dict[str, QueryFile] = {}
        for read in sorted(root.reads - leaves.keys()):
            chain |= {file.name: file for file in self.chain(read, leaves)}
        return self._assembled(root, list(chain.values()), {n: CHILD in c for n, c in leaves.items()}, "duckdb", False)

    def _render(self, name: str, leaves: Shape, dialect: str, cut: bool) -> Rendered:
        *inner, root = self.chain(name, dict(leaves))
        return self._assembled(root, inner, dict(leaves), dialect, cut)

    def _assembled(
        self, root: QueryFile, inner: list[QueryFile], has_child: dict[str, bool], dialect: str, cut: bool
    ) -> Rendered:
        chain, name = [*inner, root], root.name
        read = {r for file in chain for r in file.reads} & has_child.keys()
        params = set().union(*(file.params for file in chain))
        parts, is_hidden = [], False
        if cut:
            if sums := sorted(file.name for file in chain if file.name.startswith("msr_")):
                raise QueryError(f"{name} is for a viewer's children and reads {', '.join(sums)}: sums are not cut")
            for leaf in sorted(r for r in read if has_child[r] and r != VIEWER):
                parts.append(_cut_leaf(leaf, dialect))
                params.add("child_set")
                is_hidden |= leaf in root.parsed.ctes
        for file in inner:
            parts.append(f"{file.name} {_as(file.name, dialect)} (\n{self._text(file, dialect)}\n)")
        text = self._text(root, dialect)
        if is_hidden:  # a step of the root bears the name of a leaf that is cut: it stays within
            text = "with\n" + ",\n".join(parts) + "\nselect * from (\n" + text + "\n)"
        elif parts and root.parsed.ctes:
            text = "with\n" + ",\n".join(parts) + "," + text[len("with") :]
        elif parts:
            text = "with\n" + ",\n".join(parts) + "\n" + text
        names = tuple(file.name for file in chain)
        return Rendered(name, text, frozenset(params), names, tuple(sorted(read)))

    def _text(self, file: QueryFile, dialect: str) -> str:
        return file.text if dialect == "duckdb" else self._written(file.sql, dialect)


def _as(relation: str, dialect: str) -> str:
    if dialect != "duckdb":
        return "as"
    return "as not materialized" if relation in NEVER_HELD else "as materialized" if relation in HELD else "as"


def _cut_leaf(leaf: str, dialect: str) -> str:
    mark = "$" if dialect == "duckdb" else ":"
    return (
        f"{leaf} {_as(leaf, dialect)} (select * from {leaf} where {CHILD} in "  # noqa: S608 - relation names of our own contracts
        f"(select {CHILD} from {VIEWER} where set_id = {mark}child_set))"
    )


@cache
def queries(root: Path) -> Queries:
    """The parsed queries of a folder, once per process."""
    return Queries(root)

"""The two doors. ``children``: cut to a viewer, no measures. ``aggregate``: uncut, no child in the output."""

import threading
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyarrow as pa

from baoxue.engine import Instance, QueryError, bind
from baoxue.figures.answers import Answer, Foot, How, Refused
from baoxue.figures.cache import Rows, TableCache
from baoxue.figures.child_sets import ChildSets, ViewerLike
from baoxue.figures.contracts import CHILD_COLUMNS, PAGES, check_columns
from baoxue.words import msg

PLACES = "bld_child_place"


@dataclass(frozen=True)
class Snapshot:
    """What figures need to know of an opened snapshot. ``data_through``: county-local time up to which its data
    reach; ``history``: (number, data_through) of every snapshot, to name the one an earlier time needs."""

    n: int
    data_through: datetime
    months: tuple[str, ...]
    history: Sequence[tuple[int, datetime]] = ()

    def refuse_before_data(self, as_of: datetime) -> None:
        if as_of >= self.data_through:
            return
        fitting = [n for n, through in self.history if through <= as_of]
        use = max(fitting, default=None)
        advice = msg("请使用数据版本 {n}", n=use) if use is not None else msg("没有更早的数据版本")
        said = msg("数据版本 {n} 的数据截至 {through:%Y-%m-%d %H:%M},不能回答 {asked:%Y-%m-%d %H:%M} 的情况;{advice}",
                   n=self.n, through=self.data_through, asked=as_of, advice=advice)  # fmt: skip
        raise Refused(said, use)


def _trusted(failed: bool) -> None:
    """The rows are nobody's files."""


class Figures:
    """One snapshot with the ledger fed to it. Safe for threads.

    ``default_as_of``: gives the time for questions that name none (figures know no clock). ``verify``: called after every
    question that the engine answered, or (True) failed at, before anybody sees the answer; raises where a file that it
    read is no longer what it was.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        instance: Instance,
        default_as_of: Callable[[], datetime],
        cache: TableCache | None = None,
        verify: Callable[[bool], None] = _trusted,
    ):
        self.snapshot, self._instance, self._default_as_of = snapshot, instance, default_as_of
        self._cache, self._rows = cache or TableCache(), Rows()
        self._verify = verify
        self._sets = ChildSets(instance, snapshot.n)
        self._feeding = threading.Lock()
        self._fed = 0
        self._shown: dict[str, list[str]] = {}
        self.ledger_seq = 0

    def feed(self, ledger_seq: int, **tables: pa.Table) -> None:
        """Append what the ledger gained (``case_event``, ``post``, ``child_name``); answer up to ``ledger_seq``."""
        with self._feeding:
            for relation, rows in tables.items():
                if rows.num_rows:
                    self._instance.insert(relation, rows)
                    self._fed += 1
            self.ledger_seq = max(self.ledger_seq, ledger_seq)

    def children(
        self,
        name: str,
        viewer: ViewerLike,
        month: str | None = None,
        as_of: datetime | None = None,
        ledger_seq: int | None = None,
        count_outside: bool = False,
        **selectors: Any,
    ) -> Answer:
        """The rows of ``name`` over the viewer's children only.

        Raises Refused (time, month, ledger number), QueryError (no such query, or a measure in its chain).
        """
        params = self._bind(month, as_of, ledger_seq, selectors)
        self._instance.render(name, cut=True)  # refuses a sum, whoever asks
        if any(scope.kind == "county" for scope in viewer.scopes):
            # a county's set is every child: cutting by it changes nothing and costs a pass over all attendance
            table, sha = self._table(name, params, cut=False)
            return self._answer(name, table, params, sha, 0 if count_outside else None)
        with self._sets.of(viewer, self._places(params)) as set_id:
            table, sha = self._table(name, {**params, "child_set": set_id}, cut=True)
        outside = self._table(name, params, cut=False)[0].num_rows - table.num_rows if count_outside else None
        return self._answer(name, table, params, sha, outside)

    def aggregate(
        self,
        name: str,
        month: str | None = None,
        as_of: datetime | None = None,
        ledger_seq: int | None = None,
        **selectors: Any,
    ) -> Answer:
        """The rows of ``name`` over everybody. Raises Refused also where a column would show a single child."""
        if shown := self._about_one(name):
            raise Refused(msg("{name} 含个人信息({columns}),只能按本人范围查询", name=name, columns=", ".join(shown)))
        params = self._bind(month, as_of, ledger_seq, selectors)
        table, sha = self._table(name, params, cut=False)
        return self._answer(name, table, params, sha)

    def is_about_children(self, name: str) -> bool:
        """Whether a query shows single children, so that only the viewer's door answers it. Raises QueryError."""
        return bool(self._about_one(name))

    def _about_one(self, name: str) -> list[str]:
        """The columns and parameters of a query that stand for a single child."""
        if name not in self._shown:
            shown = CHILD_COLUMNS & set(self._instance.queries[name].columns)
            self._shown[name] = sorted(shown | {"case_no", "child_key"} & self._instance.render(name).params)
        return self._shown[name]

    def header(self, name: str) -> Mapping[str, str]:
        """What a query's header says, by field. Raises QueryError for a name that is no query."""
        return self._instance.queries[name].header.fields

    def how(self, name: str) -> How:
        """Raises QueryError for a name that is no query."""
        file = self._instance.queries[name]
        rendered = self._instance.render(name)
        return How(name, dict(file.header.fields), file.sql, rendered.sha, rendered.relations)

    def _bind(self, month: str | None, as_of: datetime | None, ledger_seq: int | None, selectors: dict) -> dict:
        moment = as_of or self._default_as_of()
        self.snapshot.refuse_before_data(moment)
        seq = self.ledger_seq if ledger_seq is None else ledger_seq
        if seq > self.ledger_seq:
            raise Refused(msg("台账号 {seq} 尚不存在,最新为 {newest}", seq=seq, newest=self.ledger_seq))
        if not self.snapshot.months:
            raise Refused(msg("数据版本 {n} 没有任何月份的数据", n=self.snapshot.n))
        chosen = month or self.snapshot.months[-1]
        if chosen not in self.snapshot.months:
            raise Refused(msg("数据版本 {n} 没有 {month} 的数据", n=self.snapshot.n, month=chosen))
        return bind(chosen, moment, seq, **selectors)

    def _places(self, params: dict) -> pa.Table:
        return self._table(PLACES, params, cut=False)[0]

    def _table(self, name: str, params: dict, cut: bool) -> tuple[pa.Table, str]:
        rendered = self._instance.render(name, cut)
        used = tuple(sorted((key, params[key]) for key in rendered.params))
        key: Hashable = (rendered.sha, used, self.snapshot.n, params["ledger_seq"], self._fed, cut)

        def ask() -> pa.Table:
            try:
                table = self._instance.ask(name, params, cut)
            except QueryError as error:
                if error.__cause__:  # the engine's words, which may be about a file
                    self._verify(True)
                raise
            self._verify(False)
            if name in PAGES:
                check_columns(name, table)
            return table

        return self._cache.get(key, ask), rendered.sha

    def _answer(self, name: str, table: pa.Table, params: dict, sha: str, outside_n: int | None = None) -> Answer:
        foot = Foot(self.snapshot.n, self.snapshot.data_through, params["ledger_seq"], sha, params["as_of"])
        return Answer(name, table, foot, outside_n, self._rows)

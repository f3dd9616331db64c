"""SQL over the newest snapshot with the names of queries/: the line becomes the root of a WITH chain."""

from pathlib import Path

import pyarrow as pa

from baoxue.engine import Instance, bind
from baoxue.engine.queries import queries
from baoxue.ledger import newest_number, open_ledger
from baoxue.settings import ROOT
from baoxue.snapshots import open_snapshot
from baoxue.wiring import end_of_today, gained


class Shell:
    """Holds the newest snapshot open. Fed with what the pages are fed with, but for names: this shell is for sums and keys."""

    def __init__(self, home: Path, month: str | None):
        ledger = open_ledger(home, create=False)
        snapshot = open_snapshot(home, ledger)
        self.instance = Instance(snapshot.files, queries(ROOT / "queries"), memory="1GB")
        with ledger.read() as connection:
            seq = newest_number(connection)
            for relation, rows in gained(connection, named=False).items():
                self.instance.insert(relation, rows)
        ledger.close()
        self.params = bind(month or snapshot.months[-1], max(end_of_today(), snapshot.data_through), seq)

    def ask(self, line: str) -> pa.Table:
        """The answer to one SELECT. Raises QueryError with the engine's words."""
        rendered = self.instance.queries.render_text(line, self.instance.leaves)
        return self.instance.run(rendered.sql, {k: self.params[k] for k in rendered.params}, "sql")

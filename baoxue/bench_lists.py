"""A list of 10,000 names matched against a register of 15,000, beside one DuckDB join of the same rows on the same keys."""

import tempfile
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import duckdb

from baoxue.bench import timed
from baoxue.contracts.names import normal_name
from baoxue.ledger import open_ledger
from baoxue.ledger.claims import match_claims
from baoxue.ledger.claims_set import columns_of, lay_out, match_set
from baoxue.ledger.database import FILE
from baoxue.ledger.identity import register
from baoxue.ledger.identity_search import Incoming, Match

LISTED, REGISTERED = 10_000, 15_000
_BARE = """
    select l.n, coalesce(i.child_key, c.child_key) as child_key
    from listed l
    left join register.child_number i on i.kind = 'id' and i.number = l.id_number
    left join register.child c on i.child_key is null and c.normal_name = l.name
        and c.birth_date = l.birth_date and c.area_code = l.area_code
"""


@dataclass(frozen=True)
class Taken:
    """Seconds: matching laid-out columns, the bare join of laid-out tables, laying the register out, making columns of the
    lines, and the same rule line by line."""

    matched: float
    bare: float
    register: float
    lines: float
    one_by_one: float


def seconds() -> Taken:
    """Seven in ten by number, the rest by name, birth and village. Both sides are laid out before the clock starts, and
    both answers are columns."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = open_ledger(Path(folder))
        try:
            with ledger.write() as connection:
                known = [_row(n, has_number=n % 10 < 7) for n in range(REGISTERED)]
                register(connection, known, [Match("new")] * REGISTERED, datetime(2018, 9, 1), "bench")
            listed = [_row(n, has_number=True) for n in range(LISTED)]
            with ledger.read() as connection:
                laid, lines = lay_out(connection), columns_of(listed)
                return Taken(
                    timed(lambda: match_set(laid, lines)), _bare(Path(folder) / FILE, listed),
                    timed(lambda: lay_out(connection)), timed(lambda: columns_of(listed)),
                    timed(lambda: match_claims(connection, listed, may_create=True)),
                )  # fmt: skip
        finally:
            ledger.close()


def _row(n: int, has_number: bool) -> Incoming:
    born = date(2005 + n % 12, 1 + n % 7, 1 + n % 28)
    name = "".join(chr(0x4E00 + part) for part in (n % 97, n // 97 % 97, n // 9409 + 200))
    number = f"610830{born:%Y%m%d}{n % 10000:04d}"
    return Incoming(name, number if has_number else None, None, "1", born, None, area_code=f"6108301{n % 300:05d}")


def _bare(file: Path, listed: list[Incoming]) -> float:
    """The register's tables are laid in DuckDB first: only the join is timed."""
    import pyarrow as pa
    import sqlalchemy as sa

    from baoxue.ledger.arrow import to_arrow
    from baoxue.ledger.tables import child, child_number

    engine = sa.create_engine(f"sqlite:///{file}")
    with engine.connect() as connection, duckdb.connect() as con:
        people = to_arrow(connection, sa.select(child))
        numbers = to_arrow(connection, sa.select(child_number))
        rows = [
            {"n": n, "name": normal_name(r.name), "id_number": r.id_number, "birth_date": r.birth_date,
             "area_code": r.area_code}
            for n, r in enumerate(listed)
        ]  # fmt: skip
        con.register("people", people)
        con.register("numbers", numbers)
        con.register("asked", pa.Table.from_pylist(rows))
        con.execute("create schema register; create table register.child as select * from people")
        con.execute(
            "create table register.child_number as select * from numbers; create table listed as select * from asked"
        )
        taken = timed(lambda: con.sql(_BARE).to_arrow_table())
    engine.dispose()
    return taken

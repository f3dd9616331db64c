"""Checks of children at school elsewhere 县外就读: the village checks, the township reviews, the bureau calls back."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

import pyarrow as pa
import pyarrow.compute as pc
import sqlalchemy as sa

from baoxue.ledger.among import among
from baoxue.ledger.arrow import to_arrow
from baoxue.ledger.database import take_numbers
from baoxue.ledger.identity_search import canonical
from baoxue.ledger.tables import whereabouts_check

STEPS = ("checked", "reviewed", "called_back")
RESULTS = ("confirmed", "refuted", "unreached")
PROOFS = ("register", "certificate", "guardian")


@dataclass(frozen=True)
class Check:
    """One act. ``step``: STEPS; ``result``: RESULTS; ``proof``: PROOFS, what was seen; ``on_behalf``: whom the actor
    acts for."""

    child_key: int
    step: str
    result: str
    effective_on: date
    recorded_at: datetime
    actor: str
    proof: str | None = None
    note: str | None = None
    on_behalf: str | None = None


def record(connection: sa.Connection, acts: Sequence[Check]) -> list[int]:
    """Append acts in order; answers the number of each. An act that stands word for word is not recorded twice."""
    stands = canonical(connection)
    known = {_says(row, stands): row.seq for row in _about(connection, {act.child_key for act in acts}, stands)}
    fresh = [act for act in dict.fromkeys(acts) if _says(act, stands) not in known]
    if fresh:
        first = take_numbers(connection, "ledger", len(fresh))
        rows = [{"seq": seq, **asdict(act)} for seq, act in enumerate(fresh, first)]
        connection.execute(whereabouts_check.insert(), rows)
        known |= {_says(act, stands): row["seq"] for act, row in zip(fresh, rows, strict=True)}
    return [known[_says(act, stands)] for act in acts]


def checks(connection: sa.Connection, after_seq: int = 0) -> pa.Table:
    """Acts numbered above ``after_seq``, as the engine's leaf holds them. One about a double record is told of it, since
    a snapshot from before the two were joined holds it still, and of the child that it stands for."""
    columns = [column for column in whereabouts_check.c if column.name != "note"]
    query = sa.select(*columns).where(whereabouts_check.c.seq > after_seq)
    told = to_arrow(connection, query.order_by(whereabouts_check.c.seq))
    stands = canonical(connection)
    doubles = told.filter(pc.is_in(told["child_key"], pa.array(list(stands), pa.int64())))
    if not doubles.num_rows:
        return told
    keys = pa.array([stands[key] for key in doubles["child_key"].to_pylist()], pa.int64())
    place = told.schema.get_field_index("child_key")
    return pa.concat_tables([told, doubles.set_column(place, told.schema.field(place), keys)]).sort_by("seq")


def of_child(connection: sa.Connection, child_key: int) -> list[sa.Row]:
    """The acts about one child, under whichever of its records, in order."""
    return _about(connection, {child_key}, canonical(connection))


def _says(act: Check | sa.Row, stands: Mapping[int, int]) -> tuple:
    """What makes two acts the same: a button pressed twice is one act."""
    child = stands.get(act.child_key, act.child_key)
    return (child, act.step, act.result, act.proof, act.note, act.effective_on, act.actor, act.on_behalf)


def _about(connection: sa.Connection, children: set[int], stands: Mapping[int, int]) -> list[sa.Row]:
    wanted = {stands.get(key, key) for key in children}
    records = wanted | {key for key, into in stands.items() if into in wanted}
    query = sa.select(whereabouts_check).where(among(whereabouts_check.c.child_key, records))
    return list(connection.execute(query.order_by(whereabouts_check.c.seq)))

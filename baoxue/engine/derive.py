"""The stored derivations of one month, computed over everybody from the snapshot's files.

Months are composed one upon the other: what a child carries into month m is the ``drv_child_run`` of the month
before, handed in as the leaf ``drv_child_run_before``. So publishing month 16 costs what month 2 costs, and a
correction of month k recomputes k and the months after it. Who a child is in a month and where it lives (``PLACES``)
needs that month alone. What the rolls said of each child over all months (``STRETCHES``) is one part, continued.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from baoxue.contracts.relations import RELATIONS
from baoxue.engine.instance import THREADS, Instance
from baoxue.engine.parameters import bind, month_before
from baoxue.engine.queries import Queries

BEFORE = "drv_child_run_before"
PLACES = ("drv_child", "drv_household_child")
STRETCHES = "drv_roll_stretch"
_PIECES = "bld_roll_piece"
DERIVED = (
    "drv_school_roll",
    "drv_school_grade",
    "drv_pupil_month",
    "drv_second_roll",
    "drv_class_day",
    "drv_absence",
    "drv_child_run",
    *PLACES,
)
ORDER = (
    "drv_school_roll", "drv_school_grade", "bld_taken_day", "bld_due", "bld_span", "bld_odd_day", "bld_off_half", "bld_island",
    "drv_pupil_month", "drv_second_roll", "drv_class_day", "bld_run", "drv_absence", "drv_child_run", *PLACES,
)  # fmt: skip
"""What is computed, and held for those after it: small steps that several derivations read, and the derivations."""
SOURCES = ("roll", "attendance", "class_day", "calendar", "school_calendar", "code", "children", "area", "school")
"""The relations that derivations read; others need not be given."""


def derive(
    files: Mapping[str, Sequence[Path]],
    month: str,
    before: pa.Table | None,
    queries: Queries,
    as_of: datetime,
    threads: int = THREADS,
) -> dict[str, pa.Table]:
    """The relations ``DERIVED`` of a month, as their contracts say.

    ``files``: relation → Parquet paths holding (at least) the month. ``before``: the drv_child_run of the month
    before, None when there is none. ``threads``: of the engine, here and below.
    """
    instance = _instance(files, SOURCES, queries, threads)
    try:
        instance.hold(BEFORE, before if before is not None else RELATIONS["drv_child_run"].schema.empty_table())
        return _computed(instance, ORDER, month, as_of)
    finally:
        instance.close()


def gap_days(
    files: Mapping[str, Sequence[Path]], month: str, queries: Queries, as_of: datetime, threads: int = THREADS
) -> pa.Table:
    """(class_key, day) of a month on which a pupil due in a class that reported has no row. ``files``: as for ``derive``."""
    instance = _instance(files, SOURCES, queries, threads)
    try:
        _computed(instance, ("bld_taken_day", "bld_due"), month, as_of)
        return instance.ask("bld_gap_day", bind(month, as_of, 0))
    finally:
        instance.close()


def place(
    files: Mapping[str, Sequence[Path]], month: str, queries: Queries, as_of: datetime, threads: int = THREADS
) -> dict[str, pa.Table]:
    """``PLACES`` of a month alone: where the household register or an area changed, but neither roll nor attendance.

    ``files``: relation → Parquet paths of the month and no other, its drv_child_run among them.
    """
    instance = _instance(files, (*SOURCES, "drv_child_run"), queries, threads)
    try:
        return _computed(instance, PLACES, month, as_of)
    finally:
        instance.close()


def stretches(
    files: Mapping[str, Sequence[Path]],
    first: str,
    before: pa.Table | None,
    queries: Queries,
    as_of: datetime,
    threads: int = THREADS,
) -> pa.Table:
    """``drv_roll_stretch`` of all months, from that of the months before ``first`` and the rolls since.

    ``files``: relation → Parquet paths holding the rolls of ``first`` and after, and no earlier ones. ``before``: the
    stretches as they stood (what they say of ``first`` and after is left out), None where none are stored. Those that ended
    before stay as they are: each month costs what the last one did.
    """
    instance = _instance(files, ("roll", "code"), queries, threads)
    try:
        params, contract = bind(first, as_of, 0), RELATIONS[STRETCHES]
        pieces = instance.ask(_PIECES, params)
        known = until(before, first) if before is not None else contract.schema.empty_table()
        goes_on = pc.equal(known["last_month"], month_before(first))
        open_ones = known.filter(goes_on).select(pieces.column_names).cast(pieces.schema)
        instance.hold(_PIECES, pa.concat_tables([open_ones, pieces]))
        ended = known.filter(pc.invert(goes_on))
        return contract.conform(pa.concat_tables([ended, contract.conform(instance.ask(STRETCHES, params))]))
    finally:
        instance.close()


def until(stretches: pa.Table, month: str) -> pa.Table:
    """What the stretches say of the months before a month."""
    begun = stretches.filter(pc.less(stretches["first_month"], month))
    last = pc.min_element_wise(begun["last_month"], pa.scalar(month_before(month)))
    place = begun.schema.get_field_index("last_month")
    return begun.set_column(place, begun.schema.field(place), last)


def _instance(files: Mapping[str, Sequence[Path]], needed: tuple[str, ...], queries: Queries, threads: int) -> Instance:
    held = {name: list(files.get(name, [])) for name in needed}
    return Instance(held, queries, memory="2GB", threads=threads, complete=needed)


def _computed(instance: Instance, order: Sequence[str], month: str, as_of: datetime) -> dict[str, pa.Table]:
    params, derived = bind(month, as_of, 0), {}
    for name in order:
        if name in DERIVED:
            derived[name] = RELATIONS[name].conform(instance.ask(name, params))
            instance.hold(name, derived[name])
        else:
            instance.compute(name, params)
    return derived

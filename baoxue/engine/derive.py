"""The stored derivations of one month, computed over everybody from the snapshot's files.

Months are composed one upon the other: what a child carries into month m is the ``drv_child_run`` of the month
before, handed in as the leaf ``drv_child_run_before``. So publishing month 16 costs what month 2 costs, and a
correction of month k recomputes k and the months after it.
"""

import tempfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from baoxue.contracts.relations import RELATIONS
from baoxue.engine.instance import Instance
from baoxue.engine.parameters import bind
from baoxue.engine.queries import Queries

BEFORE = "drv_child_run_before"
SOURCES = ("roll", "attendance", "class_day", "calendar", "school_calendar", "code")
"""The relations that derivations read; others need not be given."""


def derive(
    files: Mapping[str, Sequence[Path]], month: str, before: pa.Table | None, queries: Queries, as_of: datetime
) -> dict[str, pa.Table]:
    """``drv_pupil_month``, ``drv_absence``, ``drv_child_run`` and ``drv_class_day`` of a month, as their contracts say.

    ``files``: relation → Parquet paths holding (at least) the month. ``before``: the drv_child_run of the month
    before, None when there is none.
    """
    params = bind(month, as_of, 0)
    sources = {name: list(files.get(name, [])) for name in SOURCES}
    with tempfile.TemporaryDirectory() as folder:
        run_before = Path(folder) / f"{BEFORE}.parquet"
        pq.write_table(before if before is not None else RELATIONS["drv_child_run"].schema.empty_table(), run_before)
        pupil_month = _ask({**sources, BEFORE: [run_before]}, queries, params, ["drv_pupil_month", "drv_class_day"])
        staged = Path(folder) / "drv_pupil_month.parquet"
        pq.write_table(pupil_month["drv_pupil_month"], staged)
        composed = {**sources, BEFORE: [run_before], "drv_pupil_month": [staged]}
        return pupil_month | _ask(composed, queries, params, ["drv_absence", "drv_child_run"])


def _ask(files: Mapping[str, Sequence[Path]], queries: Queries, params: dict, names: list[str]) -> dict[str, pa.Table]:
    instance = Instance(files, queries, memory="2GB", complete=SOURCES)
    try:
        return {name: RELATIONS[name].conform(instance.ask(name, params)) for name in names}
    finally:
        instance.close()

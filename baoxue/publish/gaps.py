"""Days on which a pupil due has no row are not reported, as if the roll had come before the sheet: a missing row would read
as presence, and one school's would keep the whole county from being published."""

from datetime import datetime

import pyarrow as pa
import pyarrow.compute as pc

from baoxue.engine import Queries
from baoxue.engine.derive import gap_days
from baoxue.publish.staging import Staging


def has_gaps(derived: dict[str, pa.Table]) -> bool:
    """Whether a pupil lacks a row on a reported day."""
    return bool(pc.any(pc.greater(derived["drv_pupil_month"]["missing_halves"], 0)).as_py())


def leave_out(staging: Staging, month: str, queries: Queries, at: datetime, threads: int) -> int:
    """Take such days of classes out of what is staged of a month; answers how many they are."""
    days = gap_days(staging.files(month), month, queries, at, threads)
    for name in ("attendance", "class_day"):
        rows = staging.table(name, month)
        if rows is not None:
            kept = rows.join(days, ["class_key", "day"], join_type="left anti")
            staging.put(name, month, kept.select(rows.column_names))
    return days.num_rows

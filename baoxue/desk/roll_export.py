"""Giving a school's roll out in the national register's columns: names and numbers in full, so only to those who may."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from baoxue import clock
from baoxue.access import Viewer
from baoxue.contracts.classes import school_year
from baoxue.contracts.platform import cells
from baoxue.desk.permits import can_export_roll, check_can_export_roll
from baoxue.figures import Figures
from baoxue.ledger import Refused, identity, traces
from baoxue.reports.roll_export import roll_file
from baoxue.wiring import ledger_of
from baoxue.words import msg

__all__ = ["Exported", "can_export_roll", "export_roll"]


@dataclass(frozen=True)
class Exported:
    """A roll's file, its name, how many rows it has, and the oldest month that some were carried from (None = all of
    them were sent for this one)."""

    content: bytes
    file: str
    rows: int
    carried_from: str | None


def export_roll(
    home: Path, viewer: Viewer, door: Figures, school: str, month: str, as_of: datetime, form: str = "xlsx"
) -> Exported:
    """The roll of a school as it stands in a month. Leaves a trace.

    Raises Refused where the viewer may not have it, or the school has no roll; nothing is masked instead.
    """
    check_can_export_roll(viewer, school)
    answer = door.children("pg_school_roll", viewer, month=month, as_of=as_of, area=school)
    if not answer.rows:
        raise Refused("no_roll", msg("导出 {school} {month} 学籍", school=school, month=month), msg("没有花名册"),
                      msg("已报送并发布花名册的学校和月份"), msg("请先报送花名册并发布"))  # fmt: skip
    with ledger_of(home).write() as connection:
        people = identity.people(connection, {row["child_key"] for row in answer.rows})
        traces.note(connection, clock.now(), viewer.post_ids[0], "export_roll", f"{school} {month}")
    rows = [cells(row, people[row["child_key"]], school_year(month)) for row in answer.rows]
    name = answer.rows[0]["school_name"] or school
    foot = answer.foot
    version = f"数据版本 {foot.snapshot} · 台账号 {foot.ledger_seq} · 口径 {foot.query_sha[:8]}"
    content = roll_file(form, f"{name} {month}", rows, version)
    carried = min((row["carried_from"] for row in answer.rows if row["carried_from"]), default=None)
    return Exported(content, f"{name}-{month}-学籍平台.{form}", len(rows), carried)

"""The invented county's progress with the plan's targets, and what must be found of each on the demo's last day."""

import csv
from datetime import date, datetime
from pathlib import Path

import sqlalchemy as sa

from baoxue.ledger.targets import Progress, record
from baoxue.reference import TRACKED
from baoxue.reference.rows import read_rows

_CLERK = "白雪"
_OWNERS = {"局长": "王立平", "主管局长": "惠志强", "包片领导": "包片领导"}
_ROWS = (
    ("2018-kindergartens", 1, "11-30", "第三幼儿园竣工验收单", "第四幼儿园主体完工", "主管局长"),
    ("2018-preschool-plan", 1, "10-20", "三年行动计划文件", "", "主管局长"),
    ("2018-broadband", 0, "12-14", "", "还有两个教学点没有开通", "主管局长"),
    ("2018-whiteboards", 1, "11-09", "各校设备台账", "", "主管局长"),
    ("2018-village-plans", 43, "11-12", "各村计划", "", "包片领导"),
    ("2018-village-plans", 41, "11-12", "各村计划", "更正:两个村重复计数", "包片领导"),
    ("2018-exchange-administrators", 3, "10-31", "选派文件及交流总结", "", "局长"),
    ("2018-exchange-principals", 5, "11-30", "选派文件及交流总结", "", "局长"),
    ("2018-exchange-teachers", 8, "12-07", "选派文件", "两名教师改在下学期", "局长"),
    ("2018-self-reliant-pupils", 10, "12-05", "表彰文件", "", "主管局长"),
)  # fmt: skip
_DUE = {"2018-jiangsu-talks": "2018-11-30", "2018-broadband": "2018-11-30", "2018-researcher-training": "2018-12-28"}
"""Days that the invented county sets for itself, over the year's end."""

STATES = {
    "2018-kindergartens": "in_progress", "2018-preschool-plan": "reached", "2018-broadband": "overdue",
    "2018-whiteboards": "reached", "2018-village-plans": "in_progress", "2018-exchange-administrators": "reached",
    "2018-exchange-principals": "reached", "2018-exchange-teachers": "in_progress",
    "2018-self-reliant-pupils": "reached", "2018-jiangsu-talks": "overdue", "2018-researcher-training": "due_soon",
}  # fmt: skip
"""The answer key: target → state; every other target was never reported. COUNTS: reached, overdue, without any report."""
COUNTS = (5, 2, 10)


def write_reference(folder: Path) -> None:
    """targets.csv of the county's overlay: the rows whose day it sets."""
    rows = [row for _, row in read_rows(TRACKED / "targets.csv") if row["target_id"] in _DUE]
    with (folder / "targets.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({**row, "due_on": _DUE[row["target_id"]]} for row in rows)


def report_targets(connection: sa.Connection) -> None:
    """What the bureau's clerk recorded for the owners."""
    for target, done, day, evidence, note, owner in _ROWS:
        on = date.fromisoformat(f"2018-{day}")
        at = datetime(on.year, on.month, on.day, 17)
        record(connection, Progress(target, done, on, at, _CLERK, evidence or None, note or None, _OWNERS[owner]))

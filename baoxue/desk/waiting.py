"""Why rows of forms wait for correction, part by part: the fault and its cells, without what stands in them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from baoxue.contracts.aid import months_of
from baoxue.intake.catalogue import CATALOGUE, WAIT
from baoxue.ledger import catalogue, submissions
from baoxue.wiring import ledger_of


@dataclass(frozen=True)
class Reason:
    """``fault``: as the catalogue words it; ``cells``: ``Sheet1 C12``, one a row that waits, in the order of the file."""

    fault: str
    cells: tuple[str, ...]


def of_registers(home: Path, snapshot: int, months: Mapping[str, str]) -> dict[str, list[Reason]]:
    """Village, or township for rows that name no village → why rows of its register wait, as of the snapshot. ``months``:
    unit → the month its register was sent for, of the units asked about."""
    wanted = {(unit, month) for unit, month in months.items()}
    found = _reasons(home, "household", snapshot, months.values())
    return {unit: reasons for (unit, month), reasons in found.items() if (unit, month) in wanted}


def of_aid(home: Path, snapshot: int, periods: Iterable[str]) -> dict[tuple[str, str], list[Reason]]:
    """(school, period) → why rows of its lists of aid wait, as of the snapshot."""
    merged: dict[tuple[str, str], list[Reason]] = {}
    for (part, _), reasons in _reasons(home, "aid", snapshot, {months_of(p)[0] for p in periods}).items():
        school, *rest = part.split("|")
        merged.setdefault((school, rest[-1] if rest else ""), []).extend(reasons)
    return merged


def _reasons(home: Path, kind: str, snapshot: int, months: Iterable[str]) -> dict[tuple[str, str], list[Reason]]:
    """(part, month) → reasons. The newest file that stands for a part tells; rows that name none stand with its sender."""
    found: dict[tuple[str, str], dict[str, dict[tuple, str]]] = {}
    with ledger_of(home).read() as connection:
        through = next((row.submission_id for row in catalogue.snapshots(connection) if row.n == snapshot), 0)
        for month in sorted(set(months)):
            standing = submissions.standing_parts(connection, kind, month, through)
            for row in submissions.live(connection, kind, month, through):
                told: dict[str, dict[str, dict[tuple, str]]] = {}
                for f in row.findings:
                    part = f["class_key"] if f["class_key"] and f["class_key"][0].isdigit() else row.school_code
                    if f["severity"] == WAIT and (part not in standing or standing[part].id <= row.id):
                        cells = told.setdefault(part, {}).setdefault(f["code"], {})
                        cells.setdefault((f["sheet"], f["row"]), f"{f['sheet']} {f['cell']}".strip())
                found |= {(part, month): faults for part, faults in told.items()}
    return {
        key: [Reason(CATALOGUE[code][1], tuple(cells.values())) for code, cells in faults.items()]
        for key, faults in found.items()
    }

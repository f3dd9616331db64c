"""What goes into intake and what comes out of it."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from baoxue.intake.book import Book
from baoxue.intake.findings import Finding


@dataclass(frozen=True)
class Sending:
    """One file, or a book built without one, as somebody sends it for a school and month.

    ``legend``: sign → mark (``contracts.marks``) as the clerk answered when asked; ``is_nil``: 零报告, no suspected
    and no dropped-out pupil declared; ``on_behalf``: the school that the sender acts for, where that is not the
    sender's own; ``file``: where ``what`` is a book that was read already, the file it was read from, to be kept.
    """

    what: Path | Book
    school: str
    month: str
    sender: str
    at: datetime | None = None
    legend: dict[str, str] = field(default_factory=dict)
    is_nil: bool = False
    on_behalf: str | None = None
    file: Path | None = None


@dataclass(frozen=True)
class Receipt:
    """``state``: accepted | waiting (some rows wait for correction) | refused.

    ``is_unchanged``: the same as what stood already, so nothing was recorded and ``submission_id`` is the
    earlier one. Rows of the sheets = accepted + waiting + skipped (totals, signatures).
    """

    state: str
    kind: str | None
    school: str
    month: str
    rows_accepted: int
    rows_waiting: int
    rows_skipped: int
    findings: list[Finding]
    submission_id: int
    marked_copy: Path | None = None
    is_unchanged: bool = False

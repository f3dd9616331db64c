"""Checks a book against its context: the one door for both kinds."""

from dataclasses import dataclass

from baoxue.contracts.dates import is_month
from baoxue.intake.attendance_check import AttendanceRows, check_attendance
from baoxue.intake.book import Book
from baoxue.intake.context import Context
from baoxue.intake.findings import REFUSE, WAIT, Finding, finding, not_foreseen
from baoxue.intake.roll_check import RollRows, check_roll
from baoxue.intake.titles import wrong_place_or_time


@dataclass(frozen=True)
class Checked:
    """``roll`` or ``attendance`` holds what passed; neither where the file is refused whole."""

    kind: str | None
    file_findings: list[Finding]
    roll: RollRows | None = None
    attendance: AttendanceRows | None = None

    @property
    def findings(self) -> list[Finding]:
        """What is wrong with the file as a whole, then row by row (matching children may still add some)."""
        part = self.roll or self.attendance
        return self.file_findings + (part.findings if part else [])

    @property
    def is_refused(self) -> bool:
        return any(f.severity == REFUSE for f in self.findings)

    @property
    def state(self) -> str:
        """accepted | waiting (some rows wait for correction) | refused."""
        if self.is_refused:
            return "refused"
        return "waiting" if any(f.severity == WAIT for f in self.findings) else "accepted"


def check(book: Book, context: Context) -> Checked:
    """Every rule that one file and the county's published data can answer; all faults at once. Where the program itself
    fails, the file is refused whole."""
    try:
        return _check(book, context)
    except Exception as error:  # one book nobody foresaw must not take the others with it
        return Checked(book.kind, [not_foreseen(book.file, error)])


def _check(book: Book, context: Context) -> Checked:
    findings = [*book.findings, *wrong_place_or_time(book, context)]
    if not is_month(context.month) or context.month > f"{context.known_on:%Y-%m}":
        findings.append(finding("month_unknown", context.month, file=book.file))
    if book.blocks and not any(block.size for block in book.blocks):
        findings.append(finding("no_rows", file=book.file))
    if context.school_code not in context.county.schools:
        findings.append(finding("school_unknown", context.school_code, file=book.file))
    if any(f.severity == REFUSE for f in findings):
        return Checked(book.kind, findings)
    if book.kind == "roll":
        return Checked(book.kind, findings, roll=check_roll(book, context))
    return Checked(book.kind, findings, attendance=check_attendance(book, context))

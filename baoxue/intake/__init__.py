"""Intake: reads the schools' workbooks, checks every row, accepts what is good, gives the rest back.

The names below are loaded on first use: the limited reading process imports this package too and must stay
small.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from baoxue.intake.accepting import declare_nil, recognise, rehearse, submit, submit_many
    from baoxue.intake.book import AttendanceBlock, Book, RollBlock, Sheet
    from baoxue.intake.checking import check
    from baoxue.intake.findings import Finding
    from baoxue.intake.marked import write_marked_copy
    from baoxue.intake.reader import read
    from baoxue.intake.receipts import Receipt, Sending
    from baoxue.intake.rehearsal import Change, Rehearsal
    from baoxue.intake.templates import template

_HOMES = {
    "Book": "book", "RollBlock": "book", "AttendanceBlock": "book", "Sheet": "book",
    "Finding": "findings",
    "read": "reader", "check": "checking", "template": "templates", "write_marked_copy": "marked",
    "Receipt": "receipts", "Sending": "receipts",
    "submit": "accepting", "submit_many": "accepting", "declare_nil": "accepting", "recognise": "accepting",
    "rehearse": "accepting", "Change": "rehearsal", "Rehearsal": "rehearsal",
}  # fmt: skip

__all__ = [
    "AttendanceBlock", "Book", "Change", "Finding", "Receipt", "Rehearsal", "RollBlock", "Sending", "Sheet", "check",
    "declare_nil", "read", "recognise", "rehearse", "submit", "submit_many", "template", "write_marked_copy",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"baoxue.intake.{_HOMES[name]}"), name)

"""Intake: reads the schools' workbooks, checks every row, accepts what is good, gives the rest back.

The names below are loaded on first use: the limited reading process imports this package too and must stay
small.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from baoxue.intake.book import AttendanceBlock, Book, RollBlock, Sheet
    from baoxue.intake.findings import Finding
    from baoxue.intake.reader import read

_HOMES = {
    "Book": "book", "RollBlock": "book", "AttendanceBlock": "book", "Sheet": "book",
    "Finding": "findings",
    "read": "reader",
}  # fmt: skip

__all__ = ["AttendanceBlock", "Book", "Finding", "RollBlock", "Sheet", "read"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"baoxue.intake.{_HOMES[name]}"), name)

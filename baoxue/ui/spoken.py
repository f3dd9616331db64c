"""汇报口径 on a screen: today's five sentences, or those about a month that is over."""

from collections.abc import Mapping
from typing import Any

from baoxue.reports import summary
from baoxue.ui.screen import current, sentence
from baoxue.ui.words import _

Row = Mapping[str, Any]


def show(counts: Row) -> str:
    """Today's sentences, from the row of ``pg_summary``; answers the same as text to copy."""
    screen = current()
    urgent = screen.children("pg_urgent").first
    sentence("".join(summary.for_screen(counts, urgent, screen.viewer, _)), "bx-say")
    return summary.for_copy(counts, urgent, screen.viewer, _)


def show_then(counts: Row) -> None:
    """Those of a month as it ended, from its row of ``pg_summary_then``."""
    sentence(summary.for_month(counts, _), "bx-say")

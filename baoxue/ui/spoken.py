"""汇报口径 on a screen: today's five sentences, or those about a month that is over."""

from collections.abc import Mapping
from typing import Any

from baoxue.reports import summary
from baoxue.ui.screen import current, sentence
from baoxue.ui.words import _


def show() -> str | None:
    """Today's sentences; answers the same as text to copy, None where the place has none."""
    screen = current()
    counts, urgent = screen.aggregate("pg_summary").first, screen.children("pg_urgent").first
    if counts is None:
        return None
    sentence("".join(summary.for_screen(counts, urgent, screen.viewer, _)), "bx-say")
    return summary.for_copy(counts, urgent, screen.viewer, _)


def show_then(counts: Mapping[str, Any] | None) -> None:
    """Those of a month as it ended, from its row of ``pg_summary_then``."""
    if counts:
        sentence(summary.for_month(counts, _), "bx-say")

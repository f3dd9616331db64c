"""Opening a child's file is an act that leaves a trace."""

from pathlib import Path

from baoxue import clock
from baoxue.ledger import traces
from baoxue.wiring import ledger_of


def opened(home: Path, viewer: str, case_no: str) -> None:
    """Record that the post ``viewer`` opened the file of a case."""
    with ledger_of(home).write() as connection:
        traces.note(connection, clock.now(), viewer, "open_case", case_no)

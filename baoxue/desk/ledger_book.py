"""Taking the county's existing ledger 台账 over: say what it would record, then record it, as the bureau's clerk."""

from pathlib import Path

from baoxue import clock
from baoxue.access import Viewer
from baoxue.desk.actors import name_of, on_behalf
from baoxue.desk.permits import check_can_import_ledger
from baoxue.intake.form_layout import FormBook
from baoxue.intake.ledger_lines import import_ledger
from baoxue.intake.ledger_taken import LedgerReceipt, Taken
from baoxue.ledger import traces
from baoxue.wiring import ledger_of

__all__ = ["FormBook", "LedgerReceipt", "Taken", "enter", "rehearse"]


def rehearse(home: Path, viewer: Viewer, book: FormBook | Path) -> LedgerReceipt:
    """What ``enter`` would record, by the same code; nothing is recorded. Raises Refused where the viewer may not."""
    return _taken(home, viewer, book, is_rehearsal=True)


def enter(home: Path, viewer: Viewer, book: FormBook | Path) -> LedgerReceipt:
    """Record the lines that are certain; the others stand in the receipt. Sent again it adds only what is new. Leaves a
    trace. Raises Refused where the viewer may not."""
    done = _taken(home, viewer, book, is_rehearsal=False)
    if done.fresh:
        with ledger_of(home).write() as connection:
            name = book.name if isinstance(book, Path) else book.file
            traces.note(connection, clock.now(), viewer.post_ids[0], "import_ledger", name)
    return done


def _taken(home: Path, viewer: Viewer, book: FormBook | Path, is_rehearsal: bool) -> LedgerReceipt:
    check_can_import_ledger(viewer)
    with ledger_of(home).read() as connection:
        leader = on_behalf(connection, viewer)
    return import_ledger(home, book, clock.now(), name_of(viewer), leader, is_rehearsal)

"""Whether a home is still nobody's: the invented county is never mixed with what a county entered."""

from pathlib import Path

from baoxue import clock
from baoxue.ledger import holds_files, is_blank, open_ledger
from baoxue.reference.folders import overlay


def is_empty(home: Path) -> bool:
    """Whether a home holds nothing of anybody: neither in the ledger nor in the store, nor reference rows of its own."""
    ledger = open_ledger(home)
    try:
        with ledger.read() as connection:
            blank = is_blank(connection)
    finally:
        ledger.close()
    own = overlay(home)
    return blank and not holds_files(home) and not (own.is_dir() and any(own.iterdir()))


def is_unfinished(home: Path) -> bool:
    """Whether the building of an invented county was broken off here: its day is entered last."""
    marker = home / clock.DEMO
    return marker.exists() and not marker.stat().st_size

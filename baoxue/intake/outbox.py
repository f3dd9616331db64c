"""Where marked copies lie, with the names and numbers of the sheet that they came from, until they are too old to be of use."""

import time
from pathlib import Path

_DAY = 86_400


def marked_folder(home: Path) -> Path:
    return home / "outbox" / "marked"


def sweep(home: Path, days: int) -> int:
    """Remove marked copies older than ``days``: what they say stays in the ledger, and what was sent in the store."""
    before = time.time() - days * _DAY
    folder = marked_folder(home)
    stale = [path for path in folder.iterdir() if path.stat().st_mtime < before] if folder.is_dir() else []
    for path in stale:
        path.unlink(missing_ok=True)
    return len(stale)

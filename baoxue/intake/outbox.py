"""Where marked copies lie, with the names and numbers of the sheet that they came from, until they are too old to be of use."""

import time
from pathlib import Path

_DAY = 86_400


def marked_folder(home: Path) -> Path:
    return home / "outbox" / "marked"


def sweep(home: Path, days: int) -> int:
    """Remove marked copies older than ``days``: what they say stays in the ledger, and what was sent in the store. Folders
    that somebody put among them are theirs, and stay."""
    before = time.time() - days * _DAY
    folder = marked_folder(home)
    copies = [path for path in folder.iterdir() if path.is_symlink() or path.is_file()] if folder.is_dir() else []
    stale = [path for path in copies if path.lstat().st_mtime < before]
    for path in stale:
        path.unlink(missing_ok=True)
    return len(stale)

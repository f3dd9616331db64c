"""What stands under a home names children: nobody else on the machine reads it."""

import os
import stat
from contextlib import suppress
from pathlib import Path

_ONLY_OURS = 0o077
_OTHERS = stat.S_IRWXO
_HELD = ("ledger.sqlite", "store", "outbox", "spill")
"""Below a home; beside them lies what the checkout brings, which other users may need."""


def write_for_us_alone() -> None:
    """Every file that this process makes from now on is its user's alone."""
    os.umask(_ONLY_OURS)


def shut_to_others(home: Path) -> None:
    """Take from strangers what an older program, or a careless copy, left open; a group that was let in stays in."""
    for path in (home / name for name in _HELD):
        with suppress(OSError):  # not there, or another user's: nothing that could be shut by us
            mode = stat.S_IMODE(path.stat().st_mode)
            if mode & _OTHERS:
                path.chmod(mode & ~_OTHERS)

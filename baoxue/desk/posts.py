"""Entering a list of the seven heads 七长名册: say what would change, then enter it, as the bureau's clerk."""

import tempfile
from datetime import date
from pathlib import Path

from baoxue import clock
from baoxue.access import Viewer
from baoxue.desk.actors import name_of, on_behalf
from baoxue.desk.permits import check_can_keep_posts
from baoxue.intake.posts_book import PostsReceipt, import_posts
from baoxue.intake.templates import template
from baoxue.ledger import traces
from baoxue.wiring import ledger_of

__all__ = ["PostsReceipt", "blank", "enter", "rehearse"]
_LONGEST_NAME = 60


def rehearse(home: Path, viewer: Viewer, name: str, content: bytes, since: date | None) -> PostsReceipt:
    """What ``enter`` would change, by the same code; nothing is entered. ``since``: first day of newcomers whose line
    states none. Raises Refused where the viewer may not."""
    return _taken(home, viewer, name, content, since, is_rehearsal=True)


def enter(home: Path, viewer: Viewer, name: str, content: bytes, since: date | None) -> PostsReceipt:
    """Enter a list, all or nothing; sent again it changes nothing. Leaves a trace. Raises Refused where the viewer may not."""
    done = _taken(home, viewer, name, content, since, is_rehearsal=False)
    if done.receipt.state == "accepted":
        with ledger_of(home).write() as connection:
            traces.note(connection, clock.now(), viewer.post_ids[0], "enter_posts", _plain(name))
    return done


def blank() -> bytes:
    """An empty list with drop-downs."""
    with tempfile.TemporaryDirectory() as folder:
        return template("posts", Path(folder) / "posts.xlsx").read_bytes()


def _taken(
    home: Path, viewer: Viewer, name: str, content: bytes, since: date | None, is_rehearsal: bool
) -> PostsReceipt:
    check_can_keep_posts(viewer)
    with ledger_of(home).read() as connection:
        leader = on_behalf(connection, viewer)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / _plain(name)
        path.write_bytes(content)
        return import_posts(home, path, since, name_of(viewer), clock.now(), leader, is_rehearsal)


def _plain(name: str) -> str:
    """The name as words only, never a path of its own."""
    return "".join(c for c in Path(name).name if c.isprintable())[-_LONGEST_NAME:].lstrip(".") or "posts"

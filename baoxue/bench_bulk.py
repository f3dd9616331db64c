"""Sixty books dropped at once beside the same books sent one by one, the way the page does both."""

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from pathlib import Path

from baoxue.access import viewer_of
from baoxue.demo.sixty import DUE, MONTH, Sixty
from baoxue.desk.submit import Outgoing, preview, rehearse, send
from baoxue.ledger.posts import posts
from baoxue.wiring import close_all, ledger_of

Progress = Callable[[int], None]


def seconds(rounds: int = 2) -> tuple[float, float, list[int]]:
    """(least seconds of one bulk drop, of the single ones together, the steps that bulk progress told of one round).

    Both read each file in the limited process, weigh it and send it; each round starts from the same home, in turn.
    """
    with tempfile.TemporaryDirectory() as folder, _at_due_day():
        made = Sixty(Path(folder) / "home")
        made.home.mkdir()
        codes = list(made.schools)
        made.build()
        paths = [made.attendance(Path(folder), code) for code in codes]
        bulk: list[float] = []
        single: list[float] = []
        told: list[int] = []
        for _ in range(rounds):
            told.clear()
            bulk.append(_timed(made, Path(folder) / "bulk", [(paths, codes)], told.append))
            single.append(
                _timed(made, Path(folder) / "single", [([p], [c]) for p, c in zip(paths, codes, strict=True)], None)
            )
        return min(bulk), min(single), told


@contextmanager
def _at_due_day():
    before = os.environ.get("BAOXUE_AS_OF")
    os.environ["BAOXUE_AS_OF"] = DUE.isoformat()
    try:
        yield
    finally:
        os.environ.pop("BAOXUE_AS_OF")
        if before is not None:
            os.environ["BAOXUE_AS_OF"] = before


def _timed(made: Sixty, home: Path, drops: Sequence[tuple[list[Path], list[str]]], progress: Progress | None) -> float:
    """Seconds of the drops into a copy of the home. Raises AssertionError where a book was not accepted whole."""
    shutil.copytree(made.home, home)
    with ledger_of(home).read() as connection:
        clerk = viewer_of(posts(connection).to_pylist(), "bureau_clerk", DUE.date())
    start = time.perf_counter()
    for paths, codes in drops:
        outgoing = []
        for number, (path, code) in enumerate(zip(paths, codes, strict=True), 1):
            outgoing.append(Outgoing(preview(home, path.name, path.read_bytes()), code, MONTH, made.schools[code]))
            if progress:
                progress(number)
        rehearse(home, clerk, outgoing, progress)
        receipts = send(home, clerk, outgoing, progress)
        if any(receipt.state != "accepted" for receipt in receipts):
            raise AssertionError([receipt.findings for receipt in receipts if receipt.state != "accepted"])
    taken = time.perf_counter() - start
    close_all()
    shutil.rmtree(home)
    return taken

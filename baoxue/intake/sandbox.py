"""Asks the limited reading process for a file's cells; its death, slowness or excess becomes a refusal."""

import json
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from baoxue.intake.archive import Refusal
from baoxue.settings import ROOT, Settings

_HEADER = 8
_MOST_REPLY = 150_000_000
_KEEPING = {"MALLOC_TRIM_THRESHOLD_": "1000000000", "MALLOC_MMAP_THRESHOLD_": "33554432"}
"""A reader lives for one file: memory that it gave back to the system meanwhile would only be asked for again."""
_PROGRAM = """import sys
sys.path.insert(0, sys.argv[1])
from baoxue.intake.limited import serve
serve(int(sys.argv[2]))"""


class _Server:
    """One preloaded process for this program; forks a limited reader for every file (about 3 ms each)."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._door: socket.socket | None = None

    def ask(self, request: bytes) -> socket.socket:
        """The connection over which a fresh reader answers."""
        message = [len(request).to_bytes(_HEADER, "big"), request]
        ours, theirs = socket.socketpair()
        with theirs, self._lock:
            try:
                socket.send_fds(self._running(), message, [theirs.fileno()])
            except OSError:
                self._stop()
                socket.send_fds(self._running(), message, [theirs.fileno()])
        return ours

    def _running(self) -> socket.socket:
        if self._process is None or self._process.poll() is not None or self._door is None:
            self._stop()
            self._door, far = socket.socketpair()
            with far:
                self._process = subprocess.Popen(  # noqa: S603 - our own program with our own arguments
                    [sys.executable, "-I", "-c", _PROGRAM, str(ROOT), str(far.fileno())],
                    pass_fds=[far.fileno()],
                    stdin=subprocess.DEVNULL,
                    env={"PYTHONUTF8": "1"} | _KEEPING,
                )
        return self._door

    def _stop(self) -> None:
        if self._door is not None:
            self._door.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._door = self._process = None


_SERVER = _Server()


def cells(path: Path, settings: Settings) -> dict[str, Any]:
    """``{"sheets": [...], "hidden": [...]}`` as ``limited.read`` gives it. Raises Refusal."""
    request = json.dumps(
        {
            "path": str(path.resolve()),
            "memory": settings.read_memory,
            "seconds": settings.read_seconds,
            "rows": settings.sheet_rows,
            "columns": settings.sheet_columns,
        }
    ).encode()
    with _SERVER.ask(request) as link:
        link.settimeout(settings.read_seconds * 2 + 5)
        try:
            reply = _reply(link)
        except (OSError, EOFError) as error:
            raise Refusal("file_resources", "reader") from error
    if refused := reply.get("refused"):
        raise Refusal(*refused)
    return reply


def _reply(link: socket.socket) -> dict[str, Any]:
    """The messages of ``limited``, with each sheet's rows in it."""
    rows: dict[int, list[Any]] = {}
    left = _MOST_REPLY
    while True:
        size = int.from_bytes(_exactly(link, _HEADER), "big")
        left -= _HEADER + size
        if left < 0:
            raise Refusal("file_dimensions", f"{_MOST_REPLY // 1_000_000} MB+")
        message = json.loads(_exactly(link, size))
        if isinstance(message, dict):
            break
        rows.setdefault(message[0], []).extend(message[1])
    for number, sheet in enumerate(message.get("sheets", ())):
        sheet["rows"] = rows.get(number, [])
    return message


def _exactly(link: socket.socket, size: int) -> bytearray:
    received = bytearray(size)
    view, at = memoryview(received), 0
    while at < size:
        count = link.recv_into(view[at:])
        if not count:
            raise EOFError
        at += count
    return received

"""Files by the hash of their content: written beside, synced, renamed, then never changed."""

import hashlib
import os
import time
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

from baoxue.words import Message, Saying, msg

PARTS, SUBMISSIONS, FILES, STAGING, SWEPT = "parts", "submissions", "files", "staging", "swept"
_ABANDONED = 3_600
"""Seconds after which a staged file belongs to nobody: schools may be sending while parts are swept."""
KEPT_DAYS = 30
"""Days for which a swept part can still be had back: the catalogue may be an older one, from a backup."""


class Damaged(Saying):
    """A stored file, at ``path``, is missing or is not what its name says."""

    def __init__(self, message: Message, path: Path) -> None:
        super().__init__(message)
        self.path = path


_KNOWN: dict[Path, tuple[int, int, int] | None] = {}
"""File → its state when this process found it to be what its name says, or wrote it."""


@dataclass(frozen=True)
class Stored:
    sha256: str
    rows: int


class Store:
    """The store of one home, ``store/`` below it: parts of snapshots, normalised submissions, original files."""

    def __init__(self, home: Path):
        self.root = home / "store"
        for folder in (PARTS, SUBMISSIONS, FILES, STAGING):
            (self.root / folder).mkdir(parents=True, exist_ok=True)

    def path(self, sha256: str, folder: str = PARTS) -> Path:
        return self.root / folder / (sha256 if folder == FILES else f"{sha256}.parquet")

    def put_table(self, table: pa.Table, folder: str = PARTS, sync: bool = True) -> Stored:
        """Store rows as they are ordered: the same content gets the same name. ``sync=False`` leaves it to a
        later ``sync()``, which must come before anything refers to the file."""
        sink = pa.BufferOutputStream()
        # only parts are searched: what a school sent is small, and read whole
        is_part = folder == PARTS
        pq.write_table(
            table, sink, compression="zstd", write_page_checksum=True, write_statistics=is_part, use_dictionary=is_part
        )
        return Stored(self.put_bytes(sink.getvalue(), folder, sync), table.num_rows)

    def put_bytes(self, content: bytes | pa.Buffer, folder: str = FILES, sync: bool = True) -> str:
        sha256 = hashlib.sha256(content).hexdigest()
        target = self.path(sha256, folder)
        if not target.exists() or digest(target) != sha256:  # a torn one, left by a loss of power, is written again
            staged = self.root / STAGING / uuid4().hex
            staged.write_bytes(content)
            staged.chmod(0o444)
            os.replace(staged, target)
        _remember(target)
        if sync:
            _sync(target)
            _sync(target.parent)
        return sha256

    def sync(self, shas: Collection[str], folder: str) -> None:
        """Put files written with ``sync=False`` and their folder on disk."""
        for sha256 in shas:
            _sync(self.path(sha256, folder))
        _sync(self.root / folder)

    def read_table(self, sha256: str, folder: str = PARTS, columns: list[str] | None = None) -> pa.Table:
        """The rows of a file that is still what its name says. Raises Damaged."""
        with pq.ParquetFile(self.verified(sha256, folder)) as file:
            return file.read(columns=columns, use_threads=folder != SUBMISSIONS)

    def verified(self, sha256: str, folder: str = PARTS) -> Path:
        """As ``verify``, before the first use of a file in this process; again only where it was replaced since."""
        path = self.path(sha256, folder)
        if path not in _KNOWN or _KNOWN[path] != _state(path):
            self.verify(sha256, folder)
            _remember(path)
        return path

    def verify_again(self, paths: Iterable[Path], thoroughly: bool = False) -> None:
        """Of parts verified before: those whose state is another since, or all; some thousandths of a second where none is.
        Raises Damaged."""
        for path in [path for path in paths if thoroughly or _KNOWN.get(path) != _state(path)]:
            self.verify(path.stem)
            _remember(path)

    def verify(self, sha256: str, folder: str = PARTS) -> Path:
        """The path of a file that is still what its name says. Raises Damaged: a flipped bit in Parquet is silent."""
        path = self.path(sha256, folder)
        if not path.exists() and not (folder == PARTS and self._had_back(path)):
            raise Damaged(msg("{path} 不存在。请从备份恢复这一文件,再重新打开。", path=path), path)
        try:
            found = digest(path)
        except OSError as error:
            said = msg("{path} 不能读取({reason})。请检查磁盘和权限,必要时从备份恢复这一文件,再重新打开。",
                       path=path, reason=error.strerror or error)  # fmt: skip
            raise Damaged(said, path) from error
        if found != sha256:
            raise Damaged(
                msg("{path} 的内容与文件名(SHA-256)不符,文件已损坏。请从备份恢复这一文件,再重新打开。", path=path), path
            )
        return path

    def sweep(self, keep: Collection[str]) -> int:
        """Remove abandoned staged files, and put parts that no snapshot refers to aside in ``swept/``, from where they are
        removed after KEPT_DAYS. Answers how many of both. Call it only under the lease."""
        abandoned = [path for path in (self.root / STAGING).iterdir() if _is_older(path, _ABANDONED)]
        for path in [*abandoned, *self._over(keep)]:
            path.unlink()
        aside = [path for path in (self.root / PARTS).iterdir() if path.stem not in keep]
        if aside:
            (self.root / SWEPT).mkdir(exist_ok=True)
        for path in aside:
            os.utime(path)  # the days count from now
            os.replace(path, self.root / SWEPT / path.name)
        return len(abandoned) + len(aside)

    def _over(self, keep: Collection[str]) -> list[Path]:
        """Swept parts whose days are over; one that a snapshot refers to again is never among them."""
        folder = self.root / SWEPT
        found = folder.iterdir() if folder.is_dir() else ()
        return [path for path in found if path.stem not in keep and _is_older(path, KEPT_DAYS * 86_400)]

    def _had_back(self, path: Path) -> bool:
        """Whether a part that is missing was only swept, and is in its place again."""
        try:
            os.replace(self.root / SWEPT / path.name, path)
        except FileNotFoundError:
            return False
        return True


def _is_older(path: Path, seconds: float) -> bool:
    return path.stat().st_mtime < time.time() - seconds


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _state(path: Path) -> tuple[int, int, int] | None:
    """What changes when a file is replaced or written to; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def _remember(path: Path) -> None:
    _KNOWN[path] = _state(path)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

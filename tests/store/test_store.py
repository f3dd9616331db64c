"""Files by the hash of their content; a flipped bit or a cut is caught before a figure is shown."""

import os
import random
import resource

import pyarrow as pa
import pytest

from baoxue.store import PARTS, Damaged, Store, digest

ROWS = pa.table({"child_key": list(range(2_000)), "mark": ["P", "A"] * 1_000})


def test_the_same_content_has_the_same_name_and_cannot_be_changed(tmp_path):
    store = Store(tmp_path)
    first, second = store.put_table(ROWS), store.put_table(ROWS)
    assert first.sha256 == second.sha256
    assert store.path(first.sha256).stat().st_mode & 0o777 == 0o444
    assert store.read_table(first.sha256).equals(ROWS)


@pytest.mark.parametrize("seed", range(100))
def test_a_flipped_bit_or_a_cut_is_caught(tmp_path, seed):
    store, draw = Store(tmp_path), random.Random(seed)
    sha = store.put_table(ROWS).sha256
    path = store.path(sha)
    content = bytearray(path.read_bytes())
    place = draw.randrange(len(content))
    if seed % 4:
        content[place] ^= 1 << draw.randrange(8)
    else:
        content = content[:place]
    os.chmod(path, 0o644)
    path.write_bytes(content)
    with pytest.raises(Damaged, match="请从备份恢复"):
        store.verify(sha)


def test_rows_are_read_from_verified_files_alone_and_each_is_verified_once(tmp_path, monkeypatch):
    sha = Store(tmp_path).put_table(ROWS).sha256
    monkeypatch.setattr("baoxue.store._KNOWN", {})
    store, asked = Store(tmp_path), []
    monkeypatch.setattr("baoxue.store.digest", lambda path, plain=digest: asked.append(path) or plain(path))
    assert store.read_table(sha).equals(ROWS) and Store(tmp_path).read_table(sha).equals(ROWS)
    assert asked == [store.path(sha)]
    os.chmod(store.path(sha), 0o644)
    content = bytearray(store.path(sha).read_bytes())
    content[len(content) // 2] ^= 1
    store.path(sha).write_bytes(content)
    with pytest.raises(Damaged, match=sha):
        store.read_table(sha)
    store.path(sha).unlink()
    with pytest.raises(Damaged, match=sha):
        store.read_table(sha)


def test_sweeping_removes_what_nothing_refers_to(tmp_path):
    store = Store(tmp_path)
    kept, lost = store.put_table(ROWS).sha256, store.put_table(ROWS.slice(1)).sha256
    abandoned, underway = (store.root / "staging" / name for name in ("half.parquet", "underway.parquet"))
    abandoned.write_bytes(b"torn")
    underway.write_bytes(b"PAR1")
    os.utime(abandoned, (0, 0))
    assert store.sweep({kept}) == 2
    assert store.verify(kept) and not store.path(lost, PARTS).exists()
    assert underway.exists() and not abandoned.exists()


def test_a_torn_file_under_its_name_is_written_again_from_the_same_content(tmp_path):
    store = Store(tmp_path)
    sha = store.put_table(ROWS, sync=False).sha256
    os.chmod(store.path(sha), 0o644)
    store.path(sha).write_bytes(b"")
    assert store.put_table(ROWS).sha256 == sha
    assert store.verify(sha) and store.read_table(sha).equals(ROWS)


def test_a_full_disk_leaves_no_file_under_a_name(tmp_path):
    store = Store(tmp_path)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, limits[1]))
    try:
        with pytest.raises(OSError):
            store.put_table(ROWS)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert not list((store.root / "parts").iterdir())
    assert store.verify(store.put_table(ROWS).sha256)

"""Files by the hash of their content; a flipped bit or a cut is caught before a figure is shown."""

import os
import random

import pyarrow as pa
import pytest

from baoxue.store import PARTS, Damaged, Store

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


def test_sweeping_removes_what_nothing_refers_to(tmp_path):
    store = Store(tmp_path)
    kept, lost = store.put_table(ROWS).sha256, store.put_table(ROWS.slice(1)).sha256
    (store.root / "staging" / "half.parquet").write_bytes(b"torn")
    assert store.sweep({kept}) == 2
    assert store.verify(kept) and not store.path(lost, PARTS).exists()

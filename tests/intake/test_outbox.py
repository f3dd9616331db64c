"""What a sweep of the marked copies takes, and what it leaves."""

import os

import pytest

from baoxue.intake.outbox import marked_folder, sweep


@pytest.fixture
def marked(tmp_path):
    folder = marked_folder(tmp_path)
    folder.mkdir(parents=True)
    return folder


def test_a_folder_among_the_marked_copies_stops_no_sweep_and_stays(tmp_path, marked):
    (marked / "别处").mkdir()
    (marked / "gone.xlsx").symlink_to(tmp_path / "nowhere")
    old, new = marked / "old.xlsx", marked / "new.xlsx"
    old.write_bytes(b"x")
    new.write_bytes(b"x")
    for path in (old, marked / "别处", marked / "gone.xlsx"):
        os.utime(path, (0, 0), follow_symlinks=False)
    assert sweep(tmp_path, 30) == 2 and sweep(tmp_path, 30) == 0
    assert sorted(marked.iterdir()) == sorted([marked / "别处", new])

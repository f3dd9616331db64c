"""What a sweep takes, and that no lost or older ledger makes it take what was published."""

import json
import os
import shutil
import time
from pathlib import Path

import pytest
import sqlalchemy as sa
from typer.testing import CliRunner

from baoxue.cli import app
from baoxue.ledger import Refused, open_ledger
from baoxue.ledger.database import FILE
from baoxue.publish import publish, sweep
from baoxue.snapshots import open_snapshot
from baoxue.store import FILES, KEPT_DAYS, PARTS, SUBMISSIONS, SWEPT, Store
from tests.publish.test_publish import LATER, SCHOOL, flip, resend, schools

__all__ = ["schools"]


def parts(home):
    return sorted(path.name for path in (home / "store" / PARTS).iterdir())


def files_of_newest(home):
    ledger = open_ledger(home)
    found = open_snapshot(home, ledger)
    ledger.close()
    return found.n, found.files


@pytest.fixture
def run(own_county, monkeypatch):
    monkeypatch.setenv("BAOXUE_HOME", str(own_county))
    return lambda *words: CliRunner().invoke(app, ["--lang", "zh", *words])


def lose_ledger(home):
    for name in ("", "-wal", "-shm"):
        (home / (FILE + name)).unlink(missing_ok=True)


def test_beside_a_full_store_no_ledger_is_made_and_nothing_is_swept(own_county, run):
    held = parts(own_county)
    lose_ledger(own_county)
    for command in ("gc", "publish", "check", "serve"):
        said = run(command)
        assert said.exit_code == 2 and FILE in said.output and "请从备份恢复台账文件" in said.output, command
        assert not (own_county / FILE).exists() and parts(own_county) == held
    (own_county / FILE).touch()
    with pytest.raises(Refused, match="台账文件不存在或为空"):
        open_ledger(own_county)
    assert (own_county / FILE).stat().st_size == 0


def test_a_new_ledger_beside_parts_is_no_ground_to_sweep_them(own_county, tmp_path, run):
    """As an earlier program made one."""
    held = parts(own_county)
    lose_ledger(own_county)
    open_ledger(tmp_path / "other").close()
    shutil.copy(tmp_path / "other" / FILE, own_county / FILE)
    said = run("gc")
    assert said.exit_code == 2 and f"{len(held)} 个文件" in said.output and parts(own_county) == held


@pytest.mark.parametrize("what", [sweep, publish])
def test_neither_a_sweep_nor_a_publication_makes_a_ledger(what, tmp_path):
    with pytest.raises(Refused, match="这里没有台账"):
        what(tmp_path / "typo")
    assert not (tmp_path / "typo").exists()


def test_what_an_older_ledger_does_not_know_is_had_back_with_the_newer_one(schools, tmp_path):
    home = schools.home
    shutil.copy(home / FILE, tmp_path / "older")
    resend(schools, SCHOOL, "2018-12")
    assert publish(home, LATER).is_new
    n, files = files_of_newest(home)
    shutil.copy(home / FILE, tmp_path / "newer")
    shutil.copy(tmp_path / "older", home / FILE)
    assert sweep(home) > 0 and sweep(home) == 0
    assert files_of_newest(home)[0] == n - 1
    shutil.copy(tmp_path / "newer", home / FILE)
    assert files_of_newest(home) == (n, files)


def test_a_swept_part_goes_after_its_days_but_not_one_that_is_needed_again(own_county):
    store = Store(own_county)
    left = store.put_bytes(b"left behind", PARTS)
    assert sweep(own_county) == 1 and not store.path(left).exists()
    swept = store.root / SWEPT / store.path(left).name
    needed = parts(own_county)[0]
    os.replace(store.root / PARTS / needed, store.root / SWEPT / needed)
    assert sweep(own_county) == 0 and swept.exists()
    over = time.time() - KEPT_DAYS * 86_400 - 60
    for path in (store.root / SWEPT).iterdir():
        os.utime(path, (over, over))
    sweep(own_county)
    assert not swept.exists() and (store.root / SWEPT / needed).exists()
    assert files_of_newest(own_county) and needed in parts(own_county)


def held_by(home, query):
    ledger = open_ledger(home)
    with ledger.read() as connection:
        found = connection.execute(sa.text(query)).one()
    ledger.close()
    return tuple(found)


def test_every_stored_file_is_looked_at_and_the_wrong_ones_are_named(own_county, run):
    store = Store(own_county)
    said = run("check", "--files")
    assert said.exit_code == 0 and "0 处损坏或缺失" in said.output, said.output
    old, month = held_by(
        own_county, "select sha256, month from part where relation = 'roll' and until is not null limit 1"
    )[:2]
    sent, *about = held_by(own_county, "select normal_sha, month, school_code from submission where kind = 'attendance' "
                                       "and normal_sha is not null order by id limit 1")  # fmt: skip
    original, list_id = held_by(own_county, "select file_sha, list_id from list_above limit 1")
    flip(store.path(old))
    store.path(sent, SUBMISSIONS).unlink()
    flip(store.path(original, FILES))
    said = run("check", "--files", "--json")
    assert said.exit_code == 2 and "3 处损坏或缺失" in said.stderr
    found = {Path(r["path"]).stem: (r["kind"], r["month"], r["unit"]) for r in json.loads(said.stdout)}
    assert found == {old: ("roll", month, ""), sent: ("attendance", *about), original: ("list_above", "", list_id)}
    assert run("check").exit_code == 0  # the newest snapshot itself is whole


def test_a_damaged_ledger_is_named(own_county, run):
    file = own_county / FILE
    content = bytearray(file.read_bytes())
    content[4096 : len(content) // 2] = bytes(len(content) // 2 - 4096)
    file.write_bytes(content)
    said = run("check", "--files")
    assert (
        said.exit_code == 2 and "文件已损坏" in said.output and FILE in said.output and "Traceback" not in said.output
    )


def test_a_swept_part_that_was_damaged_meanwhile_is_not_had_back_as_good(tmp_path):
    from baoxue.store import Damaged

    store = Store(tmp_path)
    sha = store.put_bytes(b"left behind", PARTS)
    store.sweep(())
    flip(store.root / SWEPT / store.path(sha).name)
    with pytest.raises(Damaged, match=sha):
        store.verified(sha)

"""What names children is read by nobody else on the machine, and no longer kept than it is of use."""

import os
import stat
import time

import pytest
from typer.testing import CliRunner

from baoxue.cli import app
from baoxue.intake.outbox import marked_folder
from baoxue.ledger import open_ledger
from baoxue.ledger.database import FILE
from tests.intake.made import FIRST, grid, home_at, pupils, xlsx

DAY = 86_400


@pytest.fixture(autouse=True)
def an_open_machine(monkeypatch):
    before = os.umask(0o022)
    monkeypatch.setenv("BAOXUE_AS_OF", "2018-10-05T09:00")
    yield
    os.umask(before)


@pytest.fixture
def home(tmp_path, monkeypatch):
    made = home_at(tmp_path / "home")
    monkeypatch.setenv("BAOXUE_HOME", str(made))
    return made


def run(*words):
    return CliRunner().invoke(app, ["--lang", "zh", *words])


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def send(home, tmp_path):
    rows = grid(pupils(6))
    rows[3][3] = "6.1083E+17"
    path = xlsx(tmp_path / "花名册.xlsx", ("花名册", rows))
    assert run("submit", str(path), "--from", FIRST, "--month", "2018-09").exit_code == 1
    (copy,) = marked_folder(home).iterdir()
    return copy


def test_what_a_command_writes_is_its_users_alone(home, tmp_path):
    copy = send(home, tmp_path)
    assert mode(copy) == mode(home / FILE) == 0o600
    assert {mode(folder) for folder in (copy.parent, home / "outbox", home / "store", home / "store" / "files")} == {
        0o700
    }
    assert run("template", "roll", "--to", str(tmp_path / "t.xlsx")).exit_code == 0
    assert mode(tmp_path / "t.xlsx") == 0o600


def test_a_new_home_is_shut_and_an_older_one_is_shut_when_it_is_opened(tmp_path):
    ledger = open_ledger(tmp_path / "new")
    ledger.close()
    assert mode(tmp_path / "new") == 0o700
    older = tmp_path / "older"
    (older / "store").mkdir(parents=True, mode=0o755)
    (older / "outbox").mkdir(mode=0o750)
    (older / "reference").mkdir(mode=0o755)
    open_ledger(older).close()
    (older / FILE).chmod(0o644)
    open_ledger(older).close()
    assert mode(older / FILE) == 0o640 and mode(older / "store") == 0o750
    assert mode(older / "outbox") == 0o750 and mode(older / "reference") == 0o755


def test_the_server_writes_for_its_user_alone(monkeypatch):
    import streamlit.web.cli

    from baoxue import server

    monkeypatch.setattr(streamlit.web.cli, "main", lambda *_, **__: None)
    server.main()
    assert os.umask(0o022) == 0o077


def test_gc_removes_marked_copies_after_the_days_that_are_set(home, tmp_path, monkeypatch):
    copy = send(home, tmp_path)
    assert "清理 0 份" in run("gc").output and copy.exists()
    os.utime(copy, (time.time() - 29 * DAY,) * 2)
    assert "清理 0 份" in run("gc").output and copy.exists()
    os.utime(copy, (time.time() - 31 * DAY,) * 2)
    monkeypatch.setenv("BAOXUE_MARKED_DAYS", "60")
    assert "清理 0 份" in run("gc").output and copy.exists()
    monkeypatch.delenv("BAOXUE_MARKED_DAYS")
    done = run("gc")
    assert done.exit_code == 0 and "清理 1 份过期的标注副本" in done.output and not copy.exists()
    assert list((home / "store" / "files").iterdir()), "what was sent stays"

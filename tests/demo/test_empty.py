"""The invented county comes into a home that holds nothing at all; what a county entered before its first publication counts."""

from datetime import date

import pytest
from typer.testing import CliRunner

from baoxue import clock
from baoxue.cli import app
from baoxue.cli import build as commands
from baoxue.demo import NotEmpty, build
from baoxue.homes import is_empty
from baoxue.ledger import leases, open_ledger
from baoxue.ledger.posts import Post, appoint
from baoxue.store import FILES, PARTS, SUBMISSIONS, Store


def posts(home):
    ledger = open_ledger(home)
    with ledger.write() as connection:
        appoint(connection, [Post("t1", "township_head", "刘建国", date(2018, 9, 1), area_code="610830100")])
    ledger.close()


def schools(home):
    (home / "reference").mkdir()
    (home / "reference" / "schools.csv").write_text("school_code\n")


ENTERED = {
    "posts": posts,
    "reference": schools,
    **{folder: lambda home, folder=folder: (open_ledger(home).close(), Store(home).put_bytes(b"x", folder))
       for folder in (PARTS, SUBMISSIONS, FILES)},
}  # fmt: skip


def test_a_home_in_which_only_a_lease_was_held_is_empty(tmp_path):
    ledger = open_ledger(tmp_path)
    with leases.held(ledger):
        pass
    ledger.close()
    Store(tmp_path)
    assert is_empty(tmp_path)


@pytest.fixture
def serve(tmp_path, monkeypatch):
    """``serve`` up to the start of the server; answers what it said and whether the server started."""
    monkeypatch.setenv("BAOXUE_HOME", str(tmp_path))
    started = []
    monkeypatch.setattr(commands, "_become", started.append)
    monkeypatch.setattr("baoxue.demo._County", pytest.fail)

    def run():
        return CliRunner().invoke(app, ["--lang", "zh", "serve"]), bool(started)

    return run


@pytest.mark.parametrize("entered", ENTERED)
def test_what_a_county_entered_is_not_mixed_with_the_invented_one(tmp_path, serve, entered):
    ENTERED[entered](tmp_path)
    with pytest.raises(NotEmpty, match="不与真实数据混放"):
        build(tmp_path, 300, 4)
    said, is_started = serve()
    assert said.exit_code == 0 and is_started and "演示县" not in said.output
    assert not (tmp_path / clock.DEMO).exists()


def test_a_county_broken_off_is_said_and_not_built_over(tmp_path, serve):
    (tmp_path / clock.DEMO).touch()
    posts(tmp_path)
    said, is_started = serve()
    assert said.exit_code == 2 and not is_started and "没有建完" in said.output

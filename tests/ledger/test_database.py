"""The schema is what the migrations make; an acknowledged commit outlives the process that made it."""

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import date, datetime

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from baoxue.ledger import Refused, newest_number, open_ledger
from baoxue.ledger.arrow import arrow_type
from baoxue.ledger.cases import Event, append, events, heads, rebuild_heads
from baoxue.ledger.database import FILE, HEAD, Ledger, _begin_writing, _engine, take_numbers
from baoxue.ledger.tables import meta
from baoxue.settings import ROOT

ACTS = {"case_event", "child_link", "trace", "post", "submission", "list_above", "list_line", "list_answer",
        "whereabouts_check", "recheck", "target_progress", "delegation"}  # fmt: skip

_WRITER = """
import sys
from datetime import date, datetime
from pathlib import Path
from baoxue.ledger import open_ledger
from baoxue.ledger.cases import Event, append
ledger = open_ledger(Path(sys.argv[1]))
child = int(sys.argv[2])
while True:
    child += 1
    with ledger.write() as connection:
        append(connection, [Event(child, "opened", "suspected", date(2018, 10, 10), datetime(2018, 12, 1), "x")])
    print(child, flush=True)
"""


def test_migrations_make_the_tables_as_they_are_written(tmp_path):
    ledger = open_ledger(tmp_path)
    with ledger.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection), meta) == []
    ledger.close()


def test_the_version_is_another_after_a_commit_of_this_process_and_of_another(tmp_path):
    ledger = open_ledger(tmp_path)
    first = ledger.version()
    with ledger.read() as connection:
        newest_number(connection)
    assert ledger.version() == first
    with ledger.write() as connection:
        append(connection, [Event(1, "opened", "suspected", date(2018, 10, 10), datetime(2018, 12, 1), "x")])
    second = ledger.version()
    assert second != first and ledger.version() == second
    writer = subprocess.Popen([sys.executable, "-c", _WRITER, str(tmp_path), "100"], cwd=ROOT, stdout=subprocess.PIPE)
    assert writer.stdout.readline()
    writer.kill()
    writer.wait()
    writer.stdout.close()
    assert ledger.version() != second
    ledger.close()


def test_what_was_read_is_remembered_until_somebody_commits(tmp_path):
    ledger, other = open_ledger(tmp_path), open_ledger(tmp_path)
    read = []

    def newest(connection):
        read.append(1)
        return newest_number(connection)

    assert [ledger.remembered("n", newest) for _ in range(3)] == [0, 0, 0] and len(read) == 1
    assert ledger.remembered(("n", 2), newest) == 0 and len(read) == 2
    with other.write() as connection:
        seq = append(connection, [Event(1, "opened", "suspected", date(2018, 10, 10), datetime(2018, 12, 1), "x")])
    assert ledger.remembered("n", newest) == ledger.remembered("n", newest) == seq[0] and len(read) == 3
    for n in range(200):
        ledger.remembered(n, newest)
    assert len(ledger._remembered) <= 64
    ledger.close()
    other.close()


def test_what_is_committed_while_it_is_read_is_read_again(tmp_path):
    ledger = open_ledger(tmp_path)

    def outrun(connection):
        found = newest_number(connection)
        with ledger.write() as writing:
            append(writing, [Event(1, "opened", "suspected", date(2018, 10, 10), datetime(2018, 12, 1), "x")])
        return found

    assert ledger.remembered("n", outrun) == 0
    assert ledger.remembered("n", newest_number) == 1
    ledger.close()


def test_the_newest_migration_is_the_one_that_opening_asks_for():
    config = Config()
    config.set_main_option("script_location", str(ROOT / "baoxue" / "ledger" / "migrations"))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_an_event_from_before_posts_were_kept_is_read_without_one(tmp_path):
    """A ledger of the schema before is brought up to date when it is opened; what stands in it stays as it was."""
    older = Ledger(_engine(f"sqlite:///{tmp_path / FILE}"))
    with older.write() as connection:
        config = Config()
        config.set_main_option("script_location", str(ROOT / "baoxue" / "ledger" / "migrations"))
        config.attributes["connection"] = connection
        command.upgrade(config, "0013")
        connection.execute(sa.text(
            "insert into case_event (seq, recorded_at, effective_on, child_key, case_no, episode_no, event, resulting_state, actor)"
            " values (1, '2018-10-10 09:00:00.000000', '2018-10-10', 7, '2018-0001', 1, 'opened', 'suspected', '白雪')"
        ))  # fmt: skip
    older.close()
    ledger = open_ledger(tmp_path)
    with ledger.read() as connection:
        (event,) = events(connection).to_pylist()
    assert (event["actor"], event["post_id"]) == ("白雪", None)
    ledger.close()


def test_every_column_of_the_ledger_has_a_type_in_memory():
    plain = [c for table in meta.tables.values() for c in table.c if not isinstance(c.type, sa.JSON)]
    assert all(arrow_type(column) for column in plain)


@pytest.mark.parametrize("table", [t for t in meta.tables if t in ACTS])
@pytest.mark.parametrize("act", ["update", "delete"])
def test_acts_have_a_trigger_against_every_change(tmp_path, table, act):
    ledger = open_ledger(tmp_path)
    with ledger.read() as connection:
        query = sa.text("select sql from sqlite_master where type = 'trigger' and tbl_name = :table")
        made = connection.execute(query, {"table": table}).scalars().all()
    assert any(f"before {act} on {table}" in text for text in made)
    ledger.close()


def test_a_commit_is_on_disk_before_it_is_acknowledged(tmp_path):
    ledger = open_ledger(tmp_path)
    with ledger.write() as connection:
        assert connection.exec_driver_sql("pragma synchronous").scalar() == 2
        assert connection.exec_driver_sql("pragma journal_mode").scalar() == "wal"
    ledger.close()


@pytest.mark.slow
def test_who_waits_to_write_begins_between_two_batches_of_who_sends_many(tmp_path):
    sender, other = open_ledger(tmp_path), open_ledger(tmp_path)
    batches, has_written, is_sending = 0, threading.Event(), threading.Event()

    def write():
        is_sending.wait()
        with other.write() as connection:
            take_numbers(connection, "ledger")
        has_written.set()

    waiting = threading.Thread(target=write)
    waiting.start()
    while not has_written.is_set() and batches < 20:
        with sender.write() as connection:
            take_numbers(connection, "ledger")
            is_sending.set()
            time.sleep(0.2)
        batches += 1
        time.sleep(0.005)
    waiting.join()
    sender.close()
    other.close()
    assert batches < 8


def test_what_waiting_does_not_help_against_is_said_at_once(tmp_path, monkeypatch):
    ledger = open_ledger(tmp_path)
    monkeypatch.setattr(time, "sleep", lambda seconds: pytest.fail("waits for its turn"))
    with ledger.write() as connection, pytest.raises(sa.exc.OperationalError, match="within a transaction"):
        _begin_writing(connection)
    ledger.close()


@pytest.mark.parametrize("use", [Ledger.read, Ledger.write, Ledger.rehearse, Ledger.version])
def test_a_damaged_ledger_is_refused_by_name(tmp_path, use):
    ledger = open_ledger(tmp_path)
    ledger.close()
    (tmp_path / FILE).write_bytes(b"not a ledger at all " * 500)
    with pytest.raises(Refused, match=r"ledger.sqlite: 文件已损坏.*从备份恢复"), use(ledger):
        pass
    ledger.close()


def test_a_full_disk_is_said_and_what_was_begun_is_undone(tmp_path):
    ledger = open_ledger(tmp_path)

    def fill(connection, many):
        events = [Event(n, "opened", "suspected", date(2018, 10, 10), datetime(2018, 12, 1), "x") for n in range(many)]
        append(connection, events)

    with pytest.raises(Refused, match=r"磁盘已满.*没有登记"), ledger.write() as connection:
        connection.exec_driver_sql("pragma max_page_count=1")
        fill(connection, 20_000)
    ledger.close()
    with ledger.write() as connection:
        assert newest_number(connection) == 0
        fill(connection, 3)
    with ledger.read() as connection:
        assert newest_number(connection) == 3
    ledger.close()


def test_a_file_that_cannot_be_opened_is_said(tmp_path):
    (tmp_path / FILE).mkdir()
    with pytest.raises(Refused, match=r"不能打开或不能写入.*是否有权限"):
        open_ledger(tmp_path)


def test_a_ledger_of_a_newer_program_is_refused_by_name_and_left_as_it_is(tmp_path):
    ledger = open_ledger(tmp_path)
    with ledger.write() as connection:
        connection.execute(sa.text("update alembic_version set version_num = '0099'"))
    ledger.close()
    with pytest.raises(Refused, match=rf"版本 0099.*最新为 {HEAD}.*请更新程序"):
        open_ledger(tmp_path)
    with ledger.read() as connection:
        assert connection.execute(sa.text("select version_num from alembic_version")).scalar() == "0099"
    ledger.close()


def test_killed_while_writing_no_acknowledged_act_is_lost(tmp_path):
    ledger = open_ledger(tmp_path)
    acknowledged: set[int] = set()
    for turn in range(12):
        writer = subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(tmp_path), str(turn * 100_000)],
            cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        first = writer.stdout.readline()
        time.sleep(0.006 * turn)
        writer.send_signal(signal.SIGKILL)
        rest, _ = writer.communicate()
        acknowledged |= {int(line) for line in (first + rest).splitlines(keepends=True) if line.endswith("\n")}
        with ledger.read() as connection:
            held = events(connection)["child_key"].to_pylist()
            assert acknowledged <= set(held) and len(held) == len(set(held))
            assert newest_number(connection) == len(held)
            assert heads(connection) == {head.child_key: head for head in rebuild_heads(connection)}
    assert len(acknowledged) >= 12
    ledger.close()

"""No fault of the machine or of the program ends a command with a code that says what became of the rows."""

import errno
import os
import sqlite3
import subprocess
import sys

import pytest
import sqlalchemy as sa
from typer.main import get_command
from typer.testing import CliRunner

from baoxue.cli import app
from baoxue.engine import QueryError
from baoxue.ledger import database, open_ledger
from baoxue.ledger.database import FILE
from baoxue.settings import ROOT
from baoxue.store import Store
from baoxue.words import Saying, msg
from tests.intake.made import FIRST, grid, pupils, xlsx


def commands(group, *before):
    for name, command in group.commands.items():
        yield from commands(command, *before, name) if hasattr(command, "commands") else [(*before, name)]


ALL = list(commands(get_command(app)))


def ended(words, fault, capsys):
    """Exit code and standard error of a command in which ``fault`` happens, whatever it asks for."""
    root = command = get_command(app)
    for word in words:
        command = command.commands[word]

    def fails(_context):
        raise fault

    command.params, command.no_args_is_help, command.invoke = [], False, fails
    with pytest.raises(SystemExit) as end:
        root.main(["--lang", "zh", *words], prog_name="baoxue")
    return end.value.code, capsys.readouterr().err


@pytest.mark.parametrize("words", ALL, ids=" ".join)
def test_whatever_happens_in_a_command_is_told_by_a_code_of_its_own(words, capsys):
    for fault, said in {
        Saying(msg("台账 {n}", n=7)): "台账 7",
        QueryError("no such relation\n\nselect 1"): "no such relation\n",
        OSError(
            errno.ENOSPC, "No space left on device", "/full/x"
        ): "/full/x: 不能读写(No space left on device)。请清理磁盘",
        PermissionError(errno.EACCES, "Permission denied", "/shut/x"): "是否有权限",
        OSError(errno.EIO, "Input/output error"): "请检查磁盘是否已满",
    }.items():
        code, told = ended(words, fault, capsys)
        assert code == 2 and said in told and "Traceback" not in told
    for fault in (
        ZeroDivisionError("a fault"),
        MemoryError(),
        EOFError(),
        OSError("of a library"),
        sa.exc.SQLAlchemyError("x"),
    ):
        code, told = ended(words, fault, capsys)
        assert code == 3 and "Traceback" in told and "程序出了故障" in told
    assert ended(words, KeyboardInterrupt(), capsys)[0] == 130


def test_all_commands_were_walked():
    assert {("submit",), ("snapshots",), ("lists", "answer"), ("review", "show"), ("form", "book")} < set(ALL)
    assert len(ALL) > 30


def test_a_reader_that_left_is_no_row_that_waits():
    read, written = os.pipe()
    os.close(read)
    with os.fdopen(written, "wb") as closed:
        asked = [sys.executable, "-u", "-m", "baoxue", "template", "nothing", "--to", os.devnull]
        done = subprocess.run(asked, cwd=ROOT, stdout=closed, stderr=closed, check=False)
    assert done.returncode == 141


@pytest.fixture
def send(tmp_path):
    rows = grid(pupils(6))
    rows[3][3] = "6.1083E+17"
    path = xlsx(tmp_path / "花名册.xlsx", ("花名册", rows))
    about = ["--from", FIRST, "--month", "2018-09"]
    return lambda *more: CliRunner().invoke(app, ["--lang", "zh", "submit", str(path), *more, *about])


def refused(done, *said):
    assert done.exit_code == 2 and "Traceback" not in done.output
    assert all(words in done.output for words in said), done.output


def test_a_ledger_that_another_holds_is_said_and_a_later_try_is_accepted(home, send, monkeypatch):
    monkeypatch.setattr(database, "_WAITS", 0.1)
    open_ledger(home).close()
    other = sqlite3.connect(home / FILE, isolation_level=None)
    other.execute("begin immediate")
    refused(send(), FILE, "另一程序正在写入", "请稍后再办理一次")
    other.execute("rollback")
    other.close()
    assert send().exit_code == 1


@pytest.mark.parametrize("command", [["snapshots"], ["publish"], ["figures", "pg_ledger"], ["sql", "select 1"], ["gc"]])
def test_a_damaged_ledger_is_named_by_every_command(home, send, command):
    (home / FILE).write_bytes(b"not a ledger at all " * 500)
    refused(send(), FILE, "文件已损坏", "从备份恢复")
    refused(CliRunner().invoke(app, ["--lang", "zh", *command]), FILE, "文件已损坏")


def test_a_full_disk_is_said_with_the_path(home, send, monkeypatch):
    def full(self, content, *_, **__):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self.root / "staging" / "x"))

    monkeypatch.setattr(Store, "put_bytes", full)
    refused(send(), "store/staging/x", "请清理磁盘")


def test_a_file_that_cannot_be_taken_hides_nothing_of_those_before_it(home, send, monkeypatch):
    done = send("nowhere.xlsx")
    assert done.exit_code == 2 and "nowhere.xlsx: 没有这个文件" in done.output
    assert "待修改 1 行" in done.output and "6.1083E+17" in done.output


def test_rows_that_were_accepted_are_not_called_refused_for_want_of_a_marked_copy(home, send):
    (home / "outbox").write_text("no folder")
    done = send()
    assert done.exit_code == 1 and "接收" in done.output and "标注副本" not in done.output


@pytest.mark.parametrize(
    "words", [["snapshots"], ["figures", "pg_monthly_report"], ["check"], ["sql"], ["publish"], ["gc"]]
)
def test_a_home_that_is_none_is_said_and_not_made(words, tmp_path, monkeypatch):
    monkeypatch.setenv("BAOXUE_HOME", str(tmp_path / "typo"))
    said = CliRunner().invoke(app, ["--lang", "zh", *words])
    assert said.exit_code == 2 and "这里没有台账" in said.output and not (tmp_path / "typo").exists()

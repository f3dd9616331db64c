"""What every command shares: the home, errors without a trace, answers as tables or JSON."""

import errno
import json
import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from baoxue.contracts.dates import is_month
from baoxue.privacy import write_for_us_alone
from baoxue.settings import moment, settings
from baoxue.words import DEFAULT, LANGUAGES, Message, Saying, msg, say, translator

REFUSED = 2
FAULT = 3
"""Of a fault of the program: none of the codes by which ``submit`` says what became of the rows."""
_READER_LEFT = 141
"""As shells say of a command whose reader, such as ``head``, had enough."""


class Commands(TyperGroup):
    """What every command of every group goes through: its errors are said here, and no exit code can be taken for another's.
    What it writes holds children's data, so nobody else on the machine may read it."""

    def invoke(self, ctx: Any) -> Any:
        try:
            with plain_errors():
                return super().invoke(ctx)
        except EOFError as error:  # typer takes it for a question that nobody answered, and ends with 1
            raise RuntimeError(*error.args) from error

    def main(self, *args: Any, **options: Any) -> Any:
        write_for_us_alone()
        try:
            return super().main(*args, **options)
        except Exception:
            traceback.print_exc()
            with suppress(Exception):  # the language itself may be what failed
                tell(msg("程序出了故障,没有收到回执的请再办理一次:同一文件重复上报不产生任何变化。"), err=True)
            sys.exit(FAULT)


app = typer.Typer(
    name="baoxue",
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
    help="保学: from the schools' workbooks to the monthly report. State lives under BAOXUE_HOME (default data/). "
    "Exit code 2: refused, or the machine stood in the way; 3: a fault of the program.",
)
_asked: ContextVar[str] = ContextVar("asked", default="")


@app.callback()
def _chosen(
    lang: Annotated[str, typer.Option(help="zh | en: language of messages; BAOXUE_LANG or LANG by default")] = "",
) -> None:
    if lang and lang not in LANGUAGES:
        raise typer.BadParameter(", ".join(LANGUAGES), param_hint="--lang")
    _asked.set(lang)


def language() -> str:
    """zh or en: as ``--lang`` says, else BAOXUE_LANG, else English where LANG is English."""
    asked = _asked.get() or settings().lang
    if asked in LANGUAGES:
        return asked
    return "en" if os.environ.get("LC_ALL", os.environ.get("LANG", "")).startswith("en") else DEFAULT


def _(text: str) -> str:
    """The message in the language of this command."""
    return translator(language())(text)


def tell(what: Any, err: bool = False) -> None:
    """A message, or an error that carries one, in the language of this command."""
    typer.echo(str(say(what, _)), err=err)


def home() -> Path:
    return settings().home


def month_of(text: str | None) -> str | None:
    """A month given on the command line. Exit code 2 where it is none."""
    if text is not None and not is_month(text):
        raise typer.BadParameter(_("月份写作 2018-09"))
    return text


def moment_of(text: str | None) -> str | None:
    """A day or time given on the command line. Exit code 2 where it is none."""
    if text is not None:
        try:
            moment(text)
        except ValueError:
            raise typer.BadParameter(_("日期写作 2018-12-20 或 2018-12-20T14:30")) from None
    return text


def form_of(text: str) -> str:
    """How rows are printed, as given on the command line. Exit code 2 where it is none of them."""
    if text not in ("table", "csv", "json"):
        raise typer.BadParameter("table, csv, json")
    return text


Form = Annotated[str, typer.Option("--format", help="table | csv | json", callback=form_of)]


@contextmanager
def writable(path: Path) -> Iterator[None]:
    """Around the writing of a file. Exit code 2, and the system's own words, where it cannot be written."""
    try:
        yield
    except OSError as error:
        tell(
            msg(
                "{path}: 不能写入({reason});请检查文件夹是否存在、是否有权限", path=path, reason=error.strerror or error
            ),
            err=True,
        )
        raise typer.Exit(REFUSED) from None


@contextmanager
def plain_errors() -> Iterator[None]:
    """Errors that people can act on, on standard error, exit code 2; faults of the program go on."""
    try:
        yield
    except typer.Exit:
        raise
    except Saying as error:
        tell(error, err=True)
        raise typer.Exit(REFUSED) from None
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is still to be written goes nowhere
        raise typer.Exit(_READER_LEFT) from None
    except OSError as error:
        if error.errno is None:
            raise
        tell(_of_the_machine(error), err=True)
        raise typer.Exit(REFUSED) from None
    except Exception as error:
        from baoxue.engine import QueryError

        if not isinstance(error, QueryError):
            raise
        tell(not_run(error), err=True)
        raise typer.Exit(REFUSED) from None


def not_run(error: Exception) -> Message:
    """A QueryError without the query's text, which follows the engine's words."""
    return msg("查询没有执行:{why}", why=str(error).split("\n\n")[0])


def _of_the_machine(error: OSError) -> Message:
    """Where, why in the system's own words, and what to do."""
    todo = msg("请检查文件夹是否存在、是否有权限。")
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        todo = msg("请清理磁盘,再办理一次。")
    elif error.errno == errno.EIO:
        todo = msg("请检查磁盘是否已满、是否完好,再办理一次。")
    return msg(
        "{path}: 不能读写({reason})。{todo}", path=error.filename or home(), reason=error.strerror or error, todo=todo
    )


def plain(value: Any) -> Any:
    """A cell as JSON and CSV write it."""
    return value.isoformat() if isinstance(value, (date, datetime)) else value


def show(rows: list[dict[str, Any]], form: str) -> None:
    """Rows as ``json`` (one list), ``csv`` or an aligned ``table``."""
    if form == "json":
        typer.echo(json.dumps([{k: plain(v) for k, v in row.items()} for row in rows], ensure_ascii=False, indent=1))
    elif form == "csv":
        import csv

        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(rows[0] if rows else [])
        writer.writerows([[plain(v) for v in row.values()] for row in rows])
    else:
        _aligned(rows)


def _aligned(rows: list[dict[str, Any]]) -> None:
    if not rows:
        typer.echo(_("(没有行)"))
        return
    cells = [list(rows[0]), *([("—" if v is None else str(plain(v))) for v in row.values()] for row in rows)]
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    for line in cells:
        typer.echo("  ".join(text + " " * (w - _width(text)) for text, w in zip(line, widths, strict=True)).rstrip())


def _width(text: str) -> int:
    """Columns a terminal gives the text: a Chinese character takes two."""
    return sum(2 if ord(c) > 0x2E7F else 1 for c in text)

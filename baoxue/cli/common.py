"""What every command shares: the home, errors without a trace, answers as tables or JSON."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from baoxue.contracts.dates import is_month
from baoxue.settings import moment, settings
from baoxue.words import DEFAULT, LANGUAGES, msg, say, translator

app = typer.Typer(
    name="baoxue",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
    help="保学: from the schools' workbooks to the monthly report. State lives under BAOXUE_HOME (default data/).",
)
REFUSED = 2
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
    """Errors that people can act on, on standard error, exit code 2; faults of the program keep their trace."""
    from baoxue.engine import QueryError
    from baoxue.figures.answers import Refused as FiguresRefused
    from baoxue.ledger import Refused
    from baoxue.reference import Fault
    from baoxue.store import Damaged

    try:
        yield
    except QueryError as error:
        typer.echo(str(error).split("\n\n")[0], err=True)
        raise typer.Exit(REFUSED) from None
    except (Refused, FiguresRefused, Damaged, Fault) as error:
        tell(error, err=True)
        raise typer.Exit(REFUSED) from None


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

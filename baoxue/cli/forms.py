"""Commands for forms: which the county has, whether their mapping holds, one filled, and the printed monthly book."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from baoxue.cli.common import REFUSED, _, app, home, moment_of, month_of, plain_errors, show, tell, writable
from baoxue.cli.look import check_eyes, newest, places, viewer_as
from baoxue.contracts.county_form import Faulty
from baoxue.settings import moment, settings
from baoxue.words import msg, say

if TYPE_CHECKING:
    from baoxue.desk.county_forms import Filled

form = typer.Typer(no_args_is_help=True, help="The county's own forms (reference/forms), filled with figures.")
app.add_typer(form, name="form")
Month = Annotated[str | None, typer.Option(help="YYYY-MM; the newest month by default", callback=month_of)]
Area = Annotated[str | None, typer.Option(help="county, township or school by its code")]


AsOf = Annotated[str | None, typer.Option(help="2018-12-20 (its end) or 2018-12-20T14:30", callback=moment_of)]
To = Annotated[Path | None, typer.Option("--to", help="where to write it")]


@form.command("list")
def listed() -> None:
    """The names of the forms."""
    from baoxue.desk.county_forms import names

    for name in names(home()):
        typer.echo(name)


@form.command("check")
def check(
    name: Annotated[str | None, typer.Argument(help="one form; all by default")] = None,
    month: Month = None,
    area: Area = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Say every fault of a form's mapping: file, line, cell, found, expected, what to do. Exit code 2 where there is one.

    Example: python -m baoxue form check 控辍保学工作月报表
    """
    from baoxue.desk import county_forms

    faults: list[dict[str, Any]] = []
    with plain_errors():
        for one in [name] if name else county_forms.names(home()):
            try:
                cells = county_forms.check(home(), one, *_about(month, area, None))
                tell(msg("{name}: 可以填写,{n} 格", name=one, n=cells), err=as_json)
            except Faulty as faulty:
                tell(msg("{name}: 表格有 {n} 处问题", name=one, n=len(faulty.faults)), err=True)
                faults += [
                    {"file": f.file, "line": f.line, "cell": f.cell, "found": say(f.found, _),
                     "expected": f.expected.said(_), "todo": f.todo.said(_)} for f in faulty.faults
                ]  # fmt: skip
    if faults or as_json:
        show(faults, "json" if as_json else "table")
    raise typer.Exit(REFUSED if faults else 0)


@form.command("fill")
def fill(
    name: Annotated[str, typer.Argument(help="name of the form: see form list")],
    month: Month = None,
    area: Area = None,
    as_of: AsOf = None,
    path: To = None,
    post: Annotated[str | None, typer.Option("--as", help="post whose eyes to look through")] = None,
) -> None:
    """Fill a form with the figures of a month. A form with any fault is not filled: exit code 2.

    Example: python -m baoxue form fill 控辍保学工作月报表 --month 2018-11 --to 月报.xlsx
    """
    from baoxue.desk import county_forms

    with plain_errors():
        try:
            viewer = viewer_as(post, _door(as_of)[1]) if post else None
            filled = county_forms.fill(home(), name, *_about(month, area, as_of, viewer))
        except Faulty as faulty:
            tell(faulty, err=True)
            raise typer.Exit(REFUSED) from None
    _write(filled, path)


@form.command("book")
def book(
    post: Annotated[str, typer.Option("--as", help="post that looks: the lists hold its children")],
    month: Month = None,
    area: Area = None,
    as_of: AsOf = None,
    path: To = None,
) -> None:
    """The printed monthly report with its four lists, as one workbook; children stand in it as 张某某.

    Example: python -m baoxue form book --as bureau_clerk --month 2018-11 --to 月报.xlsx
    """
    from baoxue.desk.monthly_book import make

    with plain_errors():
        door, at = _door(as_of)
        viewer = viewer_as(post, at)
        door, code, place, chosen, at = _about(month, area, as_of, viewer)
        made = make(door, viewer, code, place, chosen, at)
    _write(made, path)


def _about(
    month: str | None, area: str | None, as_of: str | None, viewer: Any = None
) -> tuple[Any, str, str, str, datetime]:
    """Figures, code and name of the place, month, time. Exit code 2 where the viewer's screens do not show the monthly
    report of that place."""
    from baoxue.access import home_place

    door, at = _door(as_of)
    chosen, county = month or door.snapshot.months[-1], settings().county
    start = home_place(viewer, county) if viewer else None
    code = area or (start or county).split("-")[0]  # the report knows no class: its school, as on the screen
    found = places(door, [code], chosen, at)
    if viewer:
        check_eyes(door, "pg_monthly_report", viewer, [code], found)
    return door, code, found[code]["place_name"], chosen, at


def _door(as_of: str | None) -> tuple[Any, datetime]:
    """Figures, and the time that they are asked for."""
    from baoxue.wiring import open_figures

    door = open_figures(home())
    return door, moment(as_of) if as_of else newest(door)


def _write(filled: "Filled", path: Path | None) -> None:
    """The workbook to where it was asked for, else under its own name here; says where."""
    target = path or Path(filled.file)
    with writable(target):
        target.write_bytes(filled.content)
    typer.echo(str(target))

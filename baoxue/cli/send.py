"""Commands that bring something in: workbooks, templates, the existing ledger."""

from pathlib import Path
from typing import Annotated, Any

import typer

from baoxue import clock
from baoxue.cli.common import REFUSED, _, app, home, month_of, plain_errors, show, tell
from baoxue.words import msg

ledger = typer.Typer(no_args_is_help=True, help="The cases' ledger.")
app.add_typer(ledger, name="ledger")
EXIT = {"accepted": 0, "waiting": 1, "refused": REFUSED}
STATES = {"accepted": msg("已全部接收"), "waiting": msg("已接收,部分待修改"), "refused": msg("整份退回,未接收任何行")}


def said(finding: Any) -> dict[str, str]:
    """Where the fault is and its words, in the language of the command."""
    words = finding.words(_)
    return {"sheet": finding.sheet, "cell": finding.cell, "fault": words.fault, "found": words.found,
            "expected": words.expected, "todo": words.todo}  # fmt: skip


@app.command()
def template(
    kind: Annotated[str, typer.Argument(help="roll | attendance | household | aid | posts | ledger")],
    path: Annotated[Path | None, typer.Option("--to", help="where to write it")] = None,
    month: Annotated[str | None, typer.Option(help="YYYY-MM: of an attendance sheet", callback=month_of)] = None,
) -> None:
    """Write an empty workbook with drop-downs that intake reads without a question.

    Example: python -m baoxue template attendance --month 2018-09 --to 考勤表.xlsx
    """
    from baoxue.intake import template as write
    from baoxue.intake.templates import KINDS

    target = path or Path(f"{kind}.xlsx")
    if kind not in KINDS:
        tell(msg("没有模板 {kind};可选 {kinds}", kind=kind, kinds=", ".join(KINDS)), err=True)
        raise typer.Exit(REFUSED)
    write(kind, target, month=month or "")
    typer.echo(str(target))


@app.command()
def submit(
    files: Annotated[list[Path], typer.Argument(help="workbooks: .xlsx .xls .et .csv")],
    unit: Annotated[
        str, typer.Option("--from", help="学校标识码, 10 digits; of a household register: village, 12, or township, 9")
    ],
    month: Annotated[str, typer.Option(help="YYYY-MM", callback=month_of)],
    kind: Annotated[str, typer.Option(help="household | aid; recognised by its headings when not given")] = "",
    item: Annotated[
        str, typer.Option(help="aid: kindergarten | boarder | meals | senior | vocational, where the file does not say")
    ] = "",
    period: Annotated[
        str, typer.Option(help="aid: 2018-1 autumn, 2018-2 spring, or a month, where the file does not say")
    ] = "",
    nil: Annotated[bool, typer.Option(help="零报告: no suspected and no dropped-out pupil")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="every finding, for a program")] = False,
) -> None:
    """Submit workbooks of a school, village or township. Exit code 0: accepted; 1: accepted, rows wait for correction; 2: refused.

    Example: python -m baoxue submit 11月考勤.xlsx --from 2161083000 --month 2018-11
    """
    from baoxue.intake.form_kinds import KINDS

    if kind and kind not in KINDS:
        raise typer.BadParameter(", ".join(KINDS), param_hint="--kind")
    worst = 0
    rows = []
    for path in files:
        if not path.is_file():
            tell(msg("{path}: 没有这个文件", path=path), err=True)
            raise typer.Exit(REFUSED)
        with plain_errors():
            told = {name: value for name, value in (("item", item), ("period", period)) if value}
            receipt = _sent(path, unit, month, kind, nil, told)
        worst = max(worst, EXIT[receipt.state])
        if not as_json:
            tell(msg("{file}: {state} 接收 {n} 行, 待修改 {waiting} 行", file=path.name, state=STATES[receipt.state],
                     n=receipt.rows_accepted, waiting=receipt.rows_waiting))  # fmt: skip
        about = {"file": path.name, "state": receipt.state}
        rows += [about | {"severity": f.severity, "code": f.code, **said(f)} for f in receipt.findings]
        if receipt.marked_copy and not as_json:
            tell(msg("标注副本: {path}", path=receipt.marked_copy))
    if rows or as_json:
        show(rows, "json" if as_json else "table")
    raise typer.Exit(worst)


def _sent(path: Path, unit: str, month: str, kind: str, is_nil: bool, told: dict[str, str]) -> Any:
    """The receipt of one file: of a form where it is one, else of a roll or an attendance sheet."""
    from baoxue.intake import submit as send
    from baoxue.intake.form_reception import form_kind_of, submit_form

    if form := kind or form_kind_of(path):
        return submit_form(home(), path, form, unit, month, "命令行", told=told)
    return send(home(), path, unit, month, "命令行", is_nil=is_nil)


@ledger.command("import")
def import_ledger(file: Annotated[Path, typer.Argument(help="台账 workbook")]) -> None:
    """Take an existing 台账 over, line by line: texts stay as they are, dates are read where certain.

    A line that came before enters once. Exit code 1 when lines wait for an answer, 2 when the file is refused.
    """
    from baoxue.intake.ledger_lines import import_ledger as take

    with plain_errors():
        receipt = take(home(), file, clock.now(), "命令行")
    tell(msg("{file}: {state} 接收 {n} 行, 待修改 {waiting} 行", file=file.name, state=STATES[receipt.state],
             n=receipt.rows_accepted, waiting=receipt.rows_waiting))  # fmt: skip
    show([said(f) for f in receipt.findings], "table")
    raise typer.Exit(EXIT[receipt.state])


@app.command("export-roll")
def export_roll(
    school: Annotated[list[str], typer.Argument(help="学校标识码, one or several")],
    post: Annotated[
        str, typer.Option("--as", help="post that takes it out: the school's, central school's or bureau's")
    ],
    month: Annotated[str | None, typer.Option(help="YYYY-MM; the newest month by default", callback=month_of)] = None,
    form: Annotated[str, typer.Option("--format", help="xlsx | csv")] = "xlsx",
    folder: Annotated[Path, typer.Option("--to", help="folder to write into")] = Path("."),
) -> None:
    """Write a school's roll in the national register's columns, with names and numbers. Leaves a trace.

    Exit code 2 for a post that may not have it: nothing is given out masked. Columns that are not held stay empty.
    Example: python -m baoxue export-roll 2161083000 --as clerk_school-2161083000 --month 2018-12
    """
    from baoxue.cli.look import newest, viewer_as
    from baoxue.contracts.platform import not_held
    from baoxue.desk.roll_export import export_roll as export
    from baoxue.reports.roll_export import FORMATS
    from baoxue.wiring import open_figures

    if form not in FORMATS:
        raise typer.BadParameter(", ".join(FORMATS), param_hint="--format")
    with plain_errors():
        door = open_figures(home())
        at, viewer = newest(door), viewer_as(post, clock.now())
        for code in school:
            made = export(home(), viewer, door, code, month or door.snapshot.months[-1], at, form)
            target = folder / made.file
            target.write_bytes(made.content)
            tell(msg("{path}: {n} 行", path=target, n=made.rows))
    names = "、".join(column.heading for column in not_held() if column.is_compulsory)
    tell(msg("系统不存的列留空,请在全国学籍系统中补填:{columns}。", columns=names), err=True)

"""Commands that bring something in: workbooks, templates, the existing ledger."""

from pathlib import Path
from typing import Annotated, Any

import typer

from baoxue import clock
from baoxue.cli.common import REFUSED, _, app, home, month_of, show, tell, writable
from baoxue.words import msg

ledger = typer.Typer(no_args_is_help=True, help="The cases' ledger.")
app.add_typer(ledger, name="ledger")
EXIT = {"accepted": 0, "waiting": 1, "refused": REFUSED}
STATES = {"accepted": msg("已全部接收"), "waiting": msg("已接收,部分待修改"), "refused": msg("整份退回,未接收任何行")}

_ELSEWHERE = {
    "posts": (msg("七长名册"), "python -m baoxue posts import"),
    "list": (msg("上级名单"), "python -m baoxue lists import"),
}
"""Sheets that are not submitted for a unit and month, and the command that takes them."""


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
    with writable(target):
        write(kind, target, month=month or "")
    typer.echo(str(target))


@app.command()
def submit(
    files: Annotated[list[Path], typer.Argument(help="workbooks: .xlsx .xls .et .csv")],
    unit: Annotated[
        str,
        typer.Option(
            "--from", help="学校标识码, 10 digits; of a household register: village, 12, or township, 9; none of a 台账"
        ),
    ] = "",
    month: Annotated[str | None, typer.Option(help="YYYY-MM; none of a 台账", callback=month_of)] = None,
    kind: Annotated[str, typer.Option(help="household | aid | ledger; recognised by its headings when not given")] = "",
    post: Annotated[str, typer.Option("--as", help="of a 台账: post that acts, the bureau's clerk")] = "",
    item: Annotated[
        str, typer.Option(help="aid: kindergarten | boarder | meals | senior | vocational, where the file does not say")
    ] = "",
    period: Annotated[
        str, typer.Option(help="aid: 2018-1 autumn, 2018-2 spring, or a month, where the file does not say")
    ] = "",
    nil: Annotated[bool, typer.Option(help="零报告: no suspected and no dropped-out pupil")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="every finding, for a program")] = False,
) -> None:
    """Submit workbooks of a school, village or township, or the county's 台账. Exit code 0: accepted; 1: accepted, rows wait for correction; 2: refused.

    Example: python -m baoxue submit 11月考勤.xlsx --from 2161083000 --month 2018-11
    """
    from baoxue.intake.form_kinds import KINDS

    if kind and kind not in (*KINDS, "ledger"):
        raise typer.BadParameter(", ".join((*KINDS, "ledger")), param_hint="--kind")
    worst = 0
    rows: list[dict[str, Any]] = []
    try:
        for path in files:
            if not path.is_file():
                tell(msg("{path}: 没有这个文件", path=path), err=True)
                raise typer.Exit(REFUSED)
            told = {name: value for name, value in (("item", item), ("period", period)) if value}
            receipt = _sent(path, unit, month or "", kind, nil, told, post)
            worst = max(worst, EXIT[receipt.state])
            if not as_json:
                tell(msg("{file}: {state} 接收 {n} 行, 待修改 {waiting} 行", file=path.name, state=STATES[receipt.state],
                         n=receipt.rows_accepted, waiting=receipt.rows_waiting))  # fmt: skip
            about = {"file": path.name, "state": receipt.state}
            rows += [about | {"severity": f.severity, "code": f.code, **said(f)} for f in receipt.findings]
            if receipt.marked_copy and not as_json:
                tell(msg("标注副本: {path}", path=receipt.marked_copy))
    finally:  # of a file that came before one that could not be taken, everything is said too
        if rows:
            show(rows, "json" if as_json else "table")
    if as_json and not rows:
        show(rows, "json")
    raise typer.Exit(worst)


def _sent(path: Path, unit: str, month: str, kind: str, is_nil: bool, told: dict[str, str], post: str) -> Any:
    """The receipt of one file: of a form where it is one, else of a roll or an attendance sheet."""
    from baoxue.intake import submit as send
    from baoxue.intake.form_reception import form_kind_of, submit_form

    form = kind or form_kind_of(path)
    if form == "ledger":
        return _taken_over(path, post).receipt
    if form in _ELSEWHERE:
        tell(
            msg(
                "{file} 是{what},请用 {command}", file=path.name, what=_ELSEWHERE[form][0], command=_ELSEWHERE[form][1]
            ),
            err=True,
        )
        raise typer.Exit(REFUSED)
    for option, value in (("--from", unit), ("--month", month)):
        if not value:
            raise typer.BadParameter(_("没有说明 {option}").format(option=option), param_hint=option)
    if form:
        return submit_form(home(), path, form, unit, month, "命令行", told=told)
    return send(home(), path, unit, month, "命令行", is_nil=is_nil)


@ledger.command("import")
def import_ledger(
    file: Annotated[Path, typer.Argument(help="台账 workbook: .xlsx .xls .et .csv")],
    post: Annotated[str, typer.Option("--as", help="post that acts: the bureau's clerk")] = "",
    dry_run: Annotated[bool, typer.Option(help="say what would be recorded, record nothing")] = False,
) -> None:
    """Take an existing 台账 over, line by line: texts stay as they are, dates are read where certain.

    A line that came before enters once. Exit code 1 when lines wait for an answer, 2 when the file is refused.
    """
    if not file.is_file():
        tell(msg("{path}: 没有这个文件", path=file), err=True)
        raise typer.Exit(REFUSED)
    done = _taken_over(file, post, dry_run)
    _tell_ledger(file, done)
    show([said(f) for f in done.receipt.findings], "table")
    raise typer.Exit(EXIT[done.receipt.state])


def _taken_over(file: Path, post: str, dry_run: bool = False) -> Any:
    from baoxue.cli.look import viewer_as
    from baoxue.desk import ledger_book as desk

    act = desk.rehearse if dry_run else desk.enter
    return act(home(), viewer_as(post, clock.now()), file)


def _tell_ledger(file: Path, done: Any) -> None:
    tell(msg("{file}: {state} 接收 {n} 行, 待修改 {waiting} 行", file=file.name, state=STATES[done.receipt.state],
             n=done.receipt.rows_accepted, waiting=done.receipt.rows_waiting))  # fmt: skip
    tell(msg("新立案 {opened}(其中反弹 {relapses}) · 认定辍学 {confirmed} · 劝返 {persuaded} · 返校 {returned} · 销号 {closed}"
             " · 排除 {cleared} · 更正 {corrected}",
             opened=done.count("opened"), relapses=done.relapses, confirmed=done.count("confirmed"),
             persuaded=done.count("persuaded"), returned=done.count("returned"), closed=done.count("closed"),
             cleared=done.count("cleared"), corrected=done.count("corrected")))  # fmt: skip
    if done.receipt.marked_copy:
        tell(msg("标注副本: {path}", path=done.receipt.marked_copy))


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
    door = open_figures(home())
    at, viewer = newest(door), viewer_as(post, clock.now())
    for code in school:
        made = export(home(), viewer, door, code, month or door.snapshot.months[-1], at, form)
        target = folder / made.file
        with writable(target):
            target.write_bytes(made.content)
        tell(msg("{path}: {n} 行", path=target, n=made.rows))
    names = "、".join(column.heading for column in not_held() if column.is_compulsory)
    tell(msg("系统不存的列留空,请在全国学籍系统中补填:{columns}。", columns=names), err=True)

"""Commands for lists from above: take one in, show it, say whom a line means, answer it, send it back."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from baoxue.cli.common import REFUSED, app, home, plain_errors, show, tell
from baoxue.cli.look import viewer_as
from baoxue.cli.send import EXIT, STATES, said
from baoxue.words import msg

lists = typer.Typer(no_args_is_help=True, help="Lists of suspected children from a higher office.")
app.add_typer(lists, name="lists")
As = Annotated[str, typer.Option("--as", help="post that acts: the bureau's clerk")]
Day = Annotated[datetime, typer.Option(formats=["%Y-%m-%d"])]


def _viewer(post: str) -> Any:
    from baoxue import clock

    return viewer_as(post, clock.now())


@lists.command("import")
def take(
    file: Annotated[Path, typer.Argument(help="the list as it came: .xlsx .xls .et .csv")],
    name: Annotated[str, typer.Option(help="what the list is called")],
    received: Day,
    reply_by: Day,
    post: As,
) -> None:
    """Take a list in: every line is kept and matched, or asked about. Sent again it changes nothing.

    Exit code 1 when lines ask whom they mean, 2 when the file is refused.
    """
    from baoxue.desk.lists import receive

    if not file.is_file():
        tell(msg("{path}: 没有这个文件", path=file), err=True)
        raise typer.Exit(REFUSED)
    with plain_errors():
        receipt = receive(home(), _viewer(post), file, name, received.date(), reply_by.date())
    tell(msg("{file}: {state} 接收 {n} 行, 待修改 {waiting} 行", file=file.name, state=STATES[receipt.state],
             n=receipt.rows_accepted, waiting=receipt.rows_waiting))  # fmt: skip
    show([said(f) for f in receipt.findings], "table")
    raise typer.Exit(EXIT[receipt.state])


@lists.command("show")
def look(
    post: As,
    list_id: Annotated[str | None, typer.Option("--list", help="one list's lines, with their names")] = None,
    form: Annotated[str, typer.Option("--format", help="table | csv | json")] = "table",
) -> None:
    """The lists and how far they are; or the lines of one, which leaves a trace."""
    from baoxue.desk.lists import progress, worked

    with plain_errors():
        viewer = _viewer(post)
        if list_id is None:
            rows = [
                {"list": p.about.list_id, "name": p.about.name, "reply_by": p.about.reply_on, "lines": p.lines,
                 "questions": p.questions, "unanswered": p.unanswered, "left_open": p.left_open,
                 "cleared": p.cleared, "overdue": p.overdue}
                for p in progress(home(), viewer)
            ]  # fmt: skip
        else:
            rows = [
                {"line": s.line.line_no, "name": s.line.name, "match": s.line.match, "child": s.line.child_key,
                 "code": s.said.get("code"), "owner": s.said.get("owner") or None, "due_on": s.said.get("due_on")}
                for s in worked(home(), viewer, list_id)
            ]  # fmt: skip
    show(rows, form)


@lists.command("resolve")
def choose(
    list_id: Annotated[str, typer.Argument()],
    line: Annotated[int, typer.Argument()],
    post: As,
    child: Annotated[int | None, typer.Option(help="child_key; without it: no child of the register")] = None,
) -> None:
    """Say whom a line means that could not be matched with certainty."""
    from baoxue.desk.lists import resolve

    with plain_errors():
        resolve(home(), _viewer(post), list_id, line, child)
    tell(msg("已登记"))


@lists.command("answer")
def reply_to(
    list_id: Annotated[str, typer.Argument()],
    line: Annotated[int, typer.Argument()],
    code: Annotated[str, typer.Option(help="code of the set list_answer")],
    checked_by: Annotated[str, typer.Option(help="核查人, not the one who records the answer")],
    post: As,
    proof: Annotated[str, typer.Option()] = "",
    school: Annotated[str, typer.Option()] = "",
    cause: Annotated[str, typer.Option()] = "",
    owner: Annotated[str, typer.Option(help="of an answer that leaves the line open")] = "",
    due: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])] = None,
) -> None:
    """Answer one line. 确属失学 and 失联 of a known child stand in the ledger as a case."""
    from baoxue.desk.lists import Answer, answer

    due_on: date | None = due.date() if due else None
    with plain_errors():
        case_no = answer(home(), _viewer(post), list_id, line,
                         Answer(code, checked_by, proof, school, cause, owner, due_on))  # fmt: skip
    tell(msg("已登记,台账 {no}", no=case_no) if case_no else msg("已登记"))


@lists.command("export")
def give_back(
    list_id: Annotated[str, typer.Argument()],
    path: Annotated[Path, typer.Option("--to", help="where to write the workbook")],
    post: As,
) -> None:
    """Write the 回复表: the list in the columns and order in which it came, filled in. Leaves a trace."""
    from baoxue.desk.lists import reply
    from baoxue.reports.list_reply import list_reply

    with plain_errors():
        labels, rows = reply(home(), _viewer(post), list_id)
    path.write_bytes(list_reply(labels, rows))
    typer.echo(str(path))

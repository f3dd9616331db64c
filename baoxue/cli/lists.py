"""Commands for lists from above: take one in, show it, say whom a line means, answer it, send it back."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from baoxue.cli.common import REFUSED, Form, app, home, show, tell, writable
from baoxue.cli.look import viewer_as
from baoxue.cli.send import EXIT, STATES, said
from baoxue.words import msg

lists = typer.Typer(no_args_is_help=True, help="Lists of suspected children from a higher office.")
app.add_typer(lists, name="lists")
As = Annotated[str, typer.Option("--as", help="post that acts")]
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
    receipt = receive(home(), _viewer(post), file, name, received.date(), reply_by.date())
    tell(msg("{file}: {state} 接收 {n} 行, 待修改 {waiting} 行", file=file.name, state=STATES[receipt.state],
             n=receipt.rows_accepted, waiting=receipt.rows_waiting))  # fmt: skip
    show([said(f) for f in receipt.findings], "table")
    raise typer.Exit(EXIT[receipt.state])


@lists.command("show")
def look(
    post: As,
    list_id: Annotated[str | None, typer.Option("--list", help="one list's lines, with their names")] = None,
    form: Form = "table",
) -> None:
    """The lists and how far they are; or the viewer's lines of one, which leaves a trace."""
    from baoxue.access import home_place, mask, shows_full_name
    from baoxue.desk.lists import worked
    from baoxue.desk.permits import check_can_see_lists
    from baoxue.settings import settings
    from baoxue.wiring import open_figures

    viewer = _viewer(post)
    if list_id is None:
        check_can_see_lists(viewer)
        place = home_place(viewer, settings().county) or settings().county
        rows = open_figures(home()).aggregate("pg_lists", area=place).rows
    else:
        shown = ("line_no", "child_key", "name", "match", "state", "code", "evidence_state", "data_code", "needs_each",
                 "is_to_review", "owner", "due_on", "is_overdue", "case_no")  # fmt: skip
        rows = [
            {k: mask(v) if k == "name" and not shows_full_name(viewer, r) else v for k, v in r.items() if k in shown}
            for r in worked(home(), viewer, list_id)
        ]
    show(rows, form)


@lists.command("who")
def candidates(
    list_id: Annotated[str, typer.Argument()],
    line: Annotated[int, typer.Argument()],
    post: As,
    form: Form = "table",
) -> None:
    """Children of the register whom a line may mean. Leaves a trace."""
    from baoxue.desk.lists import candidates

    rows = candidates(home(), _viewer(post), list_id, line)
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
    """Answer one line. The bureau's clerk records what others checked, and it holds, unless such a line is approved one
    by one: then it waits for another person. A school, village or township proposes. What leaves a known child out of
    school stands in the ledger as a case at once."""
    from baoxue.desk.lists import Answer, answer, propose
    from baoxue.desk.permits import can_keep_lists

    due_on: date | None = due.date() if due else None
    viewer = _viewer(post)
    act = answer if can_keep_lists(viewer) else propose
    case_no = act(home(), viewer, list_id, line, Answer(code, checked_by, proof, school, cause, owner, due_on))
    tell(msg("已登记,台账 {no}", no=case_no) if case_no else msg("已登记"))


@lists.command("accept")
def accept(list_id: Annotated[str, typer.Argument()], post: As) -> None:
    """Accept together what roll, register and attendance prove; the bureau's own approvals are left."""
    from baoxue.desk.lists import accept_proved

    many = accept_proved(home(), _viewer(post), list_id)
    tell(msg("已接受数据证实的 {n} 行", n=many))


Lines = Annotated[list[int], typer.Argument(help="numbers of lines")]
Back = Annotated[str, typer.Option("--return", help="give it back, with this reason")]


@lists.command("verify")
def check(list_id: Annotated[str, typer.Argument()], lines: Lines, post: As, back: Back = "") -> None:
    """Verify what school or village proposed, as central school or township; or give it back."""
    from baoxue.desk.lists import verify

    many = verify(home(), _viewer(post), list_id, lines, not back, back)
    tell(msg("已办理 {n} 行", n=many))


@lists.command("review")
def approve(list_id: Annotated[str, typer.Argument()], lines: Lines, post: As, back: Back = "") -> None:
    """Approve for the bureau what was verified, or look at what was drawn; or give it back."""
    from baoxue.desk.lists import review

    many = review(home(), _viewer(post), list_id, lines, not back, back)
    tell(msg("已办理 {n} 行", n=many))


@lists.command("export")
def give_back(
    list_id: Annotated[str, typer.Argument()],
    path: Annotated[Path, typer.Option("--to", help="where to write the workbook")],
    post: As,
) -> None:
    """Write the 回复表: the list in the columns and order in which it came, filled in. Leaves a trace."""
    from baoxue.desk.list_reply import reply
    from baoxue.reports.list_reply import list_reply

    content = list_reply(*reply(home(), _viewer(post), list_id))
    with writable(path):
        path.write_bytes(content)
    typer.echo(str(path))

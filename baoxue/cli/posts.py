"""Commands about posts: enter a list of the seven heads as the county keeps it, or a CSV by post_id."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from baoxue.cli.common import REFUSED, app, home, show, tell
from baoxue.words import Message, msg

posts = typer.Typer(no_args_is_help=True, help="Who holds which post, and who acts for whom.")
app.add_typer(posts, name="posts")


@posts.command("import")
def take(
    file: Annotated[Path, typer.Argument(help="七长名册 workbook: .xlsx .xls .et .csv; or a CSV with post_id")],
    post: Annotated[str, typer.Option("--as", help="post that acts: the bureau's clerk")] = "",
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="first day of newcomers whose line states none")
    ] = None,
    dry_run: Annotated[bool, typer.Option(help="say what would change, enter nothing")] = False,
) -> None:
    """Enter a list of people in office, all or nothing; nobody is ended because the list is silent about them.

    A newcomer ends the one before; sent again, nothing changes. A CSV with the columns post_id, head, person_name, phone,
    area_code, school_code, class_key, valid_from, valid_to, in UTF-8, is entered as it stands: that is how the first posts
    come in, before anybody can act; with a bureau's clerk in office it needs --as. Exit code 2 when anything is wrong, and
    nothing is entered.
    """
    if not file.is_file():
        tell(msg("{path}: 没有这个文件", path=file), err=True)
        raise typer.Exit(REFUSED)
    if _is_by_id(file):
        _appoint(file, post, dry_run)
        return
    from baoxue import clock
    from baoxue.cli.look import viewer_as
    from baoxue.cli.send import EXIT, said
    from baoxue.desk import posts as desk

    act = desk.rehearse if dry_run else desk.enter
    done = act(home(), viewer_as(post, clock.now()), file.name, file.read_bytes(), since.date() if since else None)
    tell(_counts(done))
    show([said(f) for f in done.receipt.findings], "table")
    if done.receipt.marked_copy:
        tell(msg("标注副本: {path}", path=done.receipt.marked_copy))
    raise typer.Exit(EXIT[done.receipt.state])


def _counts(done) -> Message:  # type: ignore[no-untyped-def]
    if done.receipt.state == "refused":
        return msg("没有登记:{n} 行待修改", n=done.receipt.rows_waiting)
    return msg("新任 {new} · 离任 {ended} · 变更 {changed} · 不变 {same} · 授权经办 {acting} · 仍空缺 {gaps}",
               new=done.count("new"), ended=done.count("ended"), changed=done.count("changed"), same=done.count("unchanged"),
               acting=len(done.acting), gaps=len(done.gaps))  # fmt: skip


def _is_by_id(file: Path) -> bool:
    from baoxue.desk.posts_by_id import MARK

    if file.suffix.lower() != ".csv":
        return False
    with file.open("rb") as opened:
        return opened.readline().lstrip(b"\xef\xbb\xbf").startswith(MARK.encode())


def _appoint(file: Path, post: str, dry_run: bool) -> None:
    from baoxue import clock
    from baoxue.cli.look import viewer_as
    from baoxue.desk import posts_by_id as desk

    viewer = viewer_as(post, clock.now()) if desk.needs_a_clerk(home()) else None
    many, faults = desk.enter(home(), viewer, file.name, file.read_bytes(), dry_run)
    for fault in faults:
        tell(fault, err=True)
    if faults:
        raise typer.Exit(REFUSED)
    tell(msg("登记 {n} 个岗位", n=many))

"""Commands about who a child is: find the record, correct the name, join two records of one child."""

from typing import Annotated, Any

import typer

from baoxue.cli.common import Form, app, home, show, tell
from baoxue.words import msg

identity = typer.Typer(
    no_args_is_help=True,
    help="学生身份: correct a child's name, join two records of one child (更正姓名、合并重复记录). For the bureau's clerk.",
)
app.add_typer(identity, name="identity")

As = Annotated[str, typer.Option("--as", help="post that acts, 办理的岗位: the bureau's clerk, bureau_clerk")]
Key = Annotated[int, typer.Argument(help="child_key, as `identity find` shows it 登记号")]
Reason = Annotated[
    str, typer.Option(help="what proves it 依据: kept with the act for good, e.g. 户口簿 2018-12-03 核对")
]


def _viewer(post: str) -> Any:
    from baoxue import clock
    from baoxue.cli.look import viewer_as

    return viewer_as(post, clock.now())


@identity.command()
def find(
    words: Annotated[str, typer.Argument(help="name, ID number or student number 姓名、身份证号或学籍号, whole")],
    post: As,
    form: Form = "table",
) -> None:
    """Find the records of a name or number (按姓名或号码查找). Leaves a trace.

    stands_for: the record that a double one is read as. Example: python -m baoxue identity find 王小明 --as bureau_clerk
    """
    from baoxue.desk.identity import find as act

    rows = act(home(), _viewer(post), words)
    show(rows, form)


@identity.command("show")
def acts(key: Key, post: As, form: Form = "table") -> None:
    """Show what was done to a child's name, numbers and records: who, why, when (登记的更正和合并). Leaves a trace."""
    from baoxue.desk.identity import acts as act

    rows = act(home(), _viewer(post), key)
    show(rows, form)


@identity.command()
def rename(
    key: Key, name: Annotated[str, typer.Argument(help="the name as it should be 正确的姓名")], reason: Reason, post: As
) -> None:
    """Correct a child's name (更正姓名): the register, the screens and the next roll go by it; the act keeps the old one.

    For a school's row that waits because its number is registered under another name: look the number up, hold it against
    the household booklet, rename, and let the school send its roll again. A mistake is mended by another rename.
    Example: python -m baoxue identity rename 1024 王晓明 --reason "户口簿 2018-12-03 核对" --as bureau_clerk
    """
    from baoxue.desk.identity import rename as act

    number = act(home(), _viewer(post), key, name, reason)
    tell(msg("已登记,台账号 {n}", n=number))


@identity.command()
def merge(
    key: Key, into: Annotated[int, typer.Argument(help="child_key of the record that stays 留下的登记号")], reason: Reason, post: As
) -> None:  # fmt: skip
    """Join two records of one child (合并重复记录): the first is read as the second, from the next publication on.

    It cannot be taken back, so hold both against the household booklet first. The record with a case stays. Of two with a
    case each, first clear the open case of one as 并案重复 (the answer to its line in a list from above), then join that one
    to the other; where both cases ended otherwise, the records stay two.
    Example: python -m baoxue identity merge 2051 1024 --reason "同一户口簿,身份证号更正" --as bureau_clerk
    """
    from baoxue.desk.identity import merge as act

    number = act(home(), _viewer(post), key, into, reason)
    tell(msg("已登记,台账号 {n};发布后生效", n=number))

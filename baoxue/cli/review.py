"""Commands for re-checking: what was drawn, what was found, what the unit objects, what the county decides."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from baoxue.cli.common import Form, app, home, month_of, plain_errors, show, tell
from baoxue.words import msg

if TYPE_CHECKING:
    from baoxue.desk.review import Subject

review = typer.Typer(no_args_is_help=True, help="The quarterly review's re-checks.")
app.add_typer(review, name="review")


class Kind(StrEnum):
    """What can be re-checked."""

    school = "school"
    case = "case"
    nil = "nil"
    child = "child"


As = Annotated[str, typer.Option("--as", help="post that acts")]
Month = Annotated[str, typer.Option(help="any month of the quarter, YYYY-MM", callback=month_of)]
Unit = Annotated[str, typer.Argument(help="code of the school or township that answers")]
KindOf = Annotated[
    Kind, typer.Argument(help="school | case | nil (a report that facts contradict) | child (found hidden)")
]
Code = Annotated[
    str,
    typer.Argument(
        help="the school's code, the case number, the month of a nil report, or the unit's code for a hidden child"
    ),
]
Child = Annotated[int | None, typer.Option(help="child_key of a hidden child, or of a case's child")]
Reason = Annotated[str, typer.Option(help="what was looked at and what was seen")]


def _subject(month: str, unit: str, kind: Kind, code: str, child: int | None) -> "Subject":
    from baoxue.desk.review import Subject

    return Subject(month, unit, kind.value, code, child)


@review.command("show")
def look(
    month: Month,
    post: As,
    unit: Annotated[str | None, typer.Option(help="one unit's; every unit's for the county")] = None,
    form: Form = "table",
) -> None:
    """Each finding of a quarter as it stands, with what was said about it."""
    from baoxue import clock
    from baoxue.access import mask, shows_full_name
    from baoxue.cli.look import viewer_as
    from baoxue.desk.review import findings

    with plain_errors():
        viewer = viewer_as(post, clock.now())
        rows = [
            {**row, "name": mask(row["name"])} if row["name"] and not shows_full_name(viewer, row) else row
            for row in findings(home(), viewer, month, unit)
        ]
    show(rows, form)


@review.command()
def find(
    unit: Unit, kind: KindOf, code: Code, month: Month, post: As,
    result: Annotated[str, typer.Option(help="agreed | not_agreed | hidden")], reason: Reason = "", child: Child = None,
) -> None:  # fmt: skip
    """Record what a re-check found: of something drawn, or a child found out of school and hidden.

    Example: python -m baoxue review find 6108300101 school 6108300101 --month 2018-11 --result agreed --as bureau_clerk
    """
    from baoxue import clock
    from baoxue.cli.look import viewer_as
    from baoxue.desk.review import find as act

    with plain_errors():
        number = act(home(), viewer_as(post, clock.now()), _subject(month, unit, kind, code, child), result, reason)
    tell(msg("已登记,台账号 {n}", n=number))


@review.command("object")
def object_to(
    unit: Unit, kind: KindOf, code: Code, month: Month, post: As, reason: Reason, child: Child = None
) -> None:  # fmt: skip
    """Object to a finding about one's own unit, within the working days allowed."""
    from baoxue import clock
    from baoxue.cli.look import viewer_as
    from baoxue.desk.review import object_to as act

    with plain_errors():
        number = act(home(), viewer_as(post, clock.now()), _subject(month, unit, kind, code, child), reason)
    tell(msg("已登记,台账号 {n}", n=number))


@review.command()
def decide(
    unit: Unit, kind: KindOf, code: Code, month: Month, post: As,
    result: Annotated[str, typer.Option(help="upheld | withdrawn")], reason: Reason, child: Child = None,
) -> None:  # fmt: skip
    """Decide an objection; never the one who recorded the finding."""
    from baoxue import clock
    from baoxue.cli.look import viewer_as
    from baoxue.desk.review import decide as act

    with plain_errors():
        number = act(home(), viewer_as(post, clock.now()), _subject(month, unit, kind, code, child), result, reason)
    tell(msg("已登记,台账号 {n}", n=number))

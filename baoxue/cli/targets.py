"""Commands about the plan's own targets: show how far they are, record progress, show every row of one."""

from datetime import datetime
from typing import Annotated

import typer

from baoxue.cli.common import Form, app, home, month_of, show, tell
from baoxue.words import msg

targets = typer.Typer(no_args_is_help=True, help="The plan's own targets of the year.")
app.add_typer(targets, name="targets")


@targets.command("show")
def look(
    month: Annotated[str | None, typer.Option(help="YYYY-MM; the newest month by default", callback=month_of)] = None,
    target: Annotated[str | None, typer.Option(help="every row recorded of one target")] = None,
    form: Form = "table",
) -> None:
    """The year's targets and how far they are; a target without a report has no number, which is not 0."""
    from baoxue.settings import settings
    from baoxue.wiring import end_of_today, open_figures

    door = open_figures(home())
    name = "pg_target_history" if target else "pg_targets"
    asked = max(end_of_today(), door.snapshot.data_through)
    rows = door.aggregate(name, month=month, as_of=asked, area=settings().county).rows
    show([row for row in rows if target in (None, row["target_id"])], form)


@targets.command()
def record(
    target: Annotated[str, typer.Argument(help="target_id")],
    done: Annotated[float, typer.Option(help="in the target's unit; 1 or 0 where it is yes or no")],
    post: Annotated[str, typer.Option("--as", help="post that acts: the target's owner, or the bureau's clerk")],
    evidence: Annotated[str, typer.Option(help="what proves it; needed as soon as anything is done")] = "",
    note: Annotated[str, typer.Option()] = "",
    on: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="day on which it stood so; today")] = None,
) -> None:
    """Record how far a target is. A correction is a newer row; the older one stays.

    Example: python -m baoxue targets record 2018-broadband --done 1 --evidence 各校开通单 --as bureau_clerk
    """
    from baoxue import clock
    from baoxue.cli.look import viewer_as
    from baoxue.desk.targets import Progressed
    from baoxue.desk.targets import record as act

    now = clock.now()
    said = Progressed(target, done, (on or now).date(), evidence, note)
    number = act(home(), viewer_as(post, now), said)
    tell(msg("已登记,台账号 {n}", n=number))

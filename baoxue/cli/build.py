"""Commands that make things: the invented county, a snapshot, a sweep, a benchmark, the server."""

import os
import subprocess
import sys
from typing import Annotated

import typer

from baoxue.cli.common import REFUSED, app, home, moment_of, plain_errors, tell
from baoxue.settings import ROOT, moment
from baoxue.words import msg


@app.command()
def demo(
    pupils: Annotated[int, typer.Option(help="about how many pupils in each school year")] = 15_000,
    months: Annotated[int, typer.Option(help="months up to 2018-12, at least 4")] = 16,
    seed: Annotated[int, typer.Option(help="the same seed gives the same county")] = 1,
) -> None:
    """Build the invented county into an empty home (nobody in it exists).

    Example: BAOXUE_HOME=/tmp/county python -m baoxue demo --pupils 2000 --months 5
    """
    from baoxue.demo import NotEmpty, TooFew, build

    with plain_errors():
        try:
            built = build(home(), pupils, months, seed, tell)
        except (NotEmpty, TooFew) as error:
            tell(error, err=True)
            raise typer.Exit(REFUSED) from None
    tell(msg("完成: {n} 条情节。python -m baoxue serve 打开。", n=len(built.expected)))


@app.command()
def publish(
    today: Annotated[
        str | None,
        typer.Option(
            help="YYYY-MM-DD: today's date, to publish where the clock seems wrong and is not", callback=moment_of
        ),
    ] = None,
) -> None:
    """Publish what was accepted since the last snapshot: merge, derive, check, detect, one commit.

    Exit code 2 when a blocking check holds it back, or the clock stands before the newest snapshot or long after all
    that was sent; then nothing has changed.
    """
    from baoxue.publish import publish as run

    with plain_errors():
        done = run(home(), progress=tell, today=moment(today).date() if today else None)
    for name, rows in done.blocked.items():
        tell(msg("阻断检查 {name}: {n} 行", name=name, n=len(rows)), err=True)
    if done.blocked:
        raise typer.Exit(REFUSED)


@app.command()
def gc() -> None:
    """Put aside files that no snapshot refers to: what an interrupted publish left behind; remove marked copies that are too old.

    The former stay in store/swept for 30 days, from where a snapshot that needs one after all takes it back.
    """
    from baoxue.intake.outbox import sweep as sweep_copies
    from baoxue.publish import sweep
    from baoxue.settings import settings
    from baoxue.store import KEPT_DAYS

    tell(msg("清理 {n} 份过期的标注副本", n=sweep_copies(home(), settings().marked_days)))
    with plain_errors():
        tell(msg("清理 {n} 个文件;数据文件移到 store/swept,{days} 天后的清理才删除", n=sweep(home()), days=KEPT_DAYS))


@app.command()
def bench(
    only: Annotated[list[str] | None, typer.Option(help="part to run; may be repeated")] = None,
    pupils: Annotated[int, typer.Option(help="pupils for the derivation's measurement")] = 400_000,
) -> None:
    """Measure in one run on the same data; prints ratios, since machines differ and are noisy."""
    from baoxue.bench import PARTS, run

    if unknown := [part for part in only or [] if part not in PARTS]:
        raise typer.BadParameter(
            f"{', '.join(unknown)}: no such part; known are {', '.join(PARTS)}", param_hint="--only"
        )
    run(only or [], pupils, typer.echo)


@app.command()
def serve(
    port: Annotated[int, typer.Option(envvar="PORT")] = 8501,
    headless: Annotated[bool, typer.Option(envvar="HEADLESS", help="do not open a browser")] = False,
) -> None:
    """Start the dashboard. Into a home that holds nothing at all the invented county is built first."""
    from baoxue.homes import is_empty, is_unfinished
    from baoxue.server import command

    with plain_errors():
        builds = is_unfinished(home()) or is_empty(home())
    if builds:
        tell(msg("还没有数据,先建立虚构的演示县(约一分钟)。"))
        demo(15_000, 16, 1)
    typer.echo(f"http://127.0.0.1:{port}")
    _become(command(port, "--server.headless", "true" if headless else "false"))


def _become(command: list[str]) -> None:
    """The server in place of this process: who stops the command stops the server, and nothing of the build stays in memory."""
    if os.name == "posix":
        os.chdir(ROOT)
        sys.stdout.flush()
        os.execv(command[0], command)  # noqa: S606 - our own interpreter, no shell
    raise typer.Exit(subprocess.call(command, cwd=ROOT))

"""Commands that look: snapshots, figures, checks, and a shell in which the same relation names work."""

import sys
from datetime import datetime
from functools import partial
from typing import Annotated, Any

import typer

from baoxue.cli.common import (
    REFUSED,
    Form,
    _,
    app,
    home,
    language,
    moment_of,
    month_of,
    not_run,
    plain_errors,
    show,
    tell,
)
from baoxue.settings import moment
from baoxue.words import msg


@app.command()
def snapshots(as_json: Annotated[bool, typer.Option("--json")] = False) -> None:
    """List the snapshots: number, when it was published, how far its data reach."""
    from baoxue.ledger import catalogue, open_ledger

    ledger = open_ledger(home(), create=False)
    with ledger.read() as connection:
        rows = [dict(row._mapping) for row in catalogue.snapshots(connection)]
    ledger.close()
    show(rows, "json" if as_json else "table")


@app.command()
def figures(
    name: Annotated[str, typer.Argument(help="pg_monthly_report, pg_seven_heads, pg_ledger, pg_case …")],
    month: Annotated[str | None, typer.Option(help="YYYY-MM; the newest month by default", callback=month_of)] = None,
    area: Annotated[
        str | None,
        typer.Option(help="county, township, village, school or class by its code; where the post starts by default"),
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(help="2018-12-20 (its end) or 2018-12-20T14:30", callback=moment_of)
    ] = None,
    snapshot: Annotated[
        int | None,
        typer.Option(
            help="number of a snapshot, looked at as of the end of its data; the newest, as of today, by default"
        ),
    ] = None,
    ledger_seq: Annotated[
        int | None,
        typer.Option(
            help="ledger up to this number; cases that a publication opened come after the number it lists", min=0
        ),
    ] = None,
    post: Annotated[
        str | None, typer.Option("--as", help="post whose eyes to look through; needed where children are named")
    ] = None,
    school: Annotated[str | None, typer.Option()] = None,
    class_key: Annotated[str | None, typer.Option("--class")] = None,
    case_no: Annotated[str | None, typer.Option("--case")] = None,
    child_key: Annotated[int | None, typer.Option("--child")] = None,
    post_id: Annotated[str | None, typer.Option("--post", help="post that the question is about")] = None,
    check_name: Annotated[str | None, typer.Option("--check", help="chk_ghost …: the rows of one check")] = None,
    since: Annotated[str | None, typer.Option(help="YYYY-MM-DD", callback=moment_of)] = None,
    list_id: Annotated[str | None, typer.Option("--list", help="a list from above, by its number")] = None,
    period: Annotated[
        str | None, typer.Option(help="term of aid, as 2018-1 (pg_aid_terms); that of the month by default")
    ] = None,
    form: Form = "table",
    as_json: Annotated[bool, typer.Option("--json", help="the same as --format json")] = False,
) -> None:
    """Print the rows of a page query: the same figures that the screens show.

    Opening a child's file (--case) leaves a trace, as on the screen.

    Example: python -m baoxue figures pg_monthly_report --month 2018-11 --area 610830 --format csv
    """
    from baoxue.access import home_place
    from baoxue.desk.open_case import opened
    from baoxue.settings import settings
    from baoxue.wiring import open_figures

    _check_name(name)
    with plain_errors():
        door = open_figures(home(), snapshot)
        at = moment(as_of) if as_of else newest(door) if snapshot is None else door.snapshot.data_through
        viewer = viewer_as(post, at) if post else None
        county = settings().county
        selectors: dict[str, Any] = {
            "area": area or (home_place(viewer, county) if viewer else None) or county, "school": school, "class_key": class_key, "case_no": case_no,
            "child_key": child_key, "post_id": post_id, "check_name": check_name, "since": datetime.fromisoformat(since).date() if since else None,
            "list_id": list_id, "period": period or _term(door, name, month, at),
        }  # fmt: skip
        asked = {
            "month": month,
            "as_of": at,
            "ledger_seq": ledger_seq,
            **selectors,
        }
        about = [place for place in (selectors["area"], school, class_key) if place]
        found = places(door, about, month, at)
        if viewer:
            check_eyes(door, name, viewer, about, found)
        rows = _rows(door, name, viewer, asked)
        if viewer and case_no and rows:
            opened(home(), viewer.post_id, case_no)
    show(rows, "json" if as_json else form)


def _term(door: Any, name: str, month: str | None, at: datetime) -> str | None:
    """The term of aid in which the month lies, for a query that the page of aid asks by term."""
    from baoxue.access import is_on_page

    if not is_on_page(name, "aid"):
        return None
    return next(
        (row["term"] for row in door.aggregate("pg_aid_terms", month=month, as_of=at).rows if row["is_now"]), None
    )


def _check_name(name: str) -> None:
    """Exit code 2 where no query is called so; those with a similar name are named."""
    from difflib import get_close_matches

    from baoxue.engine.queries import queries
    from baoxue.settings import ROOT

    known = queries(ROOT / "queries").files
    if name not in known:
        near = "、".join(get_close_matches(name, known, 5, 0.5)) or "pg_monthly_report、pg_ledger"
        tell(msg("没有 {name} 这个查询;例如 {near}。全部查询见 docs/generated", name=name, near=near), err=True)
        raise typer.Exit(REFUSED)


def check_eyes(door: Any, name: str, viewer: Any, about: list[str], found: dict[str, dict[str, Any]]) -> None:
    """Exit code 2 where the screens of that post do not show the query, or one of the places it is asked about."""
    from baoxue.access import may_ask, may_open_place, roles_for
    from baoxue.desk.permits import check_can_see_review

    if not may_ask(viewer, name):
        said = {r["code"]: r[f"name_{language()}"] for r in door.aggregate("pg_codes").rows if r["code_set"] == "role"}
        who = "、".join(said[role] for role in roles_for(name))
        tell(msg("{name} 不在{role}的页面上;可以查看的是:{who}", name=name, role=said[viewer.role], who=who), err=True)
        raise typer.Exit(REFUSED)
    ground = {code: row["parent_code"] for code, row in found.items() if row["place_level"] == "school"}
    for place in about:
        if not may_open_place(viewer, place, ground):
            tell(msg("{area} 不在您的职责范围内", area=place), err=True)
            raise typer.Exit(REFUSED)
        if name.startswith("pg_review_"):
            check_can_see_review(viewer, place)


def _rows(door: Any, name: str, viewer: Any, asked: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows as that post sees them: children cut to its own and named as on the screen; sums are everybody's."""
    from baoxue.access import is_kept, mask, shows_full_name

    is_private = door.is_about_children(name)
    if viewer is None and is_kept(name) and not is_private:
        tell(msg("{name} 只给部分岗位看;请用 --as 岗位 说明以谁的身份查看", name=name), err=True)
        raise typer.Exit(REFUSED)
    if not is_private:
        return door.aggregate(name, **asked).rows
    if viewer is None:
        tell(msg("{name} 含学生个人信息;请用 --as 岗位 说明以谁的身份查看", name=name), err=True)
        raise typer.Exit(REFUSED)
    rows = door.children(name, viewer, **asked).rows
    return [
        {**row, "name": mask(row["name"])} if row.get("name") and not shows_full_name(viewer, row) else row
        for row in rows
    ]


def places(door: Any, about: list[str], month: str | None, as_of: datetime) -> dict[str, dict[str, Any]]:
    """Code → row of every place. Exit code 2 where one of ``about`` is none: an empty answer would read as nothing found."""
    from baoxue.figures.places import stands

    found = {row["place"]: row for row in door.aggregate("pg_places", month=month, as_of=as_of).rows}
    for area in about:
        if not stands(door, area, found, as_of):
            tell(msg("没有 {area} 这个地区、学校或班级;请用行政区划代码、学校标识码或班级代码", area=area), err=True)
            raise typer.Exit(REFUSED)
    return found


def newest(door: Any) -> datetime:
    """The end of today, or of the data where the clock stands before them."""
    from baoxue.wiring import end_of_today

    return max(end_of_today(), door.snapshot.data_through)


def viewer_as(post: str, on: datetime) -> Any:
    """The person on the post that day, with the same reach as on the screens. Exit code 2 where nobody is."""
    from baoxue.access import answered_for, viewer_of
    from baoxue.figures import Refused
    from baoxue.ledger.posts import standing, standing_delegations
    from baoxue.wiring import ledger_of, open_figures

    if not post:
        tell(msg("没有说明由谁办理;请用 --as 岗位 指明,如 --as bureau_clerk"), err=True)
        raise typer.Exit(REFUSED)
    try:
        schools = answered_for(open_figures(home()).aggregate("pg_places", as_of=on).rows)
    except Refused:  # nothing published yet: there is no school's child to reach either
        schools = {}
    with ledger_of(home()).read() as connection:
        entries = standing(connection)
        viewer = viewer_of(entries, post, on.date(), schools, standing_delegations(connection))
    if not entries:
        tell(
            msg("还没有登记任何岗位。首批岗位用带 post_id 列的 CSV 登记,写法见 python -m baoxue posts import --help"),
            err=True,
        )
        raise typer.Exit(REFUSED)
    if viewer.role == "none":
        tell(msg("{on:%Y-%m-%d} 没有人在岗位 {post} 上", on=on, post=post), err=True)
        raise typer.Exit(REFUSED)
    return viewer


@app.command()
def check(
    month: Annotated[str | None, typer.Option(help="YYYY-MM", callback=month_of)] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
    files: Annotated[
        bool, typer.Option("--files", help="instead: is every stored file, and the ledger, what it was?")
    ] = False,
) -> None:
    """Run every check on the newest snapshot: rows found, and how many could not be compared.

    With --files every file that a snapshot, a submission or a list refers to is verified by its hash, and the ledger by
    its own means; exit code 2 where one is damaged or missing. Let it run every night.
    """
    from baoxue.settings import settings
    from baoxue.wiring import open_figures

    if files:
        _check_files(as_json)
        return
    with plain_errors():
        door = open_figures(home())
        asked = partial(door.aggregate, month=month, as_of=newest(door), area=settings().county)
        rows = [row for name in ("pg_checks", "pg_aid_checks") for row in asked(name).rows]
        rows = [{**row, "title": _(door.how(row["check_name"]).fields["title"])} for row in rows]
    show(rows, "json" if as_json else "table")


def _check_files(as_json: bool) -> None:
    from baoxue.publish.holdings import look_through

    with plain_errors():
        looked = look_through(home())
    rows = [
        {"path": str(w.path), "kind": w.kind, "month": w.month, "unit": w.unit, "found": w.found.said(_)}
        for w in looked.wrong
    ]
    if rows or as_json:
        show(rows, "json" if as_json else "table")
    tell(msg("核对 {n} 个文件和台账:{wrong} 处损坏或缺失", n=looked.files, wrong=len(rows)), err=True)
    if rows:
        raise typer.Exit(REFUSED)


@app.command()
def sql(
    query: Annotated[str | None, typer.Argument(help="one SELECT; without it, lines from standard input")] = None,
    month: Annotated[str | None, typer.Option(help="YYYY-MM for $month", callback=month_of)] = None,
) -> None:
    """A shell over the newest snapshot in which every relation of queries/ has its name, expanded the same way. Exit code 2
    where a query or a line from a pipe failed.

    Example: python -m baoxue sql "select closing_status, count(*) as n from fct_closing group by all"
    """
    from baoxue.cli.shell import Shell
    from baoxue.engine import QueryError

    with plain_errors():
        shell = Shell(home(), month)
    lines = [query] if query else (line.strip() for line in sys.stdin)
    failed = False
    for line in lines:
        if not line or line in ("exit", "quit", "\\q"):
            break
        try:
            show(shell.ask(line.rstrip(";")).to_pylist(), "table")
        except QueryError as error:
            tell(not_run(error), err=True)
            failed = True
    if failed and not sys.stdin.isatty():
        raise typer.Exit(REFUSED)

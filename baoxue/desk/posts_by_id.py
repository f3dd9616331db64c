"""Entering posts by their ids, as a CSV states them: how the first come in, before anybody can act."""

import csv
from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path

from baoxue import clock, reference
from baoxue.access import Viewer
from baoxue.access.viewers import ROLE_OF_HEAD
from baoxue.contracts.post_words import PLACE
from baoxue.desk.actors import name_of, on_behalf
from baoxue.desk.permits import PUBLISHERS, check_can_keep_posts
from baoxue.intake.county import County, county_of
from baoxue.intake.post_units import CLASS_KEY
from baoxue.ledger import Refused, traces
from baoxue.ledger.posts import OPEN, Entry, Post, appoint, standing
from baoxue.settings import settings
from baoxue.wiring import ledger_of
from baoxue.words import Code, Listed, Message, msg

MARK = "post_id,"
"""How such a file begins; any other is a list of the seven heads."""
_UNITS = {
    "county": msg("县的 area_code"),
    "town": msg("本县镇的 area_code(9 位)"),
    "village": msg("本县村的 area_code(12 位)"),
    "school": msg("本县学校的 school_code"),
    "class": msg("本县学校班级的 class_key,如 2161083001-P2013-02"),
}


def needs_a_clerk(home: Path) -> bool:
    """Somebody in office keeps the posts, so nobody enters any without saying who acts."""
    today = clock.now().date()
    with ledger_of(home).read() as connection:
        held = standing(connection)
    return any(
        p["valid_from"] <= today <= (p["valid_to"] or OPEN) and ROLE_OF_HEAD.get(p["head"]) in PUBLISHERS for p in held
    )


def enter(
    home: Path, viewer: Viewer | None, name: str, content: bytes, is_rehearsal: bool = False
) -> tuple[int, list[Message]]:
    """How many posts the file states, and everything that is wrong in it; with anything wrong none is entered. ``viewer``:
    who acts, which leaves a trace; None before anybody in office can. Raises Refused where the viewer may not, or the file
    cannot be read."""
    if viewer is not None:
        check_can_keep_posts(viewer)
    found, faults = _read(county_of(reference.load(home), settings().county), content)
    if faults or is_rehearsal:
        return len(found), faults
    by = Entry("命令行", clock.now())
    with ledger_of(home).write() as connection:
        if viewer is not None:
            by = Entry(name_of(viewer), by.at, on_behalf(connection, viewer))
            traces.note(connection, by.at, viewer.post_id or viewer.post_ids[0], "enter_posts", name)
        appoint(connection, found, by)
    return len(found), faults


def _read(county: County, content: bytes) -> tuple[list[Post], list[Message]]:
    todo = msg("请在表格软件中另存为“CSV UTF-8”;没有登记任何岗位。")
    try:
        lines = list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    except UnicodeDecodeError:
        raise Refused("post_file", msg("岗位 CSV"), msg("不是 UTF-8 编码"), msg("UTF-8 编码的 CSV"), todo) from None
    except csv.Error as error:
        found = msg("不能读出({reason})", reason=error)
        raise Refused("post_file", msg("岗位 CSV"), found, msg("UTF-8 编码的 CSV"), todo) from None
    posts, faults = [], []
    for number, line in enumerate(lines, 2):
        row = {name: (value or "").strip() for name, value in line.items() if name}
        wrong = list(_faults(county, row, has_more=None in line))
        faults += [msg("第 {n} 行: {fault}", n=number, fault=fault) for fault in wrong]
        if not wrong:
            posts.append(_post(row))
    return posts, faults if lines else [msg("没有任何岗位")]


def _faults(county: County, row: dict[str, str], has_more: bool) -> Iterator[Message]:
    if has_more:
        yield msg("单元格比标题多;请检查逗号")
    for name in ("post_id", "head", "person_name", "valid_from"):
        if not row.get(name):
            yield msg("没有 {name}", name=name)
    head = row.get("head", "")
    if head and head not in PLACE:
        yield msg("没有岗位 {head};应为 {expected}", head=head, expected=Listed(tuple(PLACE)))
    elif head and not _is_unit(county, PLACE[head], row):
        unit = row.get("class_key") or row.get("school_code") or row.get("area_code") or "—"
        yield msg("{head} 不能是 {unit} 的岗位;应为 {expected}", head=Code("head", head), unit=unit, expected=_UNITS[PLACE[head]])  # fmt: skip
    days = [row[name] for name in ("valid_from", "valid_to") if row.get(name)]
    unread = [day for day in days if not _is_day(day)]
    yield from (msg("{day} 不是日期;应为 2018-09-01", day=day) for day in unread)
    if not unread and days != sorted(days):
        yield msg("任期 {first} 至 {last} 首尾颠倒", first=days[0], last=days[1])


def _is_unit(county: County, place: str, row: dict[str, str]) -> bool:
    area, school, own_class = (row.get(name, "") for name in ("area_code", "school_code", "class_key"))
    if place == "class":
        return bool(CLASS_KEY.fullmatch(own_class)) and own_class.split("-")[0] in county.schools
    if place == "school":
        return school in county.schools and not own_class
    areas = {"county": {county.county_code}, "town": county.towns.values(), "village": county.codes}
    return area in areas[place] and not school and not own_class


def _is_day(text: str) -> bool:
    try:
        return f"{date.fromisoformat(text):%Y-%m-%d}" == text
    except ValueError:
        return False


def _post(row: dict[str, str]) -> Post:
    last = row.get("valid_to")
    return Post(row["post_id"], row["head"], row["person_name"], date.fromisoformat(row["valid_from"]),
                date.fromisoformat(last) if last else OPEN, row.get("phone") or None, row.get("area_code") or None,
                row.get("school_code") or None, row.get("class_key") or None)  # fmt: skip

"""季评: who does it well, and what cost the points. The county sees all units, a unit itself and the median of its kind."""

from collections import defaultdict
from functools import partial

import streamlit as st

from baoxue.desk import permits
from baoxue.desk import review as desk
from baoxue.ui import formats, review_unit
from baoxue.ui import review_parts as parts
from baoxue.ui.recheck_parts import rechecks
from baoxue.ui.screen import Screen, current, head, section, sentence
from baoxue.ui.table import Column, table
from baoxue.ui.words import _

_LINES = ("household", "student")


def page() -> None:
    screen = current()
    is_county = permits.can_see_rank(screen.viewer)
    head(
        _("季评 {quarter}").format(quarter=parts.quarter(desk.quarter_of(screen.month))),
        _("有学生辍学、发现或上报都不扣分,返校与否不计分;只有迟办、隐瞒和与事实相反的扣分。"),
    )
    if screen.level == "county" and is_county:
        _units()
        rechecks(is_county=True)
    elif screen.level in ("township", "school") and permits.can_see_review(screen.viewer, screen.place):
        review_unit.unit(is_county)
        rechecks(is_county=is_county)
    else:
        sentence(_("季评只向县级和被评单位公开。请在上方选择本镇或本校。"), "bx-empty")


def _units() -> None:
    screen = current()
    rows = screen.aggregate("pg_review_units").rows
    lost = screen.aggregate("pg_review_points")
    points = lost.rows
    columns = partial(_unit_columns, points=points, ranks=screen.aggregate("pg_review_rank").rows)
    review_unit.state(rows)
    if points:
        st.html(parts.legend(lost.made(_of_first_unit)))
    titles = {"household": _("各镇(按户籍)"), "student": _("各校(按学籍)")}
    notes = {"household": _("月报按辖区内学校计,其余按户籍计。"), "student": _("按学生所在学校计;与各镇的表不相加。")}
    for line in _LINES:
        of_line = [r for r in rows if r["line"] == line]
        section(titles[line], notes[line])
        table(
            columns,
            of_line,
            caption=_("{n} 个单位,{scored} 个有得分。点单位看逐项依据。").format(
                n=len(of_line), scored=len([r for r in of_line if r["score"] is not None])
            ),
            empty=_("本季度没有可评的单位。"),
        )


def _unit_columns(screen: Screen, points: list[dict], ranks: list[dict]) -> list[Column]:
    lost = defaultdict(list)
    for row in points:
        lost[_unit(row)].append(row)
    ranked = {_unit(r): r for r in ranks}
    return [
        Column(_("单位"), "unit_name", link=lambda r: screen.open_place(r["unit_code"])),
        Column(_("得分"), parts.score, "html_right"),
        Column(_("与中位数之差"), lambda r: parts.signed(r["distance"]), "right"),
        Column(_("比上季"), lambda r: parts.signed(r["change"]), "right"),
        Column(_("失分(百分制)"), lambda r: parts.bar(lost.get(_unit(r), []), r["lost"]), "html"),
        Column(_("瞒报"), _hidden, "html"),
        Column(_("名次"), lambda r: review_unit.rank(ranked.get(_unit(r))), "right"),
    ]


def _of_first_unit(points: list[dict]) -> list[dict]:
    return [r for r in points if _unit(r) == _unit(points[0])]


def _unit(row: dict) -> tuple[str, str]:
    return row["line"], row["unit_code"]


def _hidden(row: dict) -> str:
    return formats.tag("late", _("{n} 人").format(n=row["hidden_n"])) if row["hidden_n"] else ""

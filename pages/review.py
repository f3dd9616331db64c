"""季评: who does it well, and what cost the points. The county sees all units, a unit itself and the median of its kind."""

import streamlit as st

from baoxue.desk import permits
from baoxue.desk import review as desk
from baoxue.ui import formats
from baoxue.ui import review_parts as parts
from baoxue.ui.recheck_parts import rechecks
from baoxue.ui.screen import current, head, section, sentence
from baoxue.ui.table import Column, Figure, figures_line, table
from baoxue.ui.words import _, word

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
        _unit(is_county)
        rechecks(is_county=is_county)
    else:
        sentence(_("季评只向县级和被评单位公开。请在上方选择本镇或本校。"), "bx-empty")


def _units() -> None:
    screen = current()
    rows = screen.aggregate("pg_review_units").rows
    points = screen.aggregate("pg_review_points").rows
    ranks = {(r["line"], r["unit_code"]): r for r in screen.aggregate("pg_review_rank").rows}
    lost = {key: [p for p in points if (p["line"], p["unit_code"]) == key] for key in ranks}
    _state(rows)
    if points:
        st.html(
            parts.legend(
                [p for p in points if (p["line"], p["unit_code"]) == (points[0]["line"], points[0]["unit_code"])]
            )
        )
    titles = {"household": _("各镇(按户籍)"), "student": _("各校(按学籍)")}
    notes = {"household": _("月报按辖区内学校计,其余按户籍计。"), "student": _("按学生所在学校计;与各镇的表不相加。")}
    for line in _LINES:
        of_line = [r for r in rows if r["line"] == line]
        section(titles[line], notes[line])
        table(
            [
                Column(_("单位"), "unit_name", link=lambda r: screen.open_place(r["unit_code"])),
                Column(_("得分"), parts.score, "html_right"),
                Column(_("与中位数之差"), lambda r: parts.signed(r["distance"]), "right"),
                Column(_("比上季"), lambda r: parts.signed(r["change"]), "right"),
                Column(_("失分(百分制)"), lambda r: parts.bar(lost.get((r["line"], r["unit_code"]), []), r["lost"]), "html"),
                Column(_("瞒报"), _hidden, "html"),
                Column(_("名次"), lambda r: _rank(ranks.get((r["line"], r["unit_code"]))), "right"),
            ],
            of_line,
            caption=_("{n} 个单位,{scored} 个有得分。点单位看逐项依据。").format(
                n=len(of_line), scored=len([r for r in of_line if r["score"] is not None])
            ),
            empty=_("本季度没有可评的单位。"),
        )  # fmt: skip


def _state(rows: list[dict]) -> None:
    if rows and not rows[0]["is_finished"]:
        sentence(_("本季度进行中:未到期的事项不计,得分随上报变化。"), "bx-say")


def _hidden(row: dict) -> str:
    return formats.tag("late", _("{n} 人").format(n=row["hidden_n"])) if row["hidden_n"] else ""


def _rank(row: dict | None) -> str:
    """Place of those that may be ranked; why there is none."""
    if row is None or row["place_no"] is None:
        small = _("学生少,不排名") if row and row["is_small"] else ""
        return _("上课日少,不排名") if row and row["is_short"] else small or formats.NOT_APPLICABLE
    return f"{row['place_no']}/{row['ranked_n']}"


def _unit(is_county: bool) -> None:
    screen = current()
    rows = screen.aggregate("pg_review_units").rows
    if not rows:
        sentence(_("本季度没有可评的事项。"), "bx-empty")
        return
    _state(rows)
    (row,) = rows
    ranks = screen.aggregate("pg_review_rank").rows if is_county else []
    figures_line(
        [
            Figure(_("得分"), parts.points(row["score"]), note=_("可计 {n} 分").format(n=parts.points(row["countable"]))),
            Figure(_("与中位数之差"), parts.signed(row["distance"]), note=_("同类 {n} 个单位").format(n=row["scored_n"])),
            Figure(_("比上季"), parts.signed(row["change"])),
            *[
                Figure(_("名次"), _rank(r) if r["place_no"] else formats.NOT_APPLICABLE, note="" if r["place_no"] else _rank(r).strip("—"))
                for r in ranks
                if r["unit_code"] == row["unit_code"]
            ],
        ]
    )  # fmt: skip
    if row["hidden_n"]:
        veto = _(",其中建档立卡 {n} 人,一票否决").format(n=row["hidden_poor_n"]) if row["hidden_poor_n"] else ""
        sentence(_("复核成立的瞒报 {n} 人").format(n=row["hidden_n"]) + veto, "bx-alert")
    if row["score"] is None:
        sentence(_("可计分值 {n} 分,不足规定,不打分。").format(n=parts.points(row["countable"])), "bx-say")
    _criteria(screen.aggregate("pg_review_points").rows)


def _criteria(points: list[dict]) -> None:
    screen = current()
    worst = max(points, key=lambda p: p["lost"] or 0)
    asked = next((p for p in points if p["criterion"] == st.query_params.get("criterion")), worst)
    chosen = str(asked["criterion"])
    section(_("逐项得分"), _("没有可计事项的一项记“—”,其余折算成百分。"))
    table(
        [
            Column(_("项目"), lambda r: word("criterion", r["criterion"]), link=lambda r: screen.link("review", criterion=r["criterion"])),
            Column(_("怎样计"), lambda r: parts.formula(r["criterion"])),
            Column(_("按期"), "n", "number"),
            Column(_("应计"), "d", "number"),
            Column(_("自报迟"), lambda r: parts.some(r["n_late"]), "right"),
            Column(_("逾期"), lambda r: parts.some(r["n_missing"]), "right"),
            Column(_("他人发现"), lambda r: parts.some(r["n_found"]), "right"),
            Column(_("得分"), lambda r: parts.points(r["earned"]), "right"),
            Column(_("满分"), lambda r: parts.points(r["points"]), "right"),
        ],
        points,
        caption=_("自报的迟办至多扣该项四分之一;他人发现的,该项全失。点项目看依据。"),
        empty="",
        emphasis=lambda r: r["criterion"] == chosen,
    )  # fmt: skip
    _rows(chosen)


def _rows(criterion: str) -> None:
    screen = current()
    answer = screen.children("pg_review_children", count_outside=True)
    found = [*screen.aggregate("pg_review_rows").rows, *answer.rows]
    rows = sorted((r for r in found if r["criterion"] == criterion), key=lambda r: r["row_no"])
    section(_("依据:{name}").format(name=word("criterion", criterion)), parts.formula(criterion))
    outside = _(";全部各项中另有 {n} 行不在您的范围").format(n=answer.outside_n) if answer.outside_n else ""
    table(
        [
            Column(_("事项"), parts.thing),
            Column(_("学生"), lambda r: screen.name(r) if r.get("child_key") else formats.NOT_APPLICABLE,
                   link=lambda r: screen.link("case", case=r["case_no"]) if r.get("case_no") else None),
            Column(_("学校"), lambda r: r["school_name"] or ""),
            Column(_("限期"), "due_on", "day"),
            Column(_("办理"), "done_on", "day"),
            Column(_("结果"), parts.result, "html"),
        ],
        rows,
        caption=_("{n} 行").format(n=len(rows)) + outside,
        empty=_("本季度这一项没有可计的事项。"),
    )  # fmt: skip

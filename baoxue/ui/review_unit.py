"""The quarterly review of one unit: its score, what each criterion cost, and the rows behind every point."""

import streamlit as st

from baoxue.ui import formats
from baoxue.ui import review_parts as parts
from baoxue.ui.case_parts import acted_by
from baoxue.ui.screen import current, section, sentence
from baoxue.ui.table import Column, Figure, figures_line, table
from baoxue.ui.words import _, word


def state(rows: list[dict]) -> None:
    if rows and not rows[0]["is_finished"]:
        sentence(_("本季度进行中:未到期的事项不计,得分随上报变化。"), "bx-say")


def rank(row: dict | None) -> str:
    """Place of those that may be ranked; why there is none."""
    if row is None or row["place_no"] is None:
        small = _("学生少,不排名") if row and row["is_small"] else ""
        return _("上课日少,不排名") if row and row["is_short"] else small or formats.NOT_APPLICABLE
    return f"{row['place_no']}/{row['ranked_n']}"


def unit(is_county: bool) -> None:
    screen = current()
    rows = screen.aggregate("pg_review_units").rows
    if not rows:
        sentence(_("本季度没有可评的事项。"), "bx-empty")
        return
    state(rows)
    (row,) = rows
    ranks = screen.aggregate("pg_review_rank").rows if is_county else []
    figures_line(
        [
            Figure(_("得分"), parts.points(row["score"]), note=_("可计 {n} 分").format(n=parts.points(row["countable"]))),
            Figure(_("与中位数之差"), parts.signed(row["distance"]), note=_("同类 {n} 个单位").format(n=row["scored_n"])),
            Figure(_("比上季"), parts.signed(row["change"])),
            *[
                Figure(_("名次"), rank(r) if r["place_no"] else formats.NOT_APPLICABLE, note="" if r["place_no"] else rank(r).strip("—"))
                for r in ranks
                if r["unit_code"] == row["unit_code"]
            ],
        ]
    )  # fmt: skip
    if row["hidden_n"]:
        veto = _(",其中建档立卡 {n} 人,一票否决").format(n=row["hidden_poor_n"]) if row["hidden_poor_n"] else ""
        sentence(_("复核成立的瞒报 {n} 人").format(n=row["hidden_n"]) + veto, "bx-alert")
    points = screen.aggregate("pg_review_points").rows
    sentence(parts.countable(row, points), "bx-say")
    _criteria(points)


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
        caption=_("自报的迟办至多扣该项四分之一;他人发现的,该项全失;他单位经办的不得分。点项目看依据。"),
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
            Column(_("经办"), lambda r: acted_by(r) if r.get("actor") else ""),
            Column(_("结果"), parts.result, "html"),
        ],
        rows,
        caption=_("{n} 行").format(n=len(rows)) + outside,
        empty=_("本季度这一项没有可计的事项。"),
    )  # fmt: skip

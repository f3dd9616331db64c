"""月报表 and its four lists, asked for and handed to paper. Sums are everybody's; lists hold the viewer's children, as 张某某."""

from datetime import datetime
from typing import Any

from baoxue.access import Viewer, mask_written
from baoxue.desk.county_forms import Filled
from baoxue.figures import Figures
from baoxue.reports.monthly_book import Attachment, Book, monthly_book
from baoxue.words import Code

_CASE = ("编号", "姓名", "学段", "学校班级", "户籍镇村")
_OF_NO_SCHOOL = "县外就读按户籍登记:就读外县的儿童不在本校学籍上,由户籍所在村、镇列名,见镇、县的附表4"
_IN_TOTAL = "只计合计"
"""Where no stage is known, the form counts the case in its total alone."""
_ELSEWHERE = ("elsewhere_proved", "elsewhere_pending")


def make(door: Figures, viewer: Viewer, area: str, place: str, month: str, as_of: datetime) -> Filled:
    """The book of a place and month. Raises Refused of the door."""
    asked: dict[str, Any] = {"month": month, "as_of": as_of, "area": area}
    report, gaps = door.aggregate("pg_monthly_report", **asked), door.aggregate("pg_monthly_gaps", **asked)
    foot = report.foot
    book = Book(
        place=place, month=month, through=foot.data_through.date(),
        version=f"数据版本 {foot.snapshot} · 台账号 {foot.ledger_seq} · 截至 {foot.as_of:%Y-%m-%d %H:%M} · 口径 {foot.query_sha[:8]}",
        rows=report.rows,
        gaps={(r["line"], r["unit_code"], r["stage"], r["figure"]): r["gap"] for r in gaps.rows},
        attachments=_attachments(door, viewer, asked, _total(report.rows, area)),
    )  # fmt: skip
    return Filled(monthly_book(book), f"控辍保学月报-{place}-{month}.xlsx")


def _total(rows: list[dict], area: str) -> dict:
    """The place's own row: by household where it is an area, by roll where it is a school."""
    line = "household" if len(area) in (6, 9, 12) or area == "unknown" else "student"
    return next((r for r in rows if r["line"] == line and r["stage"] == "all" and r["is_total"]), {})


def _attachments(door: Figures, viewer: Viewer, asked: dict[str, Any], total: dict) -> list[Attachment]:
    cases = door.children("pg_monthly_cases", viewer, count_outside=True, **asked)
    flow = door.children("pg_flow_children", viewer, count_outside=True, **asked)
    away = door.children("pg_elsewhere", viewer, count_outside=True, **asked)
    headings = (*_CASE, "立案", "第几次", "建档立卡", "月末类别")
    listed = {t: [r for r in cases.rows if r["tier"] == t] for t in ("suspected", "dropped_out", "observation")}
    closed = [r for r in flow.rows if r["term"] == "closed"]
    elsewhere = [r for r in away.rows if r["whereabouts"] in _ELSEWHERE]
    is_of_area = total.get("line") == "household"
    return [
        Attachment("附表1 疑似花名册", _counted(total, cases.outside_n, ("疑似", "suspected")), headings,
                   [_case(r) for r in listed["suspected"]]),
        Attachment("附表2 辍学劝返台账",
                   _counted(total, cases.outside_n, ("认定辍学", "dropped_out"), ("返校观察", "observation")), headings,
                   [_case(r) for r in (*listed["dropped_out"], *listed["observation"])]),
        Attachment("附表3 销号名单", _counted(total, flow.outside_n, ("销号", "closed")),
                   ("编号", "姓名", "学校班级", "户籍镇村", "销号日期"),
                   [(r["case_no"], mask_written(r["name"]), _seat(r), _home(r), r["day"]) for r in closed]),
        Attachment("附表4 县外就读名单",
                   _counted(total, away.outside_n, ("县外已核", "elsewhere_proved"), ("县外待核", "elsewhere_pending"))
                   if is_of_area else _OF_NO_SCHOOL,
                   ("姓名", "学段", "户籍镇村", "就读学校", "核实情况", "佐证", "核实日期"),
                   [(mask_written(r["name"]), _word("stage", r["stage"]), _home(r), r["school_words"],
                     _word("whereabouts", r["whereabouts"]), _word("proof", r["proof"]), r["proved_on"]) for r in elsewhere],
                   "无" if is_of_area else "本表按户籍填报,学校不填"),
    ]  # fmt: skip


def _counted(total: dict, outside_n: int | None, *figures: tuple[str, str]) -> str:
    """What the form counts beside the list, and whether the list is cut."""
    counts = [f"{title} {'无数据' if total.get(name) is None else f'{total[name]} 人'}" for title, name in figures]
    cut = "。只列查看人职责范围内的学生,人数可少于月报表" if outside_n else ""
    return f"月报表:{'、'.join(counts)}{cut}"


def _case(row: dict) -> tuple[Any, ...]:
    poor = "是" if row["is_poor"] else ""
    return (row["case_no"], mask_written(row["name"]), _word("stage", row["stage"]) or _IN_TOTAL, _seat(row), _home(row), row["opened_on"],
            row["episode_no"], poor, _word("tier", row["tier"]))  # fmt: skip


def _seat(row: dict) -> str:
    """School and class; marked where they are the last known ones of a child who is on no roll now."""
    words = f"{row['school_name'] or ''} {row['class_label'] or ''}".strip()
    return f"原就读 {words}" if words and row["is_former"] else words or "无学籍"


def _home(row: dict) -> str:
    return f"{row['township_name'] or ''} {row['village_name'] or ''}".strip()


def _word(code_set: str, code: str | None) -> str:
    return "" if code is None else str(Code(code_set, code))

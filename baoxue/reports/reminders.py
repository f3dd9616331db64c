"""催报: a text to be read out on the phone or pasted into a group, from the rows of ``pg_desk``. Counts nothing."""

from collections.abc import Iterable, Mapping
from typing import Any

from baoxue.words import Translate, as_written

Row = Mapping[str, Any]
_TO_CHASE = ("missing", "waiting", "returned", "gap", "in_progress", "interim")


def to_chase(rows: Iterable[Row]) -> list[Row]:
    """Schools that still have something to do, in the order of the desk."""
    return [row for row in rows if row["state"] in _TO_CHASE]


def for_one(row: Row, month: str, _: Translate = as_written) -> str:
    """One school's text, with whom to call."""
    text = _("{school}({contact}):{month}{what}。{until}").format(
        school=row["school_name"], contact=_contact(row, _), month=_month(month, _), what=_what(row, _), until=_until(row, _)
    )  # fmt: skip
    return text


def for_all(rows: Iterable[Row], month: str, _: Translate = as_written) -> str:
    """One text for every school that still has something to do; empty where none has."""
    chased = to_chase(rows)
    if not chased:
        return ""
    head = _("请以下学校报送{month}学籍花名册和考勤表:").format(month=_month(month, _))
    if all(row["is_due"] for row in chased):
        head = _("请以下学校今日内报送{month}学籍花名册和考勤表:").format(month=_month(month, _))
    lines = [
        _("{n}. {school}:{what}({contact})").format(
            n=n, school=row["school_name"], what=_what(row, _), contact=_contact(row, _)
        )
        for n, row in enumerate(chased, 1)
    ]
    return "\n".join([head, *lines])


def _month(month: str, _: Translate) -> str:
    return _("{year}年{month}月").format(year=month[:4], month=int(month[5:]))


def _contact(row: Row, _: Translate) -> str:
    return " ".join(str(v) for v in (row["contact_name"], row["contact_phone"]) if v) or _("没有登记联系人")


def _what(row: Row, _: Translate) -> str:
    """What is open of the two sheets."""
    sheets = (("roll", _("学籍花名册")), ("attendance", _("考勤表")))
    said = [text for kind, name in sheets if (text := _sheet(row, kind, name, _))]
    return _("、").join([*said, *_rest(row, _)])


def _sheet(row: Row, kind: str, name: str, _: Translate) -> str:
    state = row[f"{kind}_state"]
    if state == "returned":
        return _("{sheet}已退回,请更正后重报").format(sheet=name)
    if state == "waiting":
        return _("{sheet}有 {n} 行待修改").format(sheet=name, n=row[f"{kind}_rows_waiting"])
    return _("{sheet}未报").format(sheet=name) if state in ("missing", "in_progress") else ""


def _rest(row: Row, _: Translate) -> list[str]:
    """What an attendance sheet still owes that stops before the month does, or leaves classes out."""
    if row["attendance_state"] == "returned":
        return []
    until, gap = row["attendance_until"], row["classes_gap"]
    rest = (
        [_("考勤表只报到 {month} 月 {day} 日,请补报到月末").format(month=until.month, day=until.day)] if until else []
    )
    if gap:
        rest.append(
            _("考勤表有 {n} 个班漏报上课日(花名册上有、考勤表上没有的学生也使全班按未报计),请补报").format(n=gap)
        )
    return rest


def _until(row: Row, _: Translate) -> str:
    if not row["is_due"]:
        return _("请于 {month} 月 {day} 日前报送。").format(month=row["due_on"].month, day=row["due_on"].day)
    return _("已逾期 {n} 天,请今日内报送。").format(n=max(row["roll_late_days"], row["attendance_late_days"])) if (
        row["state"] == "missing"
    ) else _("请今日内报送。")  # fmt: skip

"""Parts of a child's file as HTML: who, the people responsible, what happened."""

from collections.abc import Mapping
from html import escape
from typing import Any

from baoxue.ledger.cases import PROGRAM
from baoxue.ui import formats
from baoxue.ui.words import _, post_title, word

Row = Mapping[str, Any]
_FLAGS = ("is_poor", "is_left_behind", "is_migrant", "is_disabled")


def who(row: Row) -> str:
    """``男 12岁 · 六(2)班 石咀驿小学 · 户籍 王家坪村 · 第 1 次``, and labels."""
    age = _("{n}岁").format(n=row["age"]) if row["age"] is not None else _("年龄未登记")
    household = " ".join(p for p in (row["township_name"], row["village_name"]) if p) or _("未识别")
    seat = " ".join(p for p in (row["class_label"], row["school_name"]) if p)
    parts = (
        f"{word('sex', row['sex'])} {age}",
        _("原就读 {seat}").format(seat=seat) if row["is_former"] else seat or _("不在任何花名册上"),
        f"{_('户籍')} {household}",
        _("第 {n} 次").format(n=row["episode_no"]),
    )
    labels = "".join(f'<span class="bx-label">{escape(word("group", f))}</span>' for f in _FLAGS if row.get(f))
    return " · ".join(escape(p) for p in parts) + f" {labels}"


def person(row: Row) -> str:
    """One of the seven with a number to tap, or why nobody stands there and what to do."""
    todo = {
        "vacant": _("请按任免文件登记"),
        "no_class": _("现不在任何班级的名册上"),
        "no_household": _("请学校补全户口所在地"),
        "not_registered": _("家长姓名和电话由学校保管"),
    }
    former = f" <small>{escape(_('原就读学校'))}</small>" if row["is_former"] else ""
    title = f"<dt>{escape(word('head', row['head']))}{former}</dt>"
    if not row["person_name"]:
        gap = f"<b>{escape(word('gap', row['gap_reason']))}</b><small>{escape(todo.get(row['gap_reason'], ''))}</small>"
        return f"<div>{title}<dd>{gap}</dd></div>"
    phone = escape(row["phone"] or "")
    tapped = f'<a href="tel:{phone}">{phone}</a>' if phone else f"<small>{escape(_('没有登记电话'))}</small>"
    return f"<div>{title}<dd><b>{escape(row['person_name'])}</b>{tapped}</dd></div>"


def acted_by(row: Row) -> str:
    """``宽州镇 镇教育专干 李建国``: the office by which something was entered, as far as it is known, and the person; the
    program where it was no person."""
    actor = _("系统") if row["actor"] == PROGRAM else row["actor"]
    return " ".join(part for part in (row["post_place"], post_title(row["post_head"]), actor) if part)


def is_seatless(row: Row) -> bool:
    """A child whom no roll ever named: nobody could take a roll call."""
    return not row["school_name"] and not row["class_label"]


def no_roll_call() -> str:
    return _("不在任何班级,无考勤")


_EVIDENCE = {"met": "held", "contradicted": "late", "missing": "quiet", "unreported": "soon", "paused": "ok"}


def evidence_state(row: Row, seatless: bool) -> str:
    """How far one line of evidence is met; 未报 is asked of a school, and a child of no class has none."""
    if seatless and row["state"] == "unreported":
        return formats.tag("quiet", no_roll_call())
    return formats.tag(_EVIDENCE[row["state"]], word("evidence_state", row["state"]))


def event(row: Row) -> str:
    """What, with whom, with what result; who entered it, and when if late."""
    words = [word("event", row["event"]), word("suspicion", row["reason"]), word("cause", row["cause"]),
             word("outcome", row["outcome"]), _("见 {met}").format(met=row["met"]) if row["met"] else "",
             row["note"] or "",
             _("答应 {day} 返校").format(day=formats.day(row["promise_on"])) if row["promise_on"] else ""]  # fmt: skip
    by = acted_by(row) + (_(" 代 {name}").format(name=row["on_behalf"]) if row["on_behalf"] else "")
    late = _(" · 补录于 {at}").format(at=formats.moment(row["recorded_at"])) if row["is_late"] else ""
    said = escape(" ".join(w for w in words if w))
    return f"<li><time>{row['effective_on']:%Y-%m-%d}</time>{said}<br><small>{escape(by + late)}</small></li>"

"""Columns of aid: coverage, sums of yuan, lists of children, whether a list came."""

from baoxue.ui import formats
from baoxue.ui.screen import Screen
from baoxue.ui.table import Column, Figure
from baoxue.ui.words import _, word

ALL_STAGES = "all"
LISTS = ("unpaid", "short", "unentitled", "over", "double", "absent", "meals", "unjudged")


def period(code: str | None) -> str:
    """A term, month or school year in words."""
    if not code:
        return ""
    if len(code) == len("2018-11"):
        return formats.month(code)
    year = int(code[:4])
    if len(code) == len("2018"):
        return _("{year} 学年").format(year=f"{year}–{year + 1}")
    return _("{year} 年秋季学期").format(year=year) if code[5] == "1" else _("{year} 年春季学期").format(year=year + 1)


def state(row: dict) -> str:
    """Whether a list came; not reported is hatched, never a number."""
    if row["state"] == "missing":
        return formats.not_reported()
    kind = {"received": "held", "nil": "held", "waiting": "soon"}.get(row["state"], "quiet")
    more = f" {row['waiting_n']}" if row["state"] == "waiting" else ""
    return formats.tag(kind, word("aid_state", row["state"]) + more)


def figures(total: dict) -> list[Figure]:
    """The sums of a place over all items, each with its yuan: nothing here is overdue, so nothing is red."""
    shown = [
        ("unpaid", total["unpaid_n"], total["unpaid_amount"]),
        ("unentitled", total["unentitled_n"], total["unentitled_amount"]),
        ("absent", total["absent_n"], total["absent_amount"]),
        ("meals", total["meals_n"], total["meals_amount"]),
    ]
    return [
        Figure(word("aid_list", name), n, "soon",
               note=_(" 人次,{yuan} 元").format(yuan=formats.yuan(amount)) if n else "")
        for name, n, amount in shown
    ]  # fmt: skip


def coverage(screen: Screen) -> list[Column]:
    return [
        Column(_("项目"), lambda r: word("aid_item", r["item"])),
        Column(_("学段"), lambda r: word("stage", r["stage"]) if r["stage"] != "unknown" else _("不在学籍")),
        Column(_("期"), lambda r: period(r["period"])),
        Column(_("应享"), "entitled_n", "number", unit=_("人")),
        Column(_("名册"), state, "html"),
        Column(_("已报校/应报校"), lambda r: formats.part(r["lists_n"], r["lists_d"]), "right"),
        Column(_("已享/应享(已报校)"), lambda r: formats.part(r["covered_n"], r["reported_n"]), "right"),
        Column(_("覆盖率"), "coverage", "rate", unit="%"),
        Column(_("未能判断"), "unknown_n", "number", unit=_("人")),
    ]


def sums(first: list[Column]) -> list[Column]:
    """What was paid, and the sums that need an answer, beside the columns that name the row."""
    pairs = [("unpaid", "unpaid"), ("unentitled", "unentitled"), ("absent", "absent"), ("meals", "meals")]
    columns = [*first, Column(_("已发"), "paid_amount", "yuan", unit=_("元"))]
    for name, field in pairs:
        columns += [
            Column(_("人次"), f"{field}_n", "number", group=word("aid_list", name)),
            Column(_("金额"), f"{field}_amount", "yuan", unit=_("元"), group=word("aid_list", name)),
        ]
    return [*columns, Column(word("aid_list", "short"), "short_amount", "yuan", unit=_("元")),
            Column(word("aid_list", "over"), "over_amount", "yuan", unit=_("元"))]  # fmt: skip


def paid(screen: Screen) -> list[Column]:
    """Sums by item and period."""
    named = [
        Column(_("项目"), lambda r: word("aid_item", r["item"])),
        Column(_("期"), lambda r: period(r["period"])),
    ]
    return sums(named)


def of_units(screen: Screen) -> list[Column]:
    """Sums by unit, with how many lists came."""
    named = [
        Column(_("单位"), "unit_name", link=lambda r: None if r["is_total"] else screen.open_place(r["unit_code"])),
        Column(_("名册 已报/应报"), lambda r: formats.part(r["lists_n"], r["lists_d"]), "right"),
    ]
    return sums(named)


def children(screen: Screen, name: str) -> list[Column]:
    """The columns of one list of children."""
    return [
        Column(_("学生"), screen.name),
        Column(_("学校班级"), lambda r: f"{r['school_name'] or ''} {r['class_label'] or ''}"),
        Column(_("户籍村"), lambda r: f"{r['township_name'] or ''} {r['village_name'] or ''}"),
        Column(_("项目"), lambda r: word("aid_item", r["item"])),
        Column(_("期"), lambda r: period(r["period"])),
        *([] if name == "unpaid" else [Column(_("已发"), "amount", "yuan", unit=_("元"))]),
        Column(_("应发"), "amount_due", "yuan", unit=_("元")),
        *([Column(_("差额"), "gap", "yuan", unit=_("元"))] if name in ("short", "over", "meals") else []),
        Column(_("说明"), lambda r: why(name, r)),
    ]


def why(name: str, row: dict) -> str:
    """Why a child stands in a list, in words and numbers."""
    if name == "meals":
        said = _("申报 {days} 天,到校 {present} 天").format(days=row["days"], present=formats.days(row["present_days"]))
        return f"{said} · {word('aid_why', row['why'])}" if row["why"] else said
    if name == "absent":
        return f"{word('aid_why', row['why'])} · " + _("旷课 {days} 天").format(days=formats.days(row["absent_days"]))
    if name == "unjudged":
        return word("aid_open", row["why"])
    if name == "unpaid" and row["waiting_n"]:
        return _("该校名册还有 {n} 行待修改").format(n=row["waiting_n"])
    return word("aid_why", row["why"])

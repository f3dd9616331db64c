"""Parts of 招生衔接: the start of term day by day, and movements of the rolls between townships."""

from baoxue.ui import status
from baoxue.ui.screen import current, section, sentence
from baoxue.ui.table import Column, Figure, figures_line, table
from baoxue.ui.words import _, word

_FIRST = 200
_DAYS = (1, 2, 3, 5)


def case_link(row: dict) -> str | None:
    """The file of a child who has a case."""
    return current().link("case", case=row["case_no"]) if row["case_no"] else None


def start() -> None:
    """开学报到: due, seen by day, on leave, not reported, overdue for verification, unreported."""
    screen = current()
    rows = screen.aggregate("pg_term_start").rows
    total = next((r for r in rows if r["is_total"]), None)
    if total is None:
        sentence(_("本地没有本学期的花名册可以核对报到。"), "bx-empty")
        return
    said = _("{term} 学期 {first} 开学,未报到的须在 {due} 前核实。")
    sentence(said.format(term=total["term"], first=f"{total['first_day']:%m-%d}", due=f"{total['verify_on']:%m-%d}"))
    kinds = {"not_reported": "soon", "overdue": "late"}
    states = ("reported", "on_leave", "not_reported", "overdue", "unreported")
    figures_line([Figure(_("应到"), total["due_n"]),
                  *(Figure(word("term_start", s), total[f"{s}_n"], kinds.get(s, "quiet")) for s in states)])  # fmt: skip
    _late_children()
    section({"county": _("各镇"), "township": _("各校")}.get(screen.level, _("各单位")))
    days = [Column(_("第{n}天").format(n=n), f"day_{n}", "number", group=_("到第几个上课日已报到")) for n in _DAYS]
    columns = [
        Column(_("单位"), "unit_name", link=lambda r: None if r["is_total"] else screen.open_place(r["unit_code"])),
        Column(_("应到"), "due_n", "number"),
        *days,
        *(Column(word("term_start", s), f"{s}_n", "number") for s in states),
        Column(_("考勤"), status.term_report, "html"),
    ]
    table(columns, rows, caption=_("单位:人"), empty="", wide=True, emphasis=lambda r: bool(r["is_total"]))


def _late_children() -> None:
    screen = current()
    children = screen.children("pg_term_start_children").rows
    section(_("未报到和迟到校的学生"), _("未报到的在前。整班、整校未报的没有名单,请先催报。"))
    columns = [
        Column(_("学生"), screen.name, link=case_link),
        Column(_("学校班级"), lambda r: f"{r['school_name'] or ''} {r['class_label'] or ''}"),
        Column(_("户籍村"), lambda r: f"{r['township_name'] or ''} {r['village_name'] or ''}"),
        Column(_("报到"), status.reported, "html"),
        Column(_("学籍"), lambda r: _("在册") if r["is_on_roll"] else _("本学期不在册")),
        Column(_("核实日期"), "verified_on", "day"),
    ]
    table(columns, children[:_FIRST], caption=_("{n} 人").format(n=len(children)), empty=_("没有未报到的学生。"))


def moves() -> None:
    """学籍异动: from which township to which, what came and went besides, and the names."""
    screen = current()
    sentence(_("只计两个月都报了花名册的学校。跨镇转学在县内转入与转出相抵。"))
    section(_("镇与镇之间"))
    pairs = screen.aggregate("pg_township_pairs").rows
    arrived = dict(sorted({r["to_code"]: r["to_name"] for r in pairs}.items()))
    columns = [Column(_("转出镇"), lambda r: r["name"])]
    columns += [Column(_("到{town}").format(town=name), lambda r, c=code: r["to"].get(c), "number")  # type: ignore[misc]
                for code, name in arrived.items()]  # fmt: skip
    table(columns, _matrix(pairs), caption=_("单位:人"), empty=_("本月没有跨镇转学。"), wide=True)
    section(_("各镇增减"), _("减少为负数。"))
    columns = [
        Column(_("单位"), "unit_name", link=lambda r: screen.open_place(r["unit_code"])),
        Column(_("跨镇转入"), "moved_in", "number"),
        Column(_("跨镇转出"), "moved_out", "number"),
        Column(word("township_move", "came"), "came", "number"),
        Column(word("township_move", "left"), "left_n", "number"),
        Column(word("township_move", "entered"), "entered", "number"),
        Column(word("township_move", "finished"), "finished", "number"),
        Column(_("增减"), "change_n", "number"),
    ]
    rows = screen.aggregate("pg_township_moves").rows
    table(columns, rows, caption=_("单位:人"), empty=_("本月没有跨镇的学籍变动。"),
          emphasis=lambda r: r["unit_level"] == "county")  # fmt: skip
    _moved_children()


def _matrix(pairs: list[dict]) -> list[dict]:
    """A row for each township left, with the numbers by township reached."""
    rows: dict[str, dict] = {}
    for pair in pairs:
        rows.setdefault(pair["from_code"], {"name": pair["from_name"], "to": {}})["to"][pair["to_code"]] = pair["n"]
    return list(rows.values())


def _moved_children() -> None:
    screen = current()
    children = screen.children("pg_township_move_children").rows
    section(_("名单"), _("离开而未见接收的在前。"))
    columns = [
        Column(_("学生"), screen.name),
        Column(_("变动"), lambda r: word("township_move", r["kind"])),
        Column(_("原学校"), "was_name"),
        Column(_("现学校"), "now_name"),
        Column(_("来自或去向"), "other_school_name"),
        Column(_("是否接收"), lambda r: {1: _("已接收"), 0: _("未见接收")}.get(r["is_received"], "")),
        Column(_("日期"), "day", "day"),
    ]
    table(
        columns,
        children[:_FIRST],
        caption=_("{n} 人").format(n=len(children)),
        empty=_("本月没有跨镇转学、新来或离开的学生。"),
    )

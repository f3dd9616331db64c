"""汇报口径: five sentences read aloud, from the rows of ``pg_summary`` and ``pg_urgent``; of a month that is over the
first two, from ``pg_summary_then``. The words stand here, the numbers come from the queries: nothing is added up."""

from collections.abc import Collection, Mapping
from typing import Any

from baoxue.access import Viewer, mask, mask_written, shows_full_name
from baoxue.words import Translate, as_written, msg

Row = Mapping[str, Any]
_MONTHS = (msg("1月"), msg("2月"), msg("3月"), msg("4月"), msg("5月"), msg("6月"),
           msg("7月"), msg("8月"), msg("9月"), msg("10月"), msg("11月"), msg("12月"))  # fmt: skip


def for_screen(counts: Row, urgent: Row | None, viewer: Viewer, _: Translate = as_written) -> tuple[str, ...]:
    """The sentences with the child's name in full for those responsible, masked for others."""
    name = (urgent or {}).get("name")
    shown = name or "" if urgent and shows_full_name(viewer, urgent) else mask(name)
    return _sentences(counts, urgent, shown, viewer.post_ids, _)


def for_copy(counts: Row, urgent: Row | None, viewer: Viewer, _: Translate = as_written) -> str:
    """The sentences as one text to be copied, printed or sent: 张某某."""
    shown = mask_written((urgent or {}).get("name"))
    return "".join(_sentences(counts, urgent, shown, viewer.post_ids, _))


def for_month(counts: Row, _: Translate = as_written) -> str:
    """The sentences about a month that is over, as it ended: clocks and calls are of today."""
    return _children(counts, _) + _cases(counts, _)


def _sentences(counts: Row, urgent: Row | None, name: str, own: Collection[str], _: Translate) -> tuple[str, ...]:
    return (
        _children(counts, _),
        _cases(counts, _) + _doubts(counts, _),
        _clock(counts, urgent, name, own, _),
        _since(counts, _),
        _matters(counts, _),
    )


def _place(counts: Row, _: Translate) -> str:
    words = {"county": _("我县"), "township": _("我镇"), "village": _("我村"), "school": _("我校")}
    return words.get(counts["area_level"], _("我班"))


def _day(day: Any, _: Translate) -> str:
    return _("{month}月{day}日").format(month=day.month, day=day.day)


def _children(counts: Row, _: Translate) -> str:
    head = _("截至{day},{place}").format(day=_day(counts["as_of_day"], _), place=_place(counts, _))
    tail = _("台账未销号{n}人。").format(n=counts["open_n"])
    if counts["school_age"] is None:
        return head + _("在籍学生{n}人,").format(n="—" if counts["on_roll"] is None else counts["on_roll"]) + tail
    is_known = counts["elsewhere"] is not None and counts["out_of_school"] is not None
    out = _("未在校{n}人") if is_known else _("已知未在校{n}人")
    parts = [
        (_("县内在校{n}人"), counts["in_county"]),
        (_("县外就读{n}人"), counts["elsewhere"]),
        (_("送教上门{n}人"), counts["home_teaching"]),
        (_("休学缓学{n}人"), counts["suspended"]),
        (_("已完成义务教育{n}人"), counts["finished"] or None),
        (out, counts["out_of_school"]),
    ]
    known = _("、").join(text.format(n=n) for text, n in parts if n is not None)
    total = _("户籍适龄儿童少年{n}人,") if is_known else _unregistered(counts, _)
    return head + total.format(n=counts["school_age"]) + (known + _(",") if known else "") + tail


def _unregistered(counts: Row, _: Translate) -> str:
    """Without a household register the roll alone is counted: the sum is not everybody of school age."""
    if counts["out_of_school"] is None:
        return _("户籍登记未报,以下只计在籍学生,县外就读、未在校不详:适龄{n}人,")
    return _("户籍登记未报,以下只计在籍学生和已知未在校的,县外就读和其余未在校不详:适龄{n}人,")


def _cases(counts: Row, _: Translate) -> str:
    if not counts["open_n"]:
        return _("没有疑似辍学,没有认定辍学。")
    tiers = _("{open_n}人中疑似{suspected_n}人、认定辍学{dropped_out_n}人、返校观察{observation_n}人,").format(**counts)
    poor = _("其中建档立卡户{poor_n}人,") if counts["poor_n"] else _("没有建档立卡户,")
    poverty = _("因贫辍学{poverty_n}人。") if counts["poverty_n"] else _("没有因贫辍学。")
    return tiers + poor.format(**counts) + poverty.format(**counts)


def _doubts(counts: Row, _: Translate) -> str:
    if not counts["contradicted_n"]:
        return ""
    return _("已销号中销号存疑{contradicted_n}人,须逐件复查。").format(**counts)


def _clock(counts: Row, urgent: Row | None, name: str, own: Collection[str], _: Translate) -> str:
    text = _("逾期{overdue_n}件、今明两天到期{due_soon_n}件").format(**counts)
    if urgent:
        text += _(",最急的是") + _urgent(urgent, counts["as_of_day"], name, own, _)
    if counts["missing_n"]:
        month = _MONTHS[int(counts["missing_month"][-2:]) - 1].said(_)
        text += _(";另有{n}所学校{month}月报没报,今天催齐").format(n=counts["missing_n"], month=month)
    return text + _("。")


def _urgent(urgent: Row, today: Any, name: str, own: Collection[str], _: Translate) -> str:
    duties = {
        "verify": _("核实"),
        "confirm": _("认定"),
        "persuade": _("开始劝返"),
        "serve_notice": _("送达责令限期返校通知书"),
        "follow_notice": _("跟踪限期返校"),
        "legal_step": _("提请依法处理"),
        "observe": _("返校观察"),
    }
    words = {
        "where": urgent["village_name"] or urgent["school_name"] or "",
        "name": name,
        "day": _due(urgent["due_on"], today, _),
        "duty": duties.get(urgent["duty"], urgent["duty"] or ""),
        "late": urgent["overdue_days"],
    }
    due = _("{where}{name},应于{day}{duty}").format(**words)
    late = _("、已超{late}天").format(**words) if urgent["is_overdue"] else ""
    if urgent["holder_post_id"] in own:
        return due + late + _(",由我负责")
    return due + late + _(",由{holder}负责").format(holder=urgent["holder_name"] or _("(岗位空缺)"))


def _due(day: Any, today: Any, _: Translate) -> str:
    """The day alone while it lies in this month."""
    if (day.year, day.month) == (today.year, today.month):
        return _("{day}日").format(day=day.day)
    return _day(day, _)


def _since(counts: Row, _: Translate) -> str:
    if counts["since"] is None:
        return _("没有上次例会的记录。")
    moved = _(
        "上次例会以来新增疑似{new_n}人、反弹{reopened_n}人、复学{returned_n}人、销号{closed_n}人、排除{cleared_n}人,"
    ).format(**counts)
    change = counts["open_change_n"]
    if not change:
        return moved + _("未销号总数与上次持平。")
    words = _("未销号总数比上次增加{n}人。") if change > 0 else _("未销号总数比上次减少{n}人。")
    return moved + words.format(n=abs(change))


def _matters(counts: Row, _: Translate) -> str:
    if not counts["lost_n"]:
        return _("暂无提请协调事项。")
    if counts["area_level"] == "county":
        return _("请公安部门协助查找{n}名联系不上的学生,望本月底前回复。").format(n=counts["lost_n"])
    return _("请县上协调1件:请公安部门协助查找{n}名联系不上的学生,望本月底前回复。").format(n=counts["lost_n"])

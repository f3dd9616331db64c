"""The columns of the monthly form, in its groups and order: one list for screen and paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from baoxue.words import Message, Translate, as_written, msg


@dataclass(frozen=True)
class FormColumn:
    """``figures``: columns of ``pg_monthly_report``, several printed as a/b/c; none where no register holds the figure yet.
    ``kind``: number | rate | part."""

    group: Message
    title: Message
    figures: tuple[str, ...]
    kind: str = "number"


def _group(group: Message, *columns: tuple[str, Message]) -> tuple[FormColumn, ...]:
    return tuple(FormColumn(group, title, (figure,)) for figure, title in columns)


_HOUSEHOLD, _ROLL, _LEDGER, _WORK = msg("适龄(户籍)"), msg("学籍"), msg("台账"), msg("工作")

FORM: tuple[FormColumn, ...] = (
    *_group(
        _HOUSEHOLD, ("school_age", msg("总数")), ("school_age_poor", msg("其中建档立卡")), ("in_county", msg("县内在校")),
        ("elsewhere_proved", msg("县外已核")), ("elsewhere_pending", msg("县外待核")), ("home_teaching", msg("送教")),
        ("suspended", msg("休学缓学")), ("finished", msg("已完成")), ("out_of_school", msg("未在校")),
        ("unverified", msg("其中未核实")), ("never_enrolled", msg("其中失学(未入学)")),
    ),
    FormColumn(_HOUSEHOLD, msg("入学率"), ("enrolment_rate",), "rate"),
    FormColumn(_HOUSEHOLD, msg("残疾儿童入学"), ("disabled_n", "disabled_d"), "part"),
    *_group(_ROLL, ("on_roll", msg("学籍数")), ("at_school", msg("实际在校")), ("roll_seat_differs", msg("人籍不一致"))),
    FormColumn(_ROLL, msg("出勤率"), ("attendance_rate",), "rate"),
    FormColumn(_ROLL, msg("已报班/应报班"), ("classes_reported", "classes_due"), "part"),
    *_group(
        _LEDGER, ("open_last", msg("上月末")), ("new", msg("新增")), ("reopened", msg("反弹")), ("moved_in", msg("划入")),
        ("corrected", msg("更正")), ("closed", msg("销号")), ("closed_returned", msg("其中复学")), ("cleared", msg("排除")),
        ("moved_out", msg("划出")), ("open_now", msg("本月末合计")), ("suspected", msg("疑似")),
        ("dropped_out", msg("认定辍学")), ("dropped_out_poor", msg("其中建档立卡")), ("dropped_out_poverty", msg("其中因贫")),
        ("observation", msg("返校观察")), ("closed_year", msg("本年累计销号")),
    ),
    *_group(_WORK, ("attempts", msg("劝返人次")), ("attempts_year", msg("本年累计劝返"))),
    FormColumn(
        _WORK, msg("残疾安置(随班/特校/送教)"), ("disabled_inclusive", "disabled_special", "disabled_home"), "part"
    ),
    *_group(
        _WORK, ("reports_due", msg("月报应报")), ("reports_on_time", msg("按期")), ("reports_late", msg("迟报")),
        ("reports_missing", msg("未报")),
    ),
    *_group(msg("本月末同项"), ("open_now_last_month", msg("上月")), ("open_now_last_year", msg("去年同月"))),
)  # fmt: skip

UNREGISTERED: tuple[FormColumn, ...] = (
    FormColumn(_WORK, msg("家访人次"), ()),
    FormColumn(_WORK, msg("送达通知书"), ()),
    FormColumn(_WORK, msg("送教(人/次)"), ()),
)
"""What the printed form asks for and no register holds yet: on paper alone, said to be so, never 0."""


def unit_name(row: Mapping[str, Any], _: Translate = as_written) -> str:
    """What the form calls the unit of a row: children of no recognised household and a closed school have rows too."""
    if row["unit_name"] is None:
        return msg("户籍未识别").said(_)
    return msg("{name}(已撤并)", name=row["unit_name"]).said(_) if row.get("is_closed") else row["unit_name"]

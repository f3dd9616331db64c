"""The columns of the printed monthly form, in its groups and its order."""

from baoxue.ui import formats
from baoxue.ui.screen import Screen
from baoxue.ui.table import Column
from baoxue.ui.words import _, word


def columns(screen: Screen) -> list[Column]:
    """The unit, then 适龄(户籍) · 学籍 · 台账 · 工作, and the same figure earlier."""
    place = Column(_("单位"), _unit, link=lambda r: None if r["is_total"] else screen.open_place(r["unit_code"]))
    return [place, *_household(), *_roll(), *_ledger(), *_work(), *_before()]


def _numbers(group: str, *pairs: tuple[str, str]) -> list[Column]:
    return [Column(title, key, "number", group=group) for key, title in pairs]


def _household() -> list[Column]:
    group = _("适龄(户籍)")
    counted = _numbers(
        group, ("school_age", _("总数")), ("school_age_poor", _("其中建档立卡")), ("in_county", _("县内在校")),
        ("elsewhere_proved", _("县外已核")), ("elsewhere_pending", _("县外待核")), ("home_teaching", _("送教")),
        ("suspended", _("休学缓学")), ("finished", _("已完成")), ("out_of_school", _("未在校")), ("unverified", _("其中未核实")),
        ("never_enrolled", _("其中失学(未入学)")),
    )  # fmt: skip
    return [
        *counted,
        Column(_("入学率"), "enrolment_rate", "rate", unit="%", group=group),
        Column(_("残疾儿童入学"), lambda r: formats.part(r["disabled_n"], r["disabled_d"]), "right", group=group),
    ]


def _roll() -> list[Column]:
    group = _("学籍")
    rate = lambda r: None if r["rate_hidden"] else r["attendance_rate"]  # noqa: E731
    return [
        *_numbers(
            group, ("on_roll", _("学籍数")), ("at_school", _("实际在校")), ("roll_seat_differs", _("人籍不一致"))
        ),
        Column(_("出勤率"), rate, "rate", unit="%", group=group),
        Column(
            _("已报班/应报班"), lambda r: formats.part(r["classes_reported"], r["classes_due"]), "right", group=group
        ),
    ]


def _ledger() -> list[Column]:
    return _numbers(
        _("台账"), ("open_last", _("上月末")), ("new", _("新增")), ("reopened", _("反弹")), ("moved_in", _("划入")),
        ("corrected", _("更正")), ("closed", _("销号")), ("closed_returned", _("其中复学")), ("cleared", _("排除")),
        ("moved_out", _("划出")), ("open_now", _("本月末合计")), ("suspected", _("疑似")), ("dropped_out", _("认定辍学")),
        ("dropped_out_poor", _("其中建档立卡")), ("dropped_out_poverty", _("其中因贫")), ("observation", _("返校观察")),
        ("closed_year", _("本年累计销号")),
    )  # fmt: skip


def _work() -> list[Column]:
    return _numbers(
        _("工作"), ("attempts", _("劝返人次")), ("reports_due", _("月报应报")), ("reports_on_time", _("按期")),
        ("reports_late", _("迟报")), ("reports_missing", _("未报")),
    )  # fmt: skip


def _before() -> list[Column]:
    return _numbers(_("本月末同项"), ("open_now_last_month", _("上月")), ("open_now_last_year", _("去年同月")))


def _unit(row: dict) -> str:
    name = row["unit_name"] or _("户籍未识别")
    if not row["is_total"]:
        return name
    return _("合计") if row["stage"] == "all" else f"{_('合计')} {word('stage', row['stage'])}"

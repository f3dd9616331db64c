"""月报: how do we stand, against last month, and did everybody report."""

import streamlit as st

from baoxue.reports import summary
from baoxue.ui import formats, status
from baoxue.ui.screen import current, head, section, sentence
from baoxue.ui.table import Column, table, table_html
from baoxue.ui.words import _, word

_SIGNS = {
    "new": "+",
    "reopened": "+",
    "moved_in": "+",
    "corrected": "±",
    "closed": "−",
    "cleared": "−",
    "moved_out": "−",
}


def page() -> None:
    screen = current()
    state = screen.aggregate("pg_month_state").first or {}
    words = word("report_state", state.get("state"))
    head(_("控辍保学月报 {month}").format(month=screen.month), _("本月{state},数据截至 {day}").format(
        state=words, day=formats.full_day(screen.figures.snapshot.data_through.date())))  # fmt: skip
    counts, urgent = screen.aggregate("pg_summary").first, screen.children("pg_urgent").first
    if counts:
        sentence("".join(summary.for_screen(counts, urgent, screen.viewer, _)), "bx-say")
    _flow()
    _report()
    _reporting()


def _flow() -> None:
    screen = current()
    section(_("台账流量"), _("每一项都可点开,看到是哪些学生。"))
    opened = st.query_params.get("term")
    parts = []
    for row in screen.aggregate("pg_monthly_flow").rows:
        sign = _SIGNS.get(row["term"], "= " if row["term"] == "open_now" else "")
        shown = formats.whole(abs(row["n"]) if sign != "±" else row["n"])
        link = screen.link("monthly", term=row["term"])
        parts.append(f'{sign}{word("flow", row["term"])} <a href="{link}" target="_self"><b>{shown}</b></a>')
    st.html(f'<p class="bx-flow">{" ".join(parts)}</p>')
    if opened:
        _flow_children(opened)


def _flow_children(term: str) -> None:
    screen = current()
    answer = screen.children("pg_flow_children", count_outside=True)
    rows = [r for r in answer.rows if r["term"] == term]
    table(
        [
            Column(_("编号"), "case_no", link=lambda r: screen.link("case", case=r["case_no"])),
            Column(_("学生"), screen.name),
            Column(_("学校班级"), lambda r: f"{r['school_name'] or ''} {r['class_label'] or ''}"),
            Column(_("户籍村"), lambda r: f"{r['township_name'] or ''} {r['village_name'] or ''}"),
            Column(_("日期"), "day", "day"),
            Column(_("现状"), lambda r: word("state", r["state"])),
        ],
        rows,
        caption=_("{term}: {n} 人").format(term=word("flow", term), n=len(rows)),
        empty=_("这一项没有您范围内的学生。"),
    )


def _report() -> None:
    screen = current()
    rows = screen.aggregate("pg_monthly_report").rows
    line = st.segmented_control(
        _("统计口径"), ["household", "student"], default="household", key="line", label_visibility="collapsed",
        format_func=lambda v: _("按镇(户籍)") if v == "household" else _("按校(学籍)"),
    )  # fmt: skip
    section(_("月报表"), _("一名学生按户籍只计入一个镇,按学籍只计入一所学校,两张表分别成立。— 表示没有可比的数。"))
    shown = [r for r in rows if r["line"] == (line or "household") and (r["stage"] == "all" or r["is_total"])]
    st.html(table_html(_columns(screen), shown, caption=_("单位:人、%"), wide=True, emphasis=lambda r: r["is_total"]))


def _columns(screen) -> list[Column]:
    numbers = [
        ("school_age", _("适龄")), ("school_age_poor", _("建档立卡")), ("in_county", _("县内在校")),
        ("elsewhere_proved", _("县外已核")), ("home_teaching", _("送教")), ("suspended", _("休学缓学")),
        ("out_of_school", _("未在校")), ("on_roll", _("学籍数")), ("at_school", _("实际在校")),
        ("roll_seat_differs", _("人籍不一致")),
    ]  # fmt: skip
    ledger = [
        ("open_last", _("上月末")), ("new", _("新增")), ("reopened", _("反弹")), ("moved_in", _("划入")),
        ("corrected", _("更正")), ("closed", _("销号")), ("closed_returned", _("其中复学")), ("cleared", _("排除")),
        ("moved_out", _("划出")), ("open_now", _("本月末")), ("suspected", _("疑似")), ("dropped_out", _("认定辍学")),
        ("dropped_out_poor", _("其中建档立卡")), ("dropped_out_poverty", _("其中因贫")), ("observation", _("返校观察")),
        ("open_now_last_month", _("上月同项")), ("open_now_last_year", _("去年同月")), ("closed_year", _("本年累计销号")),
        ("attempts", _("劝返人次")), ("reports_due", _("应报")), ("reports_on_time", _("按期")), ("reports_late", _("迟报")),
        ("reports_missing", _("未报")),
    ]  # fmt: skip
    place = Column(
        _("单位"), lambda r: _name(r), link=lambda r: None if r["is_total"] else screen.open_place(r["unit_code"])
    )
    rates = [
        Column(_("出勤率"), lambda r: None if r["rate_hidden"] else r["attendance_rate"], "rate", unit="%"),
        Column(
            _("已报班/应报班"), lambda r: f"{formats.whole(r['classes_reported'])}/{formats.whole(r['classes_due'])}"
        ),
    ]
    as_numbers = lambda pairs: [Column(title, key, "number") for key, title in pairs]  # noqa: E731
    return [place, *as_numbers(numbers), *rates, *as_numbers(ledger)]


def _name(row: dict) -> str:
    name = row["unit_name"] or _("户籍未识别")
    if not row["is_total"]:
        return name
    return _("合计") if row["stage"] == "all" else f"{_('合计')} {word('stage', row['stage'])}"


def _reporting() -> None:
    screen = current()
    rows = screen.aggregate("pg_reporting").rows
    section(_("谁报了"), _("未报的在前;零报告与考勤相反的标出。"))
    table(
        [
            Column(_("学校"), "school_name"),
            Column(_("镇"), "township_name"),
            Column(_("表"), lambda r: word("kind", r["kind"])),
            Column(_("状态"), status.report, "html"),
            Column(_("限期"), "due_on", "day"),
            Column(_("收到"), "first_accepted_at", "moment"),
            Column(_("班级"), lambda r: f"{r['classes_reported']}/{r['classes_due']}"),
            Column(_("零报告存疑"), lambda r: r["nil_contradicted_n"] or None, "number"),
        ],
        sorted(rows, key=lambda r: (r["state"] != "missing", r["state"] != "waiting", r["sort"])),
        caption=_("{n} 份").format(n=len(rows)),
        empty=_("这一范围没有应报的学校。"),
    )

"""县外就读: who is at school elsewhere, where, by what proof, verified when, and what is due next; incoming children."""

import streamlit as st

from baoxue.ui import elsewhere_parts, formats, status
from baoxue.ui.elsewhere_act import act
from baoxue.ui.filters import found
from baoxue.ui.screen import current, head, section, sentence
from baoxue.ui.table import Column, Figure, figures_line, table
from baoxue.ui.words import _, word

_FIRST = 200


def page() -> None:
    screen = current()
    head(
        _("县外就读 {month}").format(month=screen.month),
        _("每学期核实一次,10月15日、4月15日前完成。到期仍未核实的不算入学,按疑似办理。"),
    )
    answer = screen.children("pg_elsewhere")
    _figures()
    act(answer)
    _children(answer.rows)
    elsewhere_parts.units()
    elsewhere_parts.incoming()


def _figures() -> None:
    total = next((r for r in current().aggregate("pg_elsewhere_units").rows if r["is_total"]), None)
    if total is None:
        return
    if total["registers_n"] == 0:
        sentence(_("本地还没有报送过户籍登记表,县外就读人数未知。"), "bx-empty")
        if total["registers_waiting"]:
            sentence(
                _("已收到的登记表{waiting},改好再报后才有人数。").format(
                    waiting=status.waiting_rows(total["registers_waiting"])
                )
            )
        return
    figures_line(
        [
            Figure(word("whereabouts", "unverified"), total["unverified_n"], "late"),
            Figure(word("whereabouts", "elsewhere_pending"), total["pending_n"], "soon"),
            Figure(word("whereabouts", "elsewhere_proved"), total["proved_n"]),
            Figure(_("已报登记表的村"), total["registers_n"], note=status.registers_note(total)),
        ]
    )


def _children(rows: list[dict]) -> None:
    section(_("名单"), _("未核实和待核的在前。"))
    shown = found(rows, st.text_input(_("查找"), key="find-elsewhere", placeholder=_("姓名、拼音")))
    caption = _("{n} 人").format(n=len(shown))
    if len(shown) > _FIRST:
        caption += _(",先显示 {most} 人,请用查找缩小范围或导出全部").format(most=_FIRST)
    table(
        lambda screen: [
            Column(_("学生"), screen.name),
            Column(_("户籍村"), lambda r: f"{r['township_name'] or ''} {r['village_name'] or ''}"),
            Column(_("就读学校"), lambda r: r["school_words"] or word("said", r["said"])),
            Column(_("状态"), status.whereabouts, "html"),
            Column(_("证明"), lambda r: word("proof", r["proof"]) if r["proof"] else formats.NOT_APPLICABLE),
            Column(_("证明日期"), "proved_on", "day"),
            Column(_("限期"), "due_on", "day"),
            Column(word("check_step", "checked"), lambda r: _step(r, "checked")),
            Column(word("check_step", "reviewed"), lambda r: _step(r, "reviewed")),
            Column(word("check_step", "called_back"), _called),
        ],
        shown[:_FIRST],
        caption=caption,
        empty=_("没有县外就读的儿童,或登记表还没有报送。"),
    )


def _step(row: dict, step: str) -> str:
    """Day, result and who: the names stay."""
    on = row[f"{step}_on"]
    if on is None:
        return formats.NOT_APPLICABLE
    return f"{on:%m-%d} {word('check_result', row[f'{step}_result'])} {row[f'{step}_by']}"


def _called(row: dict) -> str:
    if row["called_on"] is None:
        return _("已抽中,待回访") if row["is_drawn"] else formats.NOT_APPLICABLE
    return f"{row['called_on']:%m-%d} {word('check_result', row['called_result'])} {row['called_by']}"

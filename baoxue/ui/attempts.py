"""A school's own months on a screen: what was sent, what is due, every attempt of a month, and giving one back."""

import streamlit as st

from baoxue.desk import permits
from baoxue.desk import submit as desk
from baoxue.ledger import Refused
from baoxue.ui import formats, status
from baoxue.ui.clerk_desk import remind
from baoxue.ui.screen import current, section, sentence
from baoxue.ui.table import Column, table
from baoxue.ui.words import _, word


def school() -> None:
    """A school's own months: what was sent, what is due, and every attempt of the month looked at."""
    screen = current()
    if permits.can_submit(screen.viewer, screen.place):
        _attempts()
    section(_("报送月历"), _("本学年各月应报与已报。"))
    rows = screen.aggregate("pg_submissions").rows
    table(
        [
            Column(_("月份"), "month", link=lambda r: screen.link("submit", month=r["month"])),
            Column(_("表"), lambda r: word("kind", r["kind"])),
            Column(_("状态"), status.report, "html"),
            Column(_("限期"), "due_on", "day"),
            Column(_("首次接收"), "first_accepted_at", "moment"),
            Column(_("班级"), lambda r: f"{r['classes_reported']}/{r['classes_due']}", unit=_("已报/应报")),
        ],
        rows,
        caption=_("{n} 份").format(n=len(rows)),
        empty=_("没有应报的月份。"),
    )
    remind([r for r in screen.aggregate("pg_desk").rows if permits.can_give_back(screen.viewer, r["school_code"])])


def _attempts() -> None:
    screen = current()
    found = desk.attempts(screen.home, screen.viewer, screen.place, screen.month)
    section(_("{month} 报送记录").format(month=screen.month), _("每一次都保留;有效的是各班最近一次接收的。"))
    table(
        [
            Column(_("时间"), lambda a: a.at, "moment"),
            Column(_("表"), lambda a: word("kind", a.kind)),
            Column(_("文件"), lambda a: a.file or _("零报告")),
            Column(_("上报人"), _sender),
            Column(_("结果"), _outcome, "html"),
        ],
        found,
        caption=_("{n} 次").format(n=len(found)),
        empty=_("本月还没有报送。"),
    )
    if permits.can_give_back(screen.viewer, screen.place):
        _give_back([a for a in found if a.can_return])


def _sender(attempt: desk.Attempt) -> str:
    if attempt.on_behalf:
        return _("{sender} 代 {school}").format(sender=attempt.sender, school=attempt.on_behalf)
    return attempt.sender


def _outcome(attempt: desk.Attempt) -> str:
    if attempt.state == "returned":
        return formats.tag("soon", _("退回:{reason}").format(reason=attempt.reason))
    if attempt.state == "refused":
        return formats.tag("quiet", _("整份退回,未接收任何行"))
    text = _("接收 {n} 行").format(n=attempt.rows_accepted)
    if attempt.is_nil and not attempt.rows_accepted:
        text = word("submission_state", "nil")
    if attempt.rows_waiting:
        text += " · " + _("待修改 {n} 行").format(n=attempt.rows_waiting)
    if attempt.is_returned:
        return formats.tag("quiet", text + " · " + _("已退回"))
    return formats.tag("held" if attempt.can_return else "quiet", text)


def _give_back(standing: list[desk.Attempt]) -> None:
    """退回 with a reason: the school's rows are out from the next publication on, punctuality stays."""
    screen = current()
    said = f"returned-{screen.post_id}"
    if standing:
        with st.expander(_("退回")), st.form("give-back", border=False):
            chosen = st.selectbox(_("退回哪一份"), range(len(standing)), key="give-back-which",
                                  format_func=lambda i: f"{word('kind', standing[i].kind)} {formats.moment(standing[i].at)}")  # fmt: skip
            reason = st.text_area(_("退回原因(学校会看到)"), key="give-back-reason")
            if st.form_submit_button(_("退回")):
                try:
                    desk.give_back(screen.home, screen.viewer, standing[chosen].number, reason)
                except Refused as refused:
                    sentence(refused.said(_), "bx-empty")
                else:
                    st.session_state[said] = _("已退回。发布后该校的这份表不再计入,学校重报后恢复。")
                    st.rerun()
    if said in st.session_state:
        sentence(st.session_state.pop(said), "bx-say")

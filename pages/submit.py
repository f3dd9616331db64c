"""上报: drop the files, see what they say and change, send; and the clerk's desk for the whole county."""

from html import escape

import streamlit as st

from baoxue.desk import permits
from baoxue.desk import submit as desk
from baoxue.ledger import Refused
from baoxue.reports import reminders
from baoxue.ui import formats, status
from baoxue.ui.drop import drop, may_send_for
from baoxue.ui.screen import current, head, section, sentence
from baoxue.ui.table import Column, Figure, figures_line, table
from baoxue.ui.words import _, language, word

_ALWAYS = ("received", "waiting", "nil", "late", "missing")
_KINDS = {"contradicted": "late", "missing": "late", "waiting": "soon", "returned": "soon"}


def page() -> None:
    screen = current()
    head(
        _("上报 {month}").format(month=screen.month),
        _("好的行立即接收,有问题的行留下待修改,并告诉您在哪一格、现在是什么、应当是什么、怎么办。"),
    )
    schools = may_send_for(screen.places, screen.viewer)
    is_one = screen.level == "school"
    if not is_one:
        _counts()
    drop(schools, _months())
    _nil(schools)
    _publish()
    if is_one:
        _school()
    else:
        _desk()


def _months() -> list[str]:
    """Months that may be reported on, newest first."""
    screen = current()
    return sorted({*screen.figures.snapshot.months, f"{screen.as_of:%Y-%m}"}, reverse=True)


def _nil(schools: dict[str, str]) -> None:
    """零报告 as one button; pressed twice, it is declared once."""
    screen = current()
    said = f"nil-{screen.post_id}-{screen.month}"
    with st.expander(_("零报告 {month}").format(month=screen.month)), st.form("nil", border=False):
        sentence(_("本月我校无新增疑似辍学、无辍学学生,特此报告,如有瞒报由本人负责。"))
        codes = list(schools)
        place = codes.index(screen.place) if screen.place in schools else 0 if len(codes) == 1 else None
        school = st.selectbox(_("学校"), codes, index=place, format_func=lambda v: schools[v], placeholder=_("请选择学校"),
                              key=f"nil-school-{screen.post_id}")  # fmt: skip
        if st.form_submit_button(_("提交零报告")):
            st.session_state[said] = _declared(school, schools) if school else _("请先选择学校。")
    if said in st.session_state:
        sentence(st.session_state.pop(said), "bx-say")


def _declared(school: str, schools: dict[str, str]) -> str:
    screen = current()
    try:
        is_new = desk.declare_nil(screen.home, screen.viewer, school, screen.month, schools[school])
    except Refused as refused:
        return refused.said(_)
    words = _("已记录 {school} {month} 零报告。") if is_new else _("{school} {month} 的零报告此前已记录。")
    return words.format(school=schools[school], month=screen.month)


def _publish() -> None:
    """What waits for the next publication, and the button that makes it count."""
    screen = current()
    waiting = desk.unpublished(screen.home)
    if waiting.accepted or waiting.returned:
        sentence(
            _("数据版本 {n} 之后又接收 {accepted} 份、退回 {returned} 份,发布后计入各表。").format(
                n=waiting.snapshot, accepted=waiting.accepted, returned=waiting.returned
            ),
            "bx-say",
        )
    if not permits.can_publish(screen.viewer):
        return
    if st.button(_("发布新数据版本"), key="publish"):
        with st.status(_("正在发布"), expanded=True) as shown:
            lines = []
            for line in desk.publishing(screen.home, screen.viewer, language()):
                lines.append(line)
                st.text(line)
            done = lines[-1] == "ok"
            shown.update(
                label=_("已发布") if done else _("没有发布,原有数据未变"), state="complete" if done else "error"
            )


def _asked() -> str:
    """The state whose schools are shown, from the address; all where none is named."""
    return st.query_params.get("state", "")


def _counts() -> None:
    """Schools by state; each number opens its schools."""
    screen = current()
    rows = screen.aggregate("pg_desk_counts").rows
    shown = [r for r in rows if r["state"] in _ALWAYS or r["n"]]
    figures_line(
        [
            Figure(word("submission_state", r["state"]), r["n"], _KINDS.get(r["state"], "quiet"), screen.link("submit", state=r["state"]))
            for r in sorted(shown, key=lambda r: r["state"] != "contradicted")
        ]
    )  # fmt: skip


def _desk() -> None:
    """One line a school: what presses first, with whom to call."""
    screen, asked = current(), _asked()
    everything = screen.aggregate("pg_desk").rows
    rows = [
        r for r in everything if not asked or r["state"] == asked or (asked == "contradicted" and r["is_contradicted"])
    ]
    section(_("各校上报情况"), _("零报告与考勤相反的在前,其次未报、退回、待修改。附联系人,可直接催报。"))
    if asked:
        back = formats.link(screen.link("submit"), _("显示全部"))
        only = escape(_("只看:{state}").format(state=word("submission_state", asked)))
        st.html(f'<p class="bx-note">{only} · {back}</p>')
    table(
        [
            Column(_("学校"), "school_name", link=lambda r: screen.open_place(r["school_code"])),
            Column(_("镇"), "township_name"),
            Column(_("状态"), status.school_report, "html"),
            Column(_("学籍花名册"), lambda r: status.sheet(r, "roll"), "html"),
            Column(_("考勤表"), lambda r: status.sheet(r, "attendance"), "html"),
            Column(_("班级"), lambda r: f"{r['classes_reported']}/{r['classes_due']}", unit=_("已报/应报")),
            Column(_("联系人"), lambda r: f"{r['contact_name'] or ''} {r['contact_phone'] or ''}".strip()),
        ],
        rows,
        caption=_("{n} 校").format(n=len(rows)),
        empty=_("没有应报的学校。"),
    )
    _remind(rows)


def _remind(rows: list[dict]) -> None:
    """催报: one text for all, one for each, ready to be copied."""
    screen = current()
    chased = reminders.to_chase(rows)
    if not chased:
        return
    with st.expander(_("催报文本({n} 校)").format(n=len(chased))):
        st.code(reminders.for_all(chased, screen.month, _), language=None, wrap_lines=True)
        one = st.selectbox(_("只催一所学校"), range(len(chased)), index=None, placeholder=_("请选择学校"),
                           format_func=lambda i: chased[i]["school_name"], key="remind")  # fmt: skip
        if one is not None:
            st.code(reminders.for_one(chased[one], screen.month, _), language=None, wrap_lines=True)


def _school() -> None:
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
    _remind([r for r in screen.aggregate("pg_desk").rows if permits.can_give_back(screen.viewer, r["school_code"])])


def _attempts() -> None:
    screen = current()
    found = desk.attempts(screen.home, screen.viewer, screen.place, screen.month)
    section(_("{month} 报送记录").format(month=screen.month), _("每一次都保留;有效的是各班最近一次接收的。"))
    table(
        [
            Column(_("时间"), lambda a: a.at, "moment"),
            Column(_("表"), lambda a: word("kind", a.kind)),
            Column(_("文件"), lambda a: a.file or _("零报告")),
            Column(_("经办"), _sender),
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

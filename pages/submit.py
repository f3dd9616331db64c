"""上报: drop the files, see what they say and change, send; and the clerk's desk for the whole county."""

import streamlit as st

from baoxue.desk import permits
from baoxue.desk import submit as desk
from baoxue.ledger import Refused
from baoxue.ui import attempts, clerk_desk, desk_forms
from baoxue.ui.drop import drop, may_send_for
from baoxue.ui.screen import current, head, sentence
from baoxue.ui.words import _, language


def page() -> None:
    screen = current()
    head(
        _("上报 {month}").format(month=screen.month),
        _("好的行立即接收,有问题的行留下待修改,并告诉您在哪一格、现在是什么、应当是什么、怎么办。"),
    )
    schools = may_send_for(screen.places, screen.viewer)
    is_one = screen.level == "school"
    if not is_one:
        clerk_desk.counts()
    drop(schools, _months())
    _nil(schools)
    _publish()
    if is_one:
        attempts.school()
    else:
        desk_forms.desk()


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
    if "published" in st.session_state:
        sentence(_("已发布。{how}").format(how=st.session_state.pop("published")), "bx-say")
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
            if lines[-1] == "ok":
                st.session_state["published"] = lines[-2] if len(lines) > 1 else ""
                st.rerun()
            shown.update(label=_("没有发布,原有数据未变"), state="error")

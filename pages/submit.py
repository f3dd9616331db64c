"""上报: drop the file, see what was read, send; and the clerk's desk for the whole county."""

import streamlit as st

from baoxue.desk import permits
from baoxue.desk import submit as desk
from baoxue.ui import status
from baoxue.ui.receipt import show_receipt
from baoxue.ui.screen import current, head, section, sentence
from baoxue.ui.table import Column, table
from baoxue.ui.words import _, language, word

_TYPES = ["xlsx", "xls", "et", "csv"]


def page() -> None:
    screen = current()
    head(
        _("上报 {month}").format(month=screen.month),
        _("好的行立即接收,有问题的行留下待修改,并告诉您在哪一格、现在是什么、应当是什么、怎么办。"),
    )
    _send()
    _publish()
    _calendar()
    _desk()


def _schools() -> dict[str, str]:
    screen = current()
    return {
        code: row["place_name"]
        for code, row in screen.places.items()
        if row["place_level"] == "school" and permits.can_submit(screen.viewer, code)
    }


def _send() -> None:
    screen = current()
    schools = _schools()
    files = st.file_uploader(
        _("花名册或考勤表(.xlsx .xls .et .csv,可一次多个)"), type=_TYPES, accept_multiple_files=True, key="files"
    )
    for number, file in enumerate(files):
        key = f"preview-{file.file_id}"
        if key not in st.session_state:
            with st.spinner(_("正在读取 {file}").format(file=file.name)):
                st.session_state[key] = desk.preview(screen.home, file.name, file.getvalue())
        _one(number, file, st.session_state[key], schools)
    _nil(schools)


def _one(number: int, file, read, schools: dict[str, str]) -> None:
    screen = current()
    section(file.name, _("读到:{kind} {month} {school}{certain}").format(
        kind=word("kind", read.kind) or _("不能识别"), month=read.month or "", school=schools.get(read.school or "", read.school or ""),
        certain="" if read.is_certain else _("(请确认)")))  # fmt: skip
    codes = list(schools)
    months = list(reversed(screen.figures.snapshot.months))
    with st.form(f"send-{number}", border=False):
        school = st.selectbox(_("学校"), codes, index=next((i for i, code in enumerate(codes) if code == read.school), None),
                              format_func=lambda v: schools[v], placeholder=_("请选择学校"), key=f"school-{number}")  # fmt: skip
        month = st.selectbox(
            _("月份"), months, index=months.index(read.month) if read.month in months else 0, key=f"month-{number}"
        )
        sent = st.form_submit_button(_("确认并上报"), type="primary")
    if sent and school:
        with st.spinner(_("正在检查 {file}").format(file=file.name)):
            one = desk.Outgoing(read, school, month, schools[school])
            st.session_state[f"receipt-{number}"] = desk.send(screen.home, screen.viewer, [one])[0]
    elif sent:
        sentence(_("请先选择学校。"), "bx-empty")
    if receipt := st.session_state.get(f"receipt-{number}"):
        show_receipt(receipt, number)


def _nil(schools: dict[str, str]) -> None:
    screen = current()
    with st.expander(_("零报告")), st.form("nil", border=False):
        sentence(_("本月我校无新增疑似辍学、无辍学学生,特此报告,如有瞒报由本人负责。"))
        school = st.selectbox(
            _("学校"),
            list(schools),
            index=None,
            format_func=lambda v: schools[v],
            placeholder=_("请选择学校"),
            key="nil-school",
        )
        if st.form_submit_button(_("提交零报告")) and school:
            desk.declare_nil(screen.home, screen.viewer, school, screen.month, schools[school])
            sentence(_("已记录 {school} {month} 零报告。").format(school=schools[school], month=screen.month), "bx-say")


def _publish() -> None:
    screen = current()
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


def _calendar() -> None:
    """A school's own months: what was sent, what is due."""
    screen = current()
    if screen.level != "school":
        return
    section(_("报送月历"), _("本学年各月应报与已报。"))
    rows = screen.aggregate("pg_submissions").rows
    table(
        [
            Column(_("月份"), "month"),
            Column(_("表"), lambda r: word("kind", r["kind"])),
            Column(_("状态"), status.report, "html"),
            Column(_("限期"), "due_on", "day"),
            Column(_("首次接收"), "first_accepted_at", "moment"),
            Column(_("班级"), lambda r: f"{r['classes_reported']}/{r['classes_due']}"),
        ],
        rows,
        caption=_("{n} 份").format(n=len(rows)),
        empty=_("没有应报的月份。"),
    )


def _desk() -> None:
    screen = current()
    rows = screen.aggregate("pg_reporting").rows
    section(_("各校上报情况"), _("未报的在前,附联系人,可直接催报。"))
    table(
        [
            Column(_("学校"), "school_name"),
            Column(_("镇"), "township_name"),
            Column(_("表"), lambda r: word("kind", r["kind"])),
            Column(_("状态"), status.report, "html"),
            Column(_("班级"), lambda r: f"{r['classes_reported']}/{r['classes_due']}"),
            Column(_("联系人"), lambda r: f"{r['clerk_name'] or ''} {r['clerk_phone'] or ''}".strip()),
        ],
        sorted(rows, key=lambda r: (r["state"] != "missing", r["state"] != "waiting", r["sort"])),
        caption=_("{n} 份").format(n=len(rows)),
        empty=_("没有应报的学校。"),
    )

"""What was read of a file and what became of it: rows good and waiting, every finding, what changes, the marked copy."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from baoxue.desk.submit import Preview, Receipt, marked_copy
from baoxue.ui import formats
from baoxue.ui.screen import current, section, sentence
from baoxue.ui.table import Column, Figure, figures_line, table
from baoxue.ui.words import _, word

_SEVERITY = {"refuse": "late", "wait": "soon", "note": "quiet"}
_MOST = 200
_MOST_NAMES = 40


@dataclass(frozen=True)
class Result:
    """A file that was sent and its receipt; ``on_behalf``: the school, where the sender is of another place."""

    file: str
    school_name: str
    receipt: Receipt


def outcome(state: str, accepted: int, waiting: int) -> str:
    """``可接收 120 行 · 待修改 4 行`` as a tag."""
    if state == "refused":
        return formats.tag("late", _("整份退回"))
    text = _("{n} 行可接收").format(n=accepted)
    if state == "waiting":
        return formats.tag("soon", text + " · " + _("待修改 {n} 行").format(n=waiting))
    return formats.tag("held", text)


def change_words(change) -> str:
    """What a school's month gains and loses, in one line."""
    if change is None:
        return ""
    counts = [
        (_("新在册 {n} 人"), len(change.joined)),
        (_("不再在册 {n} 人"), len(change.left)),
        (_("换班 {n} 人"), len(change.changed_class)),
        (_("状态变更 {n} 人"), len(change.changed_status)),
        (_("改动 {n} 个半日"), change.marks_changed),
        (_("新登记 {n} 人日"), change.days_new),
        (_("撤下 {n} 人日"), change.days_gone),
    ]
    text = " · ".join(words.format(n=n) for words, n in counts if n)
    against = _("与 {month} 相比").format(month=change.against) if change.against else _("首次上报")
    return f"{text or _('没有变化')}({against})"


def show_change(change) -> None:
    """The line, and the names behind its numbers: a school knows its own pupils."""
    if change is None:
        return
    section(_("上报后的变化"))
    sentence(change_words(change), "bx-say")
    groups = [
        (_("新在册"), change.joined),
        (_("不再在册"), change.left),
        (_("换班"), change.changed_class),
        (_("状态变更"), change.changed_status),
    ]
    for title, names in groups if change.against else groups[1:]:
        if names:
            shown = _("、").join(names[:_MOST_NAMES])
            more = _("等 {n} 人").format(n=len(names)) if len(names) > _MOST_NAMES else ""
            sentence(f"{title}:{shown}{more}")


def show_findings(findings: Sequence) -> None:
    """Every fault with cell, what stands there, what should, and what to do; what holds rows back stands first, and
    notes of one kind about a whole sheet share a line."""
    lines = _lines(findings)
    table(
        [
            Column(_("位置"), lambda line: f"{line[0].sheet} {line[0].cell}".strip() or line[0].file),
            Column(_("问题"), lambda line: line[0].words(_).fault),
            Column(_("填写内容"), lambda line: _("、").join(f.words(_).found for f in line)),
            Column(_("应为"), lambda line: line[0].words(_).expected),
            Column(_("怎么办"), lambda line: line[0].words(_).todo),
            Column(_("处理"), lambda line: _severity(line[0].severity), "html"),
        ],
        lines[:_MOST],
        caption=_("{n} 条").format(n=len(lines))
        + (_(",先显示 {most} 条,全部见标注副本").format(most=_MOST) if len(lines) > _MOST else ""),
        empty=_("没有发现问题。"),
    )


def show_faults(key: str, read: Preview, findings: Sequence, state: str) -> None:
    """What a file that was read and not yet sent must change, and the sender's own sheet with the faulty cells marked."""
    if not findings:
        return
    section(_("待修改与提示"), _("有问题的行先留下,不影响其余的行;改好后再报一次即可。"))
    show_findings(findings)
    if state == "accepted":
        return

    def made() -> bytes:
        return marked_copy(read, findings)

    name = f"{read.file.rsplit('.', 1)[0][:60]}-待修改.xlsx"
    st.download_button(_("下载标注副本"), made, name, key=f"copy-{key}", on_click="ignore")


def _lines(findings: Sequence) -> list[list]:
    """Findings in the order of their weight, those that share a line together."""
    lines: dict[object, list] = {}
    for place, found in enumerate(sorted(findings, key=lambda f: list(_SEVERITY).index(f.severity))):
        shares = found.severity == "note" and not found.cell
        lines.setdefault((found.sheet, found.code) if shares else place, []).append(found)
    return list(lines.values())


def _severity(severity: str) -> str:
    words = {"refuse": _("退回"), "wait": _("待修改"), "note": _("提示")}
    return formats.tag(_SEVERITY[severity], words[severity])


def show_results(results: Sequence[Result]) -> None:
    """What became of the files sent together: one table, and one file's findings and marked copy below."""
    states = [r.receipt.state for r in results]
    figures_line(
        [
            Figure(_("全部接收"), states.count("accepted")),
            Figure(_("部分待修改"), states.count("waiting"), "soon"),
            Figure(_("整份退回"), states.count("refused"), "late"),
        ]
    )
    table(
        [
            Column(_("文件"), "file"),
            Column(_("学校"), "school_name"),
            Column(_("表"), lambda r: word("kind", r["receipt"].kind) or _("不能识别")),
            Column(_("月份"), lambda r: r["receipt"].month),
            Column(_("结果"), lambda r: _result(r["receipt"]), "html"),
        ],
        [{"file": r.file, "school_name": r.school_name, "receipt": r.receipt} for r in results],
        caption=_("{n} 份").format(n=len(results)),
        empty="",
    )
    shown = one_of(results, [bool(r.receipt.findings) for r in results], lambda r: r.file, "result")
    if shown is None:
        return
    if shown.receipt.findings:
        section(_("{file}:待修改与提示").format(file=shown.file))
        show_findings(shown.receipt.findings)
    copy = shown.receipt.marked_copy
    if copy and copy.exists():
        st.download_button(
            _("下载标注副本"),
            copy.read_bytes(),
            copy.name,
            key=f"copy-{current().post_id}-{shown.receipt.submission_id}",
        )


def _result(receipt: Receipt) -> str:
    if receipt.is_unchanged:
        return formats.tag("quiet", _("与上次所报相同,没有变化"))
    if receipt.state == "refused":
        return formats.tag("late", _("整份退回,未接收任何行"))
    text = _("接收 {n} 行").format(n=receipt.rows_accepted)
    if receipt.state == "waiting":
        return formats.tag("soon", text + " · " + _("待修改 {n} 行").format(n=receipt.rows_waiting))
    return formats.tag("held", text)


def one_of(rows: Sequence, pressing: Sequence[bool], name: Callable[..., str], key: str):
    """The row to be shown in full: the only one, else the one chosen, the first with findings first."""
    if len(rows) < 2:
        return rows[0] if rows else None
    order = sorted(range(len(rows)), key=lambda i: not pressing[i])
    chosen = st.selectbox(_("查看哪一份"), order, format_func=lambda i: name(rows[i]), key=f"show-{key}")
    return rows[chosen]

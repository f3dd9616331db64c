"""Statuses as words with their colour and symbol: red for overdue and contradicted alone."""

from html import escape

from baoxue.ui import formats
from baoxue.ui.words import _, word

_KINDS = {
    "closed_contradicted": "late",
    "open_overdue": "late",
    "open_on_time": "ok",
    "observing": "ok",
    "closable": "held",
    "closed_holding": "held",
    "closed_relapsed": "quiet",
    "closed_no_evidence": "soon",
    "closed_unreported": "soon",
}


def closing(row: dict) -> str:
    """销号状态 of a case, with the day of the observation where it has one."""
    status = row.get("closing_status")
    if status is None:
        return formats.NOT_APPLICABLE
    text = word("closing_status", status)
    if status == "observing":
        text = _("返校观察 {n}/{need} 天").format(
            n=formats.days(row["present_days"]), need=formats.days(row["need_days"])
        )
        text += _("(假期暂停)") if row["is_paused"] else ""
    if status == "closed_contradicted" and row["contradicting_days"]:
        text += _(" 相反 {n} 天").format(n=formats.days(row["contradicting_days"]))
    return formats.tag(_KINDS[status], text)


def deadline(row: dict) -> str:
    """限 12-18 前, with how late it is."""
    if not row.get("due_on"):
        return formats.NOT_APPLICABLE
    due = _("限 {day} 前").format(day=f"{row['due_on']:%m-%d}")
    if row["is_overdue"]:
        return formats.tag("late", due + _(" 逾期 {n} 天").format(n=row["overdue_days"]))
    return formats.tag("soon" if row.get("is_due_soon") else "ok", due)


def evidence(row: dict) -> str:
    """●●●○: lines of evidence met of those needed."""
    met, needed = row["evidence_met_n"], row["evidence_n"]
    return f'<span title="{met}/{needed}">{"●" * met}{"○" * (needed - met)}</span>'


def weeks(row: dict) -> str:
    """Eight small bars, with their numbers for those who cannot see them."""
    values = [row[f"week_{i}"] or 0 for i in range(1, 9)]
    bars = "".join(f'<i class="bx-bar{min(v, 6)}"></i>' for v in values)
    said = " ".join(map(str, values))
    return f'<span class="bx-bars" role="img" aria-label="{said}" title="{said}">{bars}</span>'


def report(row: dict) -> str:
    """Submission status of a school; 未报 is hatched, and red only once it is overdue."""
    if row["state"] == "missing":
        if not row["is_due"]:
            return formats.tag("quiet", _("未到期"))
        return formats.not_reported() + _overdue(row)
    if row["state"] == "holiday":
        return formats.tag("quiet", _("假期"))
    if row["state"] == "in_progress":
        return formats.tag("quiet", _("进行中"))
    if row["state"] == "interim":
        kind, text = "quiet", _until(row)
    else:
        is_held = row["is_on_time"] and not row.get("nil_contradicted_n")
        kind = {"waiting": "soon", "returned": "soon"}.get(row["state"], "held" if is_held else "quiet")
        text = word("submission_state", row["state"])
    if row["state"] == "waiting":
        text += f" {row['rows_waiting']}" + _("行")
    if row["is_nil"] and row["state"] != "nil":
        text += _(" · 零报告")
    if row["is_on_time"] is not None and not row["is_on_time"]:
        text += _(" · 迟报")
    if row.get("reported_until") and row["state"] != "interim":
        text += " · " + _until(row)
    if gap := row.get("classes_gap"):
        kind = "soon"
        text += _(" · {n} 班漏报").format(n=gap)
    shown = formats.tag(kind, text + (_(" · 已更正") if row["is_corrected"] else ""))
    shown += _contradicted(row)
    return f"{formats.not_reported()} {shown}{_overdue(row)}" if row.get("is_missing") else shown


def _contradicted(row: dict) -> str:
    """A nil report that attendance contradicts, in red."""
    n = row.get("nil_contradicted_n")
    return " " + formats.tag("late", _("考勤有 {n} 人达到疑似").format(n=n)) if n else ""


def _overdue(row: dict) -> str:
    late = row.get("late_days")
    return " " + formats.tag("late", _("逾期 {n} 天").format(n=late)) if late else ""


def _until(row: dict) -> str:
    """The last day of a sheet that stops before the month does."""
    return _("只报到 {day}").format(day=f"{row['reported_until']:%m-%d}")


def sheet(row: dict, kind: str) -> str:
    """One sheet of a school's line on the desk, with the moment at which it counts."""
    at = row[f"{kind}_first_accepted_at"]
    shown = report(
        {
            "state": row[f"{kind}_state"],
            "is_due": row["is_due"],
            "is_missing": row[f"{kind}_is_missing"],
            "reported_until": row["attendance_until"] if kind == "attendance" else None,
            "classes_gap": row["classes_gap"] if kind == "attendance" else 0,
            "late_days": row[f"{kind}_late_days"],
            "rows_waiting": row[f"{kind}_rows_waiting"],
            "is_on_time": row[f"{kind}_is_on_time"],
            "is_corrected": row[f"{kind}_is_corrected"],
            "is_nil": row["is_nil"] and kind == "attendance",
        }
    )
    return f"<span>{shown}" + (f" <small>{formats.moment(at)}</small>" if at else "") + "</span>"


def school_report(row: dict) -> str:
    """The state of a school's month in one word; a nil report that attendance contradicts is red."""
    state = row["state"]
    if state == "missing":
        shown = formats.not_reported()
    else:
        held = "quiet" if row["is_contradicted"] else "held"
        kinds = {"waiting": "soon", "returned": "soon", "gap": "soon", "received": held, "nil": held}
        shown = formats.tag(kinds.get(state, "quiet"), word("submission_state", state))
    return f"<span>{shown}{_contradicted(row)}</span>"


_WHEREABOUTS = {"unverified": "late", "elsewhere_pending": "soon", "elsewhere_proved": "held"}


def whereabouts(row: dict) -> str:
    """How far a child elsewhere is verified; red once it is past due or contradicted."""
    state = row["whereabouts"]
    kind = _WHEREABOUTS[state]
    if state == "unverified" and not (row["is_overdue"] or row["refuted_on"]):
        kind = "soon"
    text = word("whereabouts", state) + (_(" 不实") if row["refuted_on"] and state == "unverified" else "")
    return formats.tag(kind, text)


def register(row: dict) -> str:
    """Whether a household register stands: sent for the month, carried from an earlier one, or never sent; and the
    rows of it that wait for correction."""
    waiting, unknown, state = row["registers_waiting"], row["registers_unknown"], row["register_state"]
    if state == "none":
        return formats.NOT_APPLICABLE
    more = ([waiting_rows(waiting)] if waiting else []) + ([unknown_waiting(unknown)] if unknown else [])
    if state == "missing":
        return formats.tag("soon", waiting_rows(waiting)) if waiting else formats.not_reported()
    words = {"sent": _("本月已报"), "partly": _("部分村本月已报"), "carried": _("沿用以前月份")}
    kind = "soon" if waiting else "held" if state == "sent" and not unknown else "quiet"
    return formats.tag(kind, " · ".join([words[state], *more]))


def village_register(row: dict) -> str:
    """One village's register on the clerk's desk; waiting_n null is not known."""
    state, waiting = row["state"], row["waiting_n"]
    more = waiting_rows(waiting) if waiting else _("待修改行数未列") if waiting is None else ""
    if state == "missing":
        return formats.not_reported() + (f" <small>{more}</small>" if more else "")
    words = {
        "sent": _("本月已报"),
        "carried": _("沿用 {month}").format(month=row["sent_for"]),
        "waiting": _("全部待修改"),
    }
    kind = "soon" if waiting else "held" if state == "sent" and waiting == 0 else "quiet"
    return formats.tag(kind, " · ".join(part for part in (words.get(state, ""), more) if part))


def registers_note(row: dict) -> str:
    """Beside the villages whose register stands: of how many, the rows that wait, and of how many villages those are not
    known."""
    note = f"/{formats.whole(row['registers_d'])}"
    note += f" · {waiting_rows(row['registers_waiting'])}" if row["registers_waiting"] else ""
    return note + (f" · {unknown_waiting(row['registers_unknown'])}" if row["registers_unknown"] else "")


def unknown_waiting(villages: int) -> str:
    """Published before waiting rows were kept: not known, which is not none."""
    return _("{n} 村待修改行数未列").format(n=villages)


def waiting_rows(n: int) -> str:
    return _("待修改 {n} 行").format(n=n)


_TARGETS = {"overdue": "late", "due_soon": "soon", "in_progress": "ok", "reached": "held", "unreported": "quiet"}


def target(row: dict) -> str:
    """How far a target of the plan is; red once it is overdue."""
    text = word("target_state", row["state"])
    if row["is_overdue"]:
        text += _(" {n} 天").format(n=row["overdue_days"])
    return formats.tag(_TARGETS[row["state"]], text)


def target_done(row: dict) -> str:
    """``2/3 所``; a word where the target is yes or no; 未报 where nothing was reported."""
    if row["is_unreported"]:
        return formats.not_reported()
    if row["number"] is None:
        return _("完成") if row["done"] else _("未完成")
    return f"{formats.days(row['done'])}/{formats.days(row['number'])} {escape(word('target_unit', row['unit']))}"


def target_evidence(row: dict) -> str:
    """What proves it, as reported; else what is asked for, marked as such."""
    if row["evidence"]:
        return f"<span>{escape(row['evidence'])}</span>"
    asked = f"<small>{escape(_('应有:{proof}').format(proof=row['proof']))}</small>"
    return (
        f"<span>{formats.tag('soon', _('缺佐证'))} {asked}</span>" if row["lacks_evidence"] else f"<span>{asked}</span>"
    )


def reply_due(row: dict) -> str:
    """The day by which a list from above is answered; red once it has passed with lines that are not."""
    text = _("回复 限 {day} 前").format(day=f"{row['reply_on']:%m-%d}")
    missing = row["lines_n"] - row["answered_n"] - row["open_n"]
    if not missing:
        return formats.tag("held", text + _(" · 全部行已答复或有责任人"))
    if row["days_left"] < 0:
        return formats.tag("late", text + _(" 逾期 {n} 天").format(n=-row["days_left"]))
    return formats.tag("soon" if row["days_left"] <= 1 else "ok", text + _(" 还有 {n} 天").format(n=row["days_left"]))


def line_due(row: dict) -> str:
    """限 12-18 前 of a line that is left open, with how late it is."""
    text = _("限 {day} 前").format(day=f"{row['due_on']:%m-%d}")
    if row["is_overdue"]:
        return formats.tag("late", text + _(" 逾期 {n} 天").format(n=row["overdue_days"]))
    return formats.tag("ok", text)


def case_due(row: dict) -> str:
    """The deadline of the case that a line of a list stands for, which the list's own day does not move."""
    return deadline({name: row[f"case_{name}"] for name in ("due_on", "is_overdue", "overdue_days")})


def list_state(row: dict) -> str:
    """How far a line of a list from above is; red once its day has passed."""
    text = word("list_state", row["state"])
    if row["is_overdue"]:
        return formats.tag("late", text + _(" 逾期 {n} 天").format(n=row["overdue_days"]))
    if row["is_to_review"]:
        return formats.tag("ok", text + _(" · 已抽中,待县局复核"))
    return formats.tag({"question": "soon", "answered": "held"}.get(row["state"], "ok"), text)


_EVIDENCE = {"proved": "held", "contradicted": "late", "paper": "quiet"}


def list_evidence(row: dict) -> str:
    """Whether the data bear an answer out; not reported is a state of its own."""
    if row["evidence_state"] is None:
        return formats.NOT_APPLICABLE
    if row["evidence_state"] == "unreported":
        return formats.not_reported()
    return formats.tag(_EVIDENCE[row["evidence_state"]], word("list_evidence_state", row["evidence_state"]))


_HANDOVER = {"missing": "soon", "not_enrolled": "soon", "elsewhere_pending": "soon", "unverified": "late", "register_gap": "soon",
             "registered": "held", "enrolled_here": "held", "elsewhere_proved": "held"}  # fmt: skip


def handover(row: dict, words: str) -> str:
    """Where a child of the hand-over or of grade 1's list is; not reported is hatched, red only what is overdue."""
    if row["term"] == "unreported":
        return formats.not_reported()
    return formats.tag("late" if row["is_overdue"] else _HANDOVER.get(row["term"], "quiet"), word(words, row["term"]))


def reported(row: dict) -> str:
    """Whether and when a pupil came at the start of term; red where nobody verified within the days."""
    if row["report"] == "reported":
        when = _("第{n}天到校").format(n=row["reported_no"]) if row["reported_no"] else _("之后到校")
        return formats.tag("held", when)
    if row["is_overdue"]:
        return formats.tag("late", word("term_start", "overdue"))
    return formats.tag("soon" if row["report"] == "not_reported" else "quiet", word("term_start", row["report"]))


def term_report(row: dict) -> str:
    """Whether the classes of a unit reported the start of term."""
    if row["report_state"] == "unreported":
        return formats.not_reported()
    return formats.tag(*(("quiet", _("部分班级未报")) if row["report_state"] == "partly" else ("held", _("已报"))))


def holder(row: dict) -> str:
    """Who holds a post; an empty one with its reason, or that none was stated."""
    if row["person_name"]:
        return escape(row["person_name"])
    if row["gap_reason"] != "vacant":
        return escape(word("gap", row["gap_reason"]))
    said = row["gap_note"] or _("没有说明原因")
    return f"<span>{formats.tag('quiet' if row['gap_note'] else 'soon', word('gap', 'vacant'))} <small>{escape(said)}</small></span>"

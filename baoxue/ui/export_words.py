"""What an export calls the columns and codes of a query: what leaves the screen is read by people who know no code."""

from collections.abc import Callable
from typing import Any

from baoxue.access import mask_written
from baoxue.figures.answers import Answer
from baoxue.reports.monthly_form import FORM
from baoxue.ui.words import Words
from baoxue.words import DEFAULT, Message, msg, translator

_LEFT_OUT = frozenset(
    [
        "child_key",
        "pinyin_key",
        "class_key",
        "sort",
        "holder_post_id",
        "post_id",
        "unit_level",
        "school_now",
        "area_code",
        "seq",
        "answer_seq",
        "target_id",
        "enrolment_hidden",
        "rate_hidden",
    ]
)
"""Keys of the program's own, which mean nothing outside it."""

_HEADS: dict[str, Message] = {
    "case_no": msg("编号"),
    "name": msg("姓名"),
    "sex": msg("性别"),
    "birth_month": msg("出生年月"),
    "age": msg("年龄"),
    "stage": msg("学段"),
    "grade": msg("年级"),
    "school_code": msg("学校代码"),
    "school_name": msg("学校"),
    "class_label": msg("班级"),
    "township_code": msg("镇代码"),
    "township_name": msg("户籍镇"),
    "village_code": msg("村代码"),
    "village_name": msg("户籍村"),
    "opened_on": msg("立案"),
    "discovered_on": msg("发现"),
    "run_first_day": msg("缺勤首日"),
    "episode_no": msg("第几次"),
    "previous_case_no": msg("上一次"),
    "next_case_no": msg("下一次"),
    "state": msg("状态"),
    "state_since": msg("状态起始"),
    "tier": msg("类别"),
    "highest_tier": msg("最高类别"),
    "duty": msg("事项"),
    "holder": msg("承办职责"),
    "holder_name": msg("承办"),
    "due_on": msg("限期"),
    "is_overdue": msg("是否逾期"),
    "overdue_days": msg("逾期天数"),
    "is_due_soon": msg("今明到期"),
    "cause": msg("原因"),
    "suspicion": msg("疑似情形"),
    "evidence_met_n": msg("已具备佐证"),
    "evidence_n": msg("应有佐证"),
    "closing_status": msg("销号状态"),
    "present_days": msg("到校天数"),
    "need_days": msg("应观察天数"),
    "is_paused": msg("假期暂停"),
    "contradicting_days": msg("相反天数"),
    "returned_on": msg("复学日期"),
    "closed_on": msg("销号日期"),
    "outcome": msg("结果"),
    "attempts_n": msg("劝返次数"),
    "last_promise_on": msg("最近答应返校"),
    "is_open": msg("是否未销号"),
    "is_poor": msg("建档立卡"),
    "is_left_behind": msg("留守"),
    "is_disabled": msg("残疾"),
    "is_migrant": msg("随迁"),
    "is_boarder": msg("寄宿"),
    "is_former": msg("原就读"),
    "status": msg("学籍状态"),
    "placement": msg("安置方式"),
    "day": msg("日期"),
    "month": msg("月份"),
    "is_school_day": msg("是否上课日"),
    "is_reported": msg("是否已报"),
    "mark_am": msg("上午"),
    "mark_pm": msg("下午"),
    "effective_on": msg("发生日期"),
    "recorded_at": msg("录入时间"),
    "event": msg("事项"),
    "term": msg("项"),
    "n": msg("数量"),
    "evidence": msg("证据"),
    "needed": msg("需要"),
    "found": msg("已有"),
    "expected": msg("应为"),
    "since": msg("起始"),
    "head": msg("职责"),
    "person_name": msg("姓名"),
    "phone": msg("电话"),
    "gap_reason": msg("空缺原因"),
    "unit_code": msg("单位代码"),
    "unit_name": msg("单位"),
    "kind": msg("表"),
    "is_due": msg("是否到期"),
    "is_missing": msg("是否未报"),
    "reported_until": msg("报到日期"),
    "first_accepted_at": msg("首次接收"),
    "last_received_at": msg("最近收到"),
    "is_on_time": msg("是否按期"),
    "late_days": msg("迟报天数"),
    "is_nil": msg("零报告"),
    "is_corrected": msg("已更正"),
    "classes_due": msg("应报班"),
    "classes_reported": msg("已报班"),
    "rows_accepted": msg("接收行数"),
    "rows_waiting": msg("待修改行数"),
    "nil_contradicted_n": msg("零报告存疑人数"),
    "clerk_name": msg("联系人"),
    "clerk_phone": msg("联系电话"),
    "contact_name": msg("联系人"),
    "contact_phone": msg("联系电话"),
    "said": msg("登记去向"),
    "school_words": msg("就读学校"),
    "whereabouts": msg("去向"),
    "proof": msg("佐证材料"),
    "proved_on": msg("核实日期"),
    "refuted_on": msg("查为不实日期"),
    "is_drawn": msg("是否抽中"),
    "checked_on": msg("核查日期"),
    "checked_result": msg("核查结果"),
    "checked_by": msg("核查人"),
    "reviewed_on": msg("复核日期"),
    "reviewed_result": msg("复核结果"),
    "reviewed_by": msg("复核人"),
    "called_on": msg("回访日期"),
    "called_result": msg("回访结果"),
    "called_by": msg("回访人"),
    "is_total": msg("是否合计"),
    "is_closed": msg("是否已撤并"),
    "school_age": msg("适龄"),
    "on_roll": msg("学籍数"),
    "proved_n": msg("县外已核"),
    "pending_n": msg("县外待核"),
    "unverified_n": msg("未核实"),
    "open_n": msg("未销号"),
    "overdue_n": msg("逾期"),
    "due_n": msg("应办"),
    "done_n": msg("已办"),
    "in_care": msg("在管学生"),
    "median_days": msg("用时中位数(天)"),
    "delegate_name": msg("经办"),
    "delegate_phone": msg("经办电话"),
    "gap_note": msg("空缺说明"),
    "reports_missing": msg("未报"),
    "classes_gap": msg("漏报班数"),
    "line_no": msg("行号"),
    "match": msg("认定"),
    "suspected_as": msg("疑似类型"),
    "reply_on": msg("回复时限"),
    "code": msg("核查结果"),
    "is_clearing": msg("是否排除或销号"),
    "proposed_by": msg("提出人"),
    "proposed_on": msg("提出日期"),
    "verified_by": msg("审核人"),
    "verified_on": msg("审核日期"),
    "owner": msg("责任人"),
    "returned_by": msg("退回人"),
    "returned_why": msg("退回原因"),
    "data_code": msg("数据显示"),
    "data_school": msg("数据中的学校"),
    "evidence_state": msg("依据"),
    "absent_days": msg("旷课天数"),
    "needs_each": msg("是否逐一审批"),
    "is_to_review": msg("待复核"),
    "case_state": msg("个案状态"),
    "case_tier": msg("个案类别"),
    "case_due_on": msg("个案限期"),
    "case_is_overdue": msg("个案是否逾期"),
    "case_overdue_days": msg("个案逾期天数"),
    "first_day": msg("首日"),
    "last_reported_day": msg("最近已报日"),
    "sign": msg("关注情形"),
    "lines_n": msg("行数"),
    "questions_n": msg("待认定"),
    "matched_n": msg("待核查"),
    "waiting_n": msg("待修改"),
    "answered_n": msg("已答复"),
    "check_name": msg("疑点"),
    "severity": msg("轻重"),
    "not_compared_n": msg("无法比对"),
    "is_compared": msg("是否已比对"),
    "list": msg("清单"),
    "item": msg("项目"),
    "period": msg("期间"),
    "amount": msg("金额(元)"),
    "amount_due": msg("应发(元)"),
    "gap": msg("差额(元)"),
    "why": msg("情形"),
    "paid_on": msg("发放日期"),
    "days": msg("天数"),
    "over_days": msg("多报天数"),
    "report": msg("报到情况"),
    "reported_on": msg("报到日"),
    "is_on_roll": msg("是否在籍"),
    "junior_name": msg("初中学校"),
    "junior_class_label": msg("初中班级"),
    "until_on": msg("缓学期满日"),
    "other_school_name": msg("来自或去向"),
    "is_received": msg("是否接收"),
    "line": msg("统计线"),
    "row_no": msg("序号"),
    "disabled_n": msg("残疾儿童已入学"),
    "disabled_d": msg("残疾儿童适龄"),
    "disabled_inclusive": msg("随班就读"),
    "disabled_special": msg("特校就读"),
    "disabled_home": msg("残疾儿童送教"),
    "enrolment_n": msg("入学率分子"),
    "enrolment_d": msg("入学率分母"),
    "enrolment_rate": msg("入学率"),
    "attendance_n": msg("出勤半日"),
    "attendance_d": msg("应出勤半日"),
    "seat_unknown": msg("未能核对"),
    "is_holiday": msg("是否假期"),
    "resulting_state": msg("之后状态"),
    "reason": msg("疑似情形"),
    "post_head": msg("经办职责"),
    "post_place": msg("经办单位"),
    "actor": msg("经办人"),
    "on_behalf": msg("代"),
    "met": msg("见到"),
    "promise_on": msg("答应返校日期"),
    "note": msg("说明"),
    "is_late": msg("是否补录"),
    "is_contradicted": msg("零报告是否存疑"),
    "roll_state": msg("花名册状态"),
    "roll_first_accepted_at": msg("花名册首次接收"),
    "roll_is_on_time": msg("花名册是否按期"),
    "roll_is_corrected": msg("花名册是否更正"),
    "roll_rows_waiting": msg("花名册待修改行数"),
    "roll_late_days": msg("花名册迟报天数"),
    "roll_is_missing": msg("花名册是否未报"),
    "attendance_state": msg("考勤表状态"),
    "attendance_first_accepted_at": msg("考勤表首次接收"),
    "attendance_is_on_time": msg("考勤表是否按期"),
    "attendance_is_corrected": msg("考勤表是否更正"),
    "attendance_rows_waiting": msg("考勤表待修改行数"),
    "attendance_late_days": msg("考勤表迟报天数"),
    "attendance_is_missing": msg("考勤表是否未报"),
    "attendance_until": msg("考勤表报到日期"),
    "contact_head": msg("联系人职责"),
    "present_halves": msg("到校半日"),
    "absent_halves": msg("旷课半日"),
    "leave_halves": msg("请假半日"),
    "due_halves": msg("应到半日"),
    "leave_days": msg("请假天数"),
    "due_days": msg("应到天数"),
    "absent_share": msg("旷课占比"),
    "pupils": msg("学生数"),
    "late_pupils": msg("迟到人数"),
    "is_all_present_month": msg("全月无人缺勤"),
    "carried_from": msg("沿用月份"),
    "school_township_code": msg("学校所在镇代码"),
    "junior_code": msg("初中代码"),
    "disabled_rate": msg("残疾儿童入学率"),
    "quarter": msg("季度"),
    "is_finished": msg("是否已完"),
    "school_days": msg("上课日数"),
    "score": msg("得分"),
    "earned": msg("得到的分"),
    "countable": msg("可计的分"),
    "least": msg("起评分"),
    "lost": msg("失分"),
    "median": msg("中位数"),
    "scored_n": msg("打分单位数"),
    "distance": msg("与中位数之差"),
    "change": msg("比上季"),
    "hidden_n": msg("未上报学生数"),
    "hidden_poor_n": msg("其中建档立卡未上报"),
    "year": msg("年度"),
    "title": msg("任务"),
    "number": msg("目标数"),
    "unit": msg("计量单位"),
    "owner_head": msg("责任职务"),
    "owner_name": msg("责任人姓名"),
    "done": msg("完成数"),
    "is_unreported": msg("是否未填报"),
    "lacks_evidence": msg("是否缺佐证"),
    **{f"week_{n}": msg("近8周第{n}周", n=n) for n in range(1, 9)},
}
_HEADS_OF: dict[tuple[str, str], Message] = {
    ("pg_list_lines", "due_on"): msg("名单跟踪限期"),
    ("pg_list_units", "waiting_n"): msg("待复核、审批"),
}
_FORM = {column.figures[0]: column for column in FORM if len(column.figures) == 1}
_KEPT_BACK = {"enrolment_rate": "enrolment_hidden", "attendance_rate": "rate_hidden", "rate": "rate_hidden"}
"""Rate → whether so few stand behind it that the form keeps it to itself."""
_FLAGS = {0: msg("否"), 1: msg("是")}
_LINES = {"household": msg("按户籍"), "student": msg("按学籍")}

_SETS = {
    "mark_am": "mark", "mark_pm": "mark", "highest_tier": "tier", "case_tier": "tier", "case_state": "state", "reason": "suspicion",
    "resulting_state": "state", "gap_reason": "gap", "post_head": "head", "owner_head": "head", "contact_head": "head",
    "match": "list_match", "code": "list_answer", "data_code": "list_answer", "list": "aid_list", "item": "aid_item", "why": "aid_why",
    "report": "term_start", "term": "flow", "roll_state": "submission_state", "attendance_state": "submission_state",
    "report_state": "report_state", "result": "recheck_result", "standing": "recheck_standing", "subject": "review_subject",
    "checked_result": "check_result", "reviewed_result": "check_result", "called_result": "check_result",
}  # fmt: skip
"""Column → code set, where it is not the column's own name."""
_SETS_OF = {
    ("pg_reporting", "state"): "submission_state", ("pg_submissions", "state"): "submission_state", ("pg_desk", "state"): "submission_state",
    ("pg_monthly_report", "state"): "report_state", ("pg_month_state", "state"): "report_state", ("pg_list_lines", "state"): "list_state",
    ("pg_list_lines", "evidence_state"): "list_evidence_state", ("pg_list_lines", "evidence"): "list_evidence",
    ("pg_case_evidence", "state"): "evidence_state", ("pg_targets", "state"): "target_state", ("pg_aid", "state"): "aid_state",
    ("pg_aid_units", "state"): "aid_state", ("pg_aid_reports", "state"): "aid_state", ("pg_roll_moves", "kind"): "roll_move",
    ("pg_township_move_children", "kind"): "township_move", ("pg_entry", "term"): "entry", ("pg_entry_children", "term"): "entry",
    ("pg_handover", "term"): "handover", ("pg_handover_children", "term"): "handover", ("pg_review_children", "status"): "review_status",
    ("pg_review_rows", "status"): "review_status",
}  # fmt: skip


def said(answer: Answer, language: str, codes: Words) -> tuple[list[str], list[dict[str, Any]]]:
    """Heads and rows of an answer in words; a child is 张某某. A column or a code without a word keeps its own name, so that
    nothing is hidden. Asks nothing of a session."""
    _ = translator(language)
    columns = [name for name in answer.table.column_names if name not in _LEFT_OUT]
    heads = {name: _head(answer.name, name, _) for name in columns}
    twice = [head for head in heads.values() if list(heads.values()).count(head) > 1]
    heads = {name: f"{head} ({name})" if head in twice else head for name, head in heads.items()}
    cells = {name: _cell(answer.name, name, _, codes, language) for name in columns}
    rows = [
        {heads[name]: cells[name](None if row.get(_KEPT_BACK.get(name, "")) else row[name]) for name in columns}
        for row in answer.rows
    ]
    return list(heads.values()), rows


def _head(query: str, column: str, _: Callable[[str], str]) -> str:
    if query == "pg_monthly_report" and column in _FORM:
        return f"{_FORM[column].group.said(_)} {_FORM[column].title.said(_)}"
    known = _HEADS_OF.get((query, column)) or _HEADS.get(column)
    return known.said(_) if known else column


def _cell(query: str, column: str, _: Callable[[str], str], codes: Words, language: str) -> Callable[[Any], Any]:
    if column == "name":
        return mask_written
    if column.startswith(("is_", "case_is_", "needs_each", "lacks_", "roll_is_", "attendance_is_")):
        return lambda value: _FLAGS[int(value)].said(_) if value in (0, 1) else value
    if column == "line":
        return lambda value: _LINES[value].said(_) if value in _LINES else value
    code_set = _SETS_OF.get((query, column)) or _SETS.get(column, column)
    place = 0 if language == DEFAULT else 1

    def worded(value: Any) -> Any:
        known = codes.get((code_set, value)) if isinstance(value, str) else None
        return known[place] if known else value

    return worded

-- title: 某人承办的台账
-- counts: open cases whose next duty is with one post
-- grain: case_no
-- parameters: $post_id, $month, $as_of_day, $ledger_seq
-- line: -
-- in: open cases of the viewer's children that the post must act on
-- out: cases in the care of the post whose duty is with another
-- source: one owner a duty
select l.case_no, l.child_key, l.name, l.pinyin_key, l.school_code, l.school_name, l.class_key, l.class_label, l.stage, l.township_code,
  l.township_name, l.village_code, l.village_name, l.opened_on, l.discovered_on, l.episode_no, l.state, l.tier, l.duty, l.holder, l.holder_post_id,
  l.holder_name, l.due_on, l.is_overdue, l.overdue_days, l.is_due_soon, l.cause, l.suspicion, l.evidence_met_n, l.evidence_n, l.closing_status,
  l.present_days, l.need_days, l.is_paused, l.contradicting_days, l.closed_on, l.outcome, l.is_open, l.is_poor, l.is_former, l.school_now
from bld_case_line l
where l.is_open = 1 and l.holder_post_id = $post_id
order by l.is_overdue desc, l.due_on nulls last, l.case_no

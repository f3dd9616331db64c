-- title: 台账
-- counts: every case of a place with its closing status, contradicted closings first
-- grain: case_no
-- parameters: $area, $month, $as_of_day, $ledger_seq
-- line: -
-- in: the viewer's children, open and closed cases
-- out: none
-- source: evidence line by line; a closing contradicted by roll or seat is the most valuable finding
select l.case_no, l.child_key, l.name, l.pinyin_key, l.school_code, l.school_name, l.class_key, l.class_label, l.stage, l.township_code,
  l.township_name, l.village_code, l.village_name, l.opened_on, l.discovered_on, l.episode_no, l.state, l.tier, l.duty, l.holder, l.holder_post_id,
  l.holder_name, l.due_on, l.is_overdue, l.overdue_days, l.is_due_soon, l.cause, l.suspicion, l.evidence_met_n, l.evidence_n, l.closing_status,
  l.present_days, l.need_days, l.is_paused, l.contradicting_days, l.closed_on, l.outcome, l.is_open, l.is_poor, l.is_former, l.school_now
from bld_case_line l
join bld_case_within w on w.case_no = l.case_no and w.place = $area
order by case l.closing_status when 'closed_contradicted' then 1 when 'closed_no_evidence' then 2 when 'open_overdue' then 3
  when 'closed_unreported' then 4 else 5 end, l.is_open desc, l.due_on nulls last, l.case_no

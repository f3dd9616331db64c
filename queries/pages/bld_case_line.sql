-- title: 台账行
-- counts: nothing; each case as a ledger shows it: its duty, how much of the evidence is met, and its closing status
-- grain: case_no
-- parameters: $month, $as_of_day, $ledger_seq
-- line: -
-- in: open and closed cases
-- out: nothing
-- source: evidence line by line
with
evidence as (
  select case_no, count(*) as evidence_n, sum(case when state = 'met' then 1 else 0 end) as met_n
  from fct_evidence
  group by case_no
)
select cast(r.case_no as varchar) as case_no, cast(r.child_key as bigint) as child_key, cast(r.name as varchar) as name,
  cast(r.pinyin_key as varchar) as pinyin_key, cast(r.school_code as varchar) as school_code, cast(r.school_name as varchar) as school_name,
  cast(r.class_key as varchar) as class_key, cast(r.class_label as varchar) as class_label, cast(r.stage as varchar) as stage,
  cast(r.township_code as varchar) as township_code, cast(r.township_name as varchar) as township_name,
  cast(r.village_code as varchar) as village_code, cast(r.village_name as varchar) as village_name,
  cast(r.opened_on as date) as opened_on, cast(r.discovered_on as date) as discovered_on, cast(r.episode_no as int) as episode_no,
  cast(r.state as varchar) as state, cast(r.tier as varchar) as tier, cast(r.duty as varchar) as duty,
  cast(r.holder as varchar) as holder, cast(r.holder_post_id as varchar) as holder_post_id, cast(r.holder_name as varchar) as holder_name,
  cast(r.due_on as date) as due_on, cast(r.is_overdue as int) as is_overdue, cast(r.overdue_days as int) as overdue_days, cast(r.is_due_soon as int) as is_due_soon,
  cast(r.cause as varchar) as cause, cast(r.suspicion as varchar) as suspicion,
  cast(coalesce(e.met_n, 0) as int) as evidence_met_n, cast(coalesce(e.evidence_n, 0) as int) as evidence_n,
  cast(g.closing_status as varchar) as closing_status, cast(g.present_days as double) as present_days,
  cast(g.need_days as double) as need_days, cast(g.is_paused as int) as is_paused, cast(g.contradicting_days as double) as contradicting_days,
  cast(r.closed_on as date) as closed_on, cast(r.outcome as varchar) as outcome, cast(r.is_open as int) as is_open, cast(r.is_poor as int) as is_poor,
  cast(r.is_former as int) as is_former, cast(r.school_now as varchar) as school_now
from bld_case_row r
left join fct_closing g on g.case_no = r.case_no
left join evidence e on e.case_no = r.case_no

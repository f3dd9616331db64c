-- title: 个案
-- counts: one case with its child, its clock and its closing status
-- grain: one row, or none
-- parameters: $case_no, $month, $as_of_day, $ledger_seq
-- line: -
-- in: a case of one of the viewer's children
-- out: everything else: an unknown number and a foreign child look the same
-- source: facts of the case; age in whole years on the day of $as_of by month of birth
with
evidence as (
  select case_no, count(*) as evidence_n, sum(case when state = 'met' then 1 else 0 end) as met_n
  from fct_evidence
  group by case_no
),
self as (
  select child_key, cast(sex as varchar) as sex, cast(birth_month as varchar) as birth_month, is_left_behind, is_disabled, is_migrant, boarder, placement, status,
    row_number() over (partition by child_key order by month desc) as newest
  from dim_child
  where month <= $month
),
registered as (
  select child_key, sex, birth_month, is_disabled, row_number() over (partition by child_key order by month desc) as newest
  from bld_registered_home
  where month <= $month
),
episode as (
  select case_no, lag(case_no) over in_order as previous_case_no, lead(case_no) over in_order as next_case_no
  from fct_case
  window in_order as (partition by child_key order by episode_no, case_no)
)
select cast(r.case_no as varchar) as case_no, cast(r.child_key as bigint) as child_key, cast(r.name as varchar) as name,
  cast(r.pinyin_key as varchar) as pinyin_key, cast(coalesce(d.sex, h.sex) as varchar) as sex,
  cast(coalesce(d.birth_month, h.birth_month) as varchar) as birth_month,
  cast(floor((cast(substr(cast($as_of_day as varchar), 1, 4) as int) * 12 + cast(substr(cast($as_of_day as varchar), 6, 2) as int)
    - cast(substr(coalesce(d.birth_month, h.birth_month), 1, 4) as int) * 12 - cast(substr(coalesce(d.birth_month, h.birth_month), 6, 2) as int)) / 12.0) as int) as age,
  cast(r.stage as varchar) as stage, cast(r.grade as int) as grade,
  cast(r.school_code as varchar) as school_code, cast(r.school_name as varchar) as school_name,
  cast(r.class_key as varchar) as class_key, cast(r.class_label as varchar) as class_label,
  cast(r.township_code as varchar) as township_code, cast(r.township_name as varchar) as township_name,
  cast(r.village_code as varchar) as village_code, cast(r.village_name as varchar) as village_name,
  cast(r.opened_on as date) as opened_on, cast(r.discovered_on as date) as discovered_on, cast(r.run_first_day as date) as run_first_day,
  cast(r.episode_no as int) as episode_no, cast(p.previous_case_no as varchar) as previous_case_no, cast(p.next_case_no as varchar) as next_case_no,
  cast(r.state as varchar) as state, cast(r.state_since as date) as state_since, cast(r.tier as varchar) as tier,
  cast(r.highest_tier as varchar) as highest_tier, cast(r.duty as varchar) as duty, cast(r.holder as varchar) as holder,
  cast(r.holder_post_id as varchar) as holder_post_id, cast(r.holder_name as varchar) as holder_name,
  cast(r.due_on as date) as due_on, cast(r.is_overdue as int) as is_overdue, cast(r.overdue_days as int) as overdue_days,
  cast(r.is_due_soon as int) as is_due_soon, cast(r.cause as varchar) as cause, cast(r.suspicion as varchar) as suspicion,
  cast(coalesce(e.met_n, 0) as int) as evidence_met_n, cast(coalesce(e.evidence_n, 0) as int) as evidence_n,
  cast(g.closing_status as varchar) as closing_status, cast(g.present_days as double) as present_days, cast(g.need_days as double) as need_days,
  cast(g.is_paused as int) as is_paused, cast(g.contradicting_days as double) as contradicting_days,
  cast(r.returned_on as date) as returned_on, cast(r.closed_on as date) as closed_on, cast(r.outcome as varchar) as outcome,
  cast(r.attempts_n as int) as attempts_n, cast(r.last_promise_on as date) as last_promise_on,
  cast(r.is_open as int) as is_open, cast(r.is_poor as int) as is_poor,
  cast(case when d.is_left_behind then 1 when not d.is_left_behind then 0 end as int) as is_left_behind,
  cast(case when coalesce(d.is_disabled, h.is_disabled) then 1 when not coalesce(d.is_disabled, h.is_disabled) then 0 end as int) as is_disabled,
  cast(case when d.is_migrant then 1 when not d.is_migrant then 0 end as int) as is_migrant,
  cast(case when d.boarder then 1 when not d.boarder then 0 end as int) as is_boarder,
  cast(d.status as varchar) as status, cast(d.placement as varchar) as placement, cast(r.is_former as int) as is_former,
  cast(r.school_now as varchar) as school_now
from bld_case_row r
join episode p on p.case_no = r.case_no
left join self d on d.child_key = r.child_key and d.newest = 1
left join registered h on h.child_key = r.child_key and h.newest = 1
left join fct_closing g on g.case_no = r.case_no
left join evidence e on e.case_no = r.case_no
where r.case_no = $case_no

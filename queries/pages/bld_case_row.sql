-- title: 台账行
-- counts: nothing; what every list of cases prints of a case
-- grain: case_no
-- parameters: $month, $as_of_day, $ledger_seq
-- line: -
-- in: every case, open or not
-- out: none
-- source: facts of the case, names of places, holder; codes, not words; a school and class that are the last known ones are
--   marked, the class called as it was then; school_now answers for the child: the school, or the successor of one that was closed
with
dated as (
  select case_no, class_key,
    cast(substr(seen_month, 1, 4) as int) - case when substr(seen_month, 6, 2) < '09' then 1 else 0 end as school_year
  from (
    select case_no, class_key, case when is_former = 1 then coalesce(roll_month, cast($month as varchar)) else cast($month as varchar) end as seen_month
    from fct_case
  ) as seen
),
called as (
  select d.case_no, k.label
  from dated d
  join bld_class_label k on k.class_key = d.class_key and k.school_year = d.school_year
)
select cast(c.case_no as varchar) as case_no, cast(c.child_key as bigint) as child_key, cast(n.name as varchar) as name,
  cast(n.pinyin_key as varchar) as pinyin_key, cast(c.school_code as varchar) as school_code, cast(s.name as varchar) as school_name,
  cast(c.class_key as varchar) as class_key, cast(k.label as varchar) as class_label, cast(c.stage as varchar) as stage,
  cast(c.grade as int) as grade,
  cast(c.township_code as varchar) as township_code, cast(t.name as varchar) as township_name,
  cast(c.village_code as varchar) as village_code, cast(v.name as varchar) as village_name,
  cast(c.opened_on as date) as opened_on, cast(c.discovered_on as date) as discovered_on, cast(c.run_first_day as date) as run_first_day,
  cast(c.episode_no as int) as episode_no, cast(c.state as varchar) as state, cast(c.state_since as date) as state_since,
  cast(c.tier as varchar) as tier, cast(c.duty as varchar) as duty, cast(c.holder as varchar) as holder,
  cast(h.post_id as varchar) as holder_post_id, cast(h.person_name as varchar) as holder_name,
  cast(c.due_on as date) as due_on, cast(c.is_overdue as int) as is_overdue, cast(c.overdue_days as int) as overdue_days,
  cast(c.is_due_soon as int) as is_due_soon, cast(c.cause as varchar) as cause, cast(c.suspicion as varchar) as suspicion, cast(c.highest_tier as varchar) as highest_tier,
  cast(c.attempts_n as int) as attempts_n, cast(c.last_promise_on as date) as last_promise_on,
  cast(c.returned_on as date) as returned_on, cast(c.closed_on as date) as closed_on, cast(c.outcome as varchar) as outcome,
  cast(c.is_open as int) as is_open, cast(case when c.is_poor then 1 when c.is_poor is null then null else 0 end as int) as is_poor,
  cast(case when c.school_code is null then 0 else c.is_former end as int) as is_former,
  cast(c.school_now as varchar) as school_now
from fct_case c
left join src_child_name n on n.child_key = c.child_key
left join dim_area s on s.area_code = c.school_code
left join dim_area t on t.area_code = c.township_code
left join dim_area v on v.area_code = c.village_code
left join called k on k.case_no = c.case_no
left join bld_case_holder h on h.case_no = c.case_no

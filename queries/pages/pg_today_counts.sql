-- title: 今日概况
-- counts: the figures at the head of the day's page
-- grain: figure
-- parameters: $area, $month, $as_of_day, $ledger_seq
-- line: -
-- in: cases as known at $as_of; children of $month
-- out: school_age for schools and classes, on_roll for areas: null
-- source: 疑似, 认定辍学 and 返校观察 are never added into one figure
with
place as (select school_age, on_roll from bld_place_now where place = $area),
open_case as (
  select c.tier, c.is_poor, c.is_overdue, c.is_due_soon
  from fct_case c
  join bld_case_within w on w.case_no = c.case_no and w.place = $area
  where c.is_open = 1
),
total as (
  select count(*) as open_cases, sum(case when tier = 'suspected' then 1 else 0 end) as suspected,
    sum(case when tier = 'dropped_out' then 1 else 0 end) as dropped_out,
    sum(case when tier = 'observation' then 1 else 0 end) as observation,
    sum(case when is_poor then 1 else 0 end) as poor_open,
    sum(is_overdue) as overdue, sum(is_due_soon) as due_soon
  from open_case
),
doubt as (
  select sum(case when g.closing_status = 'closed_contradicted' then 1 else 0 end) as contradicted
  from fct_closing g
  join bld_case_within w on w.case_no = g.case_no and w.place = $area
),
gap as (select count(*) as missing, max(late_days) as late_days from bld_report_gap),
unknown as (select sum(n) as n from msr_school_age where area_code = 'unknown' and area_level = 'township' and stage = 'all' and month = $month),
figure as (
  select 'school_age' as figure, max(school_age) as n, 1 as sort from place
  union all select 'on_roll' as figure, max(on_roll) as n, 2 as sort from place
  union all select 'open_cases' as figure, open_cases as n, 3 as sort from total
  union all select 'suspected' as figure, coalesce(suspected, 0) as n, 4 as sort from total
  union all select 'dropped_out' as figure, coalesce(dropped_out, 0) as n, 5 as sort from total
  union all select 'observation' as figure, coalesce(observation, 0) as n, 6 as sort from total
  union all select 'poor_open' as figure, coalesce(poor_open, 0) as n, 7 as sort from total
  union all select 'overdue' as figure, coalesce(overdue, 0) as n, 8 as sort from total
  union all select 'due_soon' as figure, coalesce(due_soon, 0) as n, 9 as sort from total
  union all select 'reports_missing' as figure, missing as n, 10 as sort from gap
  union all select 'reports_late_days' as figure, late_days as n, 11 as sort from gap
  union all select 'closed_contradicted' as figure, coalesce(contradicted, 0) as n, 13 as sort from doubt
  union all select 'unknown_area' as figure, case when length($area) = 6 then coalesce(n, 0) end as n, 12 as sort from unknown
)
select cast($area as varchar) as area_code, cast(figure as varchar) as figure, cast(n as bigint) as n, cast(sort as int) as sort
from figure
order by sort

-- title: 台账流量的儿童
-- counts: the children behind each term of a month's flow
-- grain: term x case_no x day
-- parameters: $area, $month, $as_of_day, $ledger_seq
-- line: -
-- in: the viewer's children; open_last lists the cases open by last month's report, corrected what was recorded later about
--   them, open_now those open now
-- out: moves between two units of the same place
-- source: the terms of pg_monthly_flow, opened
with
unit as (
  select line, unit_code from dim_unit
  where area_code = $area and line = case when length($area) in (6, 9, 12) or $area = 'unknown' then 'household' else 'student' end
),
flow as (
  select f.case_no, f.month, f.day, f.term, f.n from fct_flow f join unit u on u.line = f.line and u.unit_code = f.unit_code where f.month <= $month
),
crossing as (
  select case_no, month, day, sum(n) as n from flow where term in ('moved_in', 'moved_out') group by case_no, month, day
),
moved as (
  select case_no, month, day, term, n from flow where term not in ('moved_in', 'moved_out')
  union all
  select case_no, month, day, case when n > 0 then 'moved_in' else 'moved_out' end as term, n from crossing where n <> 0
),
late as (
  select f.case_no, f.day, sum(f.n) as n
  from fct_flow_corrected f
  join unit u on u.line = f.line and u.unit_code = f.unit_code
  where f.month = $month
  group by f.case_no, f.day
),
open_then as (
  select case_no, max(day) as day, sum(n) as n from moved where month < $month group by case_no
  union all
  select case_no, day, -n as n from late
),
listed as (
  select term, case_no, day, 2 as sort from moved where month = $month
  union all
  select 'open_last' as term, case_no, max(day) as day, 1 as sort from open_then group by case_no having sum(n) > 0
  union all
  select 'corrected' as term, case_no, day, 2 as sort from late
  union all
  select 'open_now' as term, case_no, max(day) as day, 3 as sort from moved group by case_no having sum(n) > 0
)
select cast(l.term as varchar) as term, cast(l.case_no as varchar) as case_no, cast(r.child_key as bigint) as child_key,
  cast(r.name as varchar) as name, cast(l.day as date) as day, cast(r.school_code as varchar) as school_code,
  cast(r.school_name as varchar) as school_name, cast(r.class_key as varchar) as class_key, cast(r.class_label as varchar) as class_label,
  cast(r.township_code as varchar) as township_code, cast(r.township_name as varchar) as township_name,
  cast(r.village_code as varchar) as village_code, cast(r.village_name as varchar) as village_name,
  cast(r.state as varchar) as state, cast(r.is_poor as int) as is_poor, cast(r.school_now as varchar) as school_now,
  cast(r.is_former as int) as is_former
from listed l
join bld_case_row r on r.case_no = l.case_no
order by l.sort, l.term, l.day, l.case_no

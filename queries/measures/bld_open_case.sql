-- title: 月末未销号个案
-- counts: nothing; every open case at the end of a month under each area and printed stage it is counted in
-- grain: line x area_level x area_code x stage x month x case_no
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: cases open at the end of the month
-- out: stage rows of cases whose child was on no roll; they stand in the total alone
-- source: tier is how the state of that day is counted; the poverty label is the newest one known by that month: a child
--   who is on no roll any more keeps what the last one said
with
stage as (
  select c.case_no, r.report_stage
  from bld_case_stage c
  join bld_report_stage r on r.stage = c.stage
  where r.report_stage <> 'all'
  union all
  select case_no, 'all' as report_stage from bld_case_stage
),
label as (
  select child_key, month, is_poor, 1 as sort from dim_child where is_poor is not null
  union all
  select child_key, month, is_poor, 2 as sort from bld_registered_home where is_poor is not null
),
known as (
  select p.child_key, p.month, l.is_poor, row_number() over (partition by p.child_key, p.month order by l.month desc, l.sort) as newest
  from (select distinct child_key, month from bld_case_place) p
  join label l on l.child_key = p.child_key and l.month <= p.month
),
cause as (select case_no, cause from bld_case_state)
select cast(p.line as varchar) as line, cast(u.area_level as varchar) as area_level, cast(u.area_code as varchar) as area_code,
  cast(s.report_stage as varchar) as stage, cast(p.month as varchar) as month, cast(p.case_no as varchar) as case_no,
  cast(m.tier as varchar) as tier, cast(case when l.is_poor then 1 else 0 end as int) as is_poor,
  cast(c.cause as varchar) as cause
from bld_case_place p
join bld_case_month m on m.case_no = p.case_no and m.month = p.month
join dim_unit u on u.line = p.line and u.unit_code = p.unit_code
join stage s on s.case_no = p.case_no
join cause c on c.case_no = p.case_no
left join known l on l.child_key = p.child_key and l.month = p.month and l.newest = 1

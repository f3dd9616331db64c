-- title: 台账流量
-- counts: movements of the ledger in a month by term
-- grain: line x area_level x area_code x stage x month x term
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: changes between open and not open, and moves of open cases across the area's border
-- out: moves between two units of the same area, and handing over between holders
-- source: open last month + new + reopened + moved in ± corrected − closed − cleared − moved out = open now; n carries the sign
with
stage as (
  select c.case_no, r.report_stage
  from bld_case_stage c
  join bld_report_stage r on r.stage = c.stage
  where r.report_stage <> 'all'
  union all
  select case_no, 'all' as report_stage from bld_case_stage
),
crossing as (
  -- out of one village into another of the same township on the same day adds up to nothing
  select f.line, u.area_level, u.area_code, f.case_no, f.month, f.day, sum(f.n) as n
  from fct_flow f
  join dim_unit u on u.line = f.line and u.unit_code = f.unit_code
  where f.term in ('moved_in', 'moved_out')
  group by f.line, u.area_level, u.area_code, f.case_no, f.month, f.day
),
term as (
  select line, area_level, area_code, case_no, month, case when n > 0 then 'moved_in' else 'moved_out' end as term, n
  from crossing
  where n <> 0
  union all
  select f.line, u.area_level, u.area_code, f.case_no, f.month, f.term, f.n
  from fct_flow f
  join dim_unit u on u.line = f.line and u.unit_code = f.unit_code
  where f.term not in ('moved_in', 'moved_out')
)
select cast(t.line as varchar) as line, cast(t.area_level as varchar) as area_level, cast(t.area_code as varchar) as area_code,
  cast(s.report_stage as varchar) as stage, cast(t.month as varchar) as month, cast(t.term as varchar) as term,
  cast(sum(t.n) as bigint) as n, cast(null as bigint) as d, cast(sum(t.n) as double) as value
from term t
join stage s on s.case_no = t.case_no
group by t.line, t.area_level, t.area_code, s.report_stage, t.month, t.term

-- title: 台账更正
-- counts: open cases at the end of last month as known now, less as last month's report knew them
-- grain: line x area_level x area_code x stage x month
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: openings and closings of earlier months that were recorded after the report of last month was due
-- out: movements of the month itself: msr_flow
-- source: 上月末 (上月报表) ± 更正 = 上月末 (现在所知); n carries the sign
with
stage as (
  select c.case_no, r.report_stage
  from bld_case_stage c
  join bld_report_stage r on r.stage = c.stage
  where r.report_stage <> 'all'
  union all
  select case_no, 'all' as report_stage from bld_case_stage
)
select cast(f.line as varchar) as line, cast(u.area_level as varchar) as area_level, cast(u.area_code as varchar) as area_code,
  cast(s.report_stage as varchar) as stage, cast(f.month as varchar) as month, cast(sum(f.n) as bigint) as n,
  cast(null as bigint) as d, cast(sum(f.n) as double) as value
from fct_flow_corrected f
join dim_unit u on u.line = f.line and u.unit_code = f.unit_code
join stage s on s.case_no = f.case_no
group by f.line, u.area_level, u.area_code, s.report_stage, f.month

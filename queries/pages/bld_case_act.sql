-- title: 月内劝返与复学销号
-- counts: attempts to persuade in the month and in its year so far, and closings because the child returned, one row for
--   a printed row
-- grain: line x area_code x stage
-- parameters: $month, $as_of_day, $ledger_seq
-- line: -
-- in: acts with an effective day in the month; attempts of the year up to the month
-- out: acts recorded later with an earlier day: they count in their own month
-- source: events by effective day
with
stage as (
  select c.case_no, r.report_stage from bld_case_stage c join bld_report_stage r on r.stage = c.stage where r.report_stage <> 'all'
  union all
  select case_no, 'all' as report_stage from bld_case_stage
),
act as (
  select case_no, case when substr(cast(effective_on as varchar), 1, 7) = $month then 1 else 0 end as is_month,
    case when event = 'persuaded' then 1 else 0 end as is_attempt,
    case when resulting_state = 'closed' and outcome = 'returned' then 1 else 0 end as is_return
  from src_event
  where substr(cast(effective_on as varchar), 1, 4) = substr($month, 1, 4)
    and substr(cast(effective_on as varchar), 1, 7) <= $month and effective_on <= $as_of_day
)
select cast(b.line as varchar) as line, cast(u.area_code as varchar) as area_code, cast(s.report_stage as varchar) as stage,
  cast(sum(a.is_month * a.is_attempt) as bigint) as attempts, cast(sum(a.is_attempt) as bigint) as attempts_year,
  cast(sum(a.is_month * a.is_return) as bigint) as closed_returned
from act a
join bld_case_unit b on b.case_no = a.case_no
join dim_unit u on u.line = b.line and u.unit_code = b.unit_code
join stage s on s.case_no = a.case_no
group by b.line, u.area_code, s.report_stage

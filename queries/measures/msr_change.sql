-- title: 环比与同比
-- counts: open cases at the end of the month (n) against the month before and the same month last year
-- grain: line x area_level x area_code x stage x month
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: every month held; months in which an area had no open case count 0
-- out: comparisons with months before the first one held: null, not 0
-- source: people first: differences in persons, no rates
with
step as (
  select m.month, p.month as last_month, y.month as last_year
  from bld_month m
  left join bld_month p on p.month_no = m.month_no - 1
  left join bld_month y on y.month_no = m.month_no - 12
),
open_case as (select line, area_level, area_code, stage, month, n from msr_open_cases where tier = 'all'),
unit as (select distinct line, area_level, area_code, stage from open_case)
select cast(u.line as varchar) as line, cast(u.area_level as varchar) as area_level, cast(u.area_code as varchar) as area_code,
  cast(u.stage as varchar) as stage, cast(s.month as varchar) as month,
  cast(coalesce(c.n, 0) as bigint) as n, cast(null as bigint) as d,
  cast(coalesce(c.n, 0) - case when s.last_month is not null then coalesce(p.n, 0) end as double) as value,
  cast(case when s.last_month is not null then coalesce(p.n, 0) end as bigint) as n_last_month,
  cast(case when s.last_year is not null then coalesce(y.n, 0) end as bigint) as n_last_year
from unit u
cross join step s
left join open_case c on c.line = u.line and c.area_level = u.area_level and c.area_code = u.area_code and c.stage = u.stage and c.month = s.month
left join open_case p on p.line = u.line and p.area_level = u.area_level and p.area_code = u.area_code and p.stage = u.stage and p.month = s.last_month
left join open_case y on y.line = u.line and y.area_level = u.area_level and y.area_code = u.area_code and y.stage = u.stage and y.month = s.last_year

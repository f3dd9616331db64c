-- title: 台账流量
-- counts: every change between open and not open, and every move of an open case between units
-- grain: line x case_no x day x term x unit_code
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: events that open, close or clear; moves on the first day of a month of cases open then
-- out: handing over between holders
-- source: last month + new + reopened + moved in - closed - cleared - moved out = this month; n carries the sign
with
change as (
  select case_no, child_key, effective_on as day, substr(cast(effective_on as varchar), 1, 7) as month, flow, was_open
  from fct_case_span
  where flow is not null
),
first_month as (select min(month) as month from src_roll),
unit as (select child_key, month, line, unit_code from bld_case_unit_month),
open_at_end as (
  -- open at the end of a month: opened by then and not ended by then
  select o.case_no, o.child_key, m.month
  from change o
  join (select distinct month from unit) m on o.month <= m.month
  left join change c on c.case_no = o.case_no and c.was_open = 1
  where o.was_open = 0 and (c.case_no is null or c.month > m.month)
),
moved as (
  select o.case_no, o.child_key, u.line, a.unit_code as unit_from, u.unit_code as unit_to, u.month
  from open_at_end o
  join unit a on a.child_key = o.child_key and a.month = o.month
  join unit u on u.child_key = o.child_key and u.line = a.line and u.unit_code <> a.unit_code
    and u.month = substr(cast(cast(concat(o.month, '-01') as date) + interval '31' day as varchar), 1, 7)
)
select u.line, c.case_no, c.child_key, u.unit_code, c.month, c.day, c.flow as term,
  cast(case when c.flow in ('new', 'reopened') then 1 else -1 end as int) as n
from change c
cross join first_month f
join unit u on u.child_key = c.child_key and u.month = greatest(c.month, f.month)
union all
select line, case_no, child_key, unit_to as unit_code, month, cast(concat(month, '-01') as date) as day, 'moved_in' as term,
  cast(1 as int) as n
from moved
union all
select line, case_no, child_key, unit_from as unit_code, month, cast(concat(month, '-01') as date) as day, 'moved_out' as term,
  cast(-1 as int) as n
from moved

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
  select case_no, child_key, seq, effective_on as day, substr(cast(effective_on as varchar), 1, 7) as month, flow
  from fct_case_span
  where flow is not null
),
unit as (select child_key, month, line, unit_code from bld_case_unit_month),
month as (select month, row_number() over (order by month) as no from (select distinct month from unit) m),
newest as (
  select c.child_key, c.case_no, c.flow, m.month, m.no,
    row_number() over (partition by c.child_key, m.month order by c.day desc, c.seq desc) as choice
  from change c
  join month m on c.month <= m.month
),
moved as (
  -- open at the end of one month, in another unit in the next
  select o.case_no, o.child_key, u.line, a.unit_code as unit_from, u.unit_code as unit_to, u.month
  from newest o
  join month n on n.no = o.no + 1
  join unit a on a.child_key = o.child_key and a.month = o.month
  join unit u on u.child_key = o.child_key and u.month = n.month and u.line = a.line and u.unit_code <> a.unit_code
  where o.choice = 1 and o.flow in ('new', 'reopened')
),
first_month as (select min(month) as month from month),
placed as (
  select c.case_no, c.child_key, c.month, c.day, c.flow, greatest(c.month, f.month) as unit_month
  from change c
  cross join first_month f
)
select u.line, c.case_no, c.child_key, u.unit_code, c.month, c.day, c.flow as term,
  cast(case when c.flow in ('new', 'reopened') then 1 else -1 end as int) as n
from placed c
join unit u on u.child_key = c.child_key and u.month = c.unit_month
union all
select line, case_no, child_key, unit_to as unit_code, month, cast(concat(month, '-01') as date) as day,
  'moved_in' as term, cast(1 as int) as n
from moved
union all
select line, case_no, child_key, unit_from as unit_code, month, cast(concat(month, '-01') as date) as day,
  'moved_out' as term, cast(-1 as int) as n
from moved

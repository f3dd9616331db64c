-- title: 月末未销号个案所在
-- counts: nothing; in which village and which school each open case stands at the end of each month
-- grain: line x case_no x month
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: cases whose flows add up to one in a unit
-- out: cases that are closed, cleared or moved away by then
-- source: the running sum of the flow, so that what is open is what came in less what went out
with
flow as (
  select line, case_no, child_key, unit_code, month, sum(n) as n
  from fct_flow
  group by line, case_no, child_key, unit_code, month
)
select cast(f.line as varchar) as line, cast(f.case_no as varchar) as case_no, cast(f.child_key as bigint) as child_key,
  cast(f.unit_code as varchar) as unit_code, cast(m.month as varchar) as month
from flow f
join bld_month m on f.month <= m.month
group by f.line, f.case_no, f.child_key, f.unit_code, m.month
having sum(f.n) > 0

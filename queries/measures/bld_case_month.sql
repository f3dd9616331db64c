-- title: 月末个案状态
-- counts: nothing; the state of each case at the end of each month
-- grain: case_no x month
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: cases with an event by then
-- out: none
-- source: events in the order of their effective day, then of their number
with
month as (select month, last_day from bld_month),
placed as (
  select s.case_no, s.child_key, m.month, s.state,
    row_number() over (partition by s.case_no, m.month order by s.effective_on desc, s.seq desc) as newest
  from fct_case_span s
  join month m on s.effective_on <= m.last_day
)
select cast(p.case_no as varchar) as case_no, cast(p.child_key as bigint) as child_key, cast(p.month as varchar) as month,
  cast(p.state as varchar) as state, cast(s.tier as varchar) as tier
from placed p
join src_state s on s.state = p.state
where p.newest = 1

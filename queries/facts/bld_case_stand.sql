-- title: 月末儿童的个案
-- counts: nothing; where the ledger stands with each child at the end of each month, whichever case says it
-- grain: child_key x month
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: children with an event by then
-- out: none
-- source: the newest event in the order (effective_on, seq); found_on = the last day on which a case was verified or became one
--   of dropping out; left_on = the last day on which one that was of dropping out ceased to be
with
event as (
  select s.child_key, s.case_no, s.seq, s.effective_on, s.state, t.tier, case when t.is_open then 1 else 0 end as is_open, e.outcome,
    coalesce(lag(s.state) over (partition by s.child_key order by s.effective_on, s.seq), 'none') as state_before,
    coalesce(lag(t.tier) over (partition by s.child_key order by s.effective_on, s.seq), 'none') as tier_before,
    min(s.effective_on) over (partition by s.case_no) as opened_on
  from fct_case_span s
  join src_state t on t.state = s.state
  left join src_event e on e.seq = s.seq
),
placed as (
  select e.child_key, m.month, e.case_no, e.state, e.tier, e.is_open, e.outcome, e.opened_on, e.effective_on,
    row_number() over (partition by e.child_key, m.month order by e.effective_on desc, e.seq desc) as newest
  from event e
  join bld_month m on e.effective_on <= m.last_day
),
turned as (
  select e.child_key, m.month,
    max(case when (e.state = 'verified' and e.state_before <> 'verified') or (e.tier = 'dropped_out' and e.tier_before <> 'dropped_out')
      then e.effective_on end) as found_on,
    max(case when e.tier <> 'dropped_out' and e.tier_before = 'dropped_out' then e.effective_on end) as left_on
  from event e
  join bld_month m on e.effective_on <= m.last_day
  group by e.child_key, m.month
)
select cast(p.child_key as bigint) as child_key, cast(p.month as varchar) as month, cast(p.case_no as varchar) as case_no,
  cast(p.state as varchar) as state, cast(p.tier as varchar) as tier, cast(p.is_open as int) as is_open, cast(p.outcome as varchar) as outcome,
  cast(p.opened_on as date) as opened_on, cast(t.found_on as date) as found_on, cast(t.left_on as date) as left_on
from placed p
join turned t on t.child_key = p.child_key and t.month = p.month
where p.newest = 1

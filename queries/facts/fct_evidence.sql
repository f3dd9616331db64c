-- title: 销号证据
-- counts: the evidence of each case line by line: what is needed, what is there
-- grain: case_no x line_no
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: what the outcome needs; an open case is measured as if it returned
-- out: nothing
-- source: a returned child: on the roll, present days, request, approval, nothing contradicting, reported since
with
judged as (
  select case_no, child_key, is_open, state, coalesce(outcome, 'returned') as outcome, closed_on, present_halves,
    need_days, has_presence, has_proof, is_due_here, is_contradicted, contradicting_days, is_on_roll, is_unreported, is_paused,
    last_reported_on, request_state
  from bld_case_judged
),
line as (
  select case_no, child_key, 1 as line_no, 'on_roll' as evidence, cast(null as double) as needed, cast(null as double) as found,
    case when is_on_roll = 1 then 'met' when is_on_roll is null then 'unreported' when is_open = 1 then 'missing' else 'contradicted' end as state
  from judged where outcome = 'returned'
  union all
  select case_no, child_key, 2 as line_no, 'present_days' as evidence, need_days as needed, present_halves / 2.0 as found,
    case when has_presence = 1 then 'met' when last_reported_on is null then 'unreported'
      when is_open = 1 and is_paused = 1 and present_halves > 0 then 'paused' else 'missing' end as state
  from judged where outcome = 'returned'
  union all
  select case_no, child_key, 3 as line_no, 'no_contradiction' as evidence, cast(0 as double) as needed, contradicting_days as found,
    case when is_contradicted = 1 then 'contradicted' when outcome = 'returned' or has_proof = 1 then 'met'
      when contradicting_days > 0 then 'missing' else 'unreported' end as state
  from judged where is_open = 0 and outcome in ('returned', 'mark_error', 'leave_added')
  union all
  select case_no, child_key, 4 as line_no,
    case when outcome in ('transferred', 'already_here') then 'received'
      when outcome in ('home_teaching', 'special', 'vocational', 'completed') then 'status_recorded'
      when outcome = 'suspension' then 'end_date' else 'document' end as evidence,
    cast(null as double) as needed, cast(null as double) as found, case when has_proof = 1 then 'met' else 'missing' end as state
  from judged where outcome not in ('returned', 'mark_error', 'leave_added')
  union all
  select case_no, child_key, 5 as line_no, 'requested' as evidence, cast(null as double) as needed, cast(null as double) as found,
    request_state as state
  from judged
  union all
  select case_no, child_key, 6 as line_no, 'approved' as evidence, cast(null as double) as needed, cast(null as double) as found,
    case when is_open = 0 then 'met' else 'missing' end as state
  from judged
  union all
  select case_no, child_key, 7 as line_no, 'reported_since' as evidence, cast(null as double) as needed, cast(null as double) as found,
    case when is_unreported = 1 then 'unreported' else 'met' end as state
  from judged where is_open = 0 and is_due_here = 1
)
select case_no, child_key, cast(line_no as int) as line_no, evidence, cast(needed as double) as needed, cast(found as double) as found, state
from line

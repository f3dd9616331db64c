-- title: 个案事件
-- counts: each event with whether the child was open before and is open after it
-- grain: seq
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: every event effective up to the day looked at
-- out: nothing
-- source: flow terms come from open against not open in the order (effective_on, seq), never from the type of the
--   event
with
event as (
  select e.child_key, e.case_no, e.seq, e.effective_on, e.resulting_state as state,
    case when s.is_open then 1 else 0 end as is_open, s.tier
  from src_event e
  join src_state s on s.state = e.resulting_state
),
placed as (
  select child_key, case_no, seq, effective_on, state, is_open, tier,
    coalesce(lag(is_open) over in_order, 0) as was_open, coalesce(max(is_open) over earlier, 0) as is_again
  from event
  window in_order as (partition by child_key order by effective_on, seq),
    earlier as (
      partition by child_key order by effective_on, seq rows between unbounded preceding and 1 preceding
    )
)
select child_key, case_no, seq, effective_on, state, tier, cast(is_open as int) as is_open,
  cast(was_open as int) as was_open, cast(is_again as int) as is_again,
  case when is_open = 1 and was_open = 0 and is_again = 0 then 'new'
    when is_open = 1 and was_open = 0 then 'reopened'
    when is_open = 0 and was_open = 1 then state
  end as flow
from placed

-- title: 个案现状
-- counts: where each case stands: its opening, its newest state and since when
-- grain: case_no
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: every case opened up to the day looked at
-- out: nothing
-- source: order (effective_on, seq); a holder's clock starts when the holder could know
with
event as (
  select case_no, child_key, episode_no, seq, effective_on, recorded_at, event, resulting_state as state, reason, cause,
    outcome, run_first_day, discovered_on, promise_on,
    row_number() over in_order as event_no,
    row_number() over (partition by case_no order by effective_on desc, seq desc) as from_last,
    case when lag(resulting_state) over in_order = resulting_state then 0 else 1 end as is_change
  from src_event
  window in_order as (partition by case_no order by effective_on, seq)
),
entered as (
  select case_no, state, effective_on, cast(recorded_at as date) as recorded_on,
    row_number() over (partition by case_no order by event_no desc) as from_last
  from event
  where is_change = 1
),
summed as (
  select case_no, max(case when event = 'persuaded' then effective_on end) as last_attempt_on,
    sum(case when event = 'persuaded' then 1 else 0 end) as attempts_n,
    max(case when event = 'returned' then effective_on end) as returned_on,
    max(case when event = 'requested' then effective_on end) as requested_on,
    max(case when state in ('closed', 'cleared') then effective_on end) as closed_on,
    max(case when state in ('closed', 'cleared') then outcome end) as outcome,
    max(case when state in ('closed', 'cleared') then seq end) as closing_seq,
    max(case when state in ('dropped_out', 'persuading', 'notice_served', 'legal') then 1 else 0 end) as was_dropped_out,
    max(promise_on) as last_promise_on
  from event
  group by case_no
),
cause as (
  select case_no, cause, row_number() over (partition by case_no order by effective_on desc, seq desc) as newest
  from event
  where cause is not null
)
select o.case_no, o.child_key, o.episode_no, o.reason as suspicion, c.cause, o.effective_on as opened_on,
  o.discovered_on, o.run_first_day, l.state, n.effective_on as state_since,
  greatest(n.effective_on, n.recorded_on) as known_on, s.attempts_n, s.last_attempt_on, s.last_promise_on,
  s.returned_on, s.requested_on, s.closed_on, s.outcome, s.closing_seq,
  case when s.was_dropped_out = 1 then 'dropped_out' else 'suspected' end as highest_tier
from event o
join event l on l.case_no = o.case_no and l.from_last = 1
join entered n on n.case_no = o.case_no and n.from_last = 1
join summed s on s.case_no = o.case_no
left join cause c on c.case_no = o.case_no and c.newest = 1
where o.event_no = 1

-- title: 台账事件
-- counts: acts of the ledger up to a number, effective up to the day looked at
-- grain: seq
-- parameters: $ledger_seq, $as_of_day
-- line: -
-- in: events recorded up to $ledger_seq and effective on or before the day of $as_of
-- out: later entries: so a figure recomputes for ever
-- source: the ledger's append-only events
select
  seq, recorded_at, effective_on, child_key, case_no, episode_no, event, resulting_state, reason, cause, outcome,
  run_first_day, discovered_on, actor, on_behalf, met, promise_on, note, snapshot, post_id
from case_event
where seq <= $ledger_seq and effective_on <= $as_of_day

-- title: 经过
-- counts: the entries of a case, newest first
-- grain: seq
-- parameters: $case_no, $as_of_day, $ledger_seq
-- line: -
-- in: every entry up to the ledger number, late ones marked
-- out: none
-- source: append-only ledger; late = recorded on a later day than it took effect
select cast(seq as bigint) as seq, cast(case_no as varchar) as case_no, cast(effective_on as date) as effective_on,
  cast(recorded_at as timestamp) as recorded_at, cast(event as varchar) as event, cast(resulting_state as varchar) as resulting_state,
  cast(reason as varchar) as reason, cast(cause as varchar) as cause, cast(outcome as varchar) as outcome,
  cast(actor as varchar) as actor, cast(on_behalf as varchar) as on_behalf, cast(met as varchar) as met,
  cast(promise_on as date) as promise_on, cast(note as varchar) as note,
  cast(case when cast(recorded_at as date) > effective_on then 1 else 0 end as int) as is_late
from src_event
where case_no = $case_no
order by effective_on desc, seq desc

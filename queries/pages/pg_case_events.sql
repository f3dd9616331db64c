-- title: 经过
-- counts: the entries of a case, newest first, with the office by which each was entered
-- grain: seq
-- parameters: $case_no, $as_of_day, $ledger_seq
-- line: -
-- in: every entry up to the ledger number, late ones marked
-- out: none
-- source: append-only ledger; late = recorded on a later day than it took effect; entries of the program, of an old ledger, and
--   those from before posts were kept have no office
select cast(e.seq as bigint) as seq, cast(e.case_no as varchar) as case_no, cast(e.effective_on as date) as effective_on,
  cast(e.recorded_at as timestamp) as recorded_at, cast(e.event as varchar) as event, cast(e.resulting_state as varchar) as resulting_state,
  cast(e.reason as varchar) as reason, cast(e.cause as varchar) as cause, cast(e.outcome as varchar) as outcome,
  cast(o.head as varchar) as post_head, cast(a.name as varchar) as post_place, cast(e.actor as varchar) as actor,
  cast(e.on_behalf as varchar) as on_behalf, cast(e.met as varchar) as met,
  cast(e.promise_on as date) as promise_on, cast(e.note as varchar) as note,
  cast(case when cast(e.recorded_at as date) > e.effective_on then 1 else 0 end as int) as is_late
from src_event e
left join bld_office o on o.post_id = e.post_id
left join dim_area a on a.area_code = coalesce(o.school_code, o.area_code)
where e.case_no = $case_no
order by e.effective_on desc, e.seq desc

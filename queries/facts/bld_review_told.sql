-- title: 由谁上报
-- counts: nothing; each report of a case: by the unit that had to, by its sheet, by somebody else, or by nobody knows whom
-- grain: case_no x seq
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: the opening of a case and its written reports
-- out: later entries of a case
-- source: own: a post of the unit entered it; sheet: publishing found it on the unit's own sheet or register; unknown: the entry has
--   no post; other: any other post
with
entry as (
  select e.case_no, e.seq, e.event, e.post_id, cast(e.recorded_at as date) as recorded_on, c.suspicion, c.discovered_on, c.reporter_line, c.reporter_unit
  from src_event e
  join bld_review_place c on c.case_no = e.case_no
  where e.event in ('opened', 'reported')
)
select cast(e.case_no as varchar) as case_no, cast(e.seq as bigint) as seq,
  cast(case when e.event = 'opened' and e.suspicion <> 'reported' then coalesce(e.discovered_on, e.recorded_on) else e.recorded_on end as date) as told_on,
  cast(case when e.event = 'opened' and e.suspicion <> 'reported' then 'sheet'
    when u.seq is not null then 'own' when e.post_id is null then 'unknown' else 'other' end as varchar) as whose
from entry e
left join bld_event_unit u on u.seq = e.seq and u.line = e.reporter_line and u.unit_code = e.reporter_unit

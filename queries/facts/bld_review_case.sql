-- title: 季评个案
-- counts: nothing; who had to report each case, by when, when it was reported and by whom, and who found it
-- grain: case_no
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: every case, with the township of the month in which it was opened, and the school that answered on that day
-- out: nothing; cases of the old ledger stand here without a report to judge: they were reported before there was a register
-- source: the report is the unit's first where that was in time; else the first of anybody's; what a post of another unit reports
--   after the unit's time was over, before the unit did, is found by others, as are lists from above, tips, roll calls by the
--   inspector and re-checks; what another reports within the time leaves the unit nothing to report
with
told as (
  select case_no, seq, told_on, case when whose = 'sheet' then 'own' else whose end as whose,
    row_number() over (
      partition by case_no, case when whose = 'sheet' then 'own' else whose end order by told_on, case when whose = 'own' then 0 else 1 end, seq
    ) as place_no
  from bld_review_told
),
first_told as (
  select case_no, max(case when whose = 'own' then told_on end) as own_on, max(case when whose = 'own' then seq end) as own_seq,
    max(case when whose = 'unknown' then told_on end) as unknown_on, max(case when whose = 'unknown' then seq end) as unknown_seq,
    max(case when whose = 'other' then told_on end) as other_on, max(case when whose = 'other' then seq end) as other_seq
  from told
  where place_no = 1
  group by case_no
),
entry as (select case_no, min(cast(recorded_at as date)) as recorded_on from src_event where event = 'opened' group by case_no),
chosen as (
  select p.case_no, p.child_key, p.suspicion, p.opened_on, p.opened_month, p.school_code, p.township_code, p.reporter_line, p.reporter_unit, p.due_on,
    e.recorded_on, t.own_on, t.own_seq, t.unknown_on, t.unknown_seq, t.other_on, t.other_seq,
    case when t.own_on <= p.due_on then 'own'
      when t.other_on <= p.due_on then 'other'
      when t.unknown_on <= p.due_on then 'unknown'
      when t.own_on is not null and t.own_on <= coalesce(t.unknown_on, t.own_on) and t.own_on <= coalesce(t.other_on, t.own_on) then 'own'
      when t.unknown_on is not null and t.unknown_on <= coalesce(t.other_on, t.unknown_on) then 'unknown'
      when t.other_on is not null then 'other' end as reported_by
  from bld_review_place p
  join entry e on e.case_no = p.case_no
  left join first_told t on t.case_no = p.case_no
)
select cast(case_no as varchar) as case_no, cast(child_key as bigint) as child_key, cast(suspicion as varchar) as suspicion,
  cast(opened_on as date) as opened_on, cast(opened_month as varchar) as opened_month, cast(school_code as varchar) as school_code,
  cast(township_code as varchar) as township_code, cast(reporter_line as varchar) as reporter_line, cast(reporter_unit as varchar) as reporter_unit,
  cast(due_on as date) as due_on,
  cast(case reported_by when 'own' then own_on when 'unknown' then unknown_on when 'other' then other_on end as date) as reported_on,
  cast(case reported_by when 'own' then own_seq when 'unknown' then unknown_seq when 'other' then other_seq end as bigint) as report_seq,
  cast(reported_by as varchar) as reported_by,
  cast(case when suspicion in ('list', 'tip', 'roll_call', 'recheck') then suspicion
    when reported_by = 'other' and other_on > due_on then 'other' else 'self' end as varchar) as found_by,
  cast(case when reported_by = 'other' then other_on else recorded_on end as date) as found_on,
  cast(case when suspicion = 'imported' then 1 else 0 end as int) as is_old
from chosen

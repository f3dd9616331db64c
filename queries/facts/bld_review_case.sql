-- title: 季评个案
-- counts: nothing; who had to report each case, by when, when it was reported, and who found it
-- grain: case_no
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: every case, with school and township of the month in which it was opened
-- out: nothing; cases of the old ledger stand here without a report to judge: they were reported before there was a register
-- source: the school reports whom it had on its roll, the township whom the household register alone knew; 24 hours from
--   the day on which the tier was reached, in holidays the first working day; the report is the first of: the case opened by
--   the unit, its written report, its own sheet that shows the absence; a list from above, a tip, a roll call by the
--   inspector and a re-check are others
with
month as (select min(month) as first_month, max(month) as last_month from bld_case_unit_month),
opened as (
  select case_no, child_key, suspicion, opened_on, discovered_on, substr(cast(opened_on as varchar), 1, 7) as opened_month
  from bld_case_state
),
entry as (
  select case_no, min(case when event = 'reported' then cast(recorded_at as date) end) as reported_on,
    min(case when event = 'opened' then cast(recorded_at as date) end) as recorded_on
  from src_event
  group by case_no
),
placed as (
  select o.case_no, max(case when u.line = 'student' then u.unit_code end) as school_code,
    max(case when u.line = 'household' and u.unit_code <> 'unknown' then substr(u.unit_code, 1, 9) end) as township_code
  from opened o
  cross join month m
  join bld_case_unit_month u on u.child_key = o.child_key and u.month = least(greatest(o.opened_month, m.first_month), m.last_month)
  group by o.case_no
),
limits as (select value, valid_from, valid_to from bld_limit where name = 'written_report_hours'),
late as (
  select o.case_no, min(k.day) as due_on
  from opened o
  join limits n on o.opened_on between n.valid_from and n.valid_to
  join bld_clock s on s.calendar_id = 'county' and s.day = o.opened_on
  join bld_clock k on k.calendar_id = 'county' and k.is_working_day and k.day_no >= s.day_no + n.value / 24
  group by o.case_no
),
reason as (select code, parent from src_code where code_set = 'suspicion')
select cast(o.case_no as varchar) as case_no, cast(o.child_key as bigint) as child_key, cast(o.suspicion as varchar) as suspicion,
  cast(o.opened_on as date) as opened_on, cast(o.opened_month as varchar) as opened_month, cast(p.school_code as varchar) as school_code,
  cast(p.township_code as varchar) as township_code,
  cast(case when r.parent = 'household' or p.school_code is null then 'household' else 'student' end as varchar) as reporter_line,
  cast(case when r.parent = 'household' or p.school_code is null then p.township_code else p.school_code end as varchar) as reporter_unit,
  cast(l.due_on as date) as due_on,
  cast(case when o.suspicion = 'reported' then least(e.recorded_on, coalesce(e.reported_on, e.recorded_on))
    else least(coalesce(o.discovered_on, e.recorded_on), coalesce(e.reported_on, o.discovered_on, e.recorded_on)) end as date) as reported_on,
  cast(case when o.suspicion in ('list', 'tip', 'roll_call', 'recheck') then o.suspicion else 'self' end as varchar) as found_by,
  cast(e.recorded_on as date) as found_on, cast(case when o.suspicion = 'imported' then 1 else 0 end as int) as is_old
from opened o
join entry e on e.case_no = o.case_no
left join placed p on p.case_no = o.case_no
left join late l on l.case_no = o.case_no
left join reason r on r.code = o.suspicion

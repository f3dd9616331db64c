-- title: 各校上报
-- counts: nothing; one line a school: its roll and its attendance side by side, and whom to call
-- grain: school_code
-- parameters: $area, $month, $month_first, $month_last, $as_of_day, $ledger_seq
-- line: student
-- in: schools of the place open in the month
-- out: none
-- source: nil reports that attendance contradicts first, then missing, returned, waiting, classes left out, not yet sent, sent in part, late, nil, received;
--   attendance_until = the last marked day of a sheet that stops before the month does
with
rank as (
  select 'missing' as state, 1 as pressing
  union all select 'returned' as state, 2 as pressing
  union all select 'waiting' as state, 3 as pressing
  union all select 'gap' as state, 4 as pressing
  union all select 'in_progress' as state, 5 as pressing
  union all select 'interim' as state, 6 as pressing
  union all select 'late' as state, 7 as pressing
  union all select 'nil' as state, 8 as pressing
  union all select 'received' as state, 9 as pressing
  union all select 'holiday' as state, 10 as pressing
)
select cast(s.school_code as varchar) as school_code, cast(s.school_name as varchar) as school_name,
  cast(s.township_code as varchar) as township_code, cast(s.township_name as varchar) as township_name,
  cast(row_number() over (order by s.is_contradicted desc, r.pressing, s.sort, s.school_code) as int) as sort,
  cast(s.state as varchar) as state, cast(s.is_contradicted as int) as is_contradicted, cast(s.nil_contradicted_n as int) as nil_contradicted_n,
  cast(s.is_nil as int) as is_nil, cast(s.due_on as date) as due_on, cast(s.is_due as int) as is_due,
  cast(s.roll_state as varchar) as roll_state, cast(s.roll_first_accepted_at as timestamp) as roll_first_accepted_at,
  cast(s.roll_is_on_time as int) as roll_is_on_time, cast(s.roll_is_corrected as int) as roll_is_corrected,
  cast(s.roll_rows_waiting as bigint) as roll_rows_waiting, cast(s.roll_late_days as int) as roll_late_days,
  cast(s.roll_is_missing as int) as roll_is_missing, cast(s.attendance_is_missing as int) as attendance_is_missing,
  cast(s.attendance_state as varchar) as attendance_state, cast(s.attendance_first_accepted_at as timestamp) as attendance_first_accepted_at,
  cast(s.attendance_is_on_time as int) as attendance_is_on_time, cast(s.attendance_is_corrected as int) as attendance_is_corrected,
  cast(s.attendance_rows_waiting as bigint) as attendance_rows_waiting, cast(s.attendance_late_days as int) as attendance_late_days,
  cast(s.attendance_until as date) as attendance_until,
  cast(s.classes_due as int) as classes_due, cast(s.classes_reported as int) as classes_reported,
  cast(s.classes_gap as int) as classes_gap,
  cast(s.contact_head as varchar) as contact_head, cast(s.contact_name as varchar) as contact_name, cast(s.contact_phone as varchar) as contact_phone
from bld_desk_school s
join rank r on r.state = s.state
order by sort

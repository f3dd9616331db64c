-- title: 一校的月报
-- counts: nothing; one school's month out of its sheets, roll and attendance
-- grain: school_code
-- parameters: $area, $month, $month_first, $month_last, $as_of_day, $ledger_seq
-- line: student
-- in: schools of the place open in the month
-- out: none
-- source: one state a school, the most pressing: missing, returned, waiting, gap, in_progress, interim, late, nil, received; holiday where nothing
--   is due; missing as the monthly report counts it: after the due day some sheet without any accepted class, or one that stops before the month does;
--   gap = a class of which a day is not reported though the school reported that day or a later one
with
school as (
  select school_code, short_name, township_code, township_name, sort, contact_head, contact_name, contact_phone,
    max(case when kind = 'roll' then state end) as roll_state,
    max(case when kind = 'roll' then first_accepted_at end) as roll_first_accepted_at,
    max(case when kind = 'roll' and is_on_time then 1 when kind = 'roll' and not is_on_time then 0 end) as roll_is_on_time,
    max(case when kind = 'roll' and is_corrected then 1 else 0 end) as roll_is_corrected,
    max(case when kind = 'roll' then rows_waiting end) as roll_rows_waiting,
    max(case when kind = 'roll' then late_days end) as roll_late_days, max(case when kind = 'roll' then is_missing end) as roll_is_missing,
    max(case when kind = 'attendance' then state end) as attendance_state,
    max(case when kind = 'attendance' then first_accepted_at end) as attendance_first_accepted_at,
    max(case when kind = 'attendance' and is_on_time then 1 when kind = 'attendance' and not is_on_time then 0 end) as attendance_is_on_time,
    max(case when kind = 'attendance' and is_corrected then 1 else 0 end) as attendance_is_corrected,
    max(case when kind = 'attendance' then rows_waiting end) as attendance_rows_waiting,
    max(case when kind = 'attendance' then late_days end) as attendance_late_days,
    max(case when kind = 'attendance' then is_missing end) as attendance_is_missing, max(reported_until) as attendance_until,
    max(case when kind = 'attendance' then classes_due end) as classes_due,
    max(case when kind = 'attendance' then classes_reported end) as classes_reported,
    max(case when is_nil then 1 else 0 end) as is_nil,
    max(classes_gap) as classes_gap,
    max(nil_contradicted_n) as nil_contradicted_n,
    max(due_on) as due_on, max(is_due) as is_due,
    max(is_missing) as is_missing,
    max(case when state = 'returned' then 1 else 0 end) as is_returned,
    max(case when state = 'waiting' then 1 else 0 end) as is_waiting,
    max(case when state = 'in_progress' then 1 else 0 end) as is_in_progress,
    max(case when state = 'interim' then 1 else 0 end) as is_interim,
    max(case when is_on_time then 0 when first_accepted_at is null then 0 else 1 end) as is_late,
    min(case when state = 'holiday' then 1 else 0 end) as is_holiday
  from bld_report_sheet
  group by school_code, short_name, township_code, township_name, sort, contact_head, contact_name, contact_phone
)
select cast(school_code as varchar) as school_code, cast(short_name as varchar) as school_name,
  cast(township_code as varchar) as township_code, cast(township_name as varchar) as township_name, cast(sort as int) as sort,
  cast(case when is_holiday = 1 then 'holiday' when is_missing = 1 then 'missing' when is_returned = 1 then 'returned'
    when is_waiting = 1 then 'waiting' when classes_gap > 0 then 'gap' when is_in_progress = 1 then 'in_progress' when is_interim = 1 then 'interim'
    when is_late = 1 then 'late' when is_nil = 1 then 'nil' else 'received' end as varchar) as state,
  cast(case when nil_contradicted_n > 0 then 1 else 0 end as int) as is_contradicted, cast(nil_contradicted_n as int) as nil_contradicted_n,
  cast(is_nil as int) as is_nil, cast(due_on as date) as due_on, cast(is_due as int) as is_due,
  cast(roll_state as varchar) as roll_state, cast(roll_first_accepted_at as timestamp) as roll_first_accepted_at,
  cast(roll_is_on_time as int) as roll_is_on_time, cast(roll_is_corrected as int) as roll_is_corrected,
  cast(roll_rows_waiting as bigint) as roll_rows_waiting, cast(roll_late_days as int) as roll_late_days,
  cast(roll_is_missing as int) as roll_is_missing, cast(attendance_is_missing as int) as attendance_is_missing,
  cast(attendance_state as varchar) as attendance_state, cast(attendance_first_accepted_at as timestamp) as attendance_first_accepted_at,
  cast(attendance_is_on_time as int) as attendance_is_on_time, cast(attendance_is_corrected as int) as attendance_is_corrected,
  cast(attendance_rows_waiting as bigint) as attendance_rows_waiting, cast(attendance_late_days as int) as attendance_late_days,
  cast(attendance_until as date) as attendance_until,
  cast(classes_due as int) as classes_due, cast(classes_reported as int) as classes_reported,
  cast(classes_gap as int) as classes_gap,
  cast(contact_head as varchar) as contact_head, cast(contact_name as varchar) as contact_name, cast(contact_phone as varchar) as contact_phone
from school

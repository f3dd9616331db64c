-- title: 报送情况
-- counts: nothing; what each school sent for the month and when
-- grain: school_code x kind
-- parameters: $area, $month, $month_first, $month_last, $as_of_day, $ledger_seq
-- line: student
-- in: schools of the place open in the month
-- out: rows of months without school carry state holiday
-- source: not due is in_progress; missing only after the due day, a sheet that stops before the month does too: interim, reported_until its last marked day;
--   classes_gap = classes of which a day is not reported though the school reported that day or a later one;
--   a nil report contradicted by a suspicion of the month is shown
select cast(school_code as varchar) as school_code, cast(school_name as varchar) as school_name,
  cast(township_code as varchar) as township_code, cast(township_name as varchar) as township_name, cast(sort as int) as sort,
  cast(kind as varchar) as kind, cast(state as varchar) as state, cast(due_on as date) as due_on, cast(is_due as int) as is_due,
  cast(is_missing as int) as is_missing, cast(reported_until as date) as reported_until,
  cast(first_accepted_at as timestamp) as first_accepted_at, cast(last_received_at as timestamp) as last_received_at,
  cast(is_on_time as boolean) as is_on_time, cast(late_days as int) as late_days,
  cast(is_nil as boolean) as is_nil, cast(is_corrected as boolean) as is_corrected,
  cast(classes_due as int) as classes_due, cast(classes_reported as int) as classes_reported,
  cast(rows_accepted as bigint) as rows_accepted, cast(rows_waiting as bigint) as rows_waiting, cast(classes_gap as int) as classes_gap,
  cast(nil_contradicted_n as int) as nil_contradicted_n,
  cast(contact_name as varchar) as clerk_name, cast(contact_phone as varchar) as clerk_phone
from bld_report_sheet
order by sort, school_code, kind

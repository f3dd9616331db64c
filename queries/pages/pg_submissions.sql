-- title: 报送月历
-- counts: nothing; every month's sheets of the schools of a place
-- grain: school_code x kind x month
-- parameters: $area, $month, $year_first, $as_of_day
-- line: student
-- in: months of the school year of $month up to $month
-- out: earlier school years
-- source: the same states as the reporting table
select cast(s.school_code as varchar) as school_code, cast(s.school_name as varchar) as school_name, cast(b.kind as varchar) as kind,
  cast(b.month as varchar) as month,
  cast(d.state as varchar) as state, cast(d.due_on as date) as due_on, cast(d.is_due as int) as is_due, cast(d.is_missing as int) as is_missing,
  cast(d.reported_until as date) as reported_until, cast(b.first_accepted_at as timestamp) as first_accepted_at,
  cast(d.is_on_time as boolean) as is_on_time, cast(d.late_days as int) as late_days,
  cast(b.is_nil as boolean) as is_nil, cast(b.is_corrected as boolean) as is_corrected,
  cast(b.classes_due as int) as classes_due, cast(b.classes_reported as int) as classes_reported,
  cast(b.rows_accepted as bigint) as rows_accepted, cast(b.rows_waiting as bigint) as rows_waiting
from src_submission b
join bld_place_school s on s.school_code = b.school_code and s.month = b.month
join bld_sheet_state d on d.school_code = b.school_code and d.kind = b.kind and d.month = b.month
where b.month between substr(cast($year_first as varchar), 1, 7) and $month
order by s.sort, s.school_code, b.month, b.kind

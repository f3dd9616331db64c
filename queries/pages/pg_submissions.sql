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
  cast(case when h.school_code is null and b.state = 'missing' then 'holiday'
    when b.state = 'missing' and b.due_on >= $as_of_day then 'in_progress'
    else b.state end as varchar) as state,
  cast(b.due_on as date) as due_on, cast(case when b.due_on < $as_of_day then 1 else 0 end as int) as is_due,
  cast(b.first_accepted_at as timestamp) as first_accepted_at, cast(b.is_on_time as boolean) as is_on_time,
  cast(b.is_nil as boolean) as is_nil, cast(b.is_corrected as boolean) as is_corrected,
  cast(b.classes_due as int) as classes_due, cast(b.classes_reported as int) as classes_reported,
  cast(b.rows_accepted as bigint) as rows_accepted, cast(b.rows_waiting as bigint) as rows_waiting
from src_submission b
join bld_place_school s on s.school_code = b.school_code
left join (select distinct school_code, month from bld_school_month) h on h.school_code = b.school_code and h.month = b.month
where b.month between substr(cast($year_first as varchar), 1, 7) and $month
order by s.sort, s.school_code, b.month, b.kind

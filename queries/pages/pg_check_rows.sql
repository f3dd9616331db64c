-- title: 疑点条目
-- counts: the rows behind each check
-- grain: check row
-- parameters: $area, $month, $as_of_day
-- line: -
-- in: the viewer's children, and rows about classes and schools
-- out: rows that could not be compared
-- source: one file for each check
with
found as (
  select 'chk_calendar_gap' as check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared
  from chk_calendar_gap
  union all
  select 'chk_class_silent' as check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared
  from chk_class_silent
  union all
  select 'chk_closed_school' as check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared
  from chk_closed_school
  union all
  select 'chk_daily_sheet' as check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared
  from chk_daily_sheet
  union all
  select 'chk_full_attendance' as check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared
  from chk_full_attendance
  union all
  select 'chk_ghost' as check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared
  from chk_ghost
  union all
  select 'chk_grade_age' as check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared
  from chk_grade_age
  union all
  select 'chk_household_unknown' as check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared
  from chk_household_unknown
  union all
  select 'chk_long_leave' as check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared
  from chk_long_leave
  union all
  select 'chk_missing_rows' as check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared
  from chk_missing_rows
  union all
  select 'chk_nil_contradicted' as check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared
  from chk_nil_contradicted
  union all
  select 'chk_not_received' as check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared
  from chk_not_received
  union all
  select 'chk_school_area' as check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared
  from chk_school_area
  union all
  select 'chk_seat_without_roll' as check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared
  from chk_seat_without_roll
  union all
  select 'chk_suspension_expired' as check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared
  from chk_suspension_expired
  union all
  select 'chk_threshold_overlap' as check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared
  from chk_threshold_overlap
  union all
  select 'chk_two_rolls' as check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared
  from chk_two_rolls
)
select cast(f.check_name as varchar) as check_name, cast(f.child_key as bigint) as child_key, cast(n.name as varchar) as name,
  cast(f.school_code as varchar) as school_code, cast(s.name as varchar) as school_name, cast(f.class_key as varchar) as class_key,
  cast(k.label as varchar) as class_label, cast(d.village_code as varchar) as village_code,
  cast(d.township_code as varchar) as township_code, cast(f.month as varchar) as month, cast(f.day as date) as day,
  cast(f.found as varchar) as found, cast(f.expected as varchar) as expected, cast(f.since as date) as since
from found f
left join src_child_name n on n.child_key = f.child_key
left join dim_child d on d.child_key = f.child_key and d.month = $month
left join dim_area s on s.area_code = f.school_code
left join dim_class k on k.class_key = f.class_key
where f.is_compared = 1 and (length($area) = 6 or f.school_code = $area or f.class_key = $area
  or d.village_code = $area or d.township_code = $area or (f.child_key is null and s.parent_code = $area))
order by f.check_name, f.since nulls last, f.school_code, f.child_key

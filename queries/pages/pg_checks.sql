-- title: 疑点汇总
-- counts: rows of each check, and how many could not be compared
-- grain: check_name
-- parameters: $area, $month, $as_of_day
-- line: -
-- in: rows whose child, class or school lies in the place looked at; rows without a place in the county alone
-- out: nothing
-- source: one file for each check; the condition stands there alone
with
found as (
  select 'chk_calendar_gap' as check_name, child_key, school_code, class_key, since, is_compared from chk_calendar_gap
  union all
  select 'chk_class_silent' as check_name, child_key, school_code, class_key, since, is_compared from chk_class_silent
  union all
  select 'chk_closed_school' as check_name, child_key, school_code, class_key, since, is_compared from chk_closed_school
  union all
  select 'chk_daily_sheet' as check_name, child_key, school_code, class_key, since, is_compared from chk_daily_sheet
  union all
  select 'chk_full_attendance' as check_name, child_key, school_code, class_key, since, is_compared from chk_full_attendance
  union all
  select 'chk_ghost' as check_name, child_key, school_code, class_key, since, is_compared from chk_ghost
  union all
  select 'chk_grade_age' as check_name, child_key, school_code, class_key, since, is_compared from chk_grade_age
  union all
  select 'chk_household_unknown' as check_name, child_key, school_code, class_key, since, is_compared from chk_household_unknown
  union all
  select 'chk_long_leave' as check_name, child_key, school_code, class_key, since, is_compared from chk_long_leave
  union all
  select 'chk_missing_rows' as check_name, child_key, school_code, class_key, since, is_compared from chk_missing_rows
  union all
  select 'chk_nil_contradicted' as check_name, child_key, school_code, class_key, since, is_compared from chk_nil_contradicted
  union all
  select 'chk_not_received' as check_name, child_key, school_code, class_key, since, is_compared from chk_not_received
  union all
  select 'chk_school_area' as check_name, child_key, school_code, class_key, since, is_compared from chk_school_area
  union all
  select 'chk_seat_without_roll' as check_name, child_key, school_code, class_key, since, is_compared from chk_seat_without_roll
  union all
  select 'chk_suspension_expired' as check_name, child_key, school_code, class_key, since, is_compared from chk_suspension_expired
  union all
  select 'chk_threshold_overlap' as check_name, child_key, school_code, class_key, since, is_compared from chk_threshold_overlap
  union all
  select 'chk_two_rolls' as check_name, child_key, school_code, class_key, since, is_compared from chk_two_rolls
),
child as (select child_key, village_code, township_code from dim_child where month = $month),
school as (select area_code, parent_code from dim_area where area_level = 'school'),
placed as (
  select f.check_name, f.since, f.is_compared
  from found f
  left join child c on c.child_key = f.child_key
  left join school s on s.area_code = f.school_code
  where length($area) = 6 or f.school_code = $area or f.class_key = $area
    or c.village_code = $area or c.township_code = $area or (f.child_key is null and s.parent_code = $area)
),
name as (
  select 'chk_calendar_gap' as check_name
  union all
  select 'chk_class_silent' as check_name
  union all
  select 'chk_closed_school' as check_name
  union all
  select 'chk_daily_sheet' as check_name
  union all
  select 'chk_full_attendance' as check_name
  union all
  select 'chk_ghost' as check_name
  union all
  select 'chk_grade_age' as check_name
  union all
  select 'chk_household_unknown' as check_name
  union all
  select 'chk_long_leave' as check_name
  union all
  select 'chk_missing_rows' as check_name
  union all
  select 'chk_nil_contradicted' as check_name
  union all
  select 'chk_not_received' as check_name
  union all
  select 'chk_school_area' as check_name
  union all
  select 'chk_seat_without_roll' as check_name
  union all
  select 'chk_suspension_expired' as check_name
  union all
  select 'chk_threshold_overlap' as check_name
  union all
  select 'chk_two_rolls' as check_name
)
select cast(n.check_name as varchar) as check_name,
  cast(coalesce(sum(p.is_compared), 0) as bigint) as n,
  cast(coalesce(sum(1 - p.is_compared), 0) as bigint) as not_compared_n,
  cast(min(p.since) as date) as since
from name n
left join placed p on p.check_name = n.check_name
group by n.check_name
order by n.check_name

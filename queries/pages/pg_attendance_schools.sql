-- title: 考勤:校 × 日
-- counts: classes due and reported, pupil half-days and days by school and day; absent_share of the days due
-- grain: school_code x day
-- parameters: $area, $month, $as_of_day
-- line: student
-- in: school days of the month up to $as_of
-- out: days to come
-- source: halves of classes that reported; classes_reported below classes_due means part of the school is not reported
select cast(d.school_code as varchar) as school_code, cast(s.short_name as varchar) as school_name, cast(s.sort as int) as sort,
  cast(d.day as date) as day, cast(max(case when d.is_school_day then 1 else 0 end) as int) as is_school_day,
  cast(count(*) as int) as classes_due, cast(sum(case when d.is_reported then 1 else 0 end) as int) as classes_reported,
  cast(sum(case when d.is_reported then d.present_halves end) as bigint) as present_halves,
  cast(sum(case when d.is_reported then d.absent_halves end) as bigint) as absent_halves,
  cast(sum(case when d.is_reported then d.leave_halves end) as bigint) as leave_halves,
  cast(sum(case when d.is_reported then d.present_halves + d.absent_halves + d.leave_halves end) as bigint) as due_halves,
  cast(sum(case when d.is_reported then d.absent_halves end) / 2.0 as double) as absent_days, cast(sum(case when d.is_reported then d.leave_halves end) / 2.0 as double) as leave_days,
  cast(sum(case when d.is_reported then d.present_halves + d.absent_halves + d.leave_halves end) / 2.0 as double) as due_days,
  cast(1.0 * sum(case when d.is_reported then d.absent_halves end) / nullif(sum(case when d.is_reported then d.present_halves + d.absent_halves + d.leave_halves end), 0) as double) as absent_share
from drv_class_day d
join bld_place_school s on s.school_code = d.school_code and s.month = d.month
where d.month = $month and d.day <= $as_of_day
group by d.school_code, s.short_name, s.sort, d.day
order by s.sort, d.school_code, d.day

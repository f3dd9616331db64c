-- title: 考勤:班 × 日
-- counts: pupil half-days and days by class and day of a school; absent_share of the days due
-- grain: class_key x day
-- parameters: $school, $month, $as_of_day
-- line: student
-- in: school days of the month up to $as_of
-- out: days to come
-- source: is_all_present_month: nobody absent or on leave on any reported day, over the dated number of days and more: a question, not a praise
with
need as (select value from src_threshold where name = 'full_attendance_days' and $as_of_day between valid_from and valid_to),
class_day as (
  select class_key, day, is_school_day, is_reported, pupils, present_halves, absent_halves, leave_halves, late_pupils,
    sum(case when is_reported then 1 else 0 end) over (partition by class_key) as days_reported,
    sum(case when is_reported then absent_halves + leave_halves else 0 end) over (partition by class_key) as off_halves
  from drv_class_day
  where school_code = $school and month = $month and day <= $as_of_day
)
select cast(d.class_key as varchar) as class_key, cast(k.label as varchar) as class_label, cast(d.day as date) as day,
  cast(case when d.is_school_day then 1 else 0 end as int) as is_school_day, cast(case when d.is_reported then 1 else 0 end as int) as is_reported,
  cast(d.pupils as int) as pupils, cast(case when d.is_reported then d.present_halves end as bigint) as present_halves,
  cast(case when d.is_reported then d.absent_halves end as bigint) as absent_halves,
  cast(case when d.is_reported then d.leave_halves end as bigint) as leave_halves,
  cast(case when d.is_reported then d.present_halves + d.absent_halves + d.leave_halves end as bigint) as due_halves,
  cast(case when d.is_reported then d.absent_halves end / 2.0 as double) as absent_days, cast(case when d.is_reported then d.leave_halves end / 2.0 as double) as leave_days,
  cast(case when d.is_reported then d.present_halves + d.absent_halves + d.leave_halves end / 2.0 as double) as due_days,
  cast(1.0 * case when d.is_reported then d.absent_halves end / nullif(case when d.is_reported then d.present_halves + d.absent_halves + d.leave_halves end, 0) as double) as absent_share,
  cast(case when d.is_reported then d.late_pupils end as int) as late_pupils,
  cast(case when d.days_reported >= n.value and d.off_halves = 0 then 1 else 0 end as int) as is_all_present_month
from class_day d
cross join need n
left join dim_class k on k.class_key = d.class_key
order by d.class_key, d.day

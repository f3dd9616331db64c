-- title: 考勤:人 × 日
-- counts: the marks of the pupils of a class
-- grain: child_key x day
-- parameters: $class_key, $month, $month_first, $month_last, $as_of_day
-- line: student
-- in: pupils on the class's roll of the month, on every school day of the class up to $as_of
-- out: children of other scopes
-- source: is_reported = 0: the class did not report the day, or the pupil has no mark
with
day_row as (select day, is_reported from drv_class_day where class_key = $class_key and month = $month and day <= $as_of_day),
pupil as (
  select r.child_key
  from src_roll r
  join src_code t on t.code_set = 'status' and t.code = r.status and t.parent = 'at_school'
  where r.class_key = $class_key and r.month = $month
),
mark as (select child_key, day, mark_am, mark_pm from src_attendance where class_key = $class_key and day between $month_first and $month_last)
select cast(p.child_key as bigint) as child_key, cast(n.name as varchar) as name, cast(d.day as date) as day,
  cast(m.mark_am as varchar) as mark_am, cast(m.mark_pm as varchar) as mark_pm,
  cast(case when m.mark_am is not null or m.mark_pm is not null then 1 else 0 end as int) as is_reported
from pupil p
cross join day_row d
left join mark m on m.child_key = p.child_key and m.day = d.day
left join src_child_name n on n.child_key = p.child_key
order by n.pinyin_key, p.child_key, d.day

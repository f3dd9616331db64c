-- title: 整月未报的班级
-- counts: classes with pupils due that reported no day of a month
-- grain: class_key x month
-- parameters: $as_of_day
-- line: student
-- in: school days up to the day looked at
-- out: classes without pupils due
-- source: not reported is a state of its own: nothing can be compared with it
with
class_month as (
  select class_key, school_code, month, min(day) as day, max(pupils) as most_pupils, max(case when is_reported then 1 else 0 end) as is_reported
  from drv_class_day
  where day <= $as_of_day
  group by class_key, school_code, month
)
select class_key, school_code, month, day, cast(most_pupils as int) as pupils
from class_month
where is_reported = 0 and most_pupils > 0

-- title: 旷课日
-- counts: a day with an unexcused half; its run counted over months
-- grain: child_key x class_key x day x run_first_day
-- parameters: $month
-- line: student
-- in: unexcused halves of every roll; is_composed = 0 marks those of a second roll
-- out: leave, halves not reported
-- source: unexcused halves are counted in school days that the class reported
with
absence as (
  select child_key, class_key, school_code, day, absent_halves, run_halves, run_first_day, is_leading from bld_absence
),
segment as (
  select child_key, class_key, carried_in_halves, carried_in_first_day from bld_run where seg_no > 0
)
select a.child_key, a.class_key, a.school_code, cast($month as varchar) as month, a.day,
  cast(a.absent_halves as int) as absent_halves,
  cast(a.run_halves + case when a.is_leading = 1 then coalesce(s.carried_in_halves, 0) else 0 end as int) as run_halves,
  case when a.is_leading = 1 then coalesce(s.carried_in_first_day, a.run_first_day) else a.run_first_day end
    as run_first_day,
  cast(case when s.child_key is null then 0 else 1 end as int) as is_composed
from absence a
left join segment s on s.child_key = a.child_key and s.class_key = a.class_key

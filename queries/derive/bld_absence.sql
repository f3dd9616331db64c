-- title: 旷课日(月内)
-- counts: a day with an unexcused half, its run counted within the month and class
-- grain: child_key x class_key x day x run_first_day
-- parameters: -
-- line: student
-- in: unexcused halves
-- out: leave, halves not reported
-- source: answers on which day a run reached a length
with
counted as (
  select child_key, class_key, school_code, day, island, is_absent,
    sum(is_absent) over (
      partition by child_key, class_key, island order by half_no rows between unbounded preceding and current row
    ) as run_halves
  from bld_off_half
)
select c.child_key, c.class_key, c.school_code, c.day, sum(c.is_absent) as absent_halves,
  max(c.run_halves) as run_halves, i.first_absent as run_first_day, i.is_leading
from counted c
join bld_island i on i.child_key = c.child_key and i.class_key = c.class_key and i.island = c.island
where c.is_absent = 1
group by c.child_key, c.class_key, c.school_code, c.day, c.island, i.first_absent, i.is_leading

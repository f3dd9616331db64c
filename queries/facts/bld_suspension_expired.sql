-- title: 疑似:休学期满未返
-- counts: suspensions that ended without the child on any roll at school
-- grain: child_key x school_code
-- parameters: $as_of_day
-- line: student
-- in: children whose newest status at a school is suspended, the school silent or the child struck off afterwards too
-- out: children back at school
-- source: bld_suspension_end; overdue from the next school day (where the calendar does not reach, the next day)
with
clock as (select day from bld_clock where calendar_id = 'county' and is_school_day),
known as (
  -- a suspension that ended before the calendar begins is overdue from its own next day
  select e.child_key, e.school_code, min(case when k.day > e.ends_on then k.day end) as school_day, min(k.day) as first_day
  from bld_suspension_end e
  cross join clock k
  group by e.child_key, e.school_code
),
overdue as (
  select e.child_key, e.school_code, e.ends_on, case when x.first_day <= e.ends_on then x.school_day end as school_day
  from bld_suspension_end e
  left join known x on x.child_key = e.child_key and x.school_code = e.school_code
)
select child_key, school_code, ends_on as first_day, coalesce(school_day, ends_on + 1) as reached_on
from overdue
where coalesce(school_day, ends_on + 1) <= $as_of_day

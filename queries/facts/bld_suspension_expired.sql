-- title: 疑似:休学期满未返
-- counts: suspensions that ended without the child on any roll at school
-- grain: child_key x school_code
-- parameters: $as_of_day
-- line: student
-- in: children whose newest status at a school is suspended, the school silent or the child struck off afterwards too
-- out: children back at school
-- source: ends on the stated day, never later than the allowed maximum from the first day of the suspension; with no
--   first day stated the maximum runs from the first day of the first month whose roll showed it; overdue from the
--   next school day (where the calendar does not reach, the next day)
with
limits as (select value, valid_from, valid_to from bld_limit where name = 'suspension_max_days'),
clock as (select day from bld_clock where calendar_id = 'county' and is_school_day),
ending as (
  select a.child_key, a.school_code,
    least(coalesce(a.status_until, a.since + cast(n.value as int)), a.since + cast(n.value as int)) as ends_on
  from bld_away a
  join limits n on a.since between n.valid_from and n.valid_to
  where a.status = '02' and a.from_last = 1
),
known as (
  -- a suspension that ended before the calendar begins is overdue from its own next day
  select e.child_key, e.school_code, min(case when k.day > e.ends_on then k.day end) as school_day, min(k.day) as first_day
  from ending e
  cross join clock k
  group by e.child_key, e.school_code
),
overdue as (
  select e.child_key, e.school_code, e.ends_on, case when x.first_day <= e.ends_on then x.school_day end as school_day
  from ending e
  left join known x on x.child_key = e.child_key and x.school_code = e.school_code
)
select child_key, school_code, ends_on as first_day, coalesce(school_day, ends_on + 1) as reached_on
from overdue
where coalesce(school_day, ends_on + 1) <= $as_of_day

-- title: 当月未到校
-- counts: pupils whom no class saw in a month, and how much of it leave explains
-- grain: child_key x class_key x month
-- parameters: $as_of_day
-- line: student
-- in: pupils due in a class that reported, without one half present in any class of the month
-- out: halves without a mark: nobody knows them
-- source: dated minimum of school days, the limit as of the last reported day; is_unexplained = so many halves besides
--   those on leave; is_month_long = so many halves, leave or not, in a month whose last school day is over
with
limits as (select value, valid_from, valid_to from bld_limit where name = 'ghost_min_school_days'),
seen as (select distinct child_key, month from drv_pupil_month where present_halves > 0),
ending as (select class_key, month, max(day) as last_school_day from drv_class_day where is_school_day group by class_key, month),
unseen as (
  select p.child_key, p.class_key, p.school_code, p.month, p.first_day, p.last_day,
    p.reported_halves - p.missing_halves - p.unmarked_halves as known_halves,
    p.sick_halves + p.personal_halves as leave_halves
  from drv_pupil_month p
  left join seen s on s.child_key = p.child_key and s.month = p.month
  where s.child_key is null and p.last_day <= $as_of_day
)
select u.child_key, u.class_key, u.school_code, u.month, u.first_day, u.last_day, cast(u.known_halves as int) as known_halves,
  cast(u.leave_halves as int) as leave_halves, cast(n.value as double) as need_days,
  cast(case when u.known_halves - u.leave_halves >= 2 * n.value then 1 else 0 end as int) as is_unexplained,
  cast(case when u.known_halves >= 2 * n.value and e.last_school_day <= $as_of_day then 1 else 0 end as int) as is_month_long
from unseen u
join limits n on u.last_day between n.valid_from and n.valid_to
left join ending e on e.class_key = u.class_key and e.month = u.month

-- title: 当月未到校
-- counts: pupils whom no class saw in a month, and how much of it leave explains
-- grain: child_key x class_key x month
-- parameters: $as_of_day
-- line: student
-- in: pupils due in a class that reported, without one half present in any class of the month
-- out: halves without a mark: nobody knows them; pupils of a vocational school, who stay on the junior roll until grade 9 ends
-- source: dated minimum of school days, the limit as of the last reported day; is_unexplained = so many halves besides
--   those on leave; is_month_long = so many halves, leave or not, in a month whose last school day is over
with
limits as (select value, valid_from, valid_to from bld_limit where name = 'ghost_min_school_days'),
blank as (
  select child_key, class_key, school_code, month, first_day, last_day, reported_halves - missing_halves - unmarked_halves as known_halves,
    sick_halves + personal_halves as leave_halves
  from drv_pupil_month
  where present_halves = 0 and last_day <= $as_of_day
),
seen as (
  select distinct b.child_key, b.month
  from blank b
  join drv_pupil_month p on p.child_key = b.child_key and p.month = b.month and p.present_halves > 0
),
ending as (select class_key, month, max(day) as last_school_day from drv_class_day where is_school_day group by class_key, month),
unseen as (
  select b.child_key, b.class_key, b.school_code, b.month, b.first_day, b.last_day, b.known_halves, b.leave_halves
  from blank b
  left join seen s on s.child_key = b.child_key and s.month = b.month
  left join bld_vocational v on v.child_key = b.child_key and v.month = b.month
  where s.child_key is null and v.child_key is null
)
select u.child_key, u.class_key, u.school_code, u.month, u.first_day, u.last_day, cast(u.known_halves as int) as known_halves,
  cast(u.leave_halves as int) as leave_halves, cast(n.value as double) as need_days,
  cast(case when u.known_halves - u.leave_halves >= 2 * n.value then 1 else 0 end as int) as is_unexplained,
  cast(case when u.known_halves >= 2 * n.value and e.last_school_day <= $as_of_day then 1 else 0 end as int) as is_month_long
from unseen u
join limits n on u.last_day between n.valid_from and n.valid_to
left join ending e on e.class_key = u.class_key and e.month = u.month

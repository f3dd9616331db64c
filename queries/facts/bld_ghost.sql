-- title: 有籍无人
-- counts: pupils on the roll who were not in their seat once in a month
-- grain: child_key x class_key x month
-- parameters: $as_of_day
-- line: student
-- in: pupils of compulsory stages, by the roll that stands for the child; a month that leave alone fills once it is over
-- out: pupils present once, in whichever class; months with too few reported days; a month of leave of those whom the roll
--   of the month no longer holds at school: a suspension is its formal ground
-- source: reached on the reported day by which so many had passed that no leave explains, those of the leave counted first;
--   a month of leave on its last reported school day
with
stage as (select code from src_code where code_set = 'stage' and parent = 'compulsory'),
ghost as (
  select u.child_key, u.class_key, u.school_code, u.month, u.first_day, u.last_day, u.is_unexplained,
    case when u.is_unexplained = 1 then u.known_halves - u.leave_halves else u.known_halves end as unseen_halves,
    u.need_days + u.leave_halves / 2.0 as need_no
  from bld_unseen u
  join dim_child d on d.child_key = u.child_key and d.month = u.month and d.class_key = u.class_key
  join stage g on g.code = d.stage
  where u.is_unexplained = 1 or (u.is_month_long = 1 and d.is_at_school = 1)
),
numbered as (
  select g.child_key, g.class_key, g.month, d.day,
    row_number() over (partition by g.child_key, g.class_key, g.month order by d.day) as day_no
  from ghost g
  join drv_class_day d on d.class_key = g.class_key and d.month = g.month and d.is_reported and d.day between g.first_day and g.last_day
  where g.is_unexplained = 1
),
reached as (
  select g.child_key, g.class_key, g.month, min(n.day) as reached_on
  from ghost g
  join numbered n on n.child_key = g.child_key and n.class_key = g.class_key and n.month = g.month and n.day_no >= g.need_no
  group by g.child_key, g.class_key, g.month
)
select g.child_key, g.school_code, g.class_key, g.month, g.first_day, coalesce(r.reached_on, g.last_day) as reached_on,
  cast(g.unseen_halves as int) as unseen_halves, cast(1 - g.is_unexplained as int) as is_on_leave
from ghost g
left join reached r on r.child_key = g.child_key and r.class_key = g.class_key and r.month = g.month

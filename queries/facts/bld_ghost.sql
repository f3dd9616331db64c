-- title: 有籍无人
-- counts: pupils on the roll who were not in their seat once in a month
-- grain: child_key x class_key x month
-- parameters: $as_of_day
-- line: student
-- in: pupils of compulsory stages, by the roll that stands for the child
-- out: pupils present once, in whichever class; months with too few reported days besides those on leave
-- source: dated minimum of school days, the limit as of the last reported day; leave is no absence and takes its days
--   away; reached on the reported day by which so many had passed, those of the leave counted first
with
limits as (select value, valid_from, valid_to from bld_limit where name = 'ghost_min_school_days'),
stage as (select code from src_code where code_set = 'stage' and parent = 'compulsory'),
seen as (select distinct child_key, month from drv_pupil_month where present_halves > 0),
unseen as (
  select p.child_key, p.class_key, p.school_code, p.month, p.first_day, p.last_day,
    p.sick_halves + p.personal_halves as leave_halves, p.reported_halves - p.sick_halves - p.personal_halves as unseen_halves
  from drv_pupil_month p
  join dim_child d on d.child_key = p.child_key and d.month = p.month and d.class_key = p.class_key
  join stage g on g.code = d.stage
  left join seen s on s.child_key = p.child_key and s.month = p.month
  where s.child_key is null and p.last_day <= $as_of_day
),
ghost as (
  select u.child_key, u.class_key, u.school_code, u.month, u.first_day, u.last_day, u.unseen_halves,
    n.value + u.leave_halves / 2.0 as need_no
  from unseen u
  join limits n on u.last_day between n.valid_from and n.valid_to and u.unseen_halves >= 2 * n.value
),
numbered as (
  select g.child_key, g.class_key, g.month, d.day,
    row_number() over (partition by g.child_key, g.class_key, g.month order by d.day) as day_no
  from ghost g
  join src_class_day d on d.class_key = g.class_key and d.month = g.month and d.taken and d.day between g.first_day and g.last_day
),
reached as (
  select g.child_key, g.class_key, g.month, min(n.day) as reached_on
  from ghost g
  join numbered n on n.child_key = g.child_key and n.class_key = g.class_key and n.month = g.month and n.day_no >= g.need_no
  group by g.child_key, g.class_key, g.month
)
select g.child_key, g.school_code, g.class_key, g.month, g.first_day, coalesce(r.reached_on, g.last_day) as reached_on,
  cast(g.unseen_halves as int) as unseen_halves
from ghost g
left join reached r on r.child_key = g.child_key and r.class_key = g.class_key and r.month = g.month

-- title: 第二学籍
-- counts: classes of a child that its runs are not composed over, because another school claims the same days
-- grain: child_key x class_key x month
-- parameters: -
-- line: student
-- in: segments of two schools on the same days (double enrolment)
-- out: schools one after the other in a month: the child changed school, and its runs go on in the new one
-- source: of schools that claim the same days the one that shows presence, else the one that the child has not left,
--   else the newest status
with
here as (select code from src_code where code_set = 'status' and parent = 'at_school'),
roll as (
  select r.child_key, r.month, r.class_key, max(r.status_since) as status_since,
    max(case when r.on_roll_to is null and h.code is not null then 1 else 0 end) as stays
  from src_roll r
  left join here h on h.code = r.status
  group by r.child_key, r.month, r.class_key
),
school as (
  select p.child_key, p.month, p.school_code, max(case when p.present_halves > 0 then 1 else 0 end) as shows_presence,
    max(r.stays) as stays, max(r.status_since) as status_since, min(p.first_day) as first_day, max(p.last_day) as last_day
  from drv_pupil_month p
  left join roll r on r.child_key = p.child_key and r.month = p.month and r.class_key = p.class_key
  group by p.child_key, p.month, p.school_code
),
ranked as (
  select child_key, month, school_code, first_day, last_day,
    row_number() over (
      partition by child_key, month
      order by shows_presence desc, stays desc nulls last, status_since desc nulls last, school_code
    ) as choice
  from school
),
beside_first as (
  select distinct o.child_key, o.month, o.school_code
  from ranked o
  join ranked f on f.child_key = o.child_key and f.month = o.month and f.choice = 1
  where o.choice > 1 and o.first_day <= f.last_day and f.first_day <= o.last_day
),
free as (
  -- beside the first choice; three schools in a month are judged among those that leave its days alone
  select r.child_key, r.month, r.school_code, r.first_day, r.last_day, r.choice
  from ranked r
  left join beside_first b on b.child_key = r.child_key and b.month = r.month and b.school_code = r.school_code
  where r.choice > 1 and b.child_key is null
),
beside_other as (
  select distinct o.child_key, o.month, o.school_code
  from free o
  join free f on f.child_key = o.child_key and f.month = o.month and f.choice < o.choice
  where o.first_day <= f.last_day and f.first_day <= o.last_day
),
second as (
  select child_key, month, school_code from beside_first
  union all
  select child_key, month, school_code from beside_other
)
select p.child_key, p.class_key, p.school_code, p.month
from drv_pupil_month p
join second s on s.child_key = p.child_key and s.month = p.month and s.school_code = p.school_code

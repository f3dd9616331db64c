-- title: 班级日考勤
-- counts: a class on a school day: pupils due, halves present, unexcused, on leave; where is_reported is false the
--   halves are 0 because nothing was said, not because nobody came
-- grain: class_key x day
-- parameters: $month, $month_first, $month_last
-- line: student
-- in: school days of the class's calendar in the month, and reported days that are none
-- out: classes without pupils due
-- source: attendance rate counts only classes that reported
with
due as (select child_key, class_key, school_code, grade, from_day, to_day, gone_on from bld_due),
class_now as (select class_key, min(school_code) as school_code, min(grade) as grade from due group by class_key),
school_date as (
  select s.school_code, s.grade, c.day, c.is_school_day
  from src_school_calendar s
  join src_calendar c on c.calendar_id = s.calendar_id and c.day between s.valid_from and s.valid_to
  where c.month = $month
),
taken as (select class_key, day from bld_taken_day),
class_date as (
  select k.class_key, k.school_code, d.day, d.is_school_day, t.day is not null as is_reported
  from class_now k
  join school_date d on d.school_code = k.school_code and d.grade = k.grade
  left join taken t on t.class_key = k.class_key and t.day = d.day
  where d.is_school_day or t.day is not null
),
pupil as (
  select d.class_key, d.day, count(*) as pupils
  from class_date d
  join due u on u.class_key = d.class_key and d.day between u.from_day and u.to_day
    and (u.gone_on is null or d.day < u.gone_on)
  group by d.class_key, d.day
),
off as (
  select class_key, day, count(*) as off_halves, sum(is_absent) as absent_halves,
    sum(case when mark in ('S', 'R') then 1 else 0 end) as leave_halves
  from bld_off_half
  group by class_key, day
),
late as (
  select class_key, day, count(*) as pupils
  from bld_odd_day
  where mark_am = 'L' or mark_pm = 'L'
  group by class_key, day
)
select d.class_key, d.school_code, cast($month as varchar) as month, d.day, d.is_school_day, d.is_reported,
  cast(coalesce(p.pupils, 0) as int) as pupils,
  cast(case when d.is_reported then 2 * coalesce(p.pupils, 0) - coalesce(o.off_halves, 0) else 0 end as int)
    as present_halves,
  cast(coalesce(o.absent_halves, 0) as int) as absent_halves,
  cast(coalesce(o.leave_halves, 0) as int) as leave_halves,
  cast(coalesce(l.pupils, 0) as int) as late_pupils
from class_date d
left join pupil p on p.class_key = d.class_key and p.day = d.day
left join off o on o.class_key = d.class_key and o.day = d.day
left join late l on l.class_key = d.class_key and l.day = d.day

-- title: 在册区间
-- counts: the stretch of reported days on which a child was due in a class in the month
-- grain: child_key x class_key
-- parameters: $month
-- line: student
-- in: pupils due on at least one reported day
-- out: classes that reported no day
-- source: days before entry or after leaving are not presence
with
due as (select child_key, class_key, school_code, from_day, to_day, gone_on, is_part from bld_due),
whole as (
  select class_key, min(taken_no) as first_no, max(taken_no) as last_no, min(day) as first_day, max(day) as last_day
  from bld_taken_day
  group by class_key
)
select d.child_key, d.class_key, d.school_code, cast(0 as int) as is_part,
  cast(w.first_no as int) as first_no, cast(w.last_no as int) as last_no, w.first_day, w.last_day
from due d
join whole w on w.class_key = d.class_key
where d.is_part = 0
union all
select d.child_key, d.class_key, d.school_code, cast(1 as int) as is_part,
  cast(min(t.taken_no) as int) as first_no, cast(max(t.taken_no) as int) as last_no,
  min(t.day) as first_day, max(t.day) as last_day
from due d
join bld_taken_day t
  on t.class_key = d.class_key and t.day between d.from_day and d.to_day and (d.gone_on is null or t.day < d.gone_on)
where d.is_part = 1
group by d.child_key, d.class_key, d.school_code

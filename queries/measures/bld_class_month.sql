-- title: 班级月考勤
-- counts: halves of a class in a month over the school days it reported; days due and reported
-- grain: class_key x month
-- parameters: $as_of_day
-- line: student
-- in: school days up to $as_of; halves that carry a mark
-- out: days the class did not report; marks on days without school
-- source: not reported is neither present nor absent
select cast(d.class_key as varchar) as class_key, cast(d.school_code as varchar) as school_code,
  cast(c.stage as varchar) as stage, cast(d.month as varchar) as month,
  cast(count(*) as int) as days_due, cast(sum(case when d.is_reported then 1 else 0 end) as int) as days_reported,
  cast(sum(case when d.is_reported then d.present_halves else 0 end) as bigint) as present_halves,
  cast(sum(case when d.is_reported then d.absent_halves else 0 end) as bigint) as absent_halves,
  cast(sum(case when d.is_reported then d.leave_halves else 0 end) as bigint) as leave_halves
from drv_class_day d
join src_class c on c.class_key = d.class_key
where d.is_school_day and d.day <= $as_of_day
group by d.class_key, d.school_code, c.stage, d.month

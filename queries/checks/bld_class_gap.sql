-- title: 漏报的上课日
-- counts: school days that a class left out of a month of which it reported other days
-- grain: class_key x month
-- parameters: $as_of_day
-- line: student
-- in: days before the last day that the class reported; once the month's sheets were due, the days after it too
-- out: days without pupils due; classes that reported no day at all; the days since an interim sheet of a month going on
-- source: a day not reported is neither presence nor absence: whoever left on such a day shows nowhere
with
day as (select class_key, school_code, month, day, pupils, is_reported from drv_class_day where is_school_day and day <= $as_of_day),
newest as (select class_key, month, max(day) as last_day from day where is_reported group by class_key, month),
due as (select school_code, month, max(due_on) as due_on from src_submission where kind = 'attendance' group by school_code, month)
select d.class_key, d.school_code, d.month, min(d.day) as first_day, max(d.day) as last_day, cast(count(*) as int) as days, cast(max(d.pupils) as int) as pupils
from day d
join newest n on n.class_key = d.class_key and n.month = d.month
left join due u on u.school_code = d.school_code and u.month = d.month
where not d.is_reported and d.pupils > 0 and (d.day < n.last_day or u.due_on < $as_of_day)
group by d.class_key, d.school_code, d.month

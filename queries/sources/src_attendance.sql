-- title: 考勤
-- counts: marks of half days; the monthly sheet is final where there is one, daily marks stand elsewhere
-- grain: child_key x class_key x day
-- parameters: -
-- line: student
-- in: the sheet where the class has one for the day, else the roll call
-- out: daily marks of a day that the sheet covers
-- source: contract of attendance, version 1
with
sheet_day as (select class_key, day from class_day where origin = 'sheet' and taken)
select
  month, school_code, class_key, child_key, day, origin, mark_am, mark_pm
from attendance
where origin = 'sheet'
union all
select
  a.month, a.school_code, a.class_key, a.child_key, a.day, a.origin, a.mark_am, a.mark_pm
from attendance a
left join sheet_day s on s.class_key = a.class_key and s.day = a.day
where a.origin = 'daily' and s.day is null

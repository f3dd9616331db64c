-- title: 未报的月报
-- counts: schools of the place whose newest due report is missing, and by how many days
-- grain: school_code
-- parameters: $area, $as_of_day
-- line: student
-- in: the newest month whose due day has passed
-- out: earlier months; months not due
-- source: missing = due day passed and a sheet without any accepted class, or one that stops before the month does
with
newest as (select max(month) as month from bld_school_month where is_due = 1)
select cast(m.school_code as varchar) as school_code, cast(m.month as varchar) as month, cast(s.township_code as varchar) as township_code,
  cast(date_diff('day', m.due_on, $as_of_day) as int) as late_days
from bld_school_month m
join newest n on n.month = m.month
join bld_place_school s on s.school_code = m.school_code and s.month = m.month
where m.report_state = 'missing'

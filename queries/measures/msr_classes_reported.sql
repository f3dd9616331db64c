-- title: 已报班
-- counts: classes with at least one reported school day (n) of classes with a school day so far (d)
-- grain: area_level x area_code x stage x month
-- parameters: $as_of_day
-- line: student
-- in: classes of compulsory education
-- out: months in which the class has no school day
-- source: stands beside every attendance rate
select cast(u.area_level as varchar) as area_level, cast(u.area_code as varchar) as area_code,
  cast(s.report_stage as varchar) as stage, cast(c.month as varchar) as month,
  cast(sum(case when c.days_reported > 0 then 1 else 0 end) as bigint) as n, cast(count(*) as bigint) as d,
  cast(sum(case when c.days_reported > 0 then 1 else 0 end) as double) / nullif(cast(count(*) as double), 0) as value
from bld_class_month c
join bld_report_stage s on s.stage = c.stage and s.is_compulsory = 1
join dim_unit u on u.line = 'student' and u.unit_code = c.school_code
group by u.area_level, u.area_code, s.report_stage, c.month

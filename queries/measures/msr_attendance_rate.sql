-- title: 出勤率
-- counts: pupil half-days present (n) of pupil half-days with a mark (d)
-- grain: area_level x area_code x stage x month
-- parameters: $as_of_day
-- line: student
-- in: classes and days that were reported; late and left early count as present
-- out: classes and days not reported, halves without a mark, days without school
-- source: pupil-days present by pupil-days due of classes that reported; rates of a group come from its sums
select cast(u.area_level as varchar) as area_level, cast(u.area_code as varchar) as area_code,
  cast(s.report_stage as varchar) as stage, cast(c.month as varchar) as month,
  cast(sum(c.present_halves) as bigint) as n,
  cast(sum(c.present_halves + c.absent_halves + c.leave_halves) as bigint) as d,
  cast(sum(c.present_halves) as double)
    / nullif(cast(sum(c.present_halves + c.absent_halves + c.leave_halves) as double), 0) as value
from bld_class_month c
join bld_report_stage s on s.stage = c.stage and s.is_compulsory = 1
join dim_unit u on u.line = 'student' and u.unit_code = c.school_code
group by u.area_level, u.area_code, s.report_stage, c.month

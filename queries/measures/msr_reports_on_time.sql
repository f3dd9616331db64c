-- title: 月报按期率
-- counts: schools whose monthly report came in time (n) of schools whose report was due (d); late (n_late), missing (n_missing)
-- grain: area_level x area_code x month
-- parameters: $as_of_day
-- line: student
-- in: months whose due day has passed; nil reports
-- out: months without school, unfinished months: not due is not missing
-- source: the first attempt with at least one class accepted counts for punctuality
select cast(u.area_level as varchar) as area_level, cast(u.area_code as varchar) as area_code,
  cast('all' as varchar) as stage, cast(m.month as varchar) as month,
  cast(sum(case when m.report_state = 'on_time' then 1 else 0 end) as bigint) as n, cast(sum(m.is_due) as bigint) as d,
  cast(sum(case when m.report_state = 'on_time' then 1 else 0 end) as double) / nullif(cast(sum(m.is_due) as double), 0) as value,
  cast(sum(case when m.report_state = 'late' then 1 else 0 end) as bigint) as n_late,
  cast(sum(case when m.report_state = 'missing' then 1 else 0 end) as bigint) as n_missing
from bld_school_month m
join dim_unit u on u.line = 'student' and u.unit_code = m.school_code
group by u.area_level, u.area_code, m.month

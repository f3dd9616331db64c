-- title: 餐数多于到校
-- counts: meal claims that can be compared (d), those of more days than the child can have been at school (n), days over (over_days) and their yuan (value); not comparable (n_unknown)
-- grain: area_level x area_code x stage x item x period
-- parameters: $month, $period, $as_of_day
-- line: student
-- in: items in kind; days with a present half, and days that the class did not report
-- out: cash items
-- source: in kind by days present; a day not reported may have been present
select cast(u.area_level as varchar) as area_level, cast(u.area_code as varchar) as area_code, cast(s.report_stage as varchar) as stage,
  cast(p.item as varchar) as item, cast(p.period as varchar) as period, cast(min(p.term) as varchar) as term,
  cast(sum(case when p.meals = 'over' then 1 else 0 end) as bigint) as n,
  cast(sum(case when p.meals <> 'unknown' then 1 else 0 end) as bigint) as d,
  cast(coalesce(sum(p.over_amount), 0) as double) as value, cast(coalesce(sum(p.over_days), 0) as double) as over_days,
  cast(sum(case when p.meals = 'unknown' then 1 else 0 end) as bigint) as n_unknown
from fct_aid_paid p
join dim_unit u on u.line = 'student' and u.unit_code = p.school_code
join bld_aid_stage s on s.stage = coalesce(p.stage, 'unknown')
where p.is_in_kind = 1
group by u.area_level, u.area_code, s.report_stage, p.item, p.period

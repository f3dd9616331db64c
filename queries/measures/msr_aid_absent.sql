-- title: 缺勤领取
-- counts: cash payments whose pupil is known to be present or not (d), never present in the period or absent beyond the dated limit (n), yuan paid to them (value); not known (n_unknown)
-- grain: area_level x area_code x stage x item x period
-- parameters: $month, $period, $as_of_day
-- line: student
-- in: cash items; kindergartens, senior and vocational schools report no attendance and stand in n_unknown
-- out: meals, which have their own figure
-- source: dated limits of school days; not reported is neither present nor absent
select cast(u.area_level as varchar) as area_level, cast(u.area_code as varchar) as area_code, cast(s.report_stage as varchar) as stage,
  cast(p.item as varchar) as item, cast(p.period as varchar) as period, cast(min(p.term) as varchar) as term,
  cast(sum(case when p.presence in ('never', 'absent') then 1 else 0 end) as bigint) as n,
  cast(sum(case when p.presence <> 'unknown' then 1 else 0 end) as bigint) as d,
  cast(sum(case when p.presence in ('never', 'absent') then p.amount else 0 end) as double) as value,
  cast(sum(case when p.presence = 'unknown' then 1 else 0 end) as bigint) as n_unknown
from fct_aid_paid p
join dim_unit u on u.line = 'student' and u.unit_code = p.school_code
join bld_aid_stage s on s.stage = coalesce(p.stage, 'unknown')
where p.is_in_kind = 0
group by u.area_level, u.area_code, s.report_stage, p.item, p.period

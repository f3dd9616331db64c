-- title: 资助覆盖率
-- counts: entitled pupils who were paid (n) of those whose school reported (d);
--   all entitled (n_entitled), schools that reported (n_lists) of schools with entitled pupils (d_lists), not judged (n_unknown)
-- grain: area_level x area_code x stage x item x period
-- parameters: $month, $period, $as_of_day
-- line: student
-- in: pupils entitled by the newest roll of the period
-- out: entitled pupils of schools whose list did not come: not reported is not unpaid; pupils who were entitled earlier in the period
-- source: plan: 资助全覆盖; each school by the place where it stands
with
listed as (
  select school_code, item, period, term, stage, entitlement, is_reported, is_paid, waiting_n from fct_aid_entitled
)
select cast(u.area_level as varchar) as area_level, cast(u.area_code as varchar) as area_code, cast(s.report_stage as varchar) as stage,
  cast(e.item as varchar) as item, cast(e.period as varchar) as period, cast(min(e.term) as varchar) as term,
  cast(sum(case when e.entitlement = 'entitled' and e.is_paid = 1 then 1 else 0 end) as bigint) as n,
  cast(sum(case when e.entitlement = 'entitled' and e.is_reported = 1 then 1 else 0 end) as bigint) as d,
  cast(sum(case when e.entitlement = 'entitled' and e.is_paid = 1 then 1 else 0 end) as double)
    / nullif(cast(sum(case when e.entitlement = 'entitled' and e.is_reported = 1 then 1 else 0 end) as double), 0) as value,
  cast(sum(case when e.entitlement = 'entitled' then 1 else 0 end) as bigint) as n_entitled,
  cast(sum(case when e.entitlement = 'unknown' then 1 else 0 end) as bigint) as n_unknown,
  cast(count(distinct case when e.entitlement = 'entitled' and e.is_reported = 1 then e.school_code end) as bigint) as n_lists,
  cast(count(distinct case when e.entitlement = 'entitled' then e.school_code end) as bigint) as d_lists
from listed e
join dim_unit u on u.line = 'student' and u.unit_code = e.school_code
join bld_aid_stage s on s.stage = e.stage
group by u.area_level, u.area_code, s.report_stage, e.item, e.period

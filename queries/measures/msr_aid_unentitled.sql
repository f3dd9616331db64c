-- title: 享而不应
-- counts: payments (d) to pupils who were not entitled in any month of the period (n), yuan paid to them (value);
--   not judged apart (n_unknown, unknown_amount); entitled and paid too much (n_over, over_amount)
-- grain: area_level x area_code x stage x item x period
-- parameters: $month, $period, $as_of_day
-- line: student
-- in: payments of standing lists, by the school that paid
-- out: who was entitled earlier in the period
-- source: plan, with its conditions; unknown is never counted as entitled nor as not
select cast(u.area_level as varchar) as area_level, cast(u.area_code as varchar) as area_code, cast(s.report_stage as varchar) as stage,
  cast(p.item as varchar) as item, cast(p.period as varchar) as period, cast(min(p.term) as varchar) as term,
  cast(sum(case when p.entitlement = 'none' then 1 else 0 end) as bigint) as n, cast(count(*) as bigint) as d,
  cast(sum(case when p.entitlement = 'none' then p.amount else 0 end) as double) as value,
  cast(sum(case when p.entitlement = 'unknown' then 1 else 0 end) as bigint) as n_unknown,
  cast(sum(case when p.entitlement = 'unknown' then p.amount else 0 end) as double) as unknown_amount,
  cast(sum(p.amount) as double) as paid_amount,
  cast(sum(case when p.entitlement = 'entitled' and p.amount > p.amount_due + 0.005 then 1 else 0 end) as bigint) as n_over,
  cast(sum(case when p.entitlement = 'entitled' and p.amount > p.amount_due + 0.005 then p.amount - p.amount_due else 0 end) as double) as over_amount
from fct_aid_paid p
join dim_unit u on u.line = 'student' and u.unit_code = p.school_code
join bld_aid_stage s on s.stage = coalesce(p.stage, 'unknown')
group by u.area_level, u.area_code, s.report_stage, p.item, p.period

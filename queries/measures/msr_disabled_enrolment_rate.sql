-- title: 残疾儿童入学率
-- counts: disabled children of school age at school (n) of all of them (d), by household; of those at school here, who
--   is placed in an ordinary school's inclusive class (随班), a special school (特校) or taught at home (送教)
-- grain: area_level x area_code x stage x month
-- parameters: $as_of_day, $ledger_seq
-- line: household
-- in: children with a disability by the household register or the roll, in areas of which a register stands;
--   of no recognised household on a line of their own, where any register stands
-- out: those who finished compulsory education; children of whom no sheet says anything
-- source: 送教, special school and 随班就读 count as at school; printed apart
with
registered as (select distinct month, report_stage from bld_enrolment where is_registered = 1),
held as (
  select u.area_level, u.area_code, c.report_stage, c.month, c.is_enrolled, case when r.month is not null then 1 else c.is_registered end as is_registered, c.placement,
    case when c.is_disabled then 1 else 0 end as is_disabled
  from bld_enrolment c
  join dim_unit u on u.line = 'household' and u.unit_code = c.household_unit
  left join registered r on u.area_code = 'unknown' and r.month = c.month and r.report_stage = c.report_stage
)
select cast(area_level as varchar) as area_level, cast(area_code as varchar) as area_code, cast(report_stage as varchar) as stage,
  cast(month as varchar) as month, cast(sum(is_enrolled * is_disabled) as bigint) as n, cast(sum(is_disabled) as bigint) as d,
  cast(sum(case when placement = 'inclusive' then is_enrolled * is_disabled else 0 end) as bigint) as n_inclusive,
  cast(sum(case when placement = 'special' then is_enrolled * is_disabled else 0 end) as bigint) as n_special,
  cast(sum(case when placement = 'home' then is_enrolled * is_disabled else 0 end) as bigint) as n_home,
  cast(sum(is_enrolled * is_disabled) as double) / nullif(cast(sum(is_disabled) as double), 0) as value
from held
group by area_level, area_code, report_stage, month
having sum(is_registered) > 0

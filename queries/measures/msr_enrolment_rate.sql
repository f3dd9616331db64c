-- title: 入学率
-- counts: school-age children at school (n) of school-age children (d), by household
-- grain: area_level x area_code x stage x month
-- parameters: $as_of_day, $ledger_seq
-- line: household
-- in: areas of which a household register stands; children of no recognised household on a line of their own, where any register stands
-- out: areas of which none was ever sent: what is not known is no rate; those who finished compulsory education
-- source: at school at any level, here or elsewhere with proof, 送教 and 随班就读 included; formal suspension not
with
registered as (select distinct month, report_stage from bld_enrolment where is_registered = 1)
select cast(u.area_level as varchar) as area_level, cast(u.area_code as varchar) as area_code,
  cast(c.report_stage as varchar) as stage, cast(c.month as varchar) as month,
  cast(sum(c.is_enrolled) as bigint) as n, cast(count(*) as bigint) as d,
  cast(sum(c.is_enrolled) as double) / nullif(cast(count(*) as double), 0) as value
from bld_enrolment c
join dim_unit u on u.line = 'household' and u.unit_code = c.household_unit
left join registered r on u.area_code = 'unknown' and r.month = c.month and r.report_stage = c.report_stage
group by u.area_level, u.area_code, c.report_stage, c.month
having sum(c.is_registered) > 0 or count(r.month) > 0

-- title: 适龄儿童去向
-- counts: school-age children by where they are (n) of all school-age children (d)
-- grain: area_level x area_code x stage x month x whereabouts
-- parameters: $as_of_day, $ledger_seq
-- line: household
-- in: in_county, elsewhere_proved, elsewhere_pending, unverified, home_teaching, suspended, finished, out_of_school, never_enrolled: each child in exactly one, so they add up to 适龄
-- out: nothing
-- source: 送教 counts as taught, 休学 does not; whom the ledger holds out of school is, whatever roll and register say: a closing on paper moves nobody back
with
total as (select area_level, area_code, stage, month, n from msr_school_age)
select cast(u.area_level as varchar) as area_level, cast(u.area_code as varchar) as area_code,
  cast(p.report_stage as varchar) as stage, cast(p.month as varchar) as month, cast(p.whereabouts as varchar) as whereabouts,
  cast(count(*) as bigint) as n, cast(min(t.n) as bigint) as d,
  cast(count(*) as double) / nullif(cast(min(t.n) as double), 0) as value
from bld_whereabouts p
join dim_unit u on u.line = 'household' and u.unit_code = p.household_unit
join total t on t.area_level = u.area_level and t.area_code = u.area_code and t.stage = p.report_stage and t.month = p.month
group by u.area_level, u.area_code, p.report_stage, p.month, p.whereabouts

-- title: 适龄儿童少年
-- counts: children of school age by household (n); of them registered poor (n_poor)
-- grain: area_level x area_code x stage x month
-- parameters: $as_of_day, $ledger_seq
-- line: household
-- in: born (Y-16)-09-01 to (Y-6)-08-31 for school year Y, on the household register, or holding a place on a roll of any stage, or lost from both and still
--   in the ledger; without a recognised household: a line of its own, unknown
-- out: children whose household is in another county; children on no register who left the roll, unless the ledger holds them; disabled children who may start at seven and have not
-- source: ages 6 to 15 on 31 August; a village that never sent its register is known by the rolls alone
select cast(u.area_level as varchar) as area_level, cast(u.area_code as varchar) as area_code,
  cast(c.report_stage as varchar) as stage, cast(c.month as varchar) as month,
  cast(count(*) as bigint) as n, cast(null as bigint) as d, cast(count(*) as double) as value,
  cast(sum(case when c.is_poor then 1 else 0 end) as bigint) as n_poor
from bld_school_age c
join dim_unit u on u.line = 'household' and u.unit_code = c.household_unit
group by u.area_level, u.area_code, c.report_stage, c.month

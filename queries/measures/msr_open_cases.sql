-- title: 台账未销号
-- counts: open cases at the end of the month, by tier
-- grain: line x area_level x area_code x stage x month x tier
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: tier all, and each tier: suspected, dropped_out, observation
-- out: closed and cleared cases
-- source: what came in less what went out up to the end of the month, or to $as_of in an unfinished one
with
tiered as (
  select line, area_level, area_code, stage, month, tier from bld_open_case
  union all
  select line, area_level, area_code, stage, month, 'all' as tier from bld_open_case
)
select cast(line as varchar) as line, cast(area_level as varchar) as area_level, cast(area_code as varchar) as area_code,
  cast(stage as varchar) as stage, cast(month as varchar) as month, cast(tier as varchar) as tier,
  cast(count(*) as bigint) as n, cast(null as bigint) as d, cast(count(*) as double) as value
from tiered
group by line, area_level, area_code, stage, month, tier

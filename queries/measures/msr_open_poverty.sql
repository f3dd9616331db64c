-- title: 因贫辍学
-- counts: open dropped-out cases whose cause is poverty (n) of all open cases (d)
-- grain: line x area_level x area_code x stage x month
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: 认定辍学 with cause 04 因贫 or needed for labour at home
-- out: other causes, also in poor households
-- source: the plan's second figure
select cast(line as varchar) as line, cast(area_level as varchar) as area_level, cast(area_code as varchar) as area_code,
  cast(stage as varchar) as stage, cast(month as varchar) as month,
  cast(sum(case when tier = 'dropped_out' and cause = '04' then 1 else 0 end) as bigint) as n, cast(count(*) as bigint) as d,
  cast(sum(case when tier = 'dropped_out' and cause = '04' then 1 else 0 end) as double) as value
from bld_open_case
group by line, area_level, area_code, stage, month

-- title: 建档立卡辍学
-- counts: open dropped-out cases of registered poor households, for any reason (n) of all open cases (d)
-- grain: line x area_level x area_code x stage x month
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: 认定辍学 with 建档立卡 by the newest label known by that month, of children gone from the roll too
-- out: 疑似 and 返校观察; households whose label no sheet says
-- source: the plan's first figure; its target is 0
select cast(line as varchar) as line, cast(area_level as varchar) as area_level, cast(area_code as varchar) as area_code,
  cast(stage as varchar) as stage, cast(month as varchar) as month,
  cast(sum(case when tier = 'dropped_out' and is_poor = 1 then 1 else 0 end) as bigint) as n, cast(count(*) as bigint) as d,
  cast(sum(case when tier = 'dropped_out' and is_poor = 1 then 1 else 0 end) as double) as value
from bld_open_case
group by line, area_level, area_code, stage, month

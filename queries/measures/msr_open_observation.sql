-- title: 返校观察
-- counts: open cases under observation after the return (n) of all open cases (d)
-- grain: line x area_level x area_code x stage x month
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: children who came back and have not yet held through observation
-- out: 疑似 and 认定辍学
-- source: a case stays open until the observation is held
select cast(line as varchar) as line, cast(area_level as varchar) as area_level, cast(area_code as varchar) as area_code,
  cast(stage as varchar) as stage, cast(month as varchar) as month,
  cast(sum(case when tier = 'observation' then 1 else 0 end) as bigint) as n, cast(count(*) as bigint) as d,
  cast(sum(case when tier = 'observation' then 1 else 0 end) as double) as value
from bld_open_case
group by line, area_level, area_code, stage, month

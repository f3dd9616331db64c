-- title: 认定辍学
-- counts: open cases of the dropped-out tier at the end of the month (n) of all open cases (d)
-- grain: line x area_level x area_code x stage x month
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: cases from the bureau's confirmation to the return
-- out: 疑似 and 返校观察
-- source: three tiers, each counted apart
select cast(line as varchar) as line, cast(area_level as varchar) as area_level, cast(area_code as varchar) as area_code,
  cast(stage as varchar) as stage, cast(month as varchar) as month,
  cast(sum(case when tier = 'dropped_out' then 1 else 0 end) as bigint) as n, cast(count(*) as bigint) as d,
  cast(sum(case when tier = 'dropped_out' then 1 else 0 end) as double) as value
from bld_open_case
group by line, area_level, area_code, stage, month

-- title: 跨镇学籍异动
-- counts: pupils who came to a township or left it, by the other township: arrivals count +, departures count -
-- grain: area_level x area_code x month x kind x direction x other_code
-- parameters: $as_of_day
-- line: student
-- in: every movement of bld_township_move, once on each side; in the county moved appears as in and as out, and cancels
-- out: moves within a township
-- source: what comes in less what goes out is the change of the township's roll over the schools that reported both months
with
move as (select child_key, month, was_code, now_code, kind from bld_township_move),
side as (
  select 'township' as area_level, now_code as area_code, month, kind, 'in' as direction, was_code as other_code from move where now_code is not null
  union all
  select 'township' as area_level, was_code as area_code, month, kind, 'out' as direction, now_code as other_code from move where was_code is not null
),
county as (select min(area_code) as area_code from src_area where level = 'county'),
placed as (
  select area_level, area_code, month, kind, direction, other_code from side
  union all
  select 'county' as area_level, c.area_code, s.month, s.kind, s.direction, cast(null as varchar) as other_code from side s cross join county c
)
select cast(area_level as varchar) as area_level, cast(area_code as varchar) as area_code, cast('all' as varchar) as stage, cast(month as varchar) as month,
  cast(kind as varchar) as kind, cast(direction as varchar) as direction, cast(other_code as varchar) as other_code,
  cast(sum(case when direction = 'in' then 1 else -1 end) as bigint) as n, cast(null as bigint) as d,
  cast(sum(case when direction = 'in' then 1 else -1 end) as double) as value
from placed
group by area_level, area_code, month, kind, direction, other_code

-- title: 村级区划沿革
-- counts: today's code of every village
-- grain: area_code
-- parameters: -
-- line: household
-- in: every village, merged or not; up to three mergers in a row
-- out: nothing
-- source: register of areas: history keeps its old codes and maps forward to the successor
with
village as (select area_code, max(successor_code) as successor_code from src_area where level = 'village' group by area_code)
select cast(v.area_code as varchar) as area_code, cast(coalesce(t.successor_code, s.successor_code, v.successor_code, v.area_code) as varchar) as area_now
from village v
left join village s on s.area_code = v.successor_code
left join village t on t.area_code = s.successor_code

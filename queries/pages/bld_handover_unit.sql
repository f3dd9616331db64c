-- title: 衔接统计单位
-- counts: nothing; the place itself and the units below it
-- grain: unit_code
-- parameters: $area, $as_of_day
-- line: -
-- in: county: townships; township: its villages and schools; school or village: itself alone
-- out: classes
-- source: table of areas
select cast(area_code as varchar) as unit_code, cast(name as varchar) as unit_name, cast(area_level as varchar) as unit_level,
  cast(1 as int) as is_total, cast(0 as int) as sort
from dim_area where area_code = $area
union all
select cast(area_code as varchar) as unit_code, cast(name as varchar) as unit_name, cast(area_level as varchar) as unit_level,
  cast(0 as int) as is_total, cast(sort as int) as sort
from dim_area where parent_code = $area

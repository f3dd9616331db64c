-- title: 地方
-- counts: nothing; the county, its areas and schools, for choosing a place; which central school answers for a school
-- grain: place
-- parameters: $as_of_day
-- line: -
-- in: areas and schools open on the day
-- out: classes, which a school's own table lists
-- source: dated tables of areas and schools
select cast(area_code as varchar) as place, cast(area_level as varchar) as place_level, cast(name as varchar) as place_name,
  cast(parent_code as varchar) as parent_code,
  cast(central_code as varchar) as central_code, cast(sort as int) as sort
from dim_area
where area_level in ('county', 'township', 'village', 'school')
order by case area_level when 'county' then 1 when 'township' then 2 when 'school' then 3 else 4 end, sort, area_code

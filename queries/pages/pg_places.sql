-- title: 地方
-- counts: nothing; the county, its areas and schools, for naming and choosing a place; which central school answers for a school
-- grain: place
-- parameters: $as_of_day, $month
-- line: -
-- in: every area and school, merged and closed ones with their last row: older rows name them
-- out: classes, which a school's own table lists
-- source: dated tables of areas and schools; is_open = 1 where a row holds on some day of the month looked at: a place is chosen only then
with
standing as (
  select area_code as place, valid_from, valid_to from src_area
  union all
  select school_code as place, valid_from, valid_to from src_school
),
open as (
  select distinct place
  from standing
  where substr(cast(valid_from as varchar), 1, 7) <= $month and substr(cast(valid_to as varchar), 1, 7) >= $month
)
select cast(a.area_code as varchar) as place, cast(a.area_level as varchar) as place_level, cast(a.name as varchar) as place_name,
  cast(a.parent_code as varchar) as parent_code, cast(a.central_code as varchar) as central_code, cast(a.sort as int) as sort,
  cast(case when o.place is null then 0 else 1 end as int) as is_open
from dim_area a
left join open o on o.place = a.area_code
where a.area_level in ('county', 'township', 'village', 'school')
order by case a.area_level when 'county' then 1 when 'township' then 2 when 'school' then 3 else 4 end, a.sort, a.area_code

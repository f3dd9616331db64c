-- title: 地区与学校
-- counts: names and order of places, and the central school that answers for a school
-- grain: area_code
-- parameters: $as_of_day
-- line: -
-- in: areas and schools, the row that holds on the day looked at, else the newest
-- out: nothing
-- source: registers of areas and schools with from and to
with
place as (
  select area_code, level as area_level, name, parent_code, cast(null as varchar) as central_code, sort, valid_from, valid_to from src_area
  union all
  select school_code as area_code, 'school' as area_level, short_name as name, area_code as parent_code, central_code, sort, valid_from, valid_to
  from src_school
),
ranked as (
  select area_code, area_level, name, parent_code, central_code, sort,
    row_number() over (
      partition by area_code
      order by case when $as_of_day between valid_from and valid_to then 0 else 1 end, valid_from desc
    ) as choice
  from place
)
select area_code, area_level, name, parent_code, central_code, cast(sort as int) as sort
from ranked
where choice = 1

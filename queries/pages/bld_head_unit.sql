-- title: 七长应设岗位
-- counts: children in care of every post that should exist
-- grain: head x unit_code
-- parameters: $area, $month, $as_of_day
-- line: -
-- in: county, its townships, villages with children, schools and classes with pupils, within the place; parents as one line
-- out: villages without a child of school age, schools and classes without pupils
-- source: the administrative line cares for school-age children by household, the education line for pupils on the roll
with
county as (select area_code from src_area where level = 'county'),
age as (select area_level, area_code, n from msr_school_age where stage = 'all' and month = $month and area_code <> 'unknown'),
enrolled as (select area_level, area_code, n from msr_on_roll where stage = 'all' and month = $month),
class_care as (
  select school_code, class_key, count(*) as n
  from bld_roll_child
  where report_stage = 'all' and month = $month and is_compulsory = 1
  group by school_code, class_key
),
needed as (
  select 'county_head' as head, k.area_code as unit_code, k.area_code as place, null as school_code, a.n as in_care, 1 as sort
  from county k left join age a on a.area_code = k.area_code
  union all
  select 'director' as head, k.area_code as unit_code, k.area_code as place, null as school_code, e.n as in_care, 2 as sort
  from county k left join enrolled e on e.area_code = k.area_code
  union all select 'township_head' as head, area_code as unit_code, area_code as place, null as school_code, n as in_care, 3 as sort from age where area_level = 'township'
  union all
  select 'principal' as head, e.area_code as unit_code, s.parent_code as place, e.area_code as school_code, e.n as in_care, 4 as sort
  from enrolled e join dim_area s on s.area_code = e.area_code
  where e.area_level = 'school'
  union all select 'village_head' as head, area_code as unit_code, area_code as place, null as school_code, n as in_care, 5 as sort from age where area_level = 'village'
  union all
  select 'class_teacher' as head, c.class_key as unit_code, s.parent_code as place, c.school_code, c.n as in_care, 6 as sort
  from class_care c join dim_area s on s.area_code = c.school_code
)
select cast(head as varchar) as head, cast(unit_code as varchar) as unit_code, cast(coalesce(in_care, 0) as bigint) as in_care, cast(sort as int) as sort
from needed
where substr(place, 1, length($area)) = $area or unit_code = $area or school_code = $area

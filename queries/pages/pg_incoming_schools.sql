-- title: 外来就读学生(各校)
-- counts: pupils whose household is in another county, by school
-- grain: school_code
-- parameters: $area, $month, $as_of_day
-- line: student
-- in: schools of the place with such pupils
-- out: schools without any
-- source: the same figure as msr_incoming
with
incoming as (select area_code, n from msr_incoming where month = $month and stage = 'all' and area_level = 'school')
select cast(i.area_code as varchar) as school_code, cast(s.name as varchar) as school_name, cast(s.parent_code as varchar) as township_code,
  cast(i.n as bigint) as n, cast(s.sort as int) as sort
from incoming i
join dim_area s on s.area_code = i.area_code
where i.area_code = $area or s.parent_code = $area or length($area) = 6
order by s.sort, i.area_code

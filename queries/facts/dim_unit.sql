-- title: 统计单位的上级
-- counts: the one bridge from a unit to the areas it is summed into
-- grain: line x unit_code x area_level
-- parameters: $as_of_day
-- line: -
-- in: villages (household line) and schools (student line); unit unknown where the household is not recognised
-- out: nothing
-- source: prefix of area codes; a school stands in one township, that of its row of the day looked at (dim_area): townships merge
with
county as (select min(area_code) as area_code from src_area where level = 'county'),
village as (select distinct area_code from src_area where level = 'village'),
school as (select area_code as school_code, parent_code as area_code from dim_area where area_level = 'school')
select 'household' as line, area_code as unit_code, 'village' as area_level, area_code as area_code from village
union all
select 'household' as line, area_code as unit_code, 'township' as area_level, substr(area_code, 1, 9) as area_code from village
union all
select 'household' as line, area_code as unit_code, 'county' as area_level, substr(area_code, 1, 6) as area_code from village
union all
select 'household' as line, 'unknown' as unit_code, 'township' as area_level, 'unknown' as area_code from county
union all
select 'household' as line, 'unknown' as unit_code, 'county' as area_level, area_code from county
union all
select 'student' as line, school_code as unit_code, 'school' as area_level, school_code as area_code from school
union all
select 'student' as line, school_code as unit_code, 'township' as area_level, area_code from school
union all
select 'student' as line, s.school_code as unit_code, 'county' as area_level, c.area_code as area_code
from school s
cross join county c

-- title: 月报表的行
-- counts: nothing; the rows of the printed form
-- grain: line x unit_code x stage
-- parameters: $area, $month, $as_of_day
-- line: -
-- in: the place itself first, then its areas (household) or its schools (student), each with 小学 and 初中; the unknown household of a county
-- out: schools not open in the month; kindergartens, senior and vocational schools, which report no month
-- source: a table by household and a table by school are two tables
with
other_kind as (select code from src_code where code_set = 'school_kind' and parent is null),
place as (
  select area_code, area_level, name from dim_area where area_code = $area and area_level in ('county', 'township', 'village', 'school')
),
unit as (
  select 'household' as line, area_level as unit_level, area_code as unit_code, name as unit_name, 1 as is_total, 0 as sort
  from place where area_level <> 'school'
  union all
  select 'household' as line, area_level as unit_level, area_code as unit_code, name as unit_name, 0 as is_total, sort
  from dim_area where parent_code = $area and area_level in ('township', 'village')
  union all
  select 'household' as line, 'township' as unit_level, 'unknown' as unit_code, null as unit_name, 0 as is_total, 9999 as sort
  from place where area_level = 'county'
  union all
  select 'student' as line, area_level as unit_level, area_code as unit_code, name as unit_name, 1 as is_total, 0 as sort
  from place where area_level <> 'village'
  union all
  select 'student' as line, 'school' as unit_level, s.school_code as unit_code, s.short_name as unit_name, 0 as is_total, s.sort
  from bld_place_school s
  left join other_kind k on k.code = s.kind
  where s.month = $month and s.school_code <> $area and k.code is null
),
stage as (
  select 'all' as stage, 1 as stage_sort
  union all select 'primary' as stage, 2 as stage_sort
  union all select 'junior' as stage, 3 as stage_sort
)
select cast(u.line as varchar) as line, cast(u.unit_level as varchar) as unit_level, cast(u.unit_code as varchar) as unit_code,
  cast(u.unit_name as varchar) as unit_name, cast(u.is_total as int) as is_total,
  cast(row_number() over (partition by u.line, s.stage order by u.is_total desc, u.sort, u.unit_code) as int) as sort,
  cast(s.stage as varchar) as stage, cast(s.stage_sort as int) as stage_sort
from unit u
cross join stage s

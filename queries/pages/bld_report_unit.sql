-- title: 月报表的行
-- counts: nothing; the rows of the printed form
-- grain: line x unit_code x stage
-- parameters: $area, $month, $as_of_day, $ledger_seq
-- line: -
-- in: the place itself first, then its areas (household) or its schools (student), each with 小学 and 初中; the unknown household of a county;
--   a school not open in the month of which a roll stands in it, or whose cases the form counts: is_closed = 1 after its closing
-- out: other schools not open in the month; kindergartens, senior and vocational schools, which report no month
-- source: a table by household and a table by school are two tables; the rows add up to the place
with
other_kind as (select code from src_code where code_set = 'school_kind' and parent is null),
place as (
  select area_code, area_level, name from dim_area where area_code = $area and area_level in ('county', 'township', 'village', 'school')
),
standing as (
  select distinct s.school_code
  from src_school s
  join bld_month m on m.month = $month and s.valid_from <= m.last_day and s.valid_to >= m.first_day
),
counted as (
  select school_code from drv_school_roll where month = $month
  union
  select area_code as school_code from bld_report_case
  where line = 'student' and open_last + new_n + reopened + moved_in + closed + cleared + moved_out + closed_year + open_now > 0
  union
  select area_code as school_code from bld_case_act where line = 'student' and attempts_year > 0
),
former as (
  select c.school_code, s.short_name, s.kind, s.sort, row_number() over (partition by c.school_code order by s.valid_from desc) as newest
  from counted c
  join src_school s on s.school_code = c.school_code
  join dim_unit u on u.line = 'student' and u.unit_code = c.school_code and u.area_code = $area and u.area_level in ('county', 'township')
  left join standing o on o.school_code = c.school_code
  where o.school_code is null
),
closed as (select distinct school_code from bld_school_closed where cast(concat($month, '-01') as date) between from_day and until_day),
unit as (
  select 'household' as line, area_level as unit_level, area_code as unit_code, name as unit_name, 1 as is_total, 0 as is_closed, 0 as sort
  from place where area_level <> 'school'
  union all
  select 'household' as line, area_level as unit_level, area_code as unit_code, name as unit_name, 0 as is_total, 0 as is_closed, sort
  from dim_area where parent_code = $area and area_level in ('township', 'village')
  union all
  select 'household' as line, 'township' as unit_level, 'unknown' as unit_code, null as unit_name, 0 as is_total, 0 as is_closed, 9999 as sort
  from place where area_level = 'county'
  union all
  select 'student' as line, area_level as unit_level, area_code as unit_code, name as unit_name, 1 as is_total, 0 as is_closed, 0 as sort
  from place where area_level <> 'village'
  union all
  select 'student' as line, 'school' as unit_level, s.school_code as unit_code, s.short_name as unit_name, 0 as is_total, 0 as is_closed, s.sort
  from bld_place_school s
  left join other_kind k on k.code = s.kind
  where s.month = $month and s.school_code <> $area and k.code is null
  union all
  select 'student' as line, 'school' as unit_level, f.school_code as unit_code, f.short_name as unit_name, 0 as is_total,
    case when c.school_code is null then 0 else 1 end as is_closed, f.sort
  from former f
  left join other_kind k on k.code = f.kind
  left join closed c on c.school_code = f.school_code
  where f.newest = 1 and k.code is null
),
stage as (
  select 'all' as stage, 1 as stage_sort
  union all select 'primary' as stage, 2 as stage_sort
  union all select 'junior' as stage, 3 as stage_sort
)
select cast(u.line as varchar) as line, cast(u.unit_level as varchar) as unit_level, cast(u.unit_code as varchar) as unit_code,
  cast(u.unit_name as varchar) as unit_name, cast(u.is_total as int) as is_total, cast(u.is_closed as int) as is_closed,
  cast(row_number() over (partition by u.line, s.stage order by u.is_total desc, u.sort, u.unit_code) as int) as sort,
  cast(s.stage as varchar) as stage, cast(s.stage_sort as int) as stage_sort
from unit u
cross join stage s

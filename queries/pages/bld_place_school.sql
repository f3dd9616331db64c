-- title: 地方的学校
-- counts: nothing; the schools that report for a place
-- grain: school_code x month
-- parameters: $area, $as_of_day
-- line: student
-- in: schools standing in the county or township; the school itself; in every month in which they are open, by the row that holds last in it
-- out: schools not open in the month; villages have no school of their own; a class reports through its school
-- source: table of schools with from and to
with
standing as (
  select s.school_code, m.month, s.name, s.short_name, s.area_code, s.central_code, s.kind, s.sort,
    row_number() over (partition by s.school_code, m.month order by s.valid_from desc) as newest
  from src_school s
  join bld_month m on s.valid_from <= m.last_day and s.valid_to >= m.first_day
  where s.school_code = $area or (length($area) in (6, 9) and substr(s.area_code, 1, length($area)) = $area)
)
select cast(school_code as varchar) as school_code, cast(month as varchar) as month, cast(name as varchar) as school_name,
  cast(short_name as varchar) as short_name, cast(area_code as varchar) as township_code, cast(central_code as varchar) as central_code,
  cast(kind as varchar) as kind, cast(sort as int) as sort
from standing
where newest = 1

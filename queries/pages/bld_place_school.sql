-- title: 地方的学校
-- counts: nothing; the schools that report for a place
-- grain: school_code
-- parameters: $area, $as_of_day
-- line: student
-- in: schools standing in the county or township; the school itself
-- out: schools not open on the day; villages have no school of their own; a class reports through its school
-- source: table of schools with from and to
select cast(school_code as varchar) as school_code, cast(name as varchar) as school_name, cast(short_name as varchar) as short_name,
  cast(area_code as varchar) as township_code, cast(central_code as varchar) as central_code, cast(kind as varchar) as kind, cast(sort as int) as sort
from src_school
where $as_of_day between valid_from and valid_to
  and (school_code = $area or (length($area) in (6, 9) and substr(area_code, 1, length($area)) = $area))

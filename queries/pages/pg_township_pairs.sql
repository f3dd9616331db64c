-- title: 镇与镇之间的学籍异动
-- counts: pupils whose roll moved from one township to another in the month
-- grain: from_code x to_code
-- parameters: $area, $month, $as_of_day
-- line: student
-- in: the county: all pairs; a township: those from and to it
-- out: moves within a township
-- source: received on the roll of the other township
select cast(m.other_code as varchar) as from_code, cast(o.name as varchar) as from_name, cast(m.area_code as varchar) as to_code, cast(u.name as varchar) as to_name,
  cast(o.sort as int) as from_sort, cast(u.sort as int) as to_sort, cast(m.n as bigint) as n
from msr_township_move m
join dim_area u on u.area_code = m.area_code
join dim_area o on o.area_code = m.other_code
where m.month = $month and m.area_level = 'township' and m.kind = 'moved' and m.direction = 'in'
  and (length($area) = 6 or m.area_code = $area or m.other_code = $area)
order by o.sort, m.other_code, u.sort, m.area_code

-- title: 下级单位
-- counts: nothing; the units that a place's table has a row for
-- grain: unit_code
-- parameters: $area, $month, $as_of_day
-- line: -
-- in: townships and the unknown line of a county, villages of a township, classes of a school
-- out: units of a village or a class: there are none
-- source: table of areas; classes with pupils in the month
select cast(area_code as varchar) as unit_code, cast(name as varchar) as unit_name, cast(area_level as varchar) as unit_level,
  cast(sort as int) as sort
from dim_area
where parent_code = $area and area_level in ('township', 'village')
union all
select cast('unknown' as varchar) as unit_code, cast(null as varchar) as unit_name, cast('township' as varchar) as unit_level, cast(9999 as int) as sort
from (select count(*) as n from bld_school_age where month = $month and household_unit = 'unknown') u
where length($area) = 6 and u.n > 0
union all
select cast(c.class_key as varchar) as unit_code, cast(k.label as varchar) as unit_name, cast('class' as varchar) as unit_level,
  cast(row_number() over (order by c.class_key) as int) as sort
from (select distinct class_key from bld_roll_child where month = $month and school_code = $area) c
left join dim_class k on k.class_key = c.class_key

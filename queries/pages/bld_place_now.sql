-- title: 本地人数
-- counts: school-age children by household, and pupils on the rolls, of a place
-- grain: place
-- parameters: $month
-- line: -
-- in: every area, school and class of the month
-- out: none
-- source: school_age only for household places, on_roll only for schools and classes
select cast(area_code as varchar) as place, cast(n as bigint) as school_age, cast(null as bigint) as on_roll
from msr_school_age
where stage = 'all' and month = $month
union all
select cast(area_code as varchar) as place, cast(null as bigint) as school_age, cast(n as bigint) as on_roll
from msr_on_roll
where stage = 'all' and month = $month and area_level = 'school'
union all
select cast(class_key as varchar) as place, cast(null as bigint) as school_age, cast(count(*) as bigint) as on_roll
from bld_roll_child
where report_stage = 'all' and month = $month and is_compulsory = 1
group by class_key

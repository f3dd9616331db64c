-- title: 外来就读学生
-- counts: pupils on a roll of the county whose household is in another county
-- grain: area_level x area_code x stage x month
-- parameters: $as_of_day
-- line: student
-- in: children holding a place on a roll, household elsewhere by the roll
-- out: children on the county's household register; households not recognised
-- source: followed by school; the home county is told
select cast(u.area_level as varchar) as area_level, cast(u.area_code as varchar) as area_code,
  cast(c.report_stage as varchar) as stage, cast(c.month as varchar) as month,
  cast(count(*) as bigint) as n, cast(null as bigint) as d, cast(count(*) as double) as value
from bld_roll_child c
join dim_child d on d.child_key = c.child_key and d.month = c.month and d.is_outside = 1
join dim_unit u on u.line = 'student' and u.unit_code = c.school_code
group by u.area_level, u.area_code, c.report_stage, c.month

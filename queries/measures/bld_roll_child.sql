-- title: 在籍学生
-- counts: nothing; children who hold a place on a roll, with the stage rows they are printed in
-- grain: child_key x month x report_stage
-- parameters: -
-- line: -
-- in: statuses of the groups at_school and away, which keep the place: suspended, lost, whereabouts unknown too
-- out: statuses of the group left: withdrawn, graduated, transferred out, died
-- source: JY/T 1001 student status
select cast(c.child_key as bigint) as child_key, cast(c.month as varchar) as month, cast(s.report_stage as varchar) as report_stage,
  cast(s.is_compulsory as int) as is_compulsory, cast(c.school_code as varchar) as school_code,
  cast(c.class_key as varchar) as class_key, cast(coalesce(c.village_code, 'unknown') as varchar) as household_unit,
  cast(c.status as varchar) as status, cast(c.is_at_school as int) as is_at_school, cast(c.placement as varchar) as placement,
  cast(c.is_school_age as int) as is_school_age, cast(c.is_poor as boolean) as is_poor
from dim_child c
join bld_report_stage s on s.stage = c.stage
join src_code t on t.code_set = 'status' and t.code = c.status
where t.parent in ('at_school', 'away')

-- title: 适龄儿童(印制行)
-- counts: nothing; children of school age by household, with the stage rows they are printed in
-- grain: child_key x month x report_stage
-- parameters: $as_of_day
-- line: household
-- in: every child of school age of the county
-- out: nothing
-- source: 合计 is every stage; 小学 and 初中 are rows of their own
select cast(c.child_key as bigint) as child_key, cast(c.month as varchar) as month, cast(s.report_stage as varchar) as report_stage,
  cast(c.household_unit as varchar) as household_unit, cast(c.is_poor as boolean) as is_poor
from bld_school_age_child c
join bld_report_stage s on s.stage = c.stage

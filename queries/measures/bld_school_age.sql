-- title: 适龄儿童(印制行)
-- counts: nothing; children of school age by household, with the stage rows they are printed in
-- grain: child_key x month x report_stage
-- parameters: $as_of_day, $ledger_seq
-- line: household
-- in: every child of school age of the county
-- out: children with a disability who may start at seven and have not (bld_may_wait)
-- source: 合计 is every stage; 小学 and 初中 are rows of their own
select cast(c.child_key as bigint) as child_key, cast(c.month as varchar) as month, cast(s.report_stage as varchar) as report_stage,
  cast(c.household_unit as varchar) as household_unit, cast(c.is_poor as boolean) as is_poor
from bld_school_age_child c
join bld_report_stage s on s.stage = c.stage
left join bld_may_wait q on q.child_key = c.child_key and q.month = c.month
where q.child_key is null

-- title: 儿童去向(逐人)
-- counts: nothing; where each child of school age is, the ledger considered
-- grain: child_key x month x report_stage
-- parameters: $as_of_day, $ledger_seq
-- line: household
-- in: every child of school age by household
-- out: children with a disability who may start at seven and have not (bld_may_wait)
-- source: whom the ledger holds out of school (bld_case_out) is, whatever roll and register say; who was never on a roll stays 失学(未入学)
select cast(a.child_key as bigint) as child_key, cast(a.month as varchar) as month, cast(s.report_stage as varchar) as report_stage,
  cast(a.household_unit as varchar) as household_unit, cast(a.is_poor as boolean) as is_poor, cast(a.is_disabled as boolean) as is_disabled,
  cast(a.is_registered as int) as is_registered, cast(a.placement as varchar) as placement,
  cast(case when g.child_key is not null and a.was_enrolled = 0 then 'never_enrolled'
    when g.child_key is not null then 'out_of_school' else a.whereabouts end as varchar) as whereabouts
from fct_whereabouts a
join bld_report_stage s on s.stage = a.stage
left join bld_case_out g on g.child_key = a.child_key and g.month = a.month
where a.whereabouts <> 'may_wait'

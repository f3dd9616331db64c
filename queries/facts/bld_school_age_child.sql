-- title: 适龄儿童(逐人)
-- counts: nothing; who is counted as a child of school age of the county
-- grain: child_key x month
-- parameters: $as_of_day, $ledger_seq
-- line: household
-- in: of school age, on the household register, or holding a place on a roll of any stage, or lost and still in the ledger (bld_lost_child)
-- out: children whose household is in another county; children on no register who left the roll, unless the ledger holds them
-- source: statuses of the groups at_school and away keep the place on the roll; to be lost takes nobody out of the figure
with
status as (select code, parent from src_code where code_set = 'status')
select cast(d.child_key as bigint) as child_key, cast(d.month as varchar) as month, cast(d.stage as varchar) as stage,
  cast(d.grade as int) as grade, cast(d.birth_month as varchar) as birth_month, cast(d.village_code as varchar) as village_code,
  cast(coalesce(d.village_code, 'unknown') as varchar) as household_unit, cast(d.school_code as varchar) as school_code,
  cast(d.class_key as varchar) as class_key, cast(d.status as varchar) as status, cast(d.is_at_school as int) as is_at_school,
  cast(d.placement as varchar) as placement, cast(d.is_poor as boolean) as is_poor, cast(d.is_disabled as boolean) as is_disabled,
  cast(d.is_registered as int) as is_registered
from dim_household_child d
left join status s on s.code = d.status
where d.is_school_age = 1 and d.is_outside = 0 and (d.is_registered = 1 or s.parent in ('at_school', 'away'))
union all
select cast(child_key as bigint) as child_key, cast(month as varchar) as month, cast(stage as varchar) as stage, cast(grade as int) as grade,
  cast(birth_month as varchar) as birth_month, cast(village_code as varchar) as village_code,
  cast(coalesce(village_code, 'unknown') as varchar) as household_unit, cast(school_code as varchar) as school_code,
  cast(class_key as varchar) as class_key, cast(status as varchar) as status, cast(0 as int) as is_at_school,
  cast(null as varchar) as placement, cast(is_poor as boolean) as is_poor, cast(is_disabled as boolean) as is_disabled,
  cast(0 as int) as is_registered
from bld_lost_child

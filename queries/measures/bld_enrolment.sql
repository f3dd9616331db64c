-- title: 入学(逐人)
-- counts: nothing; whether each child of school age counts as at school
-- grain: child_key x month x report_stage
-- parameters: $as_of_day, $ledger_seq
-- line: household
-- in: children of school age
-- out: those who finished compulsory education: a line of their own, in neither number
-- source: at school at any level, here or elsewhere with proof, pending until the term's date, 送教 and 随班就读 included; formal suspension not
select cast(child_key as bigint) as child_key, cast(month as varchar) as month, cast(report_stage as varchar) as report_stage,
  cast(household_unit as varchar) as household_unit, cast(is_disabled as boolean) as is_disabled, cast(is_registered as int) as is_registered,
  cast(case when whereabouts in ('in_county', 'home_teaching') then placement end as varchar) as placement,
  cast(case when whereabouts in ('in_county', 'home_teaching', 'elsewhere_proved', 'elsewhere_pending') then 1 else 0 end as int) as is_enrolled
from bld_whereabouts
where whereabouts <> 'finished'

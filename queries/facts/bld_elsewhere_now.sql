-- title: 户籍登记的去向(学年内最近)
-- counts: nothing; where each child of school age stands in the newest month of each school year
-- grain: child_key x school_year
-- parameters: $as_of_day, $ledger_seq
-- line: household
-- in: children of school age of the county
-- out: earlier months of the year
-- source: fct_whereabouts
with
newest as (
  select cast(substr(month, 1, 4) as int) - case when substr(month, 6, 2) < '09' then 1 else 0 end as school_year, max(month) as month
  from bld_month
  group by cast(substr(month, 1, 4) as int) - case when substr(month, 6, 2) < '09' then 1 else 0 end
)
select cast(w.child_key as bigint) as child_key, cast(n.school_year as int) as school_year, cast(w.month as varchar) as month,
  cast(w.stage as varchar) as stage, cast(w.grade as int) as grade, cast(w.village_code as varchar) as village_code,
  cast(w.household_unit as varchar) as household_unit, cast(w.school_code as varchar) as school_code, cast(w.class_key as varchar) as class_key,
  cast(w.is_disabled as boolean) as is_disabled, cast(w.is_registered as int) as is_registered, cast(w.said as varchar) as said,
  cast(w.carried_from as varchar) as carried_from, cast(w.due_on as date) as due_on, cast(w.proved_on as date) as proved_on,
  cast(w.refuted_on as date) as refuted_on, cast(w.whereabouts as varchar) as whereabouts
from newest n
join fct_whereabouts w on w.month = n.month

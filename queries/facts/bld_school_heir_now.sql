-- title: 撤并学校现由谁承接
-- counts: the school that answers on the day looked at for one that was closed
-- grain: school_code
-- parameters: $as_of_day
-- line: student
-- in: schools that are closed on the day, with a successor
-- out: schools that are open, or open again; closed ones without a successor
-- source: bld_school_heir
with
ranked as (
  select school_code, heir_code, row_number() over (partition by school_code order by from_day desc) as newest
  from bld_school_heir
  where from_day <= $as_of_day
)
select cast(school_code as varchar) as school_code, cast(heir_code as varchar) as heir_code
from ranked
where newest = 1 and heir_code <> school_code

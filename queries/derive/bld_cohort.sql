-- title: 适龄段
-- counts: nothing; the birth months that are of school age in each month
-- grain: month
-- parameters: -
-- line: -
-- in: every month with a roll or a household register
-- out: nothing
-- source: cohort of school year Y: born (Y-16)-09 to (Y-6)-08, ages 6 to 15 on 31 August
with
held as (
  select month from drv_school_roll
  union
  select month from src_children
),
year as (
  select month, cast(substr(month, 1, 4) as int) - case when substr(month, 6, 2) < '09' then 1 else 0 end as school_year
  from held
)
select cast(month as varchar) as month, cast(school_year as int) as school_year,
  cast(concat(cast(school_year - 16 as varchar), '-09') as varchar) as first_born,
  cast(concat(cast(school_year - 6 as varchar), '-08') as varchar) as last_born
from year

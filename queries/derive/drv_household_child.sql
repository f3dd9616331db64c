-- title: 户籍与学籍儿童(存档)
-- counts: one row a child and month: everybody on a roll, and everybody whom the household register holds besides
-- grain: child_key x month
-- parameters: -
-- line: household
-- in: dim_child; registered children on no roll, without school, class and status
-- out: nothing
-- source: the register knows children whom no school of the county does; without a grade the stage is that of the age:
--   primary under 12 on 31 August
with
alone as (
  select g.month, g.child_key, g.grade, g.sex, g.birth_month, g.village_code, g.township_code, g.county_code, g.is_poor, g.is_disabled
  from bld_registered_home g
  left join dim_child d on d.child_key = g.child_key and d.month = g.month
  where d.child_key is null
),
placed as (
  select g.month, g.child_key, g.grade, g.sex, g.birth_month, g.village_code, g.township_code, g.county_code, g.is_poor, g.is_disabled,
    case when g.birth_month between y.first_born and y.last_born then 1 else 0 end as is_school_age,
    y.school_year - cast(substr(g.birth_month, 1, 4) as int) - case when substr(g.birth_month, 6, 2) > '08' then 1 else 0 end as age
  from alone g
  join bld_cohort y on y.month = g.month
)
select cast(month as varchar) as month, cast(child_key as bigint) as child_key, cast(school_code as varchar) as school_code,
  cast(class_key as varchar) as class_key, cast(stage as varchar) as stage, cast(grade as int) as grade, cast(sex as varchar) as sex,
  cast(birth_month as varchar) as birth_month, cast(status as varchar) as status, cast(is_at_school as int) as is_at_school,
  cast(placement as varchar) as placement, cast(village_code as varchar) as village_code,
  cast(township_code as varchar) as township_code, cast(county_code as varchar) as county_code,
  cast(is_poor as boolean) as is_poor, cast(is_disabled as boolean) as is_disabled, cast(is_school_age as int) as is_school_age,
  cast(is_registered as int) as is_registered, cast(is_outside as int) as is_outside
from dim_child
union all
select cast(month as varchar) as month, cast(child_key as bigint) as child_key, cast(null as varchar) as school_code,
  cast(null as varchar) as class_key,
  cast(case when grade <= 6 then 'primary' when grade <= 9 then 'junior' when age < 12 then 'primary' else 'junior' end as varchar) as stage,
  cast(grade as int) as grade, cast(sex as varchar) as sex,
  cast(birth_month as varchar) as birth_month, cast(null as varchar) as status, cast(0 as int) as is_at_school,
  cast(null as varchar) as placement, cast(village_code as varchar) as village_code,
  cast(township_code as varchar) as township_code, cast(county_code as varchar) as county_code,
  cast(is_poor as boolean) as is_poor, cast(is_disabled as boolean) as is_disabled, cast(is_school_age as int) as is_school_age,
  cast(1 as int) as is_registered, cast(0 as int) as is_outside
from placed

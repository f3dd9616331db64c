-- title: 学生
-- counts: one row a child and month: the roll that shows presence, else the newest status
-- grain: child_key x month
-- parameters: $as_of_day
-- line: -
-- in: every child on some roll of the month
-- out: further rolls of the same child (rolls_n counts them)
-- source: cohort of school year Y: born (Y-16)-09 to (Y-6)-08; household by prefix of the 12-digit area
with
status as (select code, parent from src_code where code_set = 'status'),
run as (select child_key, month, school_code from drv_child_run where last_reported_month = month and present_halves > 0),
area as (select area_code, coalesce(successor_code, area_code) as area_now from src_area where level = 'village'),
school as (select school_code, min(area_code) as area_code from src_school group by school_code),
roll as (
  select r.month, r.child_key, r.school_code, r.class_key, r.stage, r.grade, r.sex, r.birth_month, r.status,
    case when s.parent = 'at_school' then 1 else 0 end as is_at_school, a.area_now as household_area,
    r.is_poor, r.is_left_behind, r.is_disabled, r.is_migrant, r.is_orphan, r.boarder, r.placement, r.carried_from,
    cast(substr(r.month, 1, 4) as int) - case when substr(r.month, 6, 2) < '09' then 1 else 0 end as school_year,
    row_number() over (
      partition by r.child_key, r.month
      order by case when u.school_code is null then 1 else 0 end, case when s.parent = 'at_school' then 0 else 1 end,
        r.status_since desc nulls last, r.on_roll_from desc nulls last, r.school_code, r.class_key
    ) as choice
  from src_roll r
  left join status s on s.code = r.status
  left join run u on u.child_key = r.child_key and u.month = r.month and u.school_code = r.school_code
  left join area a on a.area_code = r.household_area
),
claim as (
  select month, child_key, count(distinct school_code) as rolls_n
  from roll
  where is_at_school = 1
  group by month, child_key
)
select r.month, r.child_key, r.school_code, r.class_key, r.stage, cast(r.grade as int) as grade, r.sex, r.birth_month,
  r.status, cast(r.is_at_school as int) as is_at_school, r.household_area, r.household_area as village_code,
  substr(r.household_area, 1, 9) as township_code, substr(r.household_area, 1, 6) as county_code,
  h.area_code as school_township_code, r.is_poor, r.is_left_behind, r.is_disabled, r.is_migrant, r.is_orphan,
  r.boarder, r.placement,
  cast(case
    when r.birth_month between concat(cast(r.school_year - 16 as varchar), '-09')
      and concat(cast(r.school_year - 6 as varchar), '-08') then 1
    else 0
  end as int) as is_school_age,
  cast(coalesce(c.rolls_n, 0) as int) as rolls_n, r.carried_from
from roll r
left join school h on h.school_code = r.school_code
left join claim c on c.month = r.month and c.child_key = r.child_key
where r.choice = 1

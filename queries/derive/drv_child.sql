-- title: 学生(存档)
-- counts: one row a child and month: the roll that shows presence, else the newest status
-- grain: child_key x month
-- parameters: -
-- line: -
-- in: every child on some roll of the month; household and poverty label by the household register where it holds the
--   child in the month, else by the roll; disabled where either says so: one file's 无 takes no child out of what it is due
-- out: further rolls of the same child (rolls_n counts them); children whom the register alone knows (drv_household_child)
-- source: of two rolls the one that shows presence, then one at school, then one of compulsory education: who went to a
--   vocational school before grade 9 ended stays on the junior roll; cohort of school year Y: born (Y-16)-09 to (Y-6)-08; household by prefix of the 12-digit area; a poverty label
--   holds in the months from its first to its last day; a month needs its own files alone, so it is computed when it is published and never again
with
status as (select code, parent from src_code where code_set = 'status'),
compulsory as (select code from src_code where code_set = 'stage' and parent = 'compulsory'),
doubled as (select child_key, month from src_roll group by child_key, month having count(*) > 1),
rival as (
  -- the few children on several rolls of a month: everybody else needs no choice, and the order is dear
  select r.child_key, r.month, r.class_key, r.school_code, s.parent,
    row_number() over (
      partition by r.child_key, r.month
      order by case when u.school_code is null then 1 else 0 end, case when s.parent = 'at_school' then 0 else 1 end,
        case when g.code is null then 1 else 0 end, r.status_since desc nulls last, r.on_roll_from desc nulls last, r.school_code, r.class_key
    ) as choice
  from src_roll r
  join doubled d on d.child_key = r.child_key and d.month = r.month
  left join status s on s.code = r.status
  left join compulsory g on g.code = r.stage
  left join drv_child_run u on u.child_key = r.child_key and u.month = r.month and u.school_code = r.school_code
    and u.last_reported_month = u.month and u.present_halves > 0
),
claim as (
  select month, child_key, count(distinct case when parent = 'at_school' then school_code end) as rolls_n
  from rival
  group by month, child_key
),
standing as (
  select y.month, s.school_code, s.area_code, s.valid_from, case when substr(cast(s.valid_from as varchar), 1, 7) <= y.month then 0 else 1 end as is_to_come
  from bld_cohort y
  cross join src_school s
),
placed as (
  select month, school_code, area_code, row_number() over (partition by month, school_code order by is_to_come, valid_from desc) as newest
  from standing
),
school as (select month, school_code, area_code from placed where newest = 1),
known as (
  select r.month, r.child_key, r.school_code, r.class_key, r.stage, r.grade, r.sex, r.birth_month, r.status, r.is_left_behind,
    r.is_migrant, r.is_orphan, r.boarder, r.placement, r.carried_from, coalesce(g.village_code, r.household_area) as home_area,
    coalesce(g.is_poor, r.is_poor) as is_poor, case when g.is_disabled or r.is_disabled then true else coalesce(g.is_disabled, r.is_disabled) end as is_disabled,
    case when g.child_key is null then 0 else 1 end as is_registered
  from src_roll r
  left join bld_registered_home g on g.child_key = r.child_key and g.month = r.month
)
select r.month, r.child_key, r.school_code, r.class_key, r.stage, cast(r.grade as int) as grade, r.sex, r.birth_month,
  r.status, cast(case when s.parent = 'at_school' then 1 else 0 end as int) as is_at_school,
  a.area_now as household_area, a.area_now as village_code,
  substr(a.area_now, 1, 9) as township_code, substr(a.area_now, 1, 6) as county_code,
  h.area_code as school_township_code, cast(r.is_registered as int) as is_registered,
  cast(case when r.home_area = 'outside' then 1 else 0 end as int) as is_outside, r.is_poor, r.is_left_behind, r.is_disabled, r.is_migrant, r.is_orphan,
  r.boarder, r.placement,
  cast(case when r.birth_month between y.first_born and y.last_born then 1 else 0 end as int) as is_school_age,
  cast(coalesce(c.rolls_n, case when s.parent = 'at_school' then 1 else 0 end) as int) as rolls_n, r.carried_from
from known r
join bld_cohort y on y.month = r.month
left join status s on s.code = r.status
left join bld_area_now a on a.area_code = r.home_area
left join school h on h.school_code = r.school_code and h.month = r.month
left join rival v on v.child_key = r.child_key and v.month = r.month and v.class_key = r.class_key
left join claim c on c.child_key = r.child_key and c.month = r.month
where v.choice is null or v.choice = 1

-- title: 适龄儿童少年
-- counts: children of school age of a place with where each is
-- grain: child_key
-- parameters: $area, $month, $as_of_day, $ledger_seq
-- line: -
-- in: the viewer's children of school age: holding a place on a roll, on the household register, or lost from both and still in the ledger
-- out: children of another county's household, in the lists of areas, and the lost, in a school's list
-- source: each name behind the figure 适龄; cases as they stood at the end of the month, as in the figures
with
held as (
  select child_key, school_code, class_key, stage, grade, sex, birth_month, village_code, township_code, status, placement, is_at_school, is_poor,
    is_disabled, is_outside, 0 as is_lost
  from dim_household_child
  where month = $month and is_school_age = 1
  union all
  select child_key, school_code, class_key, stage, grade, sex, birth_month, village_code, township_code, status, null as placement, 0 as is_at_school,
    is_poor, is_disabled, 0 as is_outside, 1 as is_lost
  from bld_lost_child
  where month = $month
),
placed as (select child_key, whereabouts, was_enrolled from fct_whereabouts where month = $month),
lost as (select child_key from bld_lost_child where month = $month),
child as (
  select d.child_key, d.school_code, d.class_key, d.stage, d.grade, d.sex, d.birth_month, d.village_code, d.township_code, d.status,
    d.placement, d.is_at_school, d.is_poor, d.is_disabled, w.whereabouts, w.was_enrolled
  from held d
  left join src_code t on t.code_set = 'status' and t.code = d.status
  left join placed w on w.child_key = d.child_key
  left join lost l on l.child_key = d.child_key
  where (d.is_lost = 1 or l.child_key is null)
    and ((w.child_key is not null and w.whereabouts <> 'may_wait') or (w.child_key is null and t.parent in ('at_school', 'away')))
    and ((d.is_lost = 0 and (d.school_code = $area or d.class_key = $area)) or (d.is_outside = 0
      and (d.village_code = $area or coalesce(d.township_code, 'unknown') = $area or length($area) = 6)))
),
care as (select child_key, is_left_behind from dim_child where month = $month),
open_case as (
  select c.child_key, c.case_no, c.state, c.tier
  from bld_case_month c
  join src_state s on s.state = c.state and s.is_open
  where c.month = $month
),
out_of_school as (select child_key from bld_case_out where month = $month)
select cast(c.child_key as bigint) as child_key, cast(n.name as varchar) as name, cast(n.pinyin_key as varchar) as pinyin_key,
  cast(c.sex as varchar) as sex, cast(c.birth_month as varchar) as birth_month, cast(c.stage as varchar) as stage, cast(c.grade as int) as grade,
  cast(c.school_code as varchar) as school_code, cast(s.name as varchar) as school_name, cast(c.class_key as varchar) as class_key,
  cast(k.label as varchar) as class_label, cast(c.township_code as varchar) as township_code, cast(t.name as varchar) as township_name,
  cast(c.village_code as varchar) as village_code, cast(v.name as varchar) as village_name,
  cast(c.status as varchar) as status, cast(c.placement as varchar) as placement,
  cast(case when x.child_key is not null and c.was_enrolled = 0 then 'never_enrolled' when x.child_key is not null then 'out_of_school'
    when c.whereabouts is not null then c.whereabouts when c.status = '02' then 'suspended' when c.is_at_school = 0 then 'out_of_school'
    when c.placement = 'home' then 'home_teaching' else 'in_county' end as varchar) as whereabouts,
  cast(case when c.is_poor then 1 when not c.is_poor then 0 end as int) as is_poor,
  cast(case when r.is_left_behind then 1 when not r.is_left_behind then 0 end as int) as is_left_behind,
  cast(case when c.is_disabled then 1 when not c.is_disabled then 0 end as int) as is_disabled,
  cast(o.case_no as varchar) as case_no, cast(o.state as varchar) as state
from child c
left join care r on r.child_key = c.child_key
left join open_case o on o.child_key = c.child_key
left join out_of_school x on x.child_key = c.child_key
left join src_child_name n on n.child_key = c.child_key
left join dim_area s on s.area_code = c.school_code
left join dim_area t on t.area_code = c.township_code
left join dim_area v on v.area_code = c.village_code
left join dim_class k on k.class_key = c.class_key
order by s.sort, c.class_key, n.pinyin_key, c.child_key

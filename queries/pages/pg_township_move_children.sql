-- title: 跨镇学籍异动名单
-- counts: the viewer's children who changed the township of their roll, came on a roll or left all rolls in the month
-- grain: child_key
-- parameters: $area, $month, $as_of_day
-- line: student
-- in: moved, came, left
-- out: grade 1 entering and grade 9 finishing: they are no movement between schools
-- source: received: a roll sent since shows the child; the words of a transfer are those of the roll that wrote it
with
move as (select child_key, month, was_school, was_code, now_school, now_code, kind from bld_township_move where month = $month and kind in ('moved', 'came', 'left')),
word as (
  select child_key, school_code, max(other_school) as other_school, max(is_received) as is_received, max(day) as day
  from fct_roll_move where month = $month group by child_key, school_code
),
home as (
  select child_key, household_area, row_number() over (partition by child_key order by household_area nulls last) as choice from bld_child_place
)
select cast(m.child_key as bigint) as child_key, cast(n.name as varchar) as name, cast(n.pinyin_key as varchar) as pinyin_key, cast(m.kind as varchar) as kind,
  cast(coalesce(m.now_school, m.was_school) as varchar) as school_code, cast(m.was_school as varchar) as was_school, cast(a.name as varchar) as was_name, cast(x.name as varchar) as was_township,
  cast(m.now_school as varchar) as now_school, cast(b.name as varchar) as now_name, cast(y.name as varchar) as now_township,
  cast(case when m.kind <> 'moved' then coalesce(o.name, w.other_school, i.other_school) end as varchar) as other_school_name, cast(coalesce(i.day, w.day) as date) as day,
  cast(case m.kind when 'moved' then 1 when 'left' then coalesce(w.is_received, 0) end as int) as is_received,
  cast(h.household_area as varchar) as village_code, cast(v.name as varchar) as village_name
from move m
left join word w on w.child_key = m.child_key and w.school_code = m.was_school
left join word i on i.child_key = m.child_key and i.school_code = m.now_school
left join home h on h.child_key = m.child_key and h.choice = 1
left join src_child_name n on n.child_key = m.child_key
left join dim_area a on a.area_code = m.was_school
left join dim_area b on b.area_code = m.now_school
left join dim_area x on x.area_code = m.was_code
left join dim_area y on y.area_code = m.now_code
left join dim_area v on v.area_code = h.household_area
left join dim_area o on o.area_code = coalesce(w.other_school, i.other_school)
where length($area) = 6 or m.was_code = $area or m.now_code = $area or m.was_school = $area or m.now_school = $area or h.household_area = $area
order by case m.kind when 'left' then 1 when 'moved' then 2 else 3 end, m.was_code, m.now_code, n.pinyin_key, m.child_key

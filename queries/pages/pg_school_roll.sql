-- title: 学籍花名册
-- counts: the rows of a school's roll, as they stand in the month
-- grain: child_key x class_key
-- parameters: $area, $month
-- line: student
-- in: the viewer's children on the roll of the school; a child who changed class within the month has two rows
-- out: rolls of other schools
-- source: contract of roll; names and numbers stand in the register alone
select cast(r.child_key as bigint) as child_key, cast(n.name as varchar) as name, cast(r.school_code as varchar) as school_code,
  cast(s.name as varchar) as school_name, cast(r.class_key as varchar) as class_key, cast(r.stage as varchar) as stage,
  cast(r.grade as int) as grade, cast(c.entry_year as int) as entry_year, cast(c.class_no as int) as class_no,
  cast(r.sex as varchar) as sex, cast(r.birth_month as varchar) as birth_month, cast(r.status as varchar) as status,
  cast(r.status_since as date) as status_since, cast(r.status_until as date) as status_until,
  cast(r.on_roll_from as date) as on_roll_from, cast(r.on_roll_to as date) as on_roll_to,
  cast(case when r.boarder then 1 when not r.boarder then 0 end as int) as is_boarder, cast(r.placement as varchar) as placement,
  cast(r.household_area as varchar) as household_area,
  cast(case when r.is_poor then 1 when not r.is_poor then 0 end as int) as is_poor,
  cast(case when r.is_left_behind then 1 when not r.is_left_behind then 0 end as int) as is_left_behind,
  cast(case when r.is_orphan then 1 when not r.is_orphan then 0 end as int) as is_orphan,
  cast(case when r.is_migrant then 1 when not r.is_migrant then 0 end as int) as is_migrant,
  cast(case when r.is_disabled then 1 when not r.is_disabled then 0 end as int) as is_disabled,
  cast(r.transfer_from as varchar) as transfer_from, cast(r.transfer_to as varchar) as transfer_to,
  cast(r.carried_from as varchar) as carried_from
from src_roll r
left join dim_class c on c.class_key = r.class_key
left join dim_area s on s.area_code = r.school_code
left join src_child_name n on n.child_key = r.child_key
where r.month = $month and r.school_code = $area
order by r.class_key, n.pinyin_key, r.child_key, r.on_roll_from

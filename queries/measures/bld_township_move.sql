-- title: 跨镇学籍异动(逐人)
-- counts: pupils whose roll stands in another township than the month before, or in one of the two months alone
-- grain: child_key x month
-- parameters: $as_of_day
-- line: student
-- in: schools that sent their roll for both months
-- out: moves within a township
-- source: moved: from one township to another; entered: in grade 1, on no roll before; came: on no roll before; finished: grade 9,
--   gone in September; left: on no roll any more
with
in_both as (select month, before, school_code from bld_roll_both),
place as (select unit_code, area_code from dim_unit where line = 'student' and area_level = 'township'),
pupil as (select child_key, month, school_code from bld_roll_child where report_stage = 'all' and is_compulsory = 1),
grade as (select child_key, month, grade from dim_child),
pair as (
  select b.month, r.child_key, r.school_code as was_school, p.area_code as was_code, cast(null as varchar) as now_school, cast(null as varchar) as now_code,
    g.grade as was_grade, cast(null as int) as now_grade
  from in_both b
  join pupil r on r.school_code = b.school_code and r.month = b.before
  join place p on p.unit_code = r.school_code
  left join grade g on g.child_key = r.child_key and g.month = r.month
  union all
  select b.month, r.child_key, cast(null as varchar) as was_school, cast(null as varchar) as was_code, r.school_code as now_school, p.area_code as now_code,
    cast(null as int) as was_grade, g.grade as now_grade
  from in_both b
  join pupil r on r.school_code = b.school_code and r.month = b.month
  join place p on p.unit_code = r.school_code
  left join grade g on g.child_key = r.child_key and g.month = r.month
),
child as (
  select month, child_key, max(was_school) as was_school, max(was_code) as was_code, max(now_school) as now_school, max(now_code) as now_code,
    max(was_grade) as was_grade, max(now_grade) as now_grade
  from pair
  group by month, child_key
)
select cast(child_key as bigint) as child_key, cast(month as varchar) as month, cast(was_school as varchar) as was_school, cast(was_code as varchar) as was_code,
  cast(now_school as varchar) as now_school, cast(now_code as varchar) as now_code,
  cast(case when was_code is not null and now_code is not null then 'moved' when now_code is not null and now_grade = 1 then 'entered'
    when now_code is not null then 'came' when was_grade = 9 and substr(month, 6, 2) = '09' then 'finished' else 'left' end as varchar) as kind
from child
where coalesce(was_code, '-') <> coalesce(now_code, '-')

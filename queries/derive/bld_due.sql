-- title: 应到学生
-- counts: pupils from whom daily presence is due in the month, and on which days
-- grain: child_key x class_key
-- parameters: $month, $month_first, $month_last
-- line: student
-- in: pupils of compulsory stages at school by status, and those who left it within the month
-- out: 送教上门 (no daily marks); pupils suspended or gone before the month; kindergartens, senior and vocational schools,
--   from which no attendance is due; a new school's days before the child left the former one, unless it saw the
--   child by then
-- source: days before entry or after leaving are not presence, nor is a child due at two schools on one day
with
status as (select code, parent from src_code where code_set = 'status'),
stage as (select code from src_code where code_set = 'stage' and parent = 'compulsory'),
roll as (
  select r.child_key, r.class_key, r.school_code, coalesce(r.grade, 0) as grade, r.on_roll_from, r.on_roll_to,
    case when s.parent = 'at_school' then null else r.status_since end as gone_on
  from src_roll r
  join stage g on g.code = r.stage
  left join status s on s.code = r.status
  where r.month = $month and r.placement <> 'home' and (s.parent = 'at_school' or r.status_since > $month_first)
),
gone as (
  select child_key, school_code, coalesce(gone_on, cast(on_roll_to + interval 1 day as date)) as from_day
  from roll
  where gone_on is not null or on_roll_to is not null
),
moved as (
  select r.child_key, r.class_key, max(g.from_day) as from_day
  from roll r
  join gone g on g.child_key = r.child_key and g.school_code <> r.school_code
  where r.on_roll_to is null and r.gone_on is null and coalesce(r.on_roll_from, $month_first) < g.from_day
  group by r.child_key, r.class_key
),
early as (
  select distinct m.child_key, m.class_key
  from moved m
  join src_attendance a on a.child_key = m.child_key and a.class_key = m.class_key
  where a.day >= $month_first and a.day < m.from_day
    and (a.mark_am in ('P', 'L', 'E') or a.mark_pm in ('P', 'L', 'E'))
),
came as (
  select m.child_key, m.class_key, m.from_day
  from moved m
  left join early e on e.child_key = m.child_key and e.class_key = m.class_key
  where e.child_key is null
)
select r.child_key, r.class_key, r.school_code, r.grade,
  coalesce(c.from_day, r.on_roll_from, $month_first) as from_day, coalesce(r.on_roll_to, $month_last) as to_day, r.gone_on,
  case when r.on_roll_from is null and r.on_roll_to is null and r.gone_on is null and c.from_day is null then 0 else 1 end as is_part
from roll r
left join came c on c.child_key = r.child_key and c.class_key = r.class_key

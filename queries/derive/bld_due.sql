-- title: 应到学生
-- counts: pupils from whom daily presence is due in the month, and on which days
-- grain: child_key x class_key
-- parameters: $month, $month_first, $month_last
-- line: student
-- in: pupils of compulsory stages at school by status, and those who left it within the month
-- out: 送教上门 (no daily marks); pupils suspended or gone before the month; kindergartens, senior and vocational schools,
--   from which no attendance is due
-- source: days before entry or after leaving are not presence
with
status as (select code, parent from src_code where code_set = 'status'),
stage as (select code from src_code where code_set = 'stage' and parent = 'compulsory')
select r.child_key, r.class_key, r.school_code, coalesce(r.grade, 0) as grade,
  coalesce(r.on_roll_from, $month_first) as from_day, coalesce(r.on_roll_to, $month_last) as to_day,
  case when s.parent = 'at_school' then null else r.status_since end as gone_on,
  case when r.on_roll_from is null and r.on_roll_to is null and s.parent = 'at_school' then 0 else 1 end as is_part
from src_roll r
join stage g on g.code = r.stage
left join status s on s.code = r.status
where r.month = $month and r.placement <> 'home' and (s.parent = 'at_school' or r.status_since > $month_first)

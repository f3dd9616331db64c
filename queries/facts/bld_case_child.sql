-- title: 个案学生
-- counts: the newest place of each child who has or had a case
-- grain: child_key
-- parameters: $as_of_day
-- line: -
-- in: children with a case, by their newest month on a roll up to the day looked at
-- out: nothing
-- source: places of the child at the newest month; the calendar is that of school and grade
with
wanted as (select distinct child_key from src_event),
ranked as (
  select d.child_key, d.month, d.school_code, d.class_key, d.stage, d.grade, d.status, d.is_at_school, d.placement,
    d.village_code, d.township_code, d.county_code, d.school_township_code, d.is_poor,
    row_number() over (partition by d.child_key order by d.month desc) as newest
  from dim_child d
  join wanted w on w.child_key = d.child_key
  where d.month <= substr(cast($as_of_day as varchar), 1, 7)
),
calendar as (
  select school_code, grade, min(calendar_id) as calendar_id
  from src_school_calendar
  where $as_of_day between valid_from and valid_to
  group by school_code, grade
)
select r.child_key, r.month, r.school_code, r.class_key, r.stage, r.grade, r.status, r.is_at_school, r.placement,
  r.village_code, r.township_code, r.county_code, r.school_township_code, r.is_poor,
  coalesce(c.calendar_id, 'county') as calendar_id
from ranked r
left join calendar c on c.school_code = r.school_code and c.grade = coalesce(r.grade, 0)
where r.newest = 1

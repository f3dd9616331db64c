-- title: 个案学生
-- counts: the newest place of each child who has or had a case
-- grain: child_key
-- parameters: $as_of_day
-- line: -
-- in: children with a case: school and class by their newest month on a roll, household by the newest month on a roll or
--   on the household register, up to the day looked at
-- out: nothing
-- source: the register knows children who were on no roll; is_poor is the newest label that a sheet states; the calendar
--   is that of school and grade; is_former = the school and class are the last known ones, since the newest rolls no longer
--   hold the child at a school; school_now answers for a school that was closed
with
wanted as (select distinct child_key from src_event),
home as (
  select d.child_key, d.month, d.grade, d.village_code, d.township_code, d.county_code, d.is_poor, 1 as sort
  from dim_child d
  join wanted w on w.child_key = d.child_key
  union all
  select g.child_key, g.month, g.grade, g.village_code, g.township_code, g.county_code, g.is_poor, 2 as sort
  from bld_registered_home g
  join wanted w on w.child_key = g.child_key
),
lives as (
  select child_key, month, grade, village_code, township_code, county_code,
    row_number() over (partition by child_key order by month desc, sort) as newest
  from home
  where month <= substr(cast($as_of_day as varchar), 1, 7)
),
label as (
  select child_key, is_poor, row_number() over (partition by child_key order by month desc, sort) as newest
  from home
  where month <= substr(cast($as_of_day as varchar), 1, 7) and is_poor is not null
),
learns as (
  select d.child_key, d.month, d.school_code, d.class_key, d.stage, d.grade, d.status, d.is_at_school, d.placement, d.school_township_code,
    row_number() over (partition by d.child_key order by d.month desc) as newest
  from dim_child d
  join wanted w on w.child_key = d.child_key
  where d.month <= substr(cast($as_of_day as varchar), 1, 7)
),
newest_month as (
  -- of the reports, which no child set cuts
  select max(month) as month from src_submission where month <= substr(cast($as_of_day as varchar), 1, 7)
),
calendar as (
  select school_code, grade, min(calendar_id) as calendar_id
  from src_school_calendar
  where $as_of_day between valid_from and valid_to
  group by school_code, grade
)
select h.child_key, coalesce(r.month, h.month) as month, r.school_code, r.class_key, r.stage, coalesce(r.grade, h.grade) as grade,
  r.status, coalesce(r.is_at_school, 0) as is_at_school, r.placement, h.village_code, h.township_code, h.county_code,
  r.school_township_code, p.is_poor, coalesce(c.calendar_id, 'county') as calendar_id, r.month as roll_month,
  case when r.month < m.month or s.parent = 'left' or r.status in ('04', '06', '15') then 1 else 0 end as is_former,
  coalesce(z.heir_code, r.school_code) as school_now
from lives h
cross join newest_month m
left join learns r on r.child_key = h.child_key and r.newest = 1
left join label p on p.child_key = h.child_key and p.newest = 1
left join src_code s on s.code_set = 'status' and s.code = r.status
left join bld_school_heir_now z on z.school_code = r.school_code
left join calendar c on c.school_code = r.school_code and c.grade = coalesce(r.grade, 0)
where h.newest = 1

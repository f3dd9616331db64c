-- title: 报表站得住的月份
-- counts: nothing; months of a unit whose sheets or registers are all there, so that what they do not show can be believed
-- grain: line x unit_code x month
-- parameters: $as_of_day
-- line: -
-- in: schools: roll and attendance accepted, every class reported on every school day; townships: a household register of
--   every village, sent in the term
-- out: silent or partly reported months, sheets that stop before the month does: missing is never fine; months that are not over or not yet due
-- source: what bears out that nobody had to be reported
with
gap as (
  select distinct school_code, month from drv_class_day where is_school_day and not is_reported and pupils > 0 and day <= $as_of_day
),
school as (
  select m.school_code, m.month, m.due_on
  from bld_school_month m
  join src_submission a on a.school_code = m.school_code and a.month = m.month and a.kind = 'attendance'
  left join gap g on g.school_code = m.school_code and g.month = m.month
  where g.school_code is null and m.report_state in ('on_time', 'late') and a.classes_due > 0 and a.classes_reported >= a.classes_due
),
village as (select area_code, min(valid_from) as valid_from, max(valid_to) as valid_to from src_area where level = 'village' group by area_code),
sent as (
  select distinct village_code, month
  from src_children
  where coalesce(carried_from, month) >= case
    when substr(month, 6, 2) >= '09' then concat(substr(month, 1, 4), '-09')
    when substr(month, 6, 2) >= '03' then concat(substr(month, 1, 4), '-03')
    else concat(cast(cast(substr(month, 1, 4) as int) - 1 as varchar), '-09') end
),
township as (
  select substr(v.area_code, 1, 9) as township_code, m.month, max(m.last_day) as last_day, count(*) as villages, count(s.village_code) as held
  from bld_month m
  join village v on v.valid_from <= m.last_day and v.valid_to >= m.first_day
  left join sent s on s.village_code = v.area_code and s.month = m.month
  group by substr(v.area_code, 1, 9), m.month
),
due as (select month, max(due_on) as due_on from src_submission group by month)
select cast('student' as varchar) as line, cast(school_code as varchar) as unit_code, cast(month as varchar) as month, cast(due_on as date) as due_on
from school
union all
select cast('household' as varchar) as line, cast(t.township_code as varchar) as unit_code, cast(t.month as varchar) as month,
  cast(d.due_on as date) as due_on
from township t
join due d on d.month = t.month and d.due_on < $as_of_day
where t.held = t.villages

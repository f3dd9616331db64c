-- title: 撤并学校的承接学校
-- counts: the schools that answer one after the other for a school that was closed, and from which day
-- grain: school_code x from_day
-- parameters: -
-- line: student
-- in: schools with a last day and a successor, up to three closings in a row
-- out: schools that are open; closed ones without a successor, for whom nobody else answers
-- source: table of schools; the newest row up to a day is who answers on it
with
closed as (
  select school_code, max(successor_code) as heir_code, max(valid_to) + 1 as from_day
  from src_school
  group by school_code
  having max(successor_code) is not null and max(valid_to) < cast('9999-12-31' as date)
),
second as (
  select f.school_code, n.heir_code, greatest(f.from_day, n.from_day) as from_day
  from closed f
  join closed n on n.school_code = f.heir_code
),
third as (
  select f.school_code, n.heir_code, greatest(f.from_day, n.from_day) as from_day
  from second f
  join closed n on n.school_code = f.heir_code
),
heir as (
  select school_code, heir_code, from_day, 1 as step_no from closed
  union all
  select school_code, heir_code, from_day, 2 as step_no from second
  union all
  select school_code, heir_code, from_day, 3 as step_no from third
),
ranked as (
  select school_code, heir_code, from_day, row_number() over (partition by school_code, from_day order by step_no desc) as choice from heir
)
select cast(school_code as varchar) as school_code, cast(heir_code as varchar) as heir_code, cast(from_day as date) as from_day
from ranked
where choice = 1

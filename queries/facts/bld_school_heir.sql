-- title: 撤并学校的承接学校
-- counts: the schools that answer one after the other for a school that was closed, and from which day
-- grain: school_code x from_day
-- parameters: -
-- line: student
-- in: schools with a last day and a successor, up to three closings in a row
-- out: schools that are open; closed ones without a successor, for whom nobody else answers
-- source: bld_school_closed; the newest row up to a day is who answers on it: a school that opens again answers for itself, or for the
--   closed one that named it
with
closed as (
  select school_code, heir_code, from_day, until_day from bld_school_closed where heir_code is not null
),
second as (
  select f.school_code, n.heir_code, greatest(f.from_day, n.from_day) as from_day, least(f.until_day, n.until_day) as until_day
  from closed f
  join closed n on n.school_code = f.heir_code and n.from_day <= f.until_day and f.from_day <= n.until_day
),
third as (
  select f.school_code, n.heir_code, greatest(f.from_day, n.from_day) as from_day, least(f.until_day, n.until_day) as until_day
  from second f
  join closed n on n.school_code = f.heir_code and n.from_day <= f.until_day and f.from_day <= n.until_day
),
heir as (
  select school_code, heir_code, from_day, until_day, 1 as step_no from closed
  union all
  select school_code, heir_code, from_day, until_day, 2 as step_no from second
  union all
  select school_code, heir_code, from_day, until_day, 3 as step_no from third
),
change as (
  select school_code, from_day as day from heir
  union
  select school_code, until_day + 1 as day from heir where until_day < cast('9999-12-31' as date)
),
ranked as (
  select c.school_code, c.day, h.heir_code, row_number() over (partition by c.school_code, c.day order by h.step_no desc) as choice
  from change c
  left join heir h on h.school_code = c.school_code and c.day between h.from_day and h.until_day
)
select cast(school_code as varchar) as school_code, cast(coalesce(heir_code, school_code) as varchar) as heir_code, cast(day as date) as from_day
from ranked
where choice = 1

-- title: 撤并学校在各日由谁承接
-- counts: the school that answers for a closed one on the first day of each month with rolls, and of each term
-- grain: school_code x day
-- parameters: $as_of_day
-- line: student
-- in: schools that are closed on the day
-- out: schools that have opened again; heir_code is null where nobody answers any more: no successor was named, or the last one closed
--   without one
-- source: bld_school_closed, bld_school_heir; a successor that has closed too hands on to its own
with
day as (
  select distinct cast(concat(month, '-01') as date) as day from bld_roll_month
  union
  select first_day as day from bld_term_start
),
past as (
  select c.school_code, d.day
  from bld_school_closed c
  join day d on d.day between c.from_day and c.until_day
),
ranked as (
  select p.school_code, p.day, h.heir_code, row_number() over (partition by p.school_code, p.day order by h.from_day desc) as newest
  from past p
  join bld_school_heir h on h.school_code = p.school_code and h.from_day <= p.day
)
select cast(p.school_code as varchar) as school_code, cast(p.day as date) as day,
  cast(case when c.school_code is null then r.heir_code end as varchar) as heir_code
from past p
left join ranked r on r.school_code = p.school_code and r.day = p.day and r.newest = 1
left join bld_school_closed c on c.school_code = r.heir_code and p.day between c.from_day and c.until_day

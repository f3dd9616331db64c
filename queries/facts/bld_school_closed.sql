-- title: 学校撤并
-- counts: each time a school was closed: its last day, from when and until when it is closed, and who takes over its pupils
-- grain: school_code x last_day
-- parameters: -
-- line: student
-- in: every stretch of the school's rows that ends; rows that follow each other without a day between are one stretch
-- out: a school that moved, or was renamed, from one day to the next: it was never closed
-- source: table of schools; until_day is the day before the school opens again, else 9999-12-31; the successor is that of the last row
with
ordered as (
  select school_code, valid_from, valid_to, successor_code,
    max(valid_to) over (partition by school_code order by valid_from, valid_to rows between unbounded preceding and 1 preceding) as open_before
  from src_school
),
numbered as (
  select school_code, valid_from, valid_to, successor_code,
    sum(case when open_before is null or valid_from - 1 > open_before then 1 else 0 end) over (
      partition by school_code order by valid_from, valid_to rows between unbounded preceding and current row
    ) as stretch_no
  from ordered
),
stretch as (
  select school_code, stretch_no, min(valid_from) as first_day, max(valid_to) as last_day
  from numbered
  group by school_code, stretch_no
),
followed as (
  select s.school_code, s.stretch_no, s.last_day, lead(s.first_day) over (partition by s.school_code order by s.stretch_no) as opened_again
  from stretch s
),
heir as (
  select f.school_code, f.stretch_no, max(n.successor_code) as heir_code
  from followed f
  join numbered n on n.school_code = f.school_code and n.stretch_no = f.stretch_no and n.valid_to = f.last_day
  group by f.school_code, f.stretch_no
)
select cast(f.school_code as varchar) as school_code, cast(f.last_day as date) as last_day, cast(f.last_day + 1 as date) as from_day,
  cast(case when f.opened_again is null then cast('9999-12-31' as date) else f.opened_again - 1 end as date) as until_day,
  cast(h.heir_code as varchar) as heir_code
from followed f
join heir h on h.school_code = f.school_code and h.stretch_no = f.stretch_no
where f.last_day < cast('9999-12-31' as date)

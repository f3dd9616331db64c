-- title: 两月都报了花名册的学校
-- counts: nothing; the schools whose movements of a month can be counted
-- grain: month x school_code
-- parameters: $as_of_day
-- line: student
-- in: schools that sent their roll for the month and the month before
-- out: schools whose roll is carried forward in either
-- source: what was not sent shows nobody coming or going
with
sent as (select school_code, month from src_submission where kind = 'roll' and first_accepted_at is not null),
step as (
  select m.month, p.month as before
  from bld_month m
  join bld_month p on p.month_no = m.month_no - 1
)
select cast(s.month as varchar) as month, cast(s.before as varchar) as before, cast(a.school_code as varchar) as school_code
from step s
join sent a on a.month = s.month
join sent b on b.month = s.before and b.school_code = a.school_code

-- title: 各月
-- counts: nothing; the months that figures are given for
-- grain: month
-- parameters: $as_of_day
-- line: -
-- in: every calendar month from the first month with submissions to the month of $as_of
-- out: later months
-- source: a month without school is a month: cases move in it
with
county as (select min(calendar_id) as calendar_id from src_calendar where calendar_id = 'county'),
held as (select min(month) as first_month from src_submission)
select cast(c.month as varchar) as month,
  cast(cast(substr(c.month, 1, 4) as int) * 12 + cast(substr(c.month, 6, 2) as int) as int) as month_no,
  cast(min(c.day) as date) as first_day,
  cast(least(max(c.day), $as_of_day) as date) as last_day,
  cast(sum(case when c.is_school_day then 1 else 0 end) as int) as school_days
from src_calendar c
join county k on k.calendar_id = c.calendar_id
join held h on c.month >= h.first_month
group by c.month
having min(c.day) <= $as_of_day

-- title: 月报进度
-- counts: nothing; whether the month is finished, and which comparisons exist
-- grain: one row
-- parameters: $month, $prev_month, $as_of_day
-- line: -
-- in: the month asked for
-- out: none
-- source: a month not yet due is in progress, never missing; a month without a school day is a holiday
with
due as (select max(due_on) as due_on from src_submission where month = $month),
before as (select max(month) as month from bld_month where month = $prev_month),
year_ago as (select max(y.month) as month from bld_month m join bld_month y on y.month_no = m.month_no - 12 where m.month = $month)
select cast(case when m.school_days = 0 then 'holiday' when d.due_on is null or d.due_on >= $as_of_day then 'in_progress' else 'final' end as varchar) as state,
  cast(case when m.school_days = 0 then 1 else 0 end as int) as is_holiday, cast(d.due_on as date) as due_on,
  cast(case when b.month is null then 0 else 1 end as int) as has_last_month,
  cast(case when y.month is null then 0 else 1 end as int) as has_last_year
from bld_month m
cross join due d
cross join before b
cross join year_ago y
where m.month = $month

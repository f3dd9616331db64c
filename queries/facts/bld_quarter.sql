-- title: 季度
-- counts: nothing; the quarters that reviews are given for, with the school days they have had
-- grain: quarter
-- parameters: $as_of_day
-- line: -
-- in: calendar quarters from the first month with submissions to that of $as_of
-- out: later quarters
-- source: a quarter is finished once its last day has passed; the third is mostly holiday
with
dated as (
  select c.day, c.is_school_day, cast(substr(c.month, 1, 4) as int) as year_no,
    case when substr(c.month, 6, 2) < '04' then 1 when substr(c.month, 6, 2) < '07' then 2 when substr(c.month, 6, 2) < '10' then 3
      else 4 end as part_no
  from src_calendar c
  where c.calendar_id = 'county'
),
held as (select min(first_day) as first_day from bld_month)
select cast(concat(cast(d.year_no as varchar), '-Q', cast(d.part_no as varchar)) as varchar) as quarter,
  cast(d.year_no * 4 + d.part_no as int) as quarter_no, cast(min(d.day) as date) as first_day, cast(max(d.day) as date) as last_day,
  cast(sum(case when d.is_school_day and d.day <= $as_of_day then 1 else 0 end) as int) as school_days,
  cast(case when max(d.day) < $as_of_day then 1 else 0 end as int) as is_finished
from dated d
cross join held h
group by d.year_no, d.part_no
having max(d.day) >= min(h.first_day) and min(d.day) <= $as_of_day

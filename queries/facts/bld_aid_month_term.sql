-- title: 月份所属学期
-- counts: nothing; the school year and term in which each month counts for aid
-- grain: month
-- parameters: $month
-- line: -
-- in: every month of the calendar, the month looked at, and every month for which a list came
-- out: nothing
-- source: 2018-1 autumn: September to January, 2018-2 spring: the rest, holidays included
with
month as (
  select month from src_calendar
  union
  select $month as month
  union
  select period as month from src_aid where length(period) = 7
  union
  select period as month from src_aid_list where length(period) = 7
),
dated as (
  select month, cast(cast(substr(month, 1, 4) as int) - case when substr(month, 6, 2) < '09' then 1 else 0 end as varchar) as school_year
  from month
)
select cast(month as varchar) as month, cast(school_year as varchar) as school_year,
  cast(concat(school_year, case when substr(month, 6, 2) in ('09', '10', '11', '12', '01') then '-1' else '-2' end) as varchar) as term
from dated

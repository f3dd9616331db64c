-- title: 月报的截止
-- counts: nothing; the day through which what was recorded stands in each month's report, and the report that follows
-- grain: month
-- parameters: $as_of_day
-- line: -
-- in: months that have a report
-- out: nothing
-- source: a month's report is due on its due day and holds what was recorded by then
with
reported as (
  select month, max(due_on) as sealed_on
  from src_submission
  where month <= substr(cast($as_of_day as varchar), 1, 7)
  group by month
),
span as (select month, max(day) as last_day from src_calendar where calendar_id = 'county' group by month)
select r.month, s.last_day, coalesce(r.sealed_on, s.last_day) as sealed_on, lead(r.month) over (order by r.month) as next_month
from reported r
join span s on s.month = r.month

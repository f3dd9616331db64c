-- title: 校历断档
-- counts: rows that break the promise
-- grain: row; is_compared = 0 marks what could not be compared
-- parameters: -
-- line: -
-- in: every calendar
-- out: nothing
-- source: one row for every day
-- severity: block
-- what: 校历缺天或重天。
-- why: 限期和上课日会数错。
-- resolve: 请补齐 calendar 参考数据。
with
span as (
  select calendar_id, min(day) as first_day, max(day) as last_day, count(*) as days, count(distinct day) as different
  from src_calendar
  group by calendar_id
)
select cast(null as bigint) as child_key, cast(null as varchar) as school_code, cast(null as varchar) as class_key, cast(null as varchar) as month,
  cast(null as date) as day,
  concat(calendar_id, ' ', cast(days as varchar), ' 天') as found, concat(cast(date_diff('day', first_day, last_day) + 1 as varchar), ' 天') as expected,
  first_day as since, cast(1 as int) as is_compared
from span
where days <> date_diff('day', first_day, last_day) + 1 or different <> days

-- title: 校历
-- counts: the rows as published
-- grain: calendar_id x day
-- parameters: -
-- line: -
-- in: every row
-- out: nothing
-- source: contract of calendar, version 1
select
  calendar_id, day, month, school_year, term, weekday, is_school_day, is_working_day, school_day_no,
  working_day_no, note
from calendar

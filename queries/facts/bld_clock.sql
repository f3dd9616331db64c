-- title: 上课日与工作日
-- counts: days of each calendar with running numbers: how a term of days is added to a day
-- grain: calendar_id x day
-- parameters: -
-- line: -
-- in: every day of the calendar
-- out: nothing
-- source: school days, working days and calendar days are counted by running number
select calendar_id, day, is_school_day, is_working_day, school_day_no, working_day_no,
  cast(row_number() over (partition by calendar_id order by day) as int) as day_no
from src_calendar

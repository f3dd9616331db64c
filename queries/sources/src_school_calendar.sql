-- title: 学校适用校历
-- counts: the rows as published
-- grain: school_code x grade x valid_from
-- parameters: -
-- line: -
-- in: every row
-- out: nothing
-- source: contract of school_calendar, version 1
select
  school_code, grade, calendar_id, valid_from, valid_to
from school_calendar

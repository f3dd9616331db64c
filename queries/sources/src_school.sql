-- title: 学校
-- counts: the rows as published
-- grain: school_code x valid_from
-- parameters: -
-- line: -
-- in: every row
-- out: nothing
-- source: contract of school, version 1
select
  school_code, name, short_name, kind, area_code, central_code, has_clerk, is_boarding, sort, valid_from,
  valid_to, successor_code
from school

-- title: 行政区划
-- counts: the rows as published
-- grain: area_code x valid_from
-- parameters: -
-- line: -
-- in: every row
-- out: nothing
-- source: contract of area, version 1
select
  area_code, name, level, parent_code, sort, valid_from, valid_to, successor_code
from area

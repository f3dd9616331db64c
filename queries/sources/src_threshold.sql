-- title: 阈值
-- counts: the rows as published
-- grain: name x valid_from
-- parameters: -
-- line: -
-- in: every row
-- out: nothing
-- source: contract of threshold, version 1
select
  name, value, unit, valid_from, valid_to, meaning, source, decided_by
from threshold

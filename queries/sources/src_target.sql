-- title: 年度任务
-- counts: the rows as published
-- grain: target_id
-- parameters: -
-- line: -
-- in: every row
-- out: nothing
-- source: contract of target, version 1
select
  target_id, year, name, number, unit, due_on, owner, evidence, sort, source
from target

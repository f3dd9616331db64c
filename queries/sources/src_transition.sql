-- title: 状态转换
-- counts: the rows as published
-- grain: state_from x state_to
-- parameters: -
-- line: -
-- in: every row
-- out: nothing
-- source: contract of transition, version 1
select
  state_from, state_to
from transition

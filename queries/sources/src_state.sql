-- title: 台账状态
-- counts: the rows as published
-- grain: state
-- parameters: -
-- line: -
-- in: every row
-- out: nothing
-- source: contract of state, version 1
select
  state, is_open, tier, holder, duty, deadline_name, sort
from state

-- title: 代码
-- counts: the rows as published
-- grain: code_set x code
-- parameters: -
-- line: -
-- in: every row
-- out: nothing
-- source: contract of code, version 1
select
  code_set, code, name_zh, name_en, parent, sort, is_shown
from code

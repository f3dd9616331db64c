-- title: 代码表
-- counts: nothing; words for codes
-- grain: code_set x code
-- parameters: -
-- line: -
-- in: every code of the snapshot
-- out: none
-- source: reference rows of the county
select cast(code_set as varchar) as code_set, cast(code as varchar) as code, cast(name_zh as varchar) as name_zh, cast(name_en as varchar) as name_en,
  cast(parent as varchar) as parent, cast(sort as int) as sort, cast(is_shown as boolean) as is_shown
from src_code
order by code_set, sort, code

-- title: 阈值重叠或断档
-- counts: rows that break the promise
-- grain: row; is_compared = 0 marks what could not be compared
-- parameters: -
-- line: -
-- in: every threshold
-- out: nothing
-- source: one row for every day from the first on
-- severity: block
-- what: 同一阈值在同一天有两行,或有的日子没有。
-- why: 同一天会有两个口径,或没有口径。
-- resolve: 请修改 thresholds 参考数据的起止日期。
with
ordered as (
  select name, valid_from, valid_to, row_number() over (partition by name order by valid_from, valid_to) as line_no
  from src_threshold
)
select cast(null as bigint) as child_key, cast(null as varchar) as school_code, cast(null as varchar) as class_key, cast(null as varchar) as month, cast(null as date) as day,
  a.name as found, '每一天有且只有一行' as expected, b.valid_from as since, cast(1 as int) as is_compared
from ordered a
join ordered b on b.name = a.name and b.line_no = a.line_no + 1
where date_diff('day', a.valid_to, b.valid_from) <> 1

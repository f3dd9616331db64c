-- title: 阈值重叠
-- counts: rows that break the promise
-- grain: row; is_compared = 0 marks what could not be compared
-- parameters: -
-- line: -
-- in: every threshold
-- out: nothing
-- source: one row for every day
-- severity: block
-- what: 同一阈值在同一天有两行。
-- why: 同一天会有两个口径。
-- resolve: 请修改 thresholds 参考数据的起止日期。
select cast(null as bigint) as child_key, cast(null as varchar) as school_code, cast(null as varchar) as class_key, cast(null as varchar) as month, cast(null as date) as day,
  a.name as found, '同一天只有一行' as expected, b.valid_from as since, cast(1 as int) as is_compared
from src_threshold a
join src_threshold b on b.name = a.name and b.valid_from > a.valid_from and b.valid_from <= a.valid_to

-- title: 分期阈值
-- counts: nothing; each limit with the days on which its value holds
-- grain: name x valid_from
-- parameters: -
-- line: -
-- in: every threshold; its first row also holds for all days before it
-- out: nothing
-- source: a limit is chosen by the day of what is judged, so that a new row never restates the past; what happened
--   before the first row is judged by the first row, not left out
with
ordered as (
  select name, value, unit, valid_from, valid_to, row_number() over (partition by name order by valid_from) as line_no
  from src_threshold
)
select name, value, unit, case when line_no = 1 then cast('1900-01-01' as date) else valid_from end as valid_from, valid_to
from ordered

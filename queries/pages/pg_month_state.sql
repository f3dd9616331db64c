-- title: 月份状态
-- counts: nothing; whether a month is finished, in progress or without school, and when its report is due
-- grain: one row
-- parameters: $month, $month_last, $prev_month, $as_of_day
-- line: -
-- in: the month asked for
-- out: none
-- source: a month not yet due is in progress, never missing; is_over = its last day is past
select cast($month as varchar) as month, cast(state as varchar) as state, cast(is_holiday as int) as is_holiday, cast(due_on as date) as due_on,
  cast(has_last_month as int) as has_last_month, cast(has_last_year as int) as has_last_year,
  cast(case when $month_last < $as_of_day then 1 else 0 end as int) as is_over
from bld_report_state

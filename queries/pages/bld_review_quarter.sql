-- title: 所看的季度
-- counts: nothing; the quarter in which the chosen month lies
-- grain: one row
-- parameters: $month_first, $as_of_day
-- line: -
-- in: quarters held
-- out: nothing
-- source: calendar quarters
select quarter, quarter_no, first_day, last_day, school_days, is_finished
from bld_quarter
where $month_first between first_day and last_day

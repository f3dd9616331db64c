-- title: 疑点计数
-- counts: rows of each check in a place, how many could not be compared, and since when the oldest stands
-- grain: check_name
-- parameters: $area, $month, $month_last, $prev_month, $period, $as_of_day, $ledger_seq
-- line: -
-- in: by household for rows about a child, by where the school stands for others; a closed school's under its successor
-- out: checks without a row
-- source: who reads a part of the checks names them: all at once do not fit the memory of an instance
select cast(check_name as varchar) as check_name, cast(sum(is_compared) as int) as n, cast(sum(1 - is_compared) as int) as not_compared_n,
  cast(min(case when is_compared = 1 then since end) as date) as since
from bld_check_row
where length($area) = 6 or school_now = $area or class_key = $area or village_code = $area or coalesce(township_code, 'unknown') = $area
group by check_name

-- title: 已报上课日
-- counts: the days that a class reported in the month, numbered; a day not reported has no number, so it can
--   neither add to a run nor end one
-- grain: class_key x day
-- parameters: $month_first, $month_last
-- line: student
-- in: reported days of the month
-- out: days not reported
-- source: school days are counted as the class reported them
select class_key, day, cast(row_number() over (partition by class_key order by day) as int) as taken_no
from src_class_day
where taken and day between $month_first and $month_last

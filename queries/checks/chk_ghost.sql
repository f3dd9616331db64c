-- title: 有籍无人
-- counts: rows that break the promise
-- grain: row; is_compared = 0 marks what could not be compared
-- parameters: $month, $as_of_day
-- line: student
-- in: pupils whom nobody saw in the month: on enough reported days that no leave explains, or on leave for all of a month
--   that is over
-- out: classes that reported too few days or none, and leave in a month that still runs: counted as not compared
-- source: dated minimum of school days, as of the last reported day
-- severity: warn
-- what: 在册学生整月没有到校一次,包括整月请假。
-- why: 可能已经离校,或学籍是空挂的;长期请假应当办理休学。
-- resolve: 请学校当日核实去向,书面报告;确需休养的办理休学。
select child_key as child_key, school_code as school_code, class_key as class_key, month as month, first_day as day,
  concat('到校 0 / 已报 ', replace(cast(cast(known_halves / 2.0 as double) as varchar), '.0', ''), ' 天') as found, '至少到校一次' as expected,
  first_day as since, cast(case when is_unexplained = 1 or is_month_long = 1 then 1 else 0 end as int) as is_compared
from bld_unseen
where month = $month
union all
select cast(null as bigint) as child_key, school_code as school_code, class_key as class_key, month as month, day as day,
  concat('未报,应到 ', cast(pupils as varchar), ' 人') as found, '每个上课日都有考勤' as expected, day as since, cast(0 as int) as is_compared
from bld_class_silent
where month = $month

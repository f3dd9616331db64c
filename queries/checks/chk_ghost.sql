-- title: 有籍无人
-- counts: rows that break the promise
-- grain: row; is_compared = 0 marks what could not be compared
-- parameters: $month
-- line: student
-- in: pupils of classes with enough reported days
-- out: classes that reported too little: counted as not compared
-- source: dated minimum of school days
-- severity: warn
-- what: 在册学生整月没有到校,也没有请假。
-- why: 可能已经离校,或学籍是空挂的。
-- resolve: 请学校当日核实去向,书面报告。
with
need as (select value from src_threshold where name = 'ghost_min_school_days' and $as_of_day between valid_from and valid_to)
select p.child_key as child_key, p.school_code as school_code, p.class_key as class_key, p.month as month, p.first_day as day,
  concat('到校 0 / 已报 ', cast(p.reported_halves / 2.0 as varchar), ' 天') as found, '至少到校一次' as expected, p.first_day as since, cast(case when p.reported_halves >= 2 * n.value then 1 else 0 end as int) as is_compared
from drv_pupil_month p
cross join need n
where p.month = $month and p.present_halves = 0 and p.sick_halves + p.personal_halves = 0

-- title: 缺行
-- counts: rows that break the promise
-- grain: row; is_compared = 0 marks what could not be compared
-- parameters: $month
-- line: student
-- in: pupils due in a reported class
-- out: nothing
-- source: a row for every pupil on every reported day
-- severity: block
-- what: 已报的上课日里,有学生没有考勤行。
-- why: 缺的行会被当成到校。
-- resolve: 请学校补报该班考勤表后重新发布。
select child_key as child_key, school_code as school_code, class_key as class_key, month as month, first_day as day,
  concat('缺 ', replace(cast(cast(missing_halves / 2.0 as double) as varchar), '.0', ''), ' 天') as found, '每个已报上课日一行' as expected, first_day as since, cast(1 as int) as is_compared
from drv_pupil_month
where missing_halves > 0

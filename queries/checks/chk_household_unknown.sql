-- title: 户籍未识别
-- counts: rows that break the promise
-- grain: row; is_compared = 0 marks what could not be compared
-- parameters: $month
-- line: household
-- in: children at school
-- out: households in another county
-- source: every child belongs to one village
-- severity: warn
-- what: 户口所在地没有识别到村。
-- why: 这名学生不会出现在任何镇、村的名单里。
-- resolve: 请学校把户口所在地填到村,或填 12 位代码。
select child_key as child_key, school_code as school_code, class_key as class_key, month as month, cast(null as date) as day,
  '未识别' as found, '本县 12 位村代码' as expected, cast(null as date) as since, cast(1 as int) as is_compared
from dim_child
where month = $month and is_at_school = 1 and village_code is null and is_outside = 0

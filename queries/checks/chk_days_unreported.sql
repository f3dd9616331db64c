-- title: 上课日漏报
-- counts: rows that break the promise
-- grain: row; is_compared = 0 marks what could not be compared
-- parameters: $month, $as_of_day
-- line: student
-- in: classes that reported a part of the month's school days
-- out: classes that reported none (整月未报); the days since an interim sheet of a month going on
-- source: a day not reported is neither presence nor absence
-- severity: warn
-- what: 班级报了考勤,但漏了一些上课日。
-- why: 漏报的日子里离开的学生看不出来;这个月不能证明没有应报的学生。
-- resolve: 请按班补报整月考勤表。
select cast(null as bigint) as child_key, school_code as school_code, class_key as class_key, month as month, first_day as day,
  concat('漏报 ', cast(days as varchar), ' 个上课日,', cast(first_day as varchar), ' 至 ', cast(last_day as varchar), ',应到 ', cast(pupils as varchar), ' 人') as found,
  '每个上课日都有考勤' as expected, first_day as since, cast(1 as int) as is_compared
from bld_class_gap
where month = $month

-- title: 班级整月未报
-- counts: rows that break the promise
-- grain: row; is_compared = 0 marks what could not be compared
-- parameters: $month, $as_of_day
-- line: student
-- in: classes with pupils due and school days past
-- out: classes that reported at least one day
-- source: not reported is a state of its own
-- severity: warn
-- what: 应报考勤的班级整月没有一天报送。
-- why: 没有报送的不能当作到校。
-- resolve: 请催报;报送之前该班不计入出勤率。
select cast(null as bigint) as child_key, school_code as school_code, class_key as class_key, month as month, day as day,
  concat('未报,应到 ', cast(pupils as varchar), ' 人') as found, '每个上课日都有考勤' as expected, day as since, cast(1 as int) as is_compared
from bld_class_silent
where month = $month

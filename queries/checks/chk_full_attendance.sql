-- title: 全月全勤的班级
-- counts: rows that break the promise
-- grain: row; is_compared = 0 marks what could not be compared
-- parameters: $month, $as_of_day
-- line: student
-- in: classes that reported enough days
-- out: classes that reported too few days, or none: counted as not compared
-- source: dated minimum of days, as of the last reported day
-- severity: warn
-- what: 整班整月没有一次缺勤、请假或迟到。
-- why: 真实的班级几乎不会这样,考勤可能没有点。
-- resolve: 请责任督学进班点名。
with
need as (select value, valid_from, valid_to from bld_limit where name = 'full_attendance_days'),
class_month as (
  select class_key, school_code, min(day) as day, max(day) as last_day, count(*) as days, sum(absent_halves + leave_halves + late_pupils) as marks
  from drv_class_day
  where month = $month and is_reported and day <= $as_of_day
  group by class_key, school_code
)
select cast(null as bigint) as child_key, m.school_code as school_code, m.class_key as class_key, cast($month as varchar) as month, m.day as day,
  concat(cast(m.days as varchar), ' 天全勤') as found, '有迟到、请假或缺勤' as expected,
  m.day as since, cast(case when m.days >= n.value then 1 else 0 end as int) as is_compared
from class_month m
join need n on m.last_day between n.valid_from and n.valid_to
where m.marks = 0
union all
select cast(null as bigint) as child_key, school_code as school_code, class_key as class_key, month as month, day as day,
  concat('未报,应到 ', cast(pupils as varchar), ' 人') as found, '每个上课日都有考勤' as expected, day as since, cast(0 as int) as is_compared
from bld_class_silent
where month = $month

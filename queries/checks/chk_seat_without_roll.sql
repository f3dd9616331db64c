-- title: 人籍不一致:有人无籍
-- counts: rows that break the promise
-- grain: row; is_compared = 0 marks what could not be compared
-- parameters: $month
-- line: student
-- in: pupils with marks in the month
-- out: schools without a roll of the month: their marks are counted as not compared
-- source: students sit where their roll says
-- severity: warn
-- what: 学生有考勤而不在该班花名册上。
-- why: 在校人数与学籍数对不上。
-- resolve: 请学校核对花名册,补报或更正。
with
marked as (
  select child_key, school_code, class_key, min(day) as day
  from src_attendance
  where month = $month
  group by child_key, school_code, class_key
),
roll as (select distinct child_key, class_key from src_roll where month = $month)
select m.child_key as child_key, m.school_code as school_code, m.class_key as class_key, cast($month as varchar) as month, m.day as day,
  '有考勤,无学籍' as found, '在该班花名册上' as expected, m.day as since, cast(case when c.school_code is null then 1 else 0 end as int) as is_compared
from marked m
left join roll r on r.child_key = m.child_key and r.class_key = m.class_key
left join bld_roll_silent c on c.school_code = m.school_code and c.is_sent = 0
where r.child_key is null

-- title: 无联系电话
-- counts: rows that break the promise
-- grain: row; is_compared = 0 marks what could not be compared
-- parameters: $month, $as_of_day
-- line: student
-- in: pupils at school for whom the identity register holds no phone of a guardian
-- out: pupils of whom the register says nothing are counted as not compared
-- source: first contact is due within the hour; the phone itself never leaves the register
-- severity: warn
-- what: 学生没有监护人联系电话。
-- why: 缺勤当天联系不上家长,就耽误了第一步。
-- resolve: 请班主任补登电话,下次报送花名册时填写。
select cast(c.child_key as bigint) as child_key, cast(c.school_code as varchar) as school_code, cast(c.class_key as varchar) as class_key, cast(c.month as varchar) as month,
  cast(null as date) as day, case when f.child_key is null then '无身份登记' else '无电话' end as found, '监护人电话' as expected, cast(null as date) as since,
  cast(case when f.child_key is null then 0 else 1 end as int) as is_compared
from dim_child c
left join src_child_flag f on f.child_key = c.child_key
where c.month = $month and c.is_at_school = 1 and coalesce(f.has_phone, 0) = 0

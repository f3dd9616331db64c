-- title: 无学籍号
-- counts: rows that break the promise
-- grain: row; is_compared = 0 marks what could not be compared
-- parameters: $month, $as_of_day
-- line: student
-- in: pupils at school for whom the identity register holds no student number
-- out: pupils of whom the register says nothing are counted as not compared
-- source: one child, one number; the numbers themselves never leave the register
-- severity: warn
-- what: 在校学生没有学籍号。
-- why: 没有学籍号就无法跨校核对,转学时最容易失去联系。
-- resolve: 请学籍管理员在全国学籍系统中建籍,下次报送花名册时填写。
select cast(c.child_key as bigint) as child_key, cast(c.school_code as varchar) as school_code, cast(c.class_key as varchar) as class_key, cast(c.month as varchar) as month,
  cast(null as date) as day, case when f.child_key is null then '无身份登记' else '无学籍号' end as found, '学籍号' as expected, cast(null as date) as since,
  cast(case when f.child_key is null then 0 else 1 end as int) as is_compared
from dim_child c
left join src_child_flag f on f.child_key = c.child_key
where c.month = $month and c.is_at_school = 1 and f.number_kind is null

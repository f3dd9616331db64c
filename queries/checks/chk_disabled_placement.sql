-- title: 残疾儿童未安置
-- counts: rows that break the promise
-- grain: row; is_compared = 0 marks what could not be compared
-- parameters: $month, $as_of_day
-- line: student
-- in: children at school who are disabled by the household register or the roll, placed as ordinary pupils
-- out: whoever the sheets say nothing about is counted as not compared, one row a school
-- source: one child one plan: inclusive class, special school or home teaching
-- severity: warn
-- what: 残疾学生没有随班就读、特校或送教的安置。
-- why: 没有安置就没有方案,容易离校。
-- resolve: 请学校与残联评估,登记安置方式。
select cast(child_key as bigint) as child_key, cast(school_code as varchar) as school_code, cast(class_key as varchar) as class_key, cast(month as varchar) as month,
  cast(null as date) as day, '普通就读' as found, '随班就读、特校或送教' as expected, cast(null as date) as since, cast(1 as int) as is_compared
from dim_child
where month = $month and is_at_school = 1 and is_disabled and placement = 'ordinary' and stage in ('primary', 'junior')
union all
select cast(null as bigint) as child_key, cast(school_code as varchar) as school_code, cast(null as varchar) as class_key, cast($month as varchar) as month,
  cast(null as date) as day, concat('残疾未填 ', cast(count(*) as varchar), ' 人') as found, '是否残疾' as expected, cast(null as date) as since, cast(0 as int) as is_compared
from dim_child
where month = $month and is_at_school = 1 and is_disabled is null and stage in ('primary', 'junior')
group by school_code

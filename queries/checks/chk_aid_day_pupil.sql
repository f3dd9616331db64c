-- title: 走读生领取寄宿补助
-- counts: rows that break the promise
-- grain: row; is_compared = 0 marks what could not be compared
-- parameters: $month, $period, $as_of_day
-- line: student
-- in: payments of the term that only boarders are granted, to pupils who boarded in no month of the period
-- out: payments to pupils whose boarding is not stated, and lists that did not come: counted as not compared
-- source: boarding by the roll of every month of the period
-- severity: warn
-- what: 走读生领取了寄宿生生活补助。
-- why: 寄宿补助只给住校的学生;也可能是住校没有登记。
-- resolve: 请学校核实是否住校,更正学籍或退回补助。
select child_key as child_key, school_code as school_code, class_key as class_key,
  case when length(period) = 7 then period else cast($month as varchar) end as month, cast(null as date) as day,
  concat('走读,已发 ', cast(cast(amount as decimal(12, 2)) as varchar), ' 元') as found, '住校' as expected, since as since, cast(1 as int) as is_compared
from bld_aid_list
where list = 'unentitled' and why = 'boarding'
union all
select child_key as child_key, school_code as school_code, class_key as class_key,
  case when length(period) = 7 then period else cast($month as varchar) end as month, cast(null as date) as day,
  '就读方式未填' as found, '住校' as expected, since as since, cast(0 as int) as is_compared
from bld_aid_list
where list = 'unjudged' and why = 'boarding'
union all
select child_key, school_code, class_key, month, day, found, expected, since, is_compared
from bld_aid_uncompared
where needs_boarder = 1

-- title: 两校重复领取
-- counts: rows that break the promise
-- grain: row; is_compared = 0 marks what could not be compared
-- parameters: $month, $period, $as_of_day
-- line: student
-- in: payments of one item and period to one pupil by more than one school
-- out: lists that did not come or wait for correction: counted as not compared
-- source: every standing list of the period
-- severity: warn
-- what: 同一学生同一项目同一期在两所学校的名册上。
-- why: 一人只能享受一次;也可能转学后原校没有停发。
-- resolve: 请两校核实,由实际就读学校发放,另一校退回。
select child_key as child_key, school_code as school_code, class_key as class_key,
  case when length(period) = 7 then period else cast($month as varchar) end as month, cast(null as date) as day,
  concat('另一校也在发放,本校已发 ', cast(cast(amount as decimal(12, 2)) as varchar), ' 元') as found, '只由一校发放' as expected, since as since, cast(1 as int) as is_compared
from bld_aid_list
where list = 'double'
union all
select child_key, school_code, class_key, month, day, found, expected, since, is_compared
from bld_aid_uncompared

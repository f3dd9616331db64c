-- title: 餐数多于到校
-- counts: rows that break the promise
-- grain: row; is_compared = 0 marks what could not be compared
-- parameters: $month, $period, $as_of_day
-- line: student
-- in: meal claims of the term for more days than the child can have been at school
-- out: claims whose attendance was not reported or that name no days, and lists that did not come: counted as not compared
-- source: days with a present half, and days that the class did not report; in a month without a school day none
-- severity: warn
-- what: 申报的用餐天数多于到校天数。
-- why: 没有到校不会用餐;天数不实就是资金不实。
-- resolve: 请学校按考勤更正用餐天数,多报的退回。
select child_key as child_key, school_code as school_code, class_key as class_key,
  case when length(period) = 7 then period else cast($month as varchar) end as month, cast(null as date) as day,
  concat('申报 ', cast(days as varchar), ' 天') as found, concat('到校 ', cast(present_days as varchar), ' 天') as expected, since as since, cast(1 as int) as is_compared
from bld_aid_list
where list = 'meals'
union all
select cast(null as bigint) as child_key, school_code as school_code, cast(null as varchar) as class_key,
  case when length(period) = 7 then period else cast($month as varchar) end as month,
  cast(null as date) as day,
  concat('没有考勤可比对,已发 ', cast(count(*) as varchar), ' 人次') as found, '不超过到校天数' as expected, min(coalesce(paid_on, received_on)) as since, cast(0 as int) as is_compared
from fct_aid_paid
where is_in_kind = 1 and meals = 'unknown'
group by school_code, period, item
union all
select child_key, school_code, class_key, month, day, found, expected, since, is_compared
from bld_aid_uncompared
where is_in_kind = 1

-- title: 未能比对的资助名册
-- counts: nothing; each list that did not come or waits for correction, as a row of a check that could not be compared
-- grain: school_code x item x period
-- parameters: $month, $period, $as_of_day
-- line: student
-- in: schools with entitled pupils, or with rows that wait
-- out: lists that stand whole, those of nobody paid included
-- source: not reported is neither paid nor unpaid
select cast(null as bigint) as child_key, school_code as school_code, cast(null as varchar) as class_key,
  case when length(period) = 7 then period else cast($month as varchar) end as month, cast(null as date) as day,
  case when state = 'waiting' then concat('名册有 ', cast(waiting_n as varchar), ' 行待修改')
    else concat('未报名册,应享 ', cast(entitled_n as varchar), ' 人') end as found,
  '资助发放名册' as expected, received_on as since, cast(0 as int) as is_compared,
  is_in_kind as is_in_kind, needs_boarder as needs_boarder
from bld_aid_silent
where state in ('missing', 'in_progress', 'waiting')

-- title: 应享未享
-- counts: rows that break the promise
-- grain: row; is_compared = 0 marks what could not be compared
-- parameters: $month, $period, $as_of_day
-- line: student
-- in: entitled pupils of the term, of schools whose list stands, who were not paid or were paid too little
-- out: schools whose list did not come or waits for correction, and pupils whose entitlement is not known: counted as not compared
-- source: the facts that the sums of aid count; a payment by whichever school counts
-- severity: warn
-- what: 应当享受资助的学生没有发放,或发放不足。
-- why: 贫困家庭的孩子可能因为缺钱离校;资助必须全覆盖。
-- resolve: 请学校核对名册补发,或说明不应享受的理由。
select child_key as child_key, school_code as school_code, class_key as class_key,
  case when length(period) = 7 then period else cast($month as varchar) end as month, cast(null as date) as day,
  case
    when is_in_kind = 1 then '未列入营养餐名册'
    when amount > 0 then concat('已发 ', cast(cast(amount as decimal(12, 2)) as varchar), ' 元')
    else '未发放' end as found,
  case
    when is_in_kind = 1 then '到校每天有营养餐'
    when amount_due is null then '应当发放'
    else concat('应发 ', cast(cast(amount_due as decimal(12, 2)) as varchar), ' 元') end as expected, since as since, cast(1 as int) as is_compared
from bld_aid_list
where list in ('unpaid', 'short')
union all
select child_key as child_key, school_code as school_code, class_key as class_key,
  case when length(period) = 7 then period else cast($month as varchar) end as month, cast(null as date) as day,
  case why
    when 'label' then '建档立卡未填'
    when 'boarding' then '就读方式未填'
    when 'year' then '年级不明'
    when 'household' then '外县户籍'
    else '考勤未报' end as found,
  '能判断是否应享' as expected, cast(null as date) as since, cast(0 as int) as is_compared
from fct_aid_entitled
where entitlement = 'unknown' and is_reported = 1 and is_paid = 0
union all
select child_key, school_code, class_key, month, day, found, expected, since, is_compared
from bld_aid_uncompared

-- title: 缺勤领取
-- counts: rows that break the promise
-- grain: row; is_compared = 0 marks what could not be compared
-- parameters: $month, $period, $as_of_day
-- line: student
-- in: cash payments of the term to pupils never present in the period, or absent without leave up to the dated limit
-- out: payments whose attendance was not reported, kindergartens, senior and vocational schools among them, and lists that did not come: counted as not compared
-- source: dated limits of school days; not reported is neither present nor absent
-- severity: warn
-- what: 学生领取了资助,同期没有到校或旷课达到限额。
-- why: 可能已经离校,或资助被冒领。
-- resolve: 请学校核实去向;已离校的停发并立案劝返。
select child_key as child_key, school_code as school_code, class_key as class_key,
  case when length(period) = 7 then period else cast($month as varchar) end as month, cast(null as date) as day,
  concat('旷课 ', cast(absent_days as varchar), ' 天,已发 ', cast(cast(amount as decimal(12, 2)) as varchar), ' 元') as found, '到校' as expected, since as since, cast(1 as int) as is_compared
from bld_aid_list
where list = 'absent'
union all
select cast(null as bigint) as child_key, school_code as school_code, cast(null as varchar) as class_key,
  case when length(period) = 7 then period else cast($month as varchar) end as month,
  cast(null as date) as day,
  concat('没有考勤可比对,已发 ', cast(count(*) as varchar), ' 人次') as found, '到校' as expected, min(coalesce(paid_on, received_on)) as since, cast(0 as int) as is_compared
from fct_aid_paid
where is_in_kind = 0 and presence = 'unknown'
group by school_code, period, item
union all
select child_key, school_code, class_key, month, day, found, expected, since, is_compared
from bld_aid_uncompared
where is_in_kind = 0
